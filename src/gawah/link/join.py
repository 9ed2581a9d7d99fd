"""Claims to incidents: the one public function of the room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from gawah.link import portrait
from gawah.link.cards import Cards, Ints
from gawah.link.features import Pairs, measured
from gawah.link.identity import named
from gawah.link.keys import Keys
from gawah.link.lay import Telling, lay, tellings
from gawah.link.score import METHOD, POINT, Scorer, probability, scorer
from gawah.link.summaries import hang
from gawah.link.verdicts import Verdicts, settle, standing, told_apart
from gawah.link.weave import Woven, weave
from gawah.model import Imprint, Incident, Judgement, Member, Reason, Resolved, Trace, Unsure, Verdict

Asked = tuple[str, str]
"""Two claims of which it is asked whether they tell one happening, in order of their ids."""
_BOUND = (Reason(feature="copy", score=1.0, words="a copy of another report, or joined by a reviewer"),)
"""The reason of a claim that no score put where it is."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the parts of this module hand on: tellings, their cards, how they were joined and by which table."""

    stack: Sequence[Telling]
    cards: Cards
    woven: Woven
    table: Scorer


@dataclass(frozen=True, slots=True)
class Joint:
    """What a run leaves to the next, so that it need not begin anew (`gawah.link.relink`)."""

    claims: Mapping[str, Resolved]
    imprints: Mapping[str, Imprint]
    alone: frozenset[str]
    said: Mapping[str, str]
    room: Room
    verdicts: Verdicts
    homes: Mapping[str, frozenset[str]]
    """The documents of each incident."""
    asked: Mapping[Asked, Unsure]
    keys: Sequence[Keys] | None = None
    """The keys of the cards, where they were made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The incidents, ordered by day, place and id, without tallies; and the pairs of claims that a reviewer should look at."""

    incidents: tuple[Incident, ...]
    unsure: tuple[Unsure, ...]
    joint: Joint | None = field(default=None, compare=False, repr=False)


def link(
    resolved: Sequence[Resolved],
    imprints: Mapping[str, Imprint],
    judgements: Sequence[Judgement] = (),
    *,
    known: Sequence[Incident] = (),
) -> Linked:
    """Join the claims that speak of one happening into incidents.

    `imprints` are keyed by document id; without them copies of one report are not recognised. Judgements on pairs of claims go
    before every score; those that contradict each other come back in `unsure`. `known` are the incidents of an earlier run,
    whose ids are kept. The order of the claims makes no difference; a claim given twice counts once.
    """
    judged = standing(judgements)
    claims, alone, said = {item.claim.id: item for item in resolved}, told_apart(judged), said_of(judged)
    stack = tellings(claims.values(), alone)
    if not stack:
        return Linked(incidents=(), unsure=())
    cards, table = lay(stack, imprints), scorer()
    row_of = {item.claim.id: row for row, telling in enumerate(stack) for item in telling.claims}
    verdicts = settle(judged, row_of, len(stack))
    room = Room(stack, cards, weave(cards, verdicts.same, verdicts.apart, table), table)
    made, homes = gathered(room, said, known)
    unsure, asked = questions(room, verdicts, judged)
    joint = Joint(claims, imprints, alone, said, room, verdicts, homes, asked)
    return Linked(incidents=joined(hang(made, homes)), unsure=unsure, joint=joint)


def incidents_of(room: Room) -> tuple[Incident, ...]:
    """The incidents that the clusters stand for, in order."""
    return joined(hang(*gathered(room)))


