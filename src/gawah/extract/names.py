"""Names in a document: the fullest form of each, and what short forms and pronouns stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from gawah.extract.scene import DROPPED, Scene
from gawah.language.parsed import Token

_SHORT = re.compile(r"\(\s*(?:the\s+)?[\"“']?([A-Z][A-Z0-9a-z.&-]{1,11})[\"”']?\s*\)")
TITLES = frozenset(
    "president minister governor general colonel captain commander spokesman spokeswoman spokesperson secretary mr "
    "mrs ms sheikh "
    "lieutenant major chief prime deputy foreign defence defense interior mayor ambassador brigadier sergeant senator".split()
)
"""Titles of office, which are not part of a name; honorifics such as Mullah and Dr. are."""
BODIES = frozenset(
    "group front movement army forces force organization organisation militia council ministry party alliance "
    "coalition government "
    "command police regime".split()
)
"""Nouns that, with "the" before them, mean a body named before."""


def names(scene: Scene) -> list[tuple[int, int]]:
    """Runs of tokens that are one name, by name labels and, where those fail, by proper nouns in a row."""
    if not scene.runs:
        scene.runs.extend(_runs(scene))
    return scene.runs


def _runs(scene: Scene) -> Iterator[tuple[int, int]]:
    at, count = 0, len(scene.tokens)
    while at < count:
        token = scene.tokens[at]
        if not _named(token):
            at += 1
            continue
        end = at + 1
        while end < count and scene.sentence_of[end] == scene.sentence_of[at] and _goes_on(scene.tokens[end], scene, end):
            end += 1
        yield at, end
        at = end


def _named(token: Token) -> bool:
    return token.name.startswith("B-") or (token.upos == "PROPN" and token.name == "O")


def _goes_on(token: Token, scene: Scene, at: int) -> bool:
    if token.name.startswith("I-") or (token.upos == "PROPN" and not token.name.startswith("B-")):
        return True
    joint = token.text.lower() in {"of", "for", "and", "-", "al", "de", "la"} and at + 1 < len(scene.tokens)
    return joint and scene.tokens[at + 1].name.startswith("I-")


def known_names(scene: Scene) -> dict[str, str]:
    """Short forms, folded, to the fullest form of the document: "nrf" to "National Resistance Front"."""
    full: dict[str, str] = {}
    found = [scene.words(first, last) for first, last in names(scene)]
    for match in _SHORT.finditer(scene.document.text):
        long = _before(scene.document.text, match.start(), match.group(1))
        if long:
            full[key(match.group(1))] = long
    for name in sorted(set(found), key=lambda one: (-len(one.split()), one)):
        words = [word for word in name.split() if word.lower().strip(".") not in TITLES]
        if len(words) < 2:
            continue
        for word in (words[-1], words[0]):
            # A surname alone means the full name told in the document; a word that names a place means itself.
            if word[:1].isupper() and len(word) > 2:
                full.setdefault(key(word), " ".join(words))
    persons = {token.text for token in scene.tokens if token.name == "B-PER"}
    people = {name for name in found if name.split(maxsplit=1)[0] in persons}
    return {short: long for short, long in full.items() if long in people or short.isupper() or _initials(short, long)}


def _initials(short: str, long: str) -> bool:
    letters = "".join(word[0] for word in re.findall(r"[A-Za-z]\w*", long)).lower()
    capitals = "".join(word[0] for word in re.findall(r"[A-Z]\w*", long)).lower()
    return short.replace(".", "") in {letters, capitals}


def _before(text: str, end: int, short: str) -> str:
    """The long form that stands before a short one in brackets, by its initials; empty where they do not fit."""
    words = [*re.finditer(r"[\w'’-]+", text[max(0, end - 120) : end])]
    letters = [letter for letter in short.lower() if letter.isalpha()]
    for size in range(len(letters), min(len(letters) + 4, len(words)) + 1):
        run = [match.group() for match in words[-size:]]
        if run[0].lower() in DROPPED:
            continue
        if _initials(short.lower(), " ".join(run)):
            return " ".join(run)
    return ""


def key(name: str) -> str:
    """A name for comparing: lower case, without possessive and full stops."""
    return re.sub(r"['’]s$|[.\"“”]", "", name.strip()).lower()


def fullest(scene: Scene, words: str) -> str:
    """The fullest form in the document of a name as it stands, without article, possessive and title of office."""
    words = re.sub(r"['’]s?$", "", " ".join(words.split()))
    parts = words.split()
    while len(parts) > 1 and parts[0].lower() in DROPPED:
        parts.pop(0)
    while len(parts) > 1 and parts[0].lower().strip(".,") in TITLES and parts[1][:1].isupper():
        parts.pop(0)
    bare = " ".join(parts)
    return scene.names.get(key(bare), bare)


def antecedent(scene: Scene, token: int, wanted: tuple[str, ...] = ("ORG", "PER")) -> tuple[int, int] | None:
    """The name that "they", "the group" or "its forces" stands for: the nearest subject before it in its paragraph or the last.

    None where the two paragraphs name no one of the wanted kinds.
    """
    here = scene.sentence_of[token]
    best: tuple[int, int] | None = None
    runs = names(scene)
    stop = bisect_left(runs, (token, 0))
    for first, last in runs[max(stop - 60, 0) : stop]:
        if scene.paragraph_of[here] - scene.paragraph_of[scene.sentence_of[first]] > 1:
            continue
        kinds = {scene.tokens[at].name[2:] for at in range(first, last)}
        if kinds & set(wanted) or kinds == {""}:
            subject = any(scene.tokens[at].deprel.startswith("nsubj") for at in range(first, last))
            if best is None or subject or scene.sentence_of[first] > scene.sentence_of[best[0]]:
                best = (first, last)
    return best


def whole(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """A stretch of words widened to the whole name or noun phrase that it is cut from ("National" of "National Resistance
    Front").
    """
    inside = range(first, last)
    head = next((at for at in inside if scene.tokens[at].head not in inside), first)
    for _ in range(3):
        token = scene.tokens[head]
        if token.deprel not in {"compound", "flat", "amod", "nummod"} or not 0 <= token.head - last < 4:
            break
        if token.deprel == "amod" and not token.text[:1].isupper():
            break
        head = token.head
    begin, end = scene.kernel(head)
    begin, end = min(first, begin), max(last, end)
    runs = names(scene)
    for run in runs[max(bisect_left(runs, (begin, 0)) - 2, 0) :]:
        if run[0] >= end:
            break
        if run[1] > begin and scene.sentence_of[run[0]] == scene.sentence_of[first]:
            begin, end = min(begin, run[0]), max(end, run[1])
    return begin, _with_of(scene, end, head)


def _with_of(scene: Scene, end: int, head: int) -> int:
    """The end of a name that goes on with "of" and a name: "Democratic Republic of Congo", "Army of Conquest"."""
    if not scene.tokens[head].text[:1].isupper() or scene.tokens[head].upos != "PROPN":
        return end
    for kid in scene.children(head, "nmod"):
        case = next((one.text.lower() for one in scene.children(kid.at, "case")), "")
        if case == "of" and kid.text[:1].isupper() and 0 < kid.at - end < 4:
            return max(end, scene.kernel(kid.at)[1])
    return end
