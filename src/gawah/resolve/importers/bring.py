"""Bringing a file into the user's gazetteer: aside, checked, then in one move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from gawah.errors import BadInput
from gawah.resolve import gazetteer_world
from gawah.resolve.gazetteer import own_file, world_file
from gawah.resolve.gazetteer_file import Record, Writer, rewriting
from gawah.resolve.importers.geonames import check_readable, is_dump, read_dump
from gawah.resolve.importers.polygons import read_polygons
from gawah.resolve.importers.report import Report
from gawah.resolve.importers.whosonfirst import is_table, is_whosonfirst, read_features, read_table

_STEP = 2000


def bring_in(path: Path, target: Path | None = None, step: Callable[[int], None] = lambda _: None) -> Report:
    """Read a gazetteer file (or a folder of Who's On First) into the user's own gazetteer and say what was kept.

    The user's gazetteer begins as the default one. A file that brings the provinces of a country takes the place of what the
    default gazetteer has of that country. `step` is called with the number of places kept so far. Raises BadInput where
    nothing in the file can be used; the gazetteer then stands as it was.
    """
    target = target or own_file()
    report = Report(files=[path.name])
    with rewriting(target, base=target if target.exists() else world_file()) as writer:
        _keep(writer, _records(path, report, writer), report, step)
        if not report.kept:
            told = "; ".join(report.lines[:3]) or "no places in it"
            raise BadInput(f"{path.name}: nothing in it can be used ({told}); the gazetteer stands as it was")
        writer.about(f"imported {path.name}", report.summary())
    return report


def _records(path: Path, report: Report, writer: Writer) -> Iterator[tuple[int, Record]]:
    """The reader for a file, by what is in it."""
    if path.is_dir():
        return read_features(sorted(path.rglob("*.geojson")), report)
    head = check_readable(path)
    if is_dump(head) or (path.suffix == ".txt" and head.count("\t") >= 3):
        return read_dump(path, report)
    if is_table(head):
        return read_table(path, report)
    if head.lstrip().startswith("{"):
        return read_features([path], report) if is_whosonfirst(path) else read_polygons(path, report, writer.around)
    raise BadInput(
        f"{path.name}: neither a GeoNames dump (19 fields parted by tabs), nor GeoJSON, nor a table of Who's On First; "
        "unpack a .zip first"
    )


def _keep(writer: Writer, records: Iterator[tuple[int, Record]], report: Report, step: Callable[[int], None]) -> None:
    """Write the places, and mend containers that point nowhere."""
    parents: dict[str, tuple[str, str, int, str]] = {}
    gone: dict[str, dict[str, str]] = {}
    for number, record in records:
        if record.id in parents:
            report.fault(
                "ids told twice", report.files[0], number, f"id {record.id} stands in line {parents[record.id][2]} too"
            )
            continue
        if record.kind == "ADM1" and record.country not in gone:
            before = writer.count()
            gone[record.country] = writer.give_way(record.country, gazetteer_world.SOURCE, gazetteer_world.OURS)
            report.replaced += before - writer.count()
        parents[record.id] = (record.parent, record.name, number, record.country)
        writer.add(record)
        report.kept += 1
        report.names += 1 + len(record.names)
        if report.kept % _STEP == 0:
            step(report.kept)
    _break_circles(writer, parents, report)
    for country, provinces in gone.items():
        writer.take_over(country, gazetteer_world.OURS, provinces)


def _break_circles(writer: Writer, parents: dict[str, tuple[str, str, int, str]], report: Report) -> None:
    """Areas that lie in each other lose their container, and are told; so are containers that no line and no file has."""
    for at, (parent, name, number, _) in parents.items():
        seen, up = {at}, parent
        while up and up in parents and up not in seen:
            seen.add(up)
            up = parents[up][0]
        if up == at:
            report.fault("circles of containers", report.files[0], number, f"{name} ({at}) lies in itself by way of {parent}")
            writer.base.execute("UPDATE place SET parent = '' WHERE id = ?", (at,))
            parents[at] = ("", name, number, parents[at][3])
        elif parent and parent not in parents and not writer.has(parent):
            report.fault(
                "containers that are missing", report.files[0], number, f"{name} ({at}) lies in {parent}, which is nowhere"
            )
            writer.base.execute("UPDATE place SET parent = '' WHERE id = ?", (at,))
