"""Bad input in every form of the desk: it says at the field what is wrong, keeps what was typed, and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from gawah.desk import settings
from gawah.desk.cases import the_case
from gawah.desk.people import first
from gawah.desk.people.models import Person
from gawah.desk.policy import RULES
from gawah.desk.shelf.models import ClaimRow, PairRow
from tests.desk.conftest import HOST, PASSWORD, ClientAs
from tests.desk.reviewing import anaba, carried, reckon

LONG = "because " * 400
"""Longer than any reason may be."""
Given = dict[str, Any]
PASSWORDS = ("password", "again", "oldpassword", "password1", "password2")


@dataclass(frozen=True, kw_only=True)
class Bad:
    """Bad input to one form: where it is sent, what is typed, at which field what is said. What was typed must stand there."""

    url: str
    typed: Given
    at: str
    said: str
    lost: tuple[str, ...] = ()
    """What cannot stand there again: a choice that the list does not have."""
    get: bool = False
    query: str = ""

    @property
    def kept(self) -> Given:
        """What must still stand there: all that was typed, but passwords."""
        return {name: given for name, given in self.typed.items() if name not in (*self.lost, *PASSWORDS)}


BAD = (
    # signing in, and one's own account
    Bad(
        url="account_login",
        typed={"login": "noor", "password": "wrong wrong"},
        at="login",
        said="not correct",
    ),
    Bad(url="account_login", typed={"login": "noor", "password": ""}, at="password", said="required"),
    Bad(url="mfa_authenticate", typed={"code": "000000"}, at="code", said="Incorrect code"),
    Bad(url="account_reauthenticate", typed={"password": "wrong"}, at="password", said="Incorrect password"),
    Bad(url="mfa_reauthenticate", typed={"code": "000000"}, at="code", said="Incorrect code"),
    Bad(
        url="account_change_password",
        typed={"oldpassword": "wrong", "password1": "short", "password2": "other"},
        at="oldpassword",
        said="current password",
    ),
    Bad(url="mfa_activate_totp", typed={"code": "12"}, at="code", said="Incorrect code"),
    Bad(
        url="people:first",
        typed={"code": "wrong", "name": "noor", "password": PASSWORD, "again": PASSWORD},
        at="code",
        said="not the code",
    ),
    Bad(
        url="people:first",
        lost=("code",),
        typed={"code": "CODE", "name": "no\u202eor", "password": "short", "again": "shorter"},
        at="name",
        said="",
    ),
    # people
    Bad(url="people:invite", typed={"name": "", "role": "reviewer"}, at="name", said="required"),
    Bad(
        url="people:invite",
        typed={"name": "editor", "role": "viewer"},
        at="name",
        said="already exists",
    ),
    Bad(
        url="people:invite",
        typed={"name": "noor", "role": "king"},
        lost=("role",),
        at="role",
        said="not one of the available",
    ),
    Bad(url="people:role", typed={"role": "viewer"}, at="role", said="last admin"),
    Bad(
        url="people:log",
        typed={"who": "x" * 300, "what": "judge"},
        at="who",
        said="at most 200",
        get=True,
    ),
    # collecting
    Bad(
        url="collect:add",
        typed={"published": "1066-10-14", "publisher": "Valley Post", "language": "en"},
        at="published",
        said="look at the year",
    ),
    Bad(
        url="collect:add",
        typed={"url": "not an address", "language": "plain English", "publisher": "Valley Post"},
        at="url",
        said="valid URL",
    ),
    Bad(url="collect:add", typed={"publisher": "Valley Post"}, at="", said="No file has come"),
    # review
    Bad(
        url="judge:decide",
        typed={"verdict": "burn", "why": "it is so"},
        lost=("verdict",),
        at="",
        said="Choose what to decide",
    ),
    Bad(url="judge:decide", typed={"verdict": "accept", "why": LONG}, lost=("verdict",), at="why", said="too long"),
    Bad(
        url="judge:correct",
        typed={"told": "31 June", "speaker": "Villagers of Anaba", "why": "misread"},
        at="told",
        said="valid date",
    ),
    Bad(
        url="judge:correct",
        typed={"toll-0-low": "9", "toll-0-high": "2", "toll-0-of": "children", "why": "misread"},
        at="toll-0-high",
        said="less than the least",
    ),
    Bad(url="judge:correct", typed={"toll-0-low": "many"}, at="toll-0-low", said="whole number"),
    Bad(url="judge:correct", typed={"toll-0-of": "a; b (c)"}, at="toll-0-of", said="brackets"),
    Bad(url="judge:correct", typed={"event": "a party"}, lost=("event",), at="event", said="not one of the available"),
    Bad(
        url="judge:correct",
        typed={"speaker": "Ana", "why": LONG},
        at="why",
        said="too long",
    ),
    Bad(
        url="judge:place",
        query="?name=Anaba",
        typed={"choice": "drawn", "points": "95,300", "km": "3", "name": "the mill", "scope": "claim", "why": "I was there"},
        at="points",
        said="95",
    ),
    Bad(
        url="judge:place",
        query="?name=Anaba",
        typed={"choice": "drawn", "points": "35,69", "km": "-3", "name": "the mill", "scope": "claim"},
        at="km",
        said="greater than or equal",
    ),
    Bad(
        url="judge:place",
        query="?name=Anaba",
        typed={"why": "I was there", "scope": "claim"},
        at="choice",
        said="Choose a place",
    ),
    Bad(
        url="judge:place",
        query="?name=Anaba",
        typed={"choice": "gn:0", "scope": "claim", "why": "so"},
        lost=("choice",),
        at="choice",
        said="gn:0",
    ),
    Bad(
        url="judge:actor",
        query="?name=Taliban fighters",
        typed={"why": "known here", "scope": "case"},
        at="choice",
        said="Choose an actor",
    ),
    Bad(
        url="judge:actor",
        query="?name=Taliban fighters",
        typed={"choice": "nobody", "scope": "claim", "why": "so"},
        lost=("choice",),
        at="choice",
        said="no actor of this id",
    ),
    Bad(
        url="judge:actor",
        query="?name=Taliban fighters",
        typed={"choice": "unresolved", "scope": "world", "why": "so"},
        lost=("scope",),
        at="scope",
        said="not one of the available",
    ),
    Bad(
        url="judge:days",
        typed={"choice": "last spring", "why": "the letter"},
        at="choice",
        said="last spring",
    ),
    Bad(
        url="judge:days",
        typed={"choice": "2022-05-09", "why": LONG},
        at="why",
        said="at most 2000",
    ),
    Bad(
        url="judge:bulk",
        typed={"why": "a copied list", "verdict": ""},
        lost=("verdict",),
        at="verdict",
        said="Choose what to decide",
    ),
    Bad(
        url="judge:bulk",
        typed={"verdict": "accept", "why": "a copied list"},
        at="claims",
        said="Tick at least one",
    ),
    # incidents
    Bad(
        url="incidents:split",
        typed={"why": "another place"},
        at="claims",
        said="Tick the claims",
    ),
    Bad(
        url="incidents:merge",
        typed={"with": "nowhere", "why": "one fight"},
        at="with",
        said="another incident",
    ),
    Bad(url="incidents:split", typed={"claims": "CLAIM", "why": LONG}, at="why", said="too long"),
    Bad(url="incidents:split", typed={"claims": "CLAIM", "why": " "}, at="why", said="Say why"),
    Bad(url="incidents:merge", typed={"with": "x", "why": LONG}, at="why", said="too long"),
    Bad(url="incidents:pair", typed={"verdict": "same", "why": LONG}, lost=("verdict",), at="why", said="too long"),
    Bad(url="incidents:pair", typed={"why": "one fight"}, at="", said="Choose what to decide"),
    Bad(
        url="incidents:contradictions",
        typed={"kind": "odd"},
        lost=("kind",),
        at="kind",
        said="not one of the available",
        get=True,
    ),
    # lists
    Bad(
        url="browse:incidents",
        typed={"since": "yesterday", "q": "Anaba"},
        at="since",
        said="2022-05-09",
        get=True,
    ),
    Bad(
        url="browse:claims",
        typed={"until": "2022-02-30", "q": "Anaba"},
        at="until",
        said="2022-05-09",
        get=True,
    ),
    Bad(url="browse:search", typed={"q": "x" * 300}, at="q", said="200", get=True),
    Bad(
        url="browse:save",
        typed={"name": "n" * 90, "view": "claims", "query": "q=Anaba"},
        lost=("view", "query"),
        at="name",
        said="at most 80",
    ),
    # releases
    Bad(
        url="releases:prepare",
        typed={"name": "../up", "title": "July", "profile": "public"},
        at="name",
        said="",
    ),
    Bad(
        url="releases:prepare",
        typed={"name": "2022-07", "title": "July", "profile": "odd"},
        lost=("profile",),
        at="profile",
        said="not one of the available",
    ),
    Bad(url="releases:protect", typed={"name": " ", "why": "a witness"}, at="name", said="required"),
    Bad(
        url="releases:protect",
        typed={"name": "Noor Jan", "why": LONG},
        at="why",
        said="at most 500",
    ),
)
NOTHING_TO_TYPE = {
    "account_logout", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "set_language", "people:end_session", "people:able",
    "people:end", "people:anew", "people:verify", "collect:close", "judge:withdraw", "judge:undo", "browse:forget",
    "releases:make", "releases:unprotect",
}  # fmt: skip
"""Forms that are a button, or a button with a list of the desk's own words."""


