"""Where the development data lie: the folder named by GAWAH_SHARED, or `shared` beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path


def shared() -> Path | None:
    """The folder with benchmarks and training data, or None where there is none."""
    named = os.environ.get("GAWAH_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared"
    return folder if (folder / "benchmarks").is_dir() else None
