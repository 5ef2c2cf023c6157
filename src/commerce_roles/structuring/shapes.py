"""What shape plain data has, said so that type checkers understand it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeGuard

__all__ = ["is_collection", "is_mapping", "is_sequence", "shown", "thawed"]


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
