"""The brief in a real browser: it shows itself, asks for nothing from elsewhere, and fits a phone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from gawah.publish import compose, html_page
from tests.publish.made import HOSTILE, account

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        if os.environ.get("CI"):
            pytest.fail("CI must have chromium and chromedriver")
        pytest.skip("no chromium and chromedriver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    quiet = ("background-networking", "component-update", "sync", "quic", "gpu")
    for argument in ("--headless=new", "--no-sandbox", "--no-first-run", *(f"--disable-{one}" for one in quiet)):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
    yield found
    found.quit()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(html_page(compose(account(), title=f"Valley {HOSTILE}", version="1")), "utf-8")
    return path


def test_it_shows_itself_without_errors_or_requests(browser: webdriver.Chrome, page: Path) -> None:
    browser.get_log("performance")
    browser.get(page.as_uri())
    assert browser.find_element(By.TAG_NAME, "h1").is_displayed()
    assert not [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    asked = [line["message"] for line in browser.get_log("performance") if "Network.requestWillBeSent" in line["message"]]
    assert not [line for line in asked if '"url":"http' in line]


def test_a_note_leads_to_its_words(browser: webdriver.Chrome, page: Path) -> None:
    browser.get(page.as_uri())
    link = browser.find_element(By.CSS_SELECTOR, ".refs a")
    target = (link.get_attribute("href") or "").split("#")[1]
    link.click()
    note = browser.find_element(By.ID, target)
    assert note.find_element(By.TAG_NAME, "mark").text


def test_hostile_words_are_shown_as_words(browser: webdriver.Chrome, page: Path) -> None:
    browser.get(page.as_uri())
    assert not browser.find_elements(By.TAG_NAME, "script")
    assert "alert(1)" in browser.find_element(By.TAG_NAME, "h1").text


def test_it_fits_a_phone(browser: webdriver.Chrome, page: Path) -> None:
    browser.set_window_size(500, 900)
    browser.get(page.as_uri())
    wide = browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
