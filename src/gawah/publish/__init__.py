"""Incidents to what others read: briefs, maps, timelines, tables."""

from gawah.publish.brief import Brief, compose
from gawah.publish.explain import Note, explain, incident_of
from gawah.publish.page import html_page, markdown_page
from gawah.publish.tables import CLAIM_COLUMNS, TOLL_COLUMNS, as_csv, as_geojson, claim_rows, toll_rows

__all__ = [
    "CLAIM_COLUMNS",
    "TOLL_COLUMNS",
    "Brief",
    "Note",
    "as_csv",
    "as_geojson",
    "claim_rows",
    "compose",
    "explain",
    "html_page",
    "incident_of",
    "markdown_page",
    "toll_rows",
]
