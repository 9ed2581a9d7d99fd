"""What the claim heads alone give: marks and links joined into claims by thresholds alone, scored on annotated reports.

`python -m eval.marks` reads `benchmarks/claims/dev`, `--documents FOLDER` another folder of the same format.
Counts of tolls and days are left to the rules of the reader, so tolls are compared by outcome and days not at all.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from eval.shared import shared
from gawah.language.marks_labels import FLAGS
from gawah.language.pack import load
from gawah.language.parsed import Mark, Parsed
from gawah.model.toll import Outcome

ROLES = {"agents": "agent", "targets": "target", "places": "place"}
OUTCOMES = frozenset(Outcome)
SLOTS = ("fills", "claims", "event", "agents", "targets", "places", "tolls", "speaker", "stance", "hedged", "aggregate")


def scorer(folder: Path) -> ModuleType:
    """The benchmark's own scorer."""
    spec = importlib.util.spec_from_file_location("claims_score", folder / "benchmarks" / "claims" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(parsed: Parsed, mark: Mark) -> str:
    """The text of a mark, without an article."""
    found = parsed.text[parsed.tokens[mark.first].start : parsed.tokens[mark.last - 1].end]
    first, _, rest = found.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an"} else found


def claims(parsed: Parsed, least: dict[str, float]) -> list[dict[str, Any]]:
    """Every trigger above its threshold as a claim."""
    links: dict[int, list[Any]] = defaultdict(list)
    for link in parsed.links:
        links[link.source].append(link)
    flags = {(mark.first, mark.label): mark.score for mark in parsed.marks if mark.layer == "flag"}
    found = []
    for at, mark in enumerate(parsed.marks):
        if mark.layer != "trigger" or mark.score < least["trigger"]:
            continue
        given = sorted(links[at], key=lambda link: -link.score)
        sentence = parsed.sentence_of(parsed.tokens[mark.first])
        claim: dict[str, Any] = {"quotes": [parsed.text[sentence.start : sentence.end]], "event": mark.label}
        for slot, role in ROLES.items():
            claim[slot] = [words(parsed, parsed.marks[k.target]) for k in given if k.label == role and k.score >= least[role]]
        claim["tolls"] = [{"outcome": k.label} for k in given if k.label in OUTCOMES and k.score >= least["toll"]]
        claim["speaker"] = next(
            (words(parsed, parsed.marks[k.target]) for k in given if k.label == "speaker" and k.score >= least["speaker"]), None
        )
        denies, hedged, aggregate = (flags.get((mark.first, flag), 0.0) >= least[flag] for flag in FLAGS)
        found.append(claim | {"stance": "denies" if denies else "asserts", "hedged": hedged, "aggregate": aggregate})
    return found


def comparable(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim without what the heads do not read."""
    return claim | {"when": None, "tolls": [{"outcome": toll["outcome"]} for toll in claim["tolls"]]}


def measure(folder: Path, score: ModuleType, shift: float) -> tuple[dict[str, Counter[str]], float]:
    """Counts by slot over the documents of a folder, and pages (2,000 characters) a second of the whole parse."""
    pack, total, size, spent = load(), defaultdict(Counter), 0, 0.0
    heads = pack.claim_heads
    assert heads is not None
    least = {name: min(0.95, value + shift) for name, value in heads.thresholds.items()}
    for file in sorted(folder.glob("*.json")):
        document = json.loads(file.read_text("utf-8"))
        started = time.perf_counter()
        parsed = pack.parse(document["text"])
        spent, size = spent + time.perf_counter() - started, size + len(document["text"])
        gold = [comparable(claim) for claim in document["claims"]]
        mine = [comparable(claim) for claim in claims(parsed, least)]
        pairs = score.pair_up(gold, mine, document["text"])
        total["claims"].update(tp=len(pairs), fp=len(mine) - len(pairs), fn=len(gold) - len(pairs))
        left, right = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
        sides = [(gold[a], mine[b]) for a, b in pairs]
        sides += [(claim, None) for at, claim in enumerate(gold) if at not in left]
        sides += [(None, claim) for at, claim in enumerate(mine) if at not in right]
        for one, other in sides:
            for slot, counts in score.slot_counts(one, other).items():
                total[slot].update(counts)
                total["fills"].update(counts)
    return total, size / 2000 / spent


def main() -> None:
    """Prints precision, recall and F1 of every slot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--shift", type=float, default=0.0, help="added to every threshold")
    chosen = parser.parse_args()
    folder = shared()
    if folder is None:
        raise SystemExit("no development data: set GAWAH_SHARED to the folder that holds benchmarks/")
    score = scorer(folder)
    total, pages = measure(chosen.documents or folder / "benchmarks" / "claims" / "dev", score, chosen.shift)
    for slot in SLOTS:
        print("{:10} P {:.3f} R {:.3f} F1 {:.3f}".format(slot, *score.prf(total[slot])))
    print(f"{pages:.1f} pages a second, parse and heads")


if __name__ == "__main__":
    main()
