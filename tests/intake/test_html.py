"""Saved web pages."""

from __future__ import annotations

import http.server
import threading

import pytest

from gawah.intake.taken import Unreadable
from gawah.intake.worker import Worker
from tests.intake.made import tried

BODY = "".join(
    f"<p>{words}</p>"
    for words in (
        "Nine fighters died on Tuesday when an army post near Darzab was overrun, the governor’s office said in the evening.",
        "A resident of the village told the Valley Post by phone that he had counted twelve bodies beside the road.",
        "The ministry of defence did not answer a request for comment, and the group has not claimed the attack so far.",
    )
)


def page(body: str = BODY, *, head: str = "", html: str = '<html lang="en-GB">') -> str:
    return (
        f"<!DOCTYPE html>{html}<head><meta charset='utf-8'><title>Post near Darzab overrun | Valley Post</title>"
        '<meta property="og:title" content="Post near Darzab overrun"><meta property="og:site_name" content="Valley Post">'
        '<meta property="article:published_time" content="2021-06-08T19:00:00+04:30">'
        f'<link rel="canonical" href="https://valley.example/darzab">{head}</head>'
        f"<body><nav><a href='/'>Home</a> <a href='/war'>War</a></nav><article><h1>Post near Darzab overrun</h1>{body}"
        "<ul><li>Nine soldiers: dead</li><li>Four soldiers: missing</li></ul></article>"
        "<footer>Copyright Valley Post. All rights reserved.</footer></body></html>"
    )


def test_main_text_and_what_the_page_says_of_itself(worker: Worker) -> None:
    read = worker.read("html", page().encode())
    assert read.title == "Post near Darzab overrun"
    assert (read.publisher, read.published) == ("Valley Post", "2021-06-08")
    assert read.url == "https://valley.example/darzab"
    assert read.language == "en-GB"
    assert "counted twelve bodies" in read.text
    assert "• Nine soldiers: dead\n• Four soldiers: missing" in read.text
    assert "Copyright" not in read.text
    assert "War" not in read.text


def test_a_day_in_the_text_is_not_taken_for_the_day_of_publication(worker: Worker) -> None:
    old = "<p>It was on 3 March 2019 that the post was built by the army, in one night.</p>"
    html = f"<html><body><article>{BODY}{old}</article></body></html>"
    assert worker.read("html", html.encode()).published == ""


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "cp1252"])
def test_the_encoding_that_the_page_names(worker: Worker, encoding: str) -> None:
    html = page().replace("charset='utf-8'", f"charset='{encoding}'")
    assert "governor’s" in worker.read("html", html.encode(encoding)).text


def test_xml_declarations_and_old_pages(worker: Worker) -> None:
    html = f'<?xml version="1.0" encoding="windows-1252"?>\n{page()}'.replace("<meta charset='utf-8'>", "")
    assert "governor’s" in worker.read("html", html.encode("cp1252")).text


@pytest.mark.parametrize("html", ["<html></html>", "<html><body><script>x()</script></body></html>"])
def test_a_page_without_text_is_refused(worker: Worker, html: str) -> None:
    with pytest.raises(Unreadable):
        worker.read("html", html.encode())


def test_scripts_and_styles_are_no_text(worker: Worker) -> None:
    read = worker.read("html", page(f"<script>alert(1)</script><style>p{{}}</style>{BODY}").encode())
    assert "alert" not in read.text


def test_nothing_is_fetched(worker: Worker) -> None:
    asked: list[str] = []

    class Canary(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            return

    server = http.server.HTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        here = f"http://127.0.0.1:{server.server_port}"
        head = f'<link rel="stylesheet" href="{here}/a.css"><base href="{here}/">'
        head += f'<meta http-equiv="refresh" content="0;url={here}/b">'
        body = f'{BODY}<img src="{here}/c.png"><iframe src="{here}/d"></iframe><p>&canary;</p>'
        assert "twelve bodies" in worker.read("html", page(body, head=head).encode()).text
        entity = f'<!DOCTYPE html [<!ENTITY canary SYSTEM "{here}/e">]>'
        with pytest.raises(Unreadable, match="entities"):
            worker.read("html", page(body).replace("<!DOCTYPE html>", entity).encode())
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == []


@pytest.mark.parametrize("piece", ["<div>", "<b><i>", "<table><tr><td>", "<a href='", "<!--", "&", "<p lang="])
def test_hostile_markup_ends(worker: Worker, piece: str) -> None:
    assert tried(worker.read, "html", (piece * 20_000 + BODY).encode())
