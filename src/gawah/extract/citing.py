"""Citing: whom a speaker cites in turn, so that two who quote one source are not taken for two.

Of a chain the outermost is the speaker: it is on their word that the others are known to have said it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gawah.extract.draft import Draft, Phrase
from gawah.extract.names import fullest
from gawah.extract.scene import Scene
from gawah.extract.speakers import Cited, cited_in, named, speaker
from gawah.language.parsed import Sentence

QUOTES = frozenset(["cite", "quote"])
PASSING = frozenset("they he she it him her them who which that we".split())
"""Words that stand for a speaker and name none."""


def citing(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Say of each speaker whom they cite, where the sentence that names them says so.

    "The agency reported, citing hospital staff, that ..."; "state television quoted the governor as saying ..."; "the
    committee said that, according to residents, ..."; "the minister said that the army had told him that ...".
    """
    for draft in drafts:
        if draft.speaker is None or draft.speaker.cites:
            continue
        sentence = scene.sentences[scene.sentence_at(draft.speaker.span.start)]
        span = draft.speaker.span
        for outer, inner in _chains(scene, sentence, draft):
            words = scene.words(*scene.bare(*inner))
            speaks = any(scene.span(*phrase).meets(span) for phrase in ((outer.first, outer.last), inner))
            if not speaks or words.lower() in PASSING:
                continue
            who = speaker(scene, outer)
            apart = not set(who.words.lower().split()) & set(words.lower().split())
            if who.words.lower() not in PASSING and apart:
                draft.speaker = replace(who, cites=fullest(scene, words))
                break


def _chains(scene: Scene, sentence: Sentence, draft: Draft) -> Iterator[tuple[Cited, Phrase]]:
    """Who cites whom in a sentence: the citation of the one, the phrase that names the other."""
    told = cited_in(scene, sentence)
    for at in range(sentence.first, sentence.last):
        if scene.tokens[at].lemma.lower() in QUOTES:
            outer = next((one for one in told if one.verb == at or _goes_with(scene, at, one)), None)
            source = next(scene.children(at, "obj", "obl"), None) or (
                scene.tokens[scene.tokens[at].head] if _case(scene, at) else None
            )
            if outer is not None and source is not None:
                yield outer, named(scene, source)
    if draft.first not in range(sentence.first, sentence.last):
        return
    below = {token.at for token in scene.above(draft.first)} | {draft.first}
    for outer in told:
        for inner in told:
            nested = inner.verb != outer.verb and outer.verb in {token.at for token in scene.above(inner.verb)}
            if nested and (inner.verb in below or _case(scene, inner.verb)) and not (inner.denies or inner.unknown):
                yield outer, (inner.first, inner.last)


def _goes_with(scene: Scene, at: int, told: Cited) -> bool:
    """Whether "citing ..." hangs on the verb of telling, or on the one who tells."""
    return any(token.at == told.verb or told.first <= token.at < told.last for token in scene.above(at))


def _case(scene: Scene, at: int) -> bool:
    """Whether a word stands before a source like a preposition: "according to", "citing" in some trees."""
    return scene.tokens[at].deprel in {"case", "fixed", "mark"} and scene.tokens[at].head >= 0
