"""How likely an incident is one that the rules of 1992 want: a table of named features, weighed on DEV (`eval.muc4.weigh`)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eval.muc4.tables import table
from gawah.extract.scene import Scene

if TYPE_CHECKING:
    from eval.muc4.acts import Act
    from eval.muc4.target import Target

GENERAL = re.compile(r"\b(?:EVERY|ALWAYS|YEARS|DECADE|MANY|THOUSANDS|HUNDREDS|VIOLENCE|WAVE OF|EACH|HISTORY|CIVIL WAR)\b")
PLANNED = re.compile(r"\b(?:WILL|WOULD|COULD|MIGHT|SHOULD|IF|UNLESS|PLAN\w*|THREAT\w*)\b")
FIGHT = re.compile(r"\b(?:CLASH\w*|COMBAT|FIGHTING|TROOPS|OFFENSIVE|BATTALION|BRIGADE|AMBUSH\w*)\b")
ANSWER = re.compile(
    r"\[(?:COMMUNIQUE|SPEECH|INTERVIEW|EDITORIAL|COMMENTARY|STATEMENT|[A-Z ]*LETTER)\b|\[QUESTION\]|RADIO VENCEREMOS"
)


def features(scene: Scene, incident: Sequence[Act], targets: Sequence[Target], rivals: int) -> dict[str, float]:
    """The features of an incident, by name; `rivals` are the other incidents of its document."""
    first = min(one.sentence for one in incident)
    words = " ".join(one.words for one in incident)
    claims = [one.claim for one in incident]
    people = [target for target in targets if not target.thing]
    sure = max(claim.confidence for claim in claims)
    return {
        "base": 1.0,
        f"a {incident[0].kind}": 1.0,
        f"of {claims[0].event.value}": 1.0,
        "acts": math.log(len(incident)),
        "sure": sure,
        "only the grammar": float(sure <= 0.4),
        "first sentence": float(first == 0),
        "in the lead": float(first < 3),
        "how late": math.log(1 + first),
        "a name": float(any(target.name for target in people)),
        "people": float(bool(people)),
        "many named": math.log(1 + sum(bool(target.name) for target in people)),
        "a number": float(any(target.number not in {"PLURAL", "1"} for target in people)),
        "only plurals": float(all(target.number == "PLURAL" for target in targets)),
        "things": float(any(target.thing for target in targets)),
        "effect": float(any(target.effect for target in people)),
        "police": float(any(target.kind == "LAW ENFORCEMENT" for target in people)),
        "a day": float(any(one.when.known for one in incident)),
        "one day": float(any(one.when.first and one.when.first == one.when.last for one in incident)),
        "a place": float(any(":" in one.place for one in incident)),
        "no country": float(not any(one.place for one in incident)),
        "doers": float(any(one.doers for one in incident)),
        "groups": float(any(one.groups for one in incident)),
        "state": float(any(kind.startswith("STATE") for one in incident for _, kind in [*one.doers, *one.groups])),
        "a speaker": float(any(claim.speaker for claim in claims)),
        "summary": float(all(claim.scope.summary for claim in claims)),
        "hedged": float(any(claim.hedged for claim in claims)),
        "tolls": float(any(toll.count.numbered for claim in claims for toll in claim.tolls)),
        "general": float(bool(GENERAL.search(words))),
        "planned": float(all(PLANNED.search(one.words) for one in incident)),
        "fight": float(bool(FIGHT.search(words))),
        "answers": float(bool(ANSWER.search(scene.document.text))),
        "rivals": math.log(1 + rivals),
        "length": math.log(1 + len(scene.sentences) / 10),
    }


def likely(found: dict[str, float]) -> float:
    """The probability that an incident with these features has a template."""
    weights = table("weights")
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in found.items())))
