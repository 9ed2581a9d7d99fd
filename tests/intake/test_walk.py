"""Which files are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gawah.intake import walk as module
from gawah.intake.taken import Refused
from gawah.intake.walk import shown, walk


def names(found: list[Path | Refused], root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in found if isinstance(path, Path)]


def test_a_folder_is_read_sorted_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden", "sources.csv", "README.md", "x.gawah/case.json", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(list(walk([tmp_path, tmp_path / "a.txt"])), tmp_path) == ["a.txt", "b.txt", "sub/c.md"]
    assert names(list(walk([tmp_path / "sub" / "c.md", tmp_path])), tmp_path) == ["sub/c.md", "a.txt", "b.txt"]


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    outside, inside = tmp_path / "out", tmp_path / "in"
    (outside / "deep").mkdir(parents=True)
    inside.mkdir()
    (outside / "secret.txt").write_text("x")
    (inside / "a.txt").write_text("x")
    (inside / "1-file.txt").symlink_to(outside / "secret.txt")
    (inside / "2-folder").symlink_to(outside)
    (inside / "3-none.txt").symlink_to(outside / "none.txt")
    (inside / "4-self.txt").symlink_to(inside / "a.txt")
    (inside / "5-loop").symlink_to(inside)
    (inside / "6-round").symlink_to(inside / "6-round")
    found = list(walk([inside]))
    assert names(found, inside) == ["a.txt"]
    refused = [each for each in found if isinstance(each, Refused)]
    assert [each.path.name for each in refused] == ["1-file.txt", "2-folder", "3-none.txt", "6-round"]
    assert "link that leads out" in refused[0].error.cause
    assert names(list(walk([inside / "1-file.txt"])), inside) == ["1-file.txt"]  # named on its own, it is the user's choice


def test_pipes_and_devices_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (refused,) = walk([tmp_path])
    assert isinstance(refused, Refused)
    assert "not a file" in refused.error.cause


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    (refused,) = walk([tmp_path / "none.txt"])
    assert isinstance(refused, Refused)
    assert str(refused.error) == f"{tmp_path / 'none.txt'}: it is not there; look at the name"


def test_a_folder_that_may_not_be_read_is_told_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("x")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(module.os, "scandir", scandir)
    refused, taken = walk([tmp_path])
    assert isinstance(refused, Refused)
    assert refused.error.cause == "it may not be read"
    assert taken == tmp_path / "open.txt"


def test_hostile_names_are_shown_plainly(tmp_path: Path) -> None:
    assert shown(Path("a\u202etxt.exe")) == "a\ufffdtxt.exe"
    assert shown(Path(os.fsdecode(b"caf\xe9\n.txt"))) == "caf\ufffd\ufffd.txt"
