"""Which actor a party is: a known one with its reason, a kind without a name, or a provisional one; never a wrong one."""

from __future__ import annotations

import re

from gawah.data import table
from gawah.model import Actor, ActorKind, Candidate, Mention, Party, Reason, Resolution, Speaker
from gawah.resolve.registry import Registry
from gawah.text.spelling import fold

_NOUNS = re.compile(
    r"\b(?:fighters?|forces?|troops|soldiers?|members?|commanders?|militants?|gunmen|rebels?|spokes\w+|officials?|militia(?:men)?|"
    r"officers?|units?|leaders?|group|movement|security|intelligence|chief|media|sources|police)\b",
    re.IGNORECASE,
)

_OUTSIDE = re.compile(
    r"\b(?:anti|ex)-|\b(?:former|onetime)\b|\b(?:victims?|relatives?|famil(?:y|ies)|wi(?:fe|ves)|sons?|opponents?|critics|enemies|"
    r"prisoners?|detainees?|hostages?|captives?|defectors?|deserters?|survivors)\b",
    re.IGNORECASE,
)
"""Words that set people apart from the body named beside them: "families of Hamas members" are not Hamas."""


def resolve_party(party: Party, registry: Registry) -> Resolution[Actor]:
    """The actor that a party of a claim is."""
    return resolve_name(party.name, Mention(words=party.words, span=party.span), registry)


def resolve_speaker(speaker: Speaker, registry: Registry) -> Resolution[Actor]:
    """The actor that a speaker belongs to, or is."""
    return resolve_name(speaker.name, Mention(words=speaker.words, span=speaker.span), registry)


def resolve_name(name: str, mention: Mention, registry: Registry) -> Resolution[Actor]:
    """The actor of a name: the whole name first, then the longest run of its words that names one, then its kind of people."""
    whole = registry.named(name)
    if whole:
        return _chosen(mention, whole, f"“{name}” is a known name", 1.0)
    person = registry.led_by(name)
    if person:
        return _chosen(mention, person, f"{name} leads or speaks for it", 0.9)
    if _OUTSIDE.search(name) or _civilians(name):
        return _unknown(name, mention)
    words = name.split()
    for size in range(min(len(words), 6), 0, -1):
        for first in range(len(words) - size + 1):
            run = " ".join(words[first : first + size]).strip(",;'’")
            run = re.sub(r"['’]s$", "", run)
            found = registry.named(run) if size < len(words) or run != name else ()
            if found and (run[:1].isupper() or not run.isascii()):
                return _chosen(mention, found, f"“{run}” in it is a known name", 0.9 - 0.05 * (len(words) - size))
    bare = " ".join(_NOUNS.sub(" ", name).split())
    found = registry.named(bare) if bare and bare != name else ()
    if found:
        return _chosen(mention, found, f"“{bare}” in it is a known name", 0.8)
    return _unknown(name, mention)


def _civilians(name: str) -> bool:
    """Whether the head of the phrase, what stands before "of", "in" or "from", names civilians."""
    head = re.split(r"\s+(?:of|in|from|at|near|under|who)\s", name.lower(), maxsplit=1)[0]
    kind = _kind(head)
    return kind == ActorKind.CIVILIANS or bool(re.search(r"\bsettlers?$", head))


def _kind(words: str) -> str | None:
    """The kind that the last words of a phrase tell, the longest noun first."""
    nouns: dict[str, str] = table("actors/kinds")["nouns"]
    return next(
        (nouns[noun] for noun in sorted(nouns, key=len, reverse=True) if re.search(rf"\b{re.escape(noun)}$", words)), None
    )


def _chosen(mention: Mention, found: tuple[Actor, ...], why: str, score: float) -> Resolution[Actor]:
    reason = Reason(feature="name", score=score, words=why)
    candidates = tuple(Candidate(value=actor, score=score, reasons=(reason,)) for actor in found)
    if len(found) > 1:
        names = ", ".join(actor.name for actor in found)
        return Resolution(mention=mention, chosen=None, why=f"{why} of several: {names}", candidates=candidates)
    return Resolution(mention=mention, chosen=found[0], why=f"{why}: {found[0].name}", score=score, candidates=candidates)


def _unknown(name: str, mention: Mention) -> Resolution[Actor]:
    """A kind of people without a name, or a provisional actor under the name that the text gives."""
    lower = name.lower()
    kind = _kind(lower)
    if kind is not None and not re.search(r"[A-Z]", name):
        actor = Actor(id=f"kind:{fold(lower) or lower}", name=name, kind=ActorKind(kind), provisional=True)
        return Resolution(mention=mention, chosen=actor, why=f"“{name}” tells a kind ({kind}), not an actor", score=0.5)
    actor = Actor(id=f"name:{fold(name) or lower}", name=name, kind=ActorKind(kind or "unknown"), provisional=True)
    return Resolution(mention=mention, chosen=actor, why=f"“{name}” is in no registry; it stands under its own name", score=0.4)
