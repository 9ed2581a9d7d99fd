"""The shapes that the table of jobs has had."""
