"""Releases: what would go out, making it, what went out before; and the names that must not."""
