"""What the commands share: where they print, how they show progress, how they say what was left out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from gawah.model import Refusal

PARTIAL = 4
"""Exit status where the work was done but some files were left out."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


WIDE = 160
"""Columns of a table where standard output is no terminal and COLUMNS does not say."""


def out() -> Console:
    """Standard output. Made afresh so that a test or a pipe that swaps the stream is followed."""
    piped = not sys.stdout.isatty()
    width = WIDE if piped and "COLUMNS" not in os.environ else None
    return Console(file=sys.stdout, highlight=False, soft_wrap=piped, width=width)


def err() -> Console:
    """Standard error: progress and complaints."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=not sys.stderr.isatty())


def tell_first_use() -> None:
    """Say on standard error that the gazetteer of the world is made, where this is the first use."""
    from gawah.resolve.gazetteer import is_made

    if not is_made():
        err().print("making the gazetteer of the world from what is installed; this is done once and takes about half a minute")


def print_json(data: Any) -> None:
    """Data as indented JSON on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))


@contextmanager
def progress(words: str, total: int | None, *, quiet: bool = False) -> Iterator[Any]:
    """A progress bar with rate and time left on standard error, shown on a terminal; gives a function to call per step."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
        console=err(),
        transient=True,
        disable=quiet or not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)


def say_left_out(refused: Iterable[Refusal]) -> int:
    """Tell each file that was left out, and how many; returns the exit status."""
    told = list(refused)
    for refusal in told:
        err().print(Text(f"left out {refusal.file}: {refusal.cause}; {refusal.remedy}", style="yellow"))
    if told:
        err().print(Text(f"{len(told)} file{'s were' if len(told) > 1 else ' was'} left out, as told above", style="yellow"))
    return PARTIAL if told else 0
