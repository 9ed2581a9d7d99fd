"""Acts that tell of one incident, and the incidents that the rules of 1992 want a template for."""

from __future__ import annotations

from collections.abc import Sequence

from eval.muc4.acts import SHOT, Act, wanted
from eval.muc4.tables import NINE


def incidents(acts: Sequence[Act]) -> list[list[Act]]:
    """Acts that tell of one incident, together."""
    found: list[list[Act]] = []
    for one in acts:
        home = next((incident for incident in found if all(agree(one, other) for other in incident)), None)
        if home is None:
            found.append([one])
        else:
            home.append(one)
    return found


def agree(one: Act, other: Act) -> bool:
    """Whether two acts can be one incident."""
    names, others = ([t.name for t in act.targets if t.name] for act in (one, other))
    if one.kind != other.kind:
        if {one.kind, other.kind} == {"BOMBING", "ATTACK"}:
            loose = one if one.kind == "ATTACK" else other
            bare = not any(target.name or target.thing for target in loose.targets) and not loose.doers
            return bare and abs(one.sentence - other.sentence) <= 2 and not SHOT.search(loose.words)
        taken = {one.kind, other.kind} == {"KIDNAPPING", "ATTACK"}
        return taken and any(a.split()[-1] == b.split()[-1] for a in names for b in others)
    if names and others:
        return any(a.split()[-1] == b.split()[-1] for a in names for b in others) or one.sentence == other.sentence
    if one.when.known and other.when.known and not one.when.meets(other.when):
        return False
    cities = [act.place.split(": ")[-1] for act in (one, other) if ":" in act.place]
    return len(cities) < 2 or cities[0] == cities[1] or one.claim.happening == other.claim.happening


def relevant(incident: Sequence[Act]) -> bool:
    """Whether the rules of 1992 want a template for it."""
    for one in incident:
        if one.place.split(":")[0] not in NINE:
            return False
    found = [target for one in incident for target in one.targets if wanted(target)]
    if not found and incident[0].kind != "BOMBING":
        return False
    specific = any(target.name or target.number not in {"PLURAL"} or target.thing for target in found)
    return specific or any(one.when.known or ":" in one.place for one in incident)
