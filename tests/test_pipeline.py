"""The stages together: what is kept, what is computed again, and what a kill in the middle loses."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gawah.crew import read_batch, read_side_by_side
from gawah.intake import Taken
from gawah.model import Account, Judgement, Reading, Verdict
from gawah.pipeline import Assessor, Handing, Lookups, Told, assess, build, read, remember
from gawah.review import apply, withdrawal
from gawah.store import Case

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "panjshir-2022"
REPORTS = sorted(path for path in EXAMPLE.glob("*.md") if path.name != "README.md")


@pytest.fixture(scope="module")
def lookups() -> Lookups:
    return Lookups.open()


def grouped(account: Account) -> set[frozenset[str]]:
    return {frozenset(member.claim for member in incident.members) for incident in account.incidents}


def test_one_by_one_gives_the_incidents_of_all_at_once(tmp_path: Path, lookups: Lookups) -> None:
    with Case.create(tmp_path / "all.gawah") as case:
        build(case, REPORTS)
        whole = assess(case, lookups)
    with Case.create(tmp_path / "one.gawah") as case:
        for report in reversed(REPORTS):
            build(case, [report])
            remember(case, assess(case, lookups).incidents)
        grown = assess(case, lookups)
    assert grouped(grown) == grouped(whole)
    assert set(grown.claims) == set(whole.claims)


def test_incidents_keep_their_ids_when_a_report_comes_in(tmp_path: Path, lookups: Lookups) -> None:
    with Case.create(tmp_path / "x.gawah") as case:
        build(case, REPORTS[:-1])
        before = assess(case, lookups)
        remember(case, before.incidents)
        build(case, REPORTS[-1:])
        after = assess(case, lookups)
    living = {identity for incident in after.incidents for identity in (incident.id, *incident.merged)}
    assert {incident.id for incident in before.incidents} <= living


def test_an_account_is_made_again_the_same(tmp_path: Path, lookups: Lookups) -> None:
    with Case.create(tmp_path / "x.gawah") as case:
        build(case, REPORTS)
        assert assess(case, lookups) == assess(case, lookups)


def test_every_span_of_every_claim_gives_its_words_back(tmp_path: Path, lookups: Lookups) -> None:
    with Case.create(tmp_path / "x.gawah") as case:
        build(case, REPORTS)
        account = assess(case, lookups)
    for resolved in account.claims.values():
        claim, document = resolved.claim, account.document_of(resolved.claim)
        for mention in (claim.trigger, *claim.quotes, *claim.places, *claim.times, *claim.told_times):
            assert document.words(mention.span) == mention.words


def test_no_figure_is_published_without_a_claim(tmp_path: Path, lookups: Lookups) -> None:
    with Case.create(tmp_path / "x.gawah") as case:
        build(case, REPORTS)
        account = assess(case, lookups)
    for incident in account.incidents:
        for tally in incident.tallies:
            assert tally.claims
            assert set(tally.claims) <= set(account.claims)
            bounds = [bound for bound in (tally.low, tally.best, tally.high) if bound is not None]
            assert bounds == sorted(bounds)


def test_a_crew_reads_as_one_reader_does() -> None:
    documents = [item[0].document for item in read(REPORTS) if isinstance(item, tuple)]
    alone = [read_batch([document]) for document in documents]
    assert list(read_side_by_side([[document] for document in documents])) == alone


def test_a_kill_in_the_middle_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(60):
        text = (EXAMPLE / "anaba-2022-05.md").read_text("utf-8") + f"\nReport number {number}.\n"
        (reports / f"{number:03}.md").write_text(text, "utf-8")
    folder = tmp_path / "killed.gawah"
    command = [sys.executable, "-m", "gawah", "build", str(reports), "--case", str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 120
    while time.monotonic() < end and running.poll() is None and len(list(folder.glob("originals/*/*"))) < 5:
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    with Case.open(folder) as case:
        assert case.verify() == []
        kept = {document.id for document in case.documents()}
        built = build(case, [reports])
        assert built.known == len(kept)
        assert built.kept + built.known == 60
        assert case.verify() == []


def test_a_case_is_moved_as_a_folder(tmp_path: Path, lookups: Lookups) -> None:
    with Case.create(tmp_path / "x.gawah") as case:
        build(case, REPORTS[:2])
        here = assess(case, lookups)
    shutil.copytree(tmp_path / "x.gawah", tmp_path / "y.gawah")
    with Case.open(tmp_path / "y.gawah", read_only=True) as case:
        assert assess(case, lookups).incidents == here.incidents


JUDGED = st.lists(
    st.tuples(
        st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.DISCOUNT, Verdict.CORRECT, Verdict.SAME, Verdict.NOT_SAME]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=4,
)
STEPS = st.lists(
    st.one_of(JUDGED, st.sampled_from(["keep", "reread", "remember", "remember", "withdraw", "die"])), min_size=2, max_size=6
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_assessing_again_says_what_assessing_anew_says(tmp_path: Path, lookups: Lookups, steps: list[object]) -> None:
    folder = tmp_path / f"{uuid.uuid4().hex}.gawah"
    shutil.copytree(_example_case(tmp_path), folder)
    with Case.open(folder) as case:
        again = Assessor(case, lookups)
        account, reviewed = again.assess()
        for number, step in enumerate(steps):
            if step == "remember":
                remember(case, account.incidents)
            elif step == "die":
                again = Assessor(case, lookups)
            _happens(case, step, number)
            account, reviewed = again.assess()
            assert account == assess(case, lookups)
            assert reviewed == apply(case.judgements(), case.claims())
            assert again.head == case.head()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(REPORTS), first=st.integers(1, len(REPORTS) - 1), judged=JUDGED, dies=st.booleans())
def test_a_case_that_grew_says_what_one_says_that_was_whole_at_once(
    tmp_path: Path, lookups: Lookups, order: list[Path], first: int, judged: list[object], dies: bool
) -> None:
    with Case.create(tmp_path / f"{uuid.uuid4().hex}.gawah") as case:
        assessor = Assessor(case, lookups)
        for reports in (order[:first], order[first:]):
            _keep(case, reports)
            remember(case, assessor.assess()[0].incidents)
        assessor = Assessor(case, lookups) if dies else assessor
        _happens(case, judged, 0)
        grown, judgements = assessor.assess()[0], case.judgements()
    with Case.create(tmp_path / f"{uuid.uuid4().hex}.gawah") as case:
        _keep(case, REPORTS)
        for judgement in judgements:
            case.judge(judgement)
        whole = assess(case, lookups)
    assert said(grown) == said(whole)


def said(account: Account) -> set[tuple[object, ...]]:
    """What an account says of each happening, whatever id it goes by."""
    of = {one.id: frozenset(member.claim for member in one.members) for one in account.incidents}
    return {
        (
            of[one.id],
            of.get(one.parent),
            one.event,
            one.when,
            one.where,
            one.standing,
            tuple((tally.outcome, tally.of, tally.low, tally.best, tally.high, tally.claims) for tally in one.tallies),
        )
        for one in account.incidents
    }


def test_a_report_more_touches_only_what_it_tells_of(tmp_path: Path, lookups: Lookups) -> None:
    with Case.create(tmp_path / "x.gawah") as case:
        _keep(case, REPORTS[:-1])
        assessor = Assessor(case, lookups)
        before, _ = assessor.assess()
        remember(case, before.incidents)
        _keep(case, REPORTS[-1:])
        after, _ = assessor.assess()
    same = {id(incident) for incident in before.incidents} & {id(incident) for incident in after.incidents}
    assert len(before.incidents) > len(same) > len(before.incidents) / 2


@cache
def _read() -> dict[Path, tuple[Taken, Reading]]:
    return {one[0].path: one for one in read(REPORTS) if isinstance(one, tuple)}


def _keep(case: Case, reports: list[Path]) -> None:
    for report in reports:
        taken, reading = _read()[report]
        case.keep(taken.document, taken.original, reading)


def _example_case(folder: Path) -> Path:
    path = folder / "example.gawah"
    if not path.exists():
        with Case.create(path) as case:
            _keep(case, REPORTS[:3])
    return path


def _happens(case: Case, step: object, number: int) -> None:
    """What may come between two assessments: a new report, a better reading, judgements made and withdrawn."""
    if step == "keep":
        _keep(case, [REPORTS[3 + number % 3]])
    elif step == "reread":
        document = next(iter(case.documents())).id
        reading = case.reading(document)
        case.replace_reading(document, replace(reading, claims=reading.claims[1:]))
    elif step == "withdraw" and (made := case.judgements()):
        case.judge(withdrawal(made[number % len(made)].id, "another", ""))
    elif isinstance(step, list):
        claims = list(case.claims())
        for verdict, one, other in step:
            subject, against = claims[one % len(claims)].id, claims[other % len(claims)].id
            if subject == against:
                continue
            pair = verdict in {Verdict.SAME, Verdict.NOT_SAME}
            slot = {"slot": "stance", "value": "denies"} if verdict is Verdict.CORRECT else {}
            case.judge(
                Judgement(
                    id=uuid.uuid4().hex,
                    subject=subject,
                    other=against if pair else "",
                    verdict=verdict,
                    reviewer="one",
                    at=datetime.now(UTC),
                    **slot,
                )
            )


def test_files_go_by_the_names_that_they_are_handed_in_under(tmp_path: Path) -> None:
    good, again, bad = (tmp_path / name for name in ("1.md", "2.md", "3.pdf"))
    good.write_bytes(REPORTS[0].read_bytes())
    again.write_bytes(REPORTS[0].read_bytes())
    bad.write_bytes(b"no pdf")
    told: list[Told] = []
    names = {good: "found/report.md", bad: "found/scan.pdf"}
    with Case.create(tmp_path / "x.gawah") as case:
        build(case, [good, again, bad], handing=Handing(who="an editor", names=names, tell=told.append))
        (document,) = case.documents()
        assert document.file == "found/report.md"
        assert [refusal.file for refusal in case.refusals()] == ["found/scan.pdf"]
        assert {row.who for row in case.log() if row.what in {"keep", "refuse"}} == {"an editor"}
    fates = {one.path: (one.kept, one.document, one.refusal is not None) for one in told}
    assert fates == {good: (True, document.id, False), again: (False, document.id, False), bad: (False, "", True)}
