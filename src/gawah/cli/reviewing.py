"""`gawah review`: what to decide next and why, and decisions on claims, one by one."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from gawah.cli.options import case_folder, case_option
from gawah.cli.screen import json_option, out, print_json, tell_first_use
from gawah.errors import BadInput, UnknownRecord
from gawah.model import Judgement, Verdict, in_force
from gawah.pipeline import Lookups, assess, overlay_of, questions
from gawah.review import SLOTS, Kind, Question, Stand, judgement_on, stand, withdrawal, written
from gawah.store import Case

_FLAGS = {"accept": Verdict.ACCEPT, "reject": Verdict.REJECT, "unsure": Verdict.UNSURE, "discount": Verdict.DISCOUNT}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One decision as the options give it."""

    verdict: Verdict
    other: str = ""
    slot: str = ""
    value: str = ""


@click.command("review")
@click.argument("claim", required=False, default="")
@case_option
@click.option("--accept", is_flag=True, help="The reading of the claim is right.")
@click.option("--reject", is_flag=True, help="There is no such claim in the text.")
@click.option("--unsure", is_flag=True, help="It cannot be told; someone else should look.")
@click.option("--discount", is_flag=True, help="It stands in the text, but must not count; say why.")
@click.option("--correct", multiple=True, metavar="SLOT=VALUE", help="Put this in place of a slot; may be given several times.")
@click.option("--same", default="", metavar="CLAIM", help="It speaks of one happening with this other claim.")
@click.option("--not-same", default="", metavar="CLAIM", help="It speaks of another happening than this other claim.")
@click.option("--withdraw", is_flag=True, help="Take back the last decision on it.")
@click.option("--why", default="", help="The reason, for those who read the log.")
@click.option(
    "--by", default="", envvar="GAWAH_REVIEWER", help="Who decides; your name on this machine, where it is not given."
)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="So many questions are listed.")
@json_option
def command(claim: str, case_path: Path, why: str, by: str, limit: int, as_json: bool, **options: Any) -> int:
    """List what is to be decided, the weightiest first; with CLAIM, show that claim or decide on it.

    Without an option that decides, nothing is changed. CLAIM may be shortened as long as it stays unique.

    Example: gawah review 3f9a --case panjshir --correct "tolls=killed 12 people" --why "12 in the text, not 2"
    """
    wanted = _wanted(options)
    withdraw = bool(options["withdraw"])
    if not claim:
        if wanted or withdraw:
            raise BadInput('a decision needs the id of a claim; "gawah review --case NAME" lists them')
        return _list(case_folder(case_path), limit, as_json)
    with Case.open(case_folder(case_path), read_only=not (wanted or withdraw)) as case:
        identity = _identity(case, claim)
        if withdraw:
            _withdraw(case, identity, by or getpass.getuser(), why)
        for one in wanted:
            other = _identity(case, one.other) if one.other else ""
            now = stand(case, identity)
            known = len(case.judgements_on(identity, other)) if other else now.known
            name = by or getpass.getuser()
            made = judgement_on(now, one.verdict, name, other=other, slot=one.slot, value=one.value, why=why)
            case.judge(made, known=known)
        _show(stand(case, identity), as_json)
    return 0


def _wanted(options: dict[str, Any]) -> list[Wanted]:
    """The decisions that options ask for; BadInput where they are at odds."""
    plain = [Wanted(verdict) for name, verdict in _FLAGS.items() if options[name]]
    if len(plain) > 1 or (options["withdraw"] and plain):
        raise BadInput("give one of --accept, --reject, --unsure, --discount and --withdraw")
    corrections = []
    for words in options["correct"]:
        slot, parted, value = words.partition("=")
        if not parted:
            raise BadInput(f"--correct {words!r}: write SLOT=VALUE; the slots are {', '.join(SLOTS)}, place:NAME, actor:NAME")
        corrections.append(Wanted(Verdict.CORRECT, slot=slot.strip(), value=value))
    pairs = [(Verdict.SAME, options["same"]), (Verdict.NOT_SAME, options["not_same"])]
    return [*corrections, *plain, *(Wanted(verdict, other=other) for verdict, other in pairs if other)]


