"""What the claim heads of a pack can say, as its `claims.json` tells: labels, temperatures and thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FLOOR = 0.1
"""No mark and no link below this probability is given out."""
MENTION_LAYERS = ("party", "place", "time", "speaker", "toll")
FLAGS = ("denies", "hedged", "aggregate")
WHEN_FORMS = ("unsaid", "at", "published", "span", "until", "from")
MAIN_ROLE = {"first_place": "place", "part": "toll"}
"""Roles that qualify another one to the same mention."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels in the order of the scores of the graphs, and what makes probabilities of the scores."""

    layers: tuple[str, ...]
    events: tuple[str, ...]
    roles: tuple[str, ...]
    outcomes: tuple[str, ...]
    role_layers: dict[str, str]
    temperature: dict[str, float]
    trigger: tuple[float, float, float]
    """Weights of the odds of the tagger and of the judgement, and the constant, of P(a claim is told here)."""
    thresholds: dict[str, float]

    @classmethod
    def of(cls, described: dict[str, Any]) -> Labels:
        """From the table of a pack."""
        by_tag, by_judgement, constant = described["trigger"]
        return cls(
            layers=tuple(described["layers"]),
            events=tuple(described["events"]),
            roles=tuple(described["roles"]),
            outcomes=tuple(described["outcomes"]),
            role_layers=dict(described["role_layers"]),
            temperature=dict(described["temperature"]),
            trigger=(by_tag, by_judgement, constant),
            thresholds=dict(described["thresholds"]),
        )
