"""`gawah build`: files into a case."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from gawah.cli.options import case_folder, case_option, defaults, document_options
from gawah.cli.screen import json_option, out, print_json, progress, say_left_out, tell_first_use
from gawah.intake.walk import walk
from gawah.pipeline import Assessor, Handing, Lookups, build, overlay_of, remember
from gawah.store import Case


@click.command("build")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@case_option
@document_options
@json_option
def command(
    folders: tuple[Path, ...],
    case_path: Path,
    sources: Path | None,
    published: date | None,
    publisher: str,
    language: str,
    as_json: bool,
) -> int:
    """Read files and FOLDERS into a case; what the case has already is passed over.

    Example: gawah build reports/ --case panjshir
    """
    tell_first_use()
    folder = case_folder(case_path)
    with _case(folder) as case, progress("reading", sum(1 for _ in walk(folders))) as step:
        hands = Handing(tell=lambda _: step())
        built = build(case, folders, language, defaults(published, publisher, language), sidecar=sources, handing=hands)
        if built.kept:
            remember(case, Assessor(case, Lookups.open(overlay_of(folder), folder)).join())
    if as_json:
        print_json({"case": str(folder), **asdict(built)})
    else:
        parts = [f"{built.kept} documents read, {built.claims} claims found"]
        parts += [f"{built.known} known already"] if built.known else []
        out().print(f"{folder}: {'; '.join(parts)}")
    return say_left_out(built.refused)


def _case(folder: Path) -> Case:
    return Case.open(folder) if folder.exists() else Case.create(folder)
