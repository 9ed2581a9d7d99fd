"""Scores as marks and links: floors, best mention, outcomes, roles that need another."""

import numpy as np
import pytest

from gawah.language.marks_labels import FLOOR, Labels
from gawah.language.marks_say import Named, Scores, say
from gawah.language.parsed import Mark

ROLES = ("agent", "target", "place", "first_place", "when", "speaker", "toll", "part")
LAYER_OF = dict(zip(ROLES, ("party", "party", "place", "place", "time", "speaker", "toll", "toll"), strict=True))
LABELS = Labels(
    layers=("trigger", "party", "place", "time", "speaker", "toll"),
    events=("arrest", "riot"),
    roles=ROLES,
    outcomes=("killed", "wounded"),
    role_layers=LAYER_OF,
    temperature=dict.fromkeys(("tags", "event", "flags", "when", "roles", "outcomes", "together"), 1.0),
    trigger=(0.5, 0.5, 0.0),
    thresholds={},
)
NO, YES = -9.0, 9.0


def read(mentions, triggers=((0, 1, 0.99),), pair=None, claim=YES, together=None):
    """`mentions` are (first, layer, group); `pair` sets scores at (trigger, mention, role or outcome)."""
    count = len(triggers)
    state = np.full((count, 10), NO, np.float32)
    state[:, 0], state[:, 1], state[:, 5] = claim, YES, YES
    scores = np.full((count, max(1, len(mentions)), 10), NO, np.float32)
    for place, score in (pair or {}).items():
        scores[place] = score
    both = np.full((count, count), NO if together is None else together, np.float32)
    spans = np.array([(first, first + 1) for first, _, _ in mentions], np.int64).reshape(-1, 2)
    layer = np.array([LABELS.layers.index(name) for _, name, _ in mentions], np.int64)
    named = Named(spans, layer, [0.8] * len(mentions), [group for _, _, group in mentions])
    event = np.array([[2.0, 0.0]] * count, np.float32)
    return say(LABELS, triggers, named, Scores(event, state, scores, both))


def named_links(marks, links):
    return {(link.label, marks[link.target].first): link.score for link in links}


def test_a_trigger_brings_type_flag_and_form():
    marks, links = read([])
    assert [(mark.layer, mark.label) for mark in marks] == [
        ("trigger", "arrest"), ("event", "arrest"), ("event", "riot"), ("flag", "denies"), ("when", "at")
    ]  # fmt: skip
    assert links == []
    assert marks[1].score + marks[2].score == pytest.approx(1)


def test_what_no_claim_is_stays_silent():
    assert read([(3, "party", 0)], claim=NO) == ([Mark(3, 4, "party", "party", 0.8)], [])


def test_no_trigger_leaves_the_mentions():
    named = Named(np.array([[2, 4]], np.int64), np.array([2], np.int64), [0.7], [0])
    assert say(LABELS, [], named, None) == ([Mark(2, 4, "place", "place", 0.7)], [])


def test_the_link_goes_to_the_mention_that_counts_most():
    mentions = [(3, "party", 0), (5, "party", 1), (9, "party", 0)]
    marks, links = read(mentions, pair={(0, 0, 0): -1.0, (0, 2, 0): 1.0})
    assert set(named_links(marks, links)) == {("agent", 9)}
    assert links[0].score > 0.73


def test_a_role_needs_a_mention_of_its_layer():
    marks, links = read([(3, "party", 0), (5, "place", 1)], pair={(0, 0, 2): YES, (0, 1, 2): YES, (0, 1, 0): YES})
    assert set(named_links(marks, links)) == {("place", 5)}


def test_the_first_place_is_a_place():
    marks, links = read([(5, "place", 0)], pair={(0, 0, 3): YES})
    assert links == []
    marks, links = read([(5, "place", 0)], pair={(0, 0, 3): YES, (0, 0, 2): YES})
    assert set(named_links(marks, links)) == {("place", 5), ("first_place", 5)}


def test_tolls_carry_their_outcome():
    marks, links = read([(5, "toll", 0)], pair={(0, 0, 6): YES, (0, 0, 8): 1.0, (0, 0, 9): 0.0, (0, 0, 7): YES})
    found = named_links(marks, links)
    assert set(found) == {("killed", 5), ("wounded", 5), ("part", 5)}
    assert found["killed", 5] + found["wounded", 5] == pytest.approx(1, abs=0.01)


def test_triggers_of_one_happening_are_linked_forwards():
    marks, links = read([], triggers=((0, 1, 0.9), (4, 5, 0.9)), together=YES)
    assert [(marks[link.source].first, marks[link.target].first, link.label) for link in links] == [(0, 4, "same_happening")]


def test_nothing_below_the_floor():
    marks, links = read([(3, "party", 0)], pair={(0, 0, 0): -3.0, (0, 0, 1): -2.0})
    assert {link.label for link in links} == {"target"}
    assert all(item.score >= FLOOR for item in [*marks, *links])
