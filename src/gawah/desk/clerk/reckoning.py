"""Computing the account and filling the shelf with it, quickly where little changed since the last time."""

from __future__ import annotations

from typing import Any

from gawah.desk.clerk.progress import Progress
from gawah.desk.shelf.fill import Filler
from gawah.pipeline import Assessor, Lookups, overlay_of, remember
from gawah.store import Case


class Reckoner:
    """Keeps what was computed last in memory; opens the gazetteer anew where the case's own places changed."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._filler = Filler()
        self._assessor: Assessor | None = None
        self._overlay: object = None

    def reckon(self, progress: Progress) -> dict[str, Any]:
        """Compute, keep which claims each incident has, fill the shelf; returns how many rows of it changed."""
        progress.say("resolving, joining and weighing the claims")
        assessor = self._current()
        account, reviewed = assessor.assess()
        remember(self._case, account)
        progress.say("filling the lists")
        changed = self._filler.fill(account, reviewed, assessor.head, progress.parts)
        return {"incidents": len(account.incidents), "claims": len(account.claims), "rows": changed.total()}

    def _current(self) -> Assessor:
        path = overlay_of(self._case.path)
        stamp = (path, path.stat().st_mtime_ns, path.stat().st_size) if path else None
        if self._assessor is None or stamp != self._overlay:
            self._assessor, self._overlay = Assessor(self._case, Lookups.open(path, self._case.path)), stamp
        return self._assessor
