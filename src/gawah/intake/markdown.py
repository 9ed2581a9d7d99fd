"""Markdown without its marks: what a reader of the page would see, a paragraph or a list item a line."""

from __future__ import annotations

import re

from gawah.intake.lines import join

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<words>.*?)\s*#*\s*$")
_RULE = re.compile(r"\s{0,3}(?:([-*_=])\s*)(?:\1\s*){2,}$")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)])\s+\S")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"\[([^\]\n]{1,200})\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,200}\])")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,400}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^\n*_]{1,400}?)(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")


def plain_text(text: str) -> tuple[str, str]:
    """The words of a Markdown text, and its first heading (empty where it has none)."""
    title, parts, fenced = "", list[list[str]](), False
    for line in _COMMENT.sub("", text).split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
            parts.append([])
            continue
        bare = line if fenced else _QUOTE.sub("", line)
        heading = None if fenced else _HEADING.match(bare)
        if heading:
            words = _words(heading["words"])
            title = title or words
            parts += [[words], []]
        elif not bare.strip() or (not fenced and _RULE.match(bare)):
            parts.append([])
        elif fenced or _ITEM.match(bare) or not parts:
            parts.append([bare])
        else:
            parts[-1].append(bare)
        if not fenced and parts[-1] and bare.endswith(("  ", "\\")):  # a break that the writer asked for
            parts[-1][-1] = bare.rstrip(" \\")
            parts.append([])
    return "\n".join(_words(join(part)) for part in parts), title


def _words(line: str) -> str:
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line))
    return _ESCAPE.sub(r"\1", line)
