"""A language pack: everything that is needed to read one language, opened once and kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from gawah.errors import MissingPack
from gawah.language.foreign import notes_on
from gawah.language.layout import Block
from gawah.language.lemmas import Lemmas
from gawah.language.marks import ClaimHeads
from gawah.language.parsed import Parsed, Sentence, Token
from gawah.language.reader import Analysis, Labels, Reader
from gawah.language.rules import Rules
from gawah.language.sentences import sentences
from gawah.language.tokens import Tokeniser

LONGEST_TEXT = 1_000_000
"""Characters of one text that are read: about five hundred pages. What lies behind is left out, and a note says so."""
TOGETHER = 60_000
"""Characters of texts that are read in one go by `parse_many`."""


class Pack:
    """Reads texts of one language. Safe to keep and to use again; not to be shared between threads while it reads."""

    def __init__(self, folder: Path, language: str) -> None:
        described = json.loads((folder / "labels.json").read_text("utf-8"))
        self.language, self.name = language, str(described["name"])
        self._rules = Rules.open(folder)
        self._tokenise, self.lemma = Tokeniser(self._rules), Lemmas.open(folder, language)
        self._read = Reader(folder, Labels(*(tuple(described[key]) for key in ("upos", "deprel", "name_labels", "feats"))))
        self.claim_heads = ClaimHeads(folder, *self._read.shared) if ClaimHeads.there(folder) else None
        """The learned half of the claim reader, where the pack has one."""

    def parse(self, text: str) -> Parsed:
        """The reading of one text. Never fails on what the text holds; `Parsed.notes` says what could not be read."""
        return next(self.parse_many([text]))

    def parse_many(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """The readings of many texts in order, sentences of several texts side by side: faster than one by one."""
        waiting: list[str] = []
        size = 0
        for text in texts:
            waiting.append(text)
            size += len(text)
            if size >= TOGETHER:
                yield from self._parse(waiting)
                waiting, size = [], 0
        yield from self._parse(waiting)

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """The analyses of sentences that are cut into words already, for tests against treebanks."""
        return self._read([words for words in sentences if words])

    def _parse(self, texts: list[str]) -> Iterator[Parsed]:
        cut = [self._cut(text[:LONGEST_TEXT]) for text in texts]
        words = [[text[start:end] for start, end in spans] for text, rows in zip(texts, cut, strict=True) for _, spans in rows]
        owners = [number for number, rows in enumerate(cut) for _ in rows]
        analyses = iter(self._read(words, owners))
        parsed = [self._assemble(text, rows, [next(analyses) for _ in rows]) for text, rows in zip(texts, cut, strict=True)]
        yield from self.claim_heads.mark(parsed) if self.claim_heads else parsed

    def _cut(self, text: str) -> list[tuple[Block, list[tuple[int, int]]]]:
        """Sentences with the places of their words; a sentence without words is none."""
        rows = ((block, self._tokenise(text, block.start, block.end)) for block in sentences(text, self._rules))
        return [(block, spans) for block, spans in rows if spans]

    def _assemble(self, text: str, rows: list[tuple[Block, list[tuple[int, int]]]], analyses: list[Analysis]) -> Parsed:
        tokens: list[Token] = []
        found: list[Sentence] = []
        lemma = self.lemma
        for (block, spans), analysis in zip(rows, analyses, strict=True):
            first = len(tokens)
            for at, ((start, end), upos, head, deprel, name, feats) in enumerate(
                zip(spans, analysis.upos, analysis.heads, analysis.deprels, analysis.names, analysis.feats, strict=True), first
            ):
                word = text[start:end]
                above = head + first if head >= 0 else -1
                tokens.append(Token(at, start, end, word, lemma(word, upos), upos, feats, above, deprel, name))
            found.append(Sentence(len(found), first, len(tokens), block.start, block.end, block.kind))
        notes = notes_on(text, LONGEST_TEXT, self._rules)
        return Parsed(text, self.language, tuple(tokens), tuple(found), notes=notes, pack=self.name)


def load(language: str = "en") -> Pack:
    """The pack of a language (two-letter code), opened at the first call and kept; `MissingPack` if it is not installed."""
    return _load(language)


@cache
def _load(language: str) -> Pack:
    packs = Path(str(resources.files("gawah.packs")))
    folder = packs / language
    if not re.fullmatch(r"[a-z]{2,3}", language) or not (folder / "labels.json").exists():
        there = sorted(path.parent.name for path in packs.glob("*/labels.json"))
        raise MissingPack(
            f"no language pack for {language!r}; there are: {', '.join(there) or 'none'}. Install gawah again, or choose one."
        )
    return Pack(folder, language)


def parse(text: str, language: str = "en") -> Parsed:
    """The Universal Dependencies reading of a text by the pack of its language; `MissingPack` if there is none."""
    return load(language).parse(text)
