"""The desk in a real browser: signing in, every page that can be reached, keys, languages, a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_core_python.base import AXE_SCRIPT
from django.urls import resolve
from selenium import webdriver
from selenium.webdriver.common.by import By

from gawah.desk import cases, serving
from gawah.store import Case
from tests.desk.browsing import Person, chromium, code_now, served
from tests.desk.conftest import PASSWORD, SECRET, fill, populate

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1800)]
SIZE = 100_000
"""Most bytes of a page, so that it can be used on a slow line."""


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, _environment: None) -> Iterator[str]:
    """A desk with people on the small case."""
    path = tmp_path_factory.mktemp("browser") / "valley.gawah"
    with Case.create(path) as case:
        fill(case)
    serving.prepare(path)
    populate()
    from django.db import connections

    cases.close()
    connections.close_all()
    with served(path) as (found, _):
        yield found


@pytest.fixture(scope="module")
def session(browser: webdriver.Chrome, address: str) -> list[dict[str, Any]]:
    """The cookies of an admin who has signed in."""
    browser.delete_all_cookies()
    person = Person(browser, address)
    person.sign_in("admin", PASSWORD, SECRET)
    person.until(lambda _: person.go("/") or "Open questions" in person.text())
    return browser.get_cookies()


@pytest.fixture
def admin(browser: webdriver.Chrome, address: str, session: list[dict[str, Any]]) -> Person:
    """The admin at the browser, whoever used it before."""
    person = Person(browser, address)
    person.go("/sign-in/")
    browser.delete_all_cookies()
    for cookie in session:
        browser.add_cookie(cookie)
    person.go("/")
    return person


def requested(browser: webdriver.Chrome) -> set[str]:
    """Addresses that the browser asked for since this was last called."""
    lines = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return {line["params"]["request"]["url"] for line in lines if line["method"] == "Network.requestWillBeSent"}


def look(person: Person) -> list[str]:
    """What is wrong with the page at hand: rules of accessibility in both schemes of colour, width of a phone, size."""
    browser, wrong = person.browser, []
    for scheme in ("light", "dark"):
        colours = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": colours})
        wrong += [f"{scheme}: {words}" for words in axe(browser)]
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    if (wide := browser.execute_script("return document.documentElement.scrollWidth")) > 390:
        wrong.append(f"{wide} pixels wide on a phone of 390")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    if (size := len(browser.page_source.encode())) > SIZE:
        wrong.append(f"{size} bytes")
    return wrong


def axe(browser: webdriver.Chrome) -> list[str]:
    """What the rules of WCAG 2.2 AA find."""
    browser.execute_script(AXE_SCRIPT)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    run = "axe.run(document, {runOnly: arguments[0]}).then(arguments[1], (fault) => arguments[1]({fault: String(fault)}))"
    found = browser.execute_async_script(run, tags)
    assert not found.get("fault"), found
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found["violations"]]


def links(person: Person) -> list[str]:
    """Where the page leads on this desk."""
    script = (
        "return [...document.querySelectorAll('a[href]')].map((a) => new URL(a.getAttribute('href'), document.baseURI).href)"
    )
    found = person.browser.execute_script(script)
    inside = [urlsplit(one) for one in found if one.startswith(person.address)]
    return [f"{one.path}{'?' + one.query if one.query else ''}" for one in inside]


def crawl(person: Person, *, each: int = 1) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, `each` times for each name of a URL: the name and the address."""
    seen: dict[str, int] = {}
    waiting, known = ["/"], {"/"}
    while waiting:
        path = waiting.pop(0)
        name = resolve(urlsplit(path).path).view_name
        if seen.get(name, 0) >= each or name in {"collect:original", "judge:original", "mfa_download_recovery_codes"}:
            continue
        seen[name] = seen.get(name, 0) + 1
        person.go(path)
        yield name, path
        for link in links(person):
            if link not in known:
                known.add(link)
                waiting.append(link)


