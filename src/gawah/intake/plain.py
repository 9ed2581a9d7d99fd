"""Text and Markdown, with or without front matter: lines between two `---` that say title, publisher, published and so on."""

from __future__ import annotations

import re

import yaml

from gawah.intake.decode import decode
from gawah.intake.lines import unwrap
from gawah.intake.markdown import plain_text
from gawah.intake.taken import Page, Unreadable
from gawah.intake.tidy import LONGEST_LINE

_FRONT = re.compile(r"\s*---[ \t]*\n(?P<yaml>.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = ("title", "publisher", "published", "url", "language")
_ALSO = {"date": "published", "source": "publisher", "outlet": "publisher", "lang": "language", "link": "url"}


def read_plain(data: bytes, *, markdown: bool) -> Page:
    """The page of a text file; Unreadable where it is no text, or its front matter cannot be understood."""
    raw, notes = decode(data)
    raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    if max(map(len, raw.split("\n"))) > LONGEST_LINE:
        raise Unreadable(f"it has a line of more than {LONGEST_LINE:,} characters", "give the text with its line breaks")
    front, text, told = _front(raw)
    text, heading = plain_text(text) if markdown else (unwrap(text), "")
    return Page(
        text=text,
        kind="text/markdown" if markdown else "text/plain",
        title=front.get("title") or heading or _headline(text),
        publisher=front.get("publisher", ""),
        published=front.get("published", ""),
        url=front.get("url", ""),
        language=front.get("language", ""),
        notes=notes + told,
    )


def _front(raw: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """What the front matter says, the text behind it, and notes on what in it is not understood."""
    match = _FRONT.match(raw)
    if not match or ":" not in match["yaml"]:
        return {}, raw, ()
    try:
        # The base loader makes nothing but strings, lists and mappings: no dates that do not exist, no objects.
        said = yaml.load(match["yaml"], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError):
        raise Unreadable("its front matter is not YAML", 'put values that hold ": " or "#" in quotes') from None
    if not isinstance(said, dict):
        return {}, raw, ()
    known = {_ALSO.get(str(key).lower(), str(key).lower()): value for key, value in reversed(list(said.items()))}
    odd = [key for key in _KEYS if key in known and not isinstance(known[key], str)]
    notes = tuple(f"{key} in the front matter is not one line of text, so it is left open" for key in odd)
    return {key: known[key] for key in _KEYS if isinstance(known.get(key), str)}, raw[match.end() :], notes


def _headline(text: str) -> str:
    """The first line where it stands alone and ends as no sentence does."""
    first, _, rest = text.strip().partition("\n")
    alone = rest.startswith("\n") or not rest.partition("\n")[0].strip()
    return (
        first.strip()
        if rest and alone and len(first) <= 200 and not first.rstrip().endswith((".", ":", ";", ",", '"', "”"))
        else ""
    )
