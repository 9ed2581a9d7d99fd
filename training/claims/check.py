"""Check annotated reports: `python training/claims/check.py FILE-OR-FOLDER ...`; exit status 1 where one has a problem."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

EVENTS = set(
    "armed_clash territory_change air_or_drone_strike shelling_or_missile ied_or_mine suicide_bombing chemical_weapon "
    "attack_on_civilians torture sexual_violence abduction arrest property_destruction protest protest_repressed riot "
    "agreement group_change deployment weapons_seized displacement restriction statement other".split()
)
OUTCOMES = set("killed wounded casualties detained abducted displaced missing abused destroyed".split())
REPORT = {"id", "title", "published", "language", "genre", "text", "claims"}
CLAIM = set("quotes trigger event happening agents targets places when tolls speaker stance hedged aggregate".split())
DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
WHEN = re.compile(rf"{DAY}|{DAY}/{DAY}|{DAY}/\.\.|\.\./{DAY}")


def toll_problems(toll: dict, text: str) -> list[str]:
    """What is wrong with one toll."""
    found = []
    if set(toll) - {"part"} != {"outcome", "low", "high", "of", "words"}:
        found.append(f"toll keys {sorted(toll)}")
        return found
    if toll["outcome"] not in OUTCOMES:
        found.append(f"outcome {toll['outcome']!r}")
    if toll["words"] not in text:
        found.append(f"toll words not in the text: {toll['words']!r}")
    if toll["of"] is not None and toll["of"].lower() not in text.lower():
        found.append(f"counted phrase not in the text: {toll['of']!r}")
    bounds = [bound for bound in (toll["low"], toll["high"]) if bound is not None]
    found += [f"bound {bound!r}" for bound in bounds if not isinstance(bound, int) or bound < 0]
    if None not in (toll["low"], toll["high"]) and toll["low"] > toll["high"]:
        found.append("low above high")
    if toll.get("part", True) is not True:
        found.append("part is true or left out")
    return found


def claim_problems(claim: dict, text: str) -> list[str]:
    """What is wrong with one claim."""
    if set(claim) != CLAIM:
        return [f"claim keys {sorted(set(claim) ^ CLAIM)}"]
    found = [f"quote not in the text: {quote[:60]!r}" for quote in claim["quotes"] if quote not in text]
    if not claim["quotes"] or claim["trigger"] not in claim["quotes"][0]:
        found.append(f"trigger not in the first quote: {claim['trigger']!r}")
    if claim["event"] not in EVENTS:
        found.append(f"event {claim['event']!r}")
    if not re.fullmatch(r"h\d+", claim["happening"]):
        found.append(f"happening {claim['happening']!r}")
    when = claim["when"]
    if when is not None and not WHEN.fullmatch(when):
        found.append(f"when {when!r}")
    elif when and "/" in when and ".." not in when and when.split("/")[0] > when.split("/")[1]:
        found.append(f"when runs backwards: {when!r}")
    for slot in ("agents", "targets", "places"):
        found += [f"{slot}: {name!r} not in the text" for name in claim[slot] if name.lower() not in text.lower()]
    if claim["speaker"] is not None and claim["speaker"].lower() not in text.lower():
        found.append(f"speaker {claim['speaker']!r} not in the text")
    if claim["stance"] not in ("asserts", "denies"):
        found.append(f"stance {claim['stance']!r}")
    if claim["event"] == "statement" and claim["speaker"] is not None:
        found.append("a statement has no speaker beside its agents")
    for flag in ("hedged", "aggregate"):
        if not isinstance(claim[flag], bool):
            found.append(f"{flag} {claim[flag]!r}")
    for toll in claim["tolls"]:
        found += toll_problems(toll, text)
    return found


def problems(path: Path) -> list[str]:
    """What is wrong with the report of one file."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        return [str(error)]
    if set(report) != REPORT:
        return [f"keys {sorted(set(report) ^ REPORT)}"]
    found = [] if report["id"] == path.stem else [f"id {report['id']!r}"]
    if report["published"] is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", report["published"]):
        found.append(f"published {report['published']!r}")
    for number, claim in enumerate(report["claims"], 1):
        found += [f"claim {number}: {problem}" for problem in claim_problems(claim, report["text"])]
    return found


def main(names: list[str]) -> int:
    """Print the problems of the files and folders named."""
    paths = [path for name in names for path in (sorted(Path(name).glob("*.json")) if Path(name).is_dir() else [Path(name)])]
    bad = 0
    for path in paths:
        found = problems(path)
        bad += len(found)
        print("".join(f"{path.name}: {problem}\n" for problem in found), end="")
    print(f"{len(paths)} reports, {bad} problems")
    return 1 if bad or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
