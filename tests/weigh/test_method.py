"""docs/method.md names every rule that is printed, and no rule that is not."""

from __future__ import annotations

import re
from pathlib import Path

from gawah.weigh import profile_names

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "method.md").read_text("utf-8")


def test_the_rules_printed_are_the_rules_documented() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "src" / "gawah" / "weigh").glob("*.py"))
    printed = set(re.findall(r'rule="([^"]+)"', source)) | set(re.findall(r'notes\.append\(\s*\("([^"]+)"', source))
    printed |= set(re.findall(r'return [^\n"]*, "([a-z ]+)", ', source)) | set(
        re.findall(r', "([a-z ]+)", words$', source, re.MULTILINE)
    )
    printed |= set(re.findall(r'rule = "([^"]+)" if .*? else "([^"]+)"', source).pop())
    documented = set(re.findall(r"^\| ([a-z ]+) \| [A-Z\"“]", PAGE, re.MULTILINE)) - set(profile_names())
    assert printed == documented


def test_every_profile_is_on_the_page() -> None:
    assert set(profile_names()) <= set(re.findall(r"^\| ([a-z-]+) \|", PAGE, re.MULTILINE))
