"""What a value names: declared where the attribute stands, found by one walk.

An attribute that holds the id of another fact says so in its metadata: `to("skill")` must find one,
`perhaps("role")` may also hold a word of another sense, `expression()` is a text of the language,
in which ids stand among other names; `formula()` is one over measures. Checks, traces, neighbours
and the tombstones of retired facts all read the same declarations.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, cast

from attrs import fields

from commerce_roles.model.frozen_map import FrozenMap, is_value

__all__ = [
    "ADJUSTABLE", "Mention", "Reference", "adjustable", "expression", "formula", "kind_named",
    "mentions", "perhaps", "references", "to",
]  # fmt: skip

Meta = Mapping[str, object]

_TO: Final = "commerce_roles.to"
_PERHAPS: Final = "commerce_roles.perhaps"
_EXPRESSION: Final = "commerce_roles.expression"
_FORMULA: Final = "commerce_roles.formula"
ADJUSTABLE: Final = "commerce_roles.adjustable"
"""The metadata key of what an overlay's `[adjust]` may change."""
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")


class Reference(NamedTuple):
    """One id that a value names and that must exist."""

    path: str
    """Where it stands inside the value, such as `rules[2].states`."""
    kind: str
    id: str


class Mention(NamedTuple):
    """One word that names a fact if there is one of that name."""

    path: str
    kind: str
    """The kind it is about; empty for a name inside an expression, which may be of any."""
    id: str


def to(kind: str) -> Meta:
    """Declare that an attribute holds the id, or ids, of a kind."""
    return {_TO: kind}


def perhaps(kind: str) -> Meta:
    """Declare that an attribute may hold ids of a kind, among words of another sense."""
    return {_PERHAPS: kind}


def expression(*, adjust: bool = False) -> Meta:
    """Declare that an attribute is a text of the expression language."""
    return {_EXPRESSION: True, ADJUSTABLE: adjust}


def formula() -> Meta:
    """Declare that an attribute is a formula over measures."""
    return {_FORMULA: "measure"}


def kind_named(metadata: Mapping[object, object]) -> str:
    """Give the kind whose ids an attribute holds, or may hold; empty if none."""
    return str(metadata.get(_TO) or metadata.get(_PERHAPS) or "")


def adjustable() -> Meta:
    """Declare that an overlay may change this number without replacing the fact."""
    return {ADJUSTABLE: True}


def references(value: object) -> Iterator[Reference]:
    """Give every id that a value names, with its place.

    Examples:
        >>> from commerce_roles.model import Evidence
        >>> list(references(Evidence(states=("IT-001",))))
        [Reference(path='states', kind='claim', id='IT-001')]
    """
    for path, kind, meta, word in _words(value, ""):
        if meta == _TO:
            yield Reference(path, kind, word)


def mentions(value: object) -> Iterator[Mention]:
    """Give every word by which a value may name another fact, references included."""
    for path, kind, meta, word in _words(value, ""):
        if meta == _EXPRESSION:
            yield from (Mention(path, "", name) for name in sorted(set(_NAME.findall(word))))
        elif meta == _FORMULA:
            yield from (Mention(path, kind, name) for name in sorted(set(_NAME.findall(word))))
        else:
            yield Mention(path, kind, word)


def _words(value: object, path: str) -> Iterator[tuple[str, str, str, str]]:
    for attribute in fields(type(value)) if is_value(value) else ():
        part: object = getattr(value, attribute.name)
        beside = attribute.name == "evidence"  # its keys stand among those of the fact
        inner = path if beside else f"{path}.{attribute.name}".lstrip(".")
        for meta in (_TO, _PERHAPS, _EXPRESSION, _FORMULA):
            if attribute.metadata.get(meta):
                kind = str(attribute.metadata[meta])
                yield from ((inner, kind, meta, word) for word in _texts(part))
        yield from _inside(part, inner)


def _inside(part: object, path: str) -> Iterator[tuple[str, str, str, str]]:
    if is_value(part):
        yield from _words(part, path)
    elif isinstance(part, tuple):
        for position, item in enumerate(cast("tuple[object, ...]", part)):
            yield from _inside(item, f"{path}[{position}]")
    elif isinstance(part, FrozenMap):
        for key, item in cast("FrozenMap[object, object]", part).items():
            yield from _inside(item, f"{path}.{key}")


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        if part:
            yield part
    elif isinstance(part, tuple):
        for item in cast("tuple[object, ...]", part):
            yield from _texts(item)
    elif isinstance(part, FrozenMap):
        for item in cast("FrozenMap[object, object]", part).values():
            yield from _texts(item)
