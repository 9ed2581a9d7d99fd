"""A desk with something to review: reports that agree, deny and copy each other, computed by the clerk's own code."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.test import Client

from gawah.desk.cases import the_case
from gawah.desk.clerk.reckoning import Reckoner
from gawah.model import (
    Claim,
    Count,
    Document,
    EventType,
    Outcome,
    Party,
    Reading,
    Role,
    Span,
    Speaker,
    Stance,
    Status,
    Toll,
    claim_id,
)

MARKED = re.compile(
    r"\((?P<speaker>[^)]*)\)|\[(?P<place>[^]]*)\]|\{(?P<time>[^}]*)\}|<(?P<trigger>[^>]*)>|~(?P<agent>[^~]*)~|.", re.DOTALL
)


class Unheard:
    """Progress that nobody reads."""

    def say(self, message: str, done: int = 0, total: int = 0) -> None: ...

    def parts(self, done: int, total: int) -> None: ...


def reckon() -> None:
    """Compute the account and fill the shelf, as the clerk does."""
    progress: Any = Unheard()
    Reckoner(the_case()).reckon(progress)


def told(
    text: str,
    *,
    publisher: str = "Valley Post",
    day: date = date(2022, 5, 12),
    stance: Stance | None = Stance.AFFIRMS,
    killed: int = 0,
    event: EventType = EventType.ATTACK_ON_CIVILIANS,
    role: Role = Role.WITNESS,
    raw: str = "",
    **more: Any,
) -> Claim:
    """Keep a report of one claim in the case; its slots are marked: (speaker), [place], {time}, <trigger>, ~agent~.

    `raw` stands before and after, as it is.
    """
    plain = raw
    spans: dict[str, list[Span]] = {kind: [] for kind in MARKED.groupindex}
    for part in MARKED.finditer(text):
        kind = part.lastgroup
        words = part[kind] if kind else part[0]
        if kind:
            spans[kind].append(Span(len(plain), len(plain) + len(words)))
        plain += words
    plain += raw
    original = f"{publisher} {day}\n{plain}".encode()
    document = Document(
        id=hashlib.sha256(original).hexdigest(),
        text=plain,
        file=more.pop("file", f"{len(plain)}.txt"),
        title=more.pop("title", plain[:40]),
        publisher=publisher,
        published=day,
        url=more.pop("url", ""),
    )
    found = {kind: [document.mention(span.start, span.end) for span in at] for kind, at in spans.items()}
    speakers = [Speaker(name=one.words, words=one.words, span=one.span, role=role) for one in found["speaker"]]
    toll = Toll(outcome=Outcome.KILLED, count=Count(killed, killed), of="civilians", status=Status.CIVILIAN)
    trigger = found["trigger"][0]
    claim = Claim(
        id=claim_id(document.id, trigger.span, speakers[0].span if speakers else None),
        document=document.id,
        event=event,
        trigger=trigger,
        quotes=(document.mention(0, len(plain)),),
        agents=tuple(Party(name=one.words, words=one.words, span=one.span) for one in found["agent"]),
        places=tuple(found["place"]),
        times=tuple(found["time"]),
        tolls=(toll,) if killed else (),
        speaker=speakers[0] if speakers else None,
        stance=stance,
        told=day,
        confidence=0.5,
    )
    claim = replace(claim, **more)
    the_case().keep(document, original, Reading(document=document.id, claims=(claim,)), who="gawah")
    return claim


def anaba(killed: int = 3, **more: Any) -> Claim:
    """A killing in Anaba, told by villagers."""
    text = "(Villagers) said that {on May 9} ~Taliban fighters~ <shot dead> civilians in [Anaba] district of [Panjshir]."
    return told(text, killed=killed, **more)


def carried(page: str) -> dict[str, str]:
    """What the first form of a page carries of what its reader saw."""
    found = {}
    for name in ("seen", "known", "once"):
        match = re.search(rf'name="{name}" value="([^"]*)"', page)
        if match:
            found[name] = match[1]
    return found


def decide(client: Client, claim: str, verdict: str, **more: Any) -> Any:
    """Open a claim and decide on it."""
    page = client.get(f"/judge/claim/{claim}/").text
    return client.post(f"/judge/claim/{claim}/decide/", {**carried(page), "verdict": verdict, **more})
