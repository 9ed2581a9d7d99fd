"""Scope: whether a claim tells one happening, sums up several, or gives the sum of a period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gawah.extract.draft import Draft
from gawah.extract.events import Trigger
from gawah.extract.scene import Scene
from gawah.model import Mention, Scope

_OVER = re.compile(
    r"\b(?:since|over the (?:past|last|same)|(?:in|during) the (?:past|last)|so far (?:this|in)|this year|every|daily|annually|"
    r"(?:per|each|a) (?:day|week|month|year)|between \w+ and \w+ \d{4})\b",
    re.IGNORECASE,
)
"""Words that stretch a figure over a period."""
_SEVERAL = re.compile(
    r"\bin (?:several|various|many|different|a number of|\w+ separate) (?:\w+ )?"
    r"(?:attacks|incidents|places|areas|districts|villages)\b|"
    r"\b(?:repeatedly|on and off|time and again|again and again|several times|on (?:several|at least \w+) occasions)\b",
    re.IGNORECASE,
)
PLURALS = frozenset(
    "clashes attacks strikes killings arrests raids protests massacres executions bombings airstrikes abductions "
    "battles".split()
)
"""Happenings named in the plural."""
DOERS = PLURALS - {"clashes", "battles", "protests"} | {"blasts", "ambushes", "assaults", "shellings", "bombardments"}
"""Plurals that make several happenings of what they do ("raids killed dozens"); clashes may well be one."""


def sums_up(scene: Scene, trigger: Trigger, times: Sequence[Mention]) -> bool:
    """Whether the words of a happening say that it is more than one: a plural, a perfect tense over a period, several
    places.
    """
    head = scene.tokens[trigger.heads[0]]
    if head.text.lower() in PLURALS or _done_by_several(scene, trigger):
        return True
    sentence = scene.sentence(head.at)
    text = scene.document.text[sentence.start : sentence.end]
    perfect = any(kid.lemma.lower() == "have" for kid in scene.children(head.at, "aux"))
    near = any(abs(time.span.start - head.start) < 160 for time in times)
    return (perfect and near and bool(_OVER.search(text))) or bool(_SEVERAL.search(text))


def _done_by_several(scene: Scene, trigger: Trigger) -> bool:
    """Whether what harms is told in the plural and without a number: "air strikes killed twelve", "killed in fresh raids"."""
    for head in trigger.heads:
        for kid in (scene.tokens[head], *scene.children(head, "nsubj", "obl")):
            if kid.text.lower() in DOERS and not any(scene.children(kid.at, "nummod")):
                return True
    return False


def scope_of(scene: Scene, draft: Draft) -> Scope:
    """The scope of a draft: of those that sum up, which give the figure of a period."""
    if not draft.summary:
        return Scope.ONE
    sentence = scene.sentences[draft.sentences[0]]
    return Scope.PERIOD if _OVER.search(scene.document.text, sentence.start, sentence.end) else Scope.SEVERAL
