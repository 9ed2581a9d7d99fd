"""`gawah restore`: a case out of a backup."""

from __future__ import annotations

from pathlib import Path

import click

from gawah.cli.backup import database_option, passphrase, passphrase_option, tell
from gawah.cli.options import case_folder, case_option
from gawah.cli.screen import json_option
from gawah.errors import BadInput
from gawah.store.backup_key import OPENING, Key
from gawah.store.restore import restore

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("restore")
@click.argument("source", type=_FILE)
@case_option
@database_option
@click.option("--identity", type=_FILE, help="File with the secret key (AGE-SECRET-KEY-1...) that it is closed for.")
@passphrase_option
@json_option
def command(
    source: Path, case_path: Path, database: str, identity: Path | None, passphrase_file: Path | None, as_json: bool
) -> int:
    """Make a new case out of the backup SOURCE, and hold it against its log: every row, every original.

    Example: gawah restore panjshir-2022-07.age --case panjshir-again
    """
    folder = case_folder(case_path)
    key = key_for(source, identity, passphrase_file)
    return tell(restore(source, folder, key, database=database), folder, as_json=as_json)


def key_for(source: Path, identity: Path | None, passphrase_file: Path | None) -> Key:
    """The key that opens a file: a secret key from a file, or the passphrase, asked for only where there is one."""
    if identity is not None:
        try:
            lines = identity.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(f"{identity}: the secret key cannot be read from it ({error})") from error
        return Key(identities=tuple(line for line in lines if line.startswith("AGE-SECRET-KEY-")))
    try:
        with source.open("rb") as file:
            closed_with_words = file.read(len(OPENING)) == OPENING
    except OSError as error:
        raise BadInput(f"{source}: cannot be read ({error.strerror})") from error
    return Key(passphrase=passphrase(passphrase_file, new=False)) if closed_with_words else Key()
