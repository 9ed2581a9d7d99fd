"""`gawah gazetteer`: bring places in, fetch those of a country, look a name up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gawah.cli.screen import PARTIAL, err, json_option, out, print_json, progress
from gawah.errors import BadInput

if TYPE_CHECKING:
    from gawah.model import Candidate, Place
    from gawah.resolve.gazetteer import Gazetteer
    from gawah.resolve.importers import Report

ALIKE = 0.93
"""An area, or a place to be near, is taken only where the gazetteer has it in nearly this spelling."""


@click.group("gazetteer")
def command() -> None:
    """Places that names are looked up in: bring them in, fetch a country, search."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@json_option
def bring(file: Path, as_json: bool) -> int:
    """Read FILE into your gazetteer.

    FILE is a GeoNames dump (with admin1CodesASCII.txt and admin2Codes.txt beside it), Who's On First (GeoJSON, a folder of
    it, or a CSV table), or GeoJSON polygons such as those of geoBoundaries.

    Lines that cannot be used are counted and told by number. Where nothing can be used, the gazetteer stays as it was.

    Example: gawah gazetteer import AF.txt
    """
    from gawah.resolve.importers import bring_in

    with progress("places", None) as step:
        report = bring_in(file, step=lambda _: step())
    return _tell(report, as_json)


@command.command("add")
@click.argument("country")
@click.option("--force", is_flag=True, help="Fetch again what was fetched before.")
@json_option
def add(country: str, force: bool, as_json: bool) -> int:
    """Fetch the GeoNames dump of COUNTRY (two letters) and read it into your gazetteer. The only command that uses the network.

    Another mirror: set GAWAH_GEONAMES_URL. A download that broke off goes on where it stopped.

    Example: gawah gazetteer add AF
    """
    from gawah.resolve.importers import bring_in, fetch_country

    with progress("bytes", None) as step:
        dump = fetch_country(country, step=lambda *_: step(), afresh=force)
    with progress("places", None) as step:
        report = bring_in(dump, step=lambda _: step())
    return _tell(report, as_json)


@command.command("search")
@click.argument("name")
@click.option("--near", metavar="PLACE", help="Nearer to this place (a name, or latitude,longitude) is better.")
@click.option("--in", "within", metavar="AREA", help="Only in this area: a country code, the name of an area, or its id.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--overlay", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Names of a case: CSV or YAML.")
@json_option
def search(name: str, near: str | None, within: str | None, limit: int, overlay: Path | None, as_json: bool) -> int:
    """Show the places that NAME may mean, the likeliest first, with the reasons.

    Example: gawah gazetteer search Varsuj --in Takhar
    """
    from gawah.resolve.gazetteer import Gazetteer

    gazetteer = Gazetteer.open(overlay=overlay)
    try:
        area = _area(gazetteer, within) if within else None
        found = gazetteer.search(name, near=_point(gazetteer, near) if near else None, within=area, limit=limit)
    finally:
        gazetteer.close()
    if as_json:
        print_json([_as_json(candidate) for candidate in found])
    else:
        _show(name, found)
    return 0 if found else 1


def _tell(report: Report, as_json: bool) -> int:
    """Print what an import did; the exit status says whether lines were left out."""
    if as_json:
        print_json(
            {
                "files": report.files,
                "places": report.kept,
                "names": report.names,
                "replaced": report.replaced,
                "faults": dict(report.faults),
                "lines": report.lines,
            }
        )
    else:
        for line in report.lines:
            err().print(line, markup=False)
        out().print(report.summary(), markup=False)
    return PARTIAL if report.faults else 0


def _point(gazetteer: Gazetteer, words: str) -> Any:
    """A point given as "35.2,69.4", or the likeliest place of a name."""
    parts = words.split(",")
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return _area(gazetteer, words)
    return lat, lon


def _area(gazetteer: Gazetteer, words: str) -> Place | str:
    """A country code as it is, else the likeliest place of an id or a name."""
    if len(words) == 2 and words.isupper():
        return words
    try:
        return gazetteer.place(words)
    except LookupError:
        found = gazetteer.find(words)
    if not found or found[0].spelled < ALIKE:
        like = f"; did you mean {found[0].place.full_name}?" if found else "; try another spelling, or bring a gazetteer in"
        raise BadInput(f'no place "{words}" in the gazetteer{like}')
    return gazetteer.search(words, limit=1)[0].value


def _show(name: str, found: list[Candidate[Place]]) -> None:
    console = out()
    if not found:
        console.print(f'no place "{name}"; try another spelling, or bring a gazetteer in', markup=False)
    for candidate in found:
        place = candidate.value
        where = f"{place.lat:.4f}, {place.lon:.4f}" if place.lat is not None and place.lon is not None else "no point"
        console.print(f"{candidate.score:.2f}  {place.full_name}  ({place.id}; {place.precision.word}, {where})", markup=False)
        console.print("      " + "; ".join(reason.words for reason in candidate.reasons), markup=False)


def _as_json(candidate: Candidate[Place]) -> dict[str, Any]:
    place = candidate.value
    return {
        "score": candidate.score,
        "id": place.id,
        "name": place.full_name,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.word,
        "radius_m": place.radius_m,
        "kind": place.kind,
        "source": place.source,
        "reasons": [{"feature": reason.feature, "score": reason.score, "words": reason.words} for reason in candidate.reasons],
    }
