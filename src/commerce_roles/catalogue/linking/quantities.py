"""Quantities and hours: countables become forms, tasks become one whole-number form per role."""

import ast
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from commerce_roles.catalogue.linking.names import Names, Unlinked
from commerce_roles.errors import ExpressionError
from commerce_roles.expressions import (
    Count,
    Form,
    Integer,
    Literal,
    add,
    key_of,
    multiply,
    parse,
)
from commerce_roles.model import Effort, Quantity, Task

__all__ = ["ESTIMATES", "common_scale", "hours_key", "link_hours", "link_quantities"]

ESTIMATES: Final = {"low": ".low", "typical": "", "high": ".high"}
"""The three estimates of hours, and what marks each in a key."""
_MINUTES_A_YEAR_SHARE: Final = 12 * 60


def link_quantities(
    names: Names, quantities: Mapping[str, Quantity], levels: tuple[str, ...]
) -> None:
    """Define every quantity: once, per service level, or per role."""
    leveled = _leveled(quantities)
    for quantity in quantities.values():
        fault = _fault(quantity, levels, leveled)
        if fault:
            names.problem("quantity", quantity.id, fault)
        elif quantity.scope == "role":
            for role in names.roles:
                key = key_of(quantity.id, role)
                names.builders[key] = _builder(names, quantity, {"self": role})
        elif quantity.id in leveled:
            for level in levels:
                key = key_of(quantity.id, level)
                names.builders[key] = _builder(names, quantity, {}, level)
        else:
            names.builders[quantity.id] = _builder(names, quantity, {})


def _fault(quantity: Quantity, levels: tuple[str, ...], leveled: frozenset[str]) -> str:
    if bool(quantity.value) == bool(quantity.by_level):
        return "a quantity has either a value or one value by level"
    if quantity.by_level and set(quantity.by_level) != set(levels):
        return f"one value by level is wanted for each of {', '.join(levels)}"
    if quantity.scope == "role" and quantity.id in leveled:
        return "a role's quantity is the same at every level; name the level: name('minimum')"
    return ""


def _builder(
    names: Names,
    quantity: Quantity,
    placeholders: Mapping[str, str],
    level: str | None = None,
) -> Callable[[], Form]:
    path = f"quantity.{quantity.id}." + (f"by_level.{level}" if quantity.by_level else "value")
    text = quantity.by_level[level] if level is not None and quantity.by_level else quantity.value
    scope = names.scope(placeholders, level=level)
    file = names.facts.file_of("quantity", quantity.id)
    return lambda: names.check(text, scope, path, file)


def _leveled(quantities: Mapping[str, Quantity]) -> frozenset[str]:
    """Find the quantities that differ by level, also by what they read."""
    found = {quantity.id for quantity in quantities.values() if quantity.by_level}
    reads = {quantity.id: _names_in(quantity.value) for quantity in quantities.values()}
    while True:
        more = {name for name, read in reads.items() if name not in found and read & found}
        if not more:
            return frozenset(found)
        found |= more


def _names_in(text: str) -> set[str]:
    try:
        tree = parse(text)
    except ExpressionError:
        return set()
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    found = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in called]
    return {node.id for node in found}


def hours_key(role: str, level: str, estimate: str = "typical") -> str:
    """Write the key of a role's hours a month at a level of service.

    Examples:
        >>> hours_key("planner", "minimum", "low")
        "hours('planner', 'minimum').low"
    """
    return key_of("hours", role, level) + ESTIMATES[estimate]


def coefficient(effort: Effort, estimate: str) -> Fraction:
    """Give the hours a month for one unit of the task's quantity, exactly.

    The formula is minutes × times a year ÷ (12 × 60 × per).
    """
    minutes: int = getattr(effort, estimate)
    return Fraction(minutes * effort.times_per_year, _MINUTES_A_YEAR_SHARE * effort.per)


def common_scale(tasks: Mapping[str, Task]) -> int:
    """Find the denominator over which the hours of every task are whole numbers."""
    return math.lcm(
        *(coefficient(t.effort, e).denominator for t in tasks.values() for e in ESTIMATES)
    )


def link_hours(
    names: Names, tasks: Mapping[str, Task], levels: tuple[str, ...], scale: int
) -> None:
    """Define the hours of every role, level and estimate as N = Σ cᵢ·qᵢ over the scale."""
    for role in names.roles:
        own = [task for task in tasks.values() if task.responsible == role]
        for position, level in enumerate(levels):
            started = [task for task in own if task.level in levels[: position + 1]]
            for estimate in ESTIMATES:
                key = hours_key(role, level, estimate)
                names.builders[key] = _hours(names, started, level, estimate, scale)


def _hours(
    names: Names, tasks: list[Task], level: str, estimate: str, scale: int
) -> Callable[[], Form]:
    def build() -> Form:
        nothing: Form = Literal(Integer(0, 0, scale), 0)
        terms = [task_hours(names, task, level, estimate, scale) for task in tasks]
        return add([nothing, *terms])

    return build


def task_hours(names: Names, task: Task, level: str, estimate: str, scale: int) -> Form:
    """Give the hours a month of one task at a level of service.

    Raises:
        Unlinked: The task's quantity or condition is wrong; the problem has been kept.
    """
    file = names.facts.file_of("task", task.id)
    scope = names.scope(level=level)
    quantity = names.check(task.effort.of, scope, f"task.{task.id}.effort.of", file)
    share = coefficient(task.effort, estimate) * scale
    each = Literal(Integer(share.numerator, share.numerator, scale), share.numerator)
    try:
        term = multiply(each, quantity)
        if task.applies_when and task.applies_when != f"{task.effort.of} >= 1":
            path = f"task.{task.id}.applies_when"
            condition = names.check(task.applies_when, scope, path, file)
            names.conditions[task.id, level] = condition
            term = multiply(term, Count((condition,)))
    except ExpressionError as error:
        names.problem("task", f"{task.id}.effort", error.message, "use a quantity")
        raise Unlinked(task.id) from None
    return term
