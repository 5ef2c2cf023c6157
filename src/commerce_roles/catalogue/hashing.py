"""One hash for the same content, whatever files, order or spelling of numbers it came in."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

import attrs

from commerce_roles.model import FrozenMap, is_value
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["Entries", "digest", "plain", "written"]

_WHOLE: Final = frozenset({str, int, bool, type(None)})
"""Types that are plain data already; most of what is hashed is of one of them."""
_NOTHING: Final = ("", (), None)


class Entries(FrozenMap[str, object]):
    """The facts of one kind, by id; catalogues that share them share their digest too."""

    __slots__ = ("_digests",)

    def __init__(self, items: Mapping[str, object] | Iterable[tuple[str, object]] = (), /) -> None:
        """Keep a copy of the facts, in the order given."""
        super().__init__(items)
        self._digests: dict[frozenset[str], str] = {}

    def digest(self, without: frozenset[str] = frozenset()) -> str:
        """Hash the facts, without some of their keys; worked out once."""
        if without not in self._digests:
            self._digests[without] = digest(plain(self, without))
        return self._digests[without]


def digest(facts: object) -> str:
    """Hash plain data in one canonical form: sorted, in NFC."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def plain(value: object, without: frozenset[str] = frozenset()) -> object:
    """Write a value as plain data, without defaults and without some keys; whole numbers whole."""
    if type(value) in _WHOLE:
        return value
    if is_value(value):
        return {
            name: plain(part, without)
            for name, default in _parts(type(value))
            if name not in without
            and (part := getattr(value, name)) not in _NOTHING
            and part != default
        }
    if is_mapping(value):
        return {str(key): plain(part, without) for key, part in value.items()}
    if is_sequence(value):
        return [plain(part, without) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@cache
def _parts(kind: type[attrs.AttrsInstance]) -> tuple[tuple[str, object], ...]:
    """List what a value of a type holds: its name, and what it is unless said."""
    return tuple((part.name, part.default) for part in attrs.fields(kind))


def written(value: object) -> object:
    """Write a value as plain data with all it holds, texts as they are hashed."""
    if is_value(value):
        return {a.name: written(getattr(value, a.name)) for a in attrs.fields(type(value))}
    if is_mapping(value):
        return {str(key): written(part) for key, part in value.items()}
    if is_sequence(value):
        return [written(part) for part in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
