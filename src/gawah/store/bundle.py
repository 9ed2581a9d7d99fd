"""Bundles: documents and judgements for a colleague's case, signed, encrypted, and taken in as proposals alone.

Inside the encryption is a tar archive: `bundle.json` (what the bundle holds, with the SHA-256 of each part), `signature`
(Ed25519 over the bytes of `bundle.json`), `judgements.jsonl`, and the originals. Names of reviewers stay at home: the key that
signed stands for them.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gawah.errors import BadInput, TamperedCase, UnknownRecord
from gawah.model import Judgement, Verdict, in_force
from gawah.store.backup import whole
from gawah.store.backup_key import Key, closing_to, opening_from
from gawah.store.case import Case
from gawah.store.folder import Folder
from gawah.store.records import dump, load

VERSION = 1
MOST_DOCUMENTS, MOST_JUDGEMENTS = 20_000, 200_000
LARGEST, LONGEST_LINE, LARGEST_TABLE = 100 << 20, 20_000, 256 << 20
"""Bytes of an original, of a judgement, and of what stands beside the originals, at most."""
SIGNER = re.compile(r"ed25519:[0-9a-f]{64}")
_ABOUT = ("file", "title", "publisher", "published", "url", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A document of a bundle: its SHA-256, and what the colleague says of it (file, title, publisher, ...)."""

    id: str
    about: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What a bundle holds, once its signature was found good; `signer` is the key that signed it."""

    signer: str
    documents: tuple[Offered, ...]
    judgements: tuple[Judgement, ...]


def signer_of(case: Path) -> str:
    """The public key of a case, to be told to colleagues by another way than the bundle takes."""
    return f"ed25519:{_key(case).public_key().public_bytes_raw().hex()}"


def _key(case: Path) -> Any:
    """The key that signs for a case: made once, readable by its owner alone."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path = case / "bundle.key"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def export(case: Case, out: Path, key: Key) -> Bundle:
    """Write all documents of a case and the judgements in force into a bundle; whole or not at all.

    Raises BadInput where the key is none that closes or the file cannot be written, TamperedCase where an original has changed.
    """
    if out.exists():
        raise BadInput(f"{out}: is there already; give the bundle another name")
    documents = tuple(
        Offered(id=one.id, about={name: str(getattr(one, name) or "") for name in _ABOUT}) for one in case.documents()
    )
    holding, _ = in_force(case.judgements())
    judgements = tuple(replace(one, reviewer="") for one in holding)
    table = "".join(f"{dump(one)}\n" for one in judgements).encode()
    told = {
        "gawah_bundle": VERSION,
        "signer": signer_of(case.path),
        "judgements": hashlib.sha256(table).hexdigest(),
        "documents": [{"id": one.id, **one.about} for one in documents],
    }
    raw = json.dumps(told, ensure_ascii=False, indent=1).encode()
    originals = Folder(case.path).originals
    with (
        whole(out) as target,
        closing_to(target, key) as stream,
        tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, part in (("bundle.json", raw), ("signature", _key(case.path).sign(raw)), ("judgements.jsonl", table)):
            _add(archive, name, part)
        for one in documents:
            _add(archive, f"originals/{one.id}", originals.read(one.id))
    return Bundle(signer=signer_of(case.path), documents=documents, judgements=judgements)


def _add(archive: tarfile.TarFile, name: str, raw: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(raw)
    archive.addfile(info, io.BytesIO(raw))


def read(path: Path, key: Key, signer: str, into: Path) -> Bundle:
    """Check a bundle against the key of the colleague it should come from; put its originals into a folder, by their SHA-256.

    Nothing of it is believed before the signature is good. Raises BadInput where the file, the key or the signer is wrong or a
    limit is passed, TamperedCase where a part is not as it was signed.
    """
    if not SIGNER.fullmatch(signer):
        raise BadInput(f"{signer!r} is no key of a colleague; `gawah bundle key` prints theirs, it begins with ed25519:")
    with opening_from(path, key) as stream:
        parts = _parts(stream, path)
        told = _believed(next(parts, ("", b"")), next(parts, ("", b"")), signer, path)
        documents = _documents(told, path)
        name, table = next(parts, ("", b""))
        if name != "judgements.jsonl" or hashlib.sha256(table).hexdigest() != told["judgements"]:
            raise TamperedCase(f"{path}: its judgements are not as they were signed; ask for the bundle again")
        judgements = _judgements(table, path)
        missing = {one.id for one in documents}
        for name, raw in parts:
            id_ = name.removeprefix("originals/")
            if id_ not in missing or hashlib.sha256(raw).hexdigest() != id_:
                raise TamperedCase(f"{path}: holds an original that was not signed for, {name!r}; ask for the bundle again")
            missing.remove(id_)
            (into / id_).write_bytes(raw)
    if missing:
        raise TamperedCase(f"{path}: {len(missing)} of its originals are missing; ask for the bundle again")
    return Bundle(signer=signer, documents=documents, judgements=judgements)


def _parts(stream: Any, path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, info in enumerate(archive):
                most = LARGEST if info.name.startswith("originals/") else LARGEST_TABLE
                if not info.isreg() or info.size > most or number > MOST_DOCUMENTS + 3:
                    raise BadInput(f"{path}: holds a part that is too large or belongs to no bundle, {info.name!r}")
                part = archive.extractfile(info)
                yield info.name, part.read() if part else b""
    except tarfile.TarError as error:
        raise BadInput(f"{path}: holds no whole bundle ({error}); ask for it again") from error


def _believed(first: tuple[str, bytes], second: tuple[str, bytes], signer: str, path: Path) -> dict[str, Any]:
    """What `bundle.json` tells, if this signer signed it."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if (first[0], second[0]) != ("bundle.json", "signature"):
        raise BadInput(f"{path}: is no bundle")
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer.removeprefix("ed25519:"))).verify(second[1], first[1])
    except InvalidSignature as error:
        raise TamperedCase(f"{path}: was not signed by {signer[:24]}…, or was changed since; it is not taken in") from error
    told: dict[str, Any] = json.loads(first[1])
    if told.get("gawah_bundle") != VERSION:
        raise BadInput(f"{path}: was made by another gawah (form {told.get('gawah_bundle')}); update gawah")
    return told


def _documents(told: dict[str, Any], path: Path) -> tuple[Offered, ...]:
    try:
        given = [(str(one["id"]), {name: str(one[name])[:2000] for name in _ABOUT}) for one in told["documents"]]
    except (KeyError, TypeError) as error:
        raise BadInput(f"{path}: tells of its documents in a way that gawah does not know ({error})") from error
    if len(given) > MOST_DOCUMENTS or any(not re.fullmatch(r"[0-9a-f]{64}", id_) for id_, _ in given):
        raise BadInput(f"{path}: holds more than {MOST_DOCUMENTS:,} documents, or one without a SHA-256")
    return tuple(Offered(id=id_, about=about) for id_, about in given)


def _judgements(table: bytes, path: Path) -> tuple[Judgement, ...]:
    lines = table.decode("utf-8", "replace").splitlines()
    if len(lines) > MOST_JUDGEMENTS or any(len(line) > LONGEST_LINE for line in lines):
        raise BadInput(f"{path}: holds more than {MOST_JUDGEMENTS:,} judgements, or one that is too long")
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            made = load(Judgement, line)
        except Exception as error:
            raise BadInput(f"{path}: judgement {number} cannot be read; ask for the bundle again") from error
        if made.verdict is not Verdict.WITHDRAW:
            found.append(made)
    return tuple(found)


def usable(case: Case, judgement: Judgement) -> bool:
    """Whether a judgement speaks of claims that this case holds."""
    try:
        for claim in filter(None, (judgement.subject, judgement.other)):
            case.claim(claim)
    except UnknownRecord:
        return False
    return True
