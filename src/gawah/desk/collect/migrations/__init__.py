"""The shapes that the tables of uploads have had."""
