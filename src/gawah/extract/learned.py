"""Drafts by the learned marks of the language pack: triggers with their type, parties, places, times, speakers and tolls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from gawah.data import table
from gawah.extract.draft import Draft
from gawah.extract.events import Trigger
from gawah.extract.fates import SUFFERED, again, by_verb
from gawah.extract.lexicon import lexicon
from gawah.extract.names import fullest, whole
from gawah.extract.parties import distinct, party
from gawah.extract.scene import Scene
from gawah.extract.speakers import named, role
from gawah.extract.tolls import phrase_toll
from gawah.language.parsed import Link, Mark
from gawah.model import EventType, Mention, Outcome, Party, Speaker, Stance, Toll, TollKind

LED_BY = frozenset({("command", "of"), ("leadership", "of"), ("led", "by"), ("commanded", "by"), ("headed", "by")})
"""Words before a name that make it a person's."""


@cache
def thresholds() -> dict[str, float]:
    """From which probability a mark or link is taken, by label (`resources/extract/thresholds.yml`)."""
    return {key: float(value) for key, value in table("extract/thresholds").items()}


def drafts(scene: Scene, times: Sequence[Mention]) -> list[Draft]:
    """The drafts of a document's trigger marks that are likely enough to tell a claim."""
    marks, links = scene.parsed.marks, scene.parsed.links
    out: dict[int, list[Link]] = {}
    for link in links:
        out.setdefault(link.source, []).append(link)
    around: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        if mark.layer in {"event", "flag", "when"}:
            around.setdefault((mark.first, mark.last), []).append(mark)
    found: dict[int, Draft] = {}
    for at, mark in enumerate(marks):
        if mark.layer == "trigger" and mark.score >= thresholds()["seen"]:
            found[at] = _draft(scene, mark, around.get((mark.first, mark.last), []), out.get(at, []), times)
    _happenings(found, links)
    return list(found.values())


def triggers(scene: Scene) -> list[Trigger]:
    """The triggers that are likely enough to tell a claim by themselves, with the type the marks give them."""
    found = []
    for mark in scene.parsed.marks:
        if mark.layer == "trigger" and mark.score >= thresholds()["alone"]:
            inside = range(mark.first, mark.last)
            heads = tuple(at for at in inside if scene.tokens[at].head not in inside)
            found.append(Trigger(mark.first, mark.last, heads or (mark.first,), mark.label, (mark.label,)))
    return found


def _draft(scene: Scene, mark: Mark, around: list[Mark], links: list[Link], times: Sequence[Mention]) -> Draft:
    limit, marks = thresholds(), scene.parsed.marks
    events = [(one.score, one.label) for one in around if one.layer == "event"] or [(mark.score, mark.label)]
    flags = {one.label for one in around if one.layer == "flag" and one.score >= limit[one.label]}
    form = max(((one.score, one.label) for one in around if one.layer == "when"), default=(0.0, ""))[1]
    best: dict[str, list[tuple[float, Mark]]] = {}
    for link in links:
        best.setdefault(link.label, []).append((link.score, marks[link.target]))

    here = scene.paragraph_of[scene.sentence_of[mark.first]]

    def taken(label: str) -> list[Mark]:
        return [one for score, one in best.get(label, []) if score >= limit[label]]

    def near(label: str) -> list[tuple[float, Mark]]:
        """What is linked from the trigger's own paragraph, and from elsewhere only what is plainly meant."""
        return [
            (score, one)
            for score, one in best.get(label, [])
            if score >= limit[label if scene.paragraph_of[scene.sentence_of[one.first]] == here else "afar"]
        ]

    draft = Draft(
        first=mark.first,
        last=mark.last,
        heads=(mark.first,),
        event=EventType(max(events)[1]),
        event_score=max(events)[0],
        score=mark.score,
        sentences=[scene.sentence_of[mark.first]],
        agents=_parties(scene, taken("agent")),
        targets=_parties(scene, taken("target")),
        places=_ordered(scene, near("place"), best.get("first_place", [])),
        speaker=_speaker(scene, taken("speaker"), best.get("speaker", [])),
        stance=Stance.DENIES if "denies" in flags else Stance.AFFIRMS,
        hedged="hedged" in flags,
        summary="aggregate" in flags,
        heading=scene.sentence(mark.first).kind == "heading",
    )
    draft.tolls = [] if draft.stance is Stance.DENIES else _tolls(scene, best, limit)
    linked = [scene.mention(one.first, one.last) for _, one in near("when")]
    wider = [_widest(one, times) for one in linked]
    if form in {"until", "published"} and not wider:
        draft.told_times = []
    (draft.told_times if form == "until" else draft.times).extend(wider)
    _carried(scene, draft)
    return draft


def _parties(scene: Scene, marks: list[Mark]) -> list[Party]:
    named = (mark for mark in marks if not set(range(mark.first, mark.last)) & scene.dated)
    return distinct(party(scene, *whole(scene, mark.first, mark.last)) for mark in named)


