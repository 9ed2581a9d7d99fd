"""The example of the repository on a shelf: read once a process, put into the case of a desk, computed and filled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gawah.desk.cases import the_case
from gawah.desk.clerk.reckoning import Reckoner
from gawah.desk.shelf.fill import Head
from gawah.intake import Taken
from gawah.model import Reading
from gawah.pipeline import read

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "panjshir-2022"


class Silent:
    """Progress that nobody follows."""

    def say(self, message: str, done: int = 0, total: int = 0) -> None:
        """Nothing."""

    def parts(self, done: int, total: int) -> None:
        """Nothing."""


@cache
def _read() -> list[tuple[Taken, Reading]]:
    return [one for one in read([EXAMPLE]) if isinstance(one, tuple)]


def shelve() -> Reckoner:
    """Put the example into the case of the desk at hand and fill the shelf; what can fill it again."""
    for taken, reading in _read():
        the_case().keep(taken.document, taken.original, reading)
    reckoner = Reckoner(the_case())
    reckon(reckoner)
    return reckoner


def reckon(reckoner: Reckoner) -> Head:
    """Compute and fill again."""
    reckoner.reckon(Silent())  # type: ignore[arg-type]
    return the_case().head()
