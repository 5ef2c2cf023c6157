"""Numbers of a fact changed in place: five lines re-weigh a scorecard.

Only what the model declares adjustable may change: points, bands, efforts, defaults, prices. The
argument that stood for the old number stands no longer, so the fact says who set the new one.
"""

from types import UnionType
from typing import Any, Final, get_args, get_origin

import attrs

from commerce_roles.catalogue.head import Head
from commerce_roles.catalogue.kinds import KINDS, Raw
from commerce_roles.catalogue.reading import is_name
from commerce_roles.errors import Problem, nearest
from commerce_roles.expressions import LARGEST
from commerce_roles.model import ADJUSTABLE, Evidence
from commerce_roles.structuring import is_mapping, is_sequence, mismatch

__all__ = ["Adjusted", "adjust"]

_EVIDENCE: Final = tuple(attribute.name for attribute in attrs.fields(Evidence))
_ARGUED: Final = ("basis", "sources", "why")
"""What spoke for the old number; the claims still speak for the fact."""


@attrs.define
class Adjusted:
    """A fact after its adjustment, with what was changed and what was wrong."""

    raw: Raw
    was: dict[str, tuple[str, object]] = attrs.field(factory=dict[str, tuple[str, object]])
    """For every number that any overlay changed: whose evidence speaks of it, and what it was."""
    argued: set[str] = attrs.field(factory=set[str])
    """Where an overlay said itself why; nobody else's words replace its own."""
    paths: list[str] = attrs.field(factory=list[str])
    """What was changed this time."""
    problems: list[Problem] = attrs.field(factory=list[Problem])
    _level: str = ""

    def change(self, wanted: Any, raw: Raw, changes: object, path: str) -> Raw:  # noqa: ANN401
        """Give a value of the model with some of its numbers changed."""
        if not is_mapping(changes):
            self._wrong(*_placed("a table", changes, path))
            return raw
        attributes = {attribute.name: attribute for attribute in attrs.fields(wanted)}
        argument = {key: part for key, part in changes.items() if key in _EVIDENCE}
        speaks = "evidence" in attributes
        outer, self._level = self._level, path if speaks else self._level
        found, before = dict(raw), len(self.paths)
        for key, part in changes.items():
            place = f"{path}.{key}" if path else str(key)
            if key in attributes:
                found[key] = self._attribute(attributes[key], raw.get(key), part, place)
            elif key not in _EVIDENCE and is_name(key):
                self._wrong("there is no such key", place, _nearest(key, list(attributes)))
        self._level = outer
        if argument and not speaks:
            place = f"{path}.{next(iter(argument))}"
            self._wrong("no evidence stands here", place, "write it beside the fact's own keys")
        if speaks and (argument or any(self.was[p][0] == path for p in self.paths[before:])):
            return self._settled(found, argument, path)
        return found

    def _settled(self, found: Raw, argument: Raw, level: str) -> Raw:
        """Say what the numbers of a fact, or of a part of one, rest on now."""
        if argument:
            self.argued.add(level)
            self.paths.append(f"{level}.evidence".lstrip("."))
        elif level in self.argued:
            return found
        changed = sorted((path, old) for path, (own, old) in self.was.items() if own == level)
        names = (
            f"{path.removeprefix(level).lstrip('.')} was {'not told' if old is None else old}"
            for path, old in changed
        )
        kept = {key: part for key, part in found.items() if key not in _ARGUED}
        why = f"Set by an overlay; {', '.join(names)}."
        return {**kept, "basis": "assumption", "why": why, **argument}

    def _wrong(self, message: str, path: str, remedy: str = "") -> None:
        self.problems.append(Problem(message, path, remedy))

    def _attribute(self, attribute: Any, old: object, new: object, path: str) -> object:  # noqa: ANN401
        if attribute.metadata.get(ADJUSTABLE):
            return self._number(attribute.type, old, new, path)
        return self._inner(attribute.type, old, new, path)

    def _inner(self, wanted: Any, raw: object, part: object, path: str) -> object:  # noqa: ANN401
        """Go into what holds numbers: a value, or a list of values named by id or position."""
        items = get_args(wanted)[:1]
        if attrs.has(wanted) and is_mapping(raw):
            return self.change(wanted, raw, part, path)
        if get_origin(wanted) is tuple and attrs.has(items[0]) and is_sequence(raw):
            return self._items(items[0], list(raw), part, path)
        remedy = "replace the whole fact with replaces = true"
        self._wrong("this is not a number that can be adjusted", path, remedy)
        return raw

    def _items(self, wanted: Any, items: list[object], part: object, path: str) -> object:  # noqa: ANN401
        if not is_mapping(part):
            self._wrong(*_placed("a table", part, path))
            return items
        for name, changes in part.items():
            position = _position(items, name)
            item = None if position is None else items[position]
            if position is None or not is_mapping(item):
                remedy = "name it by its id, or its number from 1"
                self._wrong(f"there is none called {name}", path, remedy)
            else:  # by its number, so that one rule has one path whatever it was called
                items[position] = self.change(wanted, item, changes, f"{path}.{position + 1}")
        return items

    def _number(self, kind: Any, old: object, new: object, path: str) -> object:  # noqa: ANN401
        """Give the new value, or for a table of numbers the table with some of them changed."""
        if is_mapping(old):
            return self._numbers(old, new, path)
        if isinstance(new, int | float) and not abs(new) <= LARGEST:
            return old  # the reading has said that this is no number
        wanted = _wanted(kind, old)
        if isinstance(new, bool) or not isinstance(new, wanted[0]):
            self._wrong(*_placed(wanted[1], new, path))
            return old
        self.paths.append(path)
        self.was.setdefault(path, (self._level, old))
        return new

    def _numbers(self, old: Raw, new: object, path: str) -> Raw:
        if not is_mapping(new):
            self._wrong(*_placed("a table", new, path))
            return old
        found = dict(old)
        for key, part in new.items():
            if key in old:
                found[key] = self._number(type(old[key]), old[key], part, f"{path}.{key}")
            elif is_name(key):
                self._wrong("there is no such key", f"{path}.{key}", _nearest(key, list(old)))
        return found


