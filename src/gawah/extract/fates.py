"""Fates: what became of those that a phrase names, by its own words, the tree, and the words beside it."""

from __future__ import annotations

import re

from gawah.extract.harm import CARE, GRAVELY, GROUPS, PARTICIPLES, STRUCK, WOUNDS, deadly, harm_of, shot
from gawah.extract.lexicon import lexicon
from gawah.extract.scene import Scene
from gawah.language.parsed import Sentence, Token
from gawah.model import Outcome

DEAD = frozenset("dead deceased body corpse fatality death martyr martyrdom".split())
HURT = frozenset("wounded injured injury hurt".split())
HELD = frozenset("prisoner captive detainee arrest arrestee".split())
"""Nouns of a figure that say by themselves what became of those counted."""
_DYING = re.compile(r"\b(?:kill\w*|dead|died|deaths?|massacre\w*|bod(?:y|ies)|buri(?:al|ed)|funerals?|slain)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(\w+)[-\s]{1,3}(?:year|month|week)s?[-\s]{1,3}old\b", re.IGNORECASE)
_LIVING = re.compile(r"\b(?:shot|hospital\w*|injur\w+|wound\w*|treated|stable|serious|critical)\b", re.IGNORECASE)


def outcome_of(scene: Scene, sentence: Sentence, head: int, first: int, last: int) -> tuple[Outcome, int] | None:
    """What became of those that a phrase counts, and the word that tells it."""
    return (
        _by_noun(scene, sentence, first, last)
        or _gravely(scene, sentence, last)
        or _elided(scene, sentence, first, last)
        or _led(scene, sentence, first)
        or by_verb(scene, head)
        or by_genitive(scene, head)
        or _beside(scene, sentence, first, last)
    )


def befallen(scene: Scene, sentence: Sentence, at: int) -> tuple[Outcome, int] | None:
    """What became of those that a noun names without a number, and the word that tells it."""
    token = scene.tokens[at]
    relation = token.deprel.split(":")[0]
    if relation in {"compound", "amod"}:
        known = scene.tokens[token.head].lemma.lower() == "shot" and token.head == at + 1
        return (shot(scene, token.head), token.head) if known and token.lemma.lower() in lexicon().persons | {"old"} else None
    if relation == "nmod":
        return by_genitive(scene, at)
    if relation == "conj" and token.head >= 0 and scene.tokens[token.head].deprel.split(":")[0] == "nmod":
        return by_genitive(scene, token.head)
    if relation in {"root", "reparandum"} and sentence.kind != "heading":
        return None
    if token.lemma.lower() in lexicon().persons | {"another"} and "Number=Plur" not in token.feats:
        first, last = scene.kernel(at)
        if (elided := _elided(scene, sentence, first, last)) is not None:
            return elided
    return by_verb(scene, at)


TAKING = frozenset("claim cost take lose end sacrifice".split())
"""Verbs whose object is a life lost."""


def again(scene: Scene, token: Token) -> bool:
    """Whether a noun gives another name to one person told before: "his brother, a driver", "identified as Omar Haleb"."""
    if token.deprel.split(":")[0] == "appos":
        return not _other_age(scene, token) and "Number=Plur" not in token.feats and not any(scene.children(token.at, "nummod"))
    return any(kid.text.lower() == "as" for kid in scene.children(token.at, "case"))


def _other_age(scene: Scene, token: Token) -> bool:
    """Whether what stands in apposition has another age than what stands before it: "a 59-year-old man, 49-year-old woman"."""
    if token.deprel != "appos":
        return False
    ages = [_AGE.search(scene.words(*scene.kernel(at))) for at in (token.head, token.at)]
    return all(ages) and len({age.group(1).lower() for age in ages if age}) > 1


def _by_noun(scene: Scene, sentence: Sentence, first: int, last: int) -> tuple[Outcome, int] | None:
    """By its own words: "18 dead", "nine bodies", "ten dead guerrillas", "four wounded people"; "six victims" where nothing
    near speaks of wounds.
    """
    for at in range(last - 1, first - 1, -1):
        lemma, text = scene.tokens[at].lemma.lower(), scene.tokens[at].text.lower()
        if lemma == "victim" and scene.tokens[at - 1].lemma.lower() in {"shooting", "gunshot", "stabbing", "bombing"}:
            return (Outcome.CASUALTIES, at)
        if lemma in DEAD or (lemma == "victim" and _all_died(scene, sentence)):
            return (Outcome.KILLED, at)
        if text in HURT or lemma in HURT:
            return (Outcome.WOUNDED, at)
        if lemma == "injury" and any(kid.text.lower() == "gunshot" for kid in scene.children(at)):
            return None
        if lemma == "casualty":
            return (Outcome.CASUALTIES, at)
        if lemma in HELD:
            return (Outcome.DETAINED, at)
        if lemma == "hostage":
            return (Outcome.ABDUCTED, at)
        if text == "missing":
            return (Outcome.MISSING, at)
        if text in {"killed", "captured", "arrested", "kidnapped", "abducted", "detained", "displaced"} and at > first:
            return (lexicon().outcomes.get(lemma, Outcome.DETAINED), at)
    return None


