"""Readers of hostile formats in a process of their own, with limits on memory and time, that serves a whole batch.

A file that makes a library crash, hang or swell takes only this process with it; the next file gets a new one. Run as a
module, this is the process: it answers requests on its standard input until that is closed.
"""

from __future__ import annotations

import dataclasses
import json
import os
import struct
import subprocess
import sys
import threading
from types import TracebackType
from typing import IO, Any, Self

from gawah.intake.taken import Page, Unreadable

SECONDS = 60
"""How long one file may take; a report of 1,000 pages takes some 20 seconds."""
BYTES = 2 << 30
"""How much memory the process may take up."""
_HEAD = struct.Struct(">Q")


class Worker:
    """Reads PDF, DOCX and HTML in another process, which is started at the first file."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, kind: str, data: bytes) -> Page:
        """The page of a file; Unreadable also where it took too long, or took the process with it."""
        process = self._process = self._process or _started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, stop)
        timer.start()
        try:
            answer = _asked(process, kind, data)
        except (OSError, EOFError):
            self.close()
            if late.is_set():
                raise Unreadable(f"reading it took more than {self._seconds:g} seconds", "save its text as .txt") from None
            raise Unreadable("it made its reader crash or take too much memory or time", "save its text as .txt") from None
        finally:
            timer.cancel()
        if "page" in answer:
            return Page(**{**answer["page"], "notes": tuple(answer["page"]["notes"])})
        raise Unreadable(*answer["unreadable"])

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    _close(pipe)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "gawah.intake.worker"]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing)  # noqa: S603 - our own module, no shell


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:  # what was not yet written goes with the process
        return


def _asked(process: subprocess.Popen[bytes], kind: str, data: bytes) -> dict[str, Any]:
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:
        raise EOFError
    _send(stdin, kind.encode())
    _send(stdin, data)
    answer: dict[str, Any] = json.loads(_received(stdout))
    return answer


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_HEAD.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes:
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    size = _HEAD.unpack(head)[0]
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def read_here(kind: str, data: bytes) -> Page:
    """The page of a PDF, DOCX or HTML file, read in this process. Each reader is imported at its first file."""
    if kind == "pdf":
        from gawah.intake.pdf import read_pdf

        return read_pdf(data)
    if kind == "docx":
        from gawah.intake.docx import read_docx

        return read_docx(data)
    from gawah.intake.html import read_html

    return read_html(data)


def _answer(kind: str, data: bytes) -> dict[str, Any]:
    try:
        return {"page": dataclasses.asdict(read_here(kind, data))}
    except Unreadable as error:
        return {"unreadable": [error.cause, error.remedy]}
    except (MemoryError, RecursionError):
        return {"unreadable": ["it takes more memory to read than any report", "save its text as .txt"]}
    except Exception as error:  # a fault of a library in one file must not stop the batch
        return {"unreadable": [f"its reader failed ({type(error).__name__})", "save its text as .txt"]}


def _serve() -> None:
    # What a library prints must not stand between the answers.
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit()
    while True:
        try:
            kind, data = _received(requests).decode(), _received(requests)
        except EOFError:
            return
        _more_time()
        _send(answers, json.dumps(_answer(kind, data)).encode())


if sys.platform == "win32":

    def _limit() -> None:
        _no_network()

    def _more_time() -> None:
        return
else:
    import resource

    def _limit() -> None:
        """Bound memory, allow no file to be written and no connection to be made."""
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _no_network()

    def _more_time() -> None:
        """Give the next file its seconds of the processor, also where its sender is gone and kills nobody."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + SECONDS, hard))


def _no_network() -> None:
    def refuse(event: str, _arguments: object) -> None:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.exec", "os.posix_spawn"}:
            raise PermissionError(f"reading a file does not need {event}")

    sys.addaudithook(refuse)


if __name__ == "__main__":
    _serve()
