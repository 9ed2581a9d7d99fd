"""Running the desk: make its tables, open the case, start the clerk, answer browsers."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gawah.desk import cases, clerk, scratch, settings
from gawah.errors import BadInput
from gawah.store import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How browsers reach the desk: address and port to listen at, names they may use; `public`: from other machines too."""

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    public: bool = False
    https: bool = False

    def check(self) -> None:
        """Raise BadInput where other machines could reach the desk and that was not asked for."""
        if not self.public and not loopback(self.host):
            raise BadInput(
                f"{self.host} is reached from other machines; give --public if that is meant, and a proxy with TLS (--https)"
            )


@contextlib.contextmanager
def desk(case: Path, database: str, way: Way, *, read_only: bool = False, new: bool = False) -> Iterator[tuple[Any, str]]:
    """A desk that is ready: its server (call `run`) and what to tell the person who started it.

    Raises BadInput where the address cannot be used, BrokenCase or LockedCase where the case cannot.
    """
    way.check()
    settings.set_up()
    if new and not (case / "case.json").exists():
        Case.create(case, database=database).close()
    Case.check(case, database=database)
    hosts = tuple(dict.fromkeys((*settings.LOOPBACK, way.host, *way.names)))
    prepare(case, database, read_only=read_only, hosts=hosts, https=way.https)
    with scratch.inside(case), contextlib.closing(server(way)) as waitress, contextlib.ExitStack() as helpers:
        if not read_only:
            helpers.enter_context(clerk.beside(settings.the_desk()))
        _stop_on_sigterm()
        yield waitress, _words(way, waitress.effective_port)
    cases.close()


def prepare(case: Path, database: str = "", **told: Any) -> None:
    """Set the desk up for a case: its case open, its own tables there and up to date."""
    settings.configure(case, database, **told)
    cases.the_case()
    make_tables()


def make_tables() -> None:
    """Make the desk's own tables, or bring them up to date."""
    from django.core.management import call_command

    for label in _behind():
        call_command("migrate", label, database="default", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("clearsessions", verbosity=0)
    if not settings.the_desk().database:
        settings.the_desk().own_database.chmod(0o600)


def _behind() -> list[str]:
    """Labels of the apps, those of the desk and of its libraries, whose tables are not there yet or not up to date."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["default"])
    latest = [node for node in executor.loader.graph.leaf_nodes() if node[0] != "store"]
    return sorted({migration.app_label for migration, _ in executor.migration_plan(latest)} - {"store"})


def loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def server(way: Way) -> Any:
    """A server for the desk that was prepared; BadInput where the address cannot be taken."""
    from django.core.wsgi import get_wsgi_application
    from waitress import create_server  # type: ignore[import-untyped]

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    options: dict[str, Any] = {"trusted_proxy": "*", "trusted_proxy_headers": "x-forwarded-proto"} if way.https else {}
    try:
        return create_server(
            get_wsgi_application(),
            host=way.host,
            port=way.port,
            threads=8,
            ident="gawah",
            max_request_body_size=2**33,
            **options,
        )
    except OSError as error:
        raise BadInput(f"{way.host}:{way.port} cannot be taken ({error.strerror}); give another --port") from error


def _words(way: Way, port: int) -> str:
    from gawah.desk.people import first

    shown = f"[{way.host}]" if ":" in way.host else way.host
    address = f"http://{shown}:{port}/"
    words = f"The desk of {settings.the_desk().case.stem} is open at {address} (stop it with Ctrl-C)"
    if code := first.offer():
        words += f"\nNobody can sign in yet. Make the first account, once, at\n  {address}people/first/?code={code}"
    return words


def _stop_on_sigterm() -> None:
    """End as on Ctrl-C when the system asks for it."""

    def leave(_number: int, _frame: Any) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
