"""Annotated reports to training examples: words, layers of marks, and which mention fills which slot of which claim."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import gawah
from gawah.language.marks_decode import key
from gawah.language.rules import Rules
from gawah.language.sentences import sentences as split
from gawah.language.tokens import Tokeniser

import times

EVENTS = (
    "armed_clash territory_change air_or_drone_strike shelling_or_missile ied_or_mine suicide_bombing chemical_weapon "
    "attack_on_civilians torture sexual_violence abduction arrest property_destruction protest protest_repressed riot "
    "agreement "
    "group_change deployment weapons_seized displacement restriction statement other"
).split()
OUTCOMES = "killed wounded casualties detained abducted displaced missing abused destroyed".split()
LAYERS = ("trigger", "party", "place", "time", "speaker", "toll")
FLAGS = ("denies", "hedged", "aggregate")
WHEN = ("unsaid", "at", "published", "span", "until", "from")
ROLES = ("agent", "target", "place", "first_place", "when", "speaker", "toll", "part")
ROLE_LAYER = {
    "agent": "party",
    "target": "party",
    "place": "place",
    "first_place": "place",
    "when": "time",
    "speaker": "speaker",
    "toll": "toll",
    "part": "toll",
}


@cache
def _cutter() -> tuple[Rules, Tokeniser]:
    rules = Rules.open(Path(gawah.__file__).parent / "packs" / "en")
    return rules, Tokeniser(rules)


def words(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Character spans of the words of a text as the pack cuts them, and the number of the sentence of each."""
    rules, tokenise = _cutter()
    rows = [row for block in split(text, rules) if (row := tokenise(text, block.start, block.end))]
    return [span for row in rows for span in row], [k for k, row in enumerate(rows) for _ in row]


@dataclass
class Claim:
    """One trigger and what hangs on it. Values of roles are keys of `Example.entities`."""

    first: int
    last: int
    event: int
    happening: str
    flags: tuple[int, int, int]
    when: int
    roles: dict[str, set[str]] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    gold: dict | None = None


@dataclass
class Example:
    """One report ready for the model."""

    id: str
    text: str
    spans: list[tuple[int, int]]
    sentence: list[int]
    mentions: list[tuple[int, int, int, str]] = field(default_factory=list)
    """(first word, last word left out, layer, key of the entity)."""
    claims: list[Claim] = field(default_factory=list)
    lost: Counter = field(default_factory=Counter)

    def key_at(self, first: int, last: int, layer: int) -> str:
        """The entity that a mention would name: its words; of a time or a toll, which are each their own, where it stands."""
        if LAYERS[layer] in ("time", "toll"):
            return str(self.spans[first][0])
        return key(self.text[self.spans[first][0] : self.spans[last - 1][1]])


