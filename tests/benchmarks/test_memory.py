"""The memory of a process and its children is watched while they run."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
from benchmarks.memory import Peak

EATS = "import time; held = b'x' * (200 << 20); time.sleep(1.2)"


def test_what_is_held_is_seen() -> None:
    with Peak() as before:
        pass
    with Peak() as peak:
        held = np.ones(40 << 20)
    assert peak.gb >= before.gb
    assert held.nbytes == 320 << 20


def test_children_count_too() -> None:
    with Peak() as before:
        pass
    with Peak() as peak:
        subprocess.run([sys.executable, "-c", EATS], check=True)
    assert peak.gb - before.gb > 0.15
