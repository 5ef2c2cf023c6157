"""Plain data to values and back: strict cattrs, every fault at once, each with its path."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache, partial
from types import GenericAlias, UnionType
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from commerce_roles.errors import Problem, nearest
from commerce_roles.model import Evidence, FrozenMap
from commerce_roles.structuring.shapes import is_finite, is_mapping, is_sequence, mismatch, shown
from commerce_roles.structuring.strangers import strangers

__all__ = ["structure"]

T = TypeVar("T")

_EVIDENCE: Final = tuple(attribute.name for attribute in attrs.fields(Evidence))
_BESIDE: Final = "evidence"
"""The attribute whose keys stand beside the others, where it is an `Evidence`."""
_UNWRITTEN: Final = "\0evidence"
"""The key it is made of, which no author can write."""
_WANTED: Final[Mapping[type, str]] = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a day such as 2026-11-02",
    datetime: "a time such as 2026-11-02T14:00",
    Decimal: 'an amount such as "120.50"',
}


class _WrongTypeError(TypeError):
    """A value is not of the type that is wanted."""

    def __init__(self, message: str, remedy: str) -> None:
        """Keep what to do about it."""
        super().__init__(message)
        self.remedy = remedy


def structure(data: object, wanted: type[T]) -> tuple[T | None, list[Problem]]:
    r"""Make a value of plain data; give the value, or None and every problem.

    Nothing is coerced: `3` is not `"3"`, a text is not a list, a whole number is not true. A day
    may be written as a text, which JSON has to; money is a text, so that no cent is lost.

    Examples:
        >>> from commerce_roles.model import Source
        >>> structure({"id": "a", "title": "T", "tier": "B"}, Source)[0].tier
        'B'
        >>> print(*structure({"id": "a", "tier": "D", "titel": 3}, Source)[1], sep="\n")
        the key title is missing; add it
        tier: 'D' is not one of A, B, C; choose one of them
        titel: there is no such key; did you mean title?
    """
    try:
        return _converter(thorough=False).structure(data, wanted), []
    except Exception:  # noqa: BLE001 what is wrong is asked below
        return _structured_thoroughly(data, wanted)


def _structured_thoroughly(data: object, wanted: type[T]) -> tuple[T | None, list[Problem]]:
    """Make a value again, slower, and collect every problem with its place."""
    try:
        return _converter(thorough=True).structure(data, wanted), []
    except Exception as error:  # noqa: BLE001 cattrs wraps whatever a hook raises
        return None, sorted(_problems(error, ""), key=_place)


Hook = Callable[[object, object], Any]
"""Makes a value of plain data; what it is asked for comes second."""


@cache
def _converter(*, thorough: bool) -> cattrs.Converter:
    """Give the converter that stops at the first fault, or the one that tells all of them."""
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=thorough)
    for kind in _WANTED:
        converter.register_structure_hook(kind, _exact)
    converter.register_structure_hook_func(lambda wanted: wanted is object, _as_it_is)
    factories: tuple[tuple[Callable[[Any], bool], Callable[[Any], Hook]], ...] = (
        (lambda wanted: get_origin(wanted) is tuple, partial(_tuple_hook, converter)),
        (lambda wanted: get_origin(wanted) is FrozenMap, partial(_map_hook, converter)),
        (lambda wanted: get_origin(wanted) is Literal, _literal_hook),
        (lambda wanted: get_origin(wanted) in {Union, UnionType}, partial(_union_hook, converter)),
        (attrs.has, partial(_class_hook, converter)),
    )
    for applies, factory in factories:
        converter.register_structure_hook_factory(applies, factory)
    return converter


def _exact(value: object, wanted: type) -> object:
    """Take a value of exactly the wanted type, or the member of an enumeration of texts."""
    if issubclass(wanted, Enum):
        return _member(value, wanted)
    if wanted is float and isinstance(value, int | float) and not isinstance(value, bool):
        if is_finite(value):
            return float(value)
    elif type(value) is wanted:
        return value
    elif wanted in (date, datetime) and isinstance(value, str):
        return _day(value, wanted)
    elif wanted is Decimal and isinstance(value, int | str) and not isinstance(value, bool):
        return _amount(value)
    raise _WrongTypeError(*mismatch(_WANTED[wanted], value))


def _day(text: str, wanted: type) -> date:
    """Take a day, or a time of a day, as it is written."""
    read = datetime.fromisoformat if wanted is datetime else date.fromisoformat
    try:
        return read(text)
    except ValueError:
        raise _WrongTypeError(*mismatch(_WANTED[wanted], text)) from None


def _amount(written: int | str) -> Decimal:
    """Take an amount of money to the cent, never by way of a binary fraction."""
    try:
        amount = Decimal(written)
    except InvalidOperation:
        raise _WrongTypeError(*mismatch(_WANTED[Decimal], written)) from None
    if not amount.is_finite():
        raise _WrongTypeError(*mismatch(_WANTED[Decimal], written))
    return amount


def _as_it_is(value: object, _: object) -> object:
    """Take plain data of any form, frozen."""
    if is_mapping(value):
        return FrozenMap((key, _as_it_is(part, object)) for key, part in value.items())
    if is_sequence(value):
        return tuple(_as_it_is(part, object) for part in value)
    return value


def _member(value: object, wanted: type[Enum]) -> Enum:
    allowed = {str(member.value): member for member in wanted}
    if isinstance(value, str) and value in allowed:
        return allowed[value]
    raise _none_of(value, list(allowed))


def _none_of(value: object, allowed: list[str]) -> _WrongTypeError:
    near = nearest(value, allowed) if isinstance(value, str) else ()
    remedy = f"did you mean {near[0]}?" if near else "choose one of them"
    return _WrongTypeError(f"{shown(value)} is not one of {', '.join(allowed)}", remedy)


def _tuple_hook(converter: cattrs.Converter, wanted: Any) -> Hook:  # noqa: ANN401 an annotation
    items = GenericAlias(list, get_args(wanted)[:1])
    inner: Hook = converter.get_structure_hook(items)

    def hook(value: object, _: object) -> tuple[object, ...]:
        if not is_sequence(value):
            raise _WrongTypeError(*mismatch("a list", value))
        if not value:
            raise _WrongTypeError("a list is never empty here", "leave the key out")
        return tuple(inner(value, items))

    return hook


def _map_hook(converter: cattrs.Converter, wanted: Any) -> Hook:  # noqa: ANN401 an annotation
    items = GenericAlias(dict, get_args(wanted))
    inner: Hook = converter.get_structure_hook(items)
    of_texts = get_args(wanted) == (str, str)

    def hook(value: object, _: object) -> FrozenMap[str, object]:
        if not is_mapping(value):
            raise _WrongTypeError(*mismatch("a table of keys", value))
        if of_texts and {*map(type, value), *map(type, value.values())} == {str}:
            return FrozenMap[str, object](value)  # most are, and it is much quicker
        return FrozenMap[str, object](inner(value, items))

    return hook


def _literal_hook(wanted: Any) -> Hook:  # noqa: ANN401 an annotation
    allowed = get_args(wanted)

    def hook(value: object, _: object) -> object:
        if value in allowed:
            return value
        raise _none_of(value, [*map(str, allowed)])

    return hook


def _union_hook(converter: cattrs.Converter, wanted: Any) -> Hook:  # noqa: ANN401 an annotation
    members = [member for member in get_args(wanted) if member is not type(None)]
    hooks = [converter.get_structure_hook(member) for member in members]
    names = " or ".join(_WANTED.get(member, "a list") for member in members)

    def hook(value: object, _: object) -> object:
        for member, inner in zip(members, hooks, strict=True):
            fits = type(value) is member or (get_origin(member) is tuple and is_sequence(value))
            if fits or len(members) == 1:
                return inner(value, member)
        raise _WrongTypeError(*mismatch(names, value))

    return hook


def _class_hook(converter: cattrs.Converter, wanted: Any) -> Hook:  # noqa: ANN401 an annotation
    flattens = any(_beside(a.name, a.type) for a in attrs.fields(wanted))
    renamed: dict[str, Any] = {_BESIDE: cattrs.override(rename=_UNWRITTEN)} if flattens else {}
    plain = make_dict_structure_fn(
        wanted,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=converter.detailed_validation,
        **renamed,
    )

    def hook(value: object, _: object) -> object:
        if not is_mapping(value):
            raise _WrongTypeError(*mismatch("a table of keys", value))
        if not flattens:
            return plain(value, wanted)
        own = {key: part for key, part in value.items() if key not in _EVIDENCE}
        evidence = {key: value[key] for key in _EVIDENCE if key in value}
        return plain({**own, _UNWRITTEN: evidence} if evidence else own, wanted)

    return hook


def _problems(error: BaseException, path: str) -> Iterator[Problem]:
    """Flatten cattrs' groups into problems with paths."""
    match error:
        case ClassValidationError() | IterableValidationError():
            placed, others = error.group_exceptions()
            for inner, note in placed:
                yield from _problems(inner, _inside(path, note))
            for inner in others:
                yield from _problems(inner, path)
        case ForbiddenExtraKeysError():
            known = [key for a in attrs.fields(error.cl) for key in _keys(a.name, a.type)]
            yield from strangers(sorted(map(str, error.extra_fields)), known, path)
        case KeyError() as missing:
            name = str(missing.args[0])
            yield Problem(
                f"the key {name} is missing", path.removesuffix(name).rstrip("."), "add it"
            )
        case _:
            remedy = error.remedy if isinstance(error, _WrongTypeError) else ""
            yield Problem(str(error), path, remedy)


def _inside(path: str, note: AttributeValidationNote | IterableValidationNote) -> str:
    if isinstance(note, AttributeValidationNote):
        return path if _beside(note.name, note.type) else _joined(path, note.name)
    index: object = note.index
    return f"{path}[{index}]" if isinstance(index, int) else _joined(path, str(index))


def _beside(name: str, kind: object) -> bool:
    return name == _BESIDE and kind is Evidence


def _keys(name: str, kind: object) -> tuple[str, ...]:
    return _EVIDENCE if _beside(name, kind) else (name,)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name if name.isidentifier() else repr(name)}" if path else name


def _place(problem: Problem) -> str:
    """Order by path, and `rules[2]` before `rules[10]`."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(6), problem.path)
