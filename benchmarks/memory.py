"""The memory that this process and its children take up together, watched while something runs."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType

STEP = 0.25
"""Seconds between two looks."""


class Peak:
    """A context that notes the greatest sum of proportional set sizes (PSS): pages that processes share count once."""

    gb = 0.0

    def __enter__(self) -> Peak:
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._done.set()
        self._watch.join()

    def _look(self) -> None:
        while True:
            self.gb = max(self.gb, sum(map(_pss, _family(Path("/proc/self").resolve().name))) / 1024**2)
            if self._done.wait(STEP):
                return


def _family(process: str) -> list[str]:
    """A process and all that it started."""
    found = [process]
    for known in found:
        for task in Path(f"/proc/{known}/task").glob("*/children"):
            try:
                found += task.read_text("ascii").split()
            except OSError:  # it has ended
                continue
    return found


def _pss(process: str) -> int:
    """Kilobytes of one process; 0 once it has ended."""
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)
