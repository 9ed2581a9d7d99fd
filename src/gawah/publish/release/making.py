"""Making a release: clear, compare, write, search, seal. Either all of it is there in the end, or nothing."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gawah.errors import BadInput, FullDisk, ProtectedFound, UnreviewedClaims
from gawah.model import Account
from gawah.publish.release.archive import write_archive
from gawah.publish.release.changes import Changes, Why, compare
from gawah.publish.release.cleared import Cleared
from gawah.publish.release.clearing import Sums, clear
from gawah.publish.release.coarse import Areas
from gawah.publish.release.columns import held_columns
from gawah.publish.release.files import write_files
from gawah.publish.release.manifest import write_manifest
from gawah.publish.release.names import Protected
from gawah.publish.release.profile import Profile
from gawah.publish.release.rows import Tables
from gawah.publish.release.sealed import MANIFEST, Sealed, digest_of, proper_name
from gawah.publish.release.search import search

DRAFT = ".draft-"
"""How the folder of a release begins that is not yet one."""
ABANDONED = 24 * 3600
"""Seconds after which a draft is one of a release that was killed."""
Say = Callable[[str, int, int], None]
"""Told what is being made, and how many parts of how many are done."""


def quiet(_words: str, _done: int, _total: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for: name and title, by which profile, compared with which release, and from what state of the case.

    `head` is the last row of the log that changed a record, `merged` the incident ids that lead to others, `reviewed` the
    claims that a person has decided on, `protected` the names that must not go out.
    """

    name: str
    title: str
    profile: Profile
    version: str
    head: tuple[int, str]
    since: Sealed | None = None
    include_unreviewed: bool = False
    reviewed: frozenset[str] = frozenset()
    merged: Mapping[str, str]
    protected: Protected
    areas: Areas
    sums: Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A release that was made: its folder, its archive and the SHA-256 of that, and what its manifest tells."""

    folder: Path
    archive: Path
    digest: str
    told: Mapping[str, Any]


def make(account: Account, order: Order, out: Path, say: Say = quiet) -> Made:
    """Make a release as `out/NAME` and `out/NAME.zip`.

    Raises UnreviewedClaims, ProtectedFound, MissingPack, FullDisk, or BadInput where the name is taken; nothing is there then.
    """
    folder, archive = out / proper_name(order.name), out / f"{order.name}.zip"
    if folder.exists():
        raise BadInput(f"{folder}: there is a release of this name already, and releases stay as they are; give another name")
    cleared = cleared_for(account, order)
    _gate(cleared, order)
    with _drafting(out) as draft:
        names, told = _draft(account, cleared, order, draft / order.name, say)
        if found := search(draft / order.name, names, _watched(order)):
            raise ProtectedFound(found)
        write_archive(draft / order.name, draft / "archive", [MANIFEST, *names])
        (draft / "archive").replace(archive)
        (draft / order.name).replace(folder)  # last: the folder is what makes it a release
    return Made(folder=folder, archive=archive, digest=digest_of(archive), told=told)


def preflight(account: Account, order: Order, out: Path, say: Say = quiet) -> dict[str, Any]:
    """What a release would let out and hold back, with counts and reasons, and whether it would be refused and why.

    All files are made and searched, and thrown away again.
    """
    cleared = cleared_for(account, order)
    refusals = []
    try:
        _gate(cleared, order)
    except UnreviewedClaims as wrong:
        refusals.append(str(wrong))
    with _drafting(out) as draft:
        names, told = _draft(account, cleared, order, draft / proper_name(order.name), say)
        if found := search(draft / order.name, names, _watched(order)):
            refusals.append(str(ProtectedFound(found)))
    if (out / order.name).exists():
        refusals.append(f"there is a release {order.name} already")
    tables = Tables(cleared, Changes())
    columns = {name: [column.name for column in tables.columns(name)] for name in tables.names}
    return {**told, "columns": columns, "columns_held_back": held_columns(order.profile), "refusals": refusals}


def cleared_for(account: Account, order: Order) -> Cleared:
    """What the profile of an order lets out of an account."""
    return clear(
        account,
        order.profile,
        areas=order.areas,
        sums=order.sums,
        protected=order.protected,
        reviewed=order.reviewed,
    )


def _gate(cleared: Cleared, order: Order) -> None:
    waiting = [number for number in cleared.unreviewed.values() if number]
    if waiting and not order.include_unreviewed:
        raise UnreviewedClaims(sum(waiting), len(waiting))


def _watched(order: Order) -> Protected:
    """The names that the files are searched for."""
    return Protected() if order.profile.keeps("protected") else order.protected


def _draft(account: Account, cleared: Cleared, order: Order, folder: Path, say: Say) -> tuple[list[str], dict[str, Any]]:
    """Write all files of a release and its manifest; returns their names and what the manifest tells."""
    folder.mkdir()
    tables = Tables(cleared, _changes(account, cleared, order))
    names = write_files(folder, tables, title=order.title, name=order.name, version=order.version, say=say)
    told = write_manifest(folder, names, tables, order)
    return names, told


def _changes(account: Account, cleared: Cleared, order: Order) -> Changes:
    since = order.since
    if since is None:
        return Changes(release=order.name)
    if since.profile["name"] != order.profile.name:
        raise BadInput(
            f"{since.name} was made by the profile {since.profile['name']!r}, not by {order.profile.name!r}; "
            "a difference between two profiles would tell what the stricter one holds back"
        )
    now = Tables(cleared, Changes())
    return compare(
        since.rows,
        now.rows,
        Why(account, cleared, order.merged),
        release=order.name,
        since=since.name,
        whole=since.profile["sha256"] == order.profile.digest,
        protected=_watched(order),
    )


@contextmanager
def _drafting(out: Path) -> Iterator[Path]:
    """A folder beside the releases for what is not yet one; gone in the end, whatever happens."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for left in out.glob(f"{DRAFT}*"):
            if left.stat().st_mtime < time.time() - ABANDONED:
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=out, prefix=DRAFT) as draft:
            yield Path(draft)
    except OSError as error:
        if error.errno == 28:
            raise FullDisk(f"{out}: no room for the release; free some space and publish again") from error
        raise BadInput(f"{out}: cannot be written ({error.strerror or error}); choose another place") from error
