"""Browsing: table, map and timeline of one filter, and search in all that was read."""