def test_every_form_stands_in_the_table() -> None:
    assert {name for name, rule in RULES.items() if rule.post is not None} - NOTHING_TO_TYPE <= {bad.url for bad in BAD}


@dataclass
class Held:
    """A desk with something in it, and what stands where."""

    claim: str
    other: str
    incident: str

    def address(self, bad: Bad) -> str:
        """Where bad input is sent."""
        named = {"claim": self.claim, "one": self.claim, "other": self.other, "incident": self.incident, "number": self.admin}
        wanted: dict[str, tuple[str, ...]] = {
            "incidents:pair": ("one", "other"),
            "people:role": ("number",),
            **dict.fromkeys(("judge:decide", "judge:correct", "judge:place", "judge:actor", "judge:days"), ("claim",)),
            **dict.fromkeys(("incidents:split", "incidents:merge"), ("incident",)),
        }
        return reverse(bad.url, kwargs={name: named[name] for name in wanted.get(bad.url, ())}) + bad.query

    @property
    def admin(self) -> int:
        """The number of the only admin."""
        return next(iter(Person.objects.filter(role="admin").values_list("pk", flat=True)), 0)


@pytest.fixture
def held(desk: settings.Desk) -> Held:
    one, other = anaba(3), anaba(5, publisher="River Radio", file="b.txt", raw="Again: ")
    reckon()
    found = PairRow.objects.first()
    pair = (found.one, found.other) if found else (one.id, other.id)
    return Held(pair[0], pair[1], ClaimRow.objects.get(id=pair[0]).incident)


