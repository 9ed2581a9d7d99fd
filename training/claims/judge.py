"""Figures of the heads on annotated documents: layers, triggers, types, links, flags, all fills but days together."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import numpy as np
import torch
from reader import names_of

import batch
import data

FILLER = set(
    "the a an of in on at and or for to from by with their his her its some other members member forces force "
    "fighters fighter group groups people troops soldiers militants "
)


def tokens(name: str) -> frozenset[str]:
    """Content words of a name, as the claims benchmark compares them."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    found = re.findall(r"[a-z0-9]+", re.sub(r"['’]s\b|['’`]", "", folded))
    return frozenset(t for t in found if t not in FILLER) or frozenset(found)


def same(a: str, b: str) -> bool:
    """Whether two names are one by the rule of the claims benchmark."""
    x, y = tokens(a), tokens(b)
    return bool(x and y) and len(x & y) / min(len(x), len(y)) >= 0.5


PLAIN = {
    "temperature": dict.fromkeys(("tags", "event", "flags", "when", "roles", "outcomes", "together"), 1.0),
    "trigger": [0.5, 0.5, 0.0],
}
"""Scores as they are."""


@torch.inference_mode()
def predict(reader, docs: list[dict], plan: dict = PLAIN) -> list[dict]:
    """Predictions of every document: triggers with probabilities of everything, by the temperatures of `plan`."""
    out, heat, nf, nr = [], plan["temperature"], len(data.FLAGS), len(data.ROLES)
    for d in docs:
        ex = data.example(d)
        item = batch.encode(ex)
        words, tags = reader.words([item])
        n = item["n"]
        scores = tags[0, :n].float().view(n, len(data.LAYERS), 3)
        probs = (scores / heat["tags"]).softmax(-1).numpy()
        trig = batch.spans(probs[:, 0], 0.1)
        mentions = sorted(
            (a, b, k, ex.key_at(a, b, k), s) for k in range(1, len(data.LAYERS)) for a, b, s in batch.spans(probs[:, k], 0.35)
        )
        row = {"ex": ex, "item": item, "n": n, "scores": scores.numpy(), "mentions": mentions, "triggers": []}
        out.append(row)
        if not trig:
            continue
        event, state, names, both = reader.judged(item, words[0].float(), trig, mentions)
        pooled = dict(zip(names_of(mentions), names.unbind(1), strict=True))
        for i, (a, b, s) in enumerate(trig):
            tag = float(np.clip(s, 1e-4, 1 - 1e-4))
            features = (float(np.log(tag / (1 - tag))), float(state[i, 0]))
            real = plan["trigger"][0] * features[0] + plan["trigger"][1] * features[1] + plan["trigger"][2]
            raw = {
                "features": features,
                "event": event[i],
                "flags": state[i, 1 : 1 + nf],
                "when": state[i, 1 + nf :],
                "pairs": {k: v[i] for k, v in pooled.items()},
                "both": both[i],
            }
            row["triggers"].append(
                {
                    "at": i,
                    "span": (a, b),
                    "raw": raw,
                    "real": 1 / (1 + float(np.exp(-real))),
                    "event": (event[i] / heat["event"]).softmax(-1).numpy(),
                    "flags": (raw["flags"] / heat["flags"]).sigmoid().numpy(),
                    "when": (raw["when"] / heat["when"]).softmax(-1).numpy(),
                    "pairs": {
                        k: torch.cat(
                            [(v[i, :nr] / heat["roles"]).sigmoid(), (v[i, nr:] / heat["outcomes"]).softmax(-1)]
                        ).numpy()
                        for k, v in pooled.items()
                    },
                    "both": (both[i] / heat["together"]).sigmoid().numpy(),
                }
            )
    return out


def score_of(t: dict) -> float:
    """P(a claim is told here)."""
    return t["real"]


def judge(reader, docs: list[dict], plan: dict = PLAIN) -> dict[str, float]:
    """All figures; thresholds are those that suit these documents best."""
    rows = predict(reader, docs, plan)
    return _layers(rows) | _best(rows)


def _layers(rows: list[dict]) -> dict[str, float]:
    c: Counter = Counter()
    for r in rows:
        for k in range(1, len(data.LAYERS)):
            gold = [m for m in r["ex"].mentions if m[2] == k]
            mine = [m for m in r["mentions"] if m[2] == k and m[4] >= 0.5]
            c[k, "gold"] += len(gold)
            c[k, "mine"] += len(mine)
            c[k, "hit"] += len({m[:2] for m in gold} & {m[:2] for m in mine})
            c[k, "near"] += sum(any(g[0] < m[1] and g[1] > m[0] for g in gold) for m in mine)
    return {f"layer {data.LAYERS[k]}": _f(c[k, "hit"], c[k, "mine"], c[k, "gold"]) for k in range(1, len(data.LAYERS))} | {
        f"overlap {data.LAYERS[k]}": _f(c[k, "near"], c[k, "mine"], c[k, "gold"]) for k in range(1, len(data.LAYERS))
    }


def _f(hit: float, mine: float, gold: float) -> float:
    return round(2 * hit / max(1, mine + gold), 4)


def match(r: dict, threshold: float) -> tuple[list[tuple[dict, data.Claim]], list[dict], list[data.Claim]]:
    """Predicted triggers paired with annotated ones by overlap."""
    mine, gold, pairs, over = [t for t in r["triggers"] if score_of(t) >= threshold], list(r["ex"].claims), [], []
    for t in sorted(mine, key=score_of, reverse=True):
        hit = next((g for g in gold if g.first < t["span"][1] and g.last > t["span"][0]), None)
        if hit is None:
            over.append(t)
        else:
            gold.remove(hit)
            pairs.append((t, hit))
    return pairs, over, gold


def _best(rows: list[dict]) -> dict[str, float]:
    best, at = -1.0, 0.5
    for th in np.arange(0.2, 0.8, 0.05):
        hit = mine = gold = 0
        for r in rows:
            p, o, g = match(r, th)
            hit, mine, gold = hit + len(p), mine + len(p) + len(o), gold + len(p) + len(g)
        if _f(hit, mine, gold) > best:
            best, at = _f(hit, mine, gold), float(th)
    out = {"trigger": best, "trigger threshold": round(at, 2)}
    matched = [match(r, at) for r in rows]
    pairs = [p for m in matched for p in m[0]]
    top = [int(t["event"].argmax()) for t, _ in pairs]
    out["event accuracy"] = round(sum(e == g.event for e, (_, g) in zip(top, pairs, strict=True)) / max(1, len(pairs)), 4)
    out["when accuracy"] = round(sum(int(t["when"].argmax()) == g.when for t, g in pairs) / max(1, len(pairs)), 4)
    whole: Counter = Counter(
        hit=sum(e == g.event for e, (_, g) in zip(top, pairs, strict=True)),
        mine=sum(len(m[0]) + len(m[1]) for m in matched),
        gold=sum(len(m[0]) + len(m[2]) for m in matched),
    )
    out["event"] = _f(whole["hit"], whole["mine"], whole["gold"])
    for i, f in enumerate(data.FLAGS):
        out[f], c, out[f"{f} threshold"] = _flag(matched, i)
        whole += c
    for role in data.ROLES:
        if role in ("first_place", "part"):
            continue
        best, c, th = _link(matched, role)
        out[role], out[f"{role} threshold"] = best, th
        if role != "when":
            whole += c
    out["same happening"] = _together(matched)
    out["FILLS"] = _f(whole["hit"], whole["mine"], whole["gold"])
    return out


def _flag(matched: list, i: int) -> tuple[float, Counter, float]:
    best = (-1.0, Counter(), 0.5)
    for th in np.arange(0.2, 0.8, 0.05):
        c: Counter = Counter()
        for pairs, over, left in matched:
            c["hit"] += sum(t["flags"][i] >= th and g.flags[i] for t, g in pairs)
            c["mine"] += sum(t["flags"][i] >= th for t, _ in pairs) + sum(t["flags"][i] >= th for t in over)
            c["gold"] += sum(g.flags[i] for _, g in pairs) + sum(g.flags[i] for g in left)
        best = max(best, (_f(c["hit"], c["mine"], c["gold"]), c, round(float(th), 2)), key=lambda x: x[0])
    return best


def _link(matched: list, role: str) -> tuple[float, Counter, float]:
    r = data.ROLES.index(role)
    layer = data.LAYERS.index(data.ROLE_LAYER[role])
    best = (-1.0, Counter(), 0.5)
    for th in np.arange(0.2, 0.8, 0.05):
        c: Counter = Counter()
        for pairs, over, left in matched:
            for t, g in [*pairs, *[(t, None) for t in over]]:
                mine = [k for k, v in t["pairs"].items() if k[0] == layer and v[r] >= th]
                if role == "speaker":
                    mine = sorted(mine, key=lambda k: -t["pairs"][k][r])[:1]
                c["mine"] += len(mine)
                if g is not None:
                    gold = sorted(g.roles.get(role, ()))
                    c["gold"] += len(gold)
                    c["hit"] += _hits(role, mine, gold, t, g)
            c["gold"] += sum(len(g.roles.get(role, ())) for g in left)
        f = _f(c["hit"], c["mine"], c["gold"])
        if f > best[0]:
            best = (f, c, round(float(th), 2))
    return best


def _hits(role: str, mine: list, gold: list[str], t: dict, g: data.Claim) -> int:
    left, hits = list(mine), 0
    for k in gold:
        for m in left:
            if role in ("when", "toll"):
                ok = m[1] == k
                if ok and role == "toll":
                    ok = int(t["pairs"][m][len(data.ROLES) :].argmax()) == g.outcomes.get(k)
            else:
                ok = same(m[1], k)
            if ok:
                left.remove(m)
                hits += 1
                break
    return hits


def _together(matched: list) -> float:
    c: Counter = Counter()
    for pairs, _, _ in matched:
        order = sorted(pairs, key=lambda p: p[0]["span"])
        for i, (t, g) in enumerate(order):
            for u, h in order[i + 1 :]:
                p = t["both"][u["at"]] >= 0.5
                gold = bool(g.happening) and g.happening == h.happening
                c["hit"] += p and gold
                c["mine"] += p
                c["gold"] += gold
    return _f(c["hit"], c["mine"], c["gold"])
