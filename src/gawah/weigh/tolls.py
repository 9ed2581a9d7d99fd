"""Tolls: the tallies of one incident, from what its voices tell of each outcome and of each group of people.

Where any source counts people without saying who they were, that figure is the whole and the groups are parts of it; where none
does, the groups stand side by side and nothing is added for the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gawah.model import Count, EventType, Family, Incident, Outcome, Role, Scope, Status, Step, Tally
from gawah.weigh.groups import ANYONE, Group
from gawah.weigh.nouns import describes_one, shown
from gawah.weigh.overlap import Telling, more_resolved, tellings
from gawah.weigh.profiles import Profile
from gawah.weigh.tally import settle
from gawah.weigh.voices import Hearing, Voice
from gawah.weigh.votes import OPEN, Entry, Triple, Vote, votes


@dataclass(slots=True)
class Settled:
    """A tally in the making: its group, votes, triple and log."""

    group: Group
    outcome: Outcome
    of: str
    triple: Triple
    party: bool
    status: str = "unknown"
    around: Group | None = None
    within: frozenset[Group] = frozenset()
    """Groups that some claim counts it inside of."""
    votes: list[Vote] = field(default_factory=list)
    claims: tuple[str, ...] = ()
    log: list[Step] = field(default_factory=list)


def settled(incident: Incident, hearing: Hearing, profile: Profile) -> list[Settled]:
    """The tolls of an incident, outcome by outcome: the whole first, then its groups."""
    told: list[Telling] = []
    for voice in hearing.voices:
        if voice.claim.tolls:
            told += tellings(voice, hearing.sides)
    more_resolved(told)
    by_outcome: dict[Outcome, list[Telling]] = {}
    for telling in told:
        by_outcome.setdefault(telling.outcome, []).append(telling)
    found: list[Settled] = []
    for outcome in Outcome:
        if outcome in by_outcome:
            found += _outcome(incident, outcome, by_outcome[outcome], profile)
    return found


def _outcome(incident: Incident, outcome: Outcome, told: list[Telling], profile: Profile) -> list[Settled]:
    notes: list[Step] = []
    heard = _heard(told, notes)
    ones = [telling for telling in heard if incident.summary or not telling.voice.claim.scope.summary]
    sums = [telling for telling in heard if not incident.summary and telling.voice.claim.scope.summary]
    if not ones:
        ones, sums = sums, []
    for telling in ones:
        for rule, sentence in telling.notes:
            notes.append(Step(rule=rule, words=sentence, claims=(telling.voice.claim.id,)))
    if any(telling.anyone and telling.whole.numbered for telling in ones):
        found = _whole_and_parts(outcome, ones, profile)
    else:
        found = _side_by_side(incident.event, outcome, ones, profile)
    if not found and not any(note.rule == "not understood" for note in notes):
        return []  # only denials: the standing tells them, and no toll is claimed
    if not found:
        found = [Settled(ANYONE, outcome, "", OPEN, False, claims=tuple(dict.fromkeys(t.voice.claim.id for t in told)))]
    _bounds(found[0], sums)
    found[0].log[:0] = notes
    return found


def _heard(told: Iterable[Telling], notes: list[Step]) -> list[Telling]:
    """The tellings that count; a denial, and words of telling that were not understood, are logged and do not."""
    heard = []
    for telling in told:
        voice, claim = telling.voice, telling.voice.claim
        if voice.counts and not (voice.partisan and telling.whole == Count(0, 0)):
            heard.append(telling)
            continue
        name = voice.origin.name
        if voice.counts or claim.stance is not None:
            figure = f" and says {telling.whole}" if telling.whole.numbered else ""
            words = (
                f"{name} {'denies it' if not voice.counts else 'says that there were none'}{figure if not voice.counts else ''}"
            )
            rule = "zero from a side" if voice.partisan and telling.whole == Count(0, 0) else "denial"
            notes.append(Step(rule=rule, words=f"{words}: contested, and no figure is lowered", claims=(claim.id,)))
        else:
            words = f"how {name} stands to it was not understood: {telling.whole} waits for a reviewer and does not count"
            notes.append(Step(rule="not understood", words=words, claims=(claim.id,)))
    return heard


def _entry(telling: Telling, count: Count, group: Group, *, described: bool | None = None) -> Entry:
    voice = telling.voice
    own = voice.partisan and bool(voice.side) and group.side == voice.side
    if voice.partisan and not voice.side and voice.claim.speaker and voice.claim.speaker.role is Role.PARTY_B:
        own = group.kind == "combatant"
    return Entry(voice, count, own, telling.described if described is None else described, telling.vague, telling.running)


def _whole_and_parts(outcome: Outcome, told: Sequence[Telling], profile: Profile) -> list[Settled]:
    entries = [_entry(telling, telling.whole, ANYONE) for telling in told if telling.anyone or telling.several]
    parts = _groups(outcome, told, profile)
    whole = _settle(ANYONE, outcome, _phrase(told, ANYONE), entries, profile)
    above = [part for part in parts if _above(part, whole)]
    if above:
        more = [
            _entry(telling, telling.groups[part.group], part.group)
            for part in above
            for telling in told
            if part.group in telling.groups and not (telling.anyone or telling.several)
        ]
        if more:
            whole = _settle(ANYONE, outcome, whole.of, [*entries, *more], profile)
            names = [part.of or part.group.kind for part in above]
            named = ", ".join(names[:8]) + (f" and {len(names) - 8} more groups" if len(names) > 8 else "")
            each = " each" if len(names) > 1 else ""
            words = f"{named} alone come{each} to more than the others tell for all: the sources conflict"
            claims = tuple(dict.fromkeys(claim for part in above for claim in part.claims))
            whole.log.append(Step(rule="group above the whole", words=words, claims=claims))
    for part in parts:
        part.around = part.around or ANYONE
    if len(parts) == 1 and not parts[0].votes:
        parts = []
    alone = all(telling.whole.low in {None, 1} for telling in told)
    _status(whole, [(t, t.status.get(ANYONE, Status.UNKNOWN) if alone else Status.UNKNOWN) for t in told])
    return [whole, *parts]


def _above(part: Settled, whole: Settled) -> bool:
    least = part.triple[0]
    most = whole.triple[1] if whole.triple[1] is not None else whole.triple[2]
    return least is not None and most is not None and least > most


def _side_by_side(event: EventType, outcome: Outcome, told: Sequence[Telling], profile: Profile) -> list[Settled]:
    found = _groups(outcome, told, profile)
    present = {one.group for one in found}
    civilians = Group("", "civilian")
    for one in found:
        if one.around is None and one.group.kind in {"child", "woman", "man"} and civilians in present:
            one.around = civilians
    same = _same_dead(event, told, found)
    if same:
        entries = [_entry(t, t.groups[one.group], one.group) for one in same for t in told if one.group in t.groups]
        whole = _settle(ANYONE, outcome, "", entries, profile)
        words = "civilians to some and combatants to a side alone: taken for the same people, their status contested, not added"
        whole.log.append(Step(rule="same people", words=words, claims=whole.claims))
        for one in same:
            one.around = ANYONE
        found = [whole, *found]
    unnumbered = [telling for telling in told if ANYONE in telling.groups]
    if unnumbered and not any(one.votes and one.triple != OPEN for one in found):
        entries = [_entry(telling, Count(), ANYONE) for telling in unnumbered]
        found = [_settle(ANYONE, outcome, _phrase(told, ANYONE), entries, profile), *found]
        for one in found[1:]:
            one.around = one.around or ANYONE
    return found


def _same_dead(event: EventType, told: Sequence[Telling], found: Sequence[Settled]) -> list[Settled]:
    """Groups that are likely the same people under two words: combatants to a side of the fight alone, civilians to others.

    In strikes and attacks this holds for a named side as well; where a claim tells both groups apart, they are two.
    """
    apart = event.family in {Family.REMOTE, Family.CIVILIANS}
    fighters = [
        one
        for one in found
        if one.party and one.triple != OPEN and (one.group.kind == "combatant" or (apart and one.group.side))
    ]
    civilians = [one for one in found if one.group.kind == "civilian" and one.triple != OPEN]
    fighters = [one for one in fighters if not any(vote.own for vote in one.votes)]
    if len(fighters) != 1 or not civilians:
        return []
    pair = {fighters[0].group, civilians[0].group}
    return [] if any(pair <= set(telling.groups) for telling in told) else [*civilians, *fighters]


def _groups(outcome: Outcome, told: Sequence[Telling], profile: Profile) -> list[Settled]:
    by_group: dict[Group, list[Telling]] = {}
    for telling in told:
        for group in telling.groups:
            if not group.anyone:
                by_group.setdefault(group, []).append(telling)
    found = []
    for group in sorted(by_group):
        inside = by_group[group]
        entries = [_entry(t, t.groups[group], group, described=False) for t in inside]
        one = _settle(group, outcome, _phrase(inside, group), entries, profile)
        around = {telling.inside[group] for telling in inside if group in telling.inside}
        one.within = frozenset(whole for whole in around if whole is not None)
        if len(around) == 1 and all(group in telling.inside for telling in inside):
            one.around = next(iter(around)) or ANYONE
        _ledgers(one)
        _status(one, [(t, t.status.get(group, Status.UNKNOWN)) for t in inside])
        found.append(one)
    present = {one.group for one in found}
    for one in found:
        if one.around not in present:
            one.around = None
    return found


def _settle(group: Group, outcome: Outcome, of: str, entries: Sequence[Entry], profile: Profile) -> Settled:
    log: list[Step] = []
    heard = votes(entries, profile, log)
    triple, party = settle(heard, profile, log)
    claims = tuple(dict.fromkeys(entry.voice.claim.id for entry in entries))
    return Settled(group, outcome, of, triple, party, votes=heard, claims=claims, log=log)


def _phrase(told: Sequence[Telling], group: Group) -> str:
    """How the sources call those counted: the phrase that most use; of several, the shortest.

    For people of whom nothing is said, one victim's name or description is no word for all of several.
    """
    alone = all(telling.whole.low in {None, 1} for telling in told)
    uses: dict[str, int] = {}
    for telling in told:
        phrase = shown(telling.of.get(group, ""))
        if phrase and (alone or not group.anyone or not describes_one(phrase)):
            uses[phrase] = uses.get(phrase, 0) + 1
    return min(uses, key=lambda phrase: (-uses[phrase], len(phrase), phrase)) if uses else ""


def _ledgers(one: Settled) -> None:
    """What a side says of its own losses and what others say of them are different kinds of evidence; both are shown."""
    own = [vote for vote in one.votes if vote.own]
    enemy = [vote for vote in one.votes if vote.partisan]
    if not own or not enemy:
        return
    ours = "; ".join(f"{vote.origin.name} {vote.words}" for vote in own)
    theirs = "; ".join(f"{vote.origin.name} {vote.words}" for vote in enemy)
    words = f"two ledgers: its own side says {ours}; the other side says {theirs}"
    one.log.append(Step(rule="ledgers", words=words, claims=tuple(c for vote in (*own, *enemy) for c in vote.claims)))


def _status(one: Settled, said: Sequence[tuple[Telling, Status]]) -> None:
    """What those counted were: what all independent speakers who tell it agree on. The other side's word settles nothing."""
    neutral = {status for telling, status in said if status is not Status.UNKNOWN and _independent(telling.voice, one.group)}
    party = {status for telling, status in said if status is not Status.UNKNOWN and not _independent(telling.voice, one.group)}
    if len(neutral) == 1:
        one.status = next(iter(neutral)).value
    elif len(neutral) > 1:
        words = f"sources differ on who they were ({', '.join(sorted(neutral))}): left unknown"
        one.log.append(Step(rule="combatants", words=words, claims=one.claims))
    elif party:
        if Status.COMBATANT in party or len(party) > 1:
            words = "only a side of the fight says that they were combatants: that settles nothing, their status stays unknown"
            one.log.append(Step(rule="combatants", words=words, claims=one.claims))
        else:
            one.status = next(iter(party)).value


