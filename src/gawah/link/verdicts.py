"""What reviewers said about pairs of claims, as far as it stands.

The newest judgement counts first. One that contradicts what newer ones already settle ("A is B" and "B is C" against "A is
not C") is left out and comes back as a question that names the contradiction. "Unsure" keeps two claims apart until someone
decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gawah.link.cluster import Bonds, Link
from gawah.model import Judgement, Reason, Unsure, Verdict, in_force

_PAIRED = {Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE}


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Rows that must join and rows that must not, and the questions that are still open."""

    same: tuple[Link, ...]
    apart: tuple[Link, ...]
    unsure: tuple[Unsure, ...]


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements on pairs that are in force, newest first."""
    holding = (j for j in in_force(judgements)[0] if j.verdict in _PAIRED and j.other not in {"", j.subject})
    return sorted(holding, key=lambda j: (j.at, j.id), reverse=True)


def told_apart(judgements: Sequence[Judgement]) -> frozenset[str]:
    """Claims that a reviewer told apart from another: they need cards of their own."""
    return frozenset(claim for j in judgements if j.verdict is not Verdict.SAME for claim in (j.subject, j.other))


def settle(judgements: Sequence[Judgement], row_of: Mapping[str, int], n: int) -> Verdicts:
    """Turn standing judgements, newest first, into bonds between rows. Those on claims that are not there are passed over."""
    bonds, apart, unsure = Bonds(range(n)), [], []
    for judgement in judgements:
        if judgement.subject not in row_of or judgement.other not in row_of:
            continue
        one, other = row_of[judgement.subject], row_of[judgement.other]
        if judgement.verdict is Verdict.SAME:
            if not bonds.join(one, other, across=True):
                unsure.append(_contradicted(judgement))
        elif bonds.root(one) == bonds.root(other):
            unsure.append(_contradicted(judgement) if judgement.verdict is Verdict.NOT_SAME else _open(judgement))
        else:
            bonds.part(one, other)
            apart.append((one, other))
            if judgement.verdict is Verdict.UNSURE:
                unsure.append(_open(judgement))
    judged = sorted({row_of[claim] for j in judgements for claim in (j.subject, j.other) if claim in row_of})
    same = tuple((bonds.root(row), row) for row in judged if bonds.root(row) != row)
    return Verdicts(same, tuple(apart), tuple(unsure))


def _open(judgement: Judgement) -> Unsure:
    words = f"{judgement.reviewer} looked at both and was unsure" + (f": {judgement.why}" if judgement.why else "")
    return _question(judgement, Reason(feature="judgement", score=0.0, words=words))


def _contradicted(judgement: Judgement) -> Unsure:
    words = (
        f'{judgement.reviewer} said "{judgement.verdict.value}", but newer judgements settle the opposite; the newer ones stand'
    )
    return _question(judgement, Reason(feature="judgement", score=0.0, words=words))


def _question(judgement: Judgement, reason: Reason) -> Unsure:
    one, other = sorted((judgement.subject, judgement.other))
    return Unsure(one=one, other=other, score=0.5, reasons=(reason,))
