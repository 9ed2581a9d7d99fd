"""Looking something up by a key that is only known on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from gawah.desk.judge.words import EVENTS, Words
from gawah.model import Tally

register = template.Library()


@register.filter
def of(held: Mapping[str, Any], key: str) -> Any:
    """What a mapping holds for a key; empty where it holds nothing."""
    return held.get(key, "")


@register.filter
def first_of(found: Sequence[str], most: int) -> Sequence[str]:
    """The first of a list, so many at most."""
    return found[:most]


@register.filter
def ends(tally: Tally) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of a tally."""
    return tally.low, tally.best, tally.high


@register.filter
def event(word: str) -> Words:
    """The type of a happening in the reader's words."""
    return EVENTS.get(word, word)
