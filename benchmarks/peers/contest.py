"""What every engine that takes part has: cases in its own form, a run, and how its result reads."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from commerce_roles.assessment import Engine
from commerce_roles.assessment.scoring import Plan, RolePlan, plan_of
from commerce_roles.expressions import Value
from commerce_roles.model import Verdict

__all__ = [
    "Contestant", "Decider", "Outcome", "Ranked", "Sums", "ids_of", "listed", "plan_for",
]  # fmt: skip

Outcome = tuple[tuple[Verdict, ...], tuple[int, ...], tuple[frozenset[str], ...]]
"""Verdicts, scores and the ids of the rules that fired, by role in order."""
Ranked = list[tuple[int, ...]]
"""Row by row: rank and score of each role in turn."""
Decider = tuple[Callable[[], Any], Callable[[Any], Ranked]]
"""Decides a whole table: what is timed; and how its result reads, to compare it."""


@frozen
class Contestant:
    """An engine made ready: everything that can be done once is done."""

    name: str
    cases: Sequence[Any]
    """The businesses, in the form that suits the engine best."""
    run: Callable[[Any], Any]
    """Decides one: what is timed."""
    read: Callable[[Any], Outcome] | None = None
    """Reads a result, to compare it; None where it is another kind of result."""


def ids_of(plan: Plan, masks: Sequence[int]) -> tuple[frozenset[str], ...]:
    """Read masks back to the ids of rules."""
    return tuple(
        frozenset(rule.id for place, rule in enumerate(role.rules) if mask >> place & 1)
        for role, mask in zip(plan.roles.values(), masks, strict=True)
    )


def plan_for(engine: Engine) -> Plan:
    """Give the plan of an engine's rules."""
    return plan_of(engine.catalogue.program)


class Sums:
    """Adds up what an engine found that only matches rules: the row of every table, -1 for none."""

    def __init__(self, role: RolePlan) -> None:
        """Look up points, ranks and bits by row beforehand."""
        self.points = [(*table.gives, 0) for table in role.of("points")]
        self.floors = [(*table.gives, 0) for table in role.of("floor")]
        self.caps = [(*table.gives, 3) for table in role.of("cap")]
        self.bits = [
            (*(1 << table.bit + row for row in range(len(table.gives))), 0) for table in role.tables
        ]
        self.bands = role.bands

    def add(self, rows: Sequence[int]) -> tuple[int, int, int]:
        """Give rank, score and mask."""
        mask = sum([bits[row] for bits, row in zip(self.bits, rows, strict=True)])
        first, second = len(self.points), len(self.points) + len(self.floors)
        score = sum([p[row] for p, row in zip(self.points, rows[:first], strict=True)])
        low, middle, high = self.bands
        rank = 3 if score >= high else 2 if score >= middle else 1 if score >= low else 0
        for floor, row in zip(self.floors, rows[first:second], strict=True):
            rank = max(rank, floor[row])
        for cap, row in zip(self.caps, rows[second:], strict=True):
            rank = min(rank, cap[row])
        return rank, score, mask


def listed(values: Mapping[str, Value], kind: type[Any] = list) -> dict[str, Any]:
    """Write sets as another kind of collection."""
    return {k: kind(sorted(v)) if isinstance(v, frozenset) else v for k, v in values.items()}
