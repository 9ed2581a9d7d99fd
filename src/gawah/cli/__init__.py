"""The command line: thin; no rule of the trade inside.

Exit status: 0 done · 1 something went wrong · 2 bad input or options · 3 the case cannot be used · 4 done, but some files
were left out.
"""

from __future__ import annotations

import importlib
import sys

import click

from gawah import __version__
from gawah.errors import GawahError

# Commands are imported when they are called, so that `gawah --help` and small commands start at once.
COMMANDS = {
    "read": "gawah.cli.reading",
    "build": "gawah.cli.building",
    "incidents": "gawah.cli.incidents",
    "explain": "gawah.cli.explaining",
    "review": "gawah.cli.reviewing",
    "publish": "gawah.cli.publishing",
    "serve": "gawah.cli.serving",
    "backup": "gawah.cli.backup",
    "restore": "gawah.cli.restoring",
    "bundle": "gawah.cli.bundle",
    "doctor": "gawah.cli.doctor",
    "gazetteer": "gawah.cli.gazetteer",
    "actors": "gawah.cli.actors",
}


class Doors(click.Group):
    """The commands of gawah, loaded by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        return importlib.import_module(COMMANDS[cmd_name]).command  # type: ignore[no-any-return]


@click.group(cls=Doors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gawah")
def gawah() -> None:
    """Read conflicting reports of a war; keep, for every figure, the sentence that said it."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; an error of gawah's is one line on standard error and an exit status."""
    try:
        status = gawah.main(args=arguments, prog_name="gawah", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except GawahError as error:
        click.echo(f"gawah: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("gawah: stopped; what was kept is kept", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe has gone (`gawah incidents | head`): not an error of ours.
        sys.stderr.close()
        sys.exit(0)
