"""An order for a release, filled in from a case."""

from __future__ import annotations

from pathlib import Path

from gawah.publish.release.clearing import Sums
from gawah.publish.release.coarse import Areas
from gawah.publish.release.making import Order
from gawah.publish.release.names import Protected
from gawah.publish.release.profile import Profile
from gawah.publish.release.sealed import Sealed, proper_name
from gawah.store import Case
from gawah.store.protecting import last_change, protected_names


def order_for(
    case: Case,
    name: str,
    profile: Profile,
    *,
    title: str,
    version: str,
    reviewed: frozenset[str],
    areas: Areas,
    sums: Sums,
    since: Sealed | None = None,
    include_unreviewed: bool = False,
) -> Order:
    """The order for a release of a case as it stands now; BadInput where the name is none for a release.

    `areas` and `sums` come from the stages that publishing must not know.
    """
    return Order(
        name=proper_name(name),
        title=title,
        profile=profile,
        version=version,
        head=last_change(case),
        since=since,
        include_unreviewed=include_unreviewed,
        reviewed=reviewed,
        merged=case.tombstones(),
        protected=Protected(one.name for one in protected_names(case)),
        areas=areas,
        sums=sums,
    )


def release_before(since: str, *places: Path) -> Sealed | None:
    """The release that is named or whose folder is given, looked for in some places too; None where none is asked for."""
    if not since:
        return None
    named = [place / since for place in places]
    return Sealed.at(next((folder for folder in named if folder.is_dir()), Path(since)))
