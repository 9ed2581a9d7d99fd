"""Expressions of time in a document."""

from __future__ import annotations

from gawah.model import Mention, Span
from gawah.text.clock import time_words


def find(text: str) -> tuple[Mention, ...]:
    """The expressions of time of a text, in order."""
    return tuple(Mention(words=one.words, span=Span(one.start, one.end)) for one in time_words(text))
