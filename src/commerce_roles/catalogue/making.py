"""Facts of one kind made into values; what cannot be made leaves its problems."""

import gc
from collections.abc import Generator
from contextlib import contextmanager
from typing import Protocol

from commerce_roles.catalogue.hashing import Entries
from commerce_roles.catalogue.kinds import KINDS, widen
from commerce_roles.catalogue.reading import Facts
from commerce_roles.errors import Problem
from commerce_roles.structuring import structure

__all__ = ["Below", "make", "uncollected"]


class Below(Protocol):
    """Facts that were made before."""

    @property
    def facts(self) -> Facts:
        """As they were read."""
        ...

    def of(self, kind: str) -> Entries:
        """As they were made."""
        ...


def make(facts: Facts, kind: str, problems: list[Problem], below: Below | None = None) -> Entries:
    """Make the facts of a kind, by id; problems are added to those given.

    What an overlay left as it was is not made again but shared with the catalogue `below`, so that
    a thousand tenants hold the library's own facts once.
    """
    if below and below.facts.entries[kind] is facts.entries[kind]:
        return below.of(kind)
    with uncollected(lasting=below is None):
        return _made(facts, kind, problems, below)


def _made(facts: Facts, kind: str, problems: list[Problem], below: Below | None) -> Entries:
    found: dict[str, object] = {}
    for identifier in sorted(facts.entries[kind]):
        raw = facts.entries[kind][identifier]
        if below and below.facts.entries[kind].get(identifier) is raw:
            found[identifier] = below.of(kind)[identifier]
            continue
        value, faults = structure(widen(kind, identifier, raw), KINDS[kind])
        file = facts.file_of(kind, identifier)
        for fault in faults:
            path = ".".join(part for part in (kind, identifier, fault.path) if part)
            problems.append(Problem(fault.message, path, fault.remedy, file))
        if value is not None:
            found[identifier] = value
        elif below and identifier in below.of(kind):
            found[identifier] = below.of(kind)[identifier]
    return Entries(found)


@contextmanager
def uncollected(*, lasting: bool = False) -> Generator[None]:
    """Let no garbage be collected meanwhile: thousands of values are made, and none is dropped.

    What is lasting counts as old at once. Else Python would go through all objects of the process
    to find that none of the new ones is garbage, which takes as long as making them. Where a
    program has frozen its objects (`gc.freeze`), they are left alone.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if lasting and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if collects:
            gc.enable()