def _identity(case: Case, shortened: str) -> str:
    """The id of the one claim that begins with this."""
    try:
        return case.claim(shortened).id
    except UnknownRecord:
        found = [claim.id for claim in case.claims() if claim.id.startswith(shortened)]
    if len(found) != 1:
        trouble = f"{len(found)} claims begin with it; give more of the id" if found else "no claim has it"
        raise UnknownRecord(f'id "{shortened}": {trouble}; "gawah review --case NAME" lists what is to be decided')
    return found[0]


def _withdraw(case: Case, claim: str, by: str, why: str) -> None:
    now = stand(case, claim)
    if not now.holding:
        raise BadInput(f"claim {claim}: nothing has been decided on it; there is nothing to withdraw")
    case.judge(withdrawal(now.holding[-1].id, by, why), known=now.known)


def _list(folder: Path, limit: int, as_json: bool) -> int:
    tell_first_use()
    with Case.open(folder, read_only=True) as case:
        account = assess(case, Lookups.open(overlay_of(folder), folder))
        found = questions(case, account)
    if as_json:
        print_json([_question(one) for one in found[:limit]])
        return 0
    for one in found[:limit]:
        title = Text(f"{one.claim[:8]}{f' and {one.other[:8]}' if one.other else ''}  {one.kind.value}", style="bold")
        out().print(title)
        for key in filter(None, (one.claim, one.other)):
            claim = account.claims[key].claim
            quote = " ".join(claim.quotes[0].words.split()) if claim.quotes else claim.trigger.words
            out().print(Text(f"  “{quote}”"))
        for reason in one.reasons:
            out().print(Text(f"  - {reason}", style="dim"))
    out().print(f"{min(limit, len(found))} of {len(found)} questions; of these, {_count(found)}")
    return 0


def _count(found: list[Question]) -> str:
    counts = {kind: sum(one.kind is kind for one in found) for kind in Kind}
    return ", ".join(f"{count} “{kind.value}”" for kind, count in counts.items() if count) or "none open"


def _question(one: Question) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "claim": one.claim,
        "other": one.other,
        "incident": one.incident,
        "weight": round(one.weight, 3),
        "reasons": list(one.reasons),
    }


def _show(now: Stand, as_json: bool) -> None:
    """A claim as it stands, and what was decided on it."""
    claim = now.claim
    slots = {slot: words for slot in SLOTS if (words := written(claim, slot))}
    if as_json:
        print_json(
            {
                "claim": claim.id,
                "document": claim.document,
                "state": now.state.value,
                "aside": now.aside,
                "quotes": [quote.words for quote in claim.quotes],
                "slots": slots,
                "judgements": list(_judgements(now)),
            }
        )
        return
    out().print(Text(f"{claim.id}: {now.state.value}{f', {now.aside}' if now.aside else ''}", style="bold"))
    for quote in claim.quotes:
        out().print(Text(f"  “{' '.join(quote.words.split())}”"))
    for slot, words in slots.items():
        was = written(now.read, slot)
        out().print(Text(f"  {slot}: {words}" + (f"  (the machine read: {was or 'nothing'})" if was != words else "")))
    for one in _judgements(now):
        out().print(Text(f"  {one['at'][:16]} {one['reviewer']}: {one['says']}{', withdrawn' if one['withdrawn'] else ''}"))


def _judgements(now: Stand) -> Iterator[dict[str, Any]]:
    holding, overtaken = in_force(now.judgements)
    standing = {one.id for one in (*holding, *overtaken)}
    for one in now.judgements:
        if one.verdict is not Verdict.WITHDRAW:
            yield {
                "id": one.id,
                "at": one.at.isoformat(),
                "reviewer": one.reviewer,
                "says": _says(one),
                "why": one.why,
                "withdrawn": one.id not in standing,
                "holds": one in holding,
            }


def _says(one: Judgement) -> str:
    return f"{one.slot} is {one.value or 'empty'}" if one.verdict is Verdict.CORRECT else one.verdict.value
