"""Corrections: what can be written for each slot, and what is refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.errors import BadInput
from gawah.model import Count, EventType, Outcome, Role, Status, TollKind
from gawah.review import SLOTS, correct, toll_words, written
from tests.weigh.make import claim as resolved

ROW = {
    "id": "c",
    "by": "police",
    "role": "authority",
    "tolls": [
        "killed 12 people",
        "killed part 4.. children|child",
        "wounded ~30",
        "missing ..20 farmers",
        "destroyed ? houses",
    ],
    "agents": ["Army"],
    "targets": ["villagers", "farmers"],
}
CLAIM = resolved(ROW, 0, EventType.SHELLING_OR_MISSILE).claim


@pytest.mark.parametrize("slot", SLOTS)
def test_a_slot_written_out_reads_back_as_it_was(slot: str) -> None:
    assert correct(CLAIM, slot, written(CLAIM, slot)) == CLAIM


@pytest.mark.parametrize(
    ("words", "outcome", "kind", "count", "of", "status"),
    [
        ("killed 12 people", Outcome.KILLED, TollKind.NEW, Count(12, 12), "people", Status.UNKNOWN),
        ("wounded part 3..5 children (child)", Outcome.WOUNDED, TollKind.PART, Count(3, 5), "children", Status.CHILD),
        ("killed about 100", Outcome.KILLED, TollKind.NEW, Count(100, 100, True), "", Status.UNKNOWN),
        ("killed running 23..", Outcome.KILLED, TollKind.RUNNING, Count(23), "", Status.UNKNOWN),
        ("missing ..20 farmers", Outcome.MISSING, TollKind.NEW, Count(None, 20), "farmers", Status.UNKNOWN),
        ("killed ? civilians (civilian)", Outcome.KILLED, TollKind.NEW, Count(), "civilians", Status.CIVILIAN),
    ],
)
def test_tolls_are_read(words: str, outcome: Outcome, kind: TollKind, count: Count, of: str, status: Status) -> None:
    (toll,) = correct(CLAIM, "tolls", words).tolls
    assert (toll.outcome, toll.kind, toll.count, toll.of, toll.status) == (outcome, kind, count, of, status)
    assert toll_words(toll) == words


@pytest.mark.parametrize(
    ("slot", "value", "message"),
    [
        ("nonsense", "x", "no slot is named 'nonsense'"),
        ("event", "war", "'war' is none of armed_clash"),
        ("stance", "", "'' is none of affirms, denies"),
        ("tolls", "twelve dead", "is not a toll"),
        ("tolls", "slain 12", "'slain' is none of killed"),
        ("tolls", "killed 5..3", "runs backwards"),
        ("tolls", "killed -3", "is not a toll"),
        ("tolls", "killed 12 (alien)", "'alien' is none of"),
        ("told", "yesterday", "write it as 2022-05-09"),
        ("hedged", "maybe", "neither yes nor no"),
        ("role", "king", "'king' is none of"),
        ("agents", "x" * 20_000, "the limit is"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(slot: str, value: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        correct(CLAIM, slot, value)


def test_empty_values_empty_the_slot() -> None:
    assert correct(CLAIM, "tolls", " ; ").tolls == ()
    nobody = correct(CLAIM, "speaker", "")
    assert nobody.speaker is None
    for slot in ("role", "cites"):
        with pytest.raises(BadInput, match="correct the speaker first"):
            correct(nobody, slot, "medic")
    assert correct(nobody, "told", "").told is None


def test_a_new_speaker_and_role() -> None:
    changed = correct(correct(CLAIM, "speaker", "the hospital"), "role", "medic")
    assert changed.speaker is not None
    assert (changed.speaker.name, changed.speaker.role) == ("the hospital", Role.MEDIC)


@settings(deadline=None)
@given(st.sampled_from([*SLOTS, "?"]), st.text(max_size=60))
def test_any_value_is_taken_or_refused(slot: str, value: str) -> None:
    try:
        corrected = correct(CLAIM, slot, value)
    except BadInput:
        return
    assert corrected.id == CLAIM.id
    assert correct(corrected, slot, value) == corrected
