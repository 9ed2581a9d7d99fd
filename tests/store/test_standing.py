"""Nobody decides over a judgement that they did not see."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from gawah.errors import BrokenCase, Overtaken, UnknownRecord
from gawah.model import Judgement, Verdict
from gawah.store import Case
from tests.store.made import judgement, report


@pytest.fixture
def claims(case: Case) -> tuple[str, str, str]:
    document, original, reading = report()
    case.keep(document, original, reading)
    one, two, three = (claim.id for claim in reading.claims)
    return one, two, three


def ids(made: tuple[Judgement, ...]) -> list[str]:
    return [one.id for one in made]


def test_judgements_on_a_claim_hold_what_withdraws_them(case: Case, claims: tuple[str, str, str]) -> None:
    one, other, _ = claims
    case.judge(judgement(one, id_="a"))
    case.judge(judgement(one, Verdict.UNSURE, id_="u"))
    case.judge(judgement("a", Verdict.WITHDRAW, id_="b"))
    case.judge(judgement("b", Verdict.WITHDRAW, id_="c"))
    case.judge(judgement(other, id_="d"))
    case.judge(judgement(one, Verdict.SAME, id_="e", other=other))
    assert ids(case.judgements_on(one)) == ["a", "u", "b", "c"]
    assert ids(case.judgements_on(other)) == ["d"]
    held = case.standing([one, other, "nothing"])
    assert {id_: (claim.id, ids(made)) for id_, (claim, made) in held.items()} == {
        one: (one, ["a", "u", "b", "c"]),
        other: (other, ["d"]),
    }


def test_judgements_on_a_pair_whichever_claim_comes_first(case: Case, claims: tuple[str, str, str]) -> None:
    one, other, third = claims
    case.judge(judgement(one, Verdict.SAME, id_="a", other=other))
    case.judge(judgement(other, Verdict.NOT_SAME, id_="b", other=one))
    case.judge(judgement("b", Verdict.WITHDRAW, id_="c"))
    case.judge(judgement(one, Verdict.SAME, id_="d", other=third))
    assert ids(case.judgements_on(one, other)) == ids(case.judgements_on(other, one)) == ["a", "b", "c"]


def test_what_was_not_seen_is_not_decided_over(case: Case, claims: tuple[str, str, str]) -> None:
    one, other, _ = claims
    case.judge(judgement(one, id_="a"), known=0)
    with pytest.raises(Overtaken, match="Ana has decided on this meanwhile") as told:
        case.judge(judgement(one, Verdict.REJECT, id_="b"), known=0)
    assert [getattr(since, "id", "") for since in told.value.since] == ["a"]
    case.judge(judgement("a", Verdict.WITHDRAW, id_="c"), known=1)
    with pytest.raises(Overtaken):
        case.judge(judgement("a", Verdict.WITHDRAW, id_="d"), known=1)
    with pytest.raises(Overtaken):
        case.judge(judgement("c", Verdict.WITHDRAW, id_="d"), known=1)
    case.judge(judgement(one, Verdict.SAME, id_="e", other=other), known=0)
    assert ids(case.judgements()) == ["a", "c", "e"]


def test_of_many_at_once_one_is_kept(case: Case, claims: tuple[str, str, str]) -> None:
    from django.db import connections

    def decide(number: int) -> bool:
        try:
            return case.judge(judgement(claims[0], id_=f"j{number}"), known=0)
        except Overtaken:
            return False
        finally:
            connections[case.alias].close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(decide, range(16))) == 1
    assert len(case.judgements_on(claims[0])) == 1


def test_the_log_of_one_document(case: Case, claims: tuple[str, str, str]) -> None:
    document = case.claim(claims[0]).document
    assert [entry.what for entry in case.log_of(f"document:{document}")] == ["keep"]
    assert case.log_of("document:none") == ()


def test_a_closed_case_answers_nothing(case: Case, claims: tuple[str, str, str]) -> None:
    case.close()
    with pytest.raises(BrokenCase, match="has been closed"):
        case.judgements_on(claims[0])


def test_several_are_kept_together_or_not_at_all(case: Case, claims: tuple[str, str, str]) -> None:
    one, other, third = claims
    same = [judgement(one, Verdict.SAME, id_="a", other=other), judgement(one, Verdict.SAME, id_="b", other=third)]
    assert case.judge_all(same, known=0) == 2
    assert case.judge_all(same, known=2) == 0
    apart = [judgement(one, Verdict.NOT_SAME, id_="c", other=third), judgement("nothing", id_="d")]
    with pytest.raises(UnknownRecord):
        case.judge_all(apart)
    with pytest.raises(Overtaken) as told:
        case.judge_all([judgement(third, Verdict.NOT_SAME, id_="e", other=other)], known=1)
    assert [getattr(since, "id", "") for since in told.value.since] == ["b"]
    case.judge_all([judgement(one, id_="f"), judgement(other, id_="g")], known=0)
    with pytest.raises(Overtaken):
        case.judge_all([judgement(one, id_="h"), judgement(other, id_="i")], known=1)
    back = [judgement("f", Verdict.WITHDRAW, id_="h"), judgement("g", Verdict.WITHDRAW, id_="i")]
    assert case.judge_all(back, known=2) == 2
    assert ids(case.judgements()) == ["a", "b", "f", "g", "h", "i"]
    assert ids(case.pairs_on([third])) == ["b"]


def test_imprints_of_a_few(case: Case, claims: tuple[str, str, str]) -> None:
    document = case.claim(claims[0]).document
    case.keep(*report(2))
    assert [one.id for one in case.imprints([document])] == [document]
    assert len(list(case.imprints())) == 2
