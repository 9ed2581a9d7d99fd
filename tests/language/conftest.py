"""The English pack and its rules, opened once."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from gawah.language import Pack, load
from gawah.language.rules import Rules


@pytest.fixture(scope="session")
def rules() -> Rules:
    return Rules.open(Path(str(resources.files("gawah.packs"))) / "en")


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load("en")
