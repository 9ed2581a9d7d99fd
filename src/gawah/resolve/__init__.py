"""Mentions to days, places and actors: candidates, a reason, and the right to say "unresolved"."""

from gawah.resolve.joining import resolve

__all__ = ["resolve"]
