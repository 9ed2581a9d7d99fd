"""Place names to coordinates, gold mentions given.

    python -m eval.places predict INPUT.jsonl OUT.jsonl    answer every mention, in the shape that score.py reads
    python -m eval.places [--json]                         score the development documents
    python -m eval.places fit                              fit the weights of resources/places/weights.yml, cross-validated

The benchmark counts a mention without an answer as wrong, so `predict` gives the likeliest candidate even where gawah resolves
to the area around or abstains, and the nearest answered name where the gazetteer has no such name. The share of answers
that are wrong where gawah is sure enough to resolve is printed beside it (false precision).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.shared import adapter, score
from gawah.data import table
from gawah.model import Mention, Precision, Span
from gawah.resolve.gazetteer import Gazetteer, world_file
from gawah.resolve.place_features import FEATURES
from gawah.resolve.place_points import Point, kilometres, point_of
from gawah.resolve.place_scene import set_scene, weigh_scene
from gawah.resolve.places import resolve_mentions

NEAR = 161
"""Kilometres within which an answer counts (100 miles)."""
Floats = NDArray[np.float64]


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of the benchmark."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def mention_of(row: dict[str, Any], toponym: dict[str, Any]) -> Mention:
    """The mention of a gold span, widened to whole words (some spans of the benchmark are cut or moved by a few letters)."""
    text = row["text"]
    start, end = min(toponym["start"], len(text)), min(toponym["end"], len(text))
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == "."):
        end -= 1
    return Mention(words=text[start:end] or toponym.get("text", ""), span=Span(start, end))


def answers(row: dict[str, Any], gazetteer: Gazetteer) -> list[tuple[Point | None, Point | None]]:
    """For each gold mention the likeliest point, and that of the district, town or site that gawah itself resolved it to."""
    mentions = [mention_of(row, toponym) for toponym in row["toponyms"]]
    found: list[tuple[Point | None, Point | None]] = []
    for resolution in resolve_mentions(row["text"], mentions, gazetteer):
        likely = resolution.candidates[0].value if resolution.candidates else resolution.chosen
        chosen = resolution.chosen
        sure = point_of(chosen) if chosen is not None and chosen.precision <= Precision.DISTRICT else None
        found.append((point_of(likely) if likely else None, sure))
    known = [at for at, (point, _) in enumerate(found) if point]
    for at, (point, _) in enumerate(found):
        if point is None and known:
            nearest = min(known, key=lambda other: abs(mentions[other].span.start - mentions[at].span.start))
            found[at] = (found[nearest][0], None)
    return found


def predict(source: Path, target: Path) -> dict[str, dict[str, float]]:
    """Write an answer for every mention; returns, by corpus, how often gawah was sure of a small place, and wrong."""
    gazetteer = Gazetteer.open(world_file())
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    with target.open("w", encoding="utf-8") as out:
        for row in documents(source):
            rows = []
            for toponym, (point, sure) in zip(row["toponyms"], answers(row, gazetteer), strict=True):
                if point is None:
                    continue
                rows.append({"start": toponym["start"], "end": toponym["end"], "lat": point[0], "lon": point[1]})
                if toponym.get("lat") is not None and sure is not None:
                    corpus = counts[row["id"].split("-")[0]]
                    corpus["sure"] += 1
                    corpus["wrong"] += kilometres(sure, (toponym["lat"], toponym["lon"])) > NEAR
            out.write(json.dumps({"id": row["id"], "toponyms": rows}) + "\n")
    return counts


def examples(rows: list[dict[str, Any]], gazetteer: Gazetteer, weights: dict[str, float]) -> list[tuple[str, Floats, Floats]]:
    """For each gold mention: its document, the values of its options, and which of them are right."""
    names = [feature.name for feature in FEATURES]
    made = []
    for row in rows:
        mentions = [mention_of(row, toponym) for toponym in row["toponyms"]]
        scene = weigh_scene(set_scene(row["text"], mentions, gazetteer), weights)
        for weighed, toponym in zip(scene.mentions, row["toponyms"], strict=True):
            if toponym["lat"] is None or not weighed.options:
                continue
            gold = (toponym["lat"], toponym["lon"])
            values = np.array([[option.values.get(name, 0.0) for name in names] for option in weighed.options])
            right = np.array(
                [float(bool(option.point) and kilometres(option.point, gold) <= NEAR) for option in weighed.options]
            )
            made.append((row["id"], values, right))
    return made


def fit_once(made: list[tuple[str, Floats, Floats]], prior: Floats, strength: float) -> Floats:
    """Weights under which the right options are likely, held near `prior`."""
    usable = [(values, right) for _, values, right in made if 0 < right.sum() < len(right)]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = strength * float(((weights - prior) ** 2).sum()), 2 * strength * (weights - prior)
        for values, right in usable:
            scores = values @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            good = float((chances * right).sum()) + 1e-9
            total -= float(np.log(good))
            slope -= values.T @ (chances * right / good - chances)
        return total, slope

    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=[(0, 8)] * len(prior)).x)


def fit(path: Path, rounds: int = 3, strength: float = 5.0) -> None:
    """Print fitted weights and their cross-validated accuracy; documents of one fold are never in another."""
    gazetteer = Gazetteer.open(world_file())
    rows = list(documents(path))
    names = [feature.name for feature in FEATURES]
    start = table("places/weights")["features"]
    prior = np.array([start[name] for name in names])
    weights = prior
    for turn in range(rounds):
        made = examples(rows, gazetteer, dict(zip(names, map(float, weights), strict=True)))
        scored: dict[str, list[float]] = defaultdict(list)
        for fold in range(5):
            trained = fit_once([e for e in made if hash_of(e[0]) % 5 != fold], prior, strength)
            for name, values, right in made:
                if hash_of(name) % 5 == fold:
                    scored[name.split("-")[0]].append(float(right[int(np.argmax(values @ trained))]))
        now = {corpus: round(float(np.mean(hits)), 4) for corpus, hits in scored.items()}
        weights = fit_once(made, prior, strength)
        print(f"round {turn + 1}: cross-validated {now}")
        print("\n".join(f"  {name}: {weight:.2f}" for name, weight in zip(names, weights, strict=True)), flush=True)


def hash_of(name: str) -> int:
    """A number for a document that is the same in every run."""
    return sum(ord(char) * (at + 1) for at, char in enumerate(name))


def main(arguments: list[str]) -> int:
    """Predict, fit, or score the development documents."""

    def measure(folder: Path) -> int:
        data = folder / "benchmarks" / "places"
        gold = data / "dev.jsonl"
        if arguments[:1] == ["fit"]:
            fit(gold)
            return 0
        with tempfile.TemporaryDirectory() as scratch:
            out = Path(scratch) / "places.jsonl"
            counts = predict(gold, out)
            status = score(data, gold, out, options=arguments)
        for corpus, found in counts.items() if "--json" not in arguments else ():
            wrong = found["wrong"] / max(1, found["sure"])
            print(f"{corpus:10} sure of a district or less {found['sure']:.0f}, wrong {wrong:.3f}")
        return status

    return adapter(arguments, predict, measure)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
