"""Word files, sound and hostile."""

from __future__ import annotations

import io
import os
import resource
import time
import zipfile
from pathlib import Path

import pytest

from gawah.intake.docx import read_docx
from gawah.intake.taken import Unreadable
from tests.intake.made import docx, tried, with_part

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(content: str, declared: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{declared}<w:document {W}><w:body>{content}</w:body></w:document>'.encode()


def test_paragraphs_items_and_tables_in_their_order() -> None:
    page = read_docx(
        docx(["Nine died.", "Two fled."], items=["one", "two"], table=[["Place", "Dead"], ["Darzab", "9"]], title="Losses")
    )
    assert page.text.strip() == "Nine died.\n\nTwo fled.\n\n• one\n• two\nPlace | Dead\nDarzab | 9"
    assert page.title == "Losses"


def test_tracked_changes_are_read_as_accepted_with_a_note() -> None:
    xml = (
        "<w:p><w:r><w:t>Nine </w:t></w:r><w:del><w:r><w:delText>soldiers</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>civilians</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> died</w:t><w:br/><w:t>here</w:t></w:r></w:p>"
    )
    page = read_docx(with_part(docx(), "word/document.xml", body(xml)))
    assert page.text.strip() == "Nine civilians died\nhere"
    assert "tracked changes" in page.notes[0]


def test_an_external_entity_is_refused_and_the_file_not_read(tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("CANARY")
    declared = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file://{canary}">]>'
    hostile = with_part(docx(), "word/document.xml", body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", declared))
    with pytest.raises(Unreadable, match="entities") as told:
        read_docx(hostile)
    assert "CANARY" not in str(told.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "part", ["word/document.xml", "docProps/core.xml", "word/styles.xml", "_rels/.rels", "[Content_Types].xml", "x/y.xml"]
)
def test_billion_laughs_fail_fast_and_small(encoding: str, part: str) -> None:
    lol = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY l0 "lol">{lol}]><x>&l9;</x>'
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    with pytest.raises(Unreadable, match="entities"):
        read_docx(with_part(docx(), part, xml.encode(encoding)))
    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_bomb_is_not_inflated() -> None:
    bomb = with_part(docx(["x"]), "word/media/zeros.bin", bytes(60_000_000))
    assert len(bomb) < 200_000
    start = time.process_time()
    with pytest.raises(Unreadable, match="inflates"):
        read_docx(bomb)
    assert time.process_time() - start < 2


def test_too_many_parts_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2_500):
            archive.writestr(f"{number}.xml", "<x/>")
    with pytest.raises(Unreadable, match="parts"):
        read_docx(out.getvalue())


def test_another_archive_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../escape.txt", "x")
    with pytest.raises(Unreadable, match="no Word file"):
        read_docx(out.getvalue())


def test_a_corrupt_file_is_refused() -> None:
    whole = docx(["Nine died."])
    for part in (
        b"PK\x03\x04",
        whole[: len(whole) // 2],
        whole[:200] + os.urandom(400) + whole[600:],
        b"PK\x03\x04" + os.urandom(500),
    ):
        with pytest.raises(Unreadable):
            read_docx(part)


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("content", [b"", b"<x", b"<x/>", os.urandom(200)])
def test_a_broken_part_is_refused(part: str, content: bytes) -> None:
    told = tried(read_docx, with_part(docx(["Nine died."]), part, content))
    assert isinstance(told, Unreadable) or not told.text.strip()


def test_deep_nesting_ends() -> None:
    deep = "<w:p>" * 50_000 + "</w:p>" * 50_000
    assert tried(read_docx, with_part(docx(), "word/document.xml", body(deep)))
