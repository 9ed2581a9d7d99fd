"""Search: found across spellings, marked by place on escaped text, page by page."""

from __future__ import annotations

import hashlib
import html
import re

from gawah.desk.cases import the_case
from gawah.desk.clerk.reckoning import Reckoner
from gawah.desk.settings import Desk
from gawah.model import Document, Reading
from tests.desk.conftest import ClientAs
from tests.desk.shelved import Silent, shelve


def keep(*texts: str) -> None:
    """Documents without claims, on the shelf."""
    for at, text in enumerate(texts):
        id_ = hashlib.sha256(text.encode()).hexdigest()
        document = Document(id=id_, text=text, title=text[:60], file=f"{at}.txt", publisher="Post")
        the_case().keep(document, text.encode(), Reading(document=id_))
    Reckoner(the_case()).reckon(Silent())  # type: ignore[arg-type]


def test_documents_and_claims_are_found_in_any_spelling(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    client = client_as("viewer")
    for word in ("Anaba", "عنابه", "ANABAH"):
        page = client.get("/browse/search/", {"q": word}).text
        assert "1 document" in page
        assert "<mark>Anaba</mark>" in page
        assert re.search(r'href="/judge/document/\w{64}/"', page)
    page = client.get("/browse/search/", {"q": "Anaba", "in": "claims"}).text
    assert re.search(r'href="/judge/claim/\w{16}/"', page)
    assert "Nothing holds all these words" in client.get("/browse/search/", {"q": "quxalot"}).text


def test_marks_never_cut_a_tag_and_hidden_signs_show(desk: Desk, client_as: ClientAs) -> None:
    keep("<b>Anaba</b> & <script>alert('Anaba')</script> \u202eAnaba&lt;Anaba")
    page = client_as("viewer").get("/browse/search/", {"q": "Anaba"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#x27;<mark>Anaba</mark>&#x27;)&lt;/script&gt;" in page
    assert 'data-sign="U+202E"' in page
    shown = re.search(r'<p dir="auto">(.*?)</p>', page, re.S)
    assert shown
    assert (
        html.unescape(re.sub(r"<[^>]*>", "", shown[1])) == "<b>Anaba</b> & <script>alert('Anaba')</script> \u202eAnaba&lt;Anaba"
    )


def test_many_documents_come_page_by_page(desk: Desk, client_as: ClientAs) -> None:
    keep(*(f"Report {at}: fighting in Worsaj" for at in range(30)))
    client = client_as("viewer")
    page = client.get("/browse/search/", {"q": "Varsuj"}).text
    assert "30 documents" in page
    seen = set(re.findall(r"/judge/document/(\w{64})/", page))
    while further := re.search(r'href="\?([^"]*)" rel="next"', page):
        page = client.get(f"/browse/search/?{further[1].replace('&amp;', '&')}").text
        seen |= set(re.findall(r"/judge/document/(\w{64})/", page))
    assert len(seen) == 30


def test_a_key_that_is_none_is_told(desk: Desk, client_as: ClientAs) -> None:
    shelve()
    assert client_as("viewer").get("/browse/search/", {"q": "Anaba", "after": "x~y"}).status_code == 400
