"""Web pages that were saved: the main text and what the page says of itself. Nothing is fetched, nothing is run."""

from __future__ import annotations

import re

from gawah.intake.decode import decode
from gawah.intake.taken import Page, Unreadable

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|encoding=[\"']([A-Za-z0-9_-]{2,40})[\"']", re.I
)
_XML = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}\[", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"<html\b[^>]{0,500}?\s(?:xml:)?lang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})", re.IGNORECASE
)
_ITEM = re.compile(r"(?m)^- ")


def read_html(data: bytes) -> Page:
    """The page of an HTML file; Unreadable where it has no main text."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    head = _CHARSET.search(data[:4096])
    source, notes = decode(data, (head[1] or head[2]).decode("ascii") if head else "")
    source = source[match.end() :] if (match := _XML.match(source)) else source
    if _DOCTYPE.search(source[:4096]):
        raise Unreadable("it declares entities of its own, which no web page needs", "save the page again from a browser")
    # Of days only what the page states counts: days found in its text may be those of the happening.
    days = {"extensive_search": False, "original_date": True, "min_date": "1970-01-01", "max_date": "2199-12-31"}
    found = bare_extraction(
        source, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True, date_extraction_params=days
    )
    if not isinstance(found, Document) or not found.text:
        raise Unreadable("no main text was found in the page", "save the text of the report as .txt")
    language = _LANGUAGE.search(source[:20_000])
    return Page(
        text=_ITEM.sub("• ", found.text),
        kind="text/html",
        title=found.title or "",
        publisher=found.sitename or "",
        published=found.date or "",
        url=found.url or "",
        language=language[1] if language else "",
        notes=notes,
    )
