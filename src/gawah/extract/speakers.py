"""Speakers: who is cited for a claim, how far a citation reaches, and what they are to the happening."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gawah.extract.lexicon import lexicon
from gawah.extract.names import antecedent, fullest
from gawah.extract.scene import Scene
from gawah.language.parsed import Sentence, Token
from gawah.model import Party, Role, Speaker

Phrase = tuple[int, int]
_SAME = re.compile(
    r"^(?:he|she|they|it|the\s+same\s+\w+|sources|(?:the|its|their)\s+(?:same\s+)?"
    r"(?:sources?|spokes\w+|statement|report|group|official|officials|residents?))\b",
    re.I,
)
NOT = frozenset(["not", "n't", "never", "n’t"])
LONGEST_NAME = 12
"""Words of a speaker between a comma and the verb of telling."""
_WEAK = frozenset("report reports source sources video videos statement".split())


@dataclass(frozen=True, slots=True)
class Cited:
    """Who is cited: the tokens that name them, the verb or phrase that cites, and the stance that the verb gives."""

    first: int
    last: int
    verb: int
    denies: bool = False
    unknown: bool = False


def cited_in(scene: Scene, sentence: Sentence) -> list[Cited]:
    """The citations of a sentence, outermost first."""
    words = lexicon()
    found = []
    for at in range(sentence.first, sentence.last):
        token = scene.tokens[at]
        lemma = token.lemma.lower()
        if token.upos == "VERB" and lemma in words.affirm | words.deny | words.unknown and _tells(scene, token):
            subject = next((kid for kid in _sayers(scene, at) if kid.text.lower() not in {"which", "that", "who"}), None)
            if subject is None and token.deprel == "conj" and token.head >= 0:
                subject = next(scene.children(token.head, "nsubj"), None)
            if subject is not None:
                found.append(Cited(*named(scene, subject), at, lemma in words.deny, lemma in words.unknown))
            elif (phrase := _trailing(scene, sentence, at)) is not None:
                found.append(Cited(*phrase, at, lemma in words.deny, lemma in words.unknown))
        elif lemma in {"accord", "according"} or token.text.lower() == "per":
            source = _source(scene, token)
            if source is not None:
                found.append(Cited(*named(scene, source), at))
    return found


def _trailing(scene: Scene, sentence: Sentence, at: int) -> Phrase | None:
    """Who is named between the last comma and a verb of telling that ends a sentence, whatever the tree makes of both: "...,
    Omar Haleb of the front announced on May 7".
    """
    comma = next((one for one in range(at - 1, sentence.first, -1) if scene.tokens[one].text == ","), None)
    if comma is None or not 1 <= at - comma - 1 <= LONGEST_NAME:
        return None
    if any(scene.tokens[one].upos in {"VERB", "AUX", "PRON", "SCONJ"} for one in range(comma + 1, at)):
        return None
    after = scene.tokens[at + 1 : sentence.last]
    timely = all(token.at in scene.dated or token.upos in {"ADP", "PUNCT", "ADV", "DET"} for token in after)
    first = scene.tokens[comma + 1]
    names = first.upos in {"PROPN", "DET", "NOUN", "ADJ", "NUM"} and any(
        token.upos in {"PROPN", "NOUN"} for token in scene.tokens[comma + 1 : at]
    )
    return (comma + 1, at) if timely and names else None


def _sayers(scene: Scene, at: int) -> Iterator[Token]:
    """The subjects of a verb of telling; one that is itself told of ("is reported to have fled") is none."""
    if any(kid.deprel == "aux:pass" for kid in scene.children(at)):
        return
    yield from scene.children(at, "nsubj")


def _tells(scene: Scene, token: Token) -> bool:
    """Whether a verb of telling tells something: it has a clause, an object, or stands beside what it tells."""
    if token.lemma.lower() in lexicon().silent and not any(
        kid.text.lower() in NOT for kid in scene.children(token.at, "advmod")
    ):
        return False
    if any(scene.children(token.at, "ccomp", "obj", "parataxis", "xcomp", "obl")):
        return True
    return token.deprel in {"parataxis", "root", "conj"} or token.lemma.lower() in lexicon().deny


def _source(scene: Scene, token: Token) -> Token | None:
    """The one after "according to"."""
    if token.head >= 0 and token.deprel in {"case", "fixed", "mark"}:
        return scene.tokens[token.head]
    return next(scene.children(token.at, "obl", "nmod", "obj"), None)


def named(scene: Scene, token: Token) -> Phrase:
    """The phrase that names a speaker: the noun phrase with what stands in apposition or says where ("sources in Takhar")."""
    token = _who_speaks_for(scene, token)
    first, last = scene.kernel(token.at)
    for kid in scene.children(token.at, "flat", "compound"):
        first, last = min(first, kid.at), max(last, kid.at + 1)
    for kid in sorted((*scene.children(token.at, "nmod", "appos", "conj", "acl"),)):
        below = scene.subtree(kid.at)
        begin, end = below[0], below[-1] + 1
        clause = any(at in scene.dated or scene.tokens[at].deprel in {"acl:relcl", "nsubj", "nsubj:pass"} for at in below)
        beside = begin == last or (begin == last + 1 and scene.tokens[last].text == ",")
        if beside and end - begin <= 10 and not clause:
            last = end
    while last - first > 1 and scene.tokens[last - 1].upos == "PUNCT":
        last -= 1
    return first, last


def _who_speaks_for(scene: Scene, token: Token) -> Token:
    """The one who speaks where a phrase names only for whom: "Omar Haleb, who speaks for the ministry, gave the toll"."""
    verb = scene.tokens[token.head] if token.head >= 0 and token.deprel == "obl" else None
    if verb is None or verb.lemma.lower() != "speak" or verb.deprel != "acl:relcl":
        return token
    meant = any(kid.text.lower() in {"for", "on"} for kid in scene.children(token.at, "case"))
    return scene.tokens[verb.head] if meant else token


def speaker_of(scene: Scene, trigger: int, cited: dict[int, list[Cited]]) -> Cited | None:
    """Who is cited for what a trigger tells: in its sentence, else one whose word plainly goes on ("they also said", a
    bullet).
    """
    sentence = scene.sentence(trigger)
    for one in cited[sentence.at]:
        if one.first <= trigger < one.last or one.verb == trigger:
            continue
        return _resolved(scene, one, sentence, cited)
    return None


def _resolved(scene: Scene, one: Cited, sentence: Sentence, cited: dict[int, list[Cited]]) -> Cited:
    """A citation whose "he" or "the sources" is the speaker cited before."""
    words = scene.words(one.first, one.last)
    if not _SAME.match(words) or (one.last - one.first > 3):
        return one
    for at in range(sentence.at - 1, max(-1, sentence.at - 6), -1):
        for earlier in cited[at]:
            text = scene.words(earlier.first, earlier.last)
            if not _SAME.match(text) or text.split()[0].lower() == "the":
                return Cited(earlier.first, earlier.last, one.verb, one.denies, one.unknown)
    return one


def resolved(drafts: Sequence[Speaker | None]) -> list[Speaker | None]:
    """Speakers in the order of the text, with "he" and "the sources" as whom they stand for: the one cited before by that
    word.
    """
    out: list[Speaker | None] = []
    for one in drafts:
        found = one
        if one is not None and _SAME.match(one.words if one.words.lower() in PERSONAL else f"the {one.words}"):
            noun = one.words.split()[-1].lower()
            told = [before for before in reversed(out[-30:]) if before is not None]
            same = [
                before for before in told if noun in before.name.lower().split() and before.name.lower() != one.name.lower()
            ]
            earlier = (told if one.words.lower() in PERSONAL else same)[:1]
            if earlier and len(one.words.split()) <= 2:
                found = replace(one, name=earlier[0].name, role=earlier[0].role)
        out.append(found)
    return out


def who_else(scene: Scene, teller: Speaker | None, parties: list[Party]) -> list[Party]:
    """Parties without a person who stands only where the speaker is named: to tell of a happening is not to take part in it."""
    if teller is None:
        return parties
    inside = [one.span for one in parties if teller.span.start <= one.span.start and one.span.end <= teller.span.end]
    if not inside:
        return parties
    sentence = scene.sentences[scene.sentence_at(teller.span.start)]
    people = [token for token in scene.tokens[sentence.first : sentence.last] if token.name.endswith("PER")]
    gone = {span for span in inside if any(span.start <= token.start < span.end for token in people)}
    return [one for one in parties if one.span not in gone]


PERSONAL = frozenset(["he", "she", "they", "it"])


KNOWN = frozenset("group front movement organisation organization alliance coalition".split())
"""Nouns for a body that say nothing without the name told before."""


def speaker(scene: Scene, one: Cited) -> Speaker:
    """The Speaker of a citation."""
    first, last = scene.bare(one.first, one.last)
    words = scene.words(first, last)
    known = antecedent(scene, first, ("ORG",)) if words.lower() in KNOWN else None
    name = scene.words(*known) if known is not None else words
    return Speaker(name=fullest(scene, name), words=words, span=scene.span(first, last), role=role(words))


ROLES: tuple[tuple[Role, frozenset[str]], ...] = (
    (Role.MEDIC, frozenset("hospital doctor medic nurse ambulance surgeon medics doctors paramedic health".split())),
    (Role.UN, frozenset("un unama ohchr unhcr unicef ocha united nations".split())),
    (
        Role.FAMILY,
        frozenset(
            "father mother brother sister son daughter wife husband relative relatives family families uncle cousin".split()
        ),
    ),
    (
        Role.WITNESS,
        frozenset(
            "witness witnesses resident residents villager villagers local locals survivor survivors elder elders "
            "people".split()
        ),
    ),
    (
        Role.NGO,
        frozenset("observatory watch amnesty ngo committee network monitor association organisation organization".split()),
    ),
    (Role.MEDIA, frozenset("reuters afp ap agency newspaper television tv radio reporter media correspondent news".split())),
    (
        Role.AUTHORITY,
        frozenset(
            "police governor ministry minister official officials government mayor authorities prosecutor court state".split()
        ),
    ),
    (
        Role.PARTY,
        frozenset(
            "army forces front taliban military rebels fighters militia commander coalition force group militants".split()
        ),
    ),
)


def role(words: str) -> Role:
    """What a speaker is, by the words that name them."""
    found = set(re.findall(r"[a-z]+", words.lower()))
    return next((role for role, known in ROLES if found & known), Role.UNKNOWN)
