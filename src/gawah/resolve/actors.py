"""Which actor a party is: a known one with its reason, a kind without a name, or a provisional one; never a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gawah.data import table
from gawah.model import Actor, ActorKind, Candidate, Mention, Party, Reason, Resolution, Speaker, When
from gawah.resolve.cast import Cast, standing
from gawah.resolve.registry import Entry, Registry, bare
from gawah.text.spelling import fold

_NOUNS = re.compile(
    r"\b(?:fighters?|forces?|troops|soldiers?|members?|commanders?|militants?|gunmen|rebels?|spokes\w+|officials?|militia(?:men)?|"
    r"officers?|units?|leaders?|group|movement|security|intelligence|chief|media|sources|police)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:anti|ex)-|\b(?:former|onetime)\b|\b(?:victims?|relatives?|famil(?:y|ies)|wi(?:fe|ves)|sons?|opponents?|critics|"
    r"enem(?:y|ies)|rivals?|prisoners?|detainees?|hostages?|captives?|defectors?|deserters?|survivors)\b",
    re.IGNORECASE,
)
"""Words that set people apart from the body named beside them: "families of Hamas members" are not Hamas."""
_HEAD = re.compile(r"\s+(?:of|in|from|at|near|under|who)\s")
_FOREIGN = {ActorKind.STATE_FORCE, ActorKind.EXTERNAL_FORCE, ActorKind.UN, ActorKind.POLICE, ActorKind.GOVERNMENT}
_CAPITALS = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a claim says of who its words can mean: the days, the country (ISO 3166-1), and whom its document names."""

    when: When = When()
    country: str = ""
    cast: Cast | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    """Entries that a name may mean, why, and how sure."""

    entries: tuple[Entry, ...]
    why: str
    score: float


ANYWHERE = Setting()


def resolve_party(party: Party, registry: Registry, setting: Setting = ANYWHERE) -> Resolution[Actor]:
    """The actor that a party of a claim is."""
    return resolve_name(party.name, Mention(words=party.words, span=party.span), registry, setting)


def resolve_speaker(speaker: Speaker, registry: Registry, setting: Setting = ANYWHERE) -> Resolution[Actor]:
    """The actor that a speaker belongs to, or is."""
    return resolve_name(speaker.name, Mention(words=speaker.words, span=speaker.span), registry, setting)


def resolve_name(name: str, mention: Mention, registry: Registry, setting: Setting = ANYWHERE) -> Resolution[Actor]:
    """The actor of a name: the first way of knowing one that leaves an actor which existed on the day; else none known.

    The ways, in turn: the whole name, a person who leads one, the longest run of words that names one, what the document named
    before ("the group"), the body of the country ("the army"). An actor that did not exist on the day is named as the reason.
    """
    gone: list[str] = []
    for hit in _ways(name, mention, registry, setting):
        kept, out = standing(hit.entries, setting.when)
        gone += [words for words in out if words not in gone]
        if kept:
            there = tuple(entry for entry in kept if setting.country and setting.country in entry.home)
            return _chosen(mention, there if len(there) == 1 else kept, hit, setting, gone)
    return _unknown(name, mention, gone)


def _ways(name: str, mention: Mention, registry: Registry, setting: Setting) -> Iterator[_Hit]:
    """What a name may mean, the surest way of telling first."""
    if _CAPITALS.search(name) or not name.isascii() or registry.written(name):
        yield _Hit(registry.known(name), f"“{name}” is a known name", 1.0)
    yield _led(name, registry, setting)
    if not (_OUTSIDE.search(name.split(",", maxsplit=1)[0]) or _civilians(name)):
        yield from _runs(name, registry)
    if setting.cast:
        found = setting.cast.meant(name, mention)
        if found:
            yield _Hit(found.entries, found.why, 0.7)
    yield _of_country(name, registry, setting)


def _led(name: str, registry: Registry, setting: Setting) -> _Hit:
    """Those whom a person leads or speaks for on the day, by the name before any comma."""
    person = name.split(",", maxsplit=1)[0].strip()
    parts = [(entry, entry.led_on(person, setting.when)) for entry in registry.led_by(person)]
    told = [(entry, leader) for entry, leader in parts if leader]
    role = next((f" ({leader.role})" for _, leader in told if leader.role), "")
    return _Hit(tuple(entry for entry, _ in told), f"{person}{role} leads or speaks for it", 0.9)


