"""Numbers of a fact changed in place: five lines re-weigh a scorecard.

Only what the model declares adjustable may change: points, bands, efforts, defaults, prices. The
argument that stood for the old number stands no longer, so the fact says who set the new one.
"""

from types import UnionType
from typing import Any, Final, get_args, get_origin

import attrs

from commerce_roles.catalogue.head import Head
from commerce_roles.catalogue.kinds import KINDS, Raw
from commerce_roles.errors import Problem, nearest
from commerce_roles.model import ADJUSTABLE, Evidence
from commerce_roles.structuring import is_mapping, is_sequence, shown

__all__ = ["Adjusted", "adjust"]

_EVIDENCE: Final = tuple(attribute.name for attribute in attrs.fields(Evidence))
_ARGUED: Final = ("basis", "sources", "why")
"""What spoke for the old number; the claims still speak for the fact."""


@attrs.define
class Adjusted:
    """A fact after its adjustment, with what was changed and what was wrong."""

    raw: Raw
    paths: list[str] = attrs.field(factory=list[str])
    """Where a number was changed."""
    problems: list[Problem] = attrs.field(factory=list[Problem])
    _unsettled: list[str] = attrs.field(factory=list[str])
    """Changes for which no evidence was set yet."""

    def change(self, wanted: Any, raw: Raw, changes: object, path: str) -> Raw:  # noqa: ANN401
        """Give a value of the model with some of its numbers changed."""
        if not is_mapping(changes):
            self.problems.append(Problem(f"a table is wanted, this is {shown(changes)}", path))
            return raw
        attributes = {attribute.name: attribute for attribute in attrs.fields(wanted)}
        found = dict(raw)
        before = len(self._unsettled)
        for key, part in changes.items():
            place = f"{path}.{key}" if path else key
            if key in _EVIDENCE:
                continue
            if key not in attributes:
                near = nearest(key, list(attributes))
                remedy = f"did you mean {near[0]}?" if near else f"keys are {', '.join(attributes)}"
                self.problems.append(Problem("there is no such key", place, remedy))
            elif attributes[key].metadata.get(ADJUSTABLE):
                found[key] = self._number(attributes[key].type, raw.get(key), part, place)
            else:
                found[key] = self._inner(attributes[key].type, raw.get(key), part, place)
        own = self._unsettled[before:]
        argument = {key: part for key, part in changes.items() if key in _EVIDENCE}
        if "evidence" in attributes and (own or argument):
            del self._unsettled[before:]
            kept = {key: part for key, part in found.items() if key not in _ARGUED}
            why = f"Set by an overlay; {', '.join(own)}."
            return {**kept, "basis": "assumption", "why": why, **argument}
        return found

    def _inner(self, wanted: Any, raw: object, part: object, path: str) -> object:  # noqa: ANN401
        """Go into what holds numbers: a value, or a list of values named by id or position."""
        items = get_args(wanted)[:1]
        if attrs.has(wanted) and is_mapping(raw):
            return self.change(wanted, raw, part, path)
        if get_origin(wanted) is tuple and attrs.has(items[0]) and is_sequence(raw):
            return self._items(items[0], list(raw), part, path)
        message = "this is not a number that can be adjusted"
        remedy = "replace the whole fact with replaces = true"
        self.problems.append(Problem(message, path, remedy))
        return raw

    def _items(self, wanted: Any, items: list[object], part: object, path: str) -> object:  # noqa: ANN401
        if not is_mapping(part):
            self.problems.append(Problem(f"a table is wanted, this is {shown(part)}", path))
            return items
        for name, changes in part.items():
            position = _position(items, name)
            item = None if position is None else items[position]
            if position is None or not is_mapping(item):
                message, remedy = (
                    f"there is none called {name}",
                    "name it by its id, or its number from 1",
                )
                self.problems.append(Problem(message, path, remedy))
            else:
                items[position] = self.change(wanted, item, changes, f"{path}.{name}")
        return items

    def _number(self, kind: Any, old: object, new: object, path: str) -> object:  # noqa: ANN401
        """Give the new value, or for a table of numbers the table with some of them changed."""
        if is_mapping(old):
            if not is_mapping(new):
                self.problems.append(Problem(f"a table is wanted, this is {shown(new)}", path))
                return old
            for key in sorted(set(new) - set(old)):
                near = nearest(key, list(old))
                remedy = f"did you mean {near[0]}?" if near else f"keys are {', '.join(old)}"
                self.problems.append(Problem("there is no such key", f"{path}.{key}", remedy))
            return {
                key: self._number(type(value), value, new[key], f"{path}.{key}")
                if key in new
                else value
                for key, value in old.items()
            }
        wanted = _wanted(kind, old)
        if isinstance(new, bool) or not isinstance(new, wanted[0]):
            self.problems.append(Problem(f"{wanted[1]} is wanted, this is {shown(new)}", path))
            return old
        self.paths.append(path)
        name = path.rpartition(".")[2]
        self._unsettled.append(f"{name} was {'not told' if old is None else old}")
        return new


def adjust(kind: str, raw: Raw, changes: Raw) -> Adjusted:
    """Change numbers of a fact.

    Examples:
        >>> raw = {"value": 143, "basis": "sourced", "sources": ["uniroma2"]}
        >>> adjust("constant", raw, {"value": 160}).raw
        {'value': 160, 'basis': 'assumption', 'why': 'Set by an overlay; value was 143.'}
        >>> print(*adjust("constant", raw, {"valu": 1}).problems)
        valu: there is no such key; did you mean value?
    """
    adjusted = Adjusted(raw)
    adjusted.raw = adjusted.change(KINDS.get(kind, Head), raw, changes, "")
    if not adjusted.paths and not adjusted.problems:
        remedy = "name a number, or leave it out"
        adjusted.problems.append(Problem("nothing is adjusted here", "", remedy))
    return adjusted


def _wanted(kind: Any, old: object) -> tuple[type[object] | UnionType, str]:  # noqa: ANN401
    """Say what may stand where something stands, by its type and by what stood there."""
    kinds = get_args(kind) or (kind,)
    if isinstance(old, str) or kinds == (str,):
        return str, "a text"
    return (int | float, "a number") if float in kinds else (int, "a whole number")


def _position(items: list[object], name: str) -> int | None:
    for position, item in enumerate(items):
        if is_mapping(item) and item.get("id") == name:
            return position
    if name.isascii() and name.isdigit() and 1 <= int(name) <= len(items):
        return int(name) - 1
    return None
