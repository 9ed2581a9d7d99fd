"""Files and folders dropped on the page of collecting, as a hand drops them: all arrive, and it says what became of each."""

from __future__ import annotations

import shutil
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
EXAMPLE = Path(__file__).parents[3] / "examples" / "panjshir-2022"
MANY = 120
"""So many short reports take the clerk long enough for a page to be loaded again meanwhile."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example with many short reports in a folder inside, a file that cannot be read, and what systems leave behind."""
    made = tmp_path / "from the field"
    shutil.copytree(EXAMPLE, made)
    (made / "daily").mkdir()
    for number in range(MANY):
        words = f"On 9 May 2022 villagers said that Taliban fighters shot dead {number + 2} civilians in Anaba, Panjshir.\n"
        (made / "daily" / f"day {number:03d}.txt").write_text(words, "utf-8")
    (made / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 400)
    (made / "empty.txt").write_bytes(b"")
    (made / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    return made


@pytest.fixture
def editor(tmp_path: Path, _environment: None) -> Iterator[Person]:
    """Somebody who may take files in, at a desk of an empty case."""
    from django.db import connections

    path = tmp_path / "valley.gawah"
    serving.settings.set_up()
    Case.create(path).close()
    serving.prepare(path)
    populate()
    cases.close()
    connections.close_all()
    with served(path) as (address, _), chromium() as browser:
        person = Person(browser, address)
        person.sign_in("editor", PASSWORD, SECRET)
        yield person


def drop(browser: webdriver.Chrome, *paths: Path) -> None:
    """Drag files or folders over the page and let them go in the middle of the place for it."""
    place = browser.find_element(By.ID, "drop")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", place)
    x, y = browser.execute_script(
        "const at = arguments[0].getBoundingClientRect(); return [at.x + at.width / 2, at.y + at.height / 2]", place
    )
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        browser.execute_cdp_cmd("Input.dispatchDragEvent", {"type": kind, "x": x, "y": y, "data": data})


def bar(browser: webdriver.Chrome) -> float | None:
    """How far the progress bar of a batch is, as a page that was just loaded shows it; None where there is none."""
    found = browser.find_elements(By.CSS_SELECTOR, "#progress progress")
    return float(browser.execute_script("return arguments[0].value", found[0])) if found else None


def test_a_folder_that_is_dropped_arrives_whole(editor: Person, folder: Path) -> None:
    browser = editor.browser
    editor.go("/collect/")
    drop(browser, folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    editor.until(lambda _: f"({len(files)})" in browser.find_element(By.CSS_SELECTOR, ".chosen").text)
    editor.leave(lambda: editor.press("s"))
    batch = urlsplit(browser.current_url).path
    assert batch.startswith("/collect/")

    seen: list[float] = []
    while "All files have been read" not in editor.text():
        seen += [at for at in [bar(browser)] if at is not None]
        editor.go(batch)
    assert len(seen) > 1, "the bar was there each time that the page was loaded again"
    assert seen == sorted(seen)

    told = browser.find_element(By.CSS_SELECTOR, ".fates").text
    kept = len([path for path in EXAMPLE.glob("*.md") if path.name != "README.md"]) + MANY
    assert f"kept: {kept}" in told
    editor.go(f"{batch}?fate=refused")
    rows = {row.text for row in browser.find_elements(By.CSS_SELECTOR, "#progress tbody tr")}
    for name in ("from the field/photo.jpg", "from the field/empty.txt"):
        (row,) = [row for row in rows if name in row]
        assert "left out" in row
        assert ";" in row or "·" in row, f"it says why, and what to do: {row}"
    editor.go(f"{batch}?fate=passed+over")
    passed = editor.text()
    assert "from the field/.DS_Store" in passed
    assert "from the field/README.md" in passed
    assert not [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def test_files_that_are_dropped_come_beside_those_chosen(editor: Person) -> None:
    browser = editor.browser
    one, two, *_ = sorted(path for path in EXAMPLE.glob("*.md") if path.name != "README.md")
    editor.go("/collect/")
    drop(browser, one)
    editor.until(lambda _: one.name in browser.find_element(By.CSS_SELECTOR, ".chosen").text)
    browser.find_element(By.ID, "files").send_keys(str(two))
    editor.type(language="no tag at all")
    browser.find_element(By.CSS_SELECTOR, "#hand-in button.main").click()
    editor.until(lambda _: "That is no language tag" in editor.text())
    assert browser.find_element(By.CSS_SELECTOR, "main [name='language']").get_attribute("value") == "no tag at all"
    assert one.name in browser.find_element(By.CSS_SELECTOR, ".chosen").text, "what was dropped is still there"
    editor.type(language="en")
    editor.leave(lambda: browser.find_element(By.CSS_SELECTOR, "#hand-in button.main").click())
    editor.until(lambda _: "All files have been read" in editor.text())
    names = browser.find_element(By.CSS_SELECTOR, "#progress tbody").text
    assert one.name in names
    assert two.name in names
