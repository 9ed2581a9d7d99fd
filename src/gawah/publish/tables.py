"""Tables for spreadsheets and maps: CSV of tolls and of claims, GeoJSON of incidents.

Every row carries the ids that lead back to the claims. A cell that a spreadsheet would take for a formula is quoted
(OWASP ASVS 1.2.10), numbers stay numbers, and an open bound stays empty.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gawah.model import Account, Incident, Place, Resolved, Tally

Cell = str | int | float | None

TOLL_COLUMNS = (
    "incident",
    "event",
    "family",
    "first_day",
    "last_day",
    "edtf",
    "place",
    "containers",
    "country",
    "latitude",
    "longitude",
    "precision",
    "radius_m",
    "agents",
    "targets",
    "summary",
    "parent",
    "outcome",
    "of",
    "side",
    "status_of_counted",
    "low",
    "best",
    "high",
    "party_only",
    "part_of",
    "corroboration",
    "responsibility",
    "numbers",
    "claims",
)
CLAIM_COLUMNS = (
    "claim",
    "incident",
    "document",
    "publisher",
    "published",
    "event",
    "agents",
    "targets",
    "places",
    "resolved_place",
    "first_day",
    "last_day",
    "edtf",
    "tolls",
    "speaker",
    "speaker_role",
    "stance",
    "hedged",
    "summary",
    "confidence",
    "quote",
    "start",
    "end",
)


def toll_rows(account: Account) -> Iterator[dict[str, Cell]]:
    """One row a toll, one for an incident without a toll."""
    for incident in account.incidents:
        shared = _incident_cells(incident)
        for tally in incident.tallies or (None,):
            yield shared | _tally_cells(tally)


def _incident_cells(incident: Incident) -> dict[str, Cell]:
    return {
        "incident": incident.id,
        "event": incident.event.value,
        "family": incident.event.family.value,
        "first_day": str(incident.when.first or ""),
        "last_day": str(incident.when.last or ""),
        "edtf": incident.when.edtf or "",
        **_place_cells(incident.where, incident.place_words),
        "agents": "; ".join(incident.agents),
        "targets": "; ".join(incident.targets),
        "summary": "yes" if incident.summary else "no",
        "parent": incident.parent,
        "corroboration": incident.standing.corroboration.value,
        "responsibility": incident.standing.responsibility.value,
        "numbers": incident.standing.numbers.value,
        "claims": " ".join(member.claim for member in incident.members),
    }


def _place_cells(where: Place | None, words: str) -> dict[str, Cell]:
    if where is None:
        return {"place": words, "precision": "unresolved"}
    return {
        "place": where.name,
        "containers": ", ".join(where.container_names),
        "country": where.country,
        "latitude": where.lat,
        "longitude": where.lon,
        "precision": where.precision.word,
        "radius_m": where.radius_m,
    }


def _tally_cells(tally: Tally | None) -> dict[str, Cell]:
    if tally is None:
        return {}
    return {
        "outcome": tally.outcome.value,
        "of": tally.of,
        "side": tally.side,
        "status_of_counted": tally.status,
        "low": tally.low,
        "best": tally.best,
        "high": tally.high,
        "party_only": "yes" if tally.party else "no",
        "part_of": tally.part_of,
        "claims": " ".join(tally.claims),
    }


def claim_rows(account: Account) -> Iterator[dict[str, Cell]]:
    """One row a claim, with the incident it was joined into and its first quote."""
    owner = {member.claim: incident.id for incident in account.incidents for member in incident.members}
    for identity in sorted(account.claims):
        resolved = account.claims[identity]
        yield _claim_cells(account, resolved, owner.get(identity, ""))


def _claim_cells(account: Account, resolved: Resolved, incident: str) -> dict[str, Cell]:
    claim, document = resolved.claim, account.document_of(resolved.claim)
    quote = (claim.quotes or (claim.trigger,))[0]
    tolls = "; ".join(f"{toll.outcome.value} {toll.count} {toll.of} ({toll.kind.value})" for toll in claim.tolls)
    return {
        "claim": claim.id,
        "incident": incident,
        "document": claim.document,
        "publisher": document.publisher,
        "published": str(document.published or ""),
        "event": claim.event.value,
        "agents": "; ".join(party.name for party in claim.agents),
        "targets": "; ".join(party.name for party in claim.targets),
        "places": ", ".join(mention.words for mention in claim.places),
        "resolved_place": resolved.where.full_name if resolved.where else "",
        "first_day": str(resolved.when.first or ""),
        "last_day": str(resolved.when.last or ""),
        "edtf": resolved.when.edtf or "",
        "tolls": tolls,
        "speaker": claim.speaker.name if claim.speaker else "",
        "speaker_role": claim.speaker.role.value if claim.speaker else "",
        "stance": claim.stance.value if claim.stance else "not understood",
        "hedged": "yes" if claim.hedged else "no",
        "summary": "yes" if claim.scope.summary else "no",
        "confidence": round(claim.confidence, 3),
        "quote": quote.words,
        "start": quote.span.start,
        "end": quote.span.end,
    }


def as_csv(columns: Sequence[str], rows: Iterable[dict[str, Cell]]) -> str:
    """Rows as CSV (RFC 4180), safe to open in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([safe_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def safe_cell(value: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers are left alone."""
    if isinstance(value, str) and value.lstrip()[:1] in {"=", "+", "-", "@"}:
        return f"'{value}"
    return f"'{value}" if isinstance(value, str) and value[:1] in {"\t", "\r", "\n"} else value


def as_geojson(account: Account) -> str:
    """Incidents as GeoJSON (RFC 7946): the point of the place with its radius in metres, null geometry where unresolved."""
    features = []
    for incident in account.incidents:
        where = incident.where
        located = where is not None and where.lat is not None and where.lon is not None
        geometry = {"type": "Point", "coordinates": [where.lon, where.lat]} if located and where else None
        cells: dict[str, Any] = {k: v for k, v in _incident_cells(incident).items() if k not in {"latitude", "longitude"}}
        cells["tolls"] = [_tally_cells(tally) for tally in incident.tallies]
        features.append({"type": "Feature", "id": incident.id, "geometry": geometry, "properties": cells})
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"
