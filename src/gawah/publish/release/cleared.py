"""What a profile lets out of an account: an account again, and a count of all that was held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gawah.model import Account, Document
from gawah.publish.release.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Something that does not go out: what, how often, and why, in words."""

    what: str
    count: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """What may go out. `account` holds nothing more than the profile lets out; every file of a release is made from it alone.

    `reviewed` are the ids of the claims that a person has decided on, `unreviewed` how many claims of each incident nobody has.
    `sources` are the documents that may be named, `read` is how many there are.
    """

    account: Account
    profile: Profile
    held: tuple[Held, ...] = ()
    reviewed: frozenset[str] = frozenset()
    unreviewed: Mapping[str, int] = field(default_factory=dict)
    sources: tuple[Document, ...] = ()
    read: int = 0
    publishers: Mapping[str, str] = field(default_factory=dict)
    """Publisher and, below, day of publication by claim, where these may go out."""
    published: Mapping[str, str] = field(default_factory=dict)
