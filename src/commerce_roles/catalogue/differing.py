"""What one catalogue has other than another, and how large a step of version that is."""

from collections.abc import Iterator
from typing import Final, Literal

from attrs import frozen

from commerce_roles.catalogue.hashing import written
from commerce_roles.catalogue.holding import Holding
from commerce_roles.catalogue.kinds import KINDS
from commerce_roles.catalogue.versions import parse_version
from commerce_roles.showing import Displayed
from commerce_roles.structuring import is_mapping, is_sequence, shown

__all__ = ["Change", "Difference", "Step", "differ"]

Step = Literal["none", "patch", "minor", "major"]

_NARROWER: Final = {"maximum": -1, "minimum": 1}
"""Numbers that narrow what may be told, by the direction in which they do."""
_WIDE: Final = ("options", "languages", "label_languages", "levels", "aliases")
"""Lists that are narrower when something is taken out."""


@frozen
class Change(Displayed):
    """One place at which two catalogues differ."""

    kind: str
    id: str
    path: str
    """Where inside the fact; empty for the fact as a whole."""
    old: str | None
    """What stood there; None where nothing did."""
    new: str | None
    """What stands there; None where nothing does."""
    narrows: bool = False
    """Whether what was legal before is legal no longer."""


@frozen
class Difference(Displayed):
    """All changes from one catalogue to another."""

    changes: tuple[Change, ...]
    decides: bool
    """Whether a decision may come out differently."""
    old_version: str
    new_version: str

    @property
    def step(self) -> Step:
        """The step of version that the changes ask for.

        `major`: an id or a legal answer goes; `minor`: a verdict may move, or something is new;
        `patch`: texts and evidence only; `none`: nothing changed.
        """
        if not self.changes:
            return "none"
        if any(
            change.narrows or (change.new is None and not change.path) for change in self.changes
        ):
            return "major"
        added = any(change.old is None and not change.path for change in self.changes)
        return "minor" if self.decides or added else "patch"

    @property
    def next_version(self) -> str:
        """The least version that the new facts may carry.

        Before 1.0.0 a major step raises the second number, as Semantic Versioning allows.
        """
        major, minor, patch = parse_version(self.old_version)
        step = "minor" if self.step == "major" and major == 0 else self.step
        numbers = {
            "none": (major, minor, patch),
            "patch": (major, minor, patch + 1),
            "minor": (major, minor + 1, 0),
            "major": (major + 1, 0, 0),
        }[step]
        return ".".join(map(str, numbers))


def differ(old: Holding, new: Holding) -> Difference:
    """Compare two catalogues, fact by fact."""
    changes: list[Change] = []
    for kind in KINDS:
        before, after = old.of(kind), new.of(kind)
        for identifier in sorted({*before, *after}):
            if identifier not in after:
                changes.append(Change(kind, identifier, "", "there", None))
            elif identifier not in before:
                changes.append(Change(kind, identifier, "", None, "there"))
            elif before[identifier] != after[identifier]:
                places = _places(written(before[identifier]), written(after[identifier]), "")
                changes.extend(_change(kind, identifier, *place) for place in places)
    head = _places(written(old.head), written(new.head), "")
    changes.extend(_change("catalogue", "", *place) for place in head)
    decides = old.decision_hash != new.decision_hash
    return Difference(tuple(changes), decides, old.version, new.version)


def _places(old: object, new: object, path: str) -> Iterator[tuple[str, object, object]]:
    if old == new:
        return
    if is_mapping(old) and is_mapping(new):
        for key in sorted({*old, *new}):
            yield from _places(old.get(key), new.get(key), f"{path}.{key}".lstrip("."))
    elif is_sequence(old) and is_sequence(new) and len(old) == len(new):
        for position, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _places(one, other, f"{path}[{position}]")
    else:
        yield path, old, new


def _change(kind: str, identifier: str, path: str, old: object, new: object) -> Change:
    return Change(kind, identifier, path, _said(old), _said(new), _narrows(path, old, new))


def _said(value: object) -> str | None:
    return None if value is None else value if isinstance(value, str) else shown(value)


def _narrows(path: str, old: object, new: object) -> bool:
    name = path.rpartition(".")[2].partition("[")[0]
    if name in _WIDE and is_sequence(old):
        return not is_sequence(new) or not set(map(str, old)) <= set(map(str, new))
    if name in _NARROWER:
        numbers = [value for value in (old, new) if isinstance(value, int | float)]
        return len(numbers) == 2 and (numbers[1] - numbers[0]) * _NARROWER[name] > 0  # noqa: PLR2004
    return name == "type" or (name == "open" and old is True)
