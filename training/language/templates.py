"""Sentences of conflict reporting made of templates written for this project (CC0): what treebanks hardly hold.

Bare numbers as objects ("killing one and wounding dozens") and as subjects ("three were killed and five wounded"), sources in
apposition, headlines. A word is `form/UPOS/head/relation`; a form in braces is drawn from a list. Heads
count from 1, 0 is the root. Trees follow the conventions of the English Web Treebank.
"""

from __future__ import annotations

import random
import re

from training.language import names
from training.language.data import Row

KILLING = (
    ("killing", "wounding"),
    ("killing", "injuring"),
    ("wounding", "killing"),
    ("injuring", "killing"),
    ("killing", "maiming"),
)
KILLED = (("killed", "wounded"), ("killed", "injured"), ("wounded", "killed"), ("killed", "arrested"), ("shot", "stabbed"))
LISTS = {
    "N": "one two three four five six seven eight nine ten 11 12 14 17 23 26 40 57 113 dozens scores hundreds".split(),
    "D": "two three four five six seven nine ten 11 12 14 17 23 26 40 57 113".split(),
    "WHO": "police soldiers rebels gunmen militants troops insurgents guards fighters militiamen paramilitaries jets".split(),
    "MEN": "people men women children soldiers civilians policemen fighters villagers others students workers".split(),
    "GROUP": names.GROUPS,
    "PLACE": names.PLACES,
    "GIVEN": names.GIVEN,
    "SURNAME": names.SURNAMES,
    "THING": "bomb mine shell rocket grenade blast explosion car missile drone".split(),
    "SPOT": "market checkpoint mosque bus school village camp convoy church hospital bridge".split(),
    "OFFICE": "spokesman spokeswoman commander leader".split(),
    "BODY": "army police ministry governor mission militia council movement".split(),
    "SAID": "said confirmed reported announced added claimed".split(),
}
TEMPLATES = """
{WHO}/NOUN/2/nsubj stormed/VERB/0/root a/DET/4/det {SPOT}/NOUN/2/obj in/ADP/6/case {PLACE}/PROPN/4/nmod
,/PUNCT/8/punct {KILLING}/VERB/2/advcl {N}/NUM/8/obj and/CCONJ/11/cc {AND}/VERB/8/conj {N}/NUM/11/obj ./PUNCT/2/punct

a/DET/2/det {THING}/NOUN/3/nsubj hit/VERB/16/ccomp the/DET/5/det {SPOT}/NOUN/3/obj ,/PUNCT/7/punct
{KILLING}/VERB/3/advcl {D}/NUM/9/nummod {MEN}/NOUN/7/obj and/CCONJ/11/cc {AND}/VERB/7/conj {N}/NUM/11/obj
,/PUNCT/16/punct the/DET/15/det {BODY}/NOUN/16/nsubj {SAID}/VERB/0/root ./PUNCT/16/punct

{GROUP}/PROPN/2/compound {WHO}/NOUN/3/nsubj attacked/VERB/0/root {PLACE}/PROPN/3/obj on/ADP/6/case Monday/PROPN/3/obl
,/PUNCT/8/punct {KILLING}/VERB/3/advcl {N}/NUM/8/obj and/CCONJ/11/cc {AND}/VERB/8/conj {D}/NUM/13/nummod
others/NOUN/11/obj ./PUNCT/3/punct

{D}/NUM/2/nummod {MEN}/NOUN/4/nsubj:pass were/AUX/4/aux:pass {KILLED}/VERB/0/root and/CCONJ/7/cc {D}/NUM/7/nsubj:pass
{AND}/VERB/4/conj in/ADP/9/case {PLACE}/PROPN/7/obl ./PUNCT/4/punct

{D}/NUM/3/nsubj:pass were/AUX/3/aux:pass {KILLED}/VERB/0/root and/CCONJ/6/cc {D}/NUM/6/nsubj:pass {AND}/VERB/3/conj
when/ADV/10/advmod a/DET/9/det {THING}/NOUN/10/nsubj struck/VERB/6/advcl the/DET/12/det {SPOT}/NOUN/10/obj
./PUNCT/3/punct

{GIVEN}/PROPN/9/nsubj {SURNAME}/PROPN/1/flat ,/PUNCT/5/punct a/DET/5/det {OFFICE}/NOUN/1/appos for/ADP/7/case
{GROUP}/PROPN/5/nmod ,/PUNCT/5/punct {SAID}/VERB/0/root that/SCONJ/14/mark {D}/NUM/12/nummod {MEN}/NOUN/14/nsubj:pass
were/AUX/14/aux:pass {KILLED}/VERB/9/ccomp ./PUNCT/9/punct

{D}/NUM/2/nummod {MEN}/NOUN/3/nsubj:pass killed/VERB/0/root ,/PUNCT/6/punct {D}/NUM/6/nsubj:pass wounded/VERB/3/conj
in/ADP/8/case {PLACE}/PROPN/6/obl

shelling/NOUN/2/nsubj killed/VERB/0/root {D}/NUM/4/nummod {MEN}/NOUN/2/obj and/CCONJ/6/cc wounded/VERB/2/conj
{N}/NUM/6/obj in/ADP/9/case {PLACE}/PROPN/2/obl ./PUNCT/2/punct

{WHO}/NOUN/2/nsubj shot/VERB/0/root dead/ADJ/2/xcomp {N}/NUM/2/obj and/CCONJ/6/cc kidnapped/VERB/2/conj {N}/NUM/6/obj
near/ADP/9/case {PLACE}/PROPN/6/obl ./PUNCT/2/punct
""".strip().split("\n\n")
NUMBERS_THAT_ARE_NOUNS = frozenset({"dozens", "scores", "hundreds"})


def made(count: int, rng: random.Random) -> list[Row]:
    """`count` rows, without features and names."""
    return [_row(rng.choice(TEMPLATES), rng) for _ in range(count)]


def _row(template: str, rng: random.Random) -> Row:
    pairs = dict(zip(("KILLING", "AND"), rng.choice(KILLING), strict=True))
    if "{KILLED}" in template:
        pairs = dict(zip(("KILLED", "AND"), rng.choice(KILLED), strict=True))
    words, upos, heads, deprels = [], [], [], []
    for cell in template.split():
        form, kind, head, relation = re.fullmatch(r"(.+)/([A-Z]+)/(\d+)/([a-z:]+)", cell).groups()  # type: ignore[union-attr]
        slot = form.strip("{}")
        word = form if slot == form else pairs.get(slot) or rng.choice(LISTS[slot])
        words.append(word)
        upos.append("NOUN" if word in NUMBERS_THAT_ARE_NOUNS else kind)
        heads.append(int(head))
        deprels.append(relation)
    words[0] = words[0][:1].upper() + words[0][1:]
    return Row(words, upos, [], heads, deprels, [], None)
