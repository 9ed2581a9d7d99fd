"""Who may do what (threats 8 and 10): every URL of the desk against every role, the list made from the URLs themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gawah.desk import policy, settings
from gawah.desk.policy import RULES, Role, Rule
from tests.desk.conftest import HOST, PASSWORD, ClientAs

SAMPLES: dict[str, Any] = {"IntConverter": 1, "StringConverter": "x1", "SlugConverter": "x1", "PathConverter": "x1"}
ROLES = list(Role)


def urls(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every URL of the desk: its name, and values for its parts."""
    for entry in (resolver or get_resolver("gawah.desk.urls")).url_patterns:
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from urls(entry, inside)
        elif isinstance(entry, URLPattern):
            converters = entry.pattern.converters
            yield f"{space}{entry.name}", {name: SAMPLES[type(made).__name__] for name, made in converters.items()}


ALL = list(urls())
POSTED = [(name, values) for name, values in ALL if RULES.get(name, Rule(None)).post is not None]


def test_every_url_is_classified_and_nothing_else_is() -> None:
    assert {name for name, _ in ALL} == set(RULES)


def test_a_url_that_is_not_classified_is_closed_to_everyone(client_as: ClientAs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(policy.RULES, "people:log")
    assert client_as("admin").get(reverse("people:log")).status_code == 403


def test_each_role_may_do_all_that_the_one_before_may() -> None:
    for name in RULES:
        for post in (False, True):
            allowed = [policy.may(role, name, post=post) for role in ROLES]
            assert allowed == sorted(allowed), name


def refused(answer: Any) -> bool:
    """Whether the door stayed shut: sent to sign in, or told that a role is missing."""
    if answer.status_code == 302:
        return str(answer.url).startswith("/sign-in/?")
    return answer.status_code == 403 and ("needs the role" in answer.text or "open to nobody" in answer.text)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name.lower())
def test_the_door_is_as_the_policy_says(client_as: ClientAs, role: Role) -> None:
    for name, values in ALL:
        for post in (False, True):
            client = client_as(role.name.lower())
            address = reverse(name, kwargs=values)
            answer = client.post(address) if post else client.get(address)
            told = f"{'POST' if post else 'GET'} {name} as {role.name}: {answer.status_code}"
            assert answer.status_code < 500, told
            assert refused(answer) == (not policy.may(role, name, post=post)), told


@pytest.mark.parametrize(("name", "values"), POSTED, ids=[name for name, _ in POSTED])
def test_a_form_from_elsewhere_changes_nothing(desk: settings.Desk, name: str, values: dict[str, Any]) -> None:
    from gawah.desk.cases import the_case
    from gawah.desk.people.models import Person

    client = Client(enforce_csrf_checks=True, SERVER_NAME=HOST)
    client.force_login(Person.objects.get(name="admin"), backend="allauth.account.auth_backends.AuthenticationBackend")
    head = the_case().head()
    answer = client.post(reverse(name, kwargs=values), {"login": "admin", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Not sent from this desk" in answer.text
    assert the_case().head() == head


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_need_what_posting_needs(client_as: ClientAs, method: str) -> None:
    assert getattr(client_as("admin"), method)(reverse("people:log")).status_code == 403
    assert getattr(client_as("viewer"), method)(reverse("people:invite")).status_code == 403
    assert getattr(client_as("nobody"), method)(reverse("people:invite")).status_code == 302


def test_a_desk_that_is_only_read_takes_no_post(desk: settings.Desk, client_as: ClientAs) -> None:
    from gawah.desk import cases

    cases.close()
    settings.configure(desk.case, desk.database, read_only=True)
    client = client_as("admin")
    assert "only to be read" in client.get("/").text
    for name, values in POSTED:
        if not RULES[name].always:
            answer = client.post(reverse(name, kwargs=values))
            assert answer.status_code == 403, name
            assert "only to be read" in answer.text, name
    assert client.post(reverse("account_logout")).status_code == 302
