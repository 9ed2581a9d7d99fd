"""The desk as a whole: where it may listen, what lies in the folder of its case, what the first page says."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from gawah.desk import serving, settings
from gawah.desk.cases import the_case
from gawah.desk.policy import Role
from gawah.errors import BadInput, BrokenCase
from tests.desk.conftest import ClientAs
from tests.desk.reviewing import anaba, reckon


def test_the_first_page_says_how_much_there_is(client_as: ClientAs) -> None:
    assert "The case holds no document yet." in client_as("viewer").get("/").text
    anaba()
    reckon()
    page = client_as("reviewer").get("/").text
    assert "<dt>Documents</dt><dd>4</dd>" in page
    assert 'href="/judge/"' in page
    assert 'href="/judge/"' not in client_as("viewer").get("/").text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "localhost", "::1", "[::1]"])
def test_this_machine_alone_is_reached_at(host: str) -> None:
    serving.Way(host=host).check()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "example.org", "127.0.0.1.example.org", ""])
def test_others_are_reached_at(host: str) -> None:
    with pytest.raises(BadInput, match="--public"):
        serving.Way(host=host).check()
    serving.Way(host=host, public=True).check()


def test_what_the_desk_writes_is_for_its_owner_alone(desk: settings.Desk) -> None:
    settings.key(desk.case)
    serving.make_tables()
    wanted = {"desk.key"} | ({"desk.sqlite3"} if not desk.database else set())
    found = {path.name for path in desk.case.iterdir()}
    assert wanted <= found
    assert desk.database == "" or "desk.sqlite3" not in found
    for name in wanted:
        assert stat.S_IMODE((desk.case / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(desk.case.stat().st_mode) == 0o700


def test_desks_that_start_at_once_agree_on_the_key(tmp_path: Path) -> None:
    keys: list[str] = []
    starts = [threading.Thread(target=lambda: keys.append(settings.key(tmp_path))) for _ in range(8)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_evidence_and_the_tables_of_the_desk_lie_apart(desk: settings.Desk) -> None:
    from django.db import connections

    if desk.database:
        pytest.skip("one database holds both")
    kept = set(connections[the_case().alias].introspection.table_names())
    own = set(connections["default"].introspection.table_names())
    assert {"gawah_document", "gawah_log"} <= kept
    assert {"desk_person", "django_session"} <= own
    assert not {name for name in own if name.startswith("gawah_")}
    assert not {name for name in kept if name.startswith(("desk_", "auth_", "axes_", "mfa_"))}


def test_a_name_that_is_no_role_may_nothing() -> None:
    assert [Role.of(name) for name in ("viewer", "ADMIN", "root", "")] == [Role.VIEWER, Role.ADMIN, Role.NOBODY, Role.NOBODY]


def test_without_a_case_the_desk_says_how_to_start_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_at", [])
    with pytest.raises(BrokenCase, match="gawah serve"):
        settings.the_desk()
