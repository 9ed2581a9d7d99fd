"""Who has a claim or a pair before them just now, so that two people do not work on one without knowing."""

from __future__ import annotations

from django.core.cache import cache

SECONDS = 90
"""A look lasts so long; the page renews it while it is open."""


def look(subject: str, name: str) -> str:
    """Note that a person looks at a subject; returns who else does, the first of them where there are several, or nothing."""
    key = f"look-{subject}"[:200]
    held = cache.get(key)
    if held and held != name:
        return str(held)
    cache.set(key, name, SECONDS)
    return ""


def others(subject: str, name: str) -> str:
    """Who else looks at a subject, without looking oneself."""
    held = cache.get(f"look-{subject}"[:200])
    return str(held) if held and held != name else ""


def leave(subject: str, name: str) -> None:
    """Note that a person is done with a subject."""
    key = f"look-{subject}"[:200]
    if cache.get(key) == name:
        cache.delete(key)
