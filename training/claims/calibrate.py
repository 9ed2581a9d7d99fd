"""Temperatures and thresholds from documents that a model was not trained on.

`python training/claims/calibrate.py WEIGHTS --documents FOLDER --fold K --out FILE`; see README.md.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from loss import LAYER_OF
from reader import Reader, stored
from sklearn.linear_model import LogisticRegression

import batch
import data
import judge


def heat(scores: torch.Tensor, gold: torch.Tensor) -> float:
    """The temperature that makes the scores most likely: classes where `gold` is whole numbers, else yes or no."""

    def loss(t: float) -> float:
        if gold.dtype == torch.long:
            return float(F.cross_entropy(scores / t, gold))
        return float(F.binary_cross_entropy_with_logits(scores / t, gold))

    return round(float(min(np.geomspace(0.5, 4, 60), key=loss)), 3)


def rows_of(predicted: list[dict]) -> dict[str, tuple[list, list]]:
    """Scores and truth of every kind of judgement, at triggers that stand at an annotated one."""
    out: dict[str, tuple[list, list]] = {
        k: ([], []) for k in ("event", "flags", "when", "roles", "outcomes", "together", "trigger")
    }

    def put(kind: str, score, gold) -> None:
        out[kind][0].append(score)
        out[kind][1].append(gold)

    for r in predicted:
        pairs, over, _ = judge.match(r, 0.0)
        for t in over:
            put("trigger", t["raw"]["features"], 0)
        for t, g in pairs:
            raw = t["raw"]
            put("trigger", raw["features"], 1)
            put("event", raw["event"], g.event)
            put("when", raw["when"], g.when)
            put("flags", raw["flags"], torch.tensor(g.flags).float())
            for u, h in pairs:
                if u["at"] > t["at"]:
                    put("together", raw["both"][u["at"]], torch.tensor(float(g.happening == h.happening)))
            for k, scores in raw["pairs"].items():
                for i, role in enumerate(data.ROLES):
                    if LAYER_OF[i] == k[0] and role not in ("first_place", "part"):
                        hit = (
                            any(judge.same(k[1], x) for x in g.roles.get(role, ()))
                            if role not in ("when", "toll")
                            else k[1] in g.roles.get(role, ())
                        )
                        put("roles", scores[i], torch.tensor(float(hit)))
                if k[1] in g.outcomes and k[0] == LAYER_OF[6]:
                    put("outcomes", scores[len(data.ROLES) :], g.outcomes[k[1]])
    return out


def plan_of(reader: Reader, docs: list[dict]) -> dict:
    """Temperatures, weights of the trigger's two scores, thresholds, and the figures that go with them."""
    raw = judge.predict(reader, docs)
    scores = torch.from_numpy(np.concatenate([r["scores"].reshape(-1, 3) for r in raw]))
    gold = torch.from_numpy(np.concatenate([batch.tags(r["ex"], r["n"]).reshape(-1) for r in raw]))
    plan = json.loads(json.dumps(judge.PLAIN))
    plan["temperature"]["tags"] = heat(scores, gold)
    found = rows_of(judge.predict(reader, docs, plan))
    for kind in ("event", "flags", "when", "roles", "outcomes", "together"):
        x, y = found[kind]
        plan["temperature"][kind] = heat(torch.stack(x), torch.tensor(y) if isinstance(y[0], int) else torch.stack(y))
    fit = LogisticRegression(C=10.0).fit(np.array(found["trigger"][0]), np.array(found["trigger"][1]))
    plan["trigger"] = [round(float(v), 4) for v in (*fit.coef_[0], fit.intercept_[0])]
    figures = judge.judge(reader, docs, plan)
    plan["thresholds"] = {k.removesuffix(" threshold"): v for k, v in figures.items() if k.endswith(" threshold")}
    plan["figures"] = figures
    return plan


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path)
    p.add_argument("--documents", type=Path, nargs="+", required=True)
    p.add_argument("--fold", type=int, required=True)
    p.add_argument("--folds", type=int, default=5)
    p.add_argument("--out", type=Path, required=True)
    args = p.parse_args()
    torch.set_num_threads(1)
    docs = [d for folder in args.documents for d in data.load(folder)][args.fold :: args.folds]
    plan = plan_of(stored(args.weights), docs)
    print(json.dumps(plan["figures"], indent=1))
    del plan["figures"]
    args.out.write_text(json.dumps(plan, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
