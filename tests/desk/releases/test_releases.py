"""Releases at the desk: what would go out, making it, what went out, and the names that must not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from gawah.desk import cases, settings
from gawah.desk.clerk.models import Job
from gawah.desk.clerk.work import Clerk
from gawah.publish.release import Sealed
from tests.desk.conftest import ClientAs

WANTED = {"name": "2021-03", "title": "Valley", "profile": "public", "since": "", "include": "on"}


def do_all() -> None:
    clerk = Clerk(cases.the_case())
    while clerk.do_next():
        pass


def asked(client: Any, **changed: str) -> Job:
    """A release that was looked at."""
    answer = client.post("/releases/prepare/", {**WANTED, **changed})
    assert answer.status_code == 302, answer.text
    do_all()
    return Job.objects.get(pk=int(answer.url.rstrip("/").rsplit("/", 1)[1]))


def made(client: Any, **changed: str) -> Sealed:
    """A release that was made."""
    looked = asked(client, **changed)
    answer = client.post(f"/releases/job/{looked.pk}/make/")
    do_all()
    assert "The release is made." in client.get(answer.url).text
    return Sealed.at(settings.the_desk().case / "releases" / changed.get("name", WANTED["name"]))


def test_a_release_is_looked_at_made_listed_and_logged(desk: settings.Desk, client_as: ClientAs, tmp_path: Path) -> None:
    client = client_as("editor")
    looked = asked(client)
    page = client.get(f"/releases/job/{looked.pk}/").text
    assert "Make this release" in page
    assert "words of sources stay inside" in page
    assert "have not been reviewed by a person" in page
    assert not (desk.case / "releases" / "2021-03").exists()
    answer = client.post(f"/releases/job/{looked.pk}/make/")
    assert "Waits for its turn." in client.get(answer.url).text
    do_all()
    sealed = Sealed.at(desk.case / "releases" / "2021-03")
    assert sealed.faults() == []
    assert sealed.told["title"] == "Valley"
    (entry,) = cases.the_case().latest(what="release")
    assert (entry.who, entry.subject) == ("editor", "release:2021-03")
    assert json.loads(entry.payload)["manifest"] == sealed.digest
    assert "2021-03.zip" in client.get("/releases/").text
    page = client.get("/releases/made/2021-03/").text
    assert sealed.digest in page
    assert "claims.csv" in page
    answer = client.get("/releases/made/2021-03/archive/")
    assert answer["Content-Disposition"] == 'attachment; filename="2021-03.zip"'
    (tmp_path / "got.zip").write_bytes(b"".join(answer.streaming_content))
    with ZipFile(tmp_path / "got.zip") as archive:
        assert "2021-03/manifest.json" in archive.namelist()
    answer = client.get("/releases/made/2021-03/brief.html/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"] == "sandbox"
    assert b"".join(answer.streaming_content) == (sealed.folder / "brief.html").read_bytes()
    assert cases.the_case().verify() == []


def test_what_nobody_reviewed_is_refused_and_cannot_be_forced(desk: settings.Desk, client_as: ClientAs) -> None:
    client = client_as("editor")
    looked = asked(client, include="")
    page = client.get(f"/releases/job/{looked.pk}/").text
    assert "await review" in page
    assert "Make this release" not in page
    assert client.post(f"/releases/job/{looked.pk}/make/").url == f"/releases/job/{looked.pk}/"
    assert not Job.objects.exclude(pk=looked.pk).filter(kind="release").exists()


def test_the_next_release_tells_what_changed(desk: settings.Desk, client_as: ClientAs) -> None:
    client = client_as("editor")
    made(client)
    page = client.get("/releases/").text
    assert '<option value="2021-03" selected' in page
    later = made(client, name="2021-04", since="2021-03")
    assert later.told["since"]["name"] == "2021-03"
    assert "Against 2021-03: 0 added, 0 changed, 0 withdrawn." in client.get("/releases/made/2021-04/").text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": "../up"}, "is no name for a release"),
        ({"name": ""}, "This field is required"),
        ({"profile": "everything"}, "Select a valid choice"),
        ({"since": "none"}, "Select a valid choice"),
        ({"name": "2021-03"}, "There is a release of this name already"),
        ({"name": "x", "since": "2021-03", "profile": "full"}, "made by another profile"),
    ],
)
def test_a_wrong_form_is_told_at_its_field_and_keeps_what_was_typed(
    desk: settings.Desk, client_as: ClientAs, changed: dict[str, str], told: str
) -> None:
    import shutil

    from gawah.publish.release import make
    from tests.publish import made as plain
    from tests.publish.release.made import order

    make(plain.account(), order("2021-03"), desk.case / "releases")
    answer = client_as("editor").post("/releases/prepare/", {**WANTED, "title": "Typed title", **changed})
    assert answer.status_code == 400
    assert told in answer.text
    assert "Typed title" in answer.text
    assert not Job.objects.filter(kind="release").exists()
    shutil.rmtree(desk.case / "releases")


def test_a_release_that_was_killed_before_its_row_of_the_log_gets_it(desk: settings.Desk, client_as: ClientAs) -> None:
    from gawah.desk.clerk.models import WAITING
    from gawah.publish.release import make
    from tests.publish import made as plain
    from tests.publish.release.made import order

    make(plain.account(), order("2021-03"), desk.case / "releases")
    Job.objects.create(
        kind="release", state=WAITING, by="editor", payload=json.dumps({**WANTED, "include": True, "preflight": False})
    )
    do_all()
    do_all()
    assert Job.objects.get(kind="release").state == "done"
    (entry,) = cases.the_case().latest(what="release")
    assert entry.who == "editor"


def test_names_are_protected_masked_and_freed_again(desk: settings.Desk, client_as: ClientAs) -> None:
    client = client_as("editor")
    for name, told in (("?", "is no name"), ("", "This field is required")):
        answer = client.post("/releases/names/protect/", {"name": name, "why": "kept words"})
        assert answer.status_code == 400
        assert told in answer.text
        assert "kept words" in answer.text
    assert client.post("/releases/names/protect/", {"name": "Valley  Post", "why": "a source"}).status_code == 302
    assert (
        "The name was protected already." in client.post("/releases/names/protect/", {"name": "Valley Post"}, follow=True).text
    )
    page = client.get("/releases/names/").text
    assert "Valley Post" in page
    assert "a source" in page
    looked = asked(client, title="What the Valley Post says")
    page = client.get(f"/releases/job/{looked.pk}/").text
    assert "protected names would go out" in page
    assert "Make this release" not in page
    partners = made(client, name="partners", profile="partners")
    assert "Valley Post" not in (partners.folder / "sources.csv").read_text()
    assert "[name withheld]" in (partners.folder / "sources.csv").read_text()
    assert client.post("/releases/names/unprotect/", {"name": "Valley Post"}).status_code == 302
    assert client.post("/releases/names/unprotect/", {"name": "Valley Post"}).status_code == 404
    assert [entry.what for entry in cases.the_case().latest(subject="name")] == ["unprotect", "protect"]
    assert cases.the_case().verify() == []


@pytest.mark.parametrize("address", ["made/none/", "made/none/archive/", "made/..%2f/", "job/99/", "job/99/progress/"])
def test_what_is_not_there(desk: settings.Desk, client_as: ClientAs, address: str) -> None:
    assert client_as("editor").get(f"/releases/{address}").status_code == 404


def test_only_files_of_the_manifest_can_be_had(desk: settings.Desk, client_as: ClientAs) -> None:
    client = client_as("editor")
    made(client)
    (desk.case / "releases" / "2021-03" / "extra.txt").write_text("not of the release")
    for name in ("extra.txt", "..", "%2e%2e%2fcase.json"):
        assert client.get(f"/releases/made/2021-03/{name}/").status_code in {301, 404}
    (desk.case / "releases" / "2021-03" / "claims.csv").write_text("changed")
    assert "claims.csv is not as it was sealed" in client.get("/releases/made/2021-03/").text


@pytest.mark.parametrize("role", ["viewer", "reviewer"])
def test_only_editors_release(desk: settings.Desk, client_as: ClientAs, role: str) -> None:
    client = client_as(role)
    assert client.get("/releases/").status_code == 403
    assert client.post("/releases/prepare/", WANTED).status_code == 403
    assert client.get("/releases/names/").status_code == 403
