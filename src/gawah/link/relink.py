"""Join again after a change: a new document or a judgement touches only its blocks, and gives what building anew gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gawah.link.cards import Cards, Ints, below
from gawah.link.join import Joint, Linked, Room, gathered, joined, link, questions, said_of
from gawah.link.keys import Keys, keys_of
from gawah.link.lay import Telling, lay, order_of, tellings
from gawah.link.region import Laid, Shift, part, rewoven
from gawah.link.summaries import hang_again
from gawah.link.verdicts import settle, standing, told_apart
from gawah.model import Imprint, Incident, Judgement, Resolved

MOST = 0.5
"""Share of the documents; where more have changed, building anew is as fast."""


@dataclass(frozen=True, slots=True)
class _Change:
    """The tellings after a change, their cards and keys, the keys before it, and where rows have gone."""

    stack: Sequence[Telling]
    cards: Cards
    keys: Sequence[Keys]
    old_keys: Sequence[Keys]
    shift: Shift


def relink(
    previous: Linked,
    resolved: Sequence[Resolved],
    imprints: Mapping[str, Imprint],
    judgements: Sequence[Judgement] = (),
    *,
    known: Sequence[Incident] | None = None,
) -> Linked:
    """The same as `link(resolved, imprints, judgements, known=known)`, from what `previous` has of it.

    All claims are handed in, those that did not change too: it is seen here which did. Incidents that no change touches come
    back as the very records that they were, so that whoever weighs them can pass them over. `known` are those of `previous`
    where none are given; where others are, whose claims are among these, all is joined anew.
    """
    before, known = previous.joint, previous.incidents if known is None else known
    claims = {item.claim.id: item for item in resolved}
    judged = standing(judgements)
    alone = told_apart(judged)
    if before is None or not claims:
        return link(resolved, imprints, judgements, known=known)
    strays = _strays(previous.incidents, known, claims)
    documents = _changed(before, claims, imprints, alone)
    if strays is None or len(documents) > MOST * len({one for home in before.homes.values() for one in home}):
        return link(resolved, imprints, judgements, known=known)
    change = _laid(before, claims, imprints, alone, documents=documents)
    row_of = {item.claim.id: row for row, telling in enumerate(change.stack) for item in telling.claims}
    verdicts, said = settle(judged, row_of, len(change.stack)), said_of(judged)
    resaid = {claim for claim in said.keys() | before.said.keys() if said.get(claim) != before.said.get(claim)}
    woven, again = rewoven(
        Laid(before.room.cards, change.old_keys, before.verdicts, before.room.woven),
        change.cards,
        change.keys,
        verdicts,
        shift=change.shift,
        table=before.room.table,
        also=[row_of[claim] for claim in resaid if claim in row_of],
    )
    room = Room(change.stack, change.cards, woven, before.room.table)
    rows = np.flatnonzero(again)
    incidents, homes = _incidents(previous, before, room, rows, said=said, shift=change.shift, strays=strays)
    asked = {pair: one for pair, one in before.asked.items() if not _documents(before.claims, pair) & documents}
    unsure, asked = questions(room, verdicts, judged, asked)
    joint = Joint(claims, imprints, alone, said, room, verdicts, homes, asked, change.keys)
    return Linked(incidents=incidents, unsure=unsure, joint=joint)


def _strays(held: Sequence[Incident], known: Sequence[Incident], claims: Collection[str]) -> frozenset[str] | None:
    """The ids that are taken besides those held, since incidents that are no more had them.

    None where what is known of the held ones is not what they are, or one of the others has a claim that is still there.
    """
    if known is held:
        return frozenset()
    wanted = {one.id: _identity(one) for one in held}
    others = [one for one in known if one.id not in wanted]
    if len(known) - len(others) != len(held) or any(_identity(one) != wanted.get(one.id, _identity(one)) for one in known):
        return None
    if any(member.claim in claims for one in others for member in one.members):
        return None
    return frozenset(name for one in others for name in (one.id, *one.merged))


def _identity(incident: Incident) -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(member.claim for member in incident.members), incident.merged


def _changed(
    before: Joint, claims: Mapping[str, Resolved], imprints: Mapping[str, Imprint], alone: frozenset[str]
) -> frozenset[str]:
    """The documents with a claim that is new, gone, read otherwise or told apart from its fellows, or a new imprint."""
    found = {item.claim.document for claim, item in claims.items() if not _equal(before.claims.get(claim), item)}
    found |= {item.claim.document for claim, item in before.claims.items() if claim not in claims}
    found |= {claims[claim].claim.document for claim in alone ^ before.alone if claim in claims}
    held = {item.claim.document for item in claims.values()}
    return frozenset(found | {one for one in held if not _equal(before.imprints.get(one), imprints.get(one))})


def _equal(one: object, other: object) -> bool:
    return one is other or one == other


def _laid(
    before: Joint,
    claims: Mapping[str, Resolved],
    imprints: Mapping[str, Imprint],
    alone: frozenset[str],
    *,
    documents: frozenset[str],
) -> _Change:
    """Lay out the cards of the documents that changed, among those of the others."""
    old = before.room.stack
    fresh = tellings((item for item in claims.values() if item.claim.document in documents), alone)
    stack = [*old, *fresh]
    stays = [row for row, telling in enumerate(old) if telling.first.document not in documents]
    order = sorted([*stays, *range(len(old), len(stack))], key=lambda row: order_of(stack[row]))
    source = np.array(order, np.int64)
    new = np.full(len(stack), -1, np.int64)
    new[source] = np.arange(len(source))
    laid, old_keys = lay(fresh, imprints), before.keys or keys_of(before.room.cards)
    cards = below(before.room.cards, laid).take(source)
    shift = Shift(np.where(source < len(old), source, -1), new[: len(old)])
    keys = _keys(old_keys, keys_of(laid), shift, new[len(old) :])
    return _Change([stack[row] for row in order], cards, keys, old_keys, shift)


def _keys(old: Sequence[Keys], fresh: Sequence[Keys], shift: Shift, places: Ints) -> list[Keys]:
    """The keys of rows that stayed and of those that are new, by their new rows."""
    found = []
    for was, comes in zip(old, fresh, strict=True):
        rows = shift.new[was.rows]
        here = rows >= 0
        both = np.concatenate([was.keys[here], comes.keys]), np.concatenate([rows[here], places[comes.rows]])
        found.append(Keys(*both, worded=was.worded))
    return found


def _incidents(
    previous: Linked, before: Joint, room: Room, rows: Ints, *, said: Mapping[str, str], shift: Shift, strays: frozenset[str]
) -> tuple[tuple[Incident, ...], dict[str, frozenset[str]]]:
    """The incidents in order: those of the rows looked at again made anew, the others as they were; and their documents."""
    stack = [room.stack[row] for row in rows.tolist()]
    moved = {item.claim.id for telling in stack for item in telling.claims}
    gone = np.flatnonzero(shift.new < 0).tolist()
    moved |= {item.claim.id for row in gone for item in before.room.stack[row].claims}
    affected = [one for one in previous.incidents if one.members[0].claim in moved]
    others = [one for one in previous.incidents if one.members[0].claim not in moved]
    taken = strays.union(*((one.id, *one.merged) for one in others))
    some = Room(stack, room.cards.take(rows), part(room.woven, rows), room.table)
    made, homes = gathered(some, said, affected, taken)
    homes = {**{one.id: before.homes[one.id] for one in others}, **homes}
    return joined(hang_again(others, made, homes, [one for one in affected if one.summary])), homes


def _documents(claims: Mapping[str, Resolved], pair: Iterable[str]) -> set[str]:
    return {claims[claim].claim.document for claim in pair}
