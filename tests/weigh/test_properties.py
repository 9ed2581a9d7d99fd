"""What holds of every weighing, whatever the claims: order of the ends, copies, order of the claims, denials."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.model import Incident, Tally
from gawah.weigh import profile_names, weigh
from tests.weigh.make import Case, case

EXAMPLES = int(os.environ.get("GAWAH_EXAMPLES", "40"))
COUNTS = st.one_of(
    st.integers(0, 40).map(str),
    st.integers(0, 40).map("{}..".format),
    st.integers(0, 40).map("..{}".format),
    st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: f"{pair[0]}..{pair[0] + pair[1]}"),
    st.just("?"),
)
PEOPLE = st.sampled_from(
    [
        "",
        "people",
        "civilians|civilian",
        "Taliban fighters|combatant",
        "NRF fighters",
        "children",
        "women",
        "soldiers",
        "man",
        "Ahmad Zia",
        "houses",
    ]
)
TOLLS = st.builds(
    "{} {} {} {}".format,
    st.sampled_from(["killed", "wounded", "casualties", "missing", "destroyed"]),
    st.sampled_from(["new", "new", "new", "part", "more", "running"]),
    COUNTS,
    PEOPLE,
)
SPEAKERS = st.sampled_from(
    [
        {},
        {"by": "police", "role": "authority"},
        {"by": "the hospital", "role": "medic"},
        {"by": "residents", "role": "witness"},
        {"by": "Taliban", "role": "party B"},
        {"by": "NRF", "role": "party A"},
        {"by": "Reuters", "role": "media", "cites": "police"},
        {"by": "Kabul police", "role": "authority", "cites": "Reuters"},
        {"by": "the other side", "role": "party"},
    ]
)
ROWS = st.builds(
    lambda speaker, tolls, day, stance, hedged, doc, scope, parties: {
        **speaker,
        **parties,
        "tolls": tolls,
        "day": day,
        "stance": stance,
        "hedged": hedged,
        "doc": doc,
        "scope": scope,
    },
    SPEAKERS,
    st.lists(TOLLS, max_size=4),
    st.integers(1, 5),
    st.sampled_from(["affirms", "affirms", "affirms", "denies", "silent", "unclear"]),
    st.booleans(),
    st.sampled_from("abcd"),
    st.sampled_from(["one", "one", "one", "several", "period"]),
    st.sampled_from([{}, {"agents": ["NRF"], "targets": ["Taliban"]}, {"agents": ["Army"], "targets": ["villagers"]}]),
)
CASES = st.lists(ROWS, min_size=1, max_size=6)
EVENTS = st.sampled_from(["armed_clash", "air_or_drone_strike", "attack_on_civilians", "arrest"])


def weighed(made: Case, profile: str = "gawah") -> Incident:
    return weigh(made.incident, made.claims, made.imprints, profile, made.judgements)


def triples(incident: Incident) -> dict[str, tuple[int | None, int | None, int | None]]:
    return {tally.id: (tally.low, tally.best, tally.high) for tally in incident.tallies}


def ordered(tally: Tally) -> bool:
    ends = [end for end in (tally.low, tally.best, tally.high) if end is not None]
    return ends == sorted(ends) and all(end >= 0 for end in ends)


@settings(max_examples=EXAMPLES, deadline=None)
@given(CASES, EVENTS, st.sampled_from(profile_names()), st.booleans())
def test_low_best_and_high_are_in_order(rows: list[dict[str, Any]], event: str, profile: str, summary: bool) -> None:
    incident = weighed(case(rows, event=event, summary=summary), profile)
    assert all(ordered(tally) for tally in incident.tallies), triples(incident)
    ids = [tally.id for tally in incident.tallies]
    assert len(ids) == len(set(ids))
    assert all(tally.part_of in {"", *ids} and tally.part_of != tally.id for tally in incident.tallies)
    assert all(step.rule and step.words for tally in incident.tallies for step in tally.steps)
    assert incident.standing.why


@settings(max_examples=EXAMPLES, deadline=None)
@given(CASES, EVENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_makes_no_difference(rows: list[dict[str, Any]], event: str, random: Any) -> None:
    made = case(rows, event=event)
    members = list(made.incident.members)
    random.shuffle(members)
    assert (
        weighed(Case(replace(made.incident, members=tuple(members)), made.claims, made.imprints)).tallies
        == weighed(made).tallies
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(CASES, EVENTS, st.data())
def test_a_copy_changes_nothing(rows: list[dict[str, Any]], event: str, data: Any) -> None:
    """Threat 20: a document printed again by other outlets leaves the figures and the corroboration as they were."""
    texts = {doc: {"text": f"report {doc} " + " ".join(f"{doc}{n}" for n in range(80))} for doc in "abcd"}
    before = weighed(case(rows, event=event, docs=texts))
    doc = data.draw(st.sampled_from(sorted({row["doc"] for row in rows})))
    copies = [
        {**row, "doc": f"{doc}-copy{n}", "at": at * 100} for n in range(3) for at, row in enumerate(rows) if row["doc"] == doc
    ]
    kept = [{**row, "at": at * 100} for at, row in enumerate(rows)]
    after = weighed(case([*kept, *copies], event=event, docs=texts))
    assert triples(after) == triples(before)
    assert after.standing.corroboration == before.standing.corroboration


@settings(max_examples=EXAMPLES, deadline=None)
@given(CASES, EVENTS, SPEAKERS, COUNTS)
def test_a_denial_lowers_nothing(rows: list[dict[str, Any]], event: str, speaker: dict[str, str], count: str) -> None:
    before = triples(weighed(case(rows, event=event)))
    denial = {**speaker, "doc": "e", "stance": "denies", "tolls": [f"killed {count} people"] if count != "?" else []}
    after = triples(weighed(case([*rows, denial], event=event)))
    for key, triple in before.items():
        assert after[key] == triple


@settings(max_examples=EXAMPLES, deadline=None)
@given(ROWS, EVENTS)
def test_one_claim_is_weighed_like_itself_told_twice(row: dict[str, Any], event: str) -> None:
    twice = weighed(case([{**row, "at": 1}, {**row, "at": 1}], event=event))
    assert triples(weighed(case([row], event=event))) == triples(twice)
