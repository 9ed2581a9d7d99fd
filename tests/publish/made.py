"""A small account made by hand: two sides, a denial, a part, a place that is not resolved, hostile words."""

from __future__ import annotations

from datetime import date

from gawah.model import (
    Account,
    Basis,
    Claim,
    Corroboration,
    Count,
    Document,
    EventType,
    Incident,
    Left,
    Member,
    Numbers,
    Outcome,
    Party,
    Place,
    Precision,
    Reason,
    Refusal,
    Resolution,
    Resolved,
    Responsibility,
    Speaker,
    Stance,
    Standing,
    Step,
    Tally,
    Toll,
    TollKind,
    Unsure,
    When,
    claim_id,
)

HOSTILE = '<script>alert(1)</script> & "quoted" \u202eevil'
VALLEY = Place(
    id="v1",
    name="Upper Valley",
    lat=35.5,
    lon=69.5,
    precision=Precision.DISTRICT,
    radius_m=20_000,
    containers=("p1", "AF"),
    container_names=("North Province", "Afghanistan"),
    country="AF",
)
TEXT = (
    "At least 12 fighters of the Front were killed in Upper Valley, three commanders among them, the army said. "
    "The Front denied any losses. "
    f"A village called {HOSTILE} was burned."
)


def document(text: str = TEXT, identity: str = "d" * 64, title: str = "Fighting in the valley") -> Document:
    return Document(id=identity, text=text, file="a.txt", title=title, publisher="Daily Post", published=date(2022, 5, 10))


def claim(words: str, event: EventType, doc: Document | None = None, **slots: object) -> Claim:
    doc = doc or document()
    start = doc.text.index(words)
    trigger = doc.mention(start, start + len(words))
    end = doc.text.find(". ", start)
    quote = doc.mention(
        doc.text.rfind(". ", 0, start) + 2 if ". " in doc.text[:start] else 0, end + 1 if end >= 0 else len(doc.text)
    )
    speaker = slots.get("speaker")
    span = speaker.span if isinstance(speaker, Speaker) else None
    return Claim(
        id=claim_id(doc.id, trigger.span, span),
        document=doc.id,
        event=event,
        trigger=trigger,
        quotes=(quote,),
        told=doc.published,
        **slots,
    )  # type: ignore[arg-type]


def party(name: str, doc: Document | None = None) -> Party:
    doc = doc or document()
    start = doc.text.index(name)
    return Party(name=name, words=name, span=doc.mention(start, start + len(name)).span)


def account() -> Account:
    doc = document()
    words = "At least 12 fighters of the Front"
    toll = Toll(
        outcome=Outcome.KILLED, count=Count(12), of="fighters of the Front", words=words, span=doc.mention(0, len(words)).span
    )
    part = Toll(outcome=Outcome.KILLED, count=Count(3, 3), of="commanders", words="three commanders", kind=TollKind.PART)
    army = Speaker(
        name="army", words="the army", span=doc.mention(doc.text.index("the army"), doc.text.index("the army") + 8).span
    )
    front = Speaker(
        name="Front", words="The Front", span=doc.mention(doc.text.index("The Front"), doc.text.index("The Front") + 9).span
    )
    place = doc.mention(doc.text.index("Upper Valley"), doc.text.index("Upper Valley") + 12)
    killed = claim(
        "killed", EventType.ARMED_CLASH, speaker=army, tolls=(toll, part), places=(place,), targets=(party("Front"),)
    )
    denied = claim("denied", EventType.ARMED_CLASH, speaker=front, stance=Stance.DENIES)
    village = doc.mention(doc.text.index(HOSTILE), doc.text.index(HOSTILE) + len(HOSTILE))
    burned = claim("burned", EventType.PROPERTY_DESTRUCTION, places=(village,))
    when = When(last=date(2022, 5, 10), basis=Basis.TELLING)
    found = Resolution(mention=place, chosen=VALLEY, why="the only district of this name", score=0.9)
    resolved = {
        killed.id: Resolved(
            claim=killed, when=when, where=VALLEY, places=(found,), why_where="a district", why_when="the day of telling"
        ),
        denied.id: Resolved(claim=denied, when=when, where=VALLEY),
        burned.id: Resolved(claim=burned),
    }
    total = Tally(
        id="t1",
        outcome=Outcome.KILLED,
        of="fighters of the Front",
        low=12,
        high=None,
        party=True,
        claims=(killed.id,),
        steps=(Step(rule="party", words="only a side of the fight gives a figure: 12 or more", claims=(killed.id,)),),
    )
    inside = Tally(id="t2", outcome=Outcome.KILLED, of="commanders", low=3, best=3, high=3, part_of="t1", claims=(killed.id,))
    reason = Reason(feature="same_place", score=0.4, words="both in Upper Valley")
    return Account(
        incidents=(
            Incident(
                id="i1" * 8,
                members=(Member(claim=killed.id), Member(claim=denied.id, score=0.8, reasons=(reason,))),
                event=EventType.ARMED_CLASH,
                when=when,
                where=VALLEY,
                tallies=(total, inside),
                standing=Standing(
                    corroboration=Corroboration.SINGLE_ORIGIN,
                    responsibility=Responsibility.DENIED,
                    numbers=Numbers.AGREED,
                    why=("the Front denies it",),
                ),
            ),
            Incident(
                id="i2" * 8, members=(Member(claim=burned.id),), event=EventType.PROPERTY_DESTRUCTION, place_words=HOSTILE
            ),
        ),
        claims=resolved,
        documents={doc.id: doc},
        unsure=(Unsure(one=killed.id, other=burned.id, score=0.5, reasons=(reason,)),),
        left={doc.id: (Left(words="12", span=doc.mention(9, 11).span, why="a number that no claim took"),)},
        refused=(Refusal(file="scan.pdf", cause="the PDF has no text layer", remedy="run OCR on it first"),),
    )
