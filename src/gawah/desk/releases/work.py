"""What the clerk does for a release: look what would go out, or make it and write it into the log."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gawah import __version__
from gawah.pipeline import Assessor, Lookups, overlay_of, sums
from gawah.publish.release import Order, Sealed, make, order_for, preflight, profile_named, release_before
from gawah.publish.release.making import DRAFT
from gawah.store import Case

if TYPE_CHECKING:
    from gawah.desk.clerk.models import Job
    from gawah.desk.clerk.progress import Progress
    from gawah.model import Account

FOLDER = "releases"
"""Where the releases of a case lie, in its folder."""


def run(case: Case, job: Job, progress: Progress) -> dict[str, Any]:
    """Do what a job asks: `preflight`, or make the release. Returns what came of it, as what JSON knows."""
    told, out = job.asked, case.path / FOLDER
    _tidy(out)
    if not told["preflight"] and (out / told["name"]).is_dir() and not _noted(case, told["name"]):
        return _note(case, job, Sealed.at(out / told["name"]))  # a kill came between the release and its row in the log
    progress.say("resolving, joining and weighing the claims")
    account, order = _ordered(case, told, out)
    if told["preflight"]:
        return preflight(account, order, out, progress.say)
    made = make(account, order, out, progress.say)
    return _note(case, job, Sealed.at(made.folder))


def _tidy(out: Path) -> None:
    """Remove what a kill left half made: it was not searched for protected names yet. The clerk is alone in this folder."""
    for draft in out.glob(f"{DRAFT}*"):
        shutil.rmtree(draft)


def _ordered(case: Case, told: dict[str, Any], out: Path) -> tuple[Account, Order]:
    rules = profile_named(told["profile"], case.path)
    lookups = Lookups.open(overlay_of(case.path), case.path)
    account, reviewed = Assessor(case, lookups, rules.weigh).assess()
    order = order_for(
        case,
        told["name"],
        rules,
        title=told["title"] or case.path.stem,
        version=__version__,
        reviewed=reviewed.decided,
        areas=lookups.gazetteer.place,
        sums=sums,
        since=release_before(told["since"], out),
        include_unreviewed=told["include"],
    )
    return account, order


def _noted(case: Case, name: str) -> bool:
    return any(entry.what == "release" for entry in case.log_of(f"release:{name}"))


def _note(case: Case, job: Job, made: Sealed) -> dict[str, Any]:
    """Write into the log who let out what."""
    since = made.told["since"]
    told = {
        "manifest": made.digest,
        "profile": made.profile["name"],
        "since": since["name"] if since else "",
        "unreviewed": made.told["unreviewed"]["claims"],
    }
    case.note(job.by, "release", f"release:{made.name}", told)
    return {"name": made.name}
