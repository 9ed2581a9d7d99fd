"""Encryption of backups with age: to a passphrase, or to the public keys of recipients; as a stream, never in the clear.

A file for recipients is an age file. A file under a passphrase opens with a line, and one of JSON: the secret key of the age
file that follows, closed with ChaCha20-Poly1305 under the scrypt of the passphrase. So a file may be larger than memory, and
it opens on a slow or busy machine too: age itself refuses a passphrase whose scrypt it expects to take too long there.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from gawah.errors import BadInput

OPENING = b"gawah passphrase 1\n"
LONGEST_HEAD = 2_000
COST, MOST_COST = 2**17, 2**20
"""Steps of scrypt: 128 MiB and about half a second; a file that asks for many more is refused."""
SHORTEST = 12
"""Letters of a passphrase, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What closes or opens a file: a passphrase, or keys of age (`age1...` to close, `AGE-SECRET-KEY-1...` to open)."""

    passphrase: str = ""
    recipients: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()


@contextmanager
def closing_to(target: IO[bytes], key: Key) -> Iterator[BinaryIO]:
    """A stream whose bytes reach `target` encrypted. BadInput where the key is none that closes."""
    from pyrage import RecipientError, encrypt_io, x25519  # type: ignore[import-untyped]

    if key.passphrase:
        if len(key.passphrase) < SHORTEST:
            raise BadInput(f"the passphrase is too short; take {SHORTEST} letters or more, best several words")
        one = x25519.Identity.generate()
        target.write(OPENING + _closed(str(one), key.passphrase))
        recipients = [one.to_public()]
    else:
        try:
            recipients = [x25519.Recipient.from_str(given.strip()) for given in key.recipients]
        except RecipientError as error:
            raise BadInput(f"a recipient is no public key of age ({error}); it begins with age1") from error
        if not recipients:
            raise BadInput("nothing to encrypt to: give a passphrase, or the public key of a recipient (age1...)")
    with _through(lambda source: encrypt_io(source, target, recipients)) as stream:
        yield stream


@contextmanager
def opening_from(path: Path, key: Key) -> Iterator[BinaryIO]:
    """A stream of what a file holds, decrypted. BadInput where the key does not fit, or the file is damaged or no such file."""
    try:
        with path.open("rb") as source:
            identities = _identities(source, path, key)
            with _out_of(lambda sink: _decrypt(source, sink, identities), path) as stream:
                yield stream
    except FileNotFoundError:
        raise BadInput(f"{path}: no such file") from None


def _identities(source: BinaryIO, path: Path, key: Key) -> list[object]:
    from pyrage import IdentityError, x25519

    start = source.read(len(OPENING))
    if start == OPENING:
        head = source.readline(LONGEST_HEAD)
        if not key.passphrase:
            raise BadInput(f"{path}: is closed with a passphrase; give that")
        return [x25519.Identity.from_str(_opened(head, key.passphrase, path))]
    if not start.startswith(b"age-encryption.org"):
        raise BadInput(f"{path}: is no backup or bundle of gawah")
    if not key.identities:
        raise BadInput(f"{path}: is closed for a key; give the file with the secret key (AGE-SECRET-KEY-1...)")
    source.seek(0)
    try:
        return [x25519.Identity.from_str(given.strip()) for given in key.identities]
    except IdentityError as error:
        raise BadInput(f"the secret key given is none of age ({error}); it begins with AGE-SECRET-KEY-1") from error


def _closed(secret: str, passphrase: str) -> bytes:
    """A secret key under a passphrase, as one line."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    salt, nonce = os.urandom(16), os.urandom(12)
    shut = ChaCha20Poly1305(_stretched(passphrase, salt, COST)).encrypt(nonce, secret.encode(), OPENING)
    return json.dumps({"n": COST, "salt": salt.hex(), "nonce": nonce.hex(), "key": shut.hex()}).encode() + b"\n"


def _opened(line: bytes, passphrase: str, path: Path) -> str:
    """The secret key; BadInput where the passphrase is another, or the line is damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        told = json.loads(line)
        cost, salt, nonce, shut = int(told["n"]), *(bytes.fromhex(told[name]) for name in ("salt", "nonce", "key"))
        if cost > MOST_COST:
            raise BadInput(f"{path}: asks for more work than a backup of gawah does; take another copy of it")
        return ChaCha20Poly1305(_stretched(passphrase, salt, cost)).decrypt(nonce, shut, OPENING).decode()
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{path}: is damaged at its beginning; take another copy of it") from error
    except InvalidTag as error:
        raise BadInput(f"{path}: the passphrase does not open it; give the one that it was made with") from error


def _stretched(passphrase: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=cost, r=8, p=1, maxmem=cost * 8 * 128 * 2, dklen=32)


def _decrypt(source: BinaryIO, sink: BinaryIO, identities: list[object]) -> None:
    from pyrage import decrypt_io

    decrypt_io(source, sink, identities)


@contextmanager
def _through(work: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """A stream to write to, which a thread reads and works on; what the thread says wrong is said here."""
    read, write = os.pipe()
    faults: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(read, "rb") as source:
                work(source)
        except BaseException as error:  # raised again below, in the thread that waits
            faults.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        with os.fdopen(write, "wb") as stream:
            yield stream
    except BrokenPipeError:
        thread.join()
        if not faults:
            raise
    finally:
        thread.join()
    if faults:
        raise faults[0]


@contextmanager
def _out_of(work: Callable[[BinaryIO], None], path: Path) -> Iterator[BinaryIO]:
    """A stream to read from, which a thread fills; a key that does not fit and bytes that were changed are said plainly."""
    from pyrage import DecryptError

    read, write = os.pipe()
    faults: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(write, "wb") as sink:
                work(sink)
        except BrokenPipeError:
            pass  # whoever reads has read enough
        except BaseException as error:  # raised again below, in the thread that waits
            faults.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    told = f"{path}: cannot be opened; the key does not fit, or the file was cut off or changed"
    try:
        with os.fdopen(read, "rb") as stream:
            yield stream
    except Exception as error:
        thread.join()
        if faults and isinstance(faults[0], (DecryptError, OSError)):
            raise BadInput(told) from error
        raise
    finally:
        thread.join()
    if faults:
        raise BadInput(told) from faults[0]