def adjust(kind: str, raw: Raw, changes: Raw, before: Adjusted | None = None) -> Adjusted:
    """Change numbers of a fact.

    Args:
        kind: The kind of the fact.
        raw: The fact as it was read, or adjusted before.
        changes: New values, by path; evidence keys say why.
        before: The adjustment of an earlier overlay.

    Examples:
        >>> raw = {"value": 143, "basis": "sourced", "sources": ["uniroma2"]}
        >>> adjust("constant", raw, {"value": 160}).raw
        {'value': 160, 'basis': 'assumption', 'why': 'Set by an overlay; value was 143.'}
        >>> print(*adjust("constant", raw, {"valu": 1}).problems)
        valu: there is no such key; did you mean value?
    """
    adjusted = Adjusted(raw)
    if before:
        adjusted.was, adjusted.argued = dict(before.was), set(before.argued)
    adjusted.raw = adjusted.change(KINDS.get(kind, Head), raw, changes, "")
    if not changes:
        remedy = "name a number, or leave it out"
        adjusted.problems.append(Problem("nothing is adjusted here", "", remedy))
    return adjusted


def _placed(wanted: str, value: object, path: str) -> tuple[str, str, str]:
    message, remedy = mismatch(wanted, value)
    return message, path, remedy


def _nearest(key: str, known: list[str]) -> str:
    near = nearest(key, known)
    return f"did you mean {near[0]}?" if near else f"keys are {', '.join(known)}"


def _wanted(kind: Any, old: object) -> tuple[type[object] | UnionType, str]:  # noqa: ANN401
    """Say what may stand where something stands, by its type and by what stood there."""
    kinds = get_args(kind) or (kind,)
    if isinstance(old, str) or kinds == (str,):
        return str, "a text"
    return (int | float, "a number") if float in kinds else (int, "a whole number")


def _position(items: list[object], name: object) -> int | None:
    for position, item in enumerate(items):
        if is_mapping(item) and item.get("id") == name:
            return position
    if is_name(name) and name.isdigit() and 1 <= int(name) <= len(items):
        return int(name) - 1
    return None
