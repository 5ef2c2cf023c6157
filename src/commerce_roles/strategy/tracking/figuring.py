"""KPIs of periods with their intervals: what `kpi_table` says of a value, and how sure it is."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final

from attrs import frozen

from commerce_roles.catalogue import Catalogue, Undefined, exact_value, measures_of, sides_of
from commerce_roles.graph.kpis.contradicting import doubts_of
from commerce_roles.model import Kpi
from commerce_roles.strategy.tracking.intervals import (
    Share,
    moving_range_half,
    share_of,
    wilson,
)

__all__ = ["Figuring", "Judged"]

SURE: Final = "track_interval"
LEAST_COUNT: Final = "track_least_count"
LEAST_VALUES: Final = "track_least_values"
_PERCENT: Final = 100


@frozen
class Judged:
    """A value, and between what it lies."""

    value: float | None
    low: float | None = None
    """None where too little is told for an interval."""
    high: float | None = None
    why: Undefined | None = None
    """Why there is no value."""


@frozen(slots=False, eq=False)
class Figuring:
    """Works one KPI out, period by period."""

    kpi: Kpi
    catalogue: Catalogue

    @cached_property
    def share(self) -> Share | None:
        """The KPI as a part of a whole; None where it is none."""
        return share_of(self.kpi, self.catalogue)

    @cached_property
    def _sure(self) -> float:
        return self.catalogue.constants[SURE].value / _PERCENT

    @cached_property
    def _least(self) -> tuple[int, int]:
        """The fewest cases of a share, and values of anything else, that an interval takes."""
        constants = self.catalogue.constants
        return constants[LEAST_COUNT].value, constants[LEAST_VALUES].value

    @cached_property
    def _rules(self) -> Sequence[tuple[str, str]]:
        """The two sides of every rule whose breach takes the value away."""
        doubt = doubts_of(measures_of(self.kpi.formula), self.catalogue)
        rules = self.catalogue.measure_rules
        return [
            sides_of(rules[one].rule)
            for one in sorted(doubt.spoiling)
            if rules[one].breach == "impossible"
        ]

    @cached_property
    def bound_to_length(self) -> bool:
        """Whether the value depends on how long a period is: a sum of flows, or a growth."""
        facts = self.catalogue.measures
        names = measures_of(self.kpi.formula)
        grown = {facts[name].at for name in names if facts[name].kind == "stock"}
        flows = [name for name in names if facts[name].kind == "flow"]
        if not flows:
            return len(grown) > 1
        one = {name: Fraction(7 + place) for place, name in enumerate(names)}
        double = {name: value * (2 if name in flows else 1) for name, value in one.items()}
        return exact_value(self.kpi.formula, one) != exact_value(self.kpi.formula, double)

    def values(self, periods: Sequence[Mapping[str, Fraction]]) -> list[Judged]:
        """Work out the values of periods in order; an interval knows its own past only."""
        found: list[Judged] = []
        seen: list[float] = []
        for measures in periods:
            value = self._value(measures)
            if isinstance(value, Undefined):
                found.append(Judged(None, why=value))
                continue
            told = float(value)
            seen.append(told)
            low, high = self._interval(measures, seen) or (None, None)
            found.append(Judged(told, low, high))
        return found

    def _value(self, measures: Mapping[str, Fraction]) -> Fraction | Undefined:
        value = exact_value(self.kpi.formula, measures)
        if isinstance(value, Undefined):
            return value
        for one, other in self._rules:
            smaller, larger = exact_value(one, measures), exact_value(other, measures)
            if isinstance(smaller, Undefined) or isinstance(larger, Undefined):
                continue
            if smaller > larger:
                return Undefined("contradiction", (*measures_of(one), *measures_of(other)))
        return value

    def _interval(
        self, measures: Mapping[str, Fraction], seen: Sequence[float]
    ) -> tuple[float, float] | None:
        share = self.share
        if share is not None:
            part = sum((measures[name] for name in share.part), Fraction(0))
            whole = measures[share.whole]
            if part.denominator == whole.denominator == 1 and 0 <= part <= whole:
                return self._of_share(int(part), int(whole), share)
        if len(seen) < self._least[1]:
            return None
        half = moving_range_half(seen, self._sure)
        return seen[-1] - half, seen[-1] + half

    def _of_share(self, part: int, whole: int, share: Share) -> tuple[float, float] | None:
        if whole < self._least[0]:
            return None
        low, high = wilson(part, whole, self._sure)
        if share.rest:
            low, high = 1 - high, 1 - low
        return low * share.factor, high * share.factor
