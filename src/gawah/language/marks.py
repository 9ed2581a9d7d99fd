"""The learned half of the claim reader: marks and links, found in one pass of a small encoder over the whole text.

The pass sees windows of about 500 wordpieces, as a rule the whole report, so that a link may reach from a happening to a
name or a source paragraphs away. All scores are probabilities, calibrated by temperature on documents held out from
training; nothing below `FLOOR` is given out. Thresholds that gave the best F1 on held-out documents stand in
`packs/en/claims.json` under "thresholds", by layer and by link label.

Marks (`Mark.layer`, `Mark.label`):

=========  ==============================================================================================================
layer      meaning
=========  ==============================================================================================================
trigger    words that tell a happening ("struck", "were killed", "denied flying"): one trigger is one claim. `label` is
           the likeliest event type, a value of `gawah.model.events.EventType`; `score` = P(a claim is told here).
           Given generously (from FLOOR on): choose by the threshold.
event      the tokens of a trigger again: `label` is an event type, `score` = P(type | claim); the likeliest first, all
           that reach FLOOR.
flag       the tokens of a trigger again: `label` "denies", "hedged" or "aggregate"; `score` = P(flag | claim).
when       the tokens of a trigger again, the form of its day: `label` "unsaid" (the text does not tell), "at" (the day,
           month or year of a linked time), "published" (the day of the report, told by no time in the text), "span" (first to
           last day), "until" (only the last possible day is known), "from" (a first day, end open); `score` = P(form | claim).
party      a mention of someone or something that acts or is acted upon: `label` "party"
place      a mention of a place: `label` "place"
time       an expression of time: `label` "time"
speaker    a phrase that names who is cited: `label` "speaker"
toll       a counted phrase ("at least 19 people", "a paramedic", "nobody"), the number and its noun: `label` "toll"
=========  ==============================================================================================================

The score of a mention is the probability of its tokens. Mentions of one layer never overlap; those of two layers may.

Links (`Link.label`), always from a trigger mark (`source`) to a mention mark (`target`) unless said otherwise:

=================  ======================================================================================================
label              meaning
=================  ======================================================================================================
agent, target      to a party: who did it, whom it was done to. Mentions with the same words are one party: the link goes
                   to the mention that the model leans on, its score is that of the party as a whole
place              to a place where it happened; places with the same words are one place, as above
first_place        to the same place mark: P(it is the most specific of the claim's places)
when               to a time that tells the day of the happening (or its first or last day)
speaker            to the speaker who is cited for it; no link = the document's own voice
killed, wounded,   to a toll: the people or things counted suffered this outcome in this claim. Labels are the values of
casualties ...     `gawah.model.toll.Outcome`; the score is P(toll of this claim and this outcome)
part               to the same toll mark: P(counted inside another toll of the claim | toll)
same_happening     from a trigger to a later trigger: both tell of the same happening
=================  ======================================================================================================
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from gawah.language.encoder import Embeddings, Session, side_by_side
from gawah.language.marks_decode import Floats, key, softmax, spans
from gawah.language.marks_join import Joined
from gawah.language.marks_labels import FLAGS, FLOOR, MENTION_LAYERS, WHEN_FORMS, Labels
from gawah.language.marks_pairs import near
from gawah.language.marks_say import Named, Scores, say
from gawah.language.marks_windows import Window, homes, windows
from gawah.language.parsed import Link, Mark, Parsed, Sentence, Token
from gawah.language.wordpiece import WordPiece

__all__ = ["FLAGS", "FLOOR", "MENTION_LAYERS", "WHEN_FORMS", "ClaimHeads"]

FIRST_LOOK = 0.1
"""Score of the tagger from which words are judged as a trigger."""
MENTION = 0.35
"""Score of the tagger from which words are a mention."""
MOST_TRIGGERS, MOST_MENTIONS = 64, 256
"""Triggers and mentions of a window that are looked at, the likeliest: a report has a tenth, hostile text may have more."""
_ALONE = ("time", "toll")
"""Layers whose mentions each stand for themselves, whatever their words."""
Row = TypeVar("Row", tuple[int, int, float], tuple[int, int, int, float])


class ClaimHeads:
    """The encoder of claims and its heads, opened from a pack."""

    def __init__(self, folder: Path, embeddings: Embeddings, split: WordPiece) -> None:
        self._labels = Labels.of(json.loads((folder / "claims.json").read_text("utf-8")))
        self._embeddings, self._split = embeddings, split
        self._encoder, self._heads = Session(folder / "claims.onnx"), Session(folder / "claims-heads.onnx")

    @staticmethod
    def there(folder: Path) -> bool:
        """Whether the pack in `folder` has heads for claims."""
        return (folder / "claims.json").exists()

    @property
    def thresholds(self) -> dict[str, float]:
        """The thresholds that gave the best F1 on held-out documents, by layer, flag and label of link."""
        return dict(self._labels.thresholds)

    def mark(self, texts: Sequence[Parsed]) -> list[Parsed]:
        """The texts with their marks and links, several read side by side."""
        found = side_by_side(lambda parsed: self(parsed.text, parsed.tokens, parsed.sentences), texts)
        return [replace(parsed, marks=marks, links=links) for parsed, (marks, links) in zip(texts, found, strict=True)]

    def __call__(
        self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]
    ) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
        """The marks and links of one text that is cut into tokens and sentences."""
        cut = windows(text, tokens, sentences, self._split)
        home = homes([(window.first, window.last) for window in cut], len(tokens))
        joined = Joined()
        for number, window in enumerate(cut):
            marks, links = self._read(window, tokens[window.first : window.last])
            joined.add(marks, links, window.first, home == number)
        return joined.sorted()

    def _read(self, window: Window, tokens: Sequence[Token]) -> tuple[list[Mark], list[Link]]:
        """Marks and links of one window, whose tokens are counted from its first."""
        words, tags = self._encoder.run(
            {
                "vectors": self._embeddings(window.pieces[None]),
                "shape": window.shape[None],
                "gap": window.gap[None],
                "first": window.words[None],
            },
            ["words", "tags"],
        )
        layers = self._labels.layers
        chance = softmax(tags[0].reshape(len(tokens), len(layers), 3) / self._labels.temperature["tags"])
        triggers = sorted(_likeliest(spans(chance[:, layers.index("trigger")], FIRST_LOOK), MOST_TRIGGERS))
        named = self._named(chance, tokens)
        return say(self._labels, triggers, named, self._judge(window, words[0], triggers, named) if triggers else None)

    def _named(self, chance: Floats, tokens: Sequence[Token]) -> Named:
        """The mentions of all layers in order, those with the same words grouped."""
        layers = self._labels.layers
        rows = [
            (first, last, layers.index(layer), score)
            for layer in MENTION_LAYERS
            for first, last, score in spans(chance[:, layers.index(layer)], MENTION)
        ]
        rows = sorted(_likeliest(rows, MOST_MENTIONS))
        numbers: dict[tuple[int, str], int] = {}
        group = []
        for first, last, layer, _ in rows:
            name = str(first) if layers[layer] in _ALONE else key(" ".join(token.text for token in tokens[first:last]))
            group.append(numbers.setdefault((layer, name), len(numbers)))
        places = np.array([row[:2] for row in rows], np.int64).reshape(-1, 2)
        return Named(places, np.array([row[2] for row in rows], np.int64), [row[3] for row in rows], group)

    def _judge(self, window: Window, words: Floats, triggers: Sequence[tuple[int, int, float]], named: Named) -> Scores:
        """Scores of the heads for the triggers of a window."""
        found = np.array([trigger[:2] for trigger in triggers], np.int64)
        # The graph wants one mention at least; where there is none, what it says of this one is not looked at.
        mentions = named.spans if named.group else np.array([[0, 1]], np.int64)
        layer: NDArray[np.int64] = named.layer if named.group else np.zeros(1, np.int64)
        place = window.sentence, window.paragraph
        inputs: dict[str, NDArray[Any]] = {
            "words": words,
            "sentence": window.sentence,
            "triggers": found,
            "mentions": mentions,
            "layer": layer,
            "near": near(found, mentions, layer, *place),
            "near_triggers": near(found, found, np.zeros(len(found), np.int64), *place),
        }
        return Scores(*self._heads.run(inputs, Scores._fields))


def _likeliest(rows: list[Row], most: int) -> list[Row]:
    """The rows with the highest scores, which stand last in them."""
    return rows if len(rows) <= most else sorted(rows, key=lambda row: -row[-1])[:most]
