"""The brief as PDF: A4, one embedded font, every sentence with the numbers of its notes, which are links to the words.

The page holds no time, no author and no picture, and comes out the same to the byte. Scripts that the font lacks are named in
brackets rather than left out: whoever needs the words finds them in the HTML of the same brief.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby
from typing import Any

from gawah.publish.brief import Brief, Section, Sentence
from gawah.publish.citation import Citation
from gawah.publish.page import pieces, totals_of
from gawah.publish.place_table import PlaceRow
from gawah.publish.release.packs import need

FONT, BOLD = "DejaVuSans", "DejaVuSans-Bold"
AROUND = "† told only by sides of the fight. “Open” is a bound that no source gives. The map and the timeline are in the HTML."
_SPACES = re.compile(r"\s+")
INK, FAINT, LINE, BAND = "#1d2125", "#565e66", "#cfd3d6", "#eef0ef"


def pdf_page(brief: Brief) -> bytes:
    """The brief as PDF. MissingPack where reportlab is not installed."""
    platypus = need("reportlab.platypus", "a brief as PDF")
    kit = _Kit()
    out = io.BytesIO()
    page = platypus.SimpleDocTemplate(
        out,
        pagesize=need("reportlab.lib.pagesizes", "a brief as PDF").A4,
        leftMargin=62,
        rightMargin=62,
        topMargin=64,
        bottomMargin=64,
        title=brief.title,
        author="",
        creator=f"gawah {brief.version}",
        invariant=1,
    )

    def foot(canvas: Any, doc: Any) -> None:
        canvas.saveState()
        canvas.setFont(FONT, 7.5)
        canvas.setFillColor(FAINT)
        canvas.drawString(62, 36, kit.plain(brief.title)[:100])
        canvas.drawRightString(doc.pagesize[0] - 62, 36, str(doc.page))
        canvas.restoreState()

    page.build(list(_story(kit, brief)), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


@cache
def _letters() -> frozenset[int]:
    """The characters that the font has."""
    pdfmetrics = need("reportlab.pdfbase.pdfmetrics", "a brief as PDF")
    ttfonts = need("reportlab.pdfbase.ttfonts", "a brief as PDF")
    for name in (FONT, BOLD):
        raw = resources.files("gawah.publish").joinpath("fonts", f"{name}.ttf").read_bytes()
        pdfmetrics.registerFont(ttfonts.TTFont(name, io.BytesIO(raw)))
    pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)
    return frozenset(pdfmetrics.getFont(FONT).face.charToGlyph)


class _Kit:
    """Styles, and words made fit for the page."""

    def __init__(self) -> None:
        self._letters = _letters()
        self._platypus = need("reportlab.platypus", "a brief as PDF")
        style = need("reportlab.lib.styles", "a brief as PDF").ParagraphStyle
        base = {"fontName": FONT, "fontSize": 9, "leading": 13, "textColor": INK, "splitLongWords": 1}
        head = {"fontName": BOLD, "keepWithNext": 1}
        self._styles = {
            "body": style("body", **base, spaceAfter=4),
            "faint": style("faint", **{**base, "fontSize": 8, "leading": 11.5, "textColor": FAINT}, spaceAfter=5),
            "point": style("point", **base, leftIndent=12, bulletIndent=2, spaceAfter=2),
            "title": style("title", **{**base, **head, "fontSize": 19, "leading": 24}, spaceAfter=10),
            "section": style("section", **{**base, **head, "fontSize": 13, "leading": 17}, spaceBefore=16, spaceAfter=6),
            "item": style("item", **{**base, **head, "fontSize": 9.5}, spaceBefore=8, spaceAfter=3),
            "cell": style("cell", **{**base, "fontSize": 7.5, "leading": 10}),
            "number": style("number", **{**base, "fontSize": 7.5, "leading": 10}, alignment=2),
            "head": style("head", **{**base, "fontName": BOLD, "fontSize": 7.5, "leading": 10}),
            "figures": style("figures", **{**base, "fontName": BOLD, "fontSize": 7.5, "leading": 10}, alignment=2),
            "note": style("note", **{**base, "fontSize": 8, "leading": 11}, leftIndent=26, bulletIndent=0, spaceAfter=3),
        }

    def plain(self, words: str) -> str:
        """Words with every character told that the font lacks, or that cannot be seen."""
        flat = unicodedata.normalize("NFC", _SPACES.sub(" ", words))
        return "".join(self._run(kind, list(letters)) for kind, letters in groupby(flat, key=self._kind))

    def _kind(self, letter: str) -> str:
        """Whether a character can be set, is of a script that the font lacks (which one), or cannot be seen."""
        category = unicodedata.category(letter)
        if category in {"Cf", "Cc", "Cn", "Co", "Cs"}:
            return "unseen"
        if ord(letter) in self._letters:
            return "set"
        return unicodedata.name(letter, "unknown").split()[0].title() if category[0] in "LM" else "unseen"

    def _run(self, kind: str, letters: list[str]) -> str:
        if kind == "set":
            return "".join(letters)
        if kind == "unseen":
            return "".join(f"[U+{ord(letter):04X}]" for letter in letters)
        return f"[{kind} script, {len(letters)} letters]"

    def say(self, words: str, style: str = "body", **more: Any) -> Any:
        """A paragraph of plain words."""
        return self.mark(escape(self.plain(words), quote=False), style, **more)

    def mark(self, words: str, style: str, **more: Any) -> Any:
        """A paragraph of words that are marked up already."""
        return self._platypus.Paragraph(words, self._styles[style], **more)

    def sentence(self, sentence: Sentence, style: str, **more: Any) -> Any:
        """A sentence with the numbers of its notes."""
        return self.mark(escape(self.plain(sentence.words), quote=False) + _refs(sentence.notes), style, **more)

    def table(self, heads: list[str], rows: list[list[Any]], widths: list[int], spans: Iterable[tuple[int, int]] = ()) -> Any:
        """A table with a head that each page repeats; `spans`: rows that one incident takes."""
        style: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), BAND),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
        style += [("LINEBELOW", (0, first), (0, last - 1), 0.4, "#ffffff") for first, last in spans if last > first]
        figures = {"Low", "Best", "High", "Incidents"}
        cells = [[self.say(head, "figures" if head in figures else "head") for head in heads], *rows]
        return self._platypus.LongTable(cells, colWidths=widths, repeatRows=1, style=style, hAlign="LEFT")

    def gap(self, points: int) -> Any:
        """White space."""
        return self._platypus.Spacer(1, points)


def _refs(notes: Iterable[int]) -> str:
    links = ",".join(f'<a href="#note-{number}" color="{FAINT}">{number}</a>' for number in notes)
    return f' <super size="6">{links}</super>' if links else ""


def _story(kit: _Kit, brief: Brief) -> Iterator[Any]:
    yield kit.say("Brief", "faint")
    yield kit.say(brief.title, "title")
    for words in (brief.made, *brief.about):
        yield kit.say(words)
    for section in brief.sections:
        if section.key == "incidents":
            yield from _places(kit, brief)
        yield from _section(kit, section)
    yield from _documents(kit, brief)
    yield kit.say("Notes", "section")
    for number, note in enumerate(brief.notes, start=1):
        yield _note(kit, number, note)


def _section(kit: _Kit, section: Section) -> Iterator[Any]:
    yield kit.say(section.title, "section")
    if not section.items:
        yield kit.say(section.empty)
    for item in section.items:
        yield kit.sentence(item.head, "item")
        for sentence in item.sentences:
            yield kit.sentence(sentence, "point", bulletText="•")


def _places(kit: _Kit, brief: Brief) -> Iterator[Any]:
    yield kit.say("Incidents by place", "section")
    yield kit.say(AROUND, "faint")
    totals = totals_of(brief)
    if totals:
        yield kit.say("Totals by province", "item")
        rows = [
            [kit.say(str(total["place"]), "cell"), kit.say(total["outcome"], "cell")]
            + [kit.say(str(total[name]), "number") for name in ("low", "best", "high", "incidents")]
            for total in totals
        ]
        yield kit.table(["Place", "Outcome", "Low", "Best", "High", "Incidents"], rows, [150, 120, 50, 50, 50, 51])
        yield kit.gap(8)
    for province, found in groupby(brief.rows, key=lambda row: row.province):
        yield kit.say(province, "item")
        yield _by_place(kit, list(found))
    if not brief.rows:
        yield kit.say("No report gives a toll.")


def _by_place(kit: _Kit, found: list[PlaceRow]) -> Any:
    rows: list[list[Any]] = []
    spans = []
    for row in found:
        first = len(rows) + 1
        for number, cell in enumerate(row.cells):
            who = f"{'of these, ' if cell.part else ''}{cell.of} {cell.outcome}{' †' if cell.party else ''}"
            lead = [kit.say(f"{row.place}, {row.when}", "cell"), _what(kit, row)] if number == 0 else ["", ""]
            figures = [kit.say(bound, "number") for bound in (cell.low, cell.best, cell.high)]
            rows.append([*lead, kit.say(who, "cell"), *figures, kit.say(row.status, "cell") if number == 0 else ""])
        spans.append((first, len(rows)))
    heads = ["Place and day", "What", "Who", "Low", "Best", "High", "Status"]
    return kit.table(heads, rows, [105, 72, 92, 33, 33, 33, 103], spans)


def _what(kit: _Kit, row: PlaceRow) -> Any:
    words = escape(kit.plain(row.what + (" (summary)" if row.summary else "")), quote=False)
    return kit.mark(words + _refs(row.notes), "cell")


def _documents(kit: _Kit, brief: Brief) -> Iterator[Any]:
    yield kit.say("Documents", "section")
    if not brief.documents:
        yield kit.say("The documents are not named here.")
        return
    rows = []
    for one in brief.documents:
        digest = one.id[:16] if one.id else "held back"
        told = (one.title or one.file, one.publisher, str(one.published or "not told"), digest)
        rows.append([kit.say(words, "cell") for words in told])
    yield kit.table(["Document", "Publisher", "Published", "SHA-256"], rows, [200, 110, 61, 100])


def _note(kit: _Kit, number: int, note: Citation) -> Any:
    marked = [(escape(kit.plain(words), quote=False), mark) for words, mark in pieces(note)]
    words = "".join(f"<b>{part}</b>" if mark else part for part, mark in marked)
    source = escape(kit.plain(f"{note.source} (claim {note.claim})"), quote=False)
    return kit.mark(f'<a name="note-{number}"/>“{words}” <font color="{FAINT}">{source}</font>', "note", bulletText=f"{number}")
