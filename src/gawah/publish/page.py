"""A brief as one self-contained HTML page, or as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from gawah.publish.brief import Brief, Sentence
from gawah.publish.citation import Citation
from gawah.publish.drawing import drawn, map_svg, timeline_svg
from gawah.publish.words import bound_words, outcome_words


def pieces(citation: Citation) -> Iterator[tuple[str, bool]]:
    """The words of a citation cut at its marks, each with whether it is marked; joined they give the words back."""
    at = 0
    for mark in citation.marks:
        if mark.start > at:
            yield citation.words[at : mark.start], False
        yield citation.words[mark.start : mark.end], True
        at = mark.end
    if at < len(citation.words):
        yield citation.words[at:], False


@cache
def _environment() -> Environment:
    folder = resources.files("gawah.publish").joinpath("templates")
    return Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html_page(brief: Brief) -> str:
    """The brief as a page that needs nothing beside itself: no script, no font, no picture from elsewhere."""
    environment = _environment()
    style = resources.files("gawah.publish").joinpath("templates", "brief.css").read_text("utf-8")
    notes = [
        {
            "pieces": tuple(pieces(note)),
            "source": note.source,
            "claim": note.claim,
            "start": note.span.start,
            "end": note.span.end,
        }
        for note in brief.notes
    ]
    return environment.get_template("brief.html").render(
        brief=brief,
        style=Markup(style),  # noqa: S704  (our own file)
        map=Markup(map_svg(brief.account)),  # noqa: S704  (made with every text escaped)
        timeline=Markup(timeline_svg(brief.account)),  # noqa: S704
        caption=map_caption(brief),
        totals=totals_of(brief),
        notes=notes,
    )


def map_caption(brief: Brief) -> str:
    """What the map shows, and how many incidents it cannot show."""
    incidents = [incident for incident in brief.account.incidents if not incident.summary]
    missing = sum(1 for incident in incidents if not drawn(incident))
    left = f" {missing} of {len(incidents)} incidents have no place, or only a country, and are not drawn." if missing else ""
    return (
        "Each circle is as large as the place is uncertain; a village or a district is an area, not a point."
        f"{left} Outlines of countries: Natural Earth, public domain; they say nothing about who a land belongs to."
    )


def totals_of(brief: Brief) -> list[dict[str, Any]]:
    """The totals by province, with bounds in words."""
    return [
        {
            "place": total.place_name or "Place not resolved",
            "outcome": outcome_words(total.outcome),
            "low": bound_words(total.low),
            "best": bound_words(total.best),
            "high": bound_words(total.high),
            "incidents": len(total.incidents),
        }
        for total in brief.account.totals
        if total.low or total.best or total.high is None or total.high
    ]


def markdown_page(brief: Brief) -> str:
    """The brief as Markdown with footnotes."""
    lines = [f"# {_plain(brief.title)}", "", brief.made, ""]
    lines += [line for words in brief.about for line in (_plain(words), "")]
    for section in brief.sections:
        if section.key == "incidents":
            lines += _markdown_table(brief)
        lines += [f"## {section.title}", ""]
        if not section.items:
            lines += [section.empty, ""]
        for item in section.items:
            lines += [f"**{_plain(item.head.words)}**{_refs(item.head)}", ""]
            lines += [f"- {_plain(sentence.words)}{_refs(sentence)}" for sentence in item.sentences]
            lines += [""] if item.sentences else []
    lines += ["## Notes", ""]
    for number, note in enumerate(brief.notes, start=1):
        lines.append(f"[^{number}]: “{_plain(note.words)}” {_plain(note.source)} (claim {note.claim})")
    return "\n".join(lines) + "\n"


def _markdown_table(brief: Brief) -> list[str]:
    lines = ["## Incidents by place", ""]
    if not brief.rows:
        return [*lines, "No report gives a toll.", ""]
    lines += [
        "| Province | Place, day | What | Who | Low | Best | High | Status |",
        "| --- | --- | --- | --- | ---: | ---: | ---: | --- |",
    ]
    for row in brief.rows:
        for cell in row.cells:
            who = f"{'of these, ' if cell.part else ''}{cell.of} {cell.outcome}{' †' if cell.party else ''}"
            cells = [row.province, f"{row.place}, {row.when}", row.what, who, cell.low, cell.best, cell.high, row.status]
            lines.append("| " + " | ".join(_plain(value).replace("|", "\\|") for value in cells) + " |")
    return [*lines, "", "† told only by sides of the fight. “Open” is a bound that no source gives.", ""]


def _refs(sentence: Sentence) -> str:
    return "".join(f"[^{number}]" for number in sentence.notes)


def _plain(words: str) -> str:
    """Words on one line that Markdown leaves as they are."""
    flat = " ".join(words.split())
    for mark in "\\`*_{}[]#":
        flat = flat.replace(mark, f"\\{mark}")
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
