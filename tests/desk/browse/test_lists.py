"""The tables: one filter on every view, links that last, faults told, and no word of a source ever becoming a tag."""

from __future__ import annotations

import re
from html import unescape

import pytest

from gawah.desk.browse.figures import range_words
from gawah.desk.browse.models import SavedFilter
from gawah.desk.settings import Desk
from gawah.desk.shelf import find
from gawah.desk.shelf.filter import Filter
from gawah.desk.shelf.models import ClaimRow, DocumentRow, IncidentRow
from tests.desk.conftest import ClientAs
from tests.desk.shelved import shelve

VIEWS = ("/browse/", "/browse/claims/", "/browse/map/", "/browse/timeline/")
FIELDS = (*Filter.__slots__, "sort", "after", "before", "by", "upto", "in")
FUZZ = ("'", "`; DROP TABLE shelf_claim", "%00", "%ff%fe\\", "9" * 30, "1~1", "<script>", "É" * 300)


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (None, None, None, ""),
        (12, 12, 12, "12"),
        (6, 23, 27, "6–27 (best 23)"),
        (23, None, None, "23 or more"),
        (None, None, 20, "up to 20"),
        (0, 3, 20, "up to 20 (best 3)"),
        (5, None, 9, "5–9"),
        (1200, 1200, 1200, "1,200"),
    ],
)
def test_figures_are_never_more_exact_than_the_row(low: int | None, best: int | None, high: int | None, words: str) -> None:
    assert range_words(low, best, high) == words


def test_every_view_answers_and_leads_to_the_others_with_the_same_filter(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    client = client_as("viewer")
    for view in VIEWS:
        page = client.get(f"{view}?province=AF.42&toll=yes")
        assert page.status_code == 200, view
        for other in VIEWS:
            assert f'href="{other}?province=AF.42&amp;toll=yes"' in page.text
        assert 'value="AF.42" selected' in page.text


def test_a_form_leads_to_the_link_that_lasts(desk: Desk, client_as: ClientAs) -> None:
    answer = client_as("viewer").get("/browse/?q=&province=AF.42&since=&event=riot")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/browse/?province=AF.42&event=riot")
    assert client_as("viewer").get("/browse/?q=").headers["Location"] == "/browse/"


def test_lists_show_just_what_is_asked_for(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    client = client_as("viewer")
    asked = Filter(side="af-nrf", toll="yes")
    page = client.get(f"/browse/?{asked.link()}").text
    shown = set(re.findall(r'href="/incidents/(\w{12})/"', page))
    assert shown == set(find.incidents(asked).values_list("id", flat=True))
    assert f"{len(shown)} incidents" in page
    page = client.get(f"/browse/claims/?{asked.link()}").text
    claims = set(re.findall(r'href="/judge/claim/(\w+)/"', page))
    assert claims == set(find.claims(asked).values_list("id", flat=True))


@pytest.mark.parametrize("view", [*VIEWS, "/browse/search/", "/browse/map/areas/"])
def test_no_parameter_breaks_a_view(desk: Desk, client_as: ClientAs, view: str) -> None:
    shelve()
    client = client_as("viewer")
    for at, field in enumerate(FIELDS):
        for value in FUZZ if field in ("q", "after", "since") else (FUZZ[at % len(FUZZ)],):
            answer = client.get(f"{view}?{field}={value}&q=Anaba" if field != "q" else f"{view}?q={value}")
            assert answer.status_code in (200, 302, 400), f"{field}={value}: {answer.status_code}"
            assert "<script>" not in answer.text.replace('<script type="module"', "").replace("<script src", "")


def test_a_filter_that_cannot_be_used_shows_nothing_and_says_so(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    answer = client_as("viewer").get("/browse/?since=yesterday&side=af-nrf")
    assert answer.status_code == 400
    assert "Write the day as 2022-05-09." in answer.text
    assert "Nothing is shown until the filter is mended." in answer.text
    assert not re.search(r'href="/incidents/\w{12}/"', answer.text)
    assert 'value="af-nrf" selected' in answer.text


def test_words_of_sources_are_escaped_everywhere(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    evil = "<img src=x onerror=alert(1)>\u202e"
    IncidentRow.objects.update(agents=evil, place_name=evil, place="T1", province="P1", province_name=evil, sides=f"|{evil}|")
    ClaimRow.objects.update(publisher=evil, place_name=evil)
    client = client_as("viewer")
    for view in VIEWS:
        page = client.get(view).text
        assert "<img" not in page
        assert "\u202e" not in re.sub(
            r'<bdi class="sign" data-sign="U\+202E">\u202e</bdi>|<option.*?</option>', "", page, flags=re.S
        )


def test_filters_are_kept_for_their_owner_alone(desk: Desk, client_as: ClientAs) -> None:
    viewer, reviewer = client_as("viewer"), client_as("reviewer")
    answer = viewer.post("/browse/filters/", {"name": "Anaba dead", "view": "map", "query": "q=Anaba&toll=yes"})
    assert answer.headers["Location"] == "/browse/map/?q=Anaba&toll=yes"
    viewer.post("/browse/filters/", {"name": "Anaba dead", "view": "claims", "query": "q=Anaba"})
    kept = SavedFilter.objects.get()
    assert (kept.view, kept.query) == ("claims", "q=Anaba")
    assert "Anaba dead" in viewer.get("/browse/").text
    assert "Anaba dead" not in reviewer.get("/browse/").text
    reviewer.post(f"/browse/filters/{kept.pk}/forget/")
    assert SavedFilter.objects.exists()
    viewer.post(f"/browse/filters/{kept.pk}/forget/")
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("said", [{"name": ""}, {"name": "x" * 81}, {"query": "since=yesterday"}, {"view": "log"}])
def test_a_filter_that_cannot_be_kept_is_refused(desk: Desk, client_as: ClientAs, said: dict[str, str]) -> None:
    answer = client_as("viewer").post("/browse/filters/", {"name": "mine", "view": "map", "query": "", **said}, follow=True)
    assert "needs a name" in answer.text if "name" in said else answer.status_code == 400
    assert not SavedFilter.objects.exists()


def test_an_empty_shelf_says_that_nothing_was_computed(desk: Desk, client_as: ClientAs) -> None:
    for view in VIEWS:
        assert "Nothing has been computed yet" in client_as("viewer").get(view).text


def test_what_a_link_narrowed_is_told_by_name_and_can_be_let_go(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    client = client_as("viewer")
    place = IncidentRow.objects.filter(place_name__startswith="Anaba")[0].place
    page = client.get(f"/browse/?place={place}&toll=yes").text
    assert re.search(r"Only one place: <bdi>Anaba, Panjshir, Afghanistan</bdi> · <a href=.\?toll=yes", page)
    assert f'name="place" value="{place}"' in page
    title = DocumentRow.objects.all()[0]
    assert title.title in unescape(client.get(f"/browse/claims/?document={title.id}").text.split("Only one document")[1][:400])


def test_a_form_keeps_a_choice_that_is_on_no_list(desk: Desk, client_as: ClientAs) -> None:
    """Lists hold the most frequent names; one that a link asked for must not turn into all of them when it is sent again."""
    shelve()
    page = client_as("viewer").get("/browse/?province=XX.9&side=some-side").text
    assert '<option value="XX.9" selected>XX.9</option>' in page
    assert '<option value="some-side" selected>some-side</option>' in page
    page = client_as("viewer").get("/browse/?province=AF.42").text
    assert page.count('value="AF.42"') == 1
