"""Origins: on whose word a claim rests in the end. Fifty copies of one report are one voice.

Three things make two claims one origin: both rest on the same named speaker (or on someone whom that speaker cites); both stand
in near-duplicate texts, or in texts of one publisher or wire, without a speaker; or the document's own voice stands beside a
speaker whom the document quotes, for an outlet that was told something is not a second witness of it.
Source of the rule: docs/method.md, "copies"; Every Casualty Counts asks for different primary sources.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from gawah.data import table
from gawah.model import Imprint, Resolved
from gawah.text.fingerprint import BAND, HASHES, similarity
from gawah.text.spelling import plain

CIRCLE = "cite each other in a circle: taken as one voice"
NEAR = 0.6
"""Share of wording from which two texts are taken for copies of one report."""
_BANDS = struct.Struct(f"{HASHES // BAND}I")
_TABLE = table("weigh/voices")
_SPOKES, _NAMELESS = frozenset(_TABLE["spokes"]), frozenset(_TABLE["nameless"])
_WIRES: dict[str, str] = {words: name for name, forms in _TABLE["wires"].items() for words in forms}
_WORD = re.compile(r"\w+")
_TAIL = re.compile(r"\s[-–—|/(]\s?|\(")
_GENITIVE = re.compile(r"['’]s\b")
_HOST = re.compile(r"^[a-z]+://(?:www\.)?([^/:]+)", re.IGNORECASE)


class Origin(NamedTuple):
    """Where a claim comes from: a `key` that equal origins share, a `name` for readers, and why the claim was put there.

    `text` is the document, or the first of several near-copies of it.
    """

    key: str
    name: str
    why: str
    text: str = ""


@lru_cache(maxsize=65536)
def plain_words(words: str) -> tuple[str, ...]:
    """The words of a name, lower case, without accents, punctuation and the 's of a genitive."""
    return tuple(_WORD.findall(plain(_GENITIVE.sub("", words))))


def origins(heard: Sequence[Resolved], imprints: Mapping[str, Imprint]) -> dict[str, Origin]:
    """The origin of each claim, by claim id. Claims that cite each other in a circle are one origin."""
    if len(heard) == 1:
        return {heard[0].claim.id: _alone(heard[0], imprints)}
    outlets, texts = _outlets(heard, imprints)
    cites = _ends(_citations(heard, outlets))
    quoted: dict[str, Resolved] = {}
    for item in heard:
        speaker = item.claim.speaker
        if speaker and not speaker.role.partisan:
            held = quoted.setdefault(item.claim.document, item)
            if _named(item) and not _named(held):
                quoted[item.claim.document] = item
    found: dict[str, Origin] = {}
    for item in heard:
        claim = item.claim
        if claim.speaker is None and claim.document in quoted:
            key, why = _follow(_key(quoted[claim.document], outlets), cites)
            why = f"the document's own voice, beside {_called(quoted[claim.document])}, whom it quotes"
            found[claim.id] = Origin(key, key, why, texts[claim.document])
            continue
        key, why = _follow(_key(item, outlets), cites)
        found[claim.id] = Origin(key, key, why or _reason(item), texts[claim.document])
    return _joined(found, heard, imprints)


def _alone(item: Resolved, imprints: Mapping[str, Imprint]) -> Origin:
    if item.claim.speaker is not None:
        return Origin(_called(item), _called(item), _reason(item), item.claim.document)
    imprint = imprints.get(item.claim.document)
    name = _outlet_name(item.claim.document, imprint)
    return Origin(name, name, _reason(item), item.claim.document)


def _outlet_name(document: str, imprint: Imprint | None) -> str:
    """What readers call the own voice of a document: its wire, publisher or site, else its title, else its id."""
    if imprint is None:
        return f"document {document[:12]}"
    host = _HOST.match(imprint.url)
    title = f'"{imprint.title[:60]}"' if imprint.title else ""
    return _wire(imprint) or imprint.publisher or (host[1].lower() if host else "") or title or f"document {document[:12]}"


def _called(item: Resolved) -> str:
    speaker = item.claim.speaker
    return (speaker.cites or speaker.name) if speaker else "the document"


def _reason(item: Resolved) -> str:
    speaker = item.claim.speaker
    if speaker is None:
        return "the document's own voice"
    return f"{speaker.name}, citing {speaker.cites}" if speaker.cites else f"cited: {speaker.name}"


def _wire(imprint: Imprint) -> str:
    """The wire that a publisher's name is, or that stands at the end of a title ("Five dead in strike - AFP")."""
    for words in (imprint.publisher, _TAIL.split(imprint.title)[-1] if _TAIL.search(imprint.title) else ""):
        name = _WIRES.get(" ".join(plain_words(words))) if words else None
        if name:
            return name
    return ""


