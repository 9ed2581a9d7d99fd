"""Nouns for those counted: what kind of people, or of things, a phrase speaks of (`resources/weigh/people.yml`)."""

from __future__ import annotations

import re
from functools import lru_cache

from gawah.data import table
from gawah.weigh.origins import plain_words

_PEOPLE = table("weigh/people")
_THINGS: dict[str, str] = {word: kind for kind, words in _PEOPLE["things"].items() for word in words}
_KIND: dict[str, str] = {
    word: kind
    for kind in ("single", "man", "woman", "child", "civilian", "combatant", "state", "police", "anyone")
    for word in _PEOPLE[kind]
}
COMMON = frozenset(_KIND)
"""Every noun of people that is listed: none of them tells one side from another."""
PLURAL = {
    "civilian": "civilians",
    "child": "children",
    "woman": "women",
    "man": "men",
    "police": "police",
    "combatant": "fighters",
}
"""The word for all of a group."""
_WHOLE = frozenset((*PLURAL, *PLURAL.values(), "fighter"))
FIGHTING = frozenset(("combatant", "state", "police"))
_BODIES, _SINGLE, _BARE, _ALL = (frozenset(_PEOPLE[name]) for name in ("bodies", "single", "bare", "all"))
MEMBERS = frozenset(_PEOPLE["members"])
"""Words that only lead to the body that follows."""
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PARTICLE = re.compile(r"(?:al|el|ul|ud|ur|bin|ibn|de|da|di|van|von|der|y)(?:[-'’]\w+)?", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:of|from|in|at|who|with|near|including|on|for|to)\b")


@lru_cache(maxsize=65536)
def kind_of(of: str, one: bool, part: bool = False) -> str:
    """The kind of noun that a phrase ends on; a name, or one person described, is "anyone": others may call them otherwise.

    One who is counted inside others ("a teacher among them") is of the kind that the noun says. "Members of", "men of" take
    their kind from what follows; women and children told together are a kind of their own. A noun that is not listed is a kind
    of its own where it has a capital ("Pakistanis") or counts a part of others; else it is one more word for those harmed
    ("churchgoers").
    """
    words = plain_words(of)
    if not words:
        return "anyone"
    head, _, tail = (part.strip() for part in _split(of))
    listed = [word for word in plain_words(head) or words if word in _KIND or word in MEMBERS]
    if one and (not listed or (not part and any(word in _SINGLE for word in listed))):
        return "anyone"
    if not listed:
        return _stem(words[-1]) if (part or any(word[:1].isupper() for word in head.split()[-1:])) and not one else "anyone"
    if listed[-1] in MEMBERS:
        return _follows(plain_words(tail) or words)
    kinds = [_KIND[word] for word in listed if word in _KIND]
    if {"child", "woman"} <= set(kinds):
        return "women and children"
    if kinds[-1] == "man" and set(plain_words(tail)) & COMMON:
        return _follows(plain_words(tail))
    if kinds[-1] == "anyone" and len(kinds) > 1:
        return kinds[-2]
    return "anyone" if kinds[-1] == "single" else kinds[-1]


def _split(of: str) -> tuple[str, str, str]:
    found = _AFTER.search(of)
    return (of[: found.start()], found[0], of[found.end() :]) if found else (of, "", "")


def _follows(words: tuple[str, ...]) -> str:
    """The kind of those who belong to what follows: armed where it is an armed body, else what it is called."""
    armed = next((_KIND[word] for word in reversed(words) if _KIND.get(word) in FIGHTING), None)
    rest = [word for word in words if word not in MEMBERS]
    return armed or (_stem(rest[-1]) if rest else "anyone")


def _stem(word: str) -> str:
    """A noun without the s of its plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else word


@lru_cache(maxsize=65536)
def noun_of(of: str) -> str:
    """The noun that a phrase ends on, in the singular: the group's own name for the word that means all of it."""
    words = plain_words(_split(of)[0]) or plain_words(of)
    if not words:
        return ""
    return _KIND[words[-1]] if words[-1] in _WHOLE else _stem(words[-1])


@lru_cache(maxsize=65536)
def thing_of(of: str) -> str:
    """The kind of things that a phrase counts, by its head noun."""
    words = plain_words(_split(of)[0]) or plain_words(of)
    return (_THINGS.get(words[-1]) or _stem(words[-1])) if words else "things"


@lru_cache(maxsize=65536)
def shown(of: str) -> str:
    """A phrase as readers see it: nothing where it only says again that they were harmed ("the dead", "others")."""
    return "" if all(word in _BARE for word in plain_words(of)) else of


@lru_cache(maxsize=65536)
def counts_all(of: str) -> bool:
    """Whether a phrase counts everybody harmed ("people", "victims") and not some besides others ("others", "passengers")."""
    words = plain_words(of)
    return bool(words) and words[-1] in _ALL and not {"other", "others", "more"} & set(words)


@lru_cache(maxsize=65536)
def describes_one(of: str) -> bool:
    """Whether a phrase names or describes one victim ("a man", "John Smith") rather than counting people."""
    listed = [word for word in plain_words(of) if word in _KIND]
    return is_name(of) or (bool(listed) and listed[-1] in _SINGLE)


@lru_cache(maxsize=65536)
def is_name(of: str) -> bool:
    """Whether a phrase is a person's name: two words or more, each with a capital, none of them a common noun of people."""
    words = _NAME.findall(of)
    if len(words) < 2 or not words[0][0].isupper():
        return False
    if not all(word[0].isupper() or _PARTICLE.fullmatch(word) for word in words):
        return False
    return not any(word.casefold() in COMMON or word.casefold() in _BODIES for word in words)
