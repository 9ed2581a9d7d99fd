"""Text and Markdown with front matter."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gawah.intake.plain import read_plain
from gawah.intake.taken import Unreadable
from tests.intake.made import tried

FRONT = """---
title: "Clash in Dara: nine dead"
publisher: Valley Post
published: 2022-05-10
url: https://example.org/9
language: en-GB
note: told by phone
---

Nine died in Dara.
"""


@pytest.mark.parametrize("markdown", [True, False])
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_front_matter(markdown: bool, breaks: str) -> None:
    page = read_plain(FRONT.replace("\n", breaks).encode(), markdown=markdown)
    assert (page.title, page.publisher, page.published) == ("Clash in Dara: nine dead", "Valley Post", "2022-05-10")
    assert (page.url, page.language) == ("https://example.org/9", "en-GB")
    assert page.text.strip() == "Nine died in Dara."
    assert page.notes == ()


@pytest.mark.parametrize(("line", "field", "value"), [
    ("date: 2022-02-30", "published", "2022-02-30"),
    ("Source: Valley Post", "publisher", "Valley Post"),
    ("lang: fa", "language", "fa"),
    ("published: 2022-05-10T10:00:00Z", "published", "2022-05-10T10:00:00Z"),
])  # fmt: skip
def test_other_names_and_days_stay_words(line: str, field: str, value: str) -> None:
    assert getattr(read_plain(f"---\n{line}\n---\nx".encode(), markdown=True), field) == value


def test_what_is_no_line_of_text_is_left_open_with_a_note() -> None:
    page = read_plain(b"---\ntitle: [a, b]\npublished: {y: 2022}\n---\nx", markdown=True)
    assert (page.title, page.published) == ("", "")
    assert len(page.notes) == 2


def test_front_matter_that_cannot_be_understood_is_told() -> None:
    with pytest.raises(Unreadable, match="front matter"):
        read_plain(b"---\ntitle: Dara: nine dead: and\n  - x\n---\nx", markdown=True)


@pytest.mark.parametrize(
    "text", ["---\n\nnine died\n\n---\n", "--- nine: died", "---\nnine: died without an end", "a\n---\nb: c\n---"]
)
def test_rules_are_no_front_matter(text: str) -> None:
    assert "died" in read_plain(text.encode(), markdown=False).text or "b: c" in text


def test_aliases_that_swell_are_harmless() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    start = time.process_time()
    page = read_plain(f"---\n{bomb}title: *i\n---\ntext".encode(), markdown=True)
    assert time.process_time() - start < 1
    assert page.title == ""


def test_the_first_line_alone_is_the_title_of_a_text() -> None:
    assert read_plain(b"Clash in Dara\n\nNine died.", markdown=False).title == "Clash in Dara"
    assert read_plain(b"Nine died in Dara.\n\nTwo fled.", markdown=False).title == ""
    assert read_plain(b"Nine died\nin Dara", markdown=False).title == ""


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(Unreadable, match="line of more than"):
        read_plain(b"a" * 200_000, markdown=False)


@given(st.text("---\n:a&*[]{}'\"#|>%@` ", max_size=150))
def test_hostile_front_matter(text: str) -> None:
    for markdown in (True, False):
        assert tried(read_plain, f"---\n{text}\n---\nx".encode(), markdown=markdown)
