"""What threatens a documenter and the desk: held against every page at once, and where each single threat is proved."""

from __future__ import annotations

import ast
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from lxml import html

from gawah.desk import policy, settings
from gawah.desk.cases import the_case
from gawah.desk.policy import Role
from gawah.desk.shelf.models import ClaimRow
from gawah.store import Case
from tests.desk.conftest import HOST, ClientAs
from tests.desk.reviewing import anaba, reckon
from tests.desk.test_policy import ALL
from tests.store.test_log import force

CORPUS = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg onload=alert(1)>",
    "javascript:alert(1)",
    "</textarea><script>alert(1)</script>",
    "{{ 7*7 }}{% debug %}",
    "<!--",
    "&lt;script&gt;",
)  # fmt: skip
WORDS = (
    *CORPUS,
    "'", '"', "''", "\\", "]", "[", "]]", "%", "%s", "%(a)s", "--", ";", "/*", "`", "\0", "\u202e", "\ud7ff", "é" * 3000,
    "' OR 1=1 --", "1) OR (1=1", "x' UNION SELECT * FROM gawah_log --", "__class__", "document__record", "-1", "0", "1e9",
    "9" * 40, "NaN", "inf", "2022-02-30", "2022-13", "../2022", "0000-00-00", "null", "None", "[]", "{}", "()", "*", "(a|a)*b",
)  # fmt: skip

LEADS = {"src", "href", "action", "formaction", "data", "poster", "srcset", "hx-get", "hx-post"}

PROVED = {
    "3: an upload leads out of the case": (
        "desk/collect/test_hand_in.py::test_files_lie_in_the_inbox_under_names_of_ours",
        "desk/collect/test_hand_in.py::test_names_are_shown_with_their_hidden_signs",
        "intake/test_walk.py::test_no_link_leads_out_of_the_folder",
    ),
    "5: words of a report run as a script": (
        "desk/judge/test_documents.py::test_nothing_in_any_field_becomes_markup",
        "desk/judge/test_documents.py::test_a_highlighted_text_is_the_text",
        "desk/judge/test_in_browser.py::test_hostile_words_and_a_toll_that_changes",
        "desk/judge/test_reasons.py::test_names_inside_a_reason_stay_words",
        "desk/test_threats.py::test_no_page_holds_what_could_run_or_ask_elsewhere",
    ),
    "6: an original is opened and acts": (
        "desk/judge/test_documents.py::test_the_original_is_handed_out_shut_and_noted",
        "desk/test_browser.py::test_every_page_is_usable_and_asks_nothing_of_others",
    ),
    "7: a cell of a table is a formula": (
        "publish/release/test_formats.py::test_no_cell_is_a_formula_and_the_words_come_back",
        "publish/release/test_formats.py::test_negative_numbers_stay_numbers",
    ),
    "8: somebody reads or does what their role may not": (
        "desk/test_policy.py::test_every_url_is_classified_and_nothing_else_is",
        "desk/test_policy.py::test_the_door_is_as_the_policy_says",
        "desk/test_people.py::test_nobody_ends_the_session_of_another",
    ),
    "9: passwords are guessed, sessions stolen": (
        "desk/test_people.py::test_guessing_is_locked",
        "desk/test_people.py::test_a_code_works_once",
        "desk/test_people.py::test_every_desk_has_a_key_of_its_own_for_its_owner_alone",
        "desk/test_people.py::test_what_an_admin_changes_ends_every_session",
    ),
    "10: another site acts for somebody who is signed in": (
        "desk/test_policy.py::test_a_form_from_elsewhere_changes_nothing",
        "desk/test_people.py::test_nobody_is_led_elsewhere",
        "desk/test_threats.py::test_every_answer_keeps_the_browser_to_this_machine",
    ),
    "11: a filter is turned into a query": ("desk/test_threats.py::test_no_filter_breaks_a_list",),
    "12: the log is tampered with": ("desk/test_threats.py::test_the_doctor_names_the_first_bad_row",),
    "14: a public release names who must not be named": (
        "publish/release/test_canaries.py::test_no_canary_in_any_byte_of_a_public_release",
        "publish/release/test_canaries.py::test_originals_with_authors_and_positions_stay_inside",
        "publish/release/test_canaries.py::test_the_difference_of_two_releases_tells_nothing_that_is_held_back",
    ),
    "15: another machine learns of the work": (
        "desk/test_threats.py::test_no_page_makes_the_desk_ask_another_machine",
        "desk/test_browser.py::test_every_page_is_usable_and_asks_nothing_of_others",
        "test_offline.py::test_another_machine_cannot_be_reached",
    ),
    "20: one voice is printed by many": (
        "weigh/test_properties.py::test_a_copy_changes_nothing",
        "desk/incidents/test_workbench.py::test_fifty_copies_of_one_report_change_no_figure",
    ),
    "21: signs that reorder names": (
        "desk/test_threats.py::test_signs_that_reorder_are_shown_and_kept_apart",
        "desk/judge/test_documents.py::test_a_sign_that_reorders_is_shown",
    ),
    "22: a bundle of a colleague who is none": (
        "store/test_bundle.py::test_a_bundle_that_was_changed_is_refused",
        "store/test_bundle.py::test_proposals_change_nothing_until_a_reviewer_takes_them_up",
    ),
}
"""Each threat with the tests that prove what is done about it."""


