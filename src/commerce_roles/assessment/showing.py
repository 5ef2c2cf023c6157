"""Inputs and steps as a person would tell them, and hours opened to tasks."""

from collections.abc import Iterator

from attrs import frozen

from commerce_roles.assessment.deciding import Decision
from commerce_roles.catalogue import ESTIMATES, Catalogue, coefficient
from commerce_roles.expressions import Form, evaluate, key_of, references
from commerce_roles.model import Estimate, FrozenMap, Task, tenth

__all__ = ["TaskHours", "hours_by_task", "readings", "shown", "task_hours"]


@frozen
class TaskHours:
    """What one task takes a month, and how much of its quantity there is."""

    task: Task
    amount: int
    hours: Estimate


def shown(decision: Decision, key: str) -> object:
    """Give a value as a person would tell it: a level by name, a set in order."""
    value = decision.values[key]
    domain = decision.program.inputs.get(key) or decision.program.forms[key].domain
    levels = getattr(domain, "levels", None)
    if levels is not None and isinstance(value, int):
        return levels[value]
    scale = getattr(domain, "scale", 1)
    if scale > 1 and isinstance(value, int):
        return tenth(value / scale)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return tuple(sorted(value)) if isinstance(value, frozenset) else value


def readings(decision: Decision, form: Form) -> Iterator[tuple[str, object]]:
    """Give what a condition reads, with the value it saw."""
    for key in references(form):
        yield key, shown(decision, key)


def task_hours(
    decision: Decision, catalogue: Catalogue, role: str, level: str
) -> tuple[TaskHours, ...]:
    """Open a role's hours at a level to its tasks, the longest first.

    The hours of the tasks add up to the hours of the role.
    """
    levels = catalogue.levels[: catalogue.levels.index(level) + 1]
    found: list[TaskHours] = []
    for task in catalogue.tasks.values():
        if task.responsible != role or task.level not in levels:
            continue
        amount = _amount(decision, task, level)
        if amount:
            each = (float(coefficient(task.effort, estimate) * amount) for estimate in ESTIMATES)
            found.append(TaskHours(task, amount, Estimate(*each)))
    return tuple(sorted(found, key=lambda one: (-one.hours.typical, one.task.id)))


def hours_by_task(decision: Decision, catalogue: Catalogue, level: str) -> FrozenMap[str, Estimate]:
    """Give the hours a month of every task that there is at a level of service, by task."""
    opened = (
        one for role in catalogue.roles for one in task_hours(decision, catalogue, role, level)
    )
    return FrozenMap(sorted((one.task.id, one.hours) for one in opened))


def _amount(decision: Decision, task: Task, level: str) -> int:
    """Count the task's quantity; nothing where its condition does not hold."""
    condition = decision.program.conditions.get((task.id, level))
    if condition is not None and not evaluate(condition, decision.values):
        return 0
    of = task.effort.of
    return decision.whole(of if of in decision.values else key_of(of, level))
