"""The documents are true: links lead somewhere, commands exist, what is printed is what is shown."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from gawah.cli import COMMANDS
from gawah.model import EventType, Outcome
from gawah.publish import CLAIM_COLUMNS, TOLL_COLUMNS

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("README.md")])


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"scripts_{name}", ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_named_in_documents_exist(page: Path) -> None:
    for name in re.findall(r"^\$ gawah (\w+)", page.read_text("utf-8"), re.MULTILINE):
        assert name in COMMANDS, name


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_a_page_with_its_options(name: str) -> None:
    text = (ROOT / "docs" / "commands" / f"{name}.md").read_text("utf-8")
    assert script("commands").page(text, name) == text, "run: python scripts/commands.py"


def test_every_column_and_word_is_described() -> None:
    text = (ROOT / "docs" / "formats.md").read_text("utf-8")
    for word in [*TOLL_COLUMNS, *CLAIM_COLUMNS, *(e.value for e in EventType), *(o.value for o in Outcome)]:
        assert f"`{word}`" in text, word


@pytest.mark.slow
def test_the_readme_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["readme.py", "--check"])
    assert script("readme").main() == 0