@pytest.mark.parametrize("threat", PROVED)
def test_what_proves_it_is_there(threat: str) -> None:
    for test in PROVED[threat]:
        path, _, name = test.partition("::")
        held = ast.parse((Path(__file__).parents[1] / path).read_text("utf-8")).body
        (found,) = [one for one in held if isinstance(one, ast.FunctionDef) and one.name == name]
        checks = [one for one in ast.walk(found) if isinstance(one, ast.Assert | ast.With)]
        assert checks, f"{test} checks something"


def pages(client: Client) -> Iterator[tuple[str, Any]]:
    """Every page of the desk that answers to a plain request, with what the case really holds."""
    one, other = [claim.id for claim in the_case().claims()][-2:]
    document = the_case().claim(other).document
    incident = ClaimRow.objects.get(id=other).incident
    real = {"claim": other, "one": one, "other": other, "document": document, "incident": incident}
    for name, values in ALL:
        if policy.may(Role.ADMIN, name):
            answer = client.get(reverse(name, kwargs={part: real.get(part, value) for part, value in values.items()}))
            if answer.status_code in (200, 400, 404) and "text/html" in answer.headers.get("Content-Type", ""):
                yield name, answer


def parsed(page: str) -> Any:
    """A page, or a part of one."""
    return html.document_fromstring(page if "<html" in page else f"<html><body>{page}</body></html>")


def faults(page: str) -> list[str]:
    """What a page holds that its policy would refuse to run, or that would ask another machine for something."""
    found = []
    for element in parsed(page).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and not element.get("src") and element.get("type") not in ("application/json",):
            found.append("a script inside the page")
        if element.tag == "style":
            found.append("a style inside the page")
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "style":
                found.append(f"{element.tag} {name}={value}")
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if name in LEADS and re.match(r"//|(?!data:image/)[a-z][a-z0-9+.-]*:", address):
                found.append(f"{element.tag} {name}={value}")
    return found


@pytest.fixture
def hostile(desk: settings.Desk, client_as: ClientAs) -> Client:
    """An admin at a desk where hostile words stand wherever the platform lets them in."""
    for words in CORPUS:
        the_case().note(words, words[:40], words, {words: words})
        Client(SERVER_NAME=HOST).post("/sign-in/", {"login": words, "password": words})
        anaba(raw=words, publisher=words, title=words, file=words, url=words)
    reckon()
    client = client_as("admin")
    client.defaults["HTTP_USER_AGENT"] = CORPUS[0]
    return client


def test_no_page_holds_what_could_run_or_ask_elsewhere(hostile: Client) -> None:
    seen = {name: faults(answer.text) for name, answer in pages(hostile)}
    assert {"people:log", "judge:claim", "judge:document", "incidents:one", "browse:claims"} <= set(seen)
    assert {name: found for name, found in seen.items() if found} == {}


def test_what_looks_for_faults_finds_them() -> None:
    for bad in (
        "<p onclick=x>", "<script>1</script>", "<style>a{}</style>", "<a href='javascript:x'>", "<img src='//evil.example/x'>",
        "<a href='https://evil.example'>", "<p style='color:red'>", "<a href='java\nscript:x'>",
    ):  # fmt: skip
        assert faults(bad), bad
    assert (
        faults("<a href='/x'><a href='?a=1'><img src='data:image/svg+xml;base64,x'><script src='/static/a.js'></script>") == []
    )


def test_a_hostile_report_is_shown_as_it_was_written(hostile: Client) -> None:
    answers = {name: parsed(answer.text).text_content() for name, answer in pages(hostile)}
    for name in ("judge:document", "judge:claim"):
        assert CORPUS[-1] in answers[name], name
    assert "alert(1)" in answers["browse:claims"]


def test_hostile_words_are_shown_as_words(hostile: Client) -> None:
    page = html.document_fromstring(hostile.get(reverse("people:log")).text)
    said = page.text_content()
    for words in CORPUS:
        assert words[:40] in said
    for name in ("who", "what", "subject"):
        for words in CORPUS:
            shown = html.document_fromstring(hostile.get(reverse("people:log"), {name: words[:40]}).text)
            assert shown.xpath(f"//input[@name='{name}']/@value") == [words[:40]]


def test_signs_that_reorder_are_shown_and_kept_apart(hostile: Client) -> None:
    the_case().note("ana", "read", "file:gnp.\u202eexe.pdf", {})
    page = hostile.get(reverse("people:log"), {"who": "ana"}).text
    cell = html.document_fromstring(page).xpath("//tr[starts-with(@id, 'row-')]/td[5]")[0]
    assert cell.xpath(".//bdi")
    assert cell.xpath(".//*[@data-sign]/@data-sign") == ["U+202E"]


