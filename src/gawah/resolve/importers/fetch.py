"""Fetching the GeoNames dump of a country: the only place where a gazetteer touches the network, and only when asked to.

A broken download goes on where it stopped. The archive is checked (its own checksums, and the length that the server told)
before anything of it is used.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import shutil
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

from gawah.errors import BadInput, NoNetwork
from gawah.resolve.gazetteer import cache

BASE = "GAWAH_GEONAMES_URL"
"""The setting (an environment variable) that names another mirror."""
USUAL = "https://download.geonames.org/export/dump"
BESIDE = ("admin1CodesASCII.txt", "admin2Codes.txt")
_BLOCK = 1 << 16
_WAIT = 30
"""Seconds without a byte until a server is given up."""


def base_url() -> str:
    """Where dumps are fetched from."""
    return os.environ.get(BASE, USUAL).rstrip("/")


def fetch_country(
    code: str,
    folder: Path | None = None,
    step: Callable[[int, int], None] = lambda *_: None,
    *,
    afresh: bool = False,
) -> Path:
    """The unpacked dump of a country (two letters), with the code files beside it.

    `step` is called with bytes so far and in all (0: not told). Raises BadInput for a code that is none or that the server
    does not know, NoNetwork where it cannot be reached; what was fetched so far is kept and gone on with the next
    time. `afresh` fetches again what is here already.
    """
    code = code.strip().upper()
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        raise BadInput(f"{code}: a country is two letters (ISO 3166-1), for example AF")
    folder = folder or cache() / "geonames"
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{code}.zip"
    if afresh or not archive.exists():
        _fetch(f"{base_url()}/{code}.zip", archive, step)
    for name in BESIDE:
        if afresh or not (folder / name).exists():
            _fetch(f"{base_url()}/{name}", folder / name, step)
    return _unpack(archive, f"{code}.txt", folder)


def _fetch(url: str, target: Path, step: Callable[[int, int], None]) -> None:
    """Fetch a file, going on where an earlier try stopped."""
    part = target.with_name(f"{target.name}.part")
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})  # noqa: S310
    if not url.startswith(("http://", "https://")):
        raise BadInput(f"{url}: not a web address; set {BASE} to one")
    try:
        with urllib.request.urlopen(request, timeout=_WAIT) as reply:  # noqa: S310
            resumed = reply.status == 206
            told = int(reply.headers.get("Content-Length") or 0)
            total = told + have if resumed else told
            with part.open("ab" if resumed else "wb") as file:
                done = have if resumed else 0
                while block := reply.read(_BLOCK):
                    file.write(block)
                    done += len(block)
                    step(done, total)
    except urllib.error.HTTPError as error:
        if error.code == 416:  # all of it is here already
            part.replace(target)
            return
        raise BadInput(f"{url}: the server answers {error.code} {error.reason}; is the country code right?") from error
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise NoNetwork(
            f"{url}: cannot be fetched ({reason}). gawah works without it: bring a dump by hand and `gawah gazetteer import` "
            "it, or try again; what came so far is kept"
        ) from error
    if total and done != total:
        raise NoNetwork(f"{url}: broke off after {done:,} of {total:,} bytes; try again, it goes on from there")
    part.replace(target)


def _unpack(archive: Path, name: str, folder: Path) -> Path:
    """One member of an archive, unpacked aside and moved into place; a broken archive is removed."""
    try:
        with zipfile.ZipFile(archive) as bundle:
            aside = folder / f"{name}.new"
            with bundle.open(name) as packed, aside.open("wb") as file:
                shutil.copyfileobj(packed, file)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()[:12]
        archive.unlink()
        raise BadInput(
            f"{archive.name} (sha256 {digest}...): damaged or not a dump ({error}); removed, fetch it again"
        ) from error
    aside.replace(folder / name)
    return folder / name
