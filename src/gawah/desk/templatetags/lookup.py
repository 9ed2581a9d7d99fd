"""Looking something up by a key that is only known on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from gawah.desk.browse.figures import days_words
from gawah.desk.judge import words
from gawah.desk.judge.view import is_graphic
from gawah.desk.judge.words import EVENTS, Words
from gawah.desk.shelf.models import ClaimRow, IncidentRow
from gawah.model import Claim, Judgement, Tally

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
def days(row: IncidentRow | ClaimRow) -> str:
    """The possible days of a row; empty where none is told."""
    return days_words(row)


@register.filter
def graphic(told: Claim | str) -> bool:
    """Whether a claim, or a kind of happening, is one that a preview blurs."""
    return is_graphic(told) if isinstance(told, Claim) else told in words.GRAPHIC


@register.filter
def event(word: str) -> Words:
    """The type of a happening in the reader's words."""
    return EVENTS.get(word, word)


@register.filter
def actor(word: str) -> Words:
    """The kind of an actor in the reader's words."""
    return words.ACTORS.get(word, word)


@register.filter
def precision(word: str) -> Words:
    """How closely a place is known, in the reader's words."""
    return words.PRECISIONS.get(word, word)


@register.filter
def says(judgement: Judgement) -> Words:
    """What a judgement says, in the reader's words."""
    return words.says(judgement)