def test_every_answer_keeps_the_browser_to_this_machine(hostile: Client) -> None:
    answers = [
        hostile.get("/"),
        hostile.get("/nothing"),
        hostile.post("/people/log/"),
        Client(SERVER_NAME=HOST).get("/sign-in/"),
    ]
    for answer in answers:
        told = answer.headers
        rules = dict(rule.strip().partition(" ")[::2] for rule in told["Content-Security-Policy"].split(";"))
        assert rules["default-src"] == "'self'"
        assert rules["frame-ancestors"] == rules["object-src"] == rules["base-uri"] == "'none'"
        assert rules["form-action"] == "'self'"
        assert "unsafe" not in told["Content-Security-Policy"]
        assert told["X-Frame-Options"] == "DENY"
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["Referrer-Policy"] == "same-origin"
        assert told["Cross-Origin-Opener-Policy"] == told["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "no-store" in told["Cache-Control"]


def test_no_page_makes_the_desk_ask_another_machine(hostile: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connected(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            asked.append(address)
        connect(self, address)

    def looked_up(host: Any, *args: Any, **more: Any) -> Any:
        if host not in ("127.0.0.1", "::1", "localhost", None):
            asked.append(host)
        return look_up(host, *args, **more)

    monkeypatch.setattr(socket.socket, "connect", connected)
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    assert len(list(pages(hostile))) > 20
    assert asked == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost:80@evil.example", ""])
def test_other_names_are_not_answered(desk: settings.Desk, host: str) -> None:
    assert Client().get("/sign-in/", headers={"host": host}).status_code == 400


def test_scripts_and_styles_name_no_other_machine() -> None:
    own = [path for path in (settings.HERE / "static").rglob("*") if path.suffix in (".js", ".css", ".svg")]
    assert len(own) >= 3
    for path in own:
        text = re.sub(r"/\*.*?\*/|^\s*//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        text = text.replace('xmlns="http://www.w3.org/2000/svg"', "").replace("http://www.w3.org/2000/svg", "")
        assert not re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}|wss?:", text), path.name
        assert not re.findall(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", text), path.name


def test_what_pages_load_is_there(hostile: Client) -> None:
    wanted = set()
    for _, answer in pages(hostile):
        wanted |= set(parsed(answer.text).xpath("//script/@src | //link[@rel='stylesheet']/@href"))
    assert wanted
    for address in wanted:
        assert finders.find(address.removeprefix("/static/")), address


LISTS = [
    "people:log", "browse:incidents", "browse:claims", "browse:map", "browse:areas", "browse:outlines", "browse:timeline",
    "browse:search", "judge:next", "judge:bulk", "collect:left", "incidents:contradictions", "releases:index",
]  # fmt: skip


def asked(page: str) -> set[str]:
    """The names of the fields by which a page may be asked for something."""
    document = parsed(page)
    fields = document.xpath("//form[@method='get' or not(@method)]//*[@name]/@name")
    links = " ".join(document.xpath("//a/@href"))
    return set(fields) | set(re.findall(r"[?&]([\w-]+)=", links))


@pytest.mark.parametrize("name", [name for name in LISTS if name in policy.RULES])
def test_no_filter_breaks_a_list(client_as: ClientAs, name: str) -> None:
    client = client_as("admin")
    address = reverse(name)
    page = client.get(address)
    fields = {"q", "page", "before", "after", "sort", "order"} | (
        asked(page.text) if "html" in page.headers["Content-Type"] else set()
    )
    for words in WORDS:
        answer = client.get(address, dict.fromkeys(fields, words))
        assert answer.status_code in (200, 302, 400, 404), f"{words!r}: {answer.status_code}"
    for at, field in enumerate(sorted(fields)):
        for words in WORDS[at % 8 :: 8]:
            answer = client.get(address, {field: words})
            assert answer.status_code in (200, 302, 400, 404), f"{field}={words!r}: {answer.status_code}"
            assert field == "q" or "syntax" not in answer.text.lower()


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (["UPDATE gawah_log SET payload = '{}' WHERE seq = 3"], "log row 3 "),
        (["DELETE FROM gawah_log WHERE seq = 3"], "log row 4 follows row 2: rows 3 to 3 are gone"),
        ([f"UPDATE gawah_log SET seq = {new} WHERE seq = {old}" for new, old in ((9, 2), (2, 3), (3, 9))], "log row 2 "),
    ],
)
def test_the_doctor_names_the_first_bad_row(tmp_path: Path, statements: list[str], named: str) -> None:
    from gawah.cli.doctor import command
    from gawah.errors import TamperedCase
    from tests.desk.conftest import fill

    path = tmp_path / "a.gawah"
    with Case.create(path) as case:
        fill(case)
        for statement in statements:
            force(case, statement)
    told = CliRunner().invoke(command, ["--case", str(path)])
    assert f"broken: {named}" in " ".join(told.output.split())
    assert isinstance(told.exception, TamperedCase)
