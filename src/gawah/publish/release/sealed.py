"""Releases that were made: a folder whose manifest tells what it is, by which rules it was made, and the hash of every file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gawah.errors import BadInput
from gawah.publish.release.columns import Row
from gawah.publish.release.plain_files import read_lines

MANIFEST = "manifest.json"
VERSION = 1
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def proper_name(name: str) -> str:
    """The name, if a release may be called so; else BadInput."""
    if not _NAME.fullmatch(name) or name.endswith("."):
        raise BadInput(f"{name!r} is no name for a release; use letters, digits, dots, dashes and underscores, such as 2022-07")
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A release on disk. `told` is its manifest, `digest` the SHA-256 of that file."""

    folder: Path
    told: dict[str, Any]
    digest: str

    @classmethod
    def at(cls, folder: Path) -> Sealed:
        """The release in a folder; BadInput where there is none, or its manifest cannot be read."""
        try:
            raw = (folder / MANIFEST).read_bytes()
            told = json.loads(raw)
            version, known = int(told["gawah_release"]), bool(told["files"] and told["profile"] and told["case"])
        except FileNotFoundError:
            raise BadInput(f"{folder}: is no release; give the folder that holds {MANIFEST}") from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadInput(f"{folder}: its {MANIFEST} cannot be read ({error}); bring the release back from a copy") from error
        if version != VERSION or not known:
            raise BadInput(f"{folder}: its {MANIFEST} has the form {version}, this gawah knows {VERSION}; update gawah")
        return cls(folder=folder, told=told, digest=hashlib.sha256(raw).hexdigest())

    @property
    def name(self) -> str:
        """The name of the release."""
        return str(self.told["name"])

    @property
    def profile(self) -> dict[str, str]:
        """Name and SHA-256 of the profile it was made by."""
        told: dict[str, str] = self.told["profile"]
        return told

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files, without the manifest."""
        return tuple(str(file["name"]) for file in self.told["files"])

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table; none where that did not go out."""
        name = f"{table}.jsonl"
        return read_lines(self.folder / name) if name in self.files else iter(())

    def changes(self) -> dict[str, Any]:
        """What it changed against the release before."""
        found: dict[str, Any] = json.loads((self.folder / "changes.json").read_text("utf-8"))
        return found

    def faults(self) -> list[str]:
        """Files that are gone or are not as they were sealed, one sentence each."""
        found = []
        for file in self.told["files"]:
            path = self.folder / file["name"]
            if not path.is_file():
                found.append(f"{file['name']} is gone")
            elif digest_of(path) != file["sha256"]:
                found.append(f"{file['name']} is not as it was sealed")
        return found


def releases_in(folder: Path) -> list[Sealed]:
    """The releases in a folder, the latest first by the row of the log that they were made from."""
    found = [Sealed.at(path.parent) for path in folder.glob(f"[A-Za-z0-9]*/{MANIFEST}")] if folder.is_dir() else []
    return sorted(found, key=lambda one: (one.told["case"]["row"], one.name), reverse=True)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
