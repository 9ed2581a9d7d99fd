"""Corrections: what a reviewer may put in place of a slot, how it is written, and the claim with it.

Lists are parted by semicolons, an empty value empties the slot. A toll is written "killed 12 people", "wounded part 3..5
children", "killed 23.. fighters (combatant)": outcome, kind where it is not new, count ("?" is no number, "..20" up to 20),
those counted, and their status. What words mean ("place:Doab", "actor:the Front", "where", "when") is written as `meant` tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from gawah.errors import BadInput, ContradictoryRange
from gawah.model import (
    Claim,
    Count,
    EventType,
    Mention,
    Outcome,
    Party,
    Role,
    Scope,
    Speaker,
    Stance,
    Status,
    Toll,
    TollKind,
)
from gawah.review.meant import OF_WORDS, choose, chosen

Word = TypeVar("Word", bound=StrEnum)
_TOLL = re.compile(
    r"(?P<outcome>[a-z]+)(?:\s+(?P<kind>new|running|more|part))?\s+(?P<about>about\s+)?"
    r"(?P<count>\?|\d{1,9}\.\.\d{1,9}|\d{1,9}\.\.|\.\.\d{1,9}|\d{1,9})(?:\s+(?P<of>[^()]*?))?(?:\s*\((?P<status>[a-z]+)\))?"
)
_LONGEST = 10_000


def correct(claim: Claim, slot: str, value: str) -> Claim:
    """The claim with one slot as the reviewer has it, under the same id. Raises BadInput where slot or value cannot be used."""
    slot = _known(claim, slot)
    if len(value) > _LONGEST:
        raise BadInput(f"{slot}: the value is {len(value)} characters long; the limit is {_LONGEST}")
    tidy = " ".join(value.split())
    return SLOTS[slot](claim, tidy) if slot in SLOTS else choose(claim, slot, tidy)


def written(claim: Claim, slot: str) -> str:
    """A slot of a claim as it would be written for a correction. Raises BadInput for a slot that is not there."""
    slot = _known(claim, slot)
    if slot not in SLOTS or slot in {"where", "when"}:
        return chosen(claim, slot)
    match slot:
        case "tolls":
            return "; ".join(toll_words(toll) for toll in claim.tolls)
        case "agents" | "targets":
            return "; ".join(party.name for party in getattr(claim, slot))
        case "places" | "times":
            return "; ".join(mention.words for mention in getattr(claim, slot))
        case "hedged":
            return "yes" if claim.hedged else "no"
        case "speaker":
            return claim.speaker.name if claim.speaker else ""
        case "role":
            return claim.speaker.role.value if claim.speaker else ""
        case "cites":
            return claim.speaker.cites if claim.speaker else ""
        case "told":
            return claim.told.isoformat() if claim.told else ""
        case _:
            held = getattr(claim, slot)
            return str(held.value) if held is not None else ""


def _known(claim: Claim, slot: str) -> str:
    """The slot, where the claim has it."""
    if slot in SLOTS:
        return slot
    kind, _, words = slot.partition(":")
    if kind not in OF_WORDS:
        named = (*SLOTS, *(f"{one}:NAME" for one in OF_WORDS))
        raise BadInput(f"no slot is named {slot!r}; a reviewer can correct {', '.join(named)}")
    words = " ".join(words.split())
    held = names_of(claim, kind)
    if words not in held:
        raise BadInput(f"{slot[:80]}: the claim names no {kind} so; it names {', '.join(held) or 'none'}")
    return f"{kind}:{words}"


def names_of(claim: Claim, kind: str) -> tuple[str, ...]:
    """The names in a claim whose meaning can be chosen, of kind "place" or "actor", each once."""
    speaker = (claim.speaker,) if claim.speaker else ()
    found = (
        [place.words for place in claim.places]
        if kind == "place"
        else [p.name for p in (*claim.agents, *claim.targets, *speaker)]
    )
    return tuple(dict.fromkeys(" ".join(words.split()) for words in found))


def toll_words(toll: Toll) -> str:
    """A toll as it is written for a correction."""
    low, high = toll.count.low, toll.count.high
    count = (
        "?"
        if low is None and high is None
        else str(low)
        if low == high
        else f"{'' if low is None else low}..{'' if high is None else high}"
    )
    kind = "" if toll.kind is TollKind.NEW else f" {toll.kind.value}"
    about = " about" if toll.count.approximate else ""
    status = "" if toll.status is Status.UNKNOWN else f" ({toll.status.value})"
    of = " ".join(re.sub(r"[();]", " ", toll.of).split())
    return f"{toll.outcome.value}{kind}{about} {count}{f' {of}' if of else ''}{status}"


def _word(kind: type[Word], slot: str, value: str) -> Word:
    try:
        return kind(value)
    except ValueError:
        raise BadInput(f"{slot}: {value!r} is none of {', '.join(kind)}") from None


def _toll(words: str) -> Toll:
    found = _TOLL.fullmatch(words)
    if found is None:
        raise BadInput(
            f'tolls: {words[:80]!r} is not a toll; write for example "killed 12 people" or "wounded part 3..5 children"'
        )
    low, _, high = (found["count"], "", found["count"]) if ".." not in found["count"] else found["count"].partition("..")
    ends = (None, None) if found["count"] == "?" else (int(low) if low else None, int(high) if high else None)
    try:
        count = Count(*ends, approximate=bool(found["about"]))
    except ContradictoryRange as backwards:
        raise BadInput(f"tolls: {words[:80]!r}: {backwards}") from None
    return Toll(
        outcome=_word(Outcome, "tolls", found["outcome"]),
        count=count,
        of=(found["of"] or "").strip(),
        words=words,
        kind=TollKind(found["kind"] or "new"),
        status=_word(Status, "tolls", found["status"] or "unknown"),
    )


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip()]


def _tolls(claim: Claim, value: str) -> Claim:
    """A toll that is as it was keeps the words and the place that it was read from."""
    was = {toll_words(toll): toll for toll in claim.tolls}
    return replace(claim, tolls=tuple(was.get(part) or _toll(part) for part in _parts(value)))


def _agents(claim: Claim, value: str) -> Claim:
    return replace(claim, agents=_named(claim, claim.agents, value))


def _targets(claim: Claim, value: str) -> Claim:
    return replace(claim, targets=_named(claim, claim.targets, value))


def _named(claim: Claim, held: tuple[Party, ...], value: str) -> tuple[Party, ...]:
    was = {party.name: party for party in (*held, *claim.agents, *claim.targets)}
    return tuple(was.get(name) or Party(name=name, words=name, span=claim.trigger.span) for name in _parts(value))


def _places(claim: Claim, value: str) -> Claim:
    return replace(claim, places=_mentions(claim, claim.places, value))


def _times(claim: Claim, value: str) -> Claim:
    return replace(claim, times=_mentions(claim, claim.times, value))


def _mentions(claim: Claim, held: tuple[Mention, ...], value: str) -> tuple[Mention, ...]:
    was = {mention.words: mention for mention in held}
    return tuple(was.get(words) or Mention(words=words, span=claim.trigger.span) for words in _parts(value))


def _speaker(claim: Claim, value: str) -> Claim:
    if not value:
        return replace(claim, speaker=None)
    held = claim.speaker or Speaker(name=value, words=value, span=claim.trigger.span)
    return replace(claim, speaker=replace(held, name=value, words=value))


def _role(claim: Claim, value: str) -> Claim:
    if claim.speaker is None:
        raise BadInput("role: the claim has no speaker; correct the speaker first")
    return replace(claim, speaker=replace(claim.speaker, role=_word(Role, "role", value)))


def _cites(claim: Claim, value: str) -> Claim:
    if claim.speaker is None:
        raise BadInput("cites: the claim has no speaker; correct the speaker first")
    return replace(claim, speaker=replace(claim.speaker, cites=value))


def _told(claim: Claim, value: str) -> Claim:
    try:
        return replace(claim, told=date.fromisoformat(value) if value else None)
    except ValueError:
        raise BadInput(f"told: {value!r} is not a day; write it as 2022-05-09") from None


def _hedged(claim: Claim, value: str) -> Claim:
    if value not in {"yes", "no"}:
        raise BadInput(f"hedged: {value!r} is neither yes nor no")
    return replace(claim, hedged=value == "yes")


SLOTS: Mapping[str, Callable[[Claim, str], Claim]] = {
    "event": lambda claim, value: replace(claim, event=_word(EventType, "event", value)),
    "stance": lambda claim, value: replace(claim, stance=_word(Stance, "stance", value)),
    "scope": lambda claim, value: replace(claim, scope=_word(Scope, "scope", value)),
    "tolls": _tolls,
    "agents": _agents,
    "targets": _targets,
    "places": _places,
    "times": _times,
    "speaker": _speaker,
    "role": _role,
    "cites": _cites,
    "told": _told,
    "hedged": _hedged,
    "where": lambda claim, value: choose(claim, "where", value),
    "when": lambda claim, value: choose(claim, "when", value),
}
"""What a reviewer can correct, in the order in which corrections of one claim are applied."""
