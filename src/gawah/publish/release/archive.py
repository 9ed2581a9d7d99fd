"""Zip archives whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

STAMP = (1980, 1, 1, 0, 0, 0)
"""The time that stands on every part: the first that a zip can tell."""


def add(target: ZipFile, name: str, raw: bytes) -> None:
    """Put a part into an archive."""
    target.writestr(_info(name), raw, ZIP_DEFLATED, 6)


def write_archive(folder: Path, path: Path, names: list[str]) -> None:
    """The named files of a folder as an archive, under the name of the folder."""
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for name in names:
            info = _info(f"{folder.name}/{name}")
            info.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as source, target.open(info, "w") as part:
                shutil.copyfileobj(source, part, 1 << 20)


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, STAMP)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info
