"""Scores of the claim heads as marks and links with probabilities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gawah.language.marks_decode import Floats, pooled, sigmoid, softmax
from gawah.language.marks_labels import FLAGS, FLOOR, MAIN_ROLE, WHEN_FORMS, Labels
from gawah.language.parsed import Link, Mark


class Named(NamedTuple):
    """The mentions of one window: spans in words of the window, numbers of layers, scores, and the group of each."""

    spans: NDArray[np.int64]
    layer: NDArray[np.int64]
    score: list[float]
    group: list[int]
    """Mentions with the same words share a number; numbers have no gap."""


class Scores(NamedTuple):
    """What the heads say of the triggers of one window."""

    event: Floats
    state: Floats
    pair: Floats
    """(triggers, mentions, roles and outcomes)"""
    together: Floats


def say(
    labels: Labels, triggers: Sequence[tuple[int, int, float]], named: Named, scores: Scores | None
) -> tuple[list[Mark], list[Link]]:
    """The marks of mentions and of triggers that reach the floor, and the links between them."""
    marks = [
        Mark(int(first), int(last), labels.layers[layer], labels.layers[layer], score)
        for (first, last), layer, score in zip(named.spans, named.layer, named.score, strict=True)
    ]
    if scores is None:
        return marks, []
    event = softmax(scores.event / labels.temperature["event"])
    real = _real(labels, triggers, scores.state[:, 0])
    kept = np.flatnonzero(real >= FLOOR).tolist()
    at = {row: len(marks) + place for place, row in enumerate(kept)}
    marks.extend(Mark(*triggers[row][:2], "trigger", labels.events[int(event[row].argmax())], float(real[row])) for row in kept)
    flags = sigmoid(scores.state[:, 1 : 1 + len(FLAGS)] / labels.temperature["flags"])
    forms = softmax(scores.state[:, 1 + len(FLAGS) :] / labels.temperature["when"])
    for layer, names, chance in (("event", labels.events, event), ("flag", FLAGS, flags), ("when", WHEN_FORMS, forms)):
        for row in kept:
            order = [place for place in np.argsort(-chance[row]).tolist() if chance[row, place] >= FLOOR]
            marks.extend(Mark(*triggers[row][:2], layer, names[place], float(chance[row, place])) for place in order)
    same = sigmoid(scores.together / labels.temperature["together"])
    pairs = [(row, other) for row in kept for other in kept if row < other and same[row, other] >= FLOOR]
    links = [Link(at[row], at[other], "same_happening", float(same[row, other])) for row, other in pairs]
    return marks, links + (list(_roles(labels, at, named, scores.pair)) if named.group else [])


def _real(labels: Labels, triggers: Sequence[tuple[int, int, float]], judged: Floats) -> Floats:
    """P(a claim is told here) of each trigger, from the tagger and the judgement."""
    tagged = np.array([trigger[2] for trigger in triggers]).clip(1e-4, 1 - 1e-4)
    by_tag, by_judgement, constant = labels.trigger
    return sigmoid((by_tag * np.log(tagged / (1 - tagged)) + by_judgement * judged + constant).astype(np.float32))


def _roles(labels: Labels, at: dict[int, int], named: Named, pair: Floats) -> Iterator[Link]:
    """The links of triggers to mentions; `at` gives the mark of each trigger that is kept."""
    count = len(labels.roles)
    groups = pooled(pair, named.group)
    chance = sigmoid(groups[:, :, :count] / labels.temperature["roles"])
    outcome = softmax(groups[:, :, count:] / labels.temperature["outcomes"])
    layer = np.zeros(len(groups[0]), np.int64)
    layer[named.group] = named.layer
    wanted = np.array([labels.layers.index(labels.role_layers[role]) for role in labels.roles])
    main = np.array([labels.roles.index(MAIN_ROLE.get(role, role)) for role in labels.roles])
    given = (chance >= FLOOR) & (chance[:, :, main] >= FLOOR) & (layer[:, None] == wanted)
    members: list[list[int]] = [[] for _ in range(len(layer))]
    for mention, name in enumerate(named.group):
        members[name].append(mention)
    for row, name, role in np.argwhere(given).tolist():
        if row not in at:
            continue
        mine = members[name]
        target = mine[0] if len(mine) == 1 else mine[int(pair[row, mine, role].argmax())]
        score = float(chance[row, name, role])
        if labels.roles[role] != "toll":
            yield Link(at[row], target, labels.roles[role], score)
            continue
        shares = score * outcome[row, name]
        for place, share in enumerate(shares.tolist()):
            if share >= FLOOR:
                yield Link(at[row], target, labels.outcomes[place], share)
