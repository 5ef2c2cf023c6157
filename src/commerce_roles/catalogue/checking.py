"""References between facts: whatever names another fact must find it."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final

from attrs import fields

from commerce_roles.catalogue.kinds import EVIDENCE_KINDS
from commerce_roles.catalogue.reading import Facts
from commerce_roles.errors import Problem, nearest
from commerce_roles.model import (
    Constant,
    Cost,
    Evidence,
    Field,
    FrozenMap,
    Parameter,
    Quantity,
    Role,
    Task,
    is_value,
)
from commerce_roles.structuring import is_sequence

__all__ = ["check_references"]

_OWNER: Final = "owner"
_RESERVED: Final = frozenset({"self", "one", "other", "each", "others", _OWNER})
_EVIDENCE_KEYS: Final[Mapping[str, str]] = {
    "states": "claim",
    "implies": "claim",
    "sources": "source",
    "contradictions": "contradiction",
}
_WORKERS: Final = ("responsible", "accountable", "consulted", "informed")

Entities = Mapping[str, FrozenMap[str, object]]
Reference = tuple[str, str, str]
"""The path of a reference, the kind it names, and the id it names."""


def check_references(entities: Entities, facts: Facts, levels: tuple[str, ...]) -> None:
    """Find references to nothing, reserved ids and circles; they join the problems."""
    for kind, entries in entities.items():
        for identifier, entity in entries.items():
            file = facts.file_of(kind, identifier)
            for path, wanted, name in _references(entity):
                problem = _missing(facts, wanted, name, levels)
                if problem:
                    where = f"{kind}.{identifier}.{path}"
                    facts.problems.append(Problem(problem[0], where, problem[1], file))
    for identifier in sorted(_RESERVED & set(entities["role"])):
        message, remedy = "this word is reserved", "choose another id"
        facts.problems.append(Problem(message, f"role.{identifier}", remedy))
    _check_order(entities, facts)


def _missing(
    facts: Facts, wanted: str, name: str, levels: tuple[str, ...]
) -> tuple[str, str] | None:
    if wanted == "level":
        known = list(levels)
    elif wanted == "party":
        known = [*facts.entries["role"], _OWNER]
    else:
        known = list(facts.entries[wanted])
    if name in known:
        return None
    near = nearest(name, known)
    remedy = f"did you mean {near[0]}?" if near else f"add [{wanted}.{name}], or leave it out"
    return f"there is no {wanted} {name!r}", remedy


def _references(entity: object) -> Iterator[Reference]:
    yield from _evidence(entity, "")
    match entity:
        case Task():
            yield ("level", "level", entity.level)
            for key in _WORKERS:
                names = getattr(entity, key)
                for name in (names,) if isinstance(names, str) else names:
                    yield (key, "role" if key == "responsible" else "party", name)
            for key in ("precedes", "governed_by", "approves"):
                yield from ((key, "task", name) for name in getattr(entity, key))
            yield from (("skills", "skill", name) for name in entity.skills)
            yield from (("kpis", "kpi", name) for name in entity.kpis)
        case Role():
            yield ("reports_to", "party", entity.reports_to)
            for step in entity.first_steps:
                yield ("first_steps", "message", step.message)
                yield ("first_steps", "task", step.task)
        case Field():
            for key in ("again", "defaulted"):
                if getattr(entity, key):
                    yield (key, "message", getattr(entity, key))
            yield from _unit(entity.unit)
        case Quantity() | Constant() | Parameter():
            yield from _unit(entity.unit)
        case Cost():
            yield ("role", "role", entity.role)
        case _:
            return


def _unit(unit: str) -> Iterator[Reference]:
    if unit:
        yield ("unit", "unit", unit)


def _evidence(entity: object, path: str) -> Iterator[Reference]:
    """Visit the evidence of a fact and of what stands inside it."""
    if isinstance(entity, Evidence):
        for key, kind in _EVIDENCE_KEYS.items():
            yield from (
                (f"{path}{key}", kind, name)
                for name in getattr(entity, key)
                if kind in EVIDENCE_KINDS
            )
    elif is_value(entity):
        for attribute in fields(type(entity)):
            value = getattr(entity, attribute.name)
            inner = path if attribute.name == "evidence" else f"{path}{attribute.name}."
            yield from _evidence(value, inner)
    elif is_sequence(entity):
        for position, part in enumerate(entity):
            if is_value(part):
                yield from _evidence(part, f"{path.removesuffix('.')}[{position}].")


def _check_order(entities: Entities, facts: Facts) -> None:
    """See that work can be done in some order, and that the hierarchy is a tree."""
    tasks = [task for task in entities["task"].values() if isinstance(task, Task)]
    after: dict[str, set[str]] = {task.id: set(task.governed_by) for task in tasks}
    for task in tasks:
        for follower in task.precedes:
            after.setdefault(follower, set()).add(task.id)
    above = {
        role.id: {role.reports_to} - {_OWNER}
        for role in entities["role"].values()
        if isinstance(role, Role)
    }
    for kind, graph in (("task", after), ("role", above)):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle = " → ".join(error.args[1])
            message = f"these go round in a circle: {circle}"
            facts.problems.append(Problem(message, kind, "take one step out"))
