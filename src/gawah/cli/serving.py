"""`gawah serve`: the review desk in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from gawah.cli.options import case_folder, case_option


@click.command("serve")
@case_option
@click.option(
    "--database",
    default="",
    metavar="URL",
    envvar="GAWAH_DATABASE",
    show_envvar=True,
    help="PostgreSQL database of the case: postgresql://user@host:5432/name",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one.")
@click.option("--name", "names", multiple=True, help="Name under which browsers reach the desk; may be given more than once.")
@click.option("--public", is_flag=True, help="Allow an address that other machines reach.")
@click.option("--https", is_flag=True, help="A proxy before the desk adds TLS: send cookies over TLS alone.")
@click.option("--read-only", is_flag=True, help="Let nobody change anything.")
@click.option("--new", is_flag=True, help="Make the case where there is none yet.")
def command(
    case_path: Path,
    database: str,
    host: str,
    port: int,
    names: tuple[str, ...],
    public: bool,
    https: bool,
    read_only: bool,
    new: bool,
) -> int:
    """Open the review desk of a case in the browser, for one person or for a team.

    Example: gawah serve --case panjshir
    """
    from gawah.desk import serving

    way = serving.Way(host=host, port=port, names=names, public=public, https=https)
    with serving.desk(case_folder(case_path), database, way, read_only=read_only, new=new) as (server, words):
        click.echo(words)
        server.run()
    return 0
