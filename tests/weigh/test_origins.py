"""Origins: whose word a claim rests on."""

from __future__ import annotations

import time
from typing import Any

import pytest

from gawah.weigh.origins import name_key, origins
from tests.weigh.make import case


def keys(rows: list[dict[str, Any]], docs: dict[str, Any] | None = None) -> list[str]:
    made = case(rows, docs=docs)
    found = origins(list(made.claims.values()), made.imprints)
    return [found[key].key for key in made.claims]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Taliban spokesman Zabihullah Mujahid", "Taliban", True),
        ("the Taliban's spokesman", "Taliban", True),
        ("Norburg police", "police", True),
        ("Norburg Police Department", "Norburg police chief", True),
        ("Reuters", "reuters", True),
        ("Associated Press", "AP", True),
        ("the hospital", "the police", False),
        ("residents", "residents", False),
        ("local officials", "officials", False),
        ("the Red Crescent", "the Red Cross", False),
    ],
)
def test_two_names_in_two_documents(one: str, other: str, same: bool) -> None:
    first, second = keys([{"by": one, "doc": "a"}, {"by": other, "doc": "b"}])
    assert (first == second) is same


@pytest.mark.parametrize(
    "name", ["residents", "a source", "local officials", "sources", "witnesses", "initial reports", "unnamed"]
)
def test_nameless_speakers(name: str) -> None:
    assert name_key(name) == frozenset()


def test_a_nameless_speaker_cited_twice_by_one_document_is_one() -> None:
    first, second = keys([{"by": "residents", "doc": "a"}, {"by": "residents", "doc": "a"}])
    assert first == second


def test_publishers_sites_and_titles() -> None:
    docs = {
        "a": {"publisher": "Morning Post"},
        "b": {"publisher": "The Morning Post"},
        "c": {"url": "https://www.example.org/x"},
    }
    docs |= {"d": {"url": "https://example.org/y"}, "e": {"title": "Five dead - Reuters"}, "f": {"publisher": "Reuters"}}
    found = keys([{"doc": doc} for doc in "abcdef"], docs)
    assert found[2] == found[3] == "example.org"
    assert found[4] == found[5] == "reuters"
    assert found[0] == found[1], "a name that holds the other's words"


def test_a_chain_of_citations_ends_at_its_last_link() -> None:
    rows = [
        {"by": "Channel One", "cites": "Harbour News", "doc": "a"},
        {"by": "Harbour News", "cites": "the Ministry of Health", "doc": "b"},
        {"by": "the Ministry of Health", "doc": "c"},
    ]
    assert len(set(keys(rows))) == 1


def test_one_who_also_speaks_for_themselves_rests_on_nobody() -> None:
    rows = [{"by": "Harbour News", "cites": "the Ministry of Health", "doc": "a"}, {"by": "Harbour News", "doc": "b"}]
    assert len(set(keys(rows))) == 2


def test_a_circle_of_three_is_one_voice_whatever_the_order() -> None:
    rows = [
        {"by": "Alpha Radio", "cites": "Beta Radio", "doc": "a"},
        {"by": "Beta Radio", "cites": "Gamma Radio", "doc": "b"},
        {"by": "Gamma Radio", "cites": "Alpha Radio", "doc": "c"},
    ]
    assert len(set(keys(rows))) == 1
    assert keys(rows)[0] == keys(rows[::-1])[0]


def test_one_who_cites_themselves_is_one_voice() -> None:
    assert len(set(keys([{"by": "Alpha Radio", "cites": "Alpha Radio", "doc": "a"}, {"by": "Alpha Radio", "doc": "b"}]))) == 1


def test_readers_see_a_name_and_a_reason() -> None:
    made = case([{"by": "police", "doc": "a"}, {"doc": "a"}, {"by": "Norburg police", "doc": "b"}])
    found = origins(list(made.claims.values()), made.imprints)
    assert {origin.name for origin in found.values()} == {"Norburg police"}
    assert found["c1"].why == "the document's own voice, beside police, whom it quotes"


def test_thousands_of_claims_take_no_quadratic_time() -> None:
    text = "A rocket fell on the bazaar of the town before noon and killed nine people who stood in line for bread in the rain"
    rows = [{"doc": f"d{n}"} for n in range(2000)] + [{"doc": f"e{n}", "by": f"police of town {n}"} for n in range(2000)]
    docs = {f"d{n}": {"text": text} for n in range(2000)}
    made = case(rows, docs=docs)
    start = time.perf_counter()
    found = origins(list(made.claims.values()), made.imprints)
    assert time.perf_counter() - start < 5
    assert len({found[f"c{n}"].key for n in range(2000)}) == 1
