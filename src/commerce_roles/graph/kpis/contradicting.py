"""Measures that contradict each other, found before anybody draws a conclusion from them."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from attrs import frozen

from commerce_roles.catalogue import (
    Catalogue,
    Undefined,
    exact_value,
    load_catalogue,
    measures_of,
    sides_of,
)
from commerce_roles.graph.kpis.periods import Period, Told, periods_of
from commerce_roles.model import MeasureRule
from commerce_roles.showing import Displayed

__all__ = ["Contradiction", "Doubt", "contradictions", "contradictions_in", "doubts_of"]


@frozen
class Contradiction(Displayed):
    """A rule among measures that does not hold in a period."""

    rule: str
    """The id of the rule."""
    breach: Literal["impossible", "doubtful"]
    """How bad it is: by the meaning of the measures it cannot be, or there may be a reason."""
    period: str
    """The period in which it does not hold."""
    smaller: Fraction
    """What should be the smaller one."""
    larger: Fraction
    """What should be the larger one."""
    measures: tuple[tuple[str, ...], tuple[str, ...]]
    """The measures of both sides; one of them is wrong, or counts something else."""


def contradictions(told: Told, *, catalogue: Catalogue | None = None) -> tuple[Contradiction, ...]:
    """List the rules among measures that do not hold in what is told.

    A rule is looked at where every measure of both sides is told.

    Raises:
        MeasureError: What is told cannot be taken at all.

    Examples:
        >>> [found] = contradictions({"orders": 120, "orders_mobile": 130})
        >>> found.rule, found.breach, int(found.smaller), int(found.larger)
        ('mobile_orders', 'impossible', 130, 120)
    """
    facts = catalogue or load_catalogue()
    periods = periods_of(told, facts)
    return tuple(found for period in periods for found in contradictions_in(period, facts))


def contradictions_in(period: Period, catalogue: Catalogue) -> Iterator[Contradiction]:
    """Give the rules that do not hold in a period, the impossible ones first."""
    found = [
        contradiction
        for rule in catalogue.measure_rules.values()
        if (contradiction := _broken(rule, period.name, period.measures))
    ]
    yield from sorted(found, key=lambda one: one.breach != "impossible")


def _broken(
    rule: MeasureRule, period: str, measures: Mapping[str, Fraction]
) -> Contradiction | None:
    one, other = sides_of(rule.rule)
    smaller, larger = exact_value(one, measures), exact_value(other, measures)
    if isinstance(smaller, Undefined) or isinstance(larger, Undefined) or smaller <= larger:
        return None
    sides = measures_of(one), measures_of(other)
    return Contradiction(rule.id, rule.breach, period, smaller, larger, sides)


@frozen
class Doubt:
    """Which rules throw doubt on a formula where they do not hold."""

    touching: frozenset[str]
    """Rules over a measure that the formula reads."""
    spoiling: frozenset[str]
    """Rules of which the formula reads both sides."""


def doubts_of(names: tuple[str, ...], catalogue: Catalogue) -> Doubt:
    """Find the rules that matter to a formula over some measures."""
    read = frozenset(names)
    touching: set[str] = set()
    spoiling: set[str] = set()
    for rule in catalogue.measure_rules.values():
        sides = [not read.isdisjoint(measures_of(side)) for side in sides_of(rule.rule)]
        if any(sides):
            touching.add(rule.id)
        if all(sides):
            spoiling.add(rule.id)
    return Doubt(frozenset(touching), frozenset(spoiling))
