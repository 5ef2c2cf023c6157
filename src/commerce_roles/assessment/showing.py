"""Inputs and steps as a person would tell them, and hours opened to tasks."""

from attrs import frozen

from commerce_roles.assessment.deciding import Decision
from commerce_roles.catalogue import ESTIMATES, Catalogue, coefficient
from commerce_roles.expressions import Domain, Integer, Ordered, Value, evaluate, key_of
from commerce_roles.model import Estimate, FrozenMap, Task, tenth

__all__ = [
    "TaskHours", "as_told", "domain_of", "hours_by_task", "hours_of_task", "quantity_called",
    "quantity_key", "shown", "task_hours", "tasks_of",
]  # fmt: skip


@frozen
class TaskHours:
    """What one task takes a month, and how much of its quantity there is."""

    task: Task
    amount: int
    hours: Estimate


def domain_of(decision: Decision, key: str) -> Domain:
    """Give the type of an input or step."""
    return decision.program.inputs.get(key) or decision.program.forms[key].domain


def as_told(value: Value, domain: Domain) -> object:
    """Give a value as a person would tell it: a level by name, a set in order, hours as hours."""
    match domain:
        case Ordered(levels=levels) if isinstance(value, int | float):
            return levels[int(value)]
        case Integer(scale=scale) if scale > 1 and isinstance(value, int | float):
            return tenth(value / scale)
        case _ if isinstance(value, float) and value.is_integer():
            return int(value)
        case _:
            return tuple(sorted(value)) if isinstance(value, frozenset) else value


def shown(decision: Decision, key: str) -> object:
    """Give the value of an input or step as a person would tell it."""
    return as_told(decision.values[key], domain_of(decision, key))


def task_hours(
    decision: Decision, catalogue: Catalogue, role: str, level: str
) -> tuple[TaskHours, ...]:
    """Open a role's hours at a level to its tasks, the longest first.

    The hours of the tasks add up to the hours of the role.
    """
    found = [
        TaskHours(task, amount, hours_of_task(decision, task, level))
        for task in tasks_of(catalogue, role, level)
        if (amount := _amount(decision, task, level))
    ]
    return tuple(sorted(found, key=lambda one: (-one.hours.typical, one.task.id)))


def hours_by_task(decision: Decision, catalogue: Catalogue, level: str) -> FrozenMap[str, Estimate]:
    """Give the hours a month of every task that there is at a level of service, by task."""
    opened = (
        one for role in catalogue.roles for one in task_hours(decision, catalogue, role, level)
    )
    return FrozenMap(sorted((one.task.id, one.hours) for one in opened))


def tasks_of(catalogue: Catalogue, role: str, level: str) -> tuple[Task, ...]:
    """Give the tasks that a role does at a level, those of the levels below included."""
    levels = catalogue.levels[: catalogue.levels.index(level) + 1]
    tasks = catalogue.tasks.values()
    return tuple(task for task in tasks if task.responsible == role and task.level in levels)


def hours_of_task(decision: Decision, task: Task, level: str) -> Estimate:
    """Give the hours a month that a task takes at a level."""
    amount = _amount(decision, task, level)
    return Estimate(*(float(coefficient(task.effort, each) * amount) for each in ESTIMATES))


def _amount(decision: Decision, task: Task, level: str) -> int:
    """Count the task's quantity; nothing where its condition does not hold."""
    condition = decision.program.conditions.get((task.id, level))
    if condition is not None and not evaluate(condition, decision.values):
        return 0
    return decision.whole(quantity_key(decision, task, level))


def quantity_key(decision: Decision, task: Task, level: str) -> str:
    """Give the key of a task's quantity at a level."""
    of = task.effort.of
    return of if of in decision.values else key_of(of, level)


def quantity_called(key: str) -> str:
    """Give the quantity under whose key a value stands, at whatever level or role.

    Examples:
        >>> quantity_called("posts_made('minimum')")
        'posts_made'
    """
    return key.partition("(")[0]
