"""Any frozen value as a document: its parts under the names that code uses, nothing else said.

A part that is a number or a text is a row of the first table. Values inside are rows of a table of
their own, with the parts that all of them can be told by.

May import: blocks, documents, running text.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, Final, cast

from attrs import fields, has

from commerce_roles.display.blocks import Block, Heading, Paragraph, Table
from commerce_roles.display.document import Document
from commerce_roles.display.spans import Text, code, muted

__all__ = ["card"]

_ROWS: Final = 12
"""More values are counted, not listed."""
_LETTERS: Final = 120
"""Longer texts are cut."""
_TOLD_BY: Final = ("id", "name", "label", "title", "text", "role", "field", "skill", "task")
"""The parts by which a value inside another is told, the first that it has."""


def card(value: object) -> Document:
    """Show a frozen value by its parts.

    Parts that are empty, and those that begin with an underscore, are left out; texts in several
    languages are shown in English. What a value is made of is said, not what it means: for that,
    results have reports.

    Args:
        value: Of a class of attrs.

    Examples:
        >>> from attrs import frozen
        >>> @frozen
        ... class Shop:
        ...     name: str
        ...     months: tuple[int, ...]
        >>> print(card(Shop("Nadal", (11, 12))))
        Shop
        ════
        <BLANKLINE>
        part    value
        ──────  ──────
        name    Nadal
        months  11, 12
    """
    told: list[list[Text]] = []
    below: list[Block] = []
    for name, part in _parts(value):
        inside = _inside(part)
        if inside and not _is_short(inside):
            below += [Heading(code(name)), *_listed(inside)]
        else:
            told.append([code(name), _cell(part, by="–" if name.endswith("range") else ", ")])
    blocks: list[Block] = [Table(["part", "value"], told)] if told else []
    if not (blocks or below):
        blocks = [Paragraph(muted("nothing is told"))]
    return Document(_words(type(value).__name__), [*blocks, *below])


def _words(name: str) -> str:
    """Write the name of a class as words."""
    parts = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return parts.strip().capitalize()


def _parts(value: object) -> Iterator[tuple[str, object]]:
    for one in fields(cast("Any", type(value))):
        part: object = getattr(value, one.name)
        empty = part is None or (isinstance(part, Collection) and not part)
        if not one.name.startswith("_") and not empty:
            yield one.name, part


def _inside(part: object) -> list[tuple[str, object]]:
    """Give the values inside a part, by their key where they have one."""
    if isinstance(part, Mapping):
        pairs = cast("Mapping[object, object]", part).items()
        return [(str(_cell(key)), one) for key, one in pairs if has(type(one))]
    if isinstance(part, tuple | list | frozenset | set):
        every = cast("Iterable[object]", part)
        return [("", one) for one in every if has(type(one))]
    return []


def _is_short(inside: list[tuple[str, object]]) -> bool:
    """Say whether values say no more than what they are told by."""
    return all(len(list(_parts(one))) == 1 for _, one in inside)


def _listed(inside: list[tuple[str, object]]) -> Iterator[Block]:
    shown = inside[:_ROWS]
    names = list(dict.fromkeys(name for _, one in shown for name, _ in _parts(one)))
    keyed = any(key for key, _ in shown)
    rows: list[list[Text]] = []
    for key, one in shown:
        parts = dict(_parts(one))
        cells = [_cell(parts[name]) if name in parts else "" for name in names]
        rows.append([*([code(key)] if keyed else []), *cells])
    columns: list[Text] = [*([""] if keyed else []), *(code(name) for name in names)]
    yield Table(columns, rows)
    if len(inside) > len(shown):
        yield Paragraph(muted(f"and {len(inside) - len(shown)} more"))


def _cell(part: object, *, by: str = ", ") -> str:
    """Say a part in a few words; what stands between several is `by`."""
    if isinstance(part, Enum):
        return str(part.value)
    if isinstance(part, bool):
        return "yes" if part else "no"
    if isinstance(part, float):
        return f"{part:g}"
    if isinstance(part, Mapping):
        pairs = cast("Mapping[object, object]", part).items()
        if isinstance(english := dict(pairs).get("en"), str):
            return _cut(english)
        return _few((f"{_cell(key)}: {_cell(one, by=by)}" for key, one in pairs), by="; ")
    if isinstance(part, frozenset | set):
        return _few(sorted(map(_cell, cast("Iterable[object]", part))))
    if isinstance(part, tuple | list):
        return _few(map(_cell, cast("Iterable[object]", part)), by=by)
    if has(type(part)):
        return _told(part)
    return _cut(str(part))


def _told(value: object) -> str:
    """Say which value it is, in a few words."""
    parts = dict(_parts(value))
    for name in _TOLD_BY:
        if isinstance(parts.get(name), str):
            return _cut(cast("str", parts[name]))
    own = type(value)
    if own.__str__ is not object.__str__:
        return _cut(str(value))
    return _few(f"{name} {_cell(part)}" for name, part in parts.items() if not has(type(part)))


def _few(texts: Iterable[str], *, by: str = ", ") -> str:
    every = [text for text in texts if text]
    more = len(every) - _ROWS
    return by.join([*every[:_ROWS], *([f"and {more} more"] if more > 0 else [])])


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LETTERS else f"{line[: _LETTERS - 1]}…"