def _outlets(heard: Sequence[Resolved], imprints: Mapping[str, Imprint]) -> tuple[dict[str, str], dict[str, str]]:
    """Who speaks where a document names nobody (a wire, a publisher, the first of several near-copies), and that first text."""
    found: dict[str, str] = {}
    texts: dict[str, str] = {}
    seen: tuple[dict[int, str], ...] = tuple({} for _ in range(HASHES // BAND))
    prints: dict[str, bytes] = {}
    for document in sorted({item.claim.document for item in heard}):
        imprint = imprints.get(document)
        texts[document] = document
        if imprint is None:
            found[document] = f"document {document[:12]}"
            continue
        host = _HOST.match(imprint.url)
        name = _wire(imprint).lower() or " ".join(plain_words(imprint.publisher)) or (host[1].lower() if host else "")
        found[document] = name or f"document {document[:12]}"
        if not imprint.print:
            continue
        bands = _bands(imprint)
        near = {known[band] for known, band in zip(seen, bands, strict=True) if band in known}
        twin = next((other for other in sorted(near) if similarity(prints[other], imprint.print) >= NEAR), None)
        if twin is not None:
            found[document], texts[document] = found[twin], twin
            continue
        prints[document] = imprint.print
        for known, band in zip(seen, bands, strict=True):
            known.setdefault(band, document)
    return found, texts


def _bands(imprint: Imprint) -> tuple[int, ...]:
    if len(imprint.print) != HASHES:
        raise ValueError(f"the print of document {imprint.id} has {len(imprint.print)} bytes, not {HASHES}; make it anew")
    return _BANDS.unpack(imprint.print)


def _named(item: Resolved) -> bool:
    speaker = item.claim.speaker
    return speaker is not None and bool(name_key(speaker.cites or speaker.name))


@lru_cache(maxsize=65536)
def name_key(name: str) -> frozenset[str]:
    """The words of a speaker's name that tell them from others; none for "residents", "a source", "local officials"."""
    words = plain_words(name)
    if " ".join(words) in _WIRES:
        return frozenset([_WIRES[" ".join(words)].lower()])
    if all(word in _NAMELESS or word in _SPOKES for word in words):
        return frozenset()
    return frozenset(word for word in words if word not in _SPOKES) - {"source", "sources"}


def _key(item: Resolved, outlets: Mapping[str, str]) -> str:
    claim, speaker = item.claim, item.claim.speaker
    if speaker is None:
        return outlets[claim.document]
    words = name_key(speaker.cites) if speaker.cites else frozenset()
    words = words or name_key(speaker.name)
    if words:
        return " ".join(sorted(words))
    return f"{' '.join(plain_words(speaker.name)) or 'someone'} in {outlets[claim.document]}"


def _citations(heard: Iterable[Resolved], outlets: Mapping[str, str]) -> dict[str, str]:
    """Who rests on whom: speakers whose every word here comes from one other."""
    cites: dict[str, set[str]] = {}
    for item in heard:
        speaker = item.claim.speaker
        if speaker is None:
            continue
        own = " ".join(sorted(name_key(speaker.name)))
        if speaker.cites:
            cites.setdefault(own, set()).add(_key(item, outlets))
        else:
            cites.setdefault(own, set()).add("")
    return {name: next(iter(on)) for name, on in cites.items() if name and len(on) == 1 and "" not in on and name not in on}


End = tuple[str, str]
"""On whom one who cites rests in the end, and the sentence for it."""


def _ends(cites: Mapping[str, str]) -> dict[str, End]:
    """The end of each chain of citations; a circle ends at its alphabetically first name."""
    ends: dict[str, End] = {}
    for start in sorted(cites):
        chain: dict[str, None] = {}
        at = start
        while at in cites and at not in chain and at not in ends:
            chain[at] = None
            at = cites[at]
        links = list(chain)
        if at in chain:
            circle = sorted(links[links.index(at) :])
            end = circle[0], f"{', '.join(circle[:8])} {CIRCLE}"
        else:
            end = ends.get(at, (at, ""))
        for name in links:
            ends[name] = end[0], end[1] or f"through {name}, who cites {cites[name]}"
    return ends


def _follow(key: str, ends: Mapping[str, End]) -> End:
    return ends.get(key, (key, ""))


def _joined(found: dict[str, Origin], heard: Sequence[Resolved], imprints: Mapping[str, Imprint]) -> dict[str, Origin]:
    """Names that hold one another ("police", "Kabul police") are one origin, and origins get a name for readers."""
    holders = _holders({origin.key for origin in found.values()})
    names: dict[str, tuple[bool, int, str]] = {}
    for item in heard:
        key = holders.get(found[item.claim.id].key, found[item.claim.id].key)
        shown = _called(item) if item.claim.speaker else _outlet_name(item.claim.document, imprints.get(item.claim.document))
        rank = (item.claim.speaker is not None, len(shown), shown)
        if key not in names or rank > names[key]:
            names[key] = rank
    merged = {}
    for claim, origin in found.items():
        key = holders.get(origin.key, origin.key)
        merged[claim] = Origin(key, names[key][2] if key in names else key, origin.why, origin.text)
    return merged


def _holders(keys: set[str]) -> dict[str, str]:
    """For each name the longer name that holds all its words, where there is one; of several, the first by alphabet."""
    by_word: dict[str, list[str]] = {}
    plain_keys = [key for key in sorted(keys) if " in " not in key and not key.startswith("document ")]
    for key in plain_keys:
        for word in set(key.split()):
            by_word.setdefault(word, []).append(key)
    held: dict[str, str] = {}
    for key in plain_keys:
        words = set(key.split())
        rare = min(words, key=lambda word: (len(by_word[word]), word))
        for other in by_word[rare][:64]:
            if other != key and words < set(other.split()):
                held[key] = other
                break
    return {key: _end(key, held) for key in held}


def _end(key: str, held: Mapping[str, str]) -> str:
    while key in held:
        key = held[key]
    return key
