"""Profiles side by side: the same claims, and what each way of working would publish of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gawah.model import Imprint, Incident, Judgement, Outcome, Resolved, Responsibility, Tally
from gawah.weigh.profiles import Profile, names
from gawah.weigh.profiles import profile as named
from gawah.weigh.sums import own
from gawah.weigh.votes import Triple
from gawah.weigh.weighing import weigh

_CIVILIAN = {"civilian", "child", "woman", "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One figure that a profile publishes; ends that it does not publish are None, `words` say it as it would stand there."""

    outcome: Outcome
    of: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What one profile makes of an incident: whether it would publish it, with which grade and figures, and why."""

    profile: str
    title: str
    source: str
    published: bool
    grade: str
    figures: tuple[Shown, ...]
    notes: tuple[str, ...]
    incident: Incident


def compare(
    incident: Incident,
    claims: Mapping[str, Resolved],
    imprints: Mapping[str, Imprint],
    judgements: Iterable[Judgement] = (),
    profiles: Iterable[str | Profile] = (),
) -> tuple[Published, ...]:
    """An incident weighed by each profile (all that are shipped, where none is named), side by side."""
    judged = tuple(judgements)
    found = []
    for one in tuple(profiles) or names():
        profile = named(one) if isinstance(one, str) else one
        found.append(publish(weigh(incident, claims, imprints, profile, judged), profile))
    return tuple(found)


def publish(weighed: Incident, profile: Profile) -> Published:
    """What a profile publishes of an incident that was weighed by it."""
    notes: list[str] = []
    figures = tuple(_shown(tally, profile) for tally in _chosen(weighed, profile, notes))
    grade = _grade(weighed, profile)
    published = _kept(weighed, profile, notes)
    if profile.corroborate == "flag" and weighed.standing.corroboration.value == "single origin":
        notes.append("flagged: it rests on a single origin")
    return Published(
        profile=profile.name,
        title=profile.title,
        source=profile.source,
        published=published,
        grade=grade,
        figures=figures if published else (),
        notes=tuple(notes),
        incident=weighed,
    )


def _grade(weighed: Incident, profile: Profile) -> str:
    corroboration = weighed.standing.corroboration.value
    if weighed.standing.responsibility is Responsibility.CONTESTED and "contested" in profile.grades:
        return profile.grades["contested"]
    return profile.grades.get(corroboration, corroboration)


def _kept(weighed: Incident, profile: Profile, notes: list[str]) -> bool:
    killed = own(weighed, Outcome.KILLED)
    most: Triple = killed if killed is not None else (None, 0, 0)
    if profile.least_dead and most[2] is not None and most[2] < profile.least_dead:
        notes.append(f"not published: fewer than {profile.least_dead} dead by any account")
        return False
    if profile.corroborate == "pending" and weighed.standing.corroboration.value == "single origin":
        notes.append("kept back as pending: no second primary source yet")
        return False
    return True


def _chosen(weighed: Incident, profile: Profile, notes: list[str]) -> list[Tally]:
    tallies = [tally for tally in weighed.tallies if tally.outcome.value in profile.publish]
    tops = [tally for tally in tallies if not tally.part_of]
    if profile.civilians_only:
        return _civilians(tallies, tops, notes)
    if profile.sides:
        return tallies
    merged = []
    for outcome in dict.fromkeys(tally.outcome for tally in tops):
        of_outcome = [tally for tally in tops if tally.outcome is outcome]
        low, best, high = own(weighed, outcome) or (None, None, None)
        if len(of_outcome) == 1:
            merged.append(of_outcome[0])
            continue
        notes.append(f"{outcome.value}: one total of {len(of_outcome)} groups, as no figure is kept for a side")
        merged.append(Tally(id=f"{weighed.id}:{outcome.value}", outcome=outcome, low=low, best=best, high=high))
    return merged


def _civilians(tallies: list[Tally], tops: list[Tally], notes: list[str]) -> list[Tally]:
    """Civilian parts where they are told; else those whose status nobody but a side calls combatant: civilian is assumed."""
    chosen = []
    for top in tops:
        parts = [tally for tally in tallies if tally.part_of == top.id and tally.status == "civilian"]
        if parts:
            chosen += parts
        elif top.status in _CIVILIAN and not top.side:
            chosen.append(top)
            if top.status == "unknown":
                notes.append(f"{top.outcome.value}: taken for civilians, since nothing but a side's word says otherwise")
        else:
            notes.append(f"{top.of or 'people'} {top.outcome.value}: left out, combatants")
    return chosen


def _shown(tally: Tally, profile: Profile) -> Shown:
    low = tally.low if "low" in profile.range else None
    best = tally.best if "best" in profile.range else None
    high = tally.high if "high" in profile.range else None
    who = f"{tally.of or 'people'} {tally.outcome.value}"
    if "low" not in profile.range:
        words = f"{who}: {'no figure' if best is None else best}"
    elif low is not None and low == high:
        words = f"{who}: {low}" + (", best open" if "best" in profile.range and best is None else "")
    else:
        words = f"{who}: {'open' if low is None else low} to {'open' if high is None else high}"
        words += f", best {'open' if best is None else best}" if "best" in profile.range else ""
    return Shown(outcome=tally.outcome, of=tally.of, low=low, best=best, high=high, words=words)
