"""Facts of one kind made into values; what cannot be made leaves its problems."""

from commerce_roles.catalogue.kinds import KINDS, widen
from commerce_roles.catalogue.reading import Facts
from commerce_roles.errors import Problem
from commerce_roles.model import FrozenMap
from commerce_roles.structuring import structure

__all__ = ["make"]


def make(facts: Facts, kind: str, problems: list[Problem]) -> FrozenMap[str, object]:
    """Make the facts of a kind, by id; problems are added to those given."""
    found: dict[str, object] = {}
    for identifier in sorted(facts.entries[kind]):
        raw = widen(kind, identifier, facts.entries[kind][identifier])
        value, faults = structure(raw, KINDS[kind])
        file = facts.file_of(kind, identifier)
        for fault in faults:
            path = ".".join(part for part in (kind, identifier, fault.path) if part)
            problems.append(Problem(fault.message, path, fault.remedy, file))
        if value is not None:
            found[identifier] = value
    return FrozenMap(found)
