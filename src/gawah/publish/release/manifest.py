"""The manifest of a release: what it is, how it was made, what it holds and holds back, and the SHA-256 of every file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gawah.publish.release.rows import Tables
from gawah.publish.release.sealed import MANIFEST, VERSION, digest_of

if TYPE_CHECKING:
    from gawah.publish.release.making import Order


def write_manifest(folder: Path, names: list[str], tables: Tables, order: Order) -> dict[str, Any]:
    """Write it into the folder of a release; returns what it tells."""
    cleared, profile, since = tables.cleared, order.profile, order.since
    waiting = [number for number in cleared.unreviewed.values() if number]
    told = {
        "gawah_release": VERSION,
        "name": order.name,
        "title": order.title,
        "made_by": f"gawah {order.version}",
        "profile": {"name": profile.name, "sha256": profile.digest, "about": profile.about, "weigh": profile.weigh},
        "case": {"row": order.head[0], "hash": order.head[1]},
        "since": {"name": since.name, "sha256": since.digest} if since else None,
        "counts": {
            "incidents": len(cleared.account.incidents),
            "claims": len(cleared.account.claims),
            "documents_read": cleared.read,
            "added": len(tables.changes.added),
            "changed": len(tables.changes.changed),
            "withdrawn": len(tables.changes.withdrawn),
        },
        "unreviewed": {"claims": sum(waiting), "incidents": len(waiting)},
        "held_back": [{"what": one.what, "count": one.count, "why": one.why} for one in cleared.held],
        "files": [
            {"name": name, "bytes": (folder / name).stat().st_size, "sha256": digest_of(folder / name)} for name in names
        ],
    }
    (folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return told