def test_every_page_is_usable_and_asks_nothing_of_others(admin: Person) -> None:
    requested(admin.browser)
    admin.browser.get_log("browser")
    wrong: dict[str, list[str]] = {}
    names = []
    for name, path in crawl(admin):
        names.append(name)
        wrong[path] = look(admin)
        if cookie := admin.browser.execute_script("return document.cookie"):
            wrong[path].append(f"a script can read {cookie}")
        wrong[path] += [one["message"][:300] for one in admin.browser.get_log("browser") if one["level"] == "SEVERE"]
    assert {"home", "people:log", "judge:claim", "judge:document", "incidents:one", "releases:index"} <= set(names)
    assert {path: found for path, found in wrong.items() if found} == {}
    elsewhere = {one for one in requested(admin.browser) if not one.startswith((admin.address, "data:", "about:", "blob:"))}
    assert elsewhere == set()


def test_who_starts_a_desk_makes_the_first_account_and_sets_up_codes(browser: webdriver.Chrome, tmp_path: Path) -> None:
    with served(tmp_path / "new.gawah", "", "--new") as (address, told):
        person = Person(browser, address)
        code = re.search(r"\?code=(\S+)", told)
        assert code
        person.go("/people/first/")
        person.type(code="wrong", name="noor", password=PASSWORD, again=PASSWORD)
        person.send()
        assert "not the code" in person.text()
        assert browser.find_element(By.NAME, "name").get_attribute("value") == "noor"
        person.type(code=code[1], password=PASSWORD, again=PASSWORD)
        person.send()
        person.type(login="noor", password=PASSWORD)
        person.send()
        assert "Set up one-time codes" in person.text()
        picture: Any = browser.find_element(By.CSS_SELECTOR, "img.qr")
        assert browser.execute_script("return arguments[0].naturalWidth", picture) > 0
        assert look(person) == []
        secret = browser.find_element(By.CSS_SELECTOR, "code.secret").text
        person.type(code=code_now(secret))
        person.send()
        assert len(browser.find_elements(By.CSS_SELECTOR, ".codes li")) == 10
        assert look(person) == []
        person.go("/people/log/")
        assert "set up codes" in person.text()
    browser.delete_all_cookies()


def test_signing_in_takes_a_password_and_a_code(browser: webdriver.Chrome, address: str) -> None:
    browser.delete_all_cookies()
    person = Person(browser, address)
    person.go("/people/log/")
    person.type(login="editor", password=PASSWORD)
    person.send()
    assert "One-time code" in person.text()
    person.type(code="123456")
    person.send()
    assert "Incorrect code" in person.text()
    person.type(code=code_now(SECRET))
    person.send()
    assert urlsplit(browser.current_url).path == "/people/log/"


def test_keys_are_told_on_the_page_and_can_be_turned_off(browser: webdriver.Chrome, address: str) -> None:
    browser.delete_all_cookies()
    person = Person(browser, address)
    person.sign_in("reviewer", PASSWORD, SECRET)
    person.go("/people/log/")
    person.press("?")
    dialog = browser.find_element(By.ID, "keys")
    assert dialog.is_displayed()
    assert "Verify the case" in dialog.text
    browser.find_element(By.ID, "single-keys").click()
    dialog.find_element(By.CSS_SELECTOR, "form button").click()
    person.press("v")
    assert urlsplit(browser.current_url).path == "/people/log/"
    person.press("?")
    browser.find_element(By.ID, "single-keys").click()
    dialog.find_element(By.CSS_SELECTOR, "form button").click()
    person.leave(lambda: person.press("v"))
    assert "The case is sound" in person.text()


@pytest.mark.parametrize(("code", "word"), [("fa", "ورود"), ("ps", "ننوتل"), ("ar", "تسجيل الدخول")])
def test_the_desk_speaks_languages_that_run_from_right_to_left(
    browser: webdriver.Chrome, address: str, code: str, word: str
) -> None:
    browser.delete_all_cookies()
    person = Person(browser, address)
    person.go("/sign-in/")
    option = browser.find_element(By.CSS_SELECTOR, f"#language option[value='{code}']")
    option.click()
    person.leave(lambda: browser.find_element(By.CSS_SELECTOR, ".language button").click())
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("dir") == "rtl"
    assert word in person.text()
    heading, field = (browser.find_element(By.CSS_SELECTOR, one).rect for one in ("h1", "#id_login"))
    assert heading["x"] + heading["width"] == pytest.approx(field["x"] + field["width"], abs=2)
    assert look(person) == []
    browser.delete_all_cookies()


ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,} [a-z]{2,}")
"""Four words in a row, most of them small: a sentence, no name."""
STRAY = """
const found = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!at.closest("[lang]:not(html), [dir]:not(html), bdi, .text, code, .id, option")) found.push(walk.currentNode.data);
}
return found;
"""