def _runs(name: str, registry: Registry) -> Iterator[_Hit]:
    """The longest run of capitalised words that is a known name; what stands before a comma first."""
    heads = [name.split(",", maxsplit=1)[0]] if "," in name else []
    for phrase in (*heads, name):
        words = phrase.split()
        for size in range(min(len(words), 6), 0, -1):
            for first in range(len(words) - size + 1):
                run = re.sub(r"['’]s$", "", " ".join(words[first : first + size]).strip(",;()'’"))
                if run == name or not (run[:1].isupper() or not run.isascii()):
                    continue
                found = registry.known(run)
                if found and not _OUTSIDE.search(phrase):
                    yield _Hit(found, f"“{run}” in it is a known name", max(0.5, 0.9 - 0.05 * (len(words) - size)))
                    return
    rest = " ".join(_NOUNS.sub(" ", name).split())
    if rest[:1].isupper() and rest != name:
        yield _Hit(registry.known(rest), f"“{rest}” in it is a known name", 0.8)


def _of_country(name: str, registry: Registry, setting: Setting) -> _Hit:
    """The one body of the country that a common noun like "the army" means there; nothing where the text names another's."""
    noun = bare(_HEAD.split(name)[0]).lower()
    noun = re.sub(r"\s+(?:spokes\w+|officials?|officers?|commanders?|sources?|statement)$", "", noun)
    if not setting.country or not setting.when.known or (_CAPITALS.search(name[1:]) and not name.istitle()):
        return _Hit((), "", 0.0)
    fits = tuple(e for e in registry.common_in(setting.country, noun) if e.days.meets(setting.when))
    others = [
        entry
        for one in (setting.cast.named if setting.cast else ())
        for entry in one.entries
        if entry.actor.kind in _FOREIGN and setting.country not in entry.home and (entry.home or noun != "government")
    ]
    return _Hit(fits if len(fits) == 1 and not others else (), f"“{noun}” means the body of the country where it happened", 0.6)


def _civilians(name: str) -> bool:
    """Whether the head of the phrase, what stands before "of", "in" or "from", names civilians."""
    head = re.split(r"\s+(?:of|in|from|at|near|under|who)\s", name.lower(), maxsplit=1)[0]
    kind = _kind(head)
    return kind == ActorKind.CIVILIANS or bool(re.search(r"\bsettlers?$", head))


def _kind(words: str) -> str | None:
    """The kind that the last words of a phrase tell, the longest noun first."""
    found = _last_noun().search(words)
    return str(table("actors/kinds")["nouns"][found.group(1)]) if found else None


@cache
def _last_noun() -> re.Pattern[str]:
    nouns = sorted(table("actors/kinds")["nouns"], key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, nouns))})$")


def _chosen(mention: Mention, kept: tuple[Entry, ...], hit: _Hit, setting: Setting, gone: Sequence[str]) -> Resolution[Actor]:
    """One entry is chosen; of several none, but they stay as candidates."""
    reasons = (
        Reason(feature="name", score=hit.score, words=hit.why),
        *(Reason(feature="days", score=0.0, words=words) for words in gone),
    )
    candidates = tuple(Candidate(value=entry.on(setting.when), score=hit.score, reasons=reasons) for entry in kept)
    if len(kept) > 1:
        names = ", ".join(entry.actor.name for entry in kept)
        return Resolution(mention=mention, chosen=None, why=f"{hit.why} of several: {names}", candidates=candidates)
    why = "; ".join((f"{hit.why}: {kept[0].actor.name}", *gone))
    return Resolution(mention=mention, chosen=candidates[0].value, why=why, score=hit.score, candidates=candidates)


def _unknown(name: str, mention: Mention, gone: Sequence[str]) -> Resolution[Actor]:
    """A kind of people without a name, or a provisional actor under the name that the text gives."""
    lower = name.lower()
    kind = _kind(lower)
    if kind is not None and not _CAPITALS.search(name):
        actor = Actor(id=f"kind:{fold(lower) or lower}", name=name, kind=ActorKind(kind), provisional=True)
        return Resolution(mention=mention, chosen=actor, why=f"“{name}” tells a kind ({kind}), not an actor", score=0.5)
    actor = Actor(id=f"name:{fold(name) or lower}", name=name, kind=ActorKind(kind or "unknown"), provisional=True)
    why = "; ".join((f"“{name}” is in no registry; it stands under its own name", *gone))
    if gone:
        why = f"“{name}” is nobody known of that day ({'; '.join(gone)}); it stands under its own name"
    return Resolution(mention=mention, chosen=actor, why=why, score=0.4)
