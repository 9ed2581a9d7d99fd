"""`gawah bundle`: documents and judgements for a colleague's case, and theirs for this one."""

from __future__ import annotations

import csv
import getpass
import re
import shutil
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from gawah.cli.backup import passphrase, passphrase_option
from gawah.cli.options import case_folder, case_option
from gawah.cli.restoring import key_for
from gawah.cli.screen import json_option, out, print_json, say_left_out
from gawah.model import Judgement
from gawah.pipeline import build
from gawah.store import Case
from gawah.store.backup_key import Key
from gawah.store.bundle import Bundle, Offered, export, read, signer_of, usable
from gawah.store.proposing import Proposal, adopt, decline, one, proposals, propose

_FILE = click.Path(path_type=Path, dir_okay=False)
_COLUMNS = ("file", "title", "publisher", "published", "url", "language")
identity_option = click.option("--identity", type=_FILE, help="File with the secret key (AGE-SECRET-KEY-1...) to open it.")
by_option = click.option(
    "--by", default="", envvar="GAWAH_REVIEWER", help="Who decides; your name on this machine, if not given."
)


@click.group("bundle")
def command() -> None:
    """Exchange documents and judgements with a colleague: signed, encrypted, taken in as proposals.

    Example: gawah bundle export --case panjshir for-ana.bundle
    """


@command.command("key")
@case_option
def key(case_path: Path) -> None:
    """Print the key that signs for this case; tell it to colleagues by another way than the bundle takes."""
    with Case.open(case_folder(case_path), read_only=True) as case:
        out().print(signer_of(case.path))


@command.command("export")
@click.argument("target", type=_FILE)
@case_option
@click.option("--recipient", "recipients", multiple=True, metavar="AGE1...", help="Encrypt to this public key of age.")
@passphrase_option
@json_option
def give(target: Path, case_path: Path, recipients: tuple[str, ...], passphrase_file: Path | None, as_json: bool) -> None:
    """Write all documents and all judgements in force into TARGET. Names of reviewers stay here."""
    locked = Key(recipients=recipients) if recipients else Key(passphrase=passphrase(passphrase_file, new=True))
    with Case.open(case_folder(case_path), read_only=True) as case:
        made = export(case, target, locked)
    told = {"file": str(target), "documents": len(made.documents), "judgements": len(made.judgements), "signer": made.signer}
    if as_json:
        print_json(told)
    else:
        out().print(
            f"{target}: {len(made.documents):,} documents, {len(made.judgements):,} judgements, signed by {made.signer}"
        )


@command.command("import")
@click.argument("source", type=_FILE)
@case_option
@click.option("--from", "signer", required=True, metavar="KEY", help="Key of the colleague, as `gawah bundle key` prints it.")
@identity_option
@passphrase_option
@json_option
def take(source: Path, case_path: Path, signer: str, identity: Path | None, passphrase_file: Path | None, as_json: bool) -> int:
    """Take in a colleague's bundle. Documents are read here anew; judgements become proposals that count for nothing yet."""
    opened = key_for(source, identity, passphrase_file)
    folder = case_folder(case_path)
    with Case.open(folder) as case, tempfile.TemporaryDirectory(dir=folder, prefix=".incoming-") as place:
        bundle = read(source, opened, signer, Path(place))
        fresh = [each for each in bundle.documents if not case.has(each.id)]
        files = _laid_out(Path(place), fresh)
        built = build(case, [files]) if fresh else None
        fit: list[Judgement] = [each for each in bundle.judgements if usable(case, each)]
        new = propose(case, fit, signer, getpass.getuser())
        told = _note(case, bundle, len(fresh), new, len(bundle.judgements) - len(fit))
    if as_json:
        print_json(told)
    else:
        out().print(f"new documents: {told['documents']:,}; proposed judgements: {new:,} (gawah bundle proposals lists them)")
        if told["without_claim"]:
            out().print(f"left out, because they speak of claims that are not read here: {told['without_claim']:,} judgements")
    return say_left_out(built.refused) if built else 0


def _laid_out(place: Path, fresh: Iterable[Offered]) -> Path:
    """The new originals under names that lead nowhere, with the table of what the colleague says of them."""
    folder = place / "documents"
    folder.mkdir()
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, _COLUMNS)
        writer.writeheader()
        for number, each in enumerate(fresh, start=1):
            name = f"{number:05}-{re.sub(r'[^A-Za-z0-9.]+', '-', each.about['file'])[-60:].lstrip('.-')}"
            shutil.move(place / each.id, folder / name)
            writer.writerow({**{column: _plain(each.about[column]) for column in _COLUMNS[1:]}, "file": name, **_checked(each)})
    return folder


def _plain(words: str) -> str:
    return " ".join(words.split())


def _checked(each: Offered) -> dict[str, str]:
    """Day and language, where they are such; else nothing, so that one wrong word does not stop all."""
    try:
        day = date.fromisoformat(each.about["published"]).isoformat()
    except ValueError:
        day = ""
    language = each.about["language"]
    return {"published": day, "language": language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else ""}


def _note(case: Case, bundle: Bundle, documents: int, proposed: int, without: int) -> dict[str, object]:
    told: dict[str, object] = {"signer": bundle.signer, "documents": documents, "proposed": proposed, "without_claim": without}
    case.note(getpass.getuser(), "import bundle", "bundle", told)
    return told


@command.command("proposals")
@case_option
@json_option
def listed(case_path: Path, as_json: bool) -> None:
    """List the judgements that colleagues propose and nobody has decided on."""
    with Case.open(case_folder(case_path), read_only=True) as case:
        found = proposals(case)
    if as_json:
        print_json([_told(each) for each in found])
        return
    for each in found:
        out().print(" · ".join(str(part) for part in _told(each).values() if part))
    if not found:
        out().print("nothing is proposed")


def _told(each: Proposal) -> dict[str, str]:
    made = each.judgement
    told = {"proposal": each.id, "verdict": made.verdict.value, "claim": made.subject, "other": made.other, "slot": made.slot}
    return {**told, "value": made.value, "why": made.why, "signer": each.signer[:24]}


@command.command("adopt")
@click.argument("proposal")
@case_option
@by_option
def take_up(proposal: str, case_path: Path, by: str) -> None:
    """Make the proposal PROPOSAL a judgement of your own."""
    with Case.open(case_folder(case_path)) as case:
        found = one(case, proposal)
        made = found.judgement
        known = len(case.judgements_on(made.subject, made.other))
        adopt(case, found, by or getpass.getuser(), known)
    out().print(f"adopted: {made.verdict.value} {made.subject} {made.other}".rstrip())


@command.command("decline")
@click.argument("proposal")
@case_option
@by_option
@click.option("--why", default="", help="The reason, for those who read the log.")
def set_aside(proposal: str, case_path: Path, by: str, why: str) -> None:
    """Set the proposal PROPOSAL aside."""
    with Case.open(case_folder(case_path)) as case:
        decline(case, one(case, proposal), by or getpass.getuser(), why)
    out().print("declined")
