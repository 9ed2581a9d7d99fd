"""Marks and links of several windows as those of one text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gawah.language.marks_labels import MENTION_LAYERS
from gawah.language.parsed import Link, Mark


class Joined:
    """Takes from every window what it says of the tokens that are at home in it."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []
        self._links: list[Link] = []
        self._at: dict[tuple[str, int], int] = {}
        """The mark of a layer of mentions that covers a token."""
        self._waiting: list[tuple[Mark, Link]] = []
        """Links to a mention that is at home in another window, with the mention as this one saw it."""

    def add(self, marks: Sequence[Mark], links: Sequence[Link], shift: int, mine: NDArray[np.bool_]) -> None:
        """Adds a window that begins at token `shift`; `mine` says of every token of the text whether it is at home here."""
        moved = [mark._replace(first=mark.first + shift, last=mark.last + shift) for mark in marks]
        kept: dict[int, int] = {}
        for at, mark in enumerate(moved):
            if not mine[mark.first]:
                continue
            kept[at] = len(self._marks)
            if mark.layer in MENTION_LAYERS:
                if any((mark.layer, token) in self._at for token in range(mark.first, mark.last)):
                    del kept[at]
                    continue
                self._at.update({(mark.layer, token): len(self._marks) for token in range(mark.first, mark.last)})
            self._marks.append(mark)
        for link in links:
            source = kept.get(link.source)
            if source is not None and link.target in kept:
                self._links.append(link._replace(source=source, target=kept[link.target]))
            elif source is not None:
                self._waiting.append((moved[link.target], link._replace(source=source)))

    def sorted(self) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
        """All marks in order of their tokens and the links between them.

        A link across windows goes to the mark that stands at the words it was meant for, or to none.
        """
        links = list(self._links)
        for mark, link in self._waiting:
            tokens = range(mark.first, mark.last)
            target = next((self._at[mark.layer, token] for token in tokens if (mark.layer, token) in self._at), None)
            if target is not None:
                links.append(link._replace(target=target))
        order = sorted(range(len(self._marks)), key=lambda at: (self._marks[at].first, self._marks[at].last))
        place = {old: new for new, old in enumerate(order)}
        moved = sorted(link._replace(source=place[link.source], target=place[link.target]) for link in links)
        return tuple(self._marks[at] for at in order), tuple(moved)
