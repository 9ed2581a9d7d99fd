"""All files of a release, one after the other, from the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from gawah.model import Account
from gawah.publish.brief import Brief, compose
from gawah.publish.page import html_page, markdown_page
from gawah.publish.release.cleared import Cleared
from gawah.publish.release.codes import ACLED, UCDP, acled_rows, ucdp_rows, write_codes
from gawah.publish.release.package import write_package
from gawah.publish.release.pdf import pdf_page
from gawah.publish.release.plain_files import write_csv, write_geojson, write_lines
from gawah.publish.release.rows import Tables
from gawah.publish.release.typed_files import write_geopackage, write_parquet
from gawah.publish.release.workbook import write_workbook

IN_BRIEF = 500
"""So many incidents stand in the brief; the tables hold all."""


def write_files(
    folder: Path, tables: Tables, *, title: str, name: str, version: str, say: Callable[[str, int, int], None]
) -> list[str]:
    """Write every file but the manifest; returns their names in order."""
    makers = _makers(tables, title=title, name=name, version=version)
    for number, (file, maker) in enumerate(makers.items()):
        say(f"writing {file}", number, len(makers))
        maker(folder / file)
    return sorted(makers)


def _makers(tables: Tables, *, title: str, name: str, version: str) -> dict[str, Callable[[Path], None]]:
    cleared, columns, rows = tables.cleared, tables.columns, tables.rows
    brief = brief_of(cleared, title=title, version=version)
    about = (("name", name), ("title", title), ("profile", cleared.profile.name), ("about", cleared.profile.about))
    makers: dict[str, Callable[[Path], None]] = {
        "brief.html": lambda path: _text(path, html_page(brief)),
        "brief.md": lambda path: _text(path, markdown_page(brief)),
        "brief.pdf": lambda path: _bytes(path, pdf_page(brief)),
    }
    for table in tables.names:
        makers[f"{table}.csv"] = partial(_table, write_csv, tables, table)
        makers[f"{table}.parquet"] = partial(_table, write_parquet, tables, table)
        makers[f"{table}.jsonl"] = partial(_lines, tables, table)
    makers |= {
        "incidents-hxl.csv": lambda path: write_csv(path, columns("incidents"), rows("incidents"), tags=True),
        "incidents.geojson": lambda path: write_geojson(path, rows("incidents")),
        "incidents.gpkg": lambda path: write_geopackage(path, columns("incidents"), rows("incidents")),
        "tables.xlsx": lambda path: write_workbook(path, tables, about),
        "acled-columns.csv": lambda path: write_codes(path, ACLED, acled_rows(cleared)),
        "ucdp-ged-columns.csv": lambda path: write_codes(path, UCDP, ucdp_rows(cleared)),
        "datapackage.json": lambda path: write_package(path, tables, name=name, title=title, version=version),
        "changes.json": lambda path: _text(path, json.dumps(tables.changes.plain(), ensure_ascii=False, indent=1) + "\n"),
    }
    return makers


def _table(write: Callable[..., None], tables: Tables, table: str, path: Path) -> None:
    write(path, tables.columns(table), tables.rows(table))


def _lines(tables: Tables, table: str, path: Path) -> None:
    write_lines(path, tables.rows(table))


def brief_of(cleared: Cleared, *, title: str, version: str) -> Brief:
    """The brief of what was cleared; of a large case only the latest incidents, and it says so."""
    account, about = _shortened(cleared.account), [cleared.profile.about]
    waiting = [number for number in cleared.unreviewed.values() if number]
    if waiting:
        about.append(f"{sum(waiting):,} claims of {len(waiting):,} incidents have not been reviewed by a person.")
    if len(account.incidents) < len(cleared.account.incidents):
        whole = len(cleared.account.incidents)
        about.append(f"Of {whole:,} incidents the latest {len(account.incidents):,} stand here; the tables hold all.")
    if len(cleared.sources) > IN_BRIEF:
        about.append(f"The {len(cleared.sources):,} documents are listed in sources.csv.")
    shown = cleared.sources if len(cleared.sources) <= IN_BRIEF else ()
    return compose(
        account, title=title, version=version, profile=cleared.profile.weigh, about=about, documents=shown, read=cleared.read
    )


def _shortened(account: Account) -> Account:
    if len(account.incidents) <= IN_BRIEF:
        return account
    latest = sorted(account.incidents, key=lambda one: (one.when.last or one.when.first or date.min, one.id), reverse=True)
    kept = {one.id for one in latest[:IN_BRIEF]}
    incidents = tuple(one for one in account.incidents if one.id in kept)
    claims = {member.claim for one in incidents for member in one.members}
    return replace(
        account,
        incidents=incidents,
        claims={id_: told for id_, told in account.claims.items() if id_ in claims},
        unsure=(),
        left={},
    )


def _text(path: Path, words: str) -> None:
    path.write_text(words, "utf-8", newline="\n")


def _bytes(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
