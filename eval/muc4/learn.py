"""Learn the word lists of the adapter from the keys of DEV: `python -m eval.muc4.learn`.

Only words go into the tables: heads of descriptions, place names, names of organisations. No text and no name of a person does.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from eval.muc4.tables import NINE, head_word
from eval.shared import shared

TABLES = Path(__file__).with_name("words")
KINDS = frozenset(
    "MAN WOMAN SOLDIER TERRORIST GUERRILLA COMMANDO GROUP GROUPS GANG COLUMN UNIT MAFIA PEOPLE PERSONNEL SQUADS".split()
)
"""Perpetrators that are told as one; other words of one are mostly surnames."""
NOT_NOUNS = frozenset(
    "UP FILLED LOADED VEHICLE AIRCRAFT KG PACKAGE PARKED ATTACK ONE STAFF FAMILY CAPITAL RIVER "
    "COMMUNITIES CHARGE BRIGADE DEPARTMENT SECTOR ORGANIZATION ORGANIZATIONS FMLN DAS RAMON UNION POPULAR SANTANDER ANTEL "
    "BOX TARGETS TIRES SITE CARD SETTLEMENT TOWN VILLAGE TANKS".split()
)
"""Heads of keys that name no target or instrument by themselves."""
ARMED = r"^[A-Z]{3,5}$|^M-19$|(?:FRONT|MOVEMENT|ARMY|ARMY OF .*|FORCES|PATH|LUMINOSO|CARTEL|GROUPS?|SQUADS?|MAFIAS?|COMMANDO)$"
"""Names that an armed organisation bears."""
ABOUT = {
    "places": "# Place names of the keys of MUC-4 DEV -> [country, department or empty] (learned, eval/muc4/learn.py).",
    "people": "# Head words of human targets in the keys of MUC-4 DEV -> type of target (learned, eval/muc4/learn.py).",
    "things": "# Head words of physical targets in the keys of MUC-4 DEV -> type of target (learned, eval/muc4/learn.py).",
    "arms": "# Head words of instruments in the keys of MUC-4 DEV -> type of instrument (learned, eval/muc4/learn.py).",
    "groups": "# Organisations in the keys of MUC-4 DEV -> category of the incident (learned, eval/muc4/learn.py).",
    "doers": "# Head words of individual perpetrators in the keys of MUC-4 DEV -> category (learned, eval/muc4/learn.py).",
}


def fills(template: dict[str, Any], slot: str) -> Iterator[dict[str, Any]]:
    """Every alternative of every fill of a slot."""
    value = template.get(slot)
    for fill in value if isinstance(value, list) else []:
        yield from fill["alts"]


def learn(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The tables, by name. A word must stand in the keys of two documents, but for places, things and arms."""
    votes: dict[str, dict[str, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    places: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in rows:
        for template in row["templates"]:
            for table, word, kind in words_of(template):
                votes[table][word][kind].add(row["docid"])
            for name, country, above in places_of(template):
                places[name][country, above] += 1
    made: dict[str, dict[str, Any]] = {
        table: {
            word: max(kinds, key=lambda kind: len(kinds[kind]))
            for word, kinds in words.items()
            if kept(table, word, len(set().union(*kinds.values())))
        }
        for table, words in votes.items()
    }
    named = Counter(
        word for row in rows for one in row["templates"] for alt in fills(one, "hum_tgt_name") for word in alt["value"].split()
    )
    for word in [word for word in made["people"] if named[word] > 1 and len(set().union(*votes["people"][word].values())) < 4]:
        del made["people"][word]
    made["doers"] = {
        word: kind
        for word, kind in made["doers"].items()
        if word in KINDS or word.endswith(("RS", "NS", "LS", "STS", "LLAS", "VES", "BLES", "DOES", "MEN"))
    }
    made["places"] = {name: list(found.most_common(1)[0][0]) for name, found in places.items()}
    return made


def kept(table: str, word: str, documents: int) -> bool:
    """Whether a word is kept: one met in two documents, or one that names an organisation or an instrument by its shape."""
    if not re.fullmatch(r"[A-Z][A-Z0-9' .-]*[A-Z0-9]", word) or word in NOT_NOUNS:
        return False
    if table == "groups" and word.endswith(" GOVERNMENT"):
        return False
    if table == "groups" and re.search(ARMED, word):
        return not re.search(r"'S |TROOPS| AND ", word)
    return documents >= (1 if table in {"arms", "things"} else 2)


def words_of(template: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The words that one template teaches: table, word, type."""
    names = {word for alt in fills(template, "hum_tgt_name") for word in alt["value"].split()}
    for table, slot in (("people", "hum_tgt_type"), ("things", "phys_tgt_type"), ("arms", "incident_instrument_type")):
        for alt in fills(template, slot):
            word = head_word(alt.get("ref", "-"))
            if word and word not in names:
                yield table, word, alt["value"].strip(" ?")
    for alt in fills(template, "hum_tgt_description"):
        kinds = [kind["value"].strip(" ?") for kind in fills(template, "hum_tgt_type") if kind.get("ref") == alt.get("ref", "")]
        if kinds and head_word(alt["value"]) not in names:
            yield "people", head_word(alt["value"]), kinds[0]
    for category in fills(template, "perp_incident_category"):
        for alt in fills(template, "perp_organization_id"):
            yield "groups", re.sub(r"^(?:THE|AN?) ", "", alt["value"]), category["value"]
        for alt in fills(template, "perp_individual_id"):
            yield "doers", head_word(alt["value"]), category["value"]


def places_of(template: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The places that one template names: name, country, department above it (empty where the key names none)."""
    for alt in fills(template, "incident_location"):
        country, *inner = (re.sub(r"\(.*?\)", "", part).strip() for part in alt["value"].split(":"))
        kinds = re.findall(r"\(([A-Z ]+)\)", alt["value"])
        for at, name in enumerate(inner):
            if country in NINE and " - " not in name:
                yield name, country, inner[0] if at and kinds[:1] == ["DEPARTMENT"] else ""


def quoted(table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The rows of a table, in order, their keys safe for YAML ("NO" is a word, not a truth)."""
    for word, value in sorted(table.items()):
        yield (word if re.fullmatch(r"[A-Z][A-Z .-]{2,}", word) else json.dumps(word)), value


def main() -> None:
    """Write the tables anew from DEV."""
    folder = shared()
    assert folder is not None, "no development data here: set GAWAH_SHARED"
    rows = map(json.loads, (folder / "benchmarks" / "muc4" / "DEV.jsonl").read_text("utf-8").splitlines())
    for name, table in learn(list(rows)).items():
        lines = [f"{word}: {yaml.safe_dump(value, default_flow_style=True).splitlines()[0]}\n" for word, value in quoted(table)]
        (TABLES / f"{name}.yml").write_text(f"{ABOUT[name]}\n{''.join(lines)}", "utf-8")


if __name__ == "__main__":
    main()
