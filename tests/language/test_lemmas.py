"""Base forms."""

from __future__ import annotations

import pytest

from gawah.language import Pack
from gawah.language.lemmas import Lemmas


@pytest.mark.parametrize(
    ("words", "upos", "lemmas"),
    [
        ("killed wounding said shot hit died dying struck ambushed fled freed torn SHELLED Warning", "VERB",
         "kill wound say shoot hit die die strike ambush flee free tear shell warn"),
        ("was is are been 's ’re has", "AUX", "be be be be be be have"),
        ("fighters women children people bombings casualties IEDs bodies militiamen shelling wounded", "NOUN",
         "fighter woman child people bombing casualty ied body militiaman shelling wounded"),
        ("wounded armed worse", "ADJ", "wounded armed bad"),
        ("Taliban Houthis U.S.", "PROPN", "Taliban Houthis U.S."),
        ("n't ca wo", "PART AUX AUX", "not can will"),
        ("They them THE an", "PRON PRON DET DET", "they they the a"),
        ("co-founded ex-rebels", "VERB NOUN", "co-found ex-rebel"),
        ("12,500 , ”", "NUM PUNCT PUNCT", "12,500 , ”"),
    ],
)  # fmt: skip
def test_base_forms(words: str, upos: str, lemmas: str, pack: Pack) -> None:
    kinds = upos.split() * (len(words.split()) if " " not in upos else 1)
    assert [pack.lemma(word, kind) for word, kind in zip(words.split(), kinds, strict=True)] == lemmas.split()


def test_a_pack_without_a_table_has_the_dictionary() -> None:
    bare = Lemmas({}, "en")
    assert bare("children", "NOUN") == "child"
    assert bare("chil\u200bdren", "NOUN") == "child"
