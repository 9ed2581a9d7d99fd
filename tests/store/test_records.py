"""Records of the model as JSON and back."""

from __future__ import annotations

import dataclasses
import json
import types
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gawah.model
from gawah.errors import BrokenCase, ContradictoryRange
from gawah.model import Actor, Claim, Count, Document, Place, Resolution, Span, When
from gawah.store.records import canonical, digest, dump, load
from tests.store.made import report

RECORDS = [kind for kind in vars(gawah.model).values() if dataclasses.is_dataclass(kind)]
CLOSED = [kind for kind in RECORDS if not getattr(kind, "__parameters__", ())] + [
    Resolution[Place],
    Resolution[Actor],
    Resolution[When],
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def made(hint: Any, opened: dict[Any, Any] | None = None) -> st.SearchStrategy[Any]:
    """Values for an annotation of a record."""
    opened, origin, args = opened or {}, get_origin(hint), get_args(hint)
    if isinstance(hint, TypeVar):
        return made(opened[hint])
    if origin in (Union, types.UnionType):
        return st.none() | made(next(arg for arg in args if arg is not type(None)), opened)
    if origin is tuple and args[1:] == (Ellipsis,):
        return st.lists(made(args[0], opened), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(made(arg, opened) for arg in args))
    if origin is not None and dataclasses.is_dataclass(origin):
        inside = tuple(opened.get(arg, arg) for arg in args)
        return record(origin, dict(zip(origin.__parameters__, inside, strict=True)))
    if origin is not None:
        return st.dictionaries(TEXT, made(args[1], opened), max_size=2)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    if dataclasses.is_dataclass(hint):
        return record(hint, {})
    return SCALARS[hint]


SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(0, 10**9),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=8),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(__import__("datetime").UTC)),
}


def record(kind: Any, opened: dict[Any, Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)

    def build(values: dict[str, Any]) -> Any:
        try:
            return kind(**values)
        except ContradictoryRange:
            return None

    fields = {field.name: st.deferred(lambda name=field.name: made(hints[name], opened)) for field in dataclasses.fields(kind)}
    return st.fixed_dictionaries(fields).map(build).filter(lambda value: value is not None)


@pytest.mark.parametrize("kind", CLOSED, ids=str)
def test_every_record_comes_back_as_it_was(kind: Any) -> None:
    @settings(max_examples=15, deadline=None)
    @given(made(kind))
    def holds(value: Any) -> None:
        text = dump(value)
        assert load(kind, text) == value
        assert dump(load(kind, text)) == text

    holds()


def test_all_records_of_the_model_are_looked_at() -> None:
    assert {Claim, Document, Resolution, gawah.model.Account, gawah.model.Judgement} <= set(RECORDS)


def test_the_form_is_canonical() -> None:
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
    assert dump(Count(3)) == '{"low":3}'
    assert dump(Count()) == "{}"


def test_defaults_are_left_out_so_that_new_fields_change_no_hash() -> None:
    document, _, _ = report()
    assert "kind" not in json.loads(dump(document))


def test_a_changed_word_changes_the_hash() -> None:
    one, other = (dump(report(number)[0]) for number in (1, 2))
    assert digest(one) != digest(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"start":5,"end":1}',
        '{"start":"5","end":9}',
        '{"start":1,"end":2,"more":3}',
        "nonsense",
        '{"start":true,"end":2}',
    ],
)
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(BrokenCase):
        load(Span, text)


@pytest.mark.parametrize("value", [object(), {1, 2}, float("nan")])
def test_what_has_no_place_in_a_record_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        dump(Document(id="x", text="y", title=value))  # type: ignore[arg-type]
