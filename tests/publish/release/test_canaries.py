"""Nothing that is held back stands in any byte of a public release (threat 14), nor does a difference of two tell it."""

from __future__ import annotations

import dataclasses
import io
import re
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import docx
import pandas as pd
import pypdfium2
import pytest
from PIL import Image

from gawah.errors import ProtectedFound
from gawah.model import Account, EventType
from gawah.publish.release import Made, Protected, make, preflight
from gawah.publish.release.making import cleared_for
from gawah.publish.release.search import search
from tests.publish import made as plain
from tests.publish.release.made import CANARIES, NAME, STAFF, harsh, order


def everything(path: Path) -> Iterator[bytes]:
    """Every byte of a file, and of all that is packed inside it."""
    yield from unpacked(path.name, path.read_bytes())
    if path.suffix == ".parquet":
        yield pd.read_parquet(path).to_csv().encode()
    if path.suffix == ".gpkg":
        with sqlite3.connect(path) as base:
            yield "\n".join(base.iterdump()).encode()
        base.close()


def unpacked(name: str, raw: bytes) -> Iterator[bytes]:
    yield raw
    if name.endswith((".zip", ".xlsx")):
        with ZipFile(io.BytesIO(raw)) as archive:
            yield archive.comment
            for info in archive.infolist():
                yield info.filename.encode() + info.comment + info.extra
                yield from unpacked(info.filename, archive.read(info))
    if name.endswith(".pdf"):
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", raw, re.DOTALL):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                yield stream
        document = pypdfium2.PdfDocument(raw)
        yield repr(document.get_metadata_dict()).encode()
        for number in range(len(document)):
            yield document[number].get_textpage().get_text_bounded().encode()
        document.close()


def hits(made: Made, canaries: tuple[str, ...] = CANARIES) -> list[tuple[str, str]]:
    wanted = [(one, form) for one in canaries for form in (one.lower().encode(), one.lower().encode("utf-16-le"))]
    files = [*made.folder.iterdir(), made.archive]
    return [(path.name, one) for path in files for raw in everything(path) for one, form in wanted if form in raw.lower()]


def test_no_canary_in_any_byte_of_a_public_release(tmp_path: Path) -> None:
    made = make(harsh(), order(), tmp_path)
    assert len(list(made.folder.iterdir())) >= 20
    assert not hits(made)


def test_the_search_of_this_test_finds_what_is_there(tmp_path: Path) -> None:
    """The same account released whole is full of canaries, in every kind of file: so the test above can fail."""
    made = make(harsh(), order(profile="full"), tmp_path)
    found = {name for name, _ in hits(made)}
    assert found >= {"brief.html", "brief.md", "brief.pdf", "claims.csv", "claims.jsonl", "claims.parquet", "tables.xlsx"}
    assert found >= {"incidents.gpkg", "incidents.geojson", "acled-columns.csv", "first.zip"}


def test_originals_with_authors_and_positions_stay_inside(tmp_path: Path) -> None:
    """What stands in the bytes of originals (EXIF, the author of a document) and in the log cannot get into a release."""
    from gawah.publish.release import order_for, profile_named
    from gawah.store import Case
    from gawah.store.protecting import protect
    from tests.publish.release.made import areas, sums
    from tests.store.made import report

    photo = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "canary-gps"
    exif[0x013B] = "canary-exif-artist"
    Image.new("RGB", (8, 8)).save(photo, "JPEG", exif=exif)
    written = docx.Document()
    written.core_properties.author = "canary-docx-author"
    word = io.BytesIO()
    written.save(word)
    with Case.create(tmp_path / "case.gawah") as case:
        for number, raw in enumerate((photo.getvalue(), word.getvalue()), start=1):
            import hashlib

            document, _, reading = report(number)
            id_ = hashlib.sha256(raw).hexdigest()
            document = dataclasses.replace(document, id=id_, file=f"canary-{number}.docx")
            assert case.keep(document, raw, dataclasses.replace(reading, document=id_, claims=()), who=STAFF)
        protect(case, NAME, STAFF, "canary reason")
        asked = order_for(
            case,
            "first",
            profile_named("public"),
            title="North",
            version="0.1",
            reviewed=frozenset(),
            areas=areas,
            sums=sums,
            include_unreviewed=True,
        )
        assert asked.protected.names == (NAME,)
        made = make(harsh(), asked, tmp_path / "out")
    assert not hits(made)


