"""Keeping: documents, claims and judgements in a case, and the log of all that changed."""

from gawah.store.case import Case
from gawah.store.log import Entry

__all__ = ["Case", "Entry"]