def test_every_page_is_usable_from_right_to_left(browser: webdriver.Chrome, address: str, admin: Person) -> None:
    """Persian: the rules of accessibility, nothing wider than a phone, and no English sentence that does not say that it is."""
    admin.go("/people/")
    assert [words for words in browser.execute_script(STRAY) if ENGLISH.search(words)], "English is found where it is"
    browser.find_element(By.CSS_SELECTOR, "#language option[value='fa']").click()
    admin.leave(lambda: browser.find_element(By.CSS_SELECTOR, ".language button").click())
    wrong: dict[str, list[str]] = {}
    for _, path in crawl(admin):
        stray = [words for words in browser.execute_script(STRAY) if ENGLISH.search(words)]
        wrong[path] = look(admin) + [f"English: {words.strip()[:80]}" for words in stray]
    assert len(wrong) > 15
    assert {path: found for path, found in wrong.items() if found} == {}
    admin.go("/")
    browser.find_element(By.CSS_SELECTOR, "#language option[value='en']").click()
    admin.leave(lambda: browser.find_element(By.CSS_SELECTOR, ".language button").click())


def test_it_works_without_scripts(address: str) -> None:
    with chromium("--blink-settings=scriptEnabled=false") as browser:
        browser.get(f"{address}/sign-in/")
        browser.find_element(By.NAME, "login").send_keys("viewer")
        field = browser.find_element(By.NAME, "password")
        field.send_keys(PASSWORD)
        field.submit()
        Person(browser, address).until(lambda one: urlsplit(one.current_url).path == "/", 20)
        assert browser.find_element(By.CSS_SELECTOR, "nav a").is_displayed()


def test_a_veil_hides_until_it_is_opened(browser: webdriver.Chrome, admin: Person) -> None:
    from django.template.loader import render_to_string

    page = (
        render_to_string("desk/veil_open.html", {"why": "bodies"})
        + "<p id=seen>x</p>"
        + render_to_string("desk/veil_close.html")
    )
    assert re.search("<details(?![^>]*open)", page)
    admin.go("/")
    browser.execute_script("document.querySelector('main').innerHTML = arguments[0]", page)
    seen: Any = browser.find_element(By.ID, "seen")
    assert not seen.is_displayed()
    browser.find_element(By.CSS_SELECTOR, ".veil summary").click()
    assert seen.is_displayed()


def test_dates_and_arrows_keep_their_order_from_right_to_left(browser: webdriver.Chrome, address: str) -> None:
    """After an Arabic letter a bare 2022-07-18 would be shown as 18-07-2022, and an arrow would point backwards."""
    person = Person(browser, address)
    person.go("/sign-in/")
    made = "<p>گفته شده <bdi>2022-07-18</bdi> <time>2022-07-18</time></p><p>یک <span class='to'>→</span> دو</p>"
    browser.execute_script(
        "document.documentElement.dir = 'rtl'; document.querySelector('main').innerHTML = arguments[0]", made
    )
    measure = """return [...document.querySelectorAll('main bdi, main time')].map((one) => {
        const at = (from) => { const range = document.createRange(); range.setStart(one.firstChild, from);
            range.setEnd(one.firstChild, from + 1); return range.getBoundingClientRect().left; };
        return at(0) < at(9); })"""
    assert browser.execute_script(measure) == [True, True]
    turned = "return getComputedStyle(document.querySelector('.to')).transform"
    assert browser.execute_script(turned) == "matrix(-1, 0, 0, 1, 0, 0)"
