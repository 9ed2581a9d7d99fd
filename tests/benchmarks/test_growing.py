"""What a case that grows costs is measured on records that are told in words, and only where the same comes out."""

from __future__ import annotations

import pytest
from benchmarks.growing import measure, records
from benchmarks.synthetic import war

from benchmarks import growing
from gawah.data import table
from gawah.link import link

COMMON = {word for words in table("link/rarity")["levels"].values() for word in words.split()}
OWN = 10**7
"""The keys from here on are words of one happening."""


def test_the_words_of_a_card_stand_in_its_record() -> None:
    made = war(400)
    claims, imprints = records(made)
    assert [item.claim.id for item in claims] == [f"c{at}" for at in range(400)]
    words = [set(item.claim.quotes[0].words.split()) - COMMON for item in claims]
    keys = [{key for key in made.cards.words.row(at).tolist() if key >= OWN} for at in range(400)]
    assert [len(one) for one in words] == [len(one) for one in keys]
    assert [len(one & words[0]) for one in words] == [len(one & keys[0]) for one in keys]
    assert any(len(incident.members) > 2 for incident in link(claims, imprints).incidents)


def test_a_document_more_is_measured_beside_all_anew() -> None:
    told = measure(600)
    assert 0 < told["document_anew"] < told["incidents"] / 2
    assert 0 < told["judgement_anew"] < told["incidents"] / 2
    assert told["document_share"] == pytest.approx(told["document"] / told["nothing"])


def test_another_result_is_no_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "link", lambda claims, imprints, *_, **__: link(claims[1:], imprints))
    with pytest.raises(SystemExit, match="joining again"):
        measure(200)
