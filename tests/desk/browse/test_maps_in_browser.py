"""The maps in a real browser: every place is an area that can be seen, on ground that has borders, and never a pin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from selenium.webdriver.common.by import By

from gawah.desk import cases, serving, settings
from gawah.desk.shelf import find
from gawah.desk.shelf.models import ClaimRow, IncidentRow
from gawah.model import Verdict
from gawah.review import judgement_on, stand
from gawah.store import Case
from tests.desk.browsing import Person, chromium, served
from tests.desk.conftest import PASSWORD, SECRET, populate
from tests.desk.shelved import reckon, shelve

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1800)]
CORNERS = "35.31,69.40 35.40,69.40 35.40,69.55"
MEASURE = """return [...document.querySelectorAll(arguments[0])].map((path) => {
  const box = path.getBBox(), look = getComputedStyle(path);
  return {wide: box.width, tall: box.height, line: look.stroke, thick: parseFloat(look.strokeWidth), fill: look.fill,
          full: parseFloat(look.fillOpacity), corners: (path.getAttribute("d").match(/L/g) || []).length}; })"""


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory, _environment: None) -> Iterator[Person]:
    """An admin at a desk on the example, of which one claim has a place that was drawn."""
    path = tmp_path_factory.mktemp("maps") / "valley.gawah"
    Case.create(path).close()
    serving.prepare(path)
    populate()
    settings.configure(path)
    reckoner = shelve()
    claim = ClaimRow.objects.filter(place_name__startswith="Anaba").order_by("id")[0].id
    now = stand(cases.the_case(), claim)
    drawn = judgement_on(now, Verdict.CORRECT, "reviewer", slot="where", value=f"{CORNERS} (the upper valley)")
    cases.the_case().judge(drawn, known=0)
    reckon(reckoner)
    other = ClaimRow.objects.exclude(id=claim).filter(place_name__startswith="Abdullah Khel").order_by("id")[0].id
    home = ClaimRow.objects.get(id=claim).incident
    assert IncidentRow.objects.get(id=home).place.startswith("drawn:")
    assert find.claim(other).where is not None
    cases.close()
    with served(path) as (address, _), chromium() as browser:
        made = Person(browser, address)
        made.sign_in("admin", PASSWORD, SECRET)
        made.until(lambda _: made.go("/") or "Open questions" in made.text())
        made.claims = (claim, other)  # type: ignore[attr-defined]
        yield made


def shapes(person: Person, which: str) -> list[dict[str, Any]]:
    """What is drawn of a kind, once it is."""
    found: list[dict[str, Any]] = person.until(lambda browser: browser.execute_script(MEASURE, which))
    return found


def test_every_candidate_is_an_area_on_ground_with_borders(person: Person) -> None:
    person.go(f"/judge/claim/{person.claims[1]}/place/")  # type: ignore[attr-defined]
    ground = shapes(person, "#map path.ground")
    assert len(ground) > 100
    assert all(one["line"] != "none" and one["thick"] > 0 and one["full"] == 1 for one in ground)
    candidates = person.browser.find_elements(By.CSS_SELECTOR, ".candidates input")
    areas = shapes(person, "#map path.place")
    assert len(areas) == len(candidates) > 2
    first = max(areas, key=lambda one: one["wide"])
    assert first["wide"] > 40
    assert first["fill"] != "none"
    assert shapes(person, "#map path.grid")
    assert not person.browser.find_elements(By.CSS_SELECTOR, "#map .leaflet-marker-icon")
    person.browser.execute_script("arguments[0].click()", candidates[-1])
    person.until(lambda browser: browser.execute_script(MEASURE, "#map path.place.chosen")[0]["wide"] > 20)


def test_a_drawn_place_keeps_its_corners_at_the_chooser_and_on_the_map(person: Person) -> None:
    person.go(f"/judge/claim/{person.claims[0]}/place/")  # type: ignore[attr-defined]
    shapes(person, "#map path.ground")
    (drawn,) = shapes(person, "#map path.drawn")
    assert (drawn["corners"], drawn["wide"] > 10) == (2, True)
    assert person.browser.find_element(By.ID, "points").get_attribute("value") == CORNERS
    assert person.browser.find_element(By.ID, "name").get_attribute("value") == "the upper valley"
    person.go(f"/browse/map/?{urlencode({'place': f'drawn:{CORNERS}'})}")
    areas = shapes(person, "#map path.area")
    assert any(one["corners"] == 2 and one["wide"] > 5 for one in areas), areas
    assert all(one["full"] == 1 for one in shapes(person, "#map path.ground"))
