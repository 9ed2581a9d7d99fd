"""The learned marks and the grammar as one set of claims, on marks made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gawah.extract import extract
from gawah.language import Link, Mark, Parsed
from gawah.model import Claim

TEXT = "Gunmen stormed the depot near Anwar on Friday. The guards buried two comrades at dusk."


def token(parsed: Parsed, word: str) -> int:
    return next(one.at for one in parsed.tokens if one.text == word)


def marked(parsed: Parsed, word: str, event: str, score: float, *links: tuple[str, str, str, float]) -> Parsed:
    """The parse with a trigger mark at a word and links (layer, word, label, score) from it."""
    at = token(parsed, word)
    marks = [Mark(at, at + 1, "trigger", event, score), Mark(at, at + 1, "event", event, 0.9)]
    made = []
    for layer, target, label, chance in links:
        there = token(parsed, target)
        made.append(Link(0, len(marks), label, chance))
        marks.append(Mark(there, there + 1, layer, layer, 0.9))
    return replace(parsed, marks=tuple(marks), links=tuple(made))


def claims(made: Any, change: Any = None) -> tuple[Claim, ...]:
    document, parsed = made(TEXT)
    return extract(document, change(parsed) if change else parsed).claims


def test_without_marks_the_grammar_reads_alone(made: Any) -> None:
    assert [claim.trigger.words for claim in claims(made)] == ["stormed"]


def test_a_likely_trigger_is_a_claim_without_the_grammar(made: Any) -> None:
    found = claims(made, lambda parsed: marked(parsed, "buried", "other", 0.95, ("party", "guards", "agent", 0.9)))
    assert [claim.trigger.words for claim in found] == ["stormed", "buried"]
    assert [party.name for party in found[1].agents] == ["guards"]


def test_an_unlikely_trigger_is_none(made: Any) -> None:
    assert len(claims(made, lambda parsed: marked(parsed, "buried", "other", 0.3))) == 1


def test_agreement_makes_surer(made: Any) -> None:
    alone = claims(made)[0].confidence
    both = claims(made, lambda parsed: marked(parsed, "stormed", "armed_clash", 0.9))[0]
    assert both.confidence > alone


def test_a_difference_of_families_is_a_doubt(made: Any) -> None:
    found = claims(made, lambda parsed: marked(parsed, "stormed", "displacement", 0.9))
    assert found[0].doubts
