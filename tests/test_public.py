from __future__ import annotations

import importlib
import inspect
import subprocess
import sys

import pytest

import gawah


def test_the_public_names_are_there_and_told() -> None:
    assert set(gawah.__all__) == set(dir(gawah)) - {"__version__"}
    for name in gawah.__all__:
        assert inspect.getdoc(getattr(gawah, name)), name


@pytest.mark.parametrize("room", ["extract", "resolve", "link", "weigh"])
def test_a_room_does_not_hide_the_verb_of_its_name(room: str) -> None:
    importlib.import_module(f"gawah.{room}")
    assert callable(getattr(gawah, room))


def test_importing_gawah_loads_nothing_heavy() -> None:
    heavy = "django|numpy|onnxruntime|rich|jinja2|scipy"
    code = f"import sys, gawah; print([m for m in '{heavy}'.split('|') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
