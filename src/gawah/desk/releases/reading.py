"""Releases that were made: their manifest, what they changed, their files to be downloaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from gawah.desk.releases.work import FOLDER
from gawah.desk.settings import the_desk
from gawah.errors import BadInput, UnknownRecord
from gawah.publish.release import MANIFEST, Sealed, proper_name

SHOWN = 200
"""Changes that are shown on the page; the file has all."""


def one(request: HttpRequest, name: str) -> HttpResponse:
    """What a release is, which files it has, whether they are as they were sealed, and what it changed."""
    made = _made(name)
    changes = made.changes()
    for change in changes["changed"]:
        change["cells"] = {name: tuple(map(_cell, pair)) for name, pair in change["cells"].items()}
    shown = {kind: changes[kind][:SHOWN] for kind in ("added", "changed", "withdrawn")}
    told = {"made": made, "told": made.told, "changes": shown, "most": SHOWN, "faults": made.faults()}
    return render(request, "desk/releases/one.html", told)


def _cell(value: Any) -> str:
    return "–" if value in (None, "") else str(value)


def file(request: HttpRequest, name: str, file: str) -> HttpResponseBase:  # noqa: ARG001 - Django's signature
    """One file of a release, to be saved."""
    made = _made(name)
    if file not in (*made.files, MANIFEST):
        raise UnknownRecord(f"the release {name} has no file of this name")
    return _saved(made.folder / file, f"{name}-{file}")


def archive(request: HttpRequest, name: str) -> HttpResponseBase:  # noqa: ARG001 - Django's signature
    """A release as one archive, to be saved."""
    return _saved(_made(name).folder.parent / f"{name}.zip", f"{name}.zip")


def _made(name: str) -> Sealed:
    try:
        return Sealed.at(the_desk().case / FOLDER / proper_name(name))
    except BadInput as wrong:
        raise UnknownRecord("there is no release of this name") from wrong


def _saved(path: Path, name: str) -> FileResponse:
    """A file that the browser saves and never shows, since a brief may hold what others wrote."""
    if not path.is_file():
        raise UnknownRecord(f"{path.name} is gone from the folder of releases; bring it back from a copy")
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Content-Security-Policy"] = "sandbox"
    return response
