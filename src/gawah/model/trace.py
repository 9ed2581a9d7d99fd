"""What made a result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Which reader or method made a record, in which version, with which settings (a short hash)."""

    reader: str = ""
    version: str = ""
    config: str = ""