class Aligner:
    """Finds strings of the annotation in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans, self.sentence = words(text)
        self.start = {a: i for i, (a, _) in enumerate(self.spans)}
        self.end = {b: i + 1 for i, (_, b) in enumerate(self.spans)}
        letters = [c for c in text if c.isalpha()]
        self.capitals = sum(c.isupper() for c in letters) > 0.7 * len(letters)

    def at(self, a: int, b: int) -> tuple[int, int]:
        """The words that a character span touches."""
        ins = [i for i, (s, e) in enumerate(self.spans) if s < b and e > a]
        return (ins[0], ins[-1] + 1) if ins else (0, 0)

    def all(self, s: str) -> list[tuple[int, int]]:
        """Character spans of a string, whole words only."""
        edge = (r"(?<!\w)" if s[:1].isalnum() else "") + re.escape(s) + (r"(?!\w)" if s[-1:].isalnum() else "")
        found = [m.span() for m in re.finditer(edge, self.text)]
        return found or [m.span() for m in re.finditer(re.escape(s), self.text)]

    def proper(self, s: str) -> bool:
        """Whether the string is a name, so that every occurrence means the same."""
        if self.capitals:
            return len(s.split()) > 1
        return any(w[:1].isupper() for w in re.findall(r"\w+", s)[-1:]) or (
            s[:1].isupper() and s in re.sub(r"(?:^|[.!?\n]\W*)\w+", " ", self.text)
        )


def example(doc: dict) -> Example:
    """Aligns one annotated document."""
    text, al = doc["text"], Aligner(doc["text"])
    ex = Example(doc["id"], text, al.spans, al.sentence)
    found: dict[str, set[tuple[int, int, str]]] = {x: set() for x in LAYERS}
    published = date.fromisoformat(doc["published"]) if doc.get("published") else None
    stamps = times.expressions(text)
    for a, b in stamps:
        found["time"].add((a, b, f"{a}"))
    for c in doc["claims"]:
        quotes = [(text.find(q), text.find(q) + len(q)) for q in c["quotes"]]
        trig = c.get("trigger")
        ta = text.find(trig, quotes[0][0]) if trig else quotes[0][0]
        tb = ta + len(trig) if trig else quotes[0][1]
        first, last = al.at(ta, tb)
        same = next((k for k in ex.claims if k.first < last and k.last > first), None)
        ex.lost["triggers shared"] += same is not None
        cl = Claim(
            first,
            last,
            EVENTS.index(c["event"]),
            c.get("happening") or "",
            (int(c["stance"] == "denies"), int(bool(c["hedged"])), int(bool(c["aggregate"]))),
            0,
            {},
            {},
            c,
        )
        if same is None and trig:
            ex.claims.append(cl)
            found["trigger"].add((ta, tb, f"{ta}"))
        elif same is not None:
            cl = same
        _slots(ex, cl, c, al, quotes, (ta, tb), found)
        cl.when = WHEN.index(_when(cl, c, text, stamps, published, (ta, tb), quotes)) if same is None else cl.when
    _flatten(ex, al, found)
    return ex


def _slots(ex, cl, c, al, quotes, trig, found) -> None:  # noqa: PLR0917
    def near(s: str, everywhere: bool) -> list[tuple[int, int]]:
        hits = al.all(s)
        inside = [h for h in hits if any(a <= h[0] and h[1] <= b for a, b in quotes)]
        if everywhere:
            return hits
        return inside or sorted(hits, key=lambda h: abs(h[0] - trig[0]) + (300 if h[0] > trig[1] else 0))[:1]

    for role, layer, values in (
        ("agent", "party", c["agents"]),
        ("target", "party", c["targets"]),
        ("place", "place", c["places"]),
        ("speaker", "speaker", [c["speaker"]] if c["speaker"] else []),
    ):
        for i, s in enumerate(values):
            hits = near(s, layer != "speaker" and al.proper(s))
            ex.lost[role] += not hits
            for a, b in hits:
                found[layer].add((a, b, key(s)))
            cl.roles.setdefault(role, set()).add(key(s))
            if role == "place" and i == 0:
                cl.roles.setdefault("first_place", set()).add(key(s))
    for t in c["tolls"]:
        s = t.get("words")
        if not s:
            continue
        hits = near(s, False)[:1]
        ex.lost["toll"] += not hits
        for a, b in hits:
            found["toll"].add((a, b, f"{a}"))
            cl.roles.setdefault("toll", set()).add(f"{a}")
            cl.outcomes[f"{a}"] = OUTCOMES.index(t["outcome"])
            if t.get("part"):
                cl.roles.setdefault("part", set()).add(f"{a}")


def _when(cl, c, text, stamps, published, trig, quotes) -> str:  # noqa: PLR0917
    w = c["when"]
    if not w:
        return "unsaid"
    w = w.strip("~?")
    ends = {w} | {x for x in w.split("/") if x != ".."}
    hits = [(a, b) for a, b in stamps if times.values(text[a:b], published) & ends]
    inside = [h for h in hits if any(a <= h[0] < b for a, b in quotes)]
    if not inside and hits:
        inside = [min(hits, key=lambda h: abs(h[0] - trig[0]) + (400 if h[0] > trig[1] else 0))]
    for a, _ in inside:
        cl.roles.setdefault("when", set()).add(f"{a}")
    form = "from" if w.endswith("/..") else "until" if w.startswith("../") else "span" if "/" in w else "at"
    return "published" if form == "at" and not hits and published and w == published.isoformat() else form


def _flatten(ex, al, found) -> None:
    """Mentions of one layer never overlap: the longer wins, and what lay inside it lends its key."""
    alias: dict[str, dict[str, set[str]]] = {x: {} for x in LAYERS}
    for n, layer in enumerate(LAYERS):
        taken: list[tuple[int, int, str]] = []
        for a, b, k in sorted(found[layer], key=lambda h: (h[0] - h[1], h[0])):
            over = [t for t in taken if t[0] < b and t[1] > a]
            if over:
                for t in over:
                    alias[layer].setdefault(k, set()).add(t[2])
                continue
            first, last = al.at(a, b)
            if layer != "trigger" and last > first:
                taken.append((a, b, k))
                ex.mentions.append((first, last, n, k))
    have = {n: {m[3] for m in ex.mentions if m[2] == n} for n in range(len(LAYERS))}
    for c in ex.claims:
        for role, keys in c.roles.items():
            n = LAYERS.index(ROLE_LAYER[role])
            for k in list(keys):
                if k not in have[n]:
                    keys.discard(k)
                    inside = alias[LAYERS[n]].get(k, set())
                    keys.update(inside)
                    if inside and k in c.outcomes:
                        for o in inside:
                            c.outcomes.setdefault(o, c.outcomes[k])
                    ex.lost[f"{role} only inside a longer mention" if inside else f"{role} overlapped"] += 1
    ex.mentions.sort()
    ex.claims.sort(key=lambda c: c.first)


def load(path: Path) -> list[dict]:
    """The documents of a folder of JSON files, by name, or of a file with one on each line."""
    if path.is_dir():
        return [json.loads(file.read_text("utf-8")) for file in sorted(path.glob("*.json"))]
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    import sys

    total: Counter = Counter()
    n: Counter = Counter()
    for d in load(Path(sys.argv[1])):
        e = example(d)
        total += e.lost
        n["claims"] += len(d["claims"])
        n["words"] += len(e.spans)
        n["sentences"] += max(e.sentence) + 1
        n.update(WHEN[c.when] for c in e.claims)
        n["at, linked"] += sum(1 for c in e.claims if WHEN[c.when] == "at" and c.roles.get("when"))
        n["span, linked"] += sum(1 for c in e.claims if WHEN[c.when] == "span" and c.roles.get("when"))
        n["until, linked"] += sum(1 for c in e.claims if WHEN[c.when] == "until" and c.roles.get("when"))
        n["from, linked"] += sum(1 for c in e.claims if WHEN[c.when] == "from" and c.roles.get("when"))
        n.update(LAYERS[m[2]] + " mentions" for m in e.mentions)
    print(dict(n))
    print(dict(total))
