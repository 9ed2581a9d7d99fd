"""An incident as a template."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from eval.muc4.acts import DEADLY, MONTHS, SHOT, Act, wanted
from eval.muc4.blame import blamed
from eval.muc4.parties import ARTICLES
from eval.muc4.tables import tables
from eval.muc4.target import Target
from gawah.extract.scene import Scene
from gawah.model import When

GUNS = frozenset(("GUN", "MACHINE GUN", "RIFLE"))
VEHICLE = re.compile(r"\b(?:CAR|TRUCK|VEHICLE)[ -]BOMBS?$")
MACHINEGUNNED = re.compile(r"MACHINE-?\s?GUN")
TRIED = re.compile(r"\b(?:TRIED TO|ATTEMPTED|ATTEMPT TO|FOILED|FAILED|FRUSTRATED|DEFUSED|DEACTIVATED|THWARTED|UNSUCCESSFUL)\b")


def written(scene: Scene, incident: Sequence[Act]) -> dict[str, Any]:
    """An incident as a template."""
    kind = kind_among(incident)
    words = " ".join(one.words for one in incident)
    found: list[Target] = []
    for target in (target for one in incident for target in one.targets if wanted(target)):
        old = next((one for one in found if one.thing == target.thing and one.same(target)), None)
        old.add(target) if old else found.append(target)
    home = max((one.place for one in incident), key=lambda place: place.count(":"))
    made: dict[str, Any] = {
        "incident_date": day_of(scene, incident),
        "incident_location": home or None,
        "incident_type": kind,
        "incident_stage_of_execution": "ATTEMPTED" if all(TRIED.search(one.words) for one in incident) else "ACCOMPLISHED",
        **instruments(scene, incident, kind, words),
        **blamed(incident, words),
    }
    deadly = kind == "ATTACK" and DEADLY.search(words)
    for target in found:
        slot = "phys_tgt" if target.thing else "hum_tgt"
        effect = target.effect or ("DEATH" if deadly and target.name and not target.thing else "")
        if target.thing:
            effect = {"BOMBING": "SOME DAMAGE", "ARSON": "DESTROYED"}.get(kind, "")
            effect = "DESTROYED" if re.search(r"DESTROY|BLEW UP|BLOWN UP|BURNED", words) else effect
        rows = (
            ("type", target.kind),
            ("number", target.number),
            ("effect_of_incident", effect),
            ("foreign_nation", target.nation),
        )
        for name, value in rows:
            if value and not (name == "foreign_nation" and value == home.split(":")[0]):
                made.setdefault(f"{slot}_{name}", []).append({"value": value, "ref": target.ref})
        if target.thing:
            made.setdefault("phys_tgt_id", []).append(target.words)
        else:
            if target.name:
                made.setdefault("hum_tgt_name", []).append(target.name)
            if target.words:
                made.setdefault("hum_tgt_description", []).append({"value": target.words, "ref": target.name or "-"})
    return made


def kind_among(incident: Sequence[Act]) -> str:
    """The type of an incident: a kidnapping whose victim is found dead is one."""
    kinds = [one.kind for one in incident]
    return next((kind for kind in ("KIDNAPPING", "BOMBING") if kind in kinds), kinds[0])


def day_of(scene: Scene, incident: Sequence[Act]) -> str | None:
    """The day, or "- DD MON YY" for that day or before."""
    published = scene.document.published
    when = next((one.when for one in incident if one.when.first and one.when.last), When(last=published))
    if when.last is None:
        return None
    last = f"{when.last.day:02d} {MONTHS[when.last.month - 1]} {when.last.year % 100:02d}"
    if when.first is None:
        return f"- {last}"
    if when.first == when.last:
        return last
    return f"{when.first.day:02d} {MONTHS[when.first.month - 1]} {when.first.year % 100:02d} - {last}"


def instruments(scene: Scene, incident: Sequence[Act], kind: str, words: str) -> dict[str, Any]:
    """The first instrument that the sentences name, with its type; shots tell of a gun."""
    if kind not in {"ATTACK", "BOMBING", "ARSON"}:
        return {}
    for sentence in dict.fromkeys(one.sentence for one in incident):
        for token in scene.parsed.words(scene.sentences[sentence]):
            of = tables().arms.get(token.text.upper(), "")
            if not of or token.upos == "VERB" or (kind == "BOMBING" and of in GUNS):
                continue
            first, last = scene.kernel(token.at)
            phrase = ARTICLES.sub("", scene.words(first, max(last, token.at + 1)).upper())
            of = "VEHICLE BOMB" if VEHICLE.search(phrase) else of
            return {"incident_instrument_id": [phrase], "incident_instrument_type": [{"value": of, "ref": phrase}]}
    gun = "MACHINE GUN" if MACHINEGUNNED.search(words) else "GUN" if SHOT.search(words) else "BOMB" if kind == "BOMBING" else ""
    return {"incident_instrument_type": [gun]} if gun else {}
