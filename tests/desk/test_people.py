"""Signing in, one-time codes, lock-out, roles, sessions (threat 9), invitations and the log."""

from __future__ import annotations

import json
import re
import shutil
import stat
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse

from gawah.desk import cases, settings
from gawah.desk.cases import the_case
from gawah.desk.people import first
from gawah.desk.people.models import Person
from tests.desk.conftest import HOST, PASSWORD, SECRET, ClientAs


def code_now(secret: str = SECRET) -> str:
    """What an authenticator shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def sign_in(name: str, password: str = PASSWORD) -> tuple[Client, int, str]:
    """A new browser after the page of name and password: it, the status, and where it was led."""
    client = Client(SERVER_NAME=HOST)
    answer = client.post("/sign-in/", {"login": name, "password": password})
    return client, answer.status_code, getattr(answer, "url", "")


def is_in(client: Client) -> bool:
    return client.get(reverse("people:account")).status_code == 200


def acts(what: str) -> list[tuple[str, str]]:
    return [(entry.who, entry.subject) for entry in the_case().latest(what=what)]


def test_a_viewer_signs_in_with_a_password(desk: settings.Desk) -> None:
    client, status, led = sign_in("viewer")
    assert (status, led) == (302, "/")
    assert is_in(client)
    assert acts("sign in") == [("viewer", "person:viewer")]


def test_a_reviewer_signs_in_with_a_password_and_a_code(desk: settings.Desk) -> None:
    client, _, led = sign_in("reviewer")
    assert led == reverse("mfa_authenticate")
    assert not is_in(client)
    wrong = client.post(led, {"code": "000000"})
    assert "Incorrect code" in wrong.text
    assert client.post(led, {"code": code_now()}).status_code == 302
    assert is_in(client)


def test_a_code_works_once(desk: settings.Desk) -> None:
    code = code_now()
    one, _, led = sign_in("reviewer")
    assert one.post(led, {"code": code}).status_code == 302
    other, _, led = sign_in("reviewer")
    assert "Incorrect code" in other.post(led, {"code": code}).text
    assert not is_in(other)


def test_a_code_works_once_even_if_the_desk_is_started_again(desk: settings.Desk) -> None:
    code = code_now()
    one, _, led = sign_in("reviewer")
    one.post(led, {"code": code})
    cases.close()
    settings.configure(desk.case, desk.database)
    other, _, led = sign_in("reviewer")
    other.post(led, {"code": code})
    assert not is_in(other)


def test_a_recovery_code_works_once_in_place_of_a_code(desk: settings.Desk) -> None:
    from allauth.mfa.models import Authenticator

    kept = Authenticator.objects.get(user__name="editor", type="recovery_codes")
    code = kept.wrap().get_unused_codes()[0]
    for works in (True, False):
        client, _, led = sign_in("editor")
        client.post(led, {"code": code})
        assert is_in(client) == works


def test_secrets_of_codes_are_not_kept_in_the_clear(desk: settings.Desk) -> None:
    from allauth.mfa.models import Authenticator

    assert not any(SECRET in json.dumps(one.data) for one in Authenticator.objects.all())


@pytest.mark.parametrize("way", ["code", "password"])
def test_guessing_is_locked(desk: settings.Desk, way: str) -> None:
    """The sixth wrong password in a row finds the door locked, the right one too; codes are limited as well."""
    if way == "password":
        statuses = [sign_in("editor", f"wrong {at}")[1] for at in range(6)]
        assert statuses[:4] == [200] * 4
        assert statuses[5] == 429
        assert sign_in("editor")[1] == 429
        assert acts("lock out")[0] == ("gawah", "person:editor")
        assert sign_in("reviewer")[1] == 302
        return
    client, _, led = sign_in("reviewer")
    answers = [client.post(led, {"code": f"00000{at}"}).text for at in range(7)]
    assert "Too many failed" in answers[-1]
    client.post(led, {"code": code_now()})
    assert not is_in(client)


def test_a_lock_outlives_a_new_start_and_an_admin_opens_it(desk: settings.Desk, client_as: ClientAs) -> None:
    for at in range(6):
        sign_in("viewer", f"wrong {at}")
    cases.close()
    settings.configure(desk.case, desk.database)
    assert sign_in("viewer")[1] == 429
    person = Person.objects.get(name="viewer")
    shown = client_as("admin").post(reverse("people:anew", args=[person.pk])).text
    client, status, _ = sign_in("viewer", once_in(shown))
    assert status == 302
    assert client.get("/").url == reverse("account_change_password")


def once_in(page: str) -> str:
    found = re.search(r'<code class="secret">([^<]+)</code>', page)
    assert found
    return found[1]


def test_a_name_that_is_not_there_is_told_nothing_else(desk: settings.Desk) -> None:
    pages = []
    for name in ("reviewer", "nobody-here"):
        answer = Client(SERVER_NAME=HOST).post("/sign-in/", {"login": name, "password": "wrong"})
        pages.append(re.sub(r'value="[^"]*"|X-CSRFToken[^}]*', "", answer.text))
    assert pages[0] == pages[1]


def test_passwords_are_kept_by_a_slow_hash_with_a_salt(desk: settings.Desk) -> None:
    kept = Person.objects.invite("noor", "viewer", PASSWORD).password
    other = Person.objects.invite("omid", "viewer", PASSWORD).password
    assert kept.startswith("scrypt$16384$")
    assert kept != other


def test_every_desk_has_a_key_of_its_own_for_its_owner_alone(tmp_path: Path) -> None:
    keys = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        keys |= {settings.key(tmp_path / name), settings.key(tmp_path / name)}
        assert stat.S_IMODE((tmp_path / name / "desk.key").stat().st_mode) == 0o600
        assert [path.name for path in (tmp_path / name).iterdir()] == ["desk.key"]
    assert len(keys) == 2
    assert all(len(key) >= 50 for key in keys)


def test_a_session_of_one_desk_is_none_of_another(desk: settings.Desk, client_as: ClientAs, tmp_path: Path) -> None:
    if desk.database:
        pytest.skip("copies the folder")
    client = client_as("admin")
    assert is_in(client)
    other = tmp_path / "other.gawah"
    cases.close()
    shutil.copytree(desk.case, other)
    (other / "desk.key").unlink()
    settings.configure(other)
    assert not is_in(client)


def test_signing_in_makes_a_new_session(desk: settings.Desk) -> None:
    client = Client(SERVER_NAME=HOST)
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies["desk"] = before
    client.post("/sign-in/", {"login": "viewer", "password": PASSWORD})
    assert client.cookies["desk"].value != before
    assert is_in(client)


def test_cookies_are_for_this_site_alone(desk: settings.Desk) -> None:
    client, _, _ = sign_in("viewer")
    for name in ("desk", "csrftoken"):
        client.get("/")
        assert client.cookies[name]["httponly"], name
        assert client.cookies[name]["samesite"] in ("Lax", "Strict"), name
        assert not client.cookies[name]["secure"]
    settings.configure(desk.case, desk.database, https=True)
    client, _, _ = sign_in("viewer")
    assert client.cookies["desk"]["secure"]
    settings.configure(desk.case, desk.database)


@pytest.mark.parametrize("change", ["role", "able", "end", "anew"])
def test_what_an_admin_changes_ends_every_session(client_as: ClientAs, change: str) -> None:
    theirs, also = client_as("reviewer"), client_as("reviewer")
    assert is_in(theirs)
    person = Person.objects.get(name="reviewer")
    client_as("admin").post(reverse(f"people:{change}", args=[person.pk]), {"role": "viewer"})
    assert not is_in(theirs)
    assert not is_in(also)


def test_a_role_is_given_and_told_in_the_log(client_as: ClientAs) -> None:
    person = Person.objects.get(name="viewer")
    client_as("admin").post(reverse("people:role", args=[person.pk]), {"role": "editor"})
    person.refresh_from_db()
    assert person.role == "editor"
    (entry,) = the_case().latest(what="give role")
    assert (entry.who, entry.subject) == ("admin", "person:viewer")
    assert json.loads(entry.payload) == {"before": "viewer", "after": "editor"}


@pytest.mark.parametrize("wanted", ["", "root", "ADMIN", "nobody"])
def test_there_are_no_other_roles(client_as: ClientAs, wanted: str) -> None:
    person = Person.objects.get(name="viewer")
    assert client_as("admin").post(reverse("people:role", args=[person.pk]), {"role": wanted}).status_code == 403
    person.refresh_from_db()
    assert person.role == "viewer"


@pytest.mark.parametrize(("change", "data"), [("role", {"role": "viewer"}), ("able", {})])
def test_the_last_admin_stays(client_as: ClientAs, change: str, data: dict[str, str]) -> None:
    person = Person.objects.get(name="admin")
    answer = client_as("admin").post(reverse(f"people:{change}", args=[person.pk]), data)
    assert answer.status_code == 400
    assert "last admin" in answer.text
    person.refresh_from_db()
    assert (person.role, person.is_active) == ("admin", True)


def test_who_is_disabled_cannot_sign_in(client_as: ClientAs) -> None:
    person = Person.objects.get(name="viewer")
    client_as("admin").post(reverse("people:able", args=[person.pk]))
    client, _, _ = sign_in("viewer")
    assert not is_in(client)
    client_as("admin").post(reverse("people:able", args=[person.pk]))
    assert is_in(sign_in("viewer")[0])


def test_an_invited_reviewer_sets_up_everything_before_anything_else(client_as: ClientAs) -> None:
    shown = client_as("admin").post(reverse("people:invite"), {"name": "noor", "role": "reviewer"})
    password = once_in(shown.text)
    assert "no-store" in shown.headers["Cache-Control"]
    assert password not in client_as("admin").get(reverse("people:list")).text
    assert password not in json.dumps([entry.payload for entry in the_case().log()])

    client, _, _ = sign_in("noor", password)
    assert client.get(reverse("people:log")).url == reverse("account_change_password")
    weak = client.post(
        reverse("account_change_password"), {"oldpassword": password, "password1": "short", "password2": "short"}
    )
    assert "at least 12" in weak.text
    mine = "nine goats on a hill"
    client.post(reverse("account_change_password"), {"oldpassword": password, "password1": mine, "password2": mine})
    assert client.get(reverse("people:log")).url == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(once_in(page.text))})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("people:log")).status_code == 200
    codes = client.get(answer.url).text
    assert codes.count("<li><code>") == 10
    assert ("noor", "person:noor") in acts("change password")
    assert ("noor", "person:noor") in acts("set up codes")


@pytest.mark.parametrize(
    ("name", "told"),
    [("admin", "already exists"), ("<b>", "Letters, digits"), ("", "required"), ("x" * 61, "60"), ("a b", "Letters, digits"),
     ("\u202eadmin", "Letters, digits")],
)  # fmt: skip
def test_a_name_that_cannot_be_is_refused_at_the_field(client_as: ClientAs, name: str, told: str) -> None:
    answer = client_as("admin").post(reverse("people:invite"), {"name": name, "role": "viewer"})
    assert answer.status_code == 400
    assert told in answer.text
    assert Person.objects.count() == 4


def test_changing_the_password_keeps_this_session_and_ends_the_others(client_as: ClientAs) -> None:
    here, there = client_as("viewer"), client_as("viewer")
    mine = "nine goats on a hill"
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": mine, "password2": mine})
    assert is_in(here)
    assert not is_in(there)


def test_one_ends_ones_sessions(desk: settings.Desk) -> None:
    from allauth.usersessions.models import UserSession

    here, there, third = (sign_in("viewer")[0] for _ in range(3))
    number = UserSession.objects.get(session_key=there.cookies["desk"].value).pk
    here.post(reverse("people:end_session"), {"session": number})
    assert [is_in(client) for client in (here, there, third)] == [True, False, True]
    here.post(reverse("people:end_session"))
    assert [is_in(client) for client in (here, there, third)] == [False, False, False]


def test_nobody_ends_the_session_of_another(client_as: ClientAs) -> None:
    from allauth.usersessions.models import UserSession

    theirs = sign_in("viewer")[0]
    number = UserSession.objects.get(session_key=theirs.cookies["desk"].value).pk
    client_as("reviewer").post(reverse("people:end_session"), {"session": number})
    assert is_in(theirs)


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https://evil.example/x", "javascript:alert(1)", "\\\\evil.example"]
)
@pytest.mark.parametrize("door", ["/sign-in/", "/language/", "/sign-out/"])
def test_nobody_is_led_elsewhere(client_as: ClientAs, target: str, door: str) -> None:
    client = client_as("nobody" if door == "/sign-in/" else "viewer")
    answer = client.post(door, {"next": target, "login": "viewer", "password": PASSWORD, "language": "fa"})
    assert answer.status_code == 302
    assert answer.url.startswith("/")
    assert "evil" not in answer.url
    assert "alert" not in answer.url


def test_a_page_that_was_asked_for_comes_after_signing_in(desk: settings.Desk) -> None:
    client = Client(SERVER_NAME=HOST)
    door = client.get("/people/account/?a=1").url
    assert (
        client.post(door, {"login": "viewer", "password": PASSWORD, "next": "/people/account/?a=1"}).url
        == "/people/account/?a=1"
    )


def test_there_is_no_way_to_sign_up(client_as: ClientAs) -> None:
    for address in ("/sign-up/", "/account/signup/", "/accounts/signup/", "/signup/", "/account/password/reset/"):
        assert client_as("nobody").get(address).status_code == 404


def test_the_first_account_needs_the_code_that_was_printed(desk: settings.Desk) -> None:
    assert first.offer() == ""
    Person.objects.all().delete()
    code = first.offer()
    client = Client(SERVER_NAME=HOST)
    filled = {"name": "noor", "password": "nine goats on a hill", "again": "nine goats on a hill"}
    for wrong in ("", "x", code[:-1], code + "x", "\u06f1" * 20):
        answer = client.post(reverse("people:first"), {**filled, "code": wrong})
        assert answer.status_code == 400, wrong
        assert "noor" in answer.text
    differ = client.post(reverse("people:first"), {**filled, "code": code, "again": "nine goats"})
    assert "differ" in differ.text
    assert not Person.objects.exists()
    assert client.post(reverse("people:first"), {**filled, "code": code}).url == reverse("account_login")
    assert sign_in("noor", filled["password"])[0].get("/").url == reverse("mfa_activate_totp")
    assert Person.objects.get().role == "admin"
    again = client.post(reverse("people:first"), {**filled, "name": "other", "code": code})
    assert again.status_code == 403
    assert Person.objects.count() == 1


def test_viewers_see_no_names_of_staff(client_as: ClientAs) -> None:
    viewer = client_as("viewer")
    for name in ("people:list", "people:log"):
        assert viewer.get(reverse(name)).status_code == 403
    assert "reviewer" not in viewer.get(reverse("people:account")).text.replace("previewer", "")


def test_the_log_is_paged_and_filtered(client_as: ClientAs) -> None:
    for number in range(250):
        the_case().note("ana", "read", f"document:{number}", {})
    client = client_as("reviewer")
    page = client.get(reverse("people:log")).text
    assert page.count('<tr id="row-') == 100
    further = re.search(r'href="(\?[^"]+)" data-key="n"', page)
    assert further
    second = client.get(reverse("people:log") + further[1].replace("&amp;", "&")).text
    assert second.count('<tr id="row-') == 100
    rows = [int(row) for row in re.findall(r'<tr id="row-(\d+)"', page + second)]
    assert rows == sorted(set(rows), reverse=True)
    one = client.get(reverse("people:log"), {"who": "ana", "subject": "document:77"}).text
    assert one.count('<tr id="row-') == 1
    assert "No row matches" in client.get(reverse("people:log"), {"what": "nothing"}).text
    for bad in ("x", "-1", "9" * 30):
        assert client.get(reverse("people:log"), {"before": bad}).status_code == 400


def test_the_log_is_verified_on_the_page(client_as: ClientAs) -> None:
    from tests.store.test_log import force

    client = client_as("reviewer")
    assert "The case is sound" in client.post(reverse("people:verify")).text
    assert acts("verify")[0] == ("reviewer", "case")
    force(the_case(), "UPDATE gawah_log SET who = 'x' WHERE seq = 3")
    found = client.post(reverse("people:verify")).text
    assert "log row 3 (keep document:" in found
    assert "has been changed" in found


def test_what_guards_an_account_asks_again_who_one_is(desk: settings.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from gawah.desk.people import adapters

    client, _, led = sign_in("reviewer")
    client.post(led, {"code": code_now()})
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    monkeypatch.setattr(adapters, "AGAIN_SECONDS", 0)
    for name in ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate"))
    monkeypatch.undo()
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def test_another_authenticator_is_set_up_at_once(client_as: ClientAs, desk: settings.Desk) -> None:
    client, _, led = sign_in("reviewer")
    client.post(led, {"code": code_now()})
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get(reverse("people:log")).url == reverse("mfa_activate_totp")
    assert acts("remove codes")
