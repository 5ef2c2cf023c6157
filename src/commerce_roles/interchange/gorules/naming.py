"""Where each input, step and table stands in the data of the model."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

__all__ = ["dotted", "paths_of", "reading"]

_CALL: Final = re.compile(r"(?P<name>\w+)\((?P<ids>.*)\)(?:\.(?P<mark>\w+))?")
_QUOTED: Final = re.compile(r"'([^']*)'")
_FOREIGN: Final = re.compile(r"[^A-Za-z0-9_]")
_RESERVED: Final = frozenset({"true", "false"})
_TYPICAL: Final = "typical"

Path = tuple[str, ...]


def paths_of(group: str, keys: Iterable[str]) -> Mapping[str, Path]:
    """Give every key a path of its own below a group; none leads through another.

    Examples:
        >>> found = paths_of("steps", ["orders", "hours('a', 'full')", "hours('a', 'full').low"])
        >>> [".".join(path) for path in found.values()]
        ['steps.orders', 'steps.hours.a.full.typical', 'steps.hours.a.full.low']
    """
    found: dict[str, Path] = {}
    for key in keys:
        path = (group, *map(_slug, _parts(key)))
        while path in found.values():
            path = (*path[:-1], f"{path[-1]}_")
        found[key] = path
    inner = {path[:end] for path in found.values() for end in range(1, len(path))}
    return {key: (*path, _TYPICAL) if path in inner else path for key, path in found.items()}


def _parts(key: str) -> list[str]:
    call = _CALL.fullmatch(key)
    if call is None:
        return key.split(".")
    mark = [call["mark"]] if call["mark"] else []
    return [call["name"], *_QUOTED.findall(call["ids"]), *mark]


def _slug(word: str) -> str:
    plain = _FOREIGN.sub("_", word) or "_"
    return f"_{plain}" if plain[0].isdigit() else plain


def dotted(path: Path) -> str:
    """Write the key under which an expression node puts a value."""
    return ".".join(path)


def reading(path: Path, start: str = "") -> str:
    """Write the expression that reads a path.

    Examples:
        >>> reading(("known", "crisis", "history")), reading(("steps", "true"), "$")
        ('known.crisis.history', "$.steps['true']")
    """
    head = f"{start}{_step(path[0])}" if start else path[0]
    return head + "".join(map(_step, path[1:]))


def _step(name: str) -> str:
    plain = name.isascii() and name.isidentifier() and name not in _RESERVED
    return f".{name}" if plain else f"[{_quoted(name)}]"


def _quoted(name: str) -> str:
    return f'"{name}"' if "'" in name else f"'{name}'"
