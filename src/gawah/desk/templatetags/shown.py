"""Words of the world on a page: escaped, kept apart from what stands around them, with signs that would not be seen shown."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gawah.desk.judge.segments import segments

register = template.Library()


@register.filter
def shown(words: Any) -> SafeString:
    """Words as a `bdi`: text that is written the other way, or holds signs that reorder, stays inside it."""
    pieces = ((_sign(one.words, one.sign) if one.sign else one.words,) for one in segments(str(words or ""), ()))
    return format_html("<bdi>{}</bdi>", format_html_join("", "{}", pieces))


def _sign(words: str, code: str) -> SafeString:
    return format_html('<bdi class="sign" data-sign="{}">{}</bdi>', code, words)