def _independent(voice: Voice, group: Group) -> bool:
    return not voice.partisan or (bool(voice.side) and voice.side == group.side)


def _bounds(whole: Settled, sums: Sequence[Telling]) -> None:
    """Summaries that stand among the claims of one happening: never a vote, only an upper check."""
    for telling in sums:
        count, claim = telling.whole, telling.voice.claim
        if not count.numbered:
            continue
        scope = "a period" if claim.scope is Scope.PERIOD else "several happenings"
        words = f"{telling.voice.origin.name} tells {count} for {scope}: an upper check, kept out of the sum"
        low, best, high = whole.triple
        top = count.high
        after = whole.triple
        if high is None and top is not None and top >= max(low or 0, best or 0) and low is not None:
            after = (low, best, top)
            words += f"; the open upper end closes at {top}"
        elif top is not None and top < max(low or 0, best or 0):
            words += f"; it is less than the {max(low or 0, best or 0)} told for this happening alone: the sources conflict"
        whole.log.append(Step(rule="summary", words=words, claims=(claim.id,), before=whole.triple, after=after))
        whole.triple = after


def tally_id(incident: str, one: Settled) -> str:
    """The id of a tally: incident, outcome and group; stable as long as these are."""
    group = "" if one.group.anyone else f":{one.group.side or one.group.kind}"
    return f"{incident}:{one.outcome.value}{group}"


def tally(incident: str, one: Settled, part_of: str) -> Tally:
    """The finished record."""
    low, best, high = one.triple
    return Tally(
        id=tally_id(incident, one),
        outcome=one.outcome,
        of=one.of,
        side=one.group.side,
        status=one.status,
        low=low,
        best=best,
        high=high,
        party=one.party,
        part_of=part_of,
        claims=one.claims,
        steps=tuple(one.log),
    )
