"""Handing files in: what arrives lies in the inbox under our own names; every fault is told, nothing typed is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gawah.desk.clerk.models import Job
from gawah.desk.collect import arriving, batches
from gawah.desk.collect.models import REFUSED, WAITING, Batch, Upload
from gawah.desk.settings import Desk
from tests.desk.conftest import HOST, ClientAs

HOSTILE = (
    "../../escaped.txt",
    "..\\..\\escaped.txt",
    "/etc/escaped.txt",
    "C:\\Windows\\escaped.txt",
    "a/../../b.txt",
    "nul\x00byte.txt",
    "evil\u202etxt.exe",
    "....//....//escaped.txt",
    "-rf.txt",
    "x" * 3000 + ".txt",
    ".htaccess",
    "con.txt",
    "",
)


def hand_in(client: Client, files: dict[str, bytes], **said: Any) -> Any:
    """Send files as the script of the page does."""
    data = {"names": list(files), "files": [SimpleUploadedFile("f", body) for body in files.values()], "finish": "1", **said}
    return client.post("/collect/add/", data, headers={"Accept": "application/json"})


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_files_lie_in_the_inbox_under_names_of_ours(desk: Desk, client_as: ClientAs) -> None:
    around = tree(desk.case.parent)
    answer = hand_in(client_as("editor"), dict.fromkeys(HOSTILE, b"Nine people were killed."))
    assert answer.status_code == 200, answer.text
    batch = Batch.objects.get(pk=answer.json()["batch"])
    stored = {upload.stored for upload in batch.files()}
    assert len(stored) == len(HOSTILE)
    assert {path.name for path in batch.folder.iterdir()} == stored
    assert all(name.rstrip("0123456789") == "" or name[9:] in arriving.ENDINGS for name in stored)
    assert {upload.name for upload in batch.files()} == {name.replace("\x00", "\u2400")[:1000] for name in HOSTILE}
    new = {name for name in tree(desk.case.parent) - around if "sqlite3" not in name}
    assert all(name.startswith(f"{desk.case.name}/inbox") for name in new)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (desk.case / "inbox").rglob("*"))


def test_names_are_shown_with_their_hidden_signs(client_as: ClientAs, desk: Desk) -> None:
    client = client_as("editor")
    number = hand_in(client, {"evil\u202etxt.exe": b"x", "<script>alert(1)</script>.txt": b"x"}).json()["batch"]
    page = client.get(f"/collect/{number}/").text
    assert 'data-sign="U+202E"' in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_plain_form_without_scripts_hands_in_too(client_as: ClientAs, desk: Desk) -> None:
    files = [SimpleUploadedFile("one.txt", b"one"), SimpleUploadedFile("two.txt", b"two")]
    answer = client_as("editor").post("/collect/add/", {"files": files, "publisher": "Valley Post", "published": "2022-05-01"})
    batch = Batch.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/collect/{batch.pk}/")
    assert [upload.name for upload in batch.files()] == ["one.txt", "two.txt"]
    assert (batch.publisher, str(batch.published), batch.by) == ("Valley Post", "2022-05-01", "editor")
    assert Job.objects.get(pk=batch.job).asked == {"batch": batch.pk}


def test_a_batch_grows_until_it_is_closed(client_as: ClientAs, desk: Desk) -> None:
    client = client_as("editor")
    number = hand_in(client, {"a.txt": b"a"}, finish="").json()["batch"]
    assert not Job.objects.exists()
    assert "Read what has arrived" in client.get(f"/collect/{number}/").text
    assert hand_in(client, {"b.txt": b"b"}, batch=number).json() == {"batch": number, "came": 2}
    assert Job.objects.count() == 1
    refused = hand_in(client, {"c.txt": b"c"}, batch=number)
    assert refused.status_code == 400
    assert "closed" in refused.json()["fault"]
    client.post(f"/collect/{number}/close/")
    assert Job.objects.count() == 1
    assert not list(arriving.arriving().iterdir())


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"published": "2022-13-01"}, "published"),
        ({"published": "0001-01-01"}, "published"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"language": "English please"}, "language"),
        ({"publisher": "x" * 201}, "publisher"),
    ],
)
def test_a_fault_is_told_at_its_field_and_what_was_typed_stays(
    client_as: ClientAs, desk: Desk, said: dict[str, str], field: str
) -> None:
    client = client_as("editor")
    answer = hand_in(client, {"a.txt": b"a"}, **said)
    assert answer.status_code == 400
    assert list(answer.json()["fields"]) == [field]
    plain = client.post("/collect/add/", {"files": SimpleUploadedFile("a.txt", b"a"), "publisher": "Kept Words", **said})
    assert plain.status_code == 400
    assert f'id="id_{field}"' in plain.text
    assert 'role="alert"' in plain.text
    assert field == "publisher" or "Kept Words" in plain.text
    assert not Batch.objects.exists()
    assert not list(arriving.arriving().iterdir())


def test_nothing_handed_in_is_told(client_as: ClientAs, desk: Desk) -> None:
    answer = client_as("editor").post("/collect/add/", {"publisher": "Valley Post"})
    assert answer.status_code == 400
    assert "No file has come" in answer.text


def test_a_file_that_is_too_large_is_left_out_and_the_others_come(
    client_as: ClientAs, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "LARGEST", 1000)
    hand_in(client_as("editor"), {"large.txt": b"x" * 200_000, "small.txt": b"small"})
    large, small = Upload.objects.order_by("id")
    assert (large.fate, large.size) == (REFUSED, 200_000)
    assert "MB" in large.cause
    assert (small.fate, (small.batch.folder / small.stored).read_bytes()) == (WAITING, b"small")
    assert len(list(small.batch.folder.iterdir())) == 1


def test_a_batch_has_a_limit(client_as: ClientAs, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_FILES", 2)
    answer = hand_in(client_as("editor"), {f"{n}.txt": b"x" for n in range(3)})
    assert answer.status_code == 400
    assert "at most 2 files" in answer.json()["fault"]
    assert not list(arriving.arriving().iterdir())


def test_a_form_that_another_site_sends_is_refused_and_leaves_nothing(desk: Desk, client_as: ClientAs) -> None:
    signed = client_as("editor")
    strict = Client(enforce_csrf_checks=True, SERVER_NAME=HOST)
    strict.cookies = signed.cookies
    answer = strict.post("/collect/add/", {"files": SimpleUploadedFile("a.txt", b"a")})
    assert answer.status_code == 403
    assert not Batch.objects.exists()


@pytest.mark.parametrize("role", ["nobody", "viewer", "reviewer"])
def test_only_editors_hand_in(desk: Desk, client_as: ClientAs, role: str) -> None:
    answer = hand_in(client_as(role), {"a.txt": b"a"})
    assert answer.status_code in (302, 403)
    assert not Batch.objects.exists()
