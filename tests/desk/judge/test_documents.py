"""A document at the desk: nothing that it holds becomes markup (threat 5), and its original is handed out shut (threat 6)."""

from __future__ import annotations

import html
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlencode

import lxml.html
import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from gawah.desk.cases import the_case
from gawah.desk.judge.segments import Mark, segments
from gawah.model import EventType, Left, Party, Span, Verdict
from gawah.review import judgement_on, stand
from tests.desk.conftest import ClientAs
from tests.desk.reviewing import anaba, reckon, told

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    "{{ 7|add:7 }}{% debug %}",
    "'><iframe srcdoc='<script>alert(1)</script>'>",
    "<!--><script>alert(1)</script-->",
    "\u202e<b onmouseover=alert(1)>gpj",
]


class Tags(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"iframe", "svg", "img", "object", "embed", "b"}:
            self.bad.append(tag)
        for name, value in attrs:
            leads = name in {"href", "src", "action", "formaction"} and (value or "").lower().startswith("javascript:")
            if name.startswith("on") or name in {"srcdoc", "style"} or leads:
                self.bad.append(f"{tag} {name}={value}")
            if tag == "script" and name == "src" and not (value or "").startswith("/static/"):
                self.bad.append(f"script {value}")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and data.strip():
            self.bad.append(f"script: {data}")


def bad(page: str) -> list[str]:
    tags = Tags()
    tags.feed(page)
    return tags.bad


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_any_field_becomes_markup(client_as: ClientAs, payload: str) -> None:
    made = anaba(2, raw=payload, title=payload, publisher=payload, url=payload, file=payload, doubts=(payload,))
    evil = replace(made, agents=(Party(name=payload, words=payload, span=made.trigger.span),))
    the_case().replace_reading(made.document, replace(the_case().reading(made.document), claims=(evil,)))
    the_case().judge(judgement_on(stand(the_case(), made.id), Verdict.DISCOUNT, "reviewer", why=payload))
    reckon()
    client = client_as("reviewer")
    incident = next(iter(the_case().identities()))
    pages = (
        f"/judge/document/{made.document}/",
        f"/judge/claim/{made.id}/",
        f"/judge/claim/{made.id}/correct/",
        f"/judge/claim/{made.id}/place/?name=Anaba",
        f"/judge/claim/{made.id}/actor/?name=Villagers",
        f"/judge/claim/{made.id}/days/",
        f"/judge/bulk/?{urlencode({'publisher': payload})}",
        f"/incidents/{incident}/",
        "/incidents/contradictions/",
    )
    for path in pages:
        answer = client.get(path)
        assert answer.status_code in {200, 400}, path
        assert bad(answer.text) == [], path
        assert ">14<" not in answer.text


MARKS = st.lists(
    st.tuples(
        st.integers(0, 60), st.integers(0, 60), st.sampled_from(["quote", "trigger", "toll"]), st.sampled_from(["", "a", "b<"])
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(
    st.text(alphabet=st.one_of(st.characters(exclude_characters="\x00"), st.sampled_from("<>&\"'/\u202e")), max_size=60), MARKS
)
def test_a_highlighted_text_is_the_text(text: str, marks: list[tuple[int, int, str, str]]) -> None:
    spans = [Mark(Span(*sorted((one, other))), kind, claim) for one, other, kind, claim in marks]
    made = render_to_string("desk/judge/_segments.html", {"segments": segments(text, spans)})
    assert html.unescape(strip_tags(made)) == text


def test_what_the_reader_left_and_where_it_comes_from(client_as: ClientAs) -> None:
    claim = anaba(3)
    reading = the_case().reading(claim.document)
    the_case().replace_reading(
        claim.document, replace(reading, left=(Left(words="Villagers", span=Span(0, 9), why="a heading"),))
    )
    reckon()
    page = client_as("reviewer").get(f"/judge/document/{claim.document}/?q=anabah").text
    assert claim.document in page
    assert "a heading" in page
    assert 'class="m  m-left' in page
    assert "m-found" in page
    assert ">keep<" in page
    assert ">reread<" in page
    assert f'id="at-{claim.id}"' in page
    assert "gawah</bdi>" in page
    assert '<th scope="col">Who</th>' not in client_as("viewer").get(f"/judge/document/{claim.document}/").text


def test_a_sign_that_reorders_is_shown(client_as: ClientAs) -> None:
    """Threat 21: a file name that would be read backwards."""
    claim = anaba(3, file="report\u202efdp.exe", publisher="Post\u2066")
    page = client_as("viewer").get(f"/judge/document/{claim.document}/").text
    assert '<bdi class="sign" data-sign="U+202E">' in page
    assert '<bdi class="sign" data-sign="U+2066">' in page


def test_the_original_is_handed_out_shut_and_noted(client_as: ClientAs) -> None:
    claim = anaba(3, file='x"\r\nSet-Cookie: a=b.html')
    answer = client_as("viewer").get(f"/judge/document/{claim.document}/original/")
    assert answer.content == the_case().original(claim.document)
    assert answer["Content-Disposition"] == f'attachment; filename="{claim.document[:16]}.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert [entry.what for entry in the_case().log_of(f"document:{claim.document}")] == ["keep", "download"]


def test_a_long_text_comes_in_parts(client_as: ClientAs) -> None:
    long = "(A witness) said that men <shot dead> a farmer.\n" + "Nothing else was told of that day.\n" * 2500
    claim = told(long, killed=1)
    client = client_as("viewer")
    first = client.get(f"/judge/document/{claim.document}/").text
    assert "part 1 of 3" in first
    assert len(first.encode()) < 100_000
    assert "part 3 of 3" in client.get(f"/judge/document/{claim.document}/?part=99").text
    assert "part 1 of 3" in client.get(f"/judge/document/{claim.document}/?part=-1").text


def test_a_document_that_is_not_there_is_said(client_as: ClientAs) -> None:
    assert client_as("viewer").get("/judge/document/none/").status_code == 404
    assert client_as("viewer").get("/judge/document/none/original/").status_code == 404


def test_graphic_words_are_behind_a_warning_and_blurred_in_every_preview(client_as: ClientAs) -> None:
    """Where a text is read it is veiled; where only a piece of it is shown, that is blurred until somebody asks for it."""
    grim = anaba(event=EventType.TORTURE, publisher="River Radio")
    plain = anaba(5, raw="Again. ")
    reckon()
    client = client_as("reviewer")
    for address in (f"/judge/claim/{grim.id}/", f"/judge/document/{grim.document}/", f"/judge/claim/{grim.id}/correct/"):
        assert 'class="veil' in client.get(address).text, address
    assert 'class="veil' not in client.get(f"/judge/claim/{plain.id}/").text
    for address in ("/browse/claims/", "/judge/bulk/", "/browse/search/?q=Anaba&in=claims"):
        page = lxml.html.document_fromstring(client.get(address).text)
        blurred = page.xpath("//*[contains(@class, 'blurred')]")
        assert len(blurred) == 1, address
        assert blurred[0].get("tabindex") == "0", "the keyboard reaches it"
        assert "shot dead" in blurred[0].text_content()
