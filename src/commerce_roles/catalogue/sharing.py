"""What two catalogues agree in is held once: a tenant costs what its overlay changes.

Facts are shared while they are made, by `making`; here the rules that were linked of them are.
"""

from collections.abc import Mapping
from typing import TypeVar

from commerce_roles.catalogue.program import Instance, Program
from commerce_roles.model import FrozenMap

__all__ = ["share"]

K = TypeVar("K")
V = TypeVar("V")


def share(program: Program, below: Program) -> Program:
    """Give an equal program that holds the parts of another wherever the two are equal.

    What is compared is the result, not what led to it, so nothing is ever shared wrongly.
    """
    old_steps = {step.key: step for step in below.steps}
    steps = (_either(old_steps.get(step.key), step) for step in program.steps)
    old_tables = {_place(instance): instance for instance in below.instances}
    instances = (_either(old_tables.get(_place(i)), i) for i in program.instances)
    return Program(
        _shared(program.inputs, below.inputs),
        _shared(program.defaults, below.defaults),
        tuple(steps),
        tuple(instances),
        program.scale,
        asked_when=_shared(program.asked_when, below.asked_when),
        conditions=_shared(program.conditions, below.conditions),
        roles=program.roles,
        rungs=program.rungs,
    )


def _either(old: V | None, new: V) -> V:
    return old if old is not None and old == new else new


def _place(instance: Instance) -> tuple[str, tuple[str, ...]]:
    return instance.table.id, instance.roles


def _shared(new: FrozenMap[K, V], old: Mapping[K, V]) -> FrozenMap[K, V]:
    """Give the old mapping if it is the same in content and order, else the new with old values."""
    found = {key: _either(old.get(key), value) for key, value in new.items()}
    if isinstance(old, FrozenMap) and list(found.items()) == list(old.items()):
        return old
    return FrozenMap(found)
