"""A desk that runs as its users run it (`gawah serve` in a process of its own), and a browser that looks at it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

WAIT = 200
"""Seconds that a busy machine is given."""


@contextlib.contextmanager
def served(case: Path, database: str = "", *more: str) -> Iterator[tuple[str, str]]:
    """Address of a desk that is being served, and what it printed at the start."""
    options = ["--case", str(case), "--port", "0", *(["--database", database] if database else []), *more]
    told = case.with_suffix(".told")
    with told.open("w") as file:
        command = [sys.executable, "-u", "-m", "gawah", "serve", *options]
        desk = subprocess.Popen(command, stdout=file, stderr=file)
    try:
        until = time.monotonic() + WAIT
        while not (found := re.search(r"http://\S+(?= \(stop)", told.read_text())):
            if desk.poll() is not None or time.monotonic() > until:
                pytest.fail(f"the desk did not start: {told.read_text()}")
            time.sleep(0.1)
        yield found[0].rstrip("/"), told.read_text()
    finally:
        desk.terminate()
        desk.wait(WAIT)


@contextlib.contextmanager
def chromium(*arguments: str) -> Iterator[webdriver.Chrome]:
    """A headless browser that asks for nothing of its own accord."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver:
        if os.environ.get("CI"):
            pytest.fail("CI must have chromium and chromedriver")
        pytest.skip("no chromium and chromedriver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    quiet = ("background-networking", "component-update", "sync", "quic", "gpu")
    fixed = ("--headless=new", "--no-sandbox", "--no-first-run", "--window-size=1280,900", "--lang=en")
    for argument in (*fixed, *(f"--disable-{one}" for one in quiet), *arguments):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
    found.set_script_timeout(WAIT)
    try:
        yield found
    finally:
        found.quit()


class Person:
    """Somebody at a browser."""

    def __init__(self, browser: webdriver.Chrome, address: str) -> None:
        self.browser, self.address = browser, address

    def go(self, path: str) -> None:
        self.browser.get(f"{self.address}{path}")

    def type(self, **fields: str) -> None:
        for name, value in fields.items():
            field = self.browser.find_element(By.CSS_SELECTOR, f"main [name='{name}']")
            field.clear()
            field.send_keys(value)

    def send(self) -> None:
        """Send the form whose field was typed into last."""
        self.leave(lambda: self.browser.switch_to.active_element.send_keys(Keys.ENTER))

    def leave(self, act: Any) -> None:
        """Do something that loads another page, and wait until that page is there."""
        before = self.browser.find_element(By.TAG_NAME, "html")
        act()
        WebDriverWait(self.browser, WAIT).until(lambda _: _gone(before))
        self.until(lambda browser: browser.execute_script("return document.readyState") == "complete")

    def press(self, key: str) -> None:
        """Press one key, as on a page where nothing is typed into."""
        self.browser.find_element(By.TAG_NAME, "body").send_keys(key)

    def until(self, true: Any, seconds: float = WAIT) -> Any:
        return WebDriverWait(self.browser, seconds, poll_frequency=0.1).until(true)

    def text(self) -> str:
        return self.browser.find_element(By.TAG_NAME, "main").text

    def sign_in(self, name: str, password: str, secret: str = "") -> None:
        self.go("/sign-in/")
        self.type(login=name, password=password)
        self.send()
        if secret:
            self.type(code=code_now(secret))
            self.send()


def _gone(element: Any) -> bool:
    """Whether the page of this element has been left."""
    try:
        element.is_enabled()
    except WebDriverException:  # stale, or asked for in the very moment of leaving
        return True
    return False


def code_now(secret: str, *, fresh: str = "") -> str:
    """What an authenticator shows now; where `fresh` is given, the next one that is another."""
    while True:
        code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
        if code != fresh:
            return code
        time.sleep(0.5)
