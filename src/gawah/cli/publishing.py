"""`gawah publish`: briefs and tables out of a case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from gawah import __version__
from gawah.cli.backup import database_option
from gawah.cli.options import case_folder, case_option
from gawah.cli.releasing import release
from gawah.cli.screen import json_option, out, print_json, tell_first_use
from gawah.errors import BadInput
from gawah.model import Account
from gawah.pipeline import account_of
from gawah.publish import (
    CLAIM_COLUMNS,
    TOLL_COLUMNS,
    as_csv,
    as_geojson,
    claim_rows,
    compose,
    html_page,
    markdown_page,
    toll_rows,
)
from gawah.publish.writing import write_whole

File = click.Path(path_type=Path, dir_okay=False)


@click.command("publish")
@case_option
@click.option(
    "--profile",
    default="",
    help="Rules by which tolls are weighed [gawah; docs/method.md]; with --release: what may go out [public; docs/formats.md].",
)
@click.option("--title", default="", help="Title of the brief; the name of the case where none is given.")
@click.option("--brief", type=File, multiple=True, help="Write a brief: OUT.html (one file, no network) or OUT.md.")
@click.option("--csv", "csv_file", type=File, help="Write the tolls, one row each.")
@click.option("--claims", type=File, help="Write the claims, one row each, as CSV.")
@click.option("--geojson", type=File, help="Write the incidents as GeoJSON.")
@click.option("--release", "name", default="", metavar="NAME", help="Make a release of this name: every format, frozen.")
@click.option("--out", "where", type=click.Path(path_type=Path, file_okay=False), help="Folder that the release is put into.")
@click.option("--since", default="", metavar="OLD", help="Tell what changed since this release (its name or folder).")
@click.option("--include-unreviewed", "include", is_flag=True, help="Also let out claims that no person has reviewed.")
@database_option
@click.option("--preflight", "only_look", is_flag=True, help="Only say what the release would let out and hold back.")
@json_option
def command(
    case_path: Path,
    profile: str,
    title: str,
    brief: tuple[Path, ...],
    csv_file: Path | None,
    claims: Path | None,
    geojson: Path | None,
    as_json: bool,
    database: str,
    **asked: Any,
) -> int:
    """Write briefs and tables of a case, each figure with the words that say it; or make a release of it.

    Example: gawah publish --case panjshir --brief brief.html --csv tolls.csv

    Example: gawah publish --case panjshir --release 2022-07 --out releases --since 2022-06
    """
    folder = case_folder(case_path)
    if asked["name"]:
        if brief or csv_file or claims or geojson:
            raise BadInput("a release holds every format; leave out --brief, --csv, --claims and --geojson, or --release")
        asked["title"], asked["profile"] = title or folder.stem, profile or "public"
        return release(folder, as_json=as_json, database=database, **asked)
    if any(asked.values()):
        raise BadInput("--out, --since, --include-unreviewed and --preflight belong to a release; name it with --release NAME")
    profile = profile or "gawah"
    wanted: list[tuple[Path, Callable[[Account], str]]]
    wanted = [(path, _brief_writer(path, title or folder.stem, profile)) for path in brief]
    if csv_file:
        wanted.append((csv_file, lambda account: as_csv(TOLL_COLUMNS, toll_rows(account))))
    if claims:
        wanted.append((claims, lambda account: as_csv(CLAIM_COLUMNS, claim_rows(account))))
    if geojson:
        wanted.append((geojson, as_geojson))
    if not wanted:
        raise BadInput("nothing to publish: name at least one of --brief, --csv, --claims, --geojson, --release")
    tell_first_use()
    account = account_of(folder, profile)
    for path, writer in wanted:
        write_whole(path, writer(account).encode("utf-8"))
    if as_json:
        print_json({"written": [str(path) for path, _ in wanted]})
    else:
        for path, _ in wanted:
            out().print(f"written: {path}")
    return 0


def _brief_writer(path: Path, title: str, profile: str) -> Callable[[Account], str]:
    pages = {".html": html_page, ".htm": html_page, ".md": markdown_page}
    page = pages.get(path.suffix.lower())
    if page is None:
        raise BadInput(f"{path}: a brief is written as .html or .md; give the file one of these endings")
    return lambda account: page(compose(account, title=title, version=__version__, profile=profile))
