"""Starting the clerk beside the server, and again where it dies; it ends when the server does, however that ends."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gawah.desk.settings import Desk

PATIENCE = 15
"""Seconds that the clerk is given to put its pen down."""
STOP = b"stop\n"
"""What the clerk is told when it is to finish what it does. Where its input ends without it, the server was killed."""
AGAIN = 2
"""Seconds before a clerk that died is started again."""


@contextlib.contextmanager
def beside(desk: Desk) -> Iterator[None]:
    """A clerk for as long as the block lasts."""
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(desk, over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(PATIENCE + AGAIN)


def _keep(desk: Desk, over: threading.Event) -> None:
    while not over.is_set():
        clerk = start(desk)
        while clerk.poll() is None and not over.wait(0.2):
            pass
        _end(clerk)
        over.wait(AGAIN)


def start(desk: Desk) -> subprocess.Popen[bytes]:
    """Start a clerk. What it is told goes through its input, since an address may hold a password that `ps` would show."""
    clerk = subprocess.Popen([sys.executable, "-m", "gawah.desk.clerk"], stdin=subprocess.PIPE)
    if clerk.stdin is None:
        raise RuntimeError("the clerk was started without an input")
    told = {"case": str(desk.case), "database": desk.database}
    with contextlib.suppress(BrokenPipeError):
        clerk.stdin.write(json.dumps(told).encode() + b"\n")
        clerk.stdin.flush()
    return clerk


def _end(clerk: subprocess.Popen[bytes]) -> None:
    if clerk.stdin is not None:
        with contextlib.suppress(OSError):
            clerk.stdin.write(STOP)
            clerk.stdin.close()
    try:
        clerk.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        clerk.kill()
        clerk.wait()
