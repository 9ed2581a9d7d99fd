"""`gawah explain`: how a figure is known, down to the sentence."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text
from rich.tree import Tree

from gawah.cli.options import case_folder, case_option, profile_option
from gawah.cli.screen import json_option, out, print_json
from gawah.pipeline import account_of
from gawah.publish import Note, explain
from gawah.publish.page import pieces


@click.command("explain")
@click.argument("identity", metavar="ID")
@case_option
@profile_option
@json_option
def command(identity: str, case_path: Path, profile: str, as_json: bool) -> int:
    """Explain an incident, a claim or a toll: every step of the arithmetic, every reason, every sentence.

    ID may be shortened as long as it stays unique. Example: gawah explain 3f9a --case panjshir
    """
    note = explain(account_of(case_folder(case_path), profile), identity)
    if as_json:
        print_json(note.as_data())
    else:
        out().print(_tree(note))
    return 0


def _tree(note: Note) -> Tree:
    tree = Tree(_label(note), guide_style="dim")
    stack = [(tree, note)]
    while stack:
        branch, above = stack.pop()
        stack += [(branch.add(_label(below)), below) for below in above.below]
    return tree


def _label(note: Note) -> Text:
    label = Text(note.words)
    if note.cited is None:
        return label
    label.append("\n“", style="dim")
    for words, marked in pieces(note.cited):
        label.append(words.replace("\n", " "), style="bold underline" if marked else "italic")
    label.append(f"” {note.cited.source}, characters {note.cited.span.start}-{note.cited.span.end}", style="dim")
    return label
