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
    """A claim on the workbench: how it was heard, and why it is in the incident."""

    voice: Voice
    member: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Claims that rest on one origin: they count as one voice."""

    name: str
    why: str
    said: tuple[Said, ...]
    hidden: int = 0
    """Claims of it that are counted and not laid out."""

    @property
    def count(self) -> int:
        """How many claims rest on it."""
        return len(self.said) + self.hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The origins that speak for one side; `name` is empty for those that speak for none."""

    name: str
    origins: tuple[Origin, ...]


@dataclass(slots=True)
class Room:
    """How many claims can still be laid out: `left` in all, `each` of one origin, since its copies say nothing new."""

    left: int
    each: int

    def take(self, wanted: int) -> int:
        """Give room to as many as there is."""
        given = min(wanted, self.each, self.left)
        self.left -= given
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Sides by column, and the claims that are set aside, with the reason."""

    columns: Mapping[str, tuple[Side, ...]]
    hidden: int
    aside: tuple[tuple[Resolved, str], ...]


def laid(
    incident: Incident,
    claims: Mapping[str, Resolved],
    imprints: Mapping[str, Imprint],
    set_aside: Mapping[str, str],
    room: Room | None = None,
) -> Laid:
    """The claims of an incident in columns, as far as there is room; claims that are not among `claims` are passed over."""
    room = room or Room(len(claims), len(claims))
    heard = hear(incident, claims, imprints, set_aside)
    members = {member.claim: member for member in incident.members}
    columns: dict[str, list[Voice]] = {}
    for voice in heard.voices:
        columns.setdefault(_COLUMNS[voice.claim.stance], []).append(voice)
    aside = tuple((claims[claim], why) for claim, why in set_aside.items() if claim in claims and claim in members)
    order = [name for name in (FOR, AGAINST, SILENT, UNCLEAR) if name in columns]
    made = {name: _sides(columns[name], members, heard.sides.shown, room) for name in order}
    hidden = sum(origin.hidden for sides in made.values() for side in sides for origin in side.origins)
    return Laid(columns=made, hidden=hidden, aside=aside)


def _sides(voices: Iterable[Voice], members: Mapping[str, Member], shown: Mapping[str, str], room: Room) -> tuple[Side, ...]:
    """Sides in the order of their names, those of no side last."""
    by_side: dict[str, list[Voice]] = {}
    for voice in voices:
        by_side.setdefault(voice.side, []).append(voice)
    ordered = sorted(by_side.items(), key=lambda one: (not one[0], shown.get(one[0], one[0])))
    return tuple(Side(name=shown.get(side, side), origins=_origins(found, members, room)) for side, found in ordered)


def _origins(voices: Iterable[Voice], members: Mapping[str, Member], room: Room) -> tuple[Origin, ...]:
    by_origin: dict[str, list[Voice]] = {}
    for voice in voices:
        by_origin.setdefault(voice.origin.key, []).append(voice)
    made = []
    for found in by_origin.values():
        laid_out = found[: room.take(len(found))]
        said = tuple(Said(voice=voice, member=members[voice.claim.id]) for voice in laid_out)
        first = found[0].origin
        made.append(Origin(name=first.name, why=first.why, said=said, hidden=len(found) - len(said)))
    return tuple(made)
