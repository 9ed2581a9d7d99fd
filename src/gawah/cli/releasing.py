"""`gawah publish --release`: a release of a case, and what it would let out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.text import Text

from gawah import __version__
from gawah.cli.screen import err, out, print_json, tell_first_use
from gawah.errors import BadInput
from gawah.model import Account
from gawah.pipeline import Assessor, Lookups, overlay_of, sums
from gawah.publish.release import Order, make, order_for, preflight, profile_named, release_before
from gawah.store import Case

REFUSED = 1
"""Exit status of a preflight that would be refused."""


def release(
    folder: Path,
    *,
    name: str,
    where: Path | None,
    title: str,
    profile: str,
    since: str,
    include: bool,
    only_look: bool,
    as_json: bool,
    database: str = "",
) -> int:
    """Make a release in the folder `where`, or only say what it would let out; returns the exit status.

    BadInput where no folder is given.
    """
    if where is None:
        raise BadInput(f"the release {name!r} needs a folder to be written to; give it with --out DIR")
    account, order = _ordered(folder, where, name, title, profile, since, include=include, database=database)
    if only_look:
        return _look(preflight(account, order, where), as_json=as_json)
    made = make(account, order, where)
    if as_json:
        print_json({"folder": str(made.folder), "archive": str(made.archive), "sha256": made.digest, "manifest": made.told})
        return 0
    out().print(f"written: {made.folder}, {len(made.told['files'])} files, and {made.archive}")
    out().print(f"SHA-256 of the archive: {made.digest}")
    _show_held(made.told)
    return 0


def _look(told: dict[str, Any], *, as_json: bool) -> int:
    if as_json:
        print_json(told)
    else:
        _show(told)
    return REFUSED if told["refusals"] else 0


def _ordered(
    folder: Path, where: Path, name: str, title: str, profile: str, since: str, *, include: bool, database: str
) -> tuple[Account, Order]:
    rules = profile_named(profile, folder)
    before = release_before(since, where, folder / "releases")
    tell_first_use()
    with Case.open(folder, read_only=True, database=database) as case:
        lookups = Lookups.open(overlay_of(folder), folder)
        account, reviewed = Assessor(case, lookups, rules.weigh).assess()
        order = order_for(
            case,
            name,
            rules,
            title=title,
            version=__version__,
            reviewed=reviewed.decided,
            areas=lookups.gazetteer.place,
            sums=sums,
            since=before,
            include_unreviewed=include,
        )
    return account, order


def _show(told: dict[str, Any]) -> None:
    out().print(f"{told['name']}, profile {told['profile']['name']}: {told['profile']['about']}")
    out().print(f"goes out: {told['counts']['incidents']:,} incidents, {told['counts']['claims']:,} claims")
    for table, columns in told["columns"].items():
        out().print(f"  {table}: {', '.join(columns)}")
    for table, columns in told["columns_held_back"].items():
        if columns:
            out().print(f"  {table}, held back: {', '.join(columns)}")
    _show_held(told)
    if told["since"]:
        counts = told["counts"]
        words = f"{counts['added']:,} added, {counts['changed']:,} changed, {counts['withdrawn']:,} withdrawn"
        out().print(f"against {told['since']['name']}: {words}")
    for why in told["refusals"]:
        err().print(Text(f"would be refused: {why}", style="yellow"))


def _show_held(told: Any) -> None:
    for held in told["held_back"]:
        out().print(f"held back: {held['what']}: {held['count']:,} ({held['why']})")
    waiting = told["unreviewed"]
    if waiting["claims"]:
        err().print(
            Text(f"{waiting['claims']:,} claims of {waiting['incidents']:,} incidents are not reviewed", style="yellow")
        )
