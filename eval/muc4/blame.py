"""Who did it, and how sure the text is of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from eval.muc4.acts import STATE, Act, sentence_words
from eval.muc4.parties import ARTICLES, tokens_at
from eval.muc4.tables import tables
from gawah.extract.scene import Scene
from gawah.model import Claim

SUSPECT = re.compile(r"SUSPECT|ACCUS|BLAM|ATTRIBUT|PRESUM|ALLEG|APPARENTLY|BELIEVED|RESPONSIB|CHARGED|HELD RESPONS")
CLAIMED = re.compile(
    r"CLAIM\w*\s+(?:THE\s+)?(?:RESPONSIB|CREDIT)|TOOK\s+(?:RESPONSIB|CREDIT)|ADMITTED|RESPONSIBILITY\s+WAS\s+CLAIMED"
)
NOT_CLAIMED = re.compile(r"\bNO(?:T|BODY|NE| ONE| GROUP| ORGANIZATION)?\b[^.]{0,60}CLAIM|DENIED|NEITHER")
AUTHORITY = re.compile(r"POLICE|AUTHORIT|MILITARY|ARMY|OFFICIAL|MINIST|GOVERNMENT|COPREFA|JUDGE|ARMED FORCES")
VILLAIN = re.compile(
    r"GUERRILLAS?|TERRORISTS?|REBELS?|ASSAILANTS?|GUNM[AE]N|COMMANDOE?S|ASSASSINS?|SUBVERSIVES?|TRAFFICKERS|KIDNAPPERS|EXTREMISTS|"
    r"ATTACKERS|MURDERERS|CRIMINALS|INDIVIDUALS?|M[AE]N|PERSONS|PEOPLE|YOUTHS|SQUADS?"
)
VAGUE = frozenset("INDIVIDUAL INDIVIDUALS MAN MEN PERSONS PEOPLE YOUTHS".split())


def perpetrators(scene: Scene, claim: Claim, words: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Individuals and organisations that a claim names as having done it, each with the category of incident."""
    doers: list[tuple[str, str]] = []
    groups: list[tuple[str, str]] = []
    known = tables()
    for party in claim.agents:
        first, last = tokens_at(scene, party.span)
        text = scene.words(first, last).upper()
        tail = scene.document.text[party.span.start : party.span.end + 60].split(",")[0].upper()
        match = known.group_names.search(scene.words(first, last).upper()) or known.group_names.match(
            re.sub(r"^\s*(?:OF|FROM|BELONGING TO)\s+(?:THE\s+)?", "", " ".join(tail.split())[len(text) :])
        )
        if match:
            name = " ".join(match.group().split())
            groups.append((name, known.groups[name]))
        head = text.split()[-1].removesuffix("'S")
        if head in known.doers and not (match and match.group() == text):
            doers.append((ARTICLES.sub("", text), known.doers[head]))
    if not doers:
        doers = list(strangers(scene, claim))[:1]
    if not groups:
        groups = [(name, category) for name, category in named(words) if category != STATE and SUSPECT.search(words)]
    return doers, groups


def strangers(scene: Scene, claim: Claim) -> Iterator[tuple[str, str]]:
    """Those who, by the noun alone, are up to no good, in the sentence of a claim or the next: "unidentified gunmen"."""
    at = sentence_words(scene, claim)[0]
    victims = [party.span for party in claim.targets] + [toll.span for toll in claim.tolls if toll.span]
    for sentence in scene.sentences[at : at + 2]:
        for token in scene.parsed.words(sentence):
            if token.upos in {"NOUN", "PROPN"} and VILLAIN.fullmatch(token.text.upper()):
                first, last = scene.kernel(token.at)
                text = scene.words(first, last).upper()
                vague = token.text.upper() in VAGUE and not re.search(r"UNIDENTIFIED|UNKNOWN|ARMED|HOODED|MASKED|HEAVILY", text)
                if not vague and not any(span.meets(scene.span(first, last)) for span in victims):
                    yield ARTICLES.sub("", text), tables().doers.get(token.text.upper(), "TERRORIST ACT")


def named(words: str) -> Iterator[tuple[str, str]]:
    """The organisations that a text names."""
    for match in tables().group_names.finditer(words):
        name = " ".join(match.group().split())
        yield name, tables().groups[name]


def blamed(incident: Sequence[Act], words: str) -> dict[str, Any]:
    """Who did it, and how sure the text is of it."""
    doers = list(dict.fromkeys(doer for one in incident for doer in one.doers))
    groups = list(dict.fromkeys(group for one in incident for group in one.groups))
    categories = [category for _, category in [*doers, *groups]]
    made: dict[str, Any] = {"perp_incident_category": STATE if categories and categories[0] == STATE else "TERRORIST ACT"}
    if doers:
        made["perp_individual_id"] = [name for name, _ in doers[:1]]
    if groups:
        speakers = " ".join(one.claim.speaker.name.upper() for one in incident if one.claim.speaker)
        sure = "REPORTED AS FACT"
        if CLAIMED.search(words) and not NOT_CLAIMED.search(words):
            sure = "CLAIMED OR ADMITTED"
        elif SUSPECT.search(words) or any(one.claim.hedged for one in incident):
            sure = "SUSPECTED OR ACCUSED" + (" BY AUTHORITIES" if AUTHORITY.search(speakers) else "")
        made["perp_organization_id"] = [name for name, _ in groups[:1]]
        made["perp_organization_confidence"] = [{"value": sure, "ref": name} for name, _ in groups[:1]]
    return made
