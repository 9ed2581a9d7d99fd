"""Review in a real browser: hostile words stay words (threat 5), and the toll changes before one's eyes."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.by import By

from gawah.desk import cases, settings
from gawah.store import Case
from tests.desk.browsing import Person, chromium, served
from tests.desk.conftest import PASSWORD, SECRET
from tests.desk.judge.test_documents import PAYLOADS
from tests.desk.reviewing import anaba

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def asked_of(person: Person) -> set[str]:
    """The hosts that the browser asked something of."""
    lines = [json.loads(entry["message"])["message"] for entry in person.browser.get_log("performance")]
    urls = [line["params"]["request"]["url"] for line in lines if line["method"] == "Network.requestWillBeSent"]
    return {urlsplit(url).netloc for url in urls if url.startswith("http")}


def dialog(person: Person) -> bool:
    """Whether a page has opened one."""
    try:
        person.browser.switch_to.alert.accept()
    except NoAlertPresentException:
        return False
    return True


def test_hostile_words_and_a_toll_that_changes(desk: settings.Desk) -> None:
    claim = anaba(3)
    evil = [anaba(2, raw=one, title=one, publisher=one, url=one, file=one, doubts=(one,)) for one in PAYLOADS]
    cases.close()
    with served(desk.case, desk.database) as (address, _), chromium() as browser:
        person = Person(browser, address)
        person.sign_in("reviewer", PASSWORD, SECRET)
        person.until(lambda _: (person.go(f"/judge/claim/{claim.id}/"), "Its incident" in browser.page_source)[1])

        for one in evil:
            for path in (f"/judge/document/{one.document}/", f"/judge/claim/{one.id}/", f"/judge/claim/{one.id}/correct/"):
                person.go(path)
                assert not dialog(person), path
        assert asked_of(person) == {urlsplit(address).netloc}

        person.go(f"/judge/claim/{claim.id}/place/?name=Anaba")
        shown = person.until(lambda _: browser.find_elements(By.CSS_SELECTOR, "path.place"))
        assert len(shown) >= 1
        shown[-1].click()
        chosen = browser.find_element(By.CSS_SELECTOR, "[name=choice]:checked").get_attribute("value")
        assert chosen not in {"drawn", "unresolved", "machine"}
        person.press("m")
        browser.find_element(By.ID, "map").click()
        assert browser.find_element(By.ID, "drawn").is_selected()
        assert "," in str(browser.find_element(By.ID, "points").get_attribute("value"))

        person.go(f"/judge/claim/{claim.id}/")
        person.leave(lambda: person.press("d"))
        person.until(lambda _: "Kept. No toll has changed." in person.text() or "have changed" in person.text())
        person.leave(lambda: person.press("z"))
        assert "Taken back: discounted" in browser.page_source
        assert not [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    with Case.open(desk.case, database=desk.database) as case:
        assert [one.verdict.value for one in case.judgements()] == ["discount", "withdraw"]
        assert case.verify() == []
