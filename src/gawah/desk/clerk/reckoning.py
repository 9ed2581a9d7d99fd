"""Computing the account and filling the shelf with it, quickly where little changed since the last time."""

from __future__ import annotations

from typing import Any

from gawah.desk.clerk.progress import Progress
from gawah.desk.lists import stamp
from gawah.desk.shelf.fill import Filler
from gawah.pipeline import Assessor, Lookups, overlay_of, remember
from gawah.store import Case


class Reckoner:
    """Keeps what was computed last in memory; opens what names are looked up in anew where a list of the case changed."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._filler = Filler()
        self._assessor: Assessor | None = None
        self._lists = ""

    def reckon(self, progress: Progress) -> dict[str, Any]:
        """Compute, keep which claims each incident has, fill the shelf; returns how many rows of it changed."""
        progress.say("resolving, joining and weighing the claims")
        assessor = self._current()
        account, reviewed = assessor.assess()
        remember(self._case, account.incidents)
        progress.say("filling the lists")
        changed = self._filler.fill(account, reviewed, assessor.head, progress.parts, lists=self._lists)
        return {"incidents": len(account.incidents), "claims": len(account.claims), "rows": changed.total()}

    def _current(self) -> Assessor:
        folder = self._case.path
        lists = stamp(folder)
        if self._assessor is None or lists != self._lists:
            self._assessor, self._lists = Assessor(self._case, Lookups.open(overlay_of(folder), folder)), lists
        return self._assessor
