"""Tables generated from `resources/` by `scripts/tables.py`; never edited by hand."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> Any:
    """The table made of `resources/NAME.yml`, for example `table("events/types")`. Callers must not change it."""
    return json.loads(resources.files(__name__).joinpath(*f"{name}.json".split("/")).read_text(encoding="utf-8"))
