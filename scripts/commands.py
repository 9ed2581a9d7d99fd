"""Write the help of every command into its page: `python scripts/commands.py [--check]`.

A page `docs/commands/NAME.md` opens with prose written by hand; the fenced block after the line "## Options" is made here from
the command itself, so that it is never wrong.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click

from gawah.cli import COMMANDS

PAGES = Path(__file__).resolve().parent.parent / "docs" / "commands"
MARK = "## Options\n"


def help_of(name: str) -> str:
    """The help text of a command, those of its sub-commands below it."""
    command: click.Command = importlib.import_module(COMMANDS[name]).command
    return "\n".join(_help(command, f"gawah {name}"))


def _help(command: click.Command, path: str) -> list[str]:
    context = click.Context(
        command, info_name=path, terminal_width=100, max_content_width=100, help_option_names=["-h", "--help"]
    )
    texts = ["```text", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            below = command.get_command(context, sub)
            if below is not None:
                texts += _help(below, f"{path} {sub}")
    return texts


def page(text: str, name: str) -> str:
    """A page with its block of options made anew."""
    return text.split(MARK, maxsplit=1)[0].rstrip() + f"\n\n{MARK}\n{help_of(name)}".rstrip() + "\n"


def main() -> int:
    """Write or check every page; the number of pages that differ is the exit status."""
    stale = 0
    for name in COMMANDS:
        path = PAGES / f"{name}.md"
        if not path.exists():
            print(f"no page for gawah {name}: write {path.name}")
            stale += 1
            continue
        text = path.read_text("utf-8")
        made = page(text, name)
        if made != text:
            stale += 1
            if "--check" not in sys.argv:
                path.write_text(made, "utf-8")
                print(f"made: {path.name}")
    return stale if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
