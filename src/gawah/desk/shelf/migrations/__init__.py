"""The shapes that the tables of the shelf have had."""