def joined(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Incidents in their order: by day, place and id."""
    return tuple(sorted(incidents, key=_order))


def gathered(
    room: Room, said: Mapping[str, str] | None = None, known: Sequence[Incident] = (), taken: Iterable[str] = ()
) -> tuple[list[Incident], dict[str, frozenset[str]]]:
    """The incidents that the clusters stand for, without parents, and the documents of each by its id.

    `taken` are ids that others have.
    """
    stack, groups = room.stack, _groups(room.woven.labels)
    members = _members(room, said or {})
    names = named([_by_age(stack, rows) for rows in groups], known, taken)
    incidents = [
        incident_of([stack[row] for row in rows], members, name.id, name.merged)
        for rows, name in zip(groups, names, strict=True)
    ]
    homes = {name.id: frozenset(stack[row].first.document for row in rows) for rows, name in zip(groups, names, strict=True)}
    return incidents, homes


def _groups(labels: Ints) -> list[list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for row, label in enumerate(labels.tolist()):
        found[label].append(row)
    return list(found.values())


def _age(item: Resolved) -> tuple[bool, int, str]:
    return item.claim.told is None, item.claim.told.toordinal() if item.claim.told else 0, item.claim.id


def _by_age(stack: Sequence[Telling], rows: Sequence[int]) -> list[str]:
    return [item.claim.id for item in sorted((item for row in rows for item in stack[row].claims), key=_age)]


def _order(incident: Incident) -> tuple[str, str, str]:
    return incident.when.edtf or "~", incident.where.full_name if incident.where else "~", incident.id


def incident_of(stack: Sequence[Telling], members: Mapping[str, Member], name: str, merged: tuple[str, ...] = ()) -> Incident:
    """The incident that some tellings make: what they agree on, under the id `name`; `members` by claim id."""
    claims = sorted((item for telling in stack for item in telling.claims), key=_age)
    return Incident(
        id=name,
        merged=merged,
        members=tuple(members[item.claim.id] for item in claims),
        event=portrait.event_of(claims),
        when=portrait.days_of(claims),
        where=portrait.place_of(claims),
        place_words=portrait.place_words_of(claims),
        agents=portrait.agents_of(claims),
        targets=portrait.targets_of(claims),
        summary=stack[0].first.scope.summary,
        trace=Trace(reader="link", version=METHOD),
    )


def said_of(judged: Sequence[Judgement]) -> dict[str, str]:
    """What reviewers said of each claim, newest first, for the members' `judged`."""
    said: dict[str, str] = {}
    for judgement in judged:
        if judgement.verdict is not Verdict.UNSURE:
            for claim in (judgement.subject, judgement.other):
                said.setdefault(claim, judgement.verdict.value)
    return said


def _members(room: Room, said: Mapping[str, str]) -> dict[str, Member]:
    """Every claim as a member: its score is the mean over its fellows, its reasons those that bind it to the nearest one."""
    woven = room.woven
    inside = woven.labels[woven.one] == woven.labels[woven.other]
    one, other, scores = woven.one[inside], woven.other[inside], woven.scores[inside]
    best: dict[int, tuple[int, int]] = {}
    sums: dict[int, list[int]] = defaultdict(list)
    for at, (a, b, score) in enumerate(zip(one.tolist(), other.tolist(), scores.tolist(), strict=True)):
        for row in (a, b):
            sums[row].append(score)
            best[row] = max(best.get(row, (score, -at)), (score, -at))
    wanted = np.array(sorted({-at for _, at in best.values()}), np.int64)
    reasons = _reasons(room, one[wanted], other[wanted])
    why = {row: reasons[int(np.searchsorted(wanted, -at))] for row, (_, at) in best.items()}
    crowd = np.bincount(woven.labels, minlength=len(woven.labels))
    members = {}
    for row, telling in enumerate(room.stack):
        score = round(probability(sum(sums[row]) / len(sums[row])), 3) if row in sums else 1.0
        told = why.get(row) or (_BOUND if crowd[woven.labels[row]] > 1 else ())
        for item in telling.claims:
            members[item.claim.id] = Member(claim=item.claim.id, score=score, reasons=told, judged=said.get(item.claim.id, ""))
    return members


def _reasons(room: Room, one: Ints, other: Ints) -> list[tuple[Reason, ...]]:
    pairs = Pairs(room.cards, one, other)
    values = measured(pairs)
    return [room.table.reasons(pairs, at, values) for at in range(len(pairs))]


def questions(
    room: Room, verdicts: Verdicts, judged: Sequence[Judgement], asked: Mapping[Asked, Unsure] | None = None
) -> tuple[tuple[Unsure, ...], dict[Asked, Unsure]]:
    """The pairs of a middling score, the best of each pair of incidents; judged pairs only where judgements leave them open.

    Beside them, the questions by their pairs of claims; those that `asked` holds are taken from there.
    """
    stack, woven = room.stack, room.woven
    known = asked or {}
    chosen = _middling(room, {frozenset((j.subject, j.other)) for j in judged})
    ends = woven.one[chosen].tolist(), woven.other[chosen].tolist()
    pairs = [tuple(sorted((stack[one].first.id, stack[other].first.id))) for one, other in zip(*ends, strict=True)]
    new = np.array([at not in known for at in pairs], np.bool_)
    reasons = iter(_reasons(room, woven.one[chosen[new]], woven.other[chosen[new]]))
    found: dict[Asked, Unsure] = {}
    for (a, b), score, fresh in zip(pairs, woven.scores[chosen].tolist(), new.tolist(), strict=True):
        made = Unsure(one=a, other=b, score=round(probability(score), 3), reasons=next(reasons)) if fresh else known[a, b]
        found[a, b] = made
    return (*verdicts.unsure, *sorted(found.values(), key=lambda u: (abs(u.score - 0.5), u.one, u.other))), found


def _middling(room: Room, closed: Collection[frozenset[str]]) -> Ints:
    """The pairs of a middling score that are no judged ones: the best of each two clusters, and each within one."""
    stack, woven, table = room.stack, room.woven, room.table
    middling = (woven.scores >= table.doubt * POINT) & (woven.scores < table.sure * POINT)
    order = np.flatnonzero(middling)
    order = order[np.lexsort((order, -woven.scores[order]))]
    one, other = woven.labels[woven.one[order]], woven.labels[woven.other[order]]
    first = np.where(one == other, woven.one[order], np.minimum(one, other))
    second = np.where(one == other, woven.other[order], np.maximum(one, other))
    seen: set[tuple[int, int]] = set()
    chosen: list[int] = []
    for at, pair in zip(order.tolist(), zip(first.tolist(), second.tolist(), strict=True), strict=True):
        claims = frozenset((stack[woven.one[at]].first.id, stack[woven.other[at]].first.id))
        if pair not in seen and claims not in closed:
            seen.add(pair)
            chosen.append(at)
    return np.array(chosen, np.int64)
