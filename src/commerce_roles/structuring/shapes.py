"""What shape plain data has, said so that type checkers understand it."""

import math
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeGuard

__all__ = ["is_collection", "is_finite", "is_mapping", "is_sequence", "mismatch", "shown", "thawed"]


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Say whether a value is a table of keys; TOML and JSON have text keys only.

    Examples:
        >>> is_mapping({"a": 1}), is_mapping([1])
        (True, False)
    """
    return isinstance(value, Mapping)


def is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    """Say whether a value is a list; a text is none.

    Examples:
        >>> is_sequence([1]), is_sequence("abc")
        (True, False)
    """
    return isinstance(value, list | tuple)


def is_collection(value: object) -> TypeGuard[Collection[object]]:
    """Say whether a value is a list or a set; a text or a table is neither.

    Examples:
        >>> is_collection({1, 2}), is_collection({"a": 1})
        (True, False)
    """
    return isinstance(value, list | tuple | set | frozenset)


def is_finite(number: float | Decimal) -> bool:
    """Say whether a number is one that a float can hold: no NaN, no end, not beyond all floats.

    Examples:
        >>> is_finite(3), is_finite(float("inf")), is_finite(10**400)
        (True, False, False)
    """
    try:
        return math.isfinite(number)
    except OverflowError:
        return False


def thawed(value: Any) -> Any:  # noqa: ANN401 plain data of any form, and as much of it
    """Copy plain data deeply: tables as dict, lists as list, all else as it is.

    Examples:
        >>> thawed({"a": (1, {"b": 2})})
        {'a': [1, {'b': 2}]}
    """
    if is_mapping(value):
        return {key: thawed(part) for key, part in value.items()}
    return [thawed(part) for part in value] if is_sequence(value) else value


def shown(value: object) -> str:
    """Show the beginning of a value in a message, whatever its size.

    Examples:
        >>> shown("a"), shown(16**5000)
        ("'a'", 'a very large int')
    """
    try:
        return f"{value!r:.60}"
    except (ValueError, RecursionError):
        return f"a very large {type(value).__name__}"


def mismatch(wanted: str, value: object) -> tuple[str, str]:
    """Say that something else is wanted than what stands there, and how to write it.

    Examples:
        >>> mismatch("a whole number", "12")
        ("a whole number is wanted, this is '12'", 'leave the quotes out')
        >>> mismatch("a text in quotes", ["a", "b"])
        ("a text in quotes is wanted, this is ['a', 'b']", 'name exactly one, without brackets')
    """
    return f"{wanted} is wanted, this is {shown(value)}", _remedy(wanted, value)


def _remedy(wanted: str, value: object) -> str:
    match wanted.split()[:2]:
        case ["a", "text"] if is_sequence(value):
            return "name exactly one, without brackets"
        case ["a", "text"] if not is_mapping(value):
            return "put it in quotes"
        case ["a", "whole" | "number"] if isinstance(value, str):
            return "leave the quotes out"
        case ["a", "whole"] if isinstance(value, float):
            return "write it without a decimal point"
        case ["true", _]:
            return "write true or false, without quotes"
        case ["a", "list"]:
            return "put it in brackets: [ ]"
        case ["a", "table"]:
            return "write its keys: { key = value }"
        case _:
            return f"write {wanted}"
