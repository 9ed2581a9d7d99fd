"""Persons as reports tell of them: which part each has in which body, on which day, so that a change of side is seen.

"Taliban commander Malik Khan" in March and "Malik Khan, a commander of the National Resistance Front" in May are two posts of
one person, and a turn between them. Nothing is inferred: a post stands with its document and its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from gawah.data import table
from gawah.model import Actor, Document, Mention, When
from gawah.resolve.cast import Cast
from gawah.resolve.dates import all_days
from gawah.resolve.registry import Registry
from gawah.text.spelling import fold, near

SAME = 0.95
"""How much two full names must agree to be one person's."""
_UNTOLD = timedelta(days=366)
_PART = r"(?:[A-Z][\w’'-]+|(?:al|ul|el|bin|ibn|de|van|von)[- ][A-Z][\w’'-]+)"
_RANK = (
    r"(?:(?:Lt|Col|Gen|Maj|Capt|Brig|Sgt|Navy|Army|Lieutenant|Colonel|General|Major|Captain|Brigadier|Sergeant|Dr|Mr|Ms)\.?\s+)"
)
_NAME = rf"{_RANK}*(?P<name>{_PART}(?:\s+{_PART}){{1,3}})"
_LOOK = 160


@dataclass(frozen=True, slots=True)
class Post:
    """What one document says that a person is in a body; `former`: no longer; `turn`: the words say joined, or left."""

    person: str
    role: str
    actor: Actor
    document: str
    mention: Mention
    days: When
    """Days of the telling, or those that the sentence names for the turn."""
    former: bool = False
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person with their posts in the order of the days, undated ones last."""

    name: str
    posts: tuple[Post, ...]

    @property
    def turns(self) -> tuple[tuple[Post, Post], ...]:
        """Pairs of posts between which the person was first of one side and then of another."""
        dated = [post for post in self.posts if post.days.known or post.former]
        return tuple(
            (one, other)
            for one, other in pairwise(dated)
            if _camp(one.actor) != _camp(other.actor) and not other.former and other.turn != "left"
        )


def people_of(documents: Iterable[Document], registry: Registry) -> tuple[Person, ...]:
    """Everyone whom the documents give a part in a body of the registry, by name."""
    by_key: dict[str, list[list[Post]]] = {}
    for document in documents:
        for post in posts_of(document, registry):
            groups = by_key.setdefault(fold(post.person), [])
            group = next((one for one in groups if near(one[0].person, post.person) >= SAME), None)
            if group is None:
                groups.append([post])
            elif (post.actor.id, post.role, post.document, post.turn) not in {
                (one.actor.id, one.role, one.document, one.turn) for one in group
            }:
                group.append(post)
    found = [Person(_usual(group), tuple(sorted(group, key=_order))) for groups in by_key.values() for group in groups]
    return tuple(sorted(found, key=lambda person: person.name))


def posts_of(document: Document, registry: Registry) -> Iterator[Post]:
    """The posts that one document tells, in the order of its text."""
    text, published = document.text, document.published
    told = When(last=published)
    cast = Cast(text, registry, When(first=published - _UNTOLD, last=published) if published else told)
    for body in cast.named:
        if body.person or len(body.entries) != 1:
            continue
        actor = body.entries[0].on(told)
        before, after = text[max(0, body.start - _LOOK) : body.start], text[body.end : body.end + _LOOK]
        for pattern, side, base in (*_BEFORE, *_AFTER):
            found = pattern.search(before if side < 0 else after)
            if found is None:
                continue
            start = (max(0, body.start - _LOOK) if side < 0 else body.end) + found.start("name")
            name, role = _OWN.sub("", found["name"]), " ".join((found.groupdict().get("role") or "").split())
            if any(one.start <= start < one.end and not one.person for one in cast.named):
                break
            days = _sentence_days(text, body.start, published) if base else None
            mention = document.mention(start, start + len(name))
            bare_role = _FORMER.sub("", role)
            yield Post(name, bare_role, actor, document.id, mention, days or told, bare_role != role, base)
            break


_ROLE = "|".join(sorted(table("actors/kinds")["roles"], key=len, reverse=True))
_FORMER = re.compile(r"^(?:former|ex|onetime|erstwhile)[\s-]+", re.IGNORECASE)
_OWN = re.compile(r"['’]s$")
_AS = rf"(?P<role>(?:[\w-]+\s+){{0,4}}?(?:{_ROLE})(?:\s+(?:of|for|in)\s+(?!the\b)[\w-]+)?(?:\s+and\s+\w+)?)"
_TO = (
    r"joined|defected\s+to|went\s+over\s+to|surrendered\s+to|(?:pledged|swore)\s+allegiance\s+to|switched\s+(?:sides\s+)?to|"
    r"has\s+joined|had\s+joined"
)
_FROM = r"left|quit|deserted|defected\s+from|broke\s+(?:away\s+)?(?:with|from)|split\s+from"
_BEFORE = (
    (re.compile(rf"{_NAME},?(?:[^.;\n]{{0,60}}?,)?\s+(?:{_TO})\s+(?:the\s+)?$"), -1, "joined"),
    (re.compile(rf"{_NAME},?(?:[^.;\n]{{0,60}}?,)?\s+(?:has\s+|had\s+)?(?:{_FROM})\s+(?:the\s+)?$"), -1, "left"),
    (re.compile(rf"{_NAME},\s+(?:an?\s+|the\s+)?{_AS}\s+(?:of|for|in|with|from|at)\s+(?:the\s+)?$"), -1, ""),
    (re.compile(rf"(?P<role>(?:[Cc]ommander|[Gg]eneral|[Cc]olonel|[Ss]pokesman))\s+{_NAME}\s+of\s+(?:the\s+)?$"), -1, ""),
)
_AFTER = ((re.compile(rf"^(?:['’]s?)?\s+{_AS},?\s+{_NAME}"), 1, ""),)


def _sentence_days(text: str, at: int, published: date | None) -> When | None:
    """The first days that the sentence of a turn names."""
    start = max(text.rfind(mark, 0, at) for mark in (". ", "\n", "? ")) + 1
    end = min((found for mark in (". ", "\n") if (found := text.find(mark, at)) >= 0), default=len(text))
    days = (days for _, days in all_days(text[start:end], published) if days.first or days.last)
    one = next(days, None)
    return When(first=one.first, last=one.last) if one else None


def _camp(actor: Actor) -> str:
    return actor.side or actor.parent or actor.id


def _order(post: Post) -> tuple[bool, date, bool, str]:
    """By the last day that the post can be of; what a person formerly was stands before all that they are."""
    return not post.former, post.days.last or post.days.first or date.max, post.turn != "left", post.document


def _usual(posts: list[Post]) -> str:
    names = [post.person for post in posts]
    return max(names, key=lambda name: (names.count(name), len(name), name))
