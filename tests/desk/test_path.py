"""The whole path in a browser, on both databases: hand in a folder, review by keyboard, split and merge, publish, find it all
in the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from gawah.desk import cases, serving
from gawah.store import Case
from tests.desk.browsing import Person, chromium, served
from tests.desk.conftest import PASSWORD, SECRET, populate

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1800)]
EXAMPLE = Path(__file__).parents[2] / "examples" / "panjshir-2022"


@pytest.fixture
def case(tmp_path: Path, database: str, _environment: None) -> Iterator[Path]:
    """An empty case, with people who may work on it."""
    from django.db import connections

    path = tmp_path / "valley.gawah"
    serving.settings.set_up()
    Case.create(path, database=database).close()
    serving.prepare(path, database)
    populate()
    cases.close()
    connections.close_all()
    yield path
    with Case.open(path, database=database, read_only=True) as whole:
        assert whole.verify() == []


def hand_in(person: Person) -> None:
    """Hand in the example folder and wait until all is read and computed."""
    person.go("/collect/")
    person.browser.find_element(By.CSS_SELECTOR, "input[webkitdirectory]").send_keys(str(EXAMPLE))
    person.leave(lambda: person.press("s"))
    person.until(lambda _: "All files have been read" in person.text())
    person.until(lambda _: open_questions(person) > 0)


def open_questions(person: Person) -> int:
    """How many questions the first page tells of."""
    person.go("/")
    found = re.search(r"Open questions\n(\d+)", person.text())
    return int(found[1]) if found else 0


def review(person: Person, keys: str) -> list[str]:
    """Decide on one claim after another by one key each; the ids of the claims."""
    person.go("/judge/")
    decided = []
    for key in keys:
        while "/pair/" in person.browser.current_url:
            person.leave(lambda: person.press("u"))
        decided.append(urlsplit(person.browser.current_url).path.strip("/").split("/")[-1])
        person.leave(lambda pressed=key: person.press(pressed))  # type: ignore[misc]
    return decided


def find_incident(person: Person, *words: str) -> str:
    """The address of the first incident of the list (those with the most claims first) whose row holds all words."""
    person.go("/browse/?sort=claims")
    for row in person.browser.find_elements(By.CSS_SELECTOR, "main tbody tr"):
        if all(word in row.text for word in words):
            return urlsplit(row.find_element(By.CSS_SELECTOR, "a").get_attribute("href") or "").path
    raise AssertionError(f"no incident with {words} in: {person.text()}")


def tolls(person: Person, incident: str) -> list[str]:
    """The tolls of an incident with the steps of their arithmetic."""
    person.go(incident)
    return [one.get_attribute("textContent") or "" for one in person.browser.find_elements(By.CSS_SELECTOR, "details.tally")]


def members(person: Person) -> list[str]:
    """The ids of the claims that are laid out on the workbench at hand."""
    return [one.get_attribute("value") or "" for one in person.browser.find_elements(By.CSS_SELECTOR, "input[name='claims']")]


def changed(person: Person, incident: str, before: list[str]) -> list[str]:
    """The tolls once they are others than before."""
    return list(person.until(lambda _: (now := tolls(person, incident)) != before and now))


def log_of(person: Person, what: str) -> list[str]:
    """The rows of the log about one kind of act, particulars included."""
    person.go(f"/people/log/?what={what}")
    for one in person.browser.find_elements(By.CSS_SELECTOR, "main td details summary"):
        one.click()
    return [row.text for row in person.browser.find_elements(By.CSS_SELECTOR, "main tbody tr")]


def test_from_a_folder_to_a_release(case: Path, database: str) -> None:
    with served(case, database) as (address, _), chromium() as browser:
        person = Person(browser, address)
        person.sign_in("editor", PASSWORD, SECRET)
        hand_in(person)
        before = open_questions(person)

        decided = review(person, "aaraduaaan")
        assert len(set(decided)) == 10
        assert "Undo" in person.text()

        incident = find_incident(person, "armed clash", "2022-05-09")
        first = tolls(person, incident)
        claims = members(person)
        assert len(claims) >= 2
        assert browser.find_elements(By.CSS_SELECTOR, "details.tally[open] a[href*='/judge/claim/']"), (
            "a step leads to its claim"
        )
        taken_out(person, claims[-1], "another fight, told as fresh attacks in the same sentence")
        parted = changed(person, incident, first)

        together(person, incident, claims)
        assert changed(person, incident, parted)
        assert {incident_of(person, claim) for claim in claims} == {incident.strip("/").split("/")[-1]}

        assert person.until(lambda _: open_questions(person) != before)
        files = publish(person, "2022-07")
        assert {"incidents.csv", "manifest.json"} & set(files), files
        assert [row for row in log_of(person, "release") if "2022-07" in row and "editor" in row]

        judged = log_of(person, "judge")
        for claim in decided[:9]:
            assert [row for row in judged if claim in row and "editor" in row], claim
        assert [row for row in judged if "told as fresh attacks" in row]
        person.leave(lambda: person.press("v"))
        assert "The case is sound" in person.text()
        assert not [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def publish(person: Person, name: str) -> list[str]:
    """Look what would go out, make the release, and give the names of its files."""
    browser: webdriver.Chrome = person.browser
    person.go("/releases/")
    person.type(name=name)
    browser.find_element(By.NAME, "include").click()
    person.leave(lambda: person.press("s"))
    person.until(lambda _: "What is held back" in person.text())
    person.leave(lambda: person.press("m"))
    person.until(lambda _: browser.find_elements(By.CSS_SELECTOR, "#progress a[data-key='o']"))
    person.leave(lambda: person.press("o"))
    return [one.text for one in browser.find_elements(By.CSS_SELECTOR, "main td a")]


def taken_out(person: Person, claim: str, why: str) -> None:
    """Take a claim out of the incident at hand."""
    browser: webdriver.Chrome = person.browser
    browser.find_element(By.CSS_SELECTOR, f"input[name='claims'][value='{claim}']").click()
    browser.find_element(By.ID, "why-split").send_keys(why)
    person.leave(browser.find_element(By.CSS_SELECTOR, "#split button").click)


def incident_of(person: Person, claim: str) -> str:
    """The id of the incident in which a claim stands."""
    person.go(f"/judge/claim/{claim}/")
    link = person.browser.find_element(By.CSS_SELECTOR, "aside a[href*='/incidents/']").get_attribute("href") or ""
    return urlsplit(link).path.strip("/").split("/")[-1]


def together(person: Person, incident: str, claims: list[str]) -> None:
    """Merge with an incident those in which its other claims now stand."""
    apart = [claim for claim in claims if incident_of(person, claim) not in incident]
    assert apart
    for claim in apart:
        if (other := incident_of(person, claim)) not in incident:
            person.go(incident)
            person.browser.find_element(By.CSS_SELECTOR, "input#with").send_keys(other)
            person.leave(person.browser.find_element(By.CSS_SELECTOR, "form[action$='/merge/'] button").click)
            person.until(lambda _, one=claim: incident_of(person, one) in incident)
