from __future__ import annotations

from gawah.link.lay import Telling, _not_wording
from gawah.link.wording import names, tokens
from gawah.model import Claim, EventType, Mention, Resolved, Span, Speaker, claim_id


def test_who_speaks_of_two_happenings_does_not_make_them_one() -> None:
    text = "Sayed Karimi, who speaks for the front, said that Gul Ahmad was killed."
    trigger = Mention(words="killed", span=Span(text.index("killed"), text.index("killed") + 6))
    speaker = Speaker(name="Sayed Karimi", words="Sayed Karimi", span=Span(0, 12))
    claim = Claim(
        id=claim_id("d", trigger.span, speaker.span),
        document="d",
        event=EventType.ATTACK_ON_CIVILIANS,
        trigger=trigger,
        quotes=(Mention(words=text, span=Span(0, len(text))),),
        speaker=speaker,
    )
    known = _not_wording(Telling((Resolved(claim=claim),)), [])
    assert set(tokens("Sayed Karimi")) <= known
    told = " ".join(names([text], known)).lower()
    assert "karimi" not in told
    assert "ahmad" in told
