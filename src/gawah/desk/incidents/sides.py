"""The claims of an incident as a page lays them side by side: by stance, by side, by origin. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gawah.model import Imprint, Incident, Member, Resolved, Stance
from gawah.weigh.voices import Voice, hear

FOR, AGAINST, SILENT, UNCLEAR = "for", "against", "silent", "unclear"
_COLUMNS = {Stance.AFFIRMS: FOR, Stance.DENIES: AGAINST, Stance.DOES_NOT_KNOW: SILENT, None: UNCLEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim on the workbench: how it was heard, why it is in the incident, and how many others have the same origin."""

    voice: Voice
    member: Member
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Claims that rest on one origin: they count as one voice."""

    name: str
    why: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The origins that speak for one side; `name` is empty for those that speak for none."""

    name: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Sides by column, and the claims that are set aside, with the reason."""

    columns: Mapping[str, tuple[Side, ...]]
    aside: tuple[tuple[Resolved, str], ...]


def laid(
    incident: Incident, claims: Mapping[str, Resolved], imprints: Mapping[str, Imprint], set_aside: Mapping[str, str]
) -> Laid:
    """The claims of an incident in columns; claims that are not among `claims` are passed over."""
    heard = hear(incident, claims, imprints, set_aside)
    members = {member.claim: member for member in incident.members}
    columns: dict[str, list[Voice]] = {}
    for voice in heard.voices:
        columns.setdefault(_COLUMNS[voice.claim.stance], []).append(voice)
    aside = tuple((claims[claim], why) for claim, why in set_aside.items() if claim in claims and claim in members)
    made = {name: _sides(found, members, heard.sides.shown) for name, found in columns.items()}
    return Laid(columns={name: made[name] for name in (FOR, AGAINST, SILENT, UNCLEAR) if name in made}, aside=aside)


def _sides(voices: Iterable[Voice], members: Mapping[str, Member], shown: Mapping[str, str]) -> tuple[Side, ...]:
    """Sides in the order of their names, those of no side last."""
    by_side: dict[str, list[Voice]] = {}
    for voice in voices:
        by_side.setdefault(voice.side, []).append(voice)
    made = [
        Side(name=shown.get(side, side), origins=_origins(found, members))
        for side, found in sorted(by_side.items(), key=lambda one: (not one[0], shown.get(one[0], one[0])))
    ]
    return tuple(made)


def _origins(voices: Iterable[Voice], members: Mapping[str, Member]) -> tuple[Origin, ...]:
    by_origin: dict[str, list[Voice]] = {}
    for voice in voices:
        by_origin.setdefault(voice.origin.key, []).append(voice)
    return tuple(
        Origin(
            name=found[0].origin.name,
            why=found[0].origin.why,
            said=tuple(Said(voice=voice, member=members[voice.claim.id], copies=len(found)) for voice in found),
        )
        for found in by_origin.values()
    )
