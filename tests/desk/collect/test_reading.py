"""Reading a batch: what was kept, known already, left out and passed over; and a kill in the middle loses nothing of it."""

from __future__ import annotations

from typing import Any

import pytest

from gawah.desk.cases import the_case
from gawah.desk.clerk.models import DONE, FAILED, Job
from gawah.desk.clerk.work import Clerk
from gawah.desk.collect import reading
from gawah.desk.collect.models import WAITING, Batch, Upload
from gawah.desk.settings import Desk
from gawah.desk.shelf import find
from tests.desk.collect.test_hand_in import hand_in
from tests.desk.conftest import ClientAs
from tests.desk.shelved import EXAMPLE

REPORT = b"On Monday the Taliban said nine fighters were killed in Anaba district.\n"


def handed(client: Any, files: dict[str, bytes], **said: str) -> Batch:
    answer = hand_in(client, files, **said)
    assert answer.status_code == 200, answer.text
    return Batch.objects.get(pk=answer.json()["batch"])


def work(desk: Desk) -> None:
    clerk = Clerk(the_case())
    clerk.take_up()
    while clerk.do_next():
        pass


def fates(batch: Batch) -> dict[str, str]:
    return dict(batch.files().values_list("name", "fate"))


def test_each_file_is_told_what_became_of_it(desk: Desk, client_as: ClientAs) -> None:
    client = client_as("editor")
    batch = handed(
        client,
        {
            "in/report.txt": REPORT,
            "in/again.txt": REPORT,
            "in/broken.pdf": b"no pdf",
            "in/empty.txt": b"",
            "in/README.md": b"About this folder.",
            "in/.DS_Store": b"\x00",
        },
        publisher="Valley Post",
        published="2022-05-01",
        url="https://example.org/a",
    )
    work(desk)
    assert fates(batch) == {
        "in/report.txt": "kept",
        "in/again.txt": "known",
        "in/broken.pdf": "refused",
        "in/empty.txt": "refused",
        "in/README.md": "passed over",
        "in/.DS_Store": "passed over",
    }
    document = the_case().document(Upload.objects.get(name="in/report.txt").document)
    assert (document.file, document.publisher, str(document.published), document.url) == (
        "in/report.txt",
        "Valley Post",
        "2022-05-01",
        "https://example.org/a",
    )
    assert {refusal.file for refusal in the_case().refusals()} == {"in/broken.pdf", "in/empty.txt"}
    assert not batch.folder.exists()
    assert find.totals_of_rows()["DocumentRow"] == 4
    page = client.get(f"/collect/{batch.pk}/").text
    assert "it is no PDF file" in page
    assert "copied whole" in page
    assert "hx-get" not in page
    assert "it is no PDF file" in client.get("/collect/left-out/").text
    assert any(row.who == "editor" and row.what == "keep" for row in the_case().log())


def test_a_table_of_sources_says_what_is_known_of_each_file(desk: Desk, client_as: ClientAs) -> None:
    table = b"file,publisher,published\nreport.txt,Mountain Radio,2022-05-03\n../../etc/passwd,Evil,2022-01-01\n"
    batch = handed(client_as("editor"), {"dir/report.txt": REPORT, "dir/sources.csv": table}, publisher="Valley Post")
    work(desk)
    assert fates(batch) == {"dir/report.txt": "kept", "dir/sources.csv": "passed over"}
    document = the_case().document(Upload.objects.get(name="dir/report.txt").document)
    assert (document.publisher, str(document.published)) == ("Mountain Radio", "2022-05-03")


def test_a_table_that_cannot_be_used_stops_the_reading_and_says_where(desk: Desk, client_as: ClientAs) -> None:
    batch = handed(client_as("editor"), {"dir/report.txt": REPORT, "dir/sources.csv": b"name\nreport.txt\n"})
    work(desk)
    job = Job.objects.get(pk=batch.job)
    assert job.state == FAILED
    assert job.message.startswith("dir/sources.csv, line 1")
    assert fates(batch)["dir/report.txt"] == WAITING


def test_reading_that_was_cut_off_goes_on_where_it_was(
    desk: Desk, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {path.name: path.read_bytes() for path in sorted(EXAMPLE.glob("*.md")) if path.name != "README.md"}
    batch = handed(client_as("editor"), files)
    real, noted = reading._note, []

    def cut(*told: Any) -> None:
        if len(noted) == 2:
            raise KeyboardInterrupt
        noted.append(told)
        real(*told)

    monkeypatch.setattr(reading, "_note", cut)
    with pytest.raises(KeyboardInterrupt):
        work(desk)
    monkeypatch.setattr(reading, "_note", real)
    Job.objects.filter(pk=batch.job).update(state="running")
    work(desk)
    assert Job.objects.get(pk=batch.job).state == DONE
    assert set(fates(batch).values()) == {"kept"}
    assert find.totals_of_rows()["DocumentRow"] == 3 + len(files)


def test_progress_is_shown_while_it_is_read(desk: Desk, client_as: ClientAs) -> None:
    client = client_as("editor")
    batch = handed(client, {"a.txt": REPORT})
    Job.objects.filter(pk=batch.job).update(state="running", done=3, total=8)
    page = client.get(f"/collect/{batch.pk}/progress/").text
    assert 'hx-trigger="every 1s"' in page
    assert 'max="8" value="3"' in page
    assert "3 of 8 files" in page
