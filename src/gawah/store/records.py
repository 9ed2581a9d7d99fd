"""Records of the model as canonical JSON, and back. Nothing is pickled: a case must be readable without this program.

Canonical means: keys sorted, no spaces, UTF-8, fields that hold their default left out. So one record has one form, and its
SHA-256 can stand for it in the log; a field added to a record later, with a default, changes no form that was written before.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from gawah.errors import BrokenCase, ContradictoryRange

R = TypeVar("R")


def canonical(value: object) -> str:
    """JSON in its one form; `value` holds only what JSON knows."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """The SHA-256 of a canonical form, in hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def dump(record: object) -> str:
    """A record of the model as canonical JSON."""
    return canonical(plain(record))


def load(kind: type[R], text: str) -> R:
    """The record of class `kind` that `dump` wrote; BrokenCase where the text is not such a record."""
    try:
        hint: Any = kind
        made: R = _reader(hint)(json.loads(text))
    except (AttributeError, ContradictoryRange, KeyError, TypeError, ValueError) as error:
        raise BrokenCase(f"a kept {kind.__name__.lower()} cannot be read ({error}); run `gawah doctor` on the case") from error
    return made


def plain(value: Any) -> Any:
    """A record, or a part of one, as what JSON knows."""
    if value is None or isinstance(value, (bool, int, float)) or type(value) is str:
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind := type(value)):
        hint: Any = kind
        return {name: plain(held) for name, default in _defaults(hint) if (held := getattr(value, name)) != default}
    raise TypeError(f"{type(value).__name__} has no place in a record")


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a record with their defaults; MISSING, which equals no value, where a field has none."""
    return tuple(
        (field.name, field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default)
        for field in dataclasses.fields(kind)
    )


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What turns the JSON of a field with this annotation into its value."""
    origin, args = get_origin(hint), get_args(hint)
    if isinstance(hint, TypeVar):
        raise TypeError(f"the type {hint} is left open")
    if origin in (Union, types.UnionType):
        inner = _reader(next(arg for arg in args if arg is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _tuple_reader(args)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        inside = _reader(args[1])
        return lambda value: {key: inside(item) for key, item in value.items()}
    if dataclasses.is_dataclass(origin or hint):
        return _record_reader(origin or hint, args)
    return _SCALARS.get(hint) or _enum_reader(hint)


def _enum_reader(hint: Any) -> Callable[[Any], Any]:
    if not (isinstance(hint, type) and issubclass(hint, Enum)):
        raise TypeError(f"{hint} has no place in a record")
    return hint


def _tuple_reader(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        item = _reader(args[0])
        return lambda value: tuple(item(each) for each in value)
    items = tuple(_reader(arg) for arg in args)
    return lambda value: tuple(read(each) for read, each in zip(items, value, strict=True))


def _record_reader(kind: type, args: tuple[Any, ...]) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    opened = dict(zip(getattr(kind, "__parameters__", ()), args, strict=False))
    # Readers are looked up at first use, so that records may hold each other.
    readers: dict[str, Callable[[Any], Any]] = {}

    def read(value: Any) -> Any:
        made = {}
        for name, held in value.items():
            if name not in hints:
                raise KeyError(f"{kind.__name__} has no field {name!r}")
            if name not in readers:
                readers[name] = _reader(_closed(hints[name], opened))
            made[name] = readers[name](held)
        return kind(**made)

    return read


def _closed(hint: Any, opened: Mapping[Any, Any]) -> Any:
    """An annotation with its type variables filled in."""
    parameters = getattr(hint, "__parameters__", ())
    if hint in opened:
        return opened[hint]
    if not parameters:
        return hint
    if isinstance(hint, types.UnionType):
        return typing.Union[tuple(_closed(arg, opened) for arg in get_args(hint))]  # noqa: UP007 - built at run time
    return hint[tuple(opened[parameter] for parameter in parameters)]


def _exact(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is not {kind.__name__}")
        return value

    return read


_SCALARS: dict[Any, Callable[[Any], Any]] = {
    str: _exact(str),
    int: _exact(int),
    bool: _exact(bool),
    float: float,
    bytes: lambda value: base64.b64decode(value, validate=True),
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}