def _place(scene: Scene, phrase: tuple[int, int]) -> tuple[int, int]:
    """A marked place as the place name of the document that it is cut from, without the words for its kind."""
    first, last = whole(scene, *phrase)
    words = lexicon()
    while last - first > 1 and scene.tokens[last - 1].text.lower() in words.kinds:
        last -= 1
    while last - first > 1 and scene.tokens[first].text.lower() in words.directions | words.kinds | {"the", "of", "a", "an"}:
        first += 1
    while last - first > 1 and scene.tokens[first].upos == "ADJ" and scene.tokens[first].text.islower():
        first += 1
    return first, last


def _no_place(scene: Scene, phrase: tuple[int, int]) -> bool:
    """Whether a marked place is a day, only a word for a kind of place, or a person by whom something was led."""
    inside = range(*phrase)
    leads = phrase[0] >= 2 and tuple(scene.words(phrase[0] - 2, phrase[0]).lower().split()) in LED_BY
    person = leads and scene.tokens[phrase[0]].name.endswith("PER")
    return person or bool(scene.dated & set(inside)) or scene.words(*phrase).lower() in lexicon().kinds


def _ordered(scene: Scene, linked: list[tuple[float, Mark]], firsts: list[tuple[float, Mark]]) -> list[tuple[int, int]]:
    """Places, the likeliest to be the most specific first; the others in the order of the text."""
    first = {(one.first, one.last): score for score, one in firsts}
    chosen = [(one.first, one.last) for _, one in linked]
    top = max(chosen, key=lambda one: first.get(one, 0.0), default=None)
    found = [_place(scene, one) for one in sorted(chosen, key=lambda one: (one != top, one))]
    return [one for one in dict.fromkeys(found) if not _no_place(scene, one)]


def _speaker(scene: Scene, taken: list[Mark], scored: list[tuple[float, Mark]]) -> Speaker | None:
    if not taken:
        return None
    mark = max(((score, one) for score, one in scored), key=lambda pair: pair[0])[1]
    begin, end = whole(scene, mark.first, mark.last)
    head = next((at for at in range(begin, end) if scene.tokens[at].head not in range(begin, end)), begin)
    first, last = named(scene, scene.tokens[head])
    first, last = scene.bare(min(first, begin), max(last, end))
    words = scene.words(first, last)
    return Speaker(name=fullest(scene, words), words=words, span=scene.span(first, last), role=role(words))


def _tolls(scene: Scene, best: dict[str, list[tuple[float, Mark]]], limit: dict[str, float]) -> list[Toll]:
    parts = {(one.first, one.last): score for score, one in best.get("part", [])}
    found = []
    for outcome in Outcome:
        for score, mark in best.get(outcome.value, []):
            if score >= limit["toll"]:
                part = parts.get((mark.first, mark.last), 0.0) >= limit["part"]
                counted = phrase_toll(scene, mark.first, mark.last, outcome, part=part)
                if counted.count.high != 0 and not counted.words.isdecimal() and not _does(scene, mark):
                    found.append((mark.first, counted))
    return [toll for _, toll in sorted(found, key=lambda pair: (pair[1].kind is TollKind.PART, pair[0]))]


def _does(scene: Scene, mark: Mark) -> bool:
    """Whether the tree says that a phrase counts nobody harmed: the subject of what it does itself or of what is no harm ("two
    men were charged"), another name of someone told before ("his brother, the driver", "known as").
    """
    inside = range(mark.first, mark.last)
    head = next((at for at in inside if scene.tokens[at].head not in inside), mark.first)
    token = scene.tokens[head]
    if again(scene, token):
        return True
    if not token.deprel.startswith("nsubj") or scene.tokens[token.head].upos not in {"VERB", "NOUN"}:
        return False
    told = by_verb(scene, head)
    borne = scene.tokens[token.head].lemma.lower() in lexicon().agentless | SUFFERED
    return not borne and (told is None or told[0] is Outcome.DETAINED)


def _widest(mention: Mention, times: Sequence[Mention]) -> Mention:
    """The time expression of the text that a marked one lies in, else the mark's own words."""
    return next((time for time in times if time.span.meets(mention.span)), mention)


def _carried(scene: Scene, draft: Draft) -> None:
    """Sentences that give the claim a toll or a time carry it too."""
    for toll in draft.tolls:
        if toll.span is not None:
            draft.add_sentence(scene.sentence_at(toll.span.start))


def _happenings(found: dict[int, Draft], links: Sequence[Link]) -> None:
    """Label the drafts that tell of one happening alike."""
    home = {at: at for at in found}

    def root(at: int) -> int:
        while home[at] != at:
            at = home[at]
        return at

    for link in links:
        known = link.label == "same_happening" and link.source in found and link.target in found
        if known and link.score >= thresholds()["same_happening"]:
            home[root(link.target)] = root(link.source)
    for at, draft in found.items():
        draft.happening = f"h{root(at)}"
