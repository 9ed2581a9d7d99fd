"""The table of sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from gawah.errors import BadTable
from gawah.intake.sidecar import read_sidecar


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_what_the_table_says(tmp_path: Path, encoding: str, mark: str) -> None:
    rows = [
        ["File", "publisher", "published", "title"],
        ["a.txt", "Valley Post", "2022-05-10", '"Nine, dead; é"'],
        ["sub/b.txt", "", "", ""],
    ]
    path = tmp_path / "sources.csv"
    path.write_bytes("\r\n".join(mark.join(row) for row in rows).encode(encoding))
    assert read_sidecar(path) == {
        (tmp_path / "a.txt").resolve(): {"publisher": "Valley Post", "published": "2022-05-10", "title": "Nine, dead; é"},
        (tmp_path / "sub" / "b.txt").resolve(): {},
    }


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("", 1, "no column `file`"),
        ("name,title\na,b\n", 1, "no column `file`"),
        ("file,outlet\na,b\n", 1, "unknown column 'outlet'"),
        ("file,title\na.txt\n", 2, "has not 2 fields"),
        ("file,title\na.txt,b,c\n", 2, "has not 2 fields"),
        ("file,title\n,b\n", 2, "names no file"),
        ("file,title\na.txt,b\n./a.txt,c\n", 3, "a second time"),
        ('file,title\na.txt,"b\n', 2, "end of data"),
        ("file,file\na.txt,b.txt\n", 1, "twice"),
    ],
)
def test_a_table_that_cannot_be_used_names_the_line(tmp_path: Path, text: str, line: int, cause: str) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(text)
    with pytest.raises(BadTable) as told:
        read_sidecar(path)
    assert told.value.line == line
    assert cause in told.value.cause
    assert str(path) in str(told.value)


def test_a_table_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="cannot be read"):
        read_sidecar(tmp_path / "none.csv")
    (tmp_path / "x.csv").write_bytes(bytes(range(256)) * 9)
    with pytest.raises(BadTable, match="cannot be read"):
        read_sidecar(tmp_path / "x.csv")
