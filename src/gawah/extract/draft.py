"""Drafts: claims in the making, as the grammar or the learned marks see them."""

from __future__ import annotations

from dataclasses import dataclass, field

from gawah.model import EventType, Mention, Party, Speaker, Stance, Toll

Phrase = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Draft:
    """What one trigger tells. `sentences` are those that carry it, the trigger's own first."""

    first: int
    last: int
    event: EventType
    score: float
    event_score: float = 0.5
    """How likely the type is right, given that a claim is told."""
    sentences: list[int]
    agents: list[Party] = field(default_factory=list)
    targets: list[Party] = field(default_factory=list)
    places: list[Phrase] = field(default_factory=list)
    times: list[Mention] = field(default_factory=list)
    told_times: list[Mention] = field(default_factory=list)
    tolls: list[Toll] = field(default_factory=list)
    speaker: Speaker | None = None
    stance: Stance | None = Stance.AFFIRMS
    hedged: bool = False
    summary: bool = False
    heads: tuple[int, ...] = ()
    happening: str = ""
    retells: bool = False
    """Whether it goes on with a happening told before."""
    bare: bool = False
    """Whether its own words leave the type of the happening open."""
    heading: bool = False
    """Whether it stands in a heading: it is then told in short words, and mostly again below."""
    doubts: list[str] = field(default_factory=list)

    def add_sentence(self, sentence: int) -> None:
        """Let another sentence carry the claim too."""
        if sentence not in self.sentences:
            self.sentences.append(sentence)
