"""gawah reads conflicting reports of a war and keeps, for every figure, the sentence that said it.

    import gawah

    document = gawah.read("report.md")
    claims = gawah.extract(document)

What stands in `__all__` is public; everything is loaded when it is first used. The verbs `extract`, `resolve`, `link` and
`weigh` share their names with the rooms of the package: `gawah.link` is the verb, `from gawah.link import` reaches the room.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

__version__ = "0.1.0"

_FROM = {
    "Case": "gawah.store",
    "GawahError": "gawah.errors",
    "account": "gawah.api",
    "claims_frame": "gawah.api",
    "extract": "gawah.api",
    "link": "gawah.api",
    "read": "gawah.api",
    "resolve": "gawah.api",
    "tolls_frame": "gawah.api",
    "weigh": "gawah.api",
}
__all__ = ["Case", "GawahError", "account", "claims_frame", "extract", "link", "read", "resolve", "tolls_frame", "weigh"]


class _Package(ModuleType):
    """The package as a module whose verbs are not hidden by the rooms of the same name when those are imported."""

    def __getattribute__(self, name: str) -> Any:
        where = _FROM.get(name)
        return getattr(importlib.import_module(where), name) if where else super().__getattribute__(name)

    def __dir__(self) -> list[str]:
        return sorted([*__all__, "__version__"])


sys.modules[__name__].__class__ = _Package
