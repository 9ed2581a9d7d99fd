"""Words of the world on a page: escaped, kept apart from what stands around them, with signs that would not be seen shown.

What the machine says in English alone is said to be English, so that it is spoken as such and runs from the left.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from gawah.desk.judge import reasons
from gawah.desk.judge.segments import segments
from gawah.desk.judge.terms import RULES, WHO
from gawah.desk.judge.words import Words

register = template.Library()
BETWEEN = " · "
"""Between the sentences of one reason."""
_DATES = {"date": (("%d %B %Y", "%Y-%m-%d"),), "month": (("%B %Y", "%Y-%m"), ("%Y", "%Y"))}
"""How days and months are told in English, and how the desk writes them."""


@register.filter
def shown(words: Any) -> SafeString:
    """Words as a `bdi`: text that is written the other way, or holds signs that reorder, stays inside it."""
    return format_html("<bdi>{}</bdi>", _signs(words))


@register.filter
def english(words: Any) -> SafeString:
    """Words that are English whatever the language of the page."""
    if _is_english():
        return shown(words)
    return format_html('<bdi lang="en" dir="ltr">{}</bdi>', _signs(words))


@register.filter
def reason(words: Any) -> SafeString:
    """A reason of the machine's in the language of the page, sentence by sentence; in English where it has no other words."""
    said = str(words or "")
    if _is_english():
        return shown(said)
    every = [(clause, reasons.read(clause)) for clause in reasons.clauses(said)]
    if not all(one for _, one in every):
        if found := reasons.read(said):
            return _said(found)
        if not any(one for _, one in every):
            return english(said)
    return format_html_join(BETWEEN, "{}", ((_said(one) if one else english(clause),) for clause, one in every))


@register.filter
def named(words: Any) -> SafeString:
    """A name, or the machine's sentence that there is none: that in the language of the page."""
    found = None if _is_english() else reasons.read(str(words or ""))
    return _said(found) if found else shown(words)


@register.filter
def figure(words: str) -> SafeString:
    """A figure of a list."""
    found = None if _is_english() else reasons.read_figure(words)
    return _said(found) if found else shown(words)


@register.filter
def rule(name: str) -> Words:
    """A rule of the arithmetic of tolls in the reader's words."""
    return RULES.get(name, name)


def _is_english() -> bool:
    return (get_language() or "en").split("-")[0] == "en"


def _said(found: reasons.Reason) -> SafeString:
    """A sentence of the table, translated, with its parts in their places."""
    return format_html_join("", "{}{}", _filled(found))


def _filled(found: reasons.Reason) -> Iterator[tuple[str, SafeString | str]]:
    for words, name in reasons.pieces(gettext(found.message)):
        yield words, _part(found.parts[name]) if name else ""


def _part(part: reasons.Part) -> SafeString | str:
    if table := reasons.TABLES.get(part.kind):
        return str(table[part.words])
    if part.kind in _DATES:
        return format_html("<time>{}</time>", _numbered(part))
    if part.kind == "why":
        return reason(part.words)
    if part.kind == "figure" and (told := reasons.read_figure(part.words)):
        return _said(told)
    return shown(WHO.get(part.words, part.words) if part.kind == "who" else part.words)


def _numbered(part: reasons.Part) -> str:
    """A day or month that is told in English words, in numbers."""
    for told, numbered in _DATES[part.kind]:
        with contextlib.suppress(ValueError):
            return datetime.strptime(part.words, told).strftime(numbered)  # noqa: DTZ007 - a day has no zone
    return part.words


def _signs(words: Any) -> SafeString:
    pieces = ((_sign(one.words, one.sign) if one.sign else one.words,) for one in segments(str(words or ""), ()))
    return format_html_join("", "{}", pieces)


def _sign(words: str, code: str) -> SafeString:
    return format_html('<bdi class="sign" data-sign="{}">{}</bdi>', code, words)
