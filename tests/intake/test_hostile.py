"""Texts that are made to keep a pattern busy: 100 kB of each takes less than a second."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from gawah.intake.days import day
from gawah.intake.decode import decode
from gawah.intake.html import _CHARSET, _DOCTYPE, _LANGUAGE, _XML
from gawah.intake.kinds import kind_of
from gawah.intake.lines import join, unwrap
from gawah.intake.plain import read_plain
from gawah.intake.tidy import one_line, tidy
from tests.intake.made import tried

PIECES = [
    " ", "\n", "\n ", "\t", "-", "- ", "a-\n", "\u00ad\n", "1", "1.", "(", "---\n", "---\na: ", "[", "<", "<html ",
    "<html lang=", "<!--", "<!-- -->", "<?xml", "<meta ", "<!DOCTYPE ", "\u202e", "\u0301", "\ufffd", "May ", "2022-",
    "1 May ", "e", "\u2028", "\x00", "a\x08",
]  # fmt: skip
READERS: list[Callable[[str], object]] = [
    tidy,
    one_line,
    day,
    unwrap,
    lambda text: join(text.split("\n")),
    lambda text: read_plain(text.encode(), markdown=False),
    lambda text: read_plain(f"---\n{text}\n---\n".encode(), markdown=True),
    lambda text: decode(text.encode()),
    lambda text: decode(text.encode("cp1252", errors="replace") + b"\xe9"),
    lambda text: kind_of(".txt", text.encode()),
    lambda text: (_CHARSET.search(text.encode()[:4096]), _DOCTYPE.search(text[:4096])),
    lambda text: (_XML.match(text), _LANGUAGE.search(text[:20_000])),
]


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_keeps_a_pattern_busy(piece: str) -> None:
    text = piece * (100_000 // len(piece)) + "!"
    for read in READERS:
        start = time.process_time()
        tried(read, text)
        assert time.process_time() - start < 1, read
