"""Event types: the 24 words for what happened, and their families."""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """What happened. Codes of other ontologies stand in `resources/events/types.yml`."""

    ARMED_CLASH = "armed_clash"
    TERRITORY_CHANGE = "territory_change"
    DEPLOYMENT = "deployment"
    AIR_OR_DRONE_STRIKE = "air_or_drone_strike"
    SHELLING_OR_MISSILE = "shelling_or_missile"
    IED_OR_MINE = "ied_or_mine"
    SUICIDE_BOMBING = "suicide_bombing"
    CHEMICAL_WEAPON = "chemical_weapon"
    ATTACK_ON_CIVILIANS = "attack_on_civilians"
    TORTURE = "torture"
    SEXUAL_VIOLENCE = "sexual_violence"
    ABDUCTION = "abduction"
    ARREST = "arrest"
    PROPERTY_DESTRUCTION = "property_destruction"
    PROTEST = "protest"
    PROTEST_REPRESSED = "protest_repressed"
    RIOT = "riot"
    AGREEMENT = "agreement"
    GROUP_CHANGE = "group_change"
    WEAPONS_SEIZED = "weapons_seized"
    DISPLACEMENT = "displacement"
    RESTRICTION = "restriction"
    STATEMENT = "statement"
    OTHER = "other"

    @property
    def family(self) -> Family:
        """The family it belongs to."""
        return _FAMILY[self]


class Family(StrEnum):
    """Event types that tell of one kind of thing."""

    FIGHTING = "fighting"
    REMOTE = "remote"
    CIVILIANS = "civilians"
    CUSTODY = "custody"
    PROPERTY = "property"
    UNREST = "unrest"
    POLITICS = "politics"
    ARMS = "arms"
    MOVEMENT = "movement"
    STATEMENT = "statement"
    OTHER = "other"

    @property
    def violent(self) -> bool:
        """Whether its happenings are acts of violence, which tolls of dead and wounded hang on."""
        return self in {Family.FIGHTING, Family.REMOTE, Family.CIVILIANS, Family.CUSTODY, Family.PROPERTY, Family.UNREST}


_MEMBERS: dict[Family, tuple[EventType, ...]] = {
    Family.FIGHTING: (EventType.ARMED_CLASH, EventType.TERRITORY_CHANGE, EventType.DEPLOYMENT),
    Family.REMOTE: (
        EventType.AIR_OR_DRONE_STRIKE,
        EventType.SHELLING_OR_MISSILE,
        EventType.IED_OR_MINE,
        EventType.SUICIDE_BOMBING,
        EventType.CHEMICAL_WEAPON,
    ),
    Family.CIVILIANS: (EventType.ATTACK_ON_CIVILIANS, EventType.TORTURE, EventType.SEXUAL_VIOLENCE),
    Family.CUSTODY: (EventType.ABDUCTION, EventType.ARREST),
    Family.PROPERTY: (EventType.PROPERTY_DESTRUCTION,),
    Family.UNREST: (EventType.PROTEST, EventType.PROTEST_REPRESSED, EventType.RIOT),
    Family.POLITICS: (EventType.AGREEMENT, EventType.GROUP_CHANGE),
    Family.ARMS: (EventType.WEAPONS_SEIZED,),
    Family.MOVEMENT: (EventType.DISPLACEMENT, EventType.RESTRICTION),
    Family.STATEMENT: (EventType.STATEMENT,),
    Family.OTHER: (EventType.OTHER,),
}
_FAMILY = {event: family for family, events in _MEMBERS.items() for event in events}
