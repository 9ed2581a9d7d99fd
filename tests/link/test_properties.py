"""What holds for every set of claims: order, copies, documents, ids, growth."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gawah.link import Linked, link
from gawah.model import Resolved
from tests.link.made import PLACES, claim, imprints

QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXTS = (
    "Gunmen stormed the wedding of Haji Rahim in the village and killed seven guests",
    "A roadside bomb near the Sarkari bridge killed four policemen on patrol",
    "Fighters ambushed a convoy of the Red Unit under commander Zalmay",
    "A drone dropped two grenades on the house of the teacher Gulbahar",
    "Mortar shells hit the grain market while farmers of Tepa were unloading",
)
ROWS = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.sampled_from(TEXTS),
        st.sampled_from([*PLACES, None]),
        st.sampled_from(["2022-05-08", "2022-05-09", "2022-05-20", None]),
        st.sampled_from([None, 2, 7]),
        st.sampled_from(["one happening", "one happening", "several"]),
    ),
    min_size=1,
    max_size=14,
)


def made(rows: list[tuple]) -> list[Resolved]:
    return [
        claim(f"d{document}", text, at=100 * n, happening=f"h{n}", where=where, when=when, killed=killed, scope=scope)
        for n, (document, text, where, when, killed, scope) in enumerate(rows)
    ]


def groups(linked: Linked) -> set[frozenset[str]]:
    return {frozenset(member.claim for member in incident.members) for incident in linked.incidents}


@QUIET
@given(ROWS, st.integers(0, 99))
def test_the_order_of_the_claims_makes_no_difference(rows: list[tuple], seed: int) -> None:
    claims = made(rows)
    mixed = claims[:]
    random.Random(seed).shuffle(mixed)
    assert link(claims, imprints(claims)) == link(mixed, imprints(claims))


@QUIET
@given(ROWS)
def test_every_claim_lies_in_one_incident_and_summaries_apart(rows: list[tuple]) -> None:
    claims = made(rows)
    linked = link(claims, imprints(claims))
    members = [member.claim for incident in linked.incidents for member in incident.members]
    assert sorted(members) == sorted(item.claim.id for item in claims)
    kinds = {item.claim.id: item.claim.scope.summary for item in claims}
    for incident in linked.incidents:
        assert {kinds[member.claim] for member in incident.members} == {incident.summary}


@QUIET
@given(ROWS)
def test_two_happenings_of_one_document_never_join(rows: list[tuple]) -> None:
    claims = made(rows)
    home = {item.claim.id: item.claim.document for item in claims}
    for group in groups(link(claims, imprints(claims))):
        documents = [home[identity] for identity in group]
        assert len(documents) == len(set(documents))


@QUIET
@given(ROWS, st.integers(0, 14))
def test_reading_on_gives_what_building_anew_gives_and_keeps_ids(rows: list[tuple], cut: int) -> None:
    claims = made(rows)
    before = link(claims[:cut], imprints(claims))
    after = link(claims, imprints(claims), known=before.incidents)
    assert groups(after) == groups(link(claims, imprints(claims)))
    ids = [incident.id for incident in after.incidents]
    assert len(ids) == len(set(ids))
    left = set(ids) | {old for incident in after.incidents for old in incident.merged}
    assert {incident.id for incident in before.incidents} <= left
    assert link(claims, imprints(claims), known=after.incidents).incidents == after.incidents


@QUIET
@given(ROWS)
def test_parents_are_summaries_and_never_run_in_a_circle(rows: list[tuple]) -> None:
    claims = made(rows)
    incidents = {incident.id: incident for incident in link(claims, imprints(claims)).incidents}
    for incident in incidents.values():
        seen, at = set(), incident
        while at.parent:
            assert at.id not in seen
            seen.add(at.id)
            at = incidents[at.parent]
            assert at.summary
