"""Put the real output of commands into README.md: `python scripts/readme.py [--check]`.

A block between "<!-- output of: COMMAND -->" and "<!-- end of output -->" is made by running the command against the example
case. `PLACE:NAME` in a command stands for the id of the first incident at that place with a toll.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from difflib import SequenceMatcher
from pathlib import Path

from gawah.api import account
from gawah.cli import main as gawah

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- output of: gawah (?P<command>.+?) -->\n).*?(<!-- end of output -->)", re.DOTALL)


def run(arguments: list[str]) -> str:
    """What a command prints on standard output."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        try:
            gawah(arguments)
        except SystemExit as stopped:
            if stopped.code:
                raise
    return out.getvalue()


def made(text: str, case: Path) -> str:
    """The text with its blocks of output made anew from the example case."""

    def block(match: re.Match[str]) -> str:
        words = match["command"].replace("demo.gawah", str(case)).split()
        shown = [_identity(case, word.removeprefix("PLACE:")) if word.startswith("PLACE:") else word for word in words]
        output = run(shown).replace(str(case), "demo.gawah").rstrip()
        told = " ".join(shown).replace(str(case), "demo.gawah")
        lines = "\n".join(line.rstrip() for line in output.splitlines())
        return f"{match[1]}```console\n$ gawah {told}\n{lines}\n```\n{match[3]}"

    return BLOCK.sub(block, text)


def _identity(case: Path, place: str) -> str:
    return next(one.id for one in account(case).incidents if one.where is not None and one.where.name == place and one.tallies)


def alike(fresh: str, text: str) -> bool:
    """Whether what is shown is what is printed, but for a line or two: the encoder rounds otherwise on other processors."""
    return SequenceMatcher(None, fresh.splitlines(), text.splitlines(), autojunk=False).ratio() > 0.9


def main() -> int:
    """Write or check README.md; 1 where it differs."""
    text = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "demo.gawah"
        run(["build", str(ROOT / "examples" / "panjshir-2022"), "--case", str(case)])
        fresh = made(text, case)
    if "--check" in sys.argv and alike(fresh, text):
        return 0
    if "--check" not in sys.argv:
        README.write_text(fresh, "utf-8")
        print("made: README.md")
        return 0
    print("README.md shows output that the commands no longer print; run: python scripts/readme.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