def _all_died(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence or the two before it speak of the dead, and of nobody who was hit and may live."""
    start = scene.sentences[max(sentence.at - 2, 0)].start
    text = scene.document.text
    return bool(_DYING.search(text, start, sentence.end)) and not _LIVING.search(text, start, sentence.end)


def _elided(scene: Scene, sentence: Sentence, first: int, last: int) -> tuple[Outcome, int] | None:
    """By the participle after it and those joined to it: "12 were killed and 30 wounded", "two men and a boy injured"."""
    own = PARTICIPLES.get(scene.tokens[last - 1].text.lower())
    if own is not None:
        return own, last - 1
    at = last
    if first == sentence.first or scene.tokens[first - 1].text.lower() in {",", ";", ":", "and", "-", "–", "—"}:
        while at < min(last + 6, sentence.last) and (
            scene.tokens[at].upos in {"NUM", "DET", "NOUN", "ADJ"} or scene.tokens[at].text in {",", "and", "&"}
        ):
            if scene.tokens[at].text.lower() in PARTICIPLES or scene.tokens[at].text.lower() == "shot":
                break
            at += 1
    text = scene.tokens[at].text.lower() if at < sentence.last else ""
    outcome = PARTICIPLES.get(text)
    if text == "shot" and sentence.kind == "heading" and scene.tokens[at + 1].text.lower() not in {"at", "and", ","}:
        outcome = shot(scene, at)
    if outcome is not None and any(scene.children(at, "obj")):
        return None
    return (outcome, at) if outcome is not None else None


def _gravely(scene: Scene, sentence: Sentence, last: int) -> tuple[Outcome, int] | None:
    """By the adverb right after it, whatever the tree makes of both: "four were shot, one fatally"."""
    outcome = GRAVELY.get(scene.tokens[last].text.lower()) if last < sentence.last else None
    return (outcome, last) if outcome is not None and scene.tokens[last - 1].upos == "NUM" else None


def _led(scene: Scene, sentence: Sentence, first: int) -> tuple[Outcome, int] | None:
    """By the word of harm right before, whatever the tree joins the phrase to: "killed two and wounded four others"."""
    at = first - 1
    if at < sentence.first or scene.tokens[at].text.lower() not in {"wounded", "injured", "wounding", "injuring", "killing"}:
        return None
    outcome = harm_of(scene, at) or lexicon().outcomes.get(scene.tokens[at].lemma.lower())
    return (outcome, at) if outcome is not None else None


def by_verb(scene: Scene, head: int) -> tuple[Outcome, int] | None:
    """As object, passive subject or the like of a verb of harm, directly or as joined to one that is."""
    token = scene.tokens[head]
    if (condition := _in_condition(scene, token)) is not None:
        return condition
    for _ in range(3):
        if (
            not (token.deprel == "conj" or _other_age(scene, token))
            or token.head < 0
            or scene.tokens[token.head].upos == "VERB"
        ):
            break
        token = scene.tokens[token.head]
    if token.head < 0:
        return _by_clause(scene, head)
    if token.deprel == "nmod" and any(kid.text.lower() in {"with", "plus"} for kid in scene.children(token.at, "case")):
        token = scene.tokens[token.head]
        if token.head < 0:
            return None
    relation, verb = token.deprel.split(":")[0], scene.tokens[token.head]
    if relation == "nsubj" and verb.lemma.lower() == "recover" and not any(scene.children(verb.at, "obj")):
        return (Outcome.WOUNDED, verb.at) if _is_person(token) else None
    bare = (
        scene.sentence(head).kind == "heading" and verb.text.lower() in PARTICIPLES and not any(scene.children(verb.at, "obj"))
    )
    passive = token.deprel == "nsubj:pass" or any(kid.deprel == "aux:pass" for kid in scene.children(verb.at))
    borne = verb.lemma.lower() in lexicon().agentless | SUFFERED
    suffers = relation == "obj" or passive or borne or bare or verb.upos == "ADJ"
    if verb.lemma.lower() == "lose" and any(kid.lemma.lower() == "life" for kid in scene.children(verb.at, "obj")):
        return (Outcome.KILLED, verb.at) if relation == "nsubj" else None
    if verb.lemma.lower() in SUFFERED and relation != "nsubj":
        return None
    if verb.upos == "NOUN" and relation == "nsubj" and verb.lemma.lower() in {"arrest", "detention", "custody"}:
        return Outcome.DETAINED, verb.at
    if relation in {"obj", "nsubj"} and suffers:
        outcome = harm_of(scene, verb.at)
        if outcome is not None and (verb.lemma.lower() not in STRUCK or _is_person(token)):
            return _in_the_end(scene, verb, outcome)
    if relation == "nsubj" and (after := _undergone(scene, verb) or _among(scene, verb)) is not None:
        return after
    return _by_clause(scene, head)


def _by_clause(scene: Scene, head: int) -> tuple[Outcome, int] | None:
    """By a clause or a wound that hangs on it: "people shot in the raid", "a man with a gunshot wound"."""
    for kid in scene.children(head, "acl"):
        outcome = harm_of(scene, kid.at)
        if outcome is not None and kid.text.lower() not in {"killing", "wounding", "injuring"} and _of_itself(scene, kid):
            return outcome, kid.at
    for kid in scene.children(head, "nmod"):
        if kid.lemma.lower() in WOUNDS and any(one.text.lower() == "with" for one in scene.children(kid.at, "case")):
            return (Outcome.KILLED if deadly(scene, kid.at) else Outcome.WOUNDED), kid.at
    return None


def _is_person(token: Token) -> bool:
    """Whether a word names people, not the ground, the body of troops or the thing that was struck."""
    lemma = token.lemma.lower()
    named = token.name.endswith("PER") and token.deprel == "nsubj:pass"
    person = lemma in {"people", "other"} or (lemma in lexicon().persons and lemma not in GROUPS)
    return named or person or token.upos in {"NUM", "PRON"}


def _in_the_end(scene: Scene, verb: Token, outcome: Outcome) -> tuple[Outcome, int]:
    """The outcome of a verb, or death where the words go on to it: "was rushed to a hospital, where he died"."""
    if outcome in {Outcome.WOUNDED, Outcome.CASUALTIES}:
        below = [verb.at, *(kid.at for kid in scene.children(verb.at, "obl"))]
        for kid in (kid for at in below for kid in scene.children(at, "conj", "advcl", "acl")):
            if any(one.upos == "NUM" for one in scene.tokens[verb.at : kid.at]):
                continue  # "six were shot, two killed": of others than the six
            own = [one for one in scene.children(kid.at, "nsubj", "obj") if one.text.lower() not in ONE_BEFORE]
            if not own and (kid.lemma.lower() == "die" or harm_of(scene, kid.at) is Outcome.KILLED):
                return Outcome.KILLED, kid.at
    return outcome, verb.at


ONE_BEFORE = frozenset("he she they who it".split())
"""Subjects that stand for someone named before."""


def _undergone(scene: Scene, verb: Token) -> tuple[Outcome, int] | None:
    """What was done to a subject before or besides: "a boy is recovering after being shot", "two survived but were hit"."""
    for kid in scene.children(verb.at, "advcl", "conj"):
        passive = any(scene.children(kid.at, "aux:pass")) or (
            kid.deprel != "conj" and kid.text.lower() in {"shot", "stabbed", "wounded", "injured"}
        )
        if passive and not any(scene.children(kid.at, "nsubj")) and (outcome := harm_of(scene, kid.at)) is not None:
            return outcome, kid.at
    return None


def _among(scene: Scene, verb: Token) -> tuple[Outcome, int] | None:
    """What became of those whom a subject is said to be among: "three children are among those shot dead"."""
    if not any(kid.text.lower() in {"among", "amongst"} for kid in scene.children(verb.at, "case")):
        return None
    own = harm_of(scene, verb.at)
    told = (harm_of(scene, kid.at) for kid in scene.children(verb.at, "acl"))
    outcome = own or next((one for one in told if one is not None), None)
    return (outcome, verb.at) if outcome is not None else None


SUFFERED = frozenset("suffer sustain receive recover survive".split())
"""Verbs whose subject was hurt, with what hurt them as object."""


def _of_itself(scene: Scene, clause: Token) -> bool:
    """Whether a clause that hangs on a noun tells what was done to it: "people shot in the raid", "three who were shot"."""
    if clause.deprel == "acl":
        return True
    relative = next((kid for kid in scene.children(clause.at, "nsubj") if kid.text.lower() in {"who", "that", "which"}), None)
    if relative is None:
        return False
    return relative.deprel == "nsubj:pass" or clause.lemma.lower() in lexicon().agentless | SUFFERED


def _in_condition(scene: Scene, token: Token) -> tuple[Outcome, int] | None:
    """By the state or the place that someone is said to be in: "two remain in critical condition", "three in hospital"."""
    subject = token.deprel.split(":")[0] == "nsubj" and token.head >= 0
    stays = subject and scene.tokens[token.head].lemma.lower() in {"be", "remain", "stay", "list", "lie", "leave"}
    for head in (token.at, token.head) if stays else (token.at,):
        for kid in scene.children(head, "obl", "nmod", "orphan"):
            if _states(scene, kid):
                return Outcome.WOUNDED, kid.at
    above = scene.tokens[token.head]
    return (Outcome.WOUNDED, above.at) if subject and _states(scene, above) else None


def _states(scene: Scene, token: Token) -> bool:
    """Whether a noun is a state of the hurt: "in serious condition", "at a hospital"."""
    if not any(kid.text.lower() in {"in", "at"} for kid in scene.children(token.at, "case")):
        return False
    return token.lemma.lower() in CARE or (
        token.lemma.lower() == "condition" and any(scene.children(token.at, "amod", "compound"))
    )


def by_genitive(scene: Scene, head: int) -> tuple[Outcome, int] | None:
    """After a noun of harm with "of": "the deaths of three labourers", "the lives of 13 soldiers", "the bodies of nine"."""
    token = scene.tokens[head]
    above = scene.tokens[token.head] if token.head >= 0 and token.deprel.startswith("nmod") else None
    if above is None or above.upos not in {"NOUN", "PROPN"}:
        return None
    lemma = above.lemma.lower()
    if lemma in {"body", "corpse"} or (lemma == "life" and scene.tokens[above.head].lemma.lower() in TAKING):
        return Outcome.KILLED, above.at
    if lemma in {"shooting", "stabbing", "beating"} and any(kid.text.lower() == "of" for kid in scene.children(head, "case")):
        fatal = any(kid.lemma.lower() in {"fatal", "deadly"} for kid in scene.children(above.at, "amod"))
        return Outcome.KILLED if fatal else Outcome.CASUALTIES, above.at
    outcome = lexicon().outcomes.get(lemma) or {"capture": Outcome.DETAINED, "detention": Outcome.DETAINED}.get(lemma)
    case = next((kid.text.lower() for kid in scene.children(head, "case")), "")
    return (outcome, above.at) if outcome is not None and case in {"of", "among"} else None


def _beside(scene: Scene, sentence: Sentence, first: int, last: int) -> tuple[Outcome, int] | None:
    """By the words right after or right before: "30 wounded", "killing at least 30", "the number of dead was 12"."""
    for at in range(last, min(last + 3, sentence.last)):
        token = scene.tokens[at]
        if token.text.lower() in GRAVELY:
            return GRAVELY[token.text.lower()], at
        if token.text in {",", ";", ":", "and", "or", "("} or token.upos in {"NUM", "NOUN"}:
            break
        outcome = harm_of(scene, at)
        if outcome is not None and not token.text.lower().endswith("ing"):  # "two men sought in shooting of a girl"
            return outcome, at
    for at in range(first - 1, max(first - 4, sentence.first - 1), -1):
        token = scene.tokens[at]
        if token.text.lower() in {",", ";", ")", "by", "with"} or token.upos in {"NOUN", "NUM", "PROPN"}:
            break
        outcome = harm_of(scene, at)
        if token.lemma.lower() in STRUCK and not _is_person(scene.tokens[last - 1]):
            break
        if (outcome is not None and not token.text.lower().endswith("ed")) or token.text.lower() in {
            "killed",
            "wounded",
            "injured",
        }:
            return (outcome, at) if outcome is not None else None
    return _of_total(scene, sentence, first)


def _of_total(scene: Scene, sentence: Sentence, first: int) -> tuple[Outcome, int] | None:
    """By a total named before: "the number of injured at more than 20", "the death toll has risen to 45"."""
    words = [scene.tokens[at].text.lower() for at in range(max(sentence.first, first - 14), first)]
    if not set(words) & {"toll", "number", "count", "total", "figure", "tally"}:
        return None
    for at in range(first - 1, max(sentence.first, first - 14) - 1, -1):
        word = scene.tokens[at].text.lower()
        if word in {",", ";"}:
            return None
        if word in {"dead", "deaths", "death", "killed", "fatalities"}:
            return Outcome.KILLED, at
        if word in {"injured", "wounded", "injuries"}:
            return Outcome.WOUNDED, at
        if word in {"missing", "displaced", "casualties"}:
            return Outcome(word), at
    return None
