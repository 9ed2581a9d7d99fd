"""`gawah read`: the claims of documents, without a case."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from gawah.cli.options import defaults, document_options
from gawah.cli.screen import err, out, print_json, progress, say_left_out, tell_first_use
from gawah.extract.guideline import as_guideline
from gawah.intake import Taken
from gawah.model import Reading, Refusal
from gawah.pipeline import read
from gawah.publish.words import claim_sentence
from gawah.resolve import resolve


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "shape", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Same as --format json.")
@document_options
def command(
    files: tuple[Path, ...],
    shape: str,
    as_json: bool,
    sources: Path | None,
    published: date | None,
    publisher: str,
    language: str,
) -> int:
    """Print the claims that FILES make: who says that who did what to whom, where, when, at what toll.

    Example: gawah read brief.txt --published 2022-05-12
    """
    from gawah.pipeline import Lookups

    shape = "json" if as_json else shape
    tell_first_use()
    lookups = Lookups.open()
    refused: list[Refusal] = []
    rows: list[dict[str, Any]] = []
    with progress("reading", None, quiet=shape == "jsonl") as step:
        for item in read(files, language, defaults(published, publisher, language), sidecar=sources):
            step()
            if not isinstance(item, tuple):
                refused.append(Refusal(file=item.error.file, cause=item.error.cause, remedy=item.error.remedy))
                continue
            taken, reading = item
            resolved = resolve(taken.document, reading.claims, gazetteer=lookups.gazetteer, registry=lookups.registry)
            if shape == "text":
                show(taken, reading, [claim_sentence(one, taken.document.publisher) for one in resolved])
                continue
            claims = [as_guideline(one.claim, one.when) for one in resolved]
            row = {"id": taken.document.id, "file": str(taken.path), "claims": claims}
            row |= {} if shape == "jsonl" else {"left": [{"words": left.words, "why": left.why} for left in reading.left]}
            if shape == "jsonl":
                click.echo(json.dumps(row, ensure_ascii=False))
            rows.append(row)
    if shape == "json":
        print_json(rows)
    return say_left_out(refused)


def show(taken: Taken, reading: Reading, sentences: list[str]) -> None:
    """One document on the terminal: each claim as a sentence, with the words it was read from."""
    console, document = out(), taken.document
    console.print(Text(f"{document.title or document.file}: {len(sentences)} claims", style="bold"))
    for claim, sentence in zip(reading.claims, sentences, strict=True):
        console.print(Text(f"\n{claim.id}  ", style="dim").append(sentence, style=""))
        for quote in claim.quotes:
            console.print(Text(f"    “{' '.join(quote.words.split())}”", style="italic"))
        for doubt in claim.doubts:
            console.print(Text(f"    to review: {doubt}", style="yellow"))
    for left in reading.left:
        err().print(Text(f"left alone: “{' '.join(left.words.split())}”: {left.why}", style="dim"))
    for note in (*document.notes, *reading.notes):
        err().print(Text(f"note: {note}", style="dim"))
