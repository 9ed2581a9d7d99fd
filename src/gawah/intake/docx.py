"""Word files (.docx): paragraphs, list items and tables in their order. The archive and its XML are taken for hostile."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from gawah.intake.taken import Page, Unreadable

MEMBERS, INFLATED, PART = 2_000, 200_000_000, 40_000_000
"""Most members of an archive, most bytes of it inflated, most bytes of one part."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CORRUPT = "open it in Word or LibreOffice and save it again"


def read_docx(data: bytes) -> Page:
    """The page of a Word file; Unreadable where it is corrupt, hostile or empty."""
    _check(data)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_blocks(document))
        title = document.core_properties.title
    except (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, EOFError) as error:
        raise Unreadable(f"it is not a sound Word file ({type(error).__name__})", _CORRUPT) from error
    body = document.element.body
    notes = []
    if next(body.iter(f"{_W}ins", f"{_W}del"), None) is not None:
        notes.append("it holds tracked changes, which were read as accepted")
    if next(body.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"), None) is not None:
        notes.append("its footnotes were left out")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Page(text="\n".join(blocks), kind=kind, title=title or "", notes=tuple(notes))


def _blocks(document: Any) -> Iterator[str]:
    """Paragraphs with a blank line between them, list items a line each, rows of tables with bars between the cells."""
    from docx.table import Table

    listed = _list_styles(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(row.cells)  # a merged cell is met once for each column it spans
                yield " | ".join(" ".join(_words(p._p) for p in cell.paragraphs).strip() for cell in cells)  # noqa: SLF001
            yield ""
            continue
        paragraph = block._p  # noqa: SLF001 - the element is the only way to text inside tracked changes
        words = _words(paragraph)
        if not words.strip():
            yield ""
        elif _is_item(paragraph, listed):
            yield words if words.lstrip().startswith("•") else f"• {words}"
        else:
            yield from (words, "")


def _list_styles(document: Any) -> set[str]:
    """Ids of the styles that make a paragraph an item; "List Paragraph" only indents."""
    return {
        style.style_id
        for style in document.styles
        if style.name and style.name.startswith("List") and style.name != "List Paragraph"
    }


def _is_item(paragraph: Any, listed: set[str]) -> bool:
    properties = paragraph.pPr
    if properties is None:
        return False
    style = properties.pStyle.val if properties.pStyle is not None else ""
    return style in listed or (properties.numPr is not None and not style.startswith("Heading"))


def _words(paragraph: Any) -> str:
    """The text of a paragraph, inserted text with it, deleted text without."""
    words: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            if not any(parent.tag == _FALLBACK for parent in node.iterancestors()):
                words.append(node.text or "")
        elif node.tag == f"{_W}tab":
            words.append("\t")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            words.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            words.append("-")
    return "".join(words)


def _check(data: bytes) -> None:
    """Look at the archive and its XML before a library does: counts what is really inflated, and allows no declarations."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if fault := _fault(members):
                raise fault
            room = INFLATED
            for member in members:
                room -= _inflated(archive, member, room)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable("its archive is damaged", _CORRUPT) from error


def _fault(members: list[zipfile.ZipInfo]) -> Unreadable | None:
    """What the list of members alone shows to be wrong."""
    names = {member.filename for member in members}
    if len(members) > MEMBERS:
        return Unreadable(f"it holds {len(members):,} parts, more than any report", _CORRUPT)
    if any(member.flag_bits & 1 for member in members):
        return Unreadable("it is encrypted", "save it without a password")
    if "word/document.xml" not in names and "[Content_Types].xml" not in names:
        return Unreadable("it is a ZIP archive and no Word file", "unpack it, and give the files in it")
    return None


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> int:
    """Bytes of a member, counted while inflating; its XML is read through so that entities are met before a library is."""
    is_xml = member.filename.endswith((".xml", ".rels"))
    parser = _parser() if is_xml else None
    size = 0
    with archive.open(member) as part:
        while chunk := part.read(1 << 16):
            size += len(chunk)
            if size > min(PART, room):
                raise Unreadable("it inflates to more than any report holds", _CORRUPT)
            if parser:
                _pass_through(parser, chunk, member.filename)
    return size


def _parser() -> expat.XMLParserType:
    """A parser that gives nothing out and stops at the first declaration of a document type, before any entity."""

    def refuse(*_declared: object) -> None:
        raise Unreadable("its XML declares entities, which no Word file needs", _CORRUPT)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _pass_through(parser: expat.XMLParserType, chunk: bytes, name: str) -> None:
    try:
        parser.Parse(chunk)
    except expat.ExpatError as error:
        raise Unreadable(f"its part {name[:60]} is not XML ({expat.errors.messages[error.code]})", _CORRUPT) from None
