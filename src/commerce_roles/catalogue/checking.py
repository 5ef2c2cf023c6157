"""References between facts: whatever names another fact must find it."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final

from commerce_roles.catalogue.checking_figures import FIGURES, check_figures
from commerce_roles.catalogue.kinds import NAME_KINDS
from commerce_roles.catalogue.making import Below
from commerce_roles.catalogue.reading import Facts
from commerce_roles.errors import MANY_PROBLEMS, Problem, nearest
from commerce_roles.model import FrozenMap, Reference, Role, Task, Translation, references
from commerce_roles.structuring import is_sequence

__all__ = ["check_references"]

_OWNER: Final = "owner"
_NAMED: Final = ("field", "quantity", "constant")
"""Kinds whose ids stand in expressions by themselves."""
_RESERVED: Final = frozenset({"self", "one", "other", "each", "others", _OWNER})

_EVIDENCE: Final = {
    "states": "claim",
    "implies": "claim",
    "sources": "source",
    "contradictions": "contradiction",
}
Known = Mapping[str, list[str]]
"""The ids of each kind, and of what else is named."""
Entities = Mapping[str, FrozenMap[str, object]]


def check_references(
    entities: Entities, facts: Facts, levels: tuple[str, ...], below: Below | None = None
) -> None:
    """Find references to nothing, reserved ids and circles; they join the problems.

    Args:
        entities: All facts.
        facts: As they were read.
        levels: The levels of service.
        below: Facts that were checked before; what is shared with them is looked at again only
            where something was retired since.
    """
    if below and facts.retired != below.facts.retired:
        below = None
    known: dict[str, list[str]] = {kind: list(ids) for kind, ids in facts.entries.items()}
    known["level"] = list(levels)
    known["party"] = [*known["role"], _OWNER]
    for kind, entries in entities.items():
        before = below.of(kind) if below else None
        for identifier, entity in entries.items() if entries is not before else ():
            if before and before.get(identifier) is entity:
                continue
            file = facts.file_of(kind, identifier)
            for found in references(entity):
                if found.id not in facts.entries.get(found.kind, known[found.kind]):
                    where = f"{kind}.{identifier}.{found.path}"
                    message, remedy = _missing(facts, known, found)
                    facts.problems.append(Problem(message, where, remedy, file))
            if isinstance(entity, Translation):
                _check_translation(entity, facts)
    _check_evidence_of_broken(entities, facts, known)
    if below is None or _changed(facts, below):
        check_figures(entities, facts)
    for identifier in sorted(_RESERVED & set(entities["role"])):
        message, remedy = "this word is reserved", "choose another id"
        file = facts.file_of("role", identifier)
        facts.problems.append(Problem(message, f"role.{identifier}", remedy, file))
    _check_names(facts)
    _check_order(entities, facts)


def _missing(facts: Facts, known: Mapping[str, list[str]], reference: Reference) -> tuple[str, str]:
    kind, name = reference.kind, reference.id
    message = f"there is no {kind} {name!r}"
    gone = facts.grave(kind, name)
    if gone:
        return f"{message}: {gone}", "name another, or retire this fact too"
    near = nearest(name, known[kind]) if len(facts.problems) < MANY_PROBLEMS else ()
    return message, f"did you mean {near[0]}?" if near else f"add [{kind}.{name}], or leave it out"


def _changed(facts: Facts, below: Below) -> bool:
    """Say whether figures are other than in the facts below."""
    before = below.facts.entries
    return any(
        len(before[kind]) != len(facts.entries[kind])
        or any(before[kind].get(name) is not raw for name, raw in facts.entries[kind].items())
        for kind in FIGURES
    )


def _check_translation(translation: Translation, facts: Facts) -> None:
    kind, _, identifier = translation.id.partition(".")
    if identifier not in facts.entries.get(kind, {}):
        path = f"translation.{translation.id}"
        near = nearest(identifier, list(facts.entries.get(kind, {})))
        remedy = f"did you mean {kind}.{near[0]}?" if near else "write it as kind.id"
        file = facts.file_of("translation", translation.id)
        facts.problems.append(Problem("there is no such fact to name", path, remedy, file))


def _check_names(facts: Facts) -> None:
    """See that a name inside an expression, and an alias, means one thing."""
    for kind in _NAMED:
        for identifier in facts.entries[kind]:
            for other in _NAMED[: _NAMED.index(kind)]:
                if identifier in facts.entries[other]:
                    message = f"this is the name of a {other} already"
                    file = facts.file_of(kind, identifier)
                    path = f"{kind}.{identifier}"
                    facts.problems.append(Problem(message, path, "choose another id", file))
    for kind in NAME_KINDS:
        taken = {identifier: identifier for identifier in facts.entries[kind]}
        for identifier, raw in facts.entries[kind].items():
            aliases = raw.get("aliases")
            for alias in aliases if is_sequence(aliases) else ():
                owner = taken.setdefault(str(alias), identifier)
                if owner != identifier:
                    message = f"{alias!r} names {owner} already"
                    path, file = f"{kind}.{identifier}.aliases", facts.file_of(kind, identifier)
                    facts.problems.append(Problem(message, path, "leave it out", file))


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
        for circle in _circles(graph):
            message = f"these go round in a circle: {' → '.join(circle)}"
            latest = max(circle, key=lambda name: _layer(facts, kind, name))
            path = f"{kind}.{latest}" + (".reports_to" if kind == "role" else "")
            file = facts.file_of(kind, latest)
            facts.problems.append(Problem(message, path, "take one step out", file))


def _layer(facts: Facts, kind: str, identifier: str) -> int:
    """Give the overlay that touched a fact last; 0 for the base."""
    return max(facts.layers.get((kind, identifier), {}).values(), default=0)


def _circles(graph: dict[str, set[str]]) -> Iterator[list[str]]:
    """Give one circle after another, each time with one of its steps taken out."""
    while True:
        try:
            TopologicalSorter({name: sorted(graph[name]) for name in sorted(graph)}).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]
            yield circle
            graph[circle[1]].discard(circle[0])
        else:
            return


def _check_evidence_of_broken(entities: Entities, facts: Facts, known: Known) -> None:
    """Check what facts cite that could not be made, as far as it can be read."""
    for kind, entries in facts.entries.items():
        for identifier, raw in entries.items() if len(entries) > len(entities[kind]) else ():
            if identifier in entities[kind]:
                continue
            for key, cited in _EVIDENCE.items():
                names = raw.get(key)
                for name in names if is_sequence(names) else ():
                    if isinstance(name, str) and name not in facts.entries[cited]:
                        found = Reference(key, cited, name)
                        where = f"{kind}.{identifier}.{key}"
                        message, remedy = _missing(facts, known, found)
                        file = facts.file_of(kind, identifier)
                        facts.problems.append(Problem(message, where, remedy, file))
