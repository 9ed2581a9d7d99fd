"""Where the development data lie: the folder named by GAWAH_SHARED, or `shared` beside the checkout."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def shared() -> Path | None:
    """The folder with benchmarks and training data, or None where there is none."""
    named = os.environ.get("GAWAH_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared"
    return folder if (folder / "benchmarks").is_dir() else None


def adapter(arguments: list[str], predict: Callable[[Path, Path], object], measure: Callable[[Path], int]) -> int:
    """The two doors of an adapter: `predict INPUT OUT`, else `measure` on the shared folder; returns the exit status."""
    if arguments[:1] == ["predict"]:
        predict(Path(arguments[1]), Path(arguments[2]))
        return 0
    folder = shared()
    if folder is None:
        print("no development data here: set GAWAH_SHARED")
        return 1
    return measure(folder)


def score(data: Path, *files: Path, options: Sequence[str] = ()) -> int:
    """Run the `score.py` that lies beside the data on gold and predicted files; returns its exit status."""
    command = [sys.executable, str(data / "score.py"), *map(str, files), *options]
    return subprocess.run(command, check=False).returncode


def scorer(data: Path) -> Any:
    """The `score.py` that lies beside the data, as a module."""
    spec = importlib.util.spec_from_file_location(f"score_{data.name}", data / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
