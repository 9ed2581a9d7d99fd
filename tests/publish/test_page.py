from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from gawah.model import Account, Span
from gawah.publish import compose, html_page, markdown_page
from gawah.publish.citation import Citation
from gawah.publish.page import pieces
from tests.publish.made import HOSTILE, account


def page(of: Account | None = None) -> str:
    return html_page(compose(of or account(), title=f"Valley {HOSTILE}", version="1"))


def test_every_number_of_a_note_leads_to_a_note() -> None:
    made = page()
    targets = set(re.findall(r'href="#([\w-]+)"', made))
    anchors = set(re.findall(r'id="([\w-]+)"', made))
    assert targets <= anchors


def test_hostile_words_stay_words() -> None:
    made = page()
    assert "<script" not in made
    assert "javascript:" not in made
    assert HOSTILE in unescape(made)


def test_the_page_needs_nothing_from_elsewhere() -> None:
    made = page()
    assert not re.findall(r'(?:src|href)="(?!#)', made)
    assert "@import" not in made
    assert "url(" not in made


def test_the_same_account_gives_the_same_page() -> None:
    assert page() == page()


def test_an_empty_account_says_that_there_is_nothing() -> None:
    made = page(Account())
    assert "No report gives a toll." in made
    assert "<svg" not in made


def test_the_brief_shows_what_was_left_out() -> None:
    made = unescape(page())
    for words in ("a number that no claim took", "scan.pdf", "One happening or two?", "Places that could not be resolved"):
        assert words in made


def test_sides_that_disagree_stand_side_by_side() -> None:
    brief = compose(account(), title="x", version="1")
    section = next(s for s in brief.sections if s.key == "disagreements")
    words = [sentence.words for sentence in section.items[0].sentences]
    assert any(line.startswith("Army, ") for line in words)
    assert any("denying" in line for line in words)


def test_precision_is_drawn_as_area() -> None:
    circles = [float(r) for r in re.findall(r'class="area"[^>]* r="([\d.]+)"', page())]
    assert circles
    assert min(circles) > 20


def test_markdown_notes_are_all_defined() -> None:
    made = markdown_page(compose(account(), title=f"Valley {HOSTILE}", version="1"))
    used = set(re.findall(r"\[\^(\d+)\](?!:)", made))
    defined = set(re.findall(r"^\[\^(\d+)\]:", made, re.M))
    assert used
    assert used <= defined
    assert "<script" not in made


@given(st.text(min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_pieces_joined_give_the_words_back(words: str, ends: list[tuple[int, int]]) -> None:
    spans = sorted(Span(min(a, b), max(a, b)) for a, b in ends if max(a, b) <= len(words))
    apart = [
        span for n, span in enumerate(spans) if all(not span.meets(other) and span.start >= other.end for other in spans[:n])
    ]
    citation = Citation(
        claim="c",
        document="d",
        title="",
        publisher="",
        published=None,
        url="",
        words=words,
        span=Span(0, len(words)),
        marks=tuple(apart),
    )
    assert "".join(piece for piece, _ in pieces(citation)) == words
