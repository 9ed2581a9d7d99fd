"""Which kind of file something is: by its first bytes, its name only where these leave it open. A wrong name is told."""

from __future__ import annotations

from gawah.intake.taken import Unreadable

TEXT, MARKDOWN, HTML, PDF, DOCX = "text", "markdown", "html", "pdf", "docx"
MOST_BYTES = {TEXT: 10_000_000, MARKDOWN: 10_000_000, HTML: 20_000_000, DOCX: 50_000_000, PDF: 100_000_000}
"""How large a file of each kind may be."""
_BY_SUFFIX = {
    "": TEXT,
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
}
_FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF file"),
)
_REMEDY = "give the report as text, Markdown, HTML, PDF or DOCX"


def kind_of(suffix: str, data: bytes) -> str:
    """The kind of a file with this suffix (lower case, with its dot) and these bytes; Unreadable where it is none of ours."""
    named = _BY_SUFFIX.get(suffix)
    if not data.strip():
        raise Unreadable("it is empty", "give a file with text in it")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        if named == DOCX:
            return DOCX
        raise Unreadable(_told("a ZIP archive or an office file", suffix), "unpack it, or save the report as .docx")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        told = "an encrypted Word file or one of an old version" if named == DOCX else _told("an old office file", suffix)
        raise Unreadable(f"it is {told}" if named == DOCX else told, "save it as .docx without a password")
    for mark, what in _FOREIGN:
        if data.startswith(mark):
            raise Unreadable(_told(what, suffix), _REMEDY)
    if named in (PDF, DOCX):
        raise Unreadable(f"it is no {named.upper()} file, whatever its name says", "look whether it was copied whole")
    if named == TEXT and _is_page(data[:4096].lower()):
        return HTML
    if named is None:
        raise Unreadable(f'gawah reads no files of the kind "{suffix}"', _REMEDY)
    return named


def _told(what: str, suffix: str) -> str:
    return f"it is {what}{f', whatever its name ({suffix}) says' if suffix in _BY_SUFFIX and suffix else ''}"


def _is_page(head: bytes) -> bool:
    """Whether a text begins as web pages do."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--")) and b"<html" in head
