"""The drawing of docs/architecture.md, held against the imports (lazy ones included)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "gawah"

# Each room with the rooms it may import. A room that is not here fails the test.
STAGES = {"intake", "extract", "resolve", "link", "weigh"}
KEEPING = {"store", "review"}
BASE = {"errors", "text", "model", "data"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "data": set(),
    "packs": set(),
    "model": {"errors"},
    "text": {"errors", "data"},
    "language": {"errors", "text", "packs"},
    "intake": BASE,
    "extract": BASE | {"language"},
    "resolve": BASE,
    "link": BASE,
    "weigh": BASE,
    "store": {"errors", "text", "model"},
    "review": BASE | {"store"},
    "publish": BASE | {"store"},
    "crew": {"errors", "model", "language", "extract"},
    "pipeline": BASE | STAGES | KEEPING | {"language", "crew"},
    "api": BASE | STAGES | KEEPING | {"language", "publish", "pipeline"},
    "cli": BASE | STAGES | KEEPING | {"language", "publish", "pipeline", "api", "desk"},
    "desk": BASE | KEEPING | {"intake", "publish", "pipeline", "resolve", "weigh"},
}
PURE = ("extract", "resolve", "link", "weigh", "model", "text")
FORBIDDEN_IN_PURE = {"django", "sqlite3", "socket", "urllib", "requests", "http", "subprocess", "time"}
# The gazetteer is opened by the pipeline and handed in; the room that defines it holds its SQLite file.
MAY_OPEN = {"resolve/gazetteer", "resolve/importers"}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


DOORSTEP = {"__init__.py", "__main__.py"}
FILES = sorted(path for path in SOURCE.rglob("*.py") if path.name not in DOORSTEP or path.parent != SOURCE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_down(path: Path) -> None:
    room = room_of(path)
    assert room in MAY_IMPORT, f"{room} is not in the drawing"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "gawah" and len(parts) > 1 and (SOURCE / parts[1]).exists() | (SOURCE / f"{parts[1]}.py").exists():
            assert parts[1] == room or parts[1] in MAY_IMPORT[room], f"{room} imports {parts[1]}"


@pytest.mark.parametrize("path", [p for p in FILES if room_of(p) in PURE], ids=lambda path: str(path.relative_to(SOURCE)))
def test_stages_are_pure(path: Path) -> None:
    inside = str(path.relative_to(SOURCE)).removesuffix(".py")
    if any(inside.startswith(allowed) for allowed in MAY_OPEN):
        return
    assert not {name.split(".")[0] for name in imports(path)} & FORBIDDEN_IN_PURE


def test_every_drawn_room_says_what_it_is() -> None:
    for path in FILES:
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{path} has no docstring"
