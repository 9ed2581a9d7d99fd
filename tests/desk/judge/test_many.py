"""Twenty reviewers at once: no decision is lost, none is doubled, none is made over one that its reviewer had not seen."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.test import Client

from gawah.desk.cases import the_case
from tests.desk.conftest import ClientAs
from tests.desk.reviewing import carried, told

PEOPLE, CLAIMS = 20, 4


def test_twenty_reviewers_at_once(client_as: ClientAs) -> None:
    claims = [told(f"(A clerk) said that men <shot dead> farmer {number}.", killed=1).id for number in range(CLAIMS)]
    clients = [client_as(("reviewer", "editor", "admin")[number % 3]) for number in range(PEOPLE)]
    together = threading.Barrier(PEOPLE)

    def review(client: Client) -> list[int]:
        try:
            answers = []
            for claim in claims:
                page = client.get(f"/judge/claim/{claim}/").text
                together.wait(100)
                sent = {**carried(page), "verdict": "accept"}
                answers.append(client.post(f"/judge/claim/{claim}/decide/", sent).status_code)
                together.wait(100)
            return answers
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        answered = list(pool.map(review, clients))
    for at, claim in enumerate(claims):
        answers = sorted(answers[at] for answers in answered)
        assert answers == [302] + [409] * (PEOPLE - 1)
        assert len(the_case().judgements_on(claim)) == 1
    assert the_case().verify() == []
