"""Numbers that make sense: what a type cannot say and a formula relies on."""

from collections.abc import Iterator, Mapping

from commerce_roles.catalogue.hashing import Entries
from commerce_roles.catalogue.making import Below
from commerce_roles.catalogue.reading import Facts
from commerce_roles.errors import Problem
from commerce_roles.model import (
    Closing,
    Constant,
    Cost,
    Effort,
    Field,
    Guardrail,
    Kpi,
    Loading,
    Requirement,
    Task,
)
from commerce_roles.model.role import GREATEST_IMPORTANCE

__all__ = ["check_numbers"]

Fault = tuple[str, str, str]
"""Where, what, and what to do."""


def check_numbers(
    made: Mapping[str, Entries], facts: Facts, below: Below | None
) -> dict[str, Entries]:
    """Find numbers that make no sense; they join the problems.

    Give the facts that formulas can be made of: where one is faulty, that of the facts below
    stands in for it, or none.
    """
    return {kind: _usable(kind, entries, facts, below) for kind, entries in made.items()}


def _usable(kind: str, entries: Entries, facts: Facts, below: Below | None) -> Entries:
    if below and below.of(kind) is entries:
        return entries
    faulty: set[str] = set()
    for identifier, entity in entries.items():
        for path, message, remedy in _faults(entity):
            faulty.add(identifier)
            file = facts.file_of(kind, identifier)
            where = f"{kind}.{identifier}.{path}"
            facts.problems.append(Problem(message, where, remedy, file))
    if not faulty:
        return entries
    others = below.of(kind) if below else Entries()
    stand_in = {name: others.get(name) for name in faulty}
    return Entries(
        (name, stand_in.get(name, entity))
        for name, entity in entries.items()
        if stand_in.get(name, entity) is not None
    )


def _faults(entity: object) -> Iterator[Fault]:
    match entity:
        case Task(effort=effort):
            yield from _effort(effort)
        case Constant(value=value, least=int(least)) if value < least:
            yield "value", f"{value} is less than {least}", f"write {least} or more"
        case Field():
            yield from _field(entity)
        case Kpi(minimum=low, default=default, maximum=high) if not low <= default <= high:
            yield "default", f"{default:g} is not from {low:g} to {high:g}", "write one that is"
        case Cost() | Loading():
            yield from _rising("low, typical, high", entity.low, entity.typical, entity.high)
        case Requirement(importance=importance):
            yield from _within("importance", importance, 1, GREATEST_IMPORTANCE)
        case Closing(distance=distance):
            yield from _within("distance", distance, 1, 100)
        case Guardrail(most_percent=int(percent)):
            yield from _within("most_percent", percent, 0, 100)
        case _:
            return


def _effort(effort: Effort) -> Iterator[Fault]:
    yield from _rising("effort", effort.low, effort.typical, effort.high)
    if effort.per < 1:
        yield "effort.per", f"{effort.per} is less than 1", "write 1 or more"
    if effort.times_per_year < 0:
        yield "effort.times_per_year", f"{effort.times_per_year} is less than 0", "write 0 or more"


def _field(field: Field) -> Iterator[Fault]:
    yield from _within("cost_to_ask", field.cost_to_ask, 1, 5)
    if field.maximum is not None and field.maximum < field.minimum:
        message = f"{field.maximum:g} is less than the minimum {field.minimum:g}"
        yield "maximum", message, "let it be the larger one"


def _within(path: str, value: int, low: int, high: int) -> Iterator[Fault]:
    if not low <= value <= high:
        yield path, f"{value} is out of bounds", f"write {low} to {high}"


def _rising(path: str, *numbers: float | None) -> Iterator[Fault]:
    """See that numbers, where they are told, do not fall and are not negative."""
    told = [number for number in numbers if number is not None]
    if told != sorted(told) or any(number < 0 for number in told):
        message = f"low, typical, high do not rise from 0: {', '.join(f'{n:g}' for n in told)}"
        yield path, message, "bring them into order"
