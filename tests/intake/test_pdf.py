"""PDF files."""

from __future__ import annotations

import io
import os

import pytest

from gawah.intake.pdf import read_pdf
from gawah.intake.taken import Unreadable
from gawah.intake.tidy import tidy
from tests.intake.made import pdf, printed, tried

LONG = (
    "Nine fighters died on Tuesday when an army post near Darzab was overrun, the governor’s office said in the evening. "
    "A resident of the village told the Valley Post by phone that he had counted twelve bodies beside the road to the bazaar, "
    "and that the wounded were carried off on motorcycles before it was light."
)


def test_paragraphs_come_back_whole() -> None:
    told = [LONG, "The ministry of defence did not answer.", LONG.replace("Nine", "Ten")]
    page = read_pdf(pdf(told, title="Darzab overrun"))
    assert [line for line in tidy(page.text)[0].split("\n") if line] == told
    assert page.title == "Darzab overrun"
    assert page.kind == "application/pdf"
    assert page.published == ""  # the day a file was made is not the day it was published


def test_words_parted_at_a_lines_end_are_made_whole() -> None:
    lines = [
        "The governor of the province said in a state-",
        "ment that an anti-",
        "aircraft gun had been taken by the fighters in",
        "the night. Nobody was hurt.",
    ]
    assert read_pdf(printed([lines])).text == (
        "The governor of the province said in a statement that an anti-aircraft gun had been taken by the fighters in "
        "the night. Nobody was hurt."
    )


def test_list_items_stand_alone() -> None:
    lines = [
        "The commission counted these losses in the three districts:",
        "- nine soldiers killed in Darzab and four in the villages that",
        "lie on the road to it",
        "- two policemen missing",
    ]
    assert read_pdf(printed([lines])).text.split("\n\n")[1:] == [
        "- nine soldiers killed in Darzab and four in the villages that lie on the road to it",
        "- two policemen missing",
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    one = [
        "The fighting went on through the whole of the night and ended",
        "when the last of the soldiers had left the post and crossed the",
    ]
    text = read_pdf(printed([one, ["river. The bridge was blown up behind them."]])).text
    assert "crossed the river. The bridge" in text


def test_heads_feet_and_page_numbers_are_left_out_with_a_note() -> None:
    page = read_pdf(pdf([LONG] * 40, head="Commission of Inquiry - Confidential"))
    assert "Confidential" not in page.text
    assert page.text.count("Nine fighters died") == 40
    assert any("head or foot" in note for note in page.notes)
    assert [line for line in tidy(page.text)[0].split("\n") if line] == [LONG] * 40


def test_a_scanned_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="pictures of pages") as told:
        read_pdf(pdf(picture=True))
    assert "OCR" in told.value.remedy


def test_an_encrypted_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="encrypted"):
        read_pdf(pdf([LONG], password="secret"))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + os.urandom(3000)])
def test_a_corrupt_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="not a sound PDF"):
        read_pdf(data)


def test_a_cut_file_is_read_or_refused() -> None:
    whole = pdf([LONG] * 30)
    for part in range(100, len(whole), len(whole) // 15):
        assert tried(read_pdf, whole[:part])


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(Unreadable, match="pages, more than"):
        read_pdf(printed([["x"]] * 2001))


def test_lists_indents_and_columns_of_an_office() -> None:
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, PageTemplate, Paragraph

    style = getSampleStyleSheet()["BodyText"]
    close = ParagraphStyle("close", parent=style, firstLineIndent=18, spaceBefore=0, spaceAfter=0)
    items = [Paragraph(words, style) for words in (LONG, "Two missing in Qala")]
    told = [f"{number} {LONG}" for number in range(15)]
    out = io.BytesIO()
    made = BaseDocTemplate(out)
    half = made.width / 2 - 6
    columns = [Frame(made.leftMargin + at * (half + 12), made.bottomMargin, half, made.height) for at in (0, 1)]
    made.addPageTemplates([PageTemplate(frames=columns)])
    made.build([ListFlowable(items, bulletType="bullet"), *(Paragraph(words, close) for words in told)])
    lines = [line for line in tidy(read_pdf(out.getvalue()).text)[0].split("\n") if line]
    assert lines == [f"• {LONG}", "• Two missing in Qala", *told]
