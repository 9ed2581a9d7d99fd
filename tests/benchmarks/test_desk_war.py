"""The made-up war of the desk's benchmark: whole records that the desk could have computed, the same at each making."""

from __future__ import annotations

from benchmarks.desk_war import IN_ONE, told

from gawah.model import Incident, Resolved
from gawah.review import queue
from gawah.store.records import dump, load


def test_a_war_is_whole_and_made_again_the_same() -> None:
    made = told(300)
    account = made.account
    assert len(account.claims) == 300
    assert len(made.documents) == 300 // IN_ONE
    assert sum(len(incident.members) for incident in account.incidents) == 300
    for claim in made.claims:
        text = account.documents[claim.document].text
        assert all(text[quote.span.start : quote.span.end] == quote.words for quote in claim.quotes)
    for incident in account.incidents:
        assert load(Incident, dump(incident)) == incident
        for tally in incident.tallies:
            assert (tally.low or 0) <= (tally.best or 0) <= (tally.high or 0)
    for resolved in account.claims.values():
        assert load(Resolved, dump(resolved)) == resolved
    assert queue(account.incidents, account.claims, (), account.unsure)
    assert told(300).account == account
