"""A person, people or a thing to whom it was done, as MUC-4 describes them."""

from __future__ import annotations

from dataclasses import dataclass, field

from eval.muc4.tables import head_word
from gawah.model import Span


@dataclass(slots=True)
class Target:
    """A person, people or a thing to whom it was done; `name` is empty for all but persons named."""

    words: str
    kind: str
    name: str = ""
    number: str = ""
    effect: str = ""
    nation: str = ""
    thing: bool = False
    spans: list[Span] = field(default_factory=list)

    @property
    def ref(self) -> str:
        """What the slots that hang on this target refer to."""
        return self.name or self.words

    def same(self, other: Target) -> bool:
        """Whether two mentions are one target."""
        if self.name and other.name:
            return self.name.split()[-1] == other.name.split()[-1] or self.name in other.name or other.name in self.name
        if bool(self.name) != bool(other.name):
            return self.number == other.number == "1" and head_word(self.words) == head_word(other.words) != ""
        mine, theirs = head_word(self.words), head_word(other.words)
        return mine.rstrip("S") == theirs.rstrip("S") and (
            self.number == other.number or "PLURAL" in {self.number, other.number}
        )

    def add(self, other: Target) -> None:
        """Take over what another mention of the same target tells."""
        self.name = max(self.name, other.name, key=len)
        if len(other.words) > len(self.words):
            self.words, self.kind = other.words, other.kind
        self.effect = "DEATH" if "DEATH" in {self.effect, other.effect} else self.effect or other.effect
        self.nation = self.nation or other.nation
        self.number = other.number if self.number in {"", "PLURAL"} and other.number else self.number
        self.spans += other.spans
