"""Labelled pairs of the claims benchmark: which two claims of one document tell of one happening?

The labels are the benchmark's; places are looked up as the pipeline does. What two claims of one document have in common for
being of one document (its title, its wording as a whole, its day of telling) says nothing here and is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from training.link.nearness import Lesson

from gawah.errors import GawahError
from gawah.link.features import FEATURES, Pairs, measured
from gawah.link.lay import lay, tellings
from gawah.model import (
    Claim,
    Count,
    Document,
    EventType,
    Mention,
    Outcome,
    Party,
    Resolved,
    Scope,
    Span,
    Stance,
    Toll,
    TollKind,
    When,
    claim_id,
)
from gawah.pipeline import Lookups
from gawah.resolve import resolve

SILENT = ("told", "title", "copy")
"""Comparisons of whole documents."""


def lesson(folder: Path) -> Lesson:
    """The pairs of claims within each document of a folder; the fold of a pair is the number of its document."""
    lookups, found = Lookups.open(), []
    for fold, path in enumerate(sorted(folder.glob("*.json"))):
        row = json.loads(path.read_text("utf-8"))
        resolved, labels = _resolved(row, lookups)
        stack = tellings(resolved)
        kinds = [telling.first.scope.summary for telling in stack]
        names = [labels[telling.first.id] for telling in stack]
        pairs = [(a, b) for a in range(len(stack)) for b in range(a + 1, len(stack)) if kinds[a] == kinds[b]]
        if pairs:
            one, other = np.array(pairs, np.int64).T
            values = measured(Pairs(lay(stack, {}), one, other))
            same = np.array([names[a] == names[b] for a, b in pairs])
            found.append((values, same, np.full(len(pairs), fold)))
    values, same, fold = (np.concatenate(column) for column in zip(*found, strict=True))
    values[:, [at for at, feature in enumerate(FEATURES) if feature.name in SILENT]] = np.nan
    return Lesson(values, same, fold, fold)


def _resolved(row: dict[str, Any], lookups: Lookups) -> tuple[list[Resolved], dict[str, str]]:
    """The claims of a document as the benchmark gives them, with places looked up; and the happening of each by its id."""
    document = Document(id=row["id"], text=row["text"], title=row.get("title") or "")
    claims, labels, whens = [], {}, {}
    for at, told in enumerate(row["claims"]):
        claim = _claim(document, told, at)
        claims.append(claim)
        labels[claim.id] = told["happening"]
        whens[claim.id] = _when(told.get("when"))
    found = resolve(document, claims, gazetteer=lookups.gazetteer, registry=lookups.registry)
    return [replace(item, when=whens[item.claim.id]) for item in found], labels


def _when(edtf: str | None) -> When:
    try:
        return When.read(edtf) if edtf else When()
    except GawahError:
        return When()


def _claim(document: Document, told: dict[str, Any], at: int) -> Claim:
    quotes = tuple(_mentions(document, told["quotes"], 0)) or (Mention(words="", span=Span(0, 0)),)
    start = quotes[0].span.start
    trigger = Span(start, start + at + 1)
    return Claim(
        id=claim_id(document.id, trigger, None),
        document=document.id,
        event=EventType(told["event"]),
        trigger=Mention(words=document.words(trigger), span=trigger),
        quotes=quotes,
        agents=tuple(_parties(told["agents"])),
        targets=tuple(_parties(told["targets"])),
        places=tuple(_mentions(document, told["places"], start)),
        tolls=tuple(_tolls(told["tolls"])),
        scope=Scope.SEVERAL if told.get("aggregate") else Scope.ONE,
        stance=Stance.DENIES if told["stance"] == "denies" else Stance.AFFIRMS,
    )


def _mentions(document: Document, words: list[str], near: int) -> Iterator[Mention]:
    for one in words:
        at = document.text.find(one, near)
        at = document.text.find(one) if at < 0 else at
        if at >= 0:
            yield Mention(words=one, span=Span(at, at + len(one)))


def _parties(names: list[str]) -> Iterator[Party]:
    return (Party(name=name, words=name, span=Span(0, len(name))) for name in names)


def _tolls(tolls: list[dict[str, Any]]) -> Iterator[Toll]:
    for toll in tolls:
        yield Toll(
            outcome=Outcome(toll["outcome"]),
            count=Count(toll["low"], toll["high"]),
            of=toll.get("of") or "",
            kind=TollKind.PART if toll.get("part") else TollKind.NEW,
        )
