"""`gawah explain`: how a figure is known, down to the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from gawah.cli.options import case_folder, case_option, profile_option
from gawah.cli.screen import json_option, out, print_json, tell_first_use
from gawah.pipeline import account_of, profiles_of
from gawah.publish import Note, explain, incident_of
from gawah.publish.page import pieces
from gawah.weigh.compare import Published


@click.command("explain")
@click.argument("identity", metavar="ID")
@case_option
@profile_option
@click.option("--profiles", is_flag=True, help="Show beside each other what each profile would publish.")
@json_option
def command(identity: str, case_path: Path, profile: str, profiles: bool, as_json: bool) -> int:
    """Explain an incident, a claim or a toll: every step of the arithmetic, every reason, every sentence.

    ID may be shortened as long as it stays unique. Example: gawah explain 3f9a --case panjshir
    """
    tell_first_use()
    account = account_of(case_folder(case_path), profile)
    if profiles:
        return _side_by_side(profiles_of(account, incident_of(account, identity)), as_json)
    note = explain(account, identity)
    if as_json:
        print_json(note.as_data())
    else:
        out().print(_tree(note))
    return 0


def _side_by_side(found: Sequence[Published], as_json: bool) -> int:
    """What each profile would publish of one incident."""
    if as_json:
        rows = [
            {"profile": one.profile, "published": one.published, "grade": one.grade, "figures": [f.words for f in one.figures]}
            | {"notes": list(one.notes)}
            for one in found
        ]
        print_json(rows)
        return 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("profile", "publishes", "grade", "figures", "notes"):
        table.add_column(title, overflow="fold", no_wrap=title == "profile")
    for one in found:
        figures = "\n".join(figure.words for figure in one.figures)
        table.add_row(*map(Text, (one.profile, "yes" if one.published else "no", one.grade, figures, "; ".join(one.notes))))
    out().print(table)
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
