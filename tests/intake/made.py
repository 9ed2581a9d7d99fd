"""Files of each kind, made for the tests of intake."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from gawah.errors import UnreadableDocument
from gawah.intake.taken import Unreadable


def tried(read: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """What the reader gives, or the error with which it refuses; an error without cause and remedy fails the test."""
    try:
        return read(*arguments, **named)
    except (Unreadable, UnreadableDocument) as error:
        told = error
    assert told.cause
    assert told.remedy
    return told


def pdf(paragraphs: Sequence[str] = (), *, password: str = "", title: str = "", head: str = "", picture: bool = False) -> bytes:
    """A PDF as an office makes it; `picture` alone gives what a scanner makes."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    out, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]

    def dress(canvas: object, made: object) -> None:
        if head:
            canvas.drawString(72, 810, head)  # type: ignore[attr-defined]
            canvas.drawString(290, 30, str(canvas.getPageNumber()))  # type: ignore[attr-defined]
        if picture:
            canvas.rect(100, 100, 300, 500, fill=1)  # type: ignore[attr-defined]

    locked = StandardEncryption(password, canPrint=0) if password else None
    made = SimpleDocTemplate(out, encrypt=locked, title=title or None)
    story = [Paragraph(words, style) for words in paragraphs] or [Paragraph(" ", style)]
    made.build(story, onFirstPage=dress, onLaterPages=dress)
    return out.getvalue()


def printed(pages: Sequence[Sequence[str]], *, step: float = 14) -> bytes:
    """A PDF of lines as they are given, each where the last one ended."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for lines in pages:
        y = 740.0
        for line in lines:
            canvas.drawString(72, y, line)
            y -= step
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def docx(
    paragraphs: Sequence[str] = (), *, items: Sequence[str] = (), table: Sequence[Sequence[str]] = (), title: str = ""
) -> bytes:
    """A Word file."""
    import docx as library

    made = library.Document()
    made.core_properties.title = title
    for words in paragraphs:
        made.add_paragraph(words)
    for words in items:
        made.add_paragraph(words, style="List Bullet")
    if table:
        grid = made.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """A Word file with one part put in the place of its own, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return out.getvalue()
