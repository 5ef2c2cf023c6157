"""Versions of the facts, and what an overlay says it was made for."""

import operator
import re
from collections.abc import Callable, Mapping
from typing import Final

__all__ = ["Version", "parse_version", "satisfies"]

Version = tuple[int, int, int]

_CLAUSE: Final = re.compile(r"\s*(>=|<=|==|!=|>|<)\s*([0-9]+(?:\.[0-9]+){0,2})\s*")
_COMPARE: Final[Mapping[str, Callable[[Version, Version], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


def parse_version(text: str) -> Version:
    """Read a version of one to three numbers.

    Raises:
        ValueError: It is none.

    Examples:
        >>> parse_version("1.2")
        (1, 2, 0)
    """
    match = re.fullmatch(r"([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?", text)
    if match is None:
        message = f"{text!r} is no version"
        raise ValueError(message)
    major, minor, patch = (int(part or 0) for part in match.groups())
    return major, minor, patch


def satisfies(version: str, wanted: str) -> bool:
    """Say whether a version meets every clause of a requirement.

    Raises:
        ValueError: The requirement cannot be read.

    Examples:
        >>> satisfies("1.4.2", ">=1,<2"), satisfies("2.0.0", ">=1,<2")
        (True, False)
        >>> satisfies("1.0.0", "about one")
        Traceback (most recent call last):
        ValueError: 'about one' is no requirement
    """
    clauses = [_CLAUSE.fullmatch(clause) for clause in wanted.split(",")]
    have = parse_version(version)
    met = True
    for clause in clauses:
        if clause is None:
            message = f"{wanted!r} is no requirement"
            raise ValueError(message)
        met = met and _COMPARE[clause[1]](have, parse_version(clause[2]))
    return met
