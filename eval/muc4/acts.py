"""What one claim tells, in the terms of MUC-4."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from eval.muc4.parties import tokens_at
from eval.muc4.tables import tables
from eval.muc4.target import Target
from gawah.extract.scene import Scene
from gawah.model import Claim, Span, When

MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
BURNED = re.compile(r"\b(?:BURN|ARSON|SET (?:ON )?(?:FIRE|ABLAZE)|SET (?:\w+ ){1,4}ON FIRE|TORCH)")
DEADLY = re.compile(
    r"MURDER|ASSASSINAT|KILL|EXECUT|SLA[YI]|DEATH|DEAD|MASSACRE|DIED|DIE\b|DEADLY|SHOT TO|GUNNED DOWN|BOD(?:Y|IES)"
)
SHOT = re.compile(r"\b(?:SHOT|SHOOT|GUNNED|GUNFIRE|GUNMEN|BULLET|FIRED (?:AT|ON)|OPENED FIRE|RIDDLED|FIREARM)")
STATE = "STATE-SPONSORED VIOLENCE"


@dataclass(slots=True)
class Act:
    """What one claim tells, in the terms of MUC-4."""

    kind: str
    claim: Claim
    sentence: int
    words: str
    when: When
    place: str
    targets: list[Target] = field(default_factory=list)
    doers: list[tuple[str, str]] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)


def sentence_words(scene: Scene, claim: Claim) -> tuple[int, str]:
    """The sentence in which a claim is told, and its words on one line."""
    first, _ = tokens_at(scene, claim.trigger.span)
    at = scene.sentence_of[min(first, len(scene.tokens) - 1)]
    own = scene.sentences[at]
    return at, " ".join(scene.document.words(Span(own.start, own.end)).upper().split())


def wanted(target: Target) -> bool:
    """Whether a target is one of MUC-4: no soldiers, no guerrillas."""
    head = target.words.split()[-1] if target.words else ""
    return target.thing or bool(target.name) or (target.kind != "ACTIVE MILITARY" and tables().doers.get(head, STATE) == STATE)
