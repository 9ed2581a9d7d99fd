"""Learn a table of points: logistic regression over straight lines between knots, by Newton's method with halved steps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
RIDGE = 3.0
"""Weight of the penalty on the points, where none is given: rare values of a feature stay near the start."""
STEPS = 15


def hats(values: Floats, knots: list[float]) -> Floats:
    """Each value as shares of its two nearest knots; the last column is 1 where the value is not said."""
    ends = np.asarray(knots, np.float64)
    unknown = np.isnan(values)
    inside = np.clip(np.nan_to_num(values, nan=ends[0]), ends[0], ends[-1])
    at = np.clip(np.searchsorted(ends, inside, side="right") - 1, 0, len(ends) - 2)
    share = (inside - ends[at]) / (ends[at + 1] - ends[at])
    rows, table = np.arange(len(values)), np.zeros((len(values), len(ends) + 1))
    table[rows, at], table[rows, at + 1] = 1 - share, share
    table[unknown] = 0
    table[unknown, -1] = 1
    return table


def fit(
    table: Floats, labels: npt.NDArray[np.bool_], counts: Floats, prior: Floats, ridge: float = RIDGE
) -> tuple[float, Floats]:
    """Bias and points that make the labels most likely; points that the labels say little of stay near those of `prior`.

    Each row stands for `counts` like it; `ridge` is the weight of the penalty.
    """
    rows = np.column_stack([np.ones(len(table)), table])
    wanted = np.concatenate([[0.0], prior])
    penalty = np.full(rows.shape[1], ridge)
    penalty[0] = 1e-6
    points = np.zeros(rows.shape[1])
    points[0] = np.log((counts * labels).sum() / (counts * ~labels).sum())

    def loss(at: Floats) -> float:
        total = rows @ at
        return float((counts * (np.logaddexp(0, total) - labels * total)).sum() + 0.5 * (penalty * (at - wanted) ** 2).sum())

    now = loss(points)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ points, -30, 30)))
        slope = rows.T @ (counts * (labels - chance)) - penalty * (points - wanted)
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        while (then := loss(points + step)) > now and np.abs(step).max() > 1e-6:
            step /= 2
        points, gain, now = points + step, now - then, then
        if gain < 0.01:
            break
    return float(points[0]), points[1:]
