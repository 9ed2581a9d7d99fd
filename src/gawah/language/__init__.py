"""The Universal Dependencies reading of a text: sentences, words, relations, names.

One pack a language, all with the same labels. `parse` reads one text; `load` opens a pack for many.
"""

from __future__ import annotations

from gawah.language.pack import Pack, load, parse
from gawah.language.parsed import Link, Mark, Parsed, Sentence, Token

__all__ = ["Link", "Mark", "Pack", "Parsed", "Sentence", "Token", "load", "parse"]
