"""From files to documents: the whole of intake."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gawah.errors import BadTable, UnreadableDocument
from gawah.intake import Defaults, Refused, Taken, read, read_file
from gawah.intake import reader as module
from tests.intake.made import docx, pdf, tried
from tests.intake.test_html import page

SENTENCE = "Nine people died in the village of Darzab on Monday, the governor’s office said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f"Clash in Darzab\n\n{SENTENCE}\n")
    (tmp_path / "b.md").write_text(f"---\npublished: 2022-05-10\npublisher: Valley Post\n---\n\n{SENTENCE} It was a bomb.\n")
    (tmp_path / "c.html").write_text(page())
    (tmp_path / "d.pdf").write_bytes(pdf([SENTENCE]))
    (tmp_path / "e.docx").write_bytes(docx([SENTENCE]))
    return tmp_path


def taken(found: object) -> list[Taken]:
    return [each for each in found if isinstance(each, Taken)]  # type: ignore[attr-defined]


def test_every_kind_becomes_a_document(folder: Path) -> None:
    found = list(read(folder))
    assert [each.path.name for each in found] == ["a.txt", "b.md", "c.html", "d.pdf", "e.docx"]
    for each in taken(found):
        document = each.document
        assert document.id == hashlib.sha256(each.path.read_bytes()).hexdigest()
        assert each.original == each.path.read_bytes()
        assert document.file == each.path.name
        assert "died" in document.text
        assert document.language == "en"
        assert document.notes == ()
    one, two, three = (each.document for each in taken(found)[:3])
    assert (one.title, one.published) == ("Clash in Darzab", None)
    assert (two.publisher, two.published) == ("Valley Post", date(2022, 5, 10))
    assert (three.title, three.published, three.language) == ("Post near Darzab overrun", date(2021, 6, 8), "en")


def test_what_is_said_of_a_file_goes_before_what_it_says_and_defaults_come_last(folder: Path) -> None:
    (folder / "sources.csv").write_text("file,title,published,language\nb.md,Another,2022-05-11,fa\na.txt,,,\n")
    defaults = Defaults(published=date(2022, 5, 12), publisher="Desk", language="ps", url="https://example.org/")
    first, second = (each.document for each in taken(read(folder, defaults=defaults))[:2])
    assert (second.title, second.published, second.publisher, second.language) == (
        "Another",
        date(2022, 5, 11),
        "Valley Post",
        "fa",
    )
    assert (first.title, first.published, first.publisher, first.language, first.url) == (
        "Clash in Darzab",
        date(2022, 5, 12),
        "Desk",
        "ps",
        "https://example.org/",
    )


def test_a_table_given_by_name(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("file,publisher\na.txt,Mine\n")
    assert read_file(folder / "a.txt", table).document.publisher == "Mine"
    with pytest.raises(BadTable):
        list(read(folder, tmp_path / "none.csv"))


def test_a_file_that_the_table_names_and_that_is_not_there_is_told(folder: Path) -> None:
    (folder / "sources.csv").write_text("file\nz.txt\n../../etc/passwd\n")
    last = list(read(folder))[-1]
    assert isinstance(last, Refused)
    assert "names it, and it is not there" in last.error.cause


def test_a_day_that_does_not_exist_is_noted_and_no_default_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\npublished: 2022-02-30\n---\nNine died.")
    document = read_file(path, defaults=Defaults(published=date(2022, 3, 1))).document
    assert document.published is None
    assert "does not exist" in document.notes[0]


def test_the_same_bytes_are_one_document(folder: Path) -> None:
    (folder / "z.txt").write_bytes((folder / "a.txt").read_bytes())
    found = taken(read(folder))
    assert found[-1].again
    assert found[-1].document == found[0].document
    assert not any(each.again for each in found[:-1])


def test_another_language_is_said_or_left_open(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("شش تن از جنگجویان در درگیری های دیروز کشته شدند.")
    (tmp_path / "b.md").write_text("---\nlanguage: Farsi (Dari)\n---\nNine died.")
    one, other = (each.document for each in taken(read(tmp_path)))
    assert one.language == "und"
    assert "nothing says its language" in one.notes[0]
    assert other.language == "en"
    assert "no language tag" in other.notes[0]


BAD = {
    "1-empty.txt": (b"", "it is empty"),
    "2-blank.md": (b"---\ntitle: x\n---\n\n", "holds no text"),
    "3-binary.txt": (os.urandom(4000), "binary data"),
    "4-picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG picture"),
    "5-scan.pdf": (pdf(picture=True), "pictures of pages"),
    "6-locked.pdf": (pdf([SENTENCE], password="x"), "encrypted"),
    "7-broken.docx": (docx([SENTENCE])[:900], "damaged"),
    "8-lied.txt": (b"\xef\xbb\xbfcaf\xe9", "says it is UTF-8"),
    "9-table.xlsx": (b"PK\x03\x04", "office file"),
    "a-line.txt": (b"nine died " * 100_000, "line of more than"),
}


def test_each_bad_file_gets_one_clear_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "z-good.txt").write_text(SENTENCE)
    found = list(read([tmp_path, tmp_path / "missing.txt"]))
    refused = {each.path.name: each.error for each in found if isinstance(each, Refused)}
    assert refused.keys() == BAD.keys() | {"missing.txt"}
    for name, (_, cause) in BAD.items():
        error = refused[name]
        assert cause in error.cause, (name, error)
        assert error.file == str(tmp_path / name)
        assert error.remedy
        assert "\n" not in str(error)
    assert [each.path.name for each in taken(found)] == ["z-good.txt"]


def test_fifty_megabytes_of_one_line_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"nine died")
        file.truncate(50_000_000)
    with pytest.raises(UnreadableDocument, match=r"50\.0 MB large, more than the 10 MB.*split it"):
        read_file(path)
    with path.open("r+b") as file:
        file.truncate(200_000_000)
    with pytest.raises(UnreadableDocument, match="200"):
        read_file(path.rename(tmp_path / "huge.pdf"))


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module, "_bytes", refuse)
    with pytest.raises(UnreadableDocument, match="may not be read"):
        read_file(tmp_path / "a.txt")


def test_one_file_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="is not there"):
        read_file(tmp_path / "a.txt")
    with pytest.raises(UnreadableDocument, match="without a report"):
        read_file(tmp_path)


def test_hostile_names_reach_no_document(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\xfe") + "\u202etxt.\u2066a.txt"
    (tmp_path / name).write_text(SENTENCE)
    document = read_file(tmp_path / name).document
    assert document.file.encode()
    assert "\u202e" not in document.file


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ""]))
def test_any_bytes_are_taken_or_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    found = tried(read_file, path)
    if isinstance(found, Taken):
        assert found.document.text.strip()
        assert found.document.id == hashlib.sha256(data).hexdigest()
        assert found.document.text.encode()
