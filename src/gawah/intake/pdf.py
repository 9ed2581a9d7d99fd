"""PDF files that hold text: pages to paragraphs, without the heads and feet that repeat. Pictures of pages are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gawah.intake.layout import Line, paragraphs
from gawah.intake.taken import Page, Unreadable
from gawah.intake.tidy import LONGEST_TEXT

MOST_PAGES = 2_000
_HYPHEN = (2, 0xFFFE)
"""What PDFium gives for the hyphen that parts a word at the end of a line, without a line break after it."""
_NO_TITLE = ("untitled", "microsoft word", "document", "layout 1")


def read_pdf(data: bytes) -> Page:
    """The page of a PDF file; Unreadable where it is scanned, encrypted, corrupt or too long."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("it is encrypted", "save it without a password") from None
        raise Unreadable("it is not a sound PDF file", "open it in a reader of PDF and save or print it again as PDF") from None
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(f"it has {len(document):,} pages, more than {MOST_PAGES:,}", "split it into parts")
        pages, blank, room = [], 0, LONGEST_TEXT
        for at in range(len(document)):
            lines = list(_lines(document, at))
            blank += not lines
            room -= sum(len(line.text) for line in lines)
            if room < 0:
                raise Unreadable(f"its text is longer than {LONGEST_TEXT:,} characters", "split it into parts")
            pages.append(lines)
        title = document.get_metadata_dict().get("Title", "").strip()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"a page of it is damaged ({error})", "open it in a reader of PDF and print it again as PDF") from None
    finally:
        document.close()
    if sum(len(line.text) for lines in pages for line in lines) < 20 * max(1, len(pages) // 4):
        raise Unreadable(
            "it holds pictures of pages and no text", "run text recognition over it (OCR), and check what it reads"
        )
    text, notes = paragraphs(pages)
    if blank:
        notes += (f"{blank} of {len(pages)} pages hold no text: they are empty, or pictures that were not read",)
    return Page(text=text, kind="application/pdf", title="" if title.lower().startswith(_NO_TITLE) else title, notes=notes)


def _lines(document: Any, at: int) -> Iterator[Line]:
    """The lines of one page with the boxes of their characters, in points from the lower left."""
    from pypdfium2 import raw

    page = document[at]
    text = page.get_textpage()
    try:
        height, words, first, last, count = page.get_height(), "", -1, -1, text.count_chars()
        for index in range(count + 1):
            code = raw.FPDFText_GetUnicode(text, index) if index < count else 10
            if code in _HYPHEN:
                words += "-"
                last = index
            if code in (10, 13) or code in _HYPHEN:
                if words.strip(" -"):
                    yield _line(text, words, first, last, height)
                words, first = "", -1
                continue
            char = chr(code) if code < 0xD800 or code > 0xDFFF else _pair(text, index, raw)
            words += char
            if char.strip():
                first = index if first < 0 else first
                last = index
    finally:
        text.close()
        page.close()


def _pair(text: Any, index: int, raw: Any) -> str:
    """A character beyond the first plane, which PDFium may give as two halves: whole at the first, nothing at the second."""
    high = raw.FPDFText_GetUnicode(text, index)
    low = raw.FPDFText_GetUnicode(text, index + 1) if index + 1 < text.count_chars() else 0
    if 0xD800 <= high < 0xDC00 <= low < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    return ""


def _line(text: Any, words: str, first: int, last: int, height: float) -> Line:
    """A line with its box; height and foot are those of its middle character, as bullets and notes stand higher or larger."""
    boxes = sorted(
        (text.get_charbox(first + (last - first) * at // 4, loose=True) for at in range(5)), key=lambda box: box[3] - box[1]
    )
    left, right = text.get_charbox(first)[0], text.get_charbox(last)[2]
    return Line(text=words, left=left, right=right, top=boxes[2][3], bottom=boxes[2][1], page_height=height)
