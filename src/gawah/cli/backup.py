"""`gawah backup` and `gawah restore`: a case as one encrypted file, and back."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from gawah.cli.options import case_folder, case_option
from gawah.cli.screen import PARTIAL, err, json_option, out, print_json
from gawah.errors import BadInput
from gawah.store import Case
from gawah.store.backup import Backup, back_up
from gawah.store.backup_key import SHORTEST, Key

_FILE = click.Path(path_type=Path, dir_okay=False)
passphrase_option = click.option(
    "--passphrase-file", type=_FILE, help="Read the passphrase from the first line of this file; asked for, if not given."
)
database_option = click.option(
    "--database", default="", envvar="GAWAH_DATABASE", help="Address of the case's PostgreSQL database, if it is kept in one."
)


@click.command("backup")
@click.argument("target", type=_FILE)
@case_option
@database_option
@click.option("--recipient", "recipients", multiple=True, metavar="AGE1...", help="Encrypt to this public key of age.")
@passphrase_option
@json_option
def command(
    target: Path, case_path: Path, database: str, recipients: tuple[str, ...], passphrase_file: Path | None, as_json: bool
) -> int:
    """Write all of a case into one encrypted file, TARGET; the case may be in use.

    Example: gawah backup --case panjshir panjshir-2022-07.age
    """
    key = Key(recipients=recipients) if recipients else Key(passphrase=passphrase(passphrase_file, new=True))
    with Case.open(case_folder(case_path), read_only=True, database=database) as case:
        made = back_up(case, target, key)
    return tell(made, target, as_json=as_json)


def tell(made: Backup, what: Path, *, as_json: bool) -> int:
    """Say what a backup holds; returns the exit status."""
    if as_json:
        print_json({"file": str(what), "documents": made.documents, "head": list(made.head), "faults": list(made.faults)})
    else:
        out().print(f"{what}: {made.documents:,} documents, {made.head[0]:,} rows of the log, the last {made.head[1][:16]}")
    for id_ in made.faults:
        err().print(Text(f"the original of document {id_} is gone or has changed; it is not in the backup", style="yellow"))
    return PARTIAL if made.faults else 0


def passphrase(file: Path | None, *, new: bool) -> str:
    """The passphrase, from a file or asked for; BadInput where the file cannot be read, or a new one is too short."""
    if file is not None:
        try:
            given = file.read_text("utf-8").partition("\n")[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(f"{file}: the passphrase cannot be read from it ({error})") from error
    else:
        given = str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True))
    if new and len(given) < SHORTEST:
        raise BadInput(f"the passphrase is too short; take {SHORTEST} letters or more, best several words")
    return given
