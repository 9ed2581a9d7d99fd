from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from gawah.errors import UnknownRecord
from gawah.publish import Note, explain
from tests.publish.made import account


def lines(note: Note) -> Iterator[Note]:
    yield note
    for below in note.below:
        yield from lines(below)


def test_an_incident_is_explained_down_to_the_sentence() -> None:
    made = account()
    found = list(lines(explain(made, "i1i1")))
    assert any(line.cited and "12 fighters" in line.cited.words for line in found)
    assert any(line.words.startswith("party: only a side") for line in found)
    assert any("same_place +0.40: both in Upper Valley" in line.words for line in found)


def test_a_toll_shows_each_step_with_its_quote() -> None:
    note = explain(account(), "t1")
    step = note.below[0].below[0]
    assert step.words.startswith("party:")
    assert step.below[0].cited is not None


def test_a_claim_is_found_by_the_head_of_its_id() -> None:
    made = account()
    key = next(iter(made.claims))
    assert explain(made, key[:10]).words.startswith(f"claim {key}")


def test_the_head_of_an_incident_id_means_the_incident_and_not_its_tolls() -> None:
    made = account()
    first = made.incidents[0]
    tallies = tuple(replace(tally, id=f"{first.id}-{tally.id}") for tally in first.tallies)
    made = replace(made, incidents=(replace(first, tallies=tallies), *made.incidents[1:]))
    assert explain(made, first.id[:8]).words.startswith(f"incident {first.id}")


@pytest.mark.parametrize("identity", ["zzz", "", "t"])
def test_an_unknown_or_shared_id_is_told(identity: str) -> None:
    with pytest.raises(UnknownRecord):
        explain(account(), identity)


def test_quotes_stand_where_they_say() -> None:
    made = account()
    for line in lines(explain(made, "i1i1")):
        if line.cited is not None:
            assert made.documents[line.cited.document].words(line.cited.span) == line.cited.words
