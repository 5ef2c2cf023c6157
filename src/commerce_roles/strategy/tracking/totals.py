"""Observations brought to equal periods: flows added up, stocks at their moment, gaps unknown."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from attrs import field, frozen

from commerce_roles.catalogue import Catalogue
from commerce_roles.graph.kpis.periods import Period
from commerce_roles.model import FrozenMap, Measure
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed
from commerce_roles.strategy.tracking.observed import Observation
from commerce_roles.strategy.tracking.spans import Every, Span, spans_between

__all__ = ["Gap", "Totals", "totals_of", "whole_spans"]

Told: TypeAlias = Sequence[tuple[Span, Fraction]]


@frozen(kw_only=True, order=True)
class Gap(Displayed):
    """Days of a period of which a measure is not told, though others are."""

    period: str
    measure: str = field(metadata=to("measure"))
    days: int
    """How many days are not told."""


@frozen(kw_only=True)
class Totals:
    """What was counted, period by period."""

    spans: tuple[Span, ...]
    periods: tuple[Period, ...]
    """One for each span; a measure that is not wholly told is not in it."""
    gaps: tuple[Gap, ...] = ()


def totals_of(
    entries: Sequence[Observation], spans: Sequence[Span], catalogue: Catalogue
) -> Totals:
    """Bring observations to periods.

    A flow is known where every day of the period is told; days told together (a week, a month)
    count where they lie wholly within. A stock is the first or last that was told within, as its
    measure says; of a sample the mean, weighted by days.

    Args:
        entries: Of one shop and one channel, in order.
        spans: The periods, in order and without overlap.
        catalogue: The measures.
    """
    told: defaultdict[tuple[int, str], list[tuple[Span, Fraction]]] = defaultdict(list)
    names = dict.fromkeys(one.measure for one in entries)
    for one in entries:
        for place in _places(one.span, spans):
            told[place, one.measure].append((one.span, one.value))
    found: list[dict[str, Fraction]] = [{} for _ in spans]
    gaps: list[Gap] = []
    for place, name in product(range(len(spans)), names):
        values = told[place, name]
        value, missing = _total(catalogue.measures[name], values, spans[place])
        if value is not None:
            found[place][name] = value
        else:
            gaps.append(Gap(period=str(spans[place]), measure=name, days=missing))
    periods = tuple(
        Period(str(span), FrozenMap(sorted(one.items())))
        for span, one in zip(spans, found, strict=True)
    )
    return Totals(spans=tuple(spans), periods=periods, gaps=tuple(sorted(gaps)))


def whole_spans(entries: Iterable[Observation], every: Every, today: date) -> tuple[Span, ...]:
    """List the periods that are over, from the first day that is told to today."""
    firsts = [one.span.first for one in entries]
    if not firsts:
        return ()
    spans = spans_between(min(firsts), today, every)
    return tuple(span for span in spans if span.last <= today)


def _places(span: Span, spans: Sequence[Span]) -> range:
    """Give the places of the periods that have a day in common with some days."""
    first = bisect_left(spans, span.first, key=lambda one: one.last)
    return range(first, bisect_right(spans, span.last, key=lambda one: one.first))


def _total(measure: Measure, told: Told, period: Span) -> tuple[Fraction | None, int]:
    """Give the value of a period, or none and the days that are missing."""
    within = [(span, value) for span, value in told if period.holds(span)]
    days = sum(span.days for span, _ in within)
    if measure.kind == "flow":
        if days < period.days:
            return None, period.days - days
        return sum((value for _, value in within), Fraction(0)), 0
    if not within:
        return None, period.days
    if measure.kind == "stock":
        return (within[0] if measure.at == "start" else within[-1])[1], 0
    return sum((value * span.days for span, value in within), Fraction(0)) / days, 0