def at_the_door(name: str) -> Client:
    """A client that has come as far as a form that stands on the way in."""
    client = Client(SERVER_NAME=HOST)
    if name in ("mfa_authenticate", "mfa_activate_totp"):
        login = "admin" if name == "mfa_authenticate" else "viewer"
        client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
    elif name == "people:first":
        Person.objects.all().delete()
        first.offer()
    return client


def at_field(page: Any, name: str) -> str:
    """What is said at a field: in what stands around it, or (a list to tick, the form as a whole) in the notice of the form."""
    own = page.xpath(f"//*[contains(@class, 'wrong')][.//*[@name='{name}']]//*[@role='alert']") if name else []
    return " ".join(one.text_content() for one in own or page.xpath("//main//*[@role='alert']"))


def value(page: Any, address: str, name: str) -> str | None:
    """What stands in a field of the form of an address, which may be the page's own."""
    path = address.partition("?")[0]
    forms = [one for one in page.xpath("//main//form") if ((one.get("action") or "").partition("?")[0] or path) == path]
    ids = [form.get("id") for form in forms if form.get("id")]
    inside = [found for form in forms for found in form.xpath(f".//*[@name='{name}']")]
    for one in (*inside, *(found for id_ in ids for found in page.xpath(f"//main//*[@name='{name}'][@form='{id_}']"))):
        if one.tag == "select":
            return next(iter(one.xpath(".//option[@selected]/@value")), "")
        if one.get("type") in ("radio", "checkbox"):
            if one.get("checked") is not None:
                return str(one.get("value"))
        elif one.get("type") != "hidden":
            return str(one.get("value") or one.text or "")
    return None


def names_of(bad: Bad) -> str:
    return f"{bad.url}-{bad.at or 'form'}-{next(iter(bad.typed.values()))!s:.12}"


@pytest.mark.parametrize("bad", BAD, ids=names_of)
def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(client_as: ClientAs, held: Held, bad: Bad) -> None:
    doors = ("account_login", "mfa_authenticate", "mfa_activate_totp", "people:first")
    client = at_the_door(bad.url) if bad.url in doors else client_as("admin")
    address = held.address(bad)
    typed = dict(bad.typed)
    if bad.get:
        answer = client.get(address, typed)
    else:
        shown = client.get(_page_of(bad, held) or address)
        filled = _filled(shown, bad)
        head = the_case().head()
        if bad.url == "judge:bulk" and bad.at == "claims":
            filled.pop("claims", None)
        typed = {name: {"CODE": first.offer(), "CLAIM": held.claim}.get(given, given) for name, given in typed.items()}
        answer = client.post(address, {**filled, **typed}, follow=bad.url == "browse:save")
        assert the_case().head() == head, "nothing was kept in the case"
    assert answer.status_code in (200, 400), answer.status_code
    page = html.document_fromstring(answer.text)
    assert bad.said in at_field(page, bad.at), at_field(page, bad.at)
    assert at_field(page, bad.at)
    for name in bad.kept:
        assert value(page, address, name) == typed[name], name


def _page_of(bad: Bad, held: Held) -> str:
    """The page on which a form stands that is sent elsewhere; empty for one that is sent to its own page."""
    if bad.url == "judge:decide":
        return reverse("judge:claim", args=[held.claim])
    return reverse("incidents:one", args=[held.incident]) if bad.url in ("incidents:split", "incidents:merge") else ""


def _filled(shown: Any, bad: Bad) -> Given:
    """What the form would send if nothing were typed."""
    if "text/html" not in shown.headers.get("Content-Type", ""):
        return {}
    page = html.document_fromstring(shown.text)
    found: Given = dict(carried(shown.text))
    if bad.url in ("judge:correct", "judge:bulk"):
        form = max(page.xpath("//main//form[@method='post']"), key=len)
        for name, given in form.form_values():
            found.setdefault(name, [])
            if isinstance(found[name], list):
                found[name].append(given)
        found |= carried(shown.text)
    return found