def test_preflight_tells_counts_and_no_canary(tmp_path: Path) -> None:
    told = preflight(harsh(), order(), tmp_path)
    assert not told["refusals"]
    held = {one["what"]: one["count"] for one in told["held_back"]}
    assert held["exact places of incidents"] == 2
    assert held["quotes"] == 3
    assert held["names of reviewers"] == 1
    assert held["documents"] == 1
    assert "quote" in told["columns_held_back"]["claims"]
    assert not any(one.lower() in repr(told).lower() for one in CANARIES)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("title", ["The death of MARIAM QADERI", "For Maryam  Qâderi", "Mariam\u200c Qaderi"])
def test_a_protected_name_in_the_title_is_refused(tmp_path: Path, title: str) -> None:
    asked = order(title=title, protected=Protected([NAME]))
    with pytest.raises(ProtectedFound, match=r"brief\.html") as refused:
        make(plain.account(), asked, tmp_path)
    assert {file for file, _ in refused.value.found} >= {
        "brief.html",
        "brief.md",
        "brief.pdf",
        "tables.xlsx",
        "datapackage.json",
    }
    assert not list(tmp_path.iterdir())
    assert "protected names" in preflight(plain.account(), asked, tmp_path)["refusals"][0]


def test_the_search_reads_every_format(tmp_path: Path) -> None:
    made = make(harsh(), order(profile="full"), tmp_path)
    names = [path.name for path in made.folder.iterdir() if path.name != "manifest.json"]
    found = {file for file, _ in search(made.folder, names, Protected([NAME]))}
    assert found >= {"brief.pdf", "tables.xlsx", "incidents.gpkg", "claims.parquet", "claims.jsonl", "incidents.geojson"}


def test_partners_get_no_protected_name_even_in_words_that_go_out(tmp_path: Path) -> None:
    asked = order(profile="partners", protected=Protected([NAME]))
    made = make(harsh(), asked, tmp_path)
    assert not hits(made, ("Mariam", "Qaderi", "35.54321"))


def test_the_difference_of_two_releases_tells_nothing_that_is_held_back(tmp_path: Path) -> None:
    """An incident is withheld in the first release, in the second and between the two: no file ever tells of it."""
    before = plain.account()
    victim = dataclasses.replace(before.incidents[1], event=EventType.SEXUAL_VIOLENCE, tallies=())
    held = dataclasses.replace(before, incidents=(before.incidents[0], victim))
    one = make(held, order("one"), tmp_path)
    assert victim.id not in (one.folder / "incidents.jsonl").read_text()
    two = make(held, order("two", since=one.folder), tmp_path)
    names = (victim.id, victim.members[0].claim, "sexual_violence", "sexual violence")
    assert not hits(one, names)
    assert not hits(two, names)
    told = (two.folder / "changes.json").read_text()
    assert '"withdrawn": []' in told


def test_a_name_protected_later_is_not_told_again_as_what_was_before(tmp_path: Path) -> None:
    account = _with_place("Qaderi Mariam")
    one = make(account, order("one"), tmp_path)
    assert "Qaderi" in (one.folder / "incidents.csv").read_text()
    later = order("two", since=one.folder, protected=Protected(["Qaderi Mariam"]))
    two = make(_with_place("North Province"), later, tmp_path)
    assert not hits(two, ("Qaderi",))
    assert "[name withheld]" in (two.folder / "changes.json").read_text()


def _with_place(name: str) -> Account:
    account = plain.account()
    incident = account.incidents[0]
    assert incident.where is not None
    where = dataclasses.replace(incident.where, containers=("x",), container_names=(name,), id="y")
    claims = {id_: dataclasses.replace(told, where=where) for id_, told in account.claims.items()}
    return dataclasses.replace(account, incidents=(dataclasses.replace(incident, where=where),), claims=claims)


def test_totals_are_summed_over_what_goes_out(tmp_path: Path) -> None:
    """Else a total less its incidents would tell of those that are held back."""
    account = plain.account()
    killed = account.incidents[0]
    secret = dataclasses.replace(
        killed, id="s3cr3t", event=EventType.TORTURE, tallies=(dataclasses.replace(killed.tallies[0], low=1, best=1, high=1),)
    )
    cleared = cleared_for(dataclasses.replace(account, incidents=(*account.incidents, secret)), order())
    assert [one.id for one in cleared.account.incidents] == [one.id for one in account.incidents]
    assert [(total.place_name, total.low) for total in cleared.account.totals] == [("North Province", 12)]
    assert STAFF not in repr(cleared.account)
