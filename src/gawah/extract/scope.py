"""Scope: whether a claim tells one happening, or sums up several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gawah.extract.events import Trigger
from gawah.extract.scene import Scene
from gawah.model import Mention

_OVER = re.compile(
    r"\b(?:since|over the (?:past|last)|(?:in|during) the (?:past|last)|so far (?:this|in)|this year|every|daily)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\bin (?:several|various|many|different|a number of|\w+ separate) (?:\w+ )?"
    r"(?:attacks|incidents|places|areas|districts|villages)\b",
    re.IGNORECASE,
)
PLURALS = frozenset(
    "clashes attacks strikes killings arrests raids protests massacres executions bombings airstrikes abductions "
    "battles".split()
)
"""Happenings named in the plural."""


def sums_up(scene: Scene, trigger: Trigger, times: Sequence[Mention]) -> bool:
    """Whether the words of a happening say that it is more than one: a plural, a perfect tense over a period, several
    places.
    """
    head = scene.tokens[trigger.heads[0]]
    if head.text.lower() in PLURALS:
        return True
    sentence = scene.sentence(head.at)
    text = scene.document.text[sentence.start : sentence.end]
    perfect = any(kid.lemma.lower() == "have" for kid in scene.children(head.at, "aux"))
    near = any(abs(time.span.start - head.start) < 160 for time in times)
    return (perfect and near and bool(_OVER.search(text))) or bool(_SEVERAL.search(text))
