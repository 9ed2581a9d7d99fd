"""What an import did: what it kept, and every line that it could not use."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

SHOWN = 20
"""Lines told one by one for each kind of fault; the rest are counted."""


@dataclass(slots=True)
class Report:
    """Counts of one import, and its faults with file and line."""

    files: list[str] = field(default_factory=list)
    kept: int = 0
    names: int = 0
    replaced: int = 0
    """Places of the default gazetteer that gave way."""
    faults: Counter[str] = field(default_factory=Counter)
    """Kind of fault -> number of lines."""
    lines: list[str] = field(default_factory=list)
    """The first lines of each kind: "AF.txt, line 12: longitude 999 is not on the globe"."""

    def fault(self, kind: str, file: str, line: int, cause: str) -> None:
        """Count a fault, and keep its line while there are few."""
        self.faults[kind] += 1
        if self.faults[kind] <= SHOWN:
            self.lines.append(f"{file}, line {line}: {cause}" if line else f"{file}: {cause}")

    def summary(self, kind: str = "places") -> str:
        """One sentence of counts; `kind` says of what."""
        parts = [f"{self.kept:,} {kind} with {self.names:,} names kept"]
        if self.replaced:
            parts.append(f"{self.replaced:,} places of the default gazetteer gave way")
        parts += [f"{number:,} × {kind}" for kind, number in sorted(self.faults.items())]
        return "; ".join(parts)
