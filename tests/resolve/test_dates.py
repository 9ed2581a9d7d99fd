from __future__ import annotations

from datetime import date

import pytest

from gawah.extract.times import find
from gawah.model import Basis, Claim, Document, EventType, claim_id
from gawah.resolve.dates import resolve_when

TOLD = date(2022, 5, 12)


def claim(text: str, own: str = "", told: str = "", published: date | None = TOLD) -> tuple[Claim, Document]:
    document = Document(id="d" * 64, text=text, published=published)
    trigger = document.mention(0, 3)
    times = {mention.words: mention for mention in find(text)}
    made = Claim(
        id=claim_id(document.id, trigger.span, None),
        document=document.id,
        event=EventType.ARMED_CLASH,
        trigger=trigger,
        quotes=(trigger,),
        times=(times[own],) if own else (),
        told_times=(times[told],) if told else (),
    )
    return made, document


@pytest.mark.parametrize(
    ("text", "own", "told", "edtf", "basis"),
    [
        ("Six men died on May 9.", "May 9", "", "2022-05-09", Basis.DATELINE),
        ("Six men died on 9 May 2022.", "9 May 2022", "", "2022-05-09", Basis.TEXT),
        ("The front said on May 9 that six died.", "", "May 9", "../2022-05-09", Basis.TELLING),
        ("Fighting has gone on since May 6.", "May 6", "", "2022-05-06/..", Basis.DATELINE),
        ("They fought until May 6.", "May 6", "", "../2022-05-06", Basis.DATELINE),
        ("Ten died in February.", "February", "", "2022-02", Basis.DATELINE),
        ("Ten died.", "", "", None, Basis.NONE),
        ("Ten died in three days.", "three days", "", None, Basis.NONE),
    ],
)
def test_the_days_of_a_claim(text: str, own: str, told: str, edtf: str | None, basis: Basis) -> None:
    resolution = resolve_when(*claim(text, own, told))
    assert resolution.chosen is not None
    assert (resolution.chosen.edtf, resolution.chosen.basis) == (edtf, basis)
    assert resolution.why


def test_a_day_that_does_not_exist_leaves_the_claim_open_with_the_reason() -> None:
    resolution = resolve_when(*claim("Ten died on 31 April 2022.", "31 April 2022"))
    assert resolution.chosen is not None
    assert not resolution.chosen.known
    assert "31 April 2022" in resolution.why
