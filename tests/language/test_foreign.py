"""Notes on texts that the pack cannot read well."""

from __future__ import annotations

import pytest

from gawah.language.foreign import notes_on
from gawah.language.rules import Rules

ENGLISH = "The army said on Monday that two of its men had been killed in the hills, but the rebels denied it. " * 4
SPANISH = "El ejército dijo que dos de sus hombres murieron cerca del pueblo cuando una mina estalló bajo su camión ayer. " * 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (ENGLISH, []),
        (ENGLISH.upper(), []),
        ("Five dead in Goma", []),
        (SPANISH, ["another language"]),
        ("Міністерство повідомило про п'ять загиблих у місті. " * 3, ["% of the letters are not Latin (mostly cyrillic)"]),
        (ENGLISH + "قال الجيش إن رجلين قتلا " * 12, ["mostly arabic"]),
        ("Dead:\x00\x07 five\ufeff " + ENGLISH, ["3 control, direction or damaged characters"]),
        (ENGLISH * 20, ["only the first 1,000 were read"]),
    ],
)
def test_notes(text: str, words: list[str], rules: Rules) -> None:
    notes = notes_on(text, 1_000 if len(text) > 5_000 else 100_000, rules)
    assert len(notes) == len(words)
    assert all(word in note for word, note in zip(words, notes, strict=True))
