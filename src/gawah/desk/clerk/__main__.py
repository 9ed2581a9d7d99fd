"""The clerk as a process: `python -m gawah.desk.clerk`, told on its input which desk it works for."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path

from gawah.desk.clerk.beside import STOP
from gawah.errors import GawahError, LockedCase
from gawah.store.folder import Lock


def main() -> int:
    """Work until told to stop, or until the server has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends this process
    told = json.loads(sys.stdin.buffer.readline() or b"null")
    if told is None:
        return 0
    over = threading.Event()
    threading.Thread(target=_watch, args=(over,), daemon=True).start()
    case, database = Path(told["case"]), str(told["database"])
    lock = _alone(case, over)
    if lock is None:
        return 0
    try:
        _work(case, database, over)
    except GawahError as error:
        print(f"gawah: the clerk stopped: {error}", file=sys.stderr)  # noqa: T201 - its terminal is the server's
        return error.exit_code
    finally:
        lock.release()
    return 0


def _work(case: Path, database: str, over: threading.Event) -> None:
    from gawah.desk import cases, scratch, settings

    settings.configure(case, database)
    from gawah.desk.clerk.work import Clerk
    from gawah.store import Case

    with Case.open(case, database=database, beside=True) as opened, scratch.inside(case):
        cases.stand_on(opened)
        clerk = Clerk(opened)
        clerk.take_up()
        clerk.work(over)


def _watch(over: threading.Event) -> None:
    """End when told to, after the job at hand; at once where the server was killed, since the next may begin any moment.

    A job in the middle is then left as it is: it is taken up again, and nothing that was kept is lost.
    """
    if sys.stdin.buffer.readline() != STOP:
        os._exit(1)
    over.set()


def _alone(case: Path, over: threading.Event) -> Lock | None:
    """The right to be the clerk of this case; waits for one that is still going."""
    while not over.is_set():
        try:
            return Lock(case / "clerk.lock")
        except LockedCase:
            over.wait(0.5)
    return None


if __name__ == "__main__":
    sys.exit(main())
