"""Libraries that only releases need, and what is said where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from gawah.errors import MissingPack


def need(module: str, what: str) -> Any:
    """The module; MissingPack, which names what to install, where it is not there."""
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise MissingPack(f"{what} needs {name}, which is not installed: pip install 'gawah[tables]'") from error
