"""The desk as a whole: it answers, and nothing leaves the machine."""

from __future__ import annotations

from tests.desk.conftest import ClientAs


def test_a_desk_answers_who_signed_in(client_as: ClientAs) -> None:
    answer = client_as("viewer").get("/")
    assert answer.status_code == 200
    assert "inquiry" in answer.text
