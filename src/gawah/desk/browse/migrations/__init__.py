"""The shapes that the table of saved filters has had."""
