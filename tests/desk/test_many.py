"""Twenty reviewers at once on a few claims: every decision that was acknowledged is kept once, and none was made unseen."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection
from django.test import Client

from gawah.desk.cases import the_case
from gawah.desk.clerk.models import WAITING, Job
from gawah.desk.people.models import Person
from gawah.desk.settings import Desk
from tests.desk.conftest import HOST, PASSWORD
from tests.desk.reviewing import anaba, carried, reckon

REVIEWERS, CLAIMS, ROUNDS = 20, 4, 4


@dataclass(frozen=True)
class Tried:
    """One press of a button: on what, with which form, what was known then, and how the desk answered."""

    claim: str
    once: str
    known: int
    status: int


def signed_in(number: int) -> Client:
    person = Person.objects.invite(f"reviewer-{number}", "reviewer", PASSWORD, once=False)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    client = Client(SERVER_NAME=HOST)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def review(client: Client, claims: list[str], start: threading.Barrier, seed: int) -> list[Tried]:
    """Open claims in an order of one's own and decide; each form is sent twice, as by an impatient finger."""
    dice, done = random.Random(seed), []
    try:
        start.wait()
        for _ in range(ROUNDS):
            claim = dice.choice(claims)
            form = carried(client.get(f"/judge/claim/{claim}/").text)
            said = {**form, "verdict": dice.choice(("accept", "reject", "discount"))}
            for _again in range(2):
                answer = client.post(f"/judge/claim/{claim}/decide/", said)
                done.append(Tried(claim, form["once"], int(form["known"]), answer.status_code))
    finally:
        connection.close()
        from django.db import connections

        connections.close_all()
    return done


def test_twenty_reviewers_lose_nothing_and_double_nothing(desk: Desk) -> None:
    claims = [anaba(killed, raw=f"{killed}. ").id for killed in range(3, 3 + CLAIMS)]
    reckon()
    clients = [signed_in(number) for number in range(REVIEWERS)]
    start = threading.Barrier(REVIEWERS)
    with ThreadPoolExecutor(REVIEWERS) as pool:
        work = [pool.submit(review, client, claims, start, number) for number, client in enumerate(clients)]
        tried = [one for each in work for one in each.result()]
    assert {one.status for one in tried} <= {302, 409}
    kept = {judgement.id: judgement for judgement in the_case().judgements()}
    acknowledged = {one.once: one for one in tried if one.status == 302}
    assert set(acknowledged) == set(kept), "what was acknowledged is what is kept"
    for claim in claims:
        made = the_case().judgements_on(claim)
        assert [acknowledged[one.id].known for one in made] == list(range(len(made))), "each saw all that came before it"
    assert len(kept) >= CLAIMS
    assert any(one.status == 409 for one in tried), "nobody met anybody"
    assert sum(1 for row in the_case().log() if row.what == "judge") == len(kept)
    assert the_case().verify() == []
    assert Job.objects.filter(kind="assess", state=WAITING).exists()
