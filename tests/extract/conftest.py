"""The English pack, opened once: parses are made without the learned marks, so that the cases test the grammar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from gawah.language import Parsed, load
from gawah.model import Document

Made = tuple[Document, Parsed]


@pytest.fixture(scope="session")
def made() -> Callable[..., Made]:
    """A document and its parse, of a text."""
    pack = load("en")

    def make(text: str, published: str | None = None, *, marks: bool = False) -> Made:
        parsed = pack.parse(text)
        document = Document(id="d" * 64, text=text, published=date.fromisoformat(published) if published else None)
        return document, parsed if marks else replace(parsed, marks=(), links=())

    return make
