"""gawah from Python: the stages one by one, with the default pack, gazetteer and registry opened as they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gawah.errors import MissingPack
from gawah.extract import extract as _extract
from gawah.intake import read_file
from gawah.language import load
from gawah.link import Linked
from gawah.link import link as _link
from gawah.model import Account, Claim, Document, Incident, Judgement, Resolved
from gawah.pipeline import Lookups, imprints_of
from gawah.pipeline import account_of as _account_of
from gawah.publish import CLAIM_COLUMNS, TOLL_COLUMNS, claim_rows, toll_rows
from gawah.resolve import resolve as _resolve
from gawah.weigh import weigh_all

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["account", "claims_frame", "extract", "link", "read", "resolve", "tolls_frame", "weigh"]


def read(path: str | Path) -> Document:
    """The document in a file; UnreadableDocument says why there is none."""
    return read_file(path).document


def extract(document: Document) -> list[Claim]:
    """The claims of a document, in the order of its text."""
    return list(_extract(document, load(document.language or "en").parse(document.text)).claims)


def resolve(document: Document, claims: Sequence[Claim]) -> list[Resolved]:
    """The claims of a document with their days, places and actors."""
    lookups = _lookups()
    return _resolve(document, claims, gazetteer=lookups.gazetteer, registry=lookups.registry)


def link(resolved: Iterable[Resolved], documents: Iterable[Document] = (), judgements: Sequence[Judgement] = ()) -> Linked:
    """Join claims into incidents; `documents` let copies of one report be seen."""
    return _link(list(resolved), imprints_of({one.id: one for one in documents}), judgements)


def weigh(
    incidents: Sequence[Incident],
    resolved: Iterable[Resolved],
    documents: Iterable[Document] = (),
    profile: str = "gawah",
    judgements: Sequence[Judgement] = (),
) -> list[Incident]:
    """The incidents with their tallies and standing, weighed by a profile."""
    claims: Mapping[str, Resolved] = {one.claim.id: one for one in resolved}
    return weigh_all(incidents, claims, imprints_of({one.id: one for one in documents}), profile, judgements)


def account(case: str | Path, profile: str = "gawah") -> Account:
    """All that can be said of the case in a folder."""
    return _account_of(Path(case), profile)


def tolls_frame(of: Account) -> DataFrame:
    """The tolls of an account as a pandas DataFrame, one row each; MissingPack where pandas is not installed."""
    return _frame(list(toll_rows(of)), TOLL_COLUMNS)


def claims_frame(of: Account) -> DataFrame:
    """The claims of an account as a pandas DataFrame, one row each; MissingPack where pandas is not installed."""
    return _frame(list(claim_rows(of)), CLAIM_COLUMNS)


def _frame(rows: list[dict[str, Any]], columns: Sequence[str]) -> DataFrame:
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingPack("tables need pandas; install it with: pip install 'gawah[tables]'") from error
    return pd.DataFrame(rows, columns=list(columns))


@cache
def _lookups() -> Lookups:
    return Lookups.open()
