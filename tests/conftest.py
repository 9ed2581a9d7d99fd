"""For every test: no other machine can be reached. What a test sends beyond this one is an error, whatever it is."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


def _here(address: Any) -> bool:
    """Whether an address is this machine: a socket of the file system or one of the loopback."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return ipaddress.ip_address(host.split("%", maxsplit=1)[0]).is_loopback
    except ValueError:
        return host in {"localhost", ""}


@pytest.fixture(scope="session", autouse=True)
def no_other_machine() -> Iterator[None]:
    """Sockets that connect to this machine alone."""
    connect, connect_ex, sendto = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto

    def refuse(address: Any) -> None:
        if not _here(address):
            raise AssertionError(f"a test reaches for another machine: {address}")

    def guarded(self: socket.socket, address: Any) -> None:
        refuse(address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        refuse(address)
        return connect_ex(self, address)

    def guarded_send(self: socket.socket, data: Any, *rest: Any) -> int:
        refuse(rest[-1])
        return sendto(self, data, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        patch.setattr(socket.socket, "sendto", guarded_send)
        yield
