"""Figures: KPIs, measures and steps of a metric tree, each with its formula and its factor."""

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from attrs import frozen

from commerce_roles.model import Kpi, KpiUnit, Measure, MetricPart, MetricTree
from commerce_roles.showing import Displayed

__all__ = ["Figure", "combine", "figure_of", "part_of", "sides_of"]


@frozen
class Figure(Displayed):
    """Something that has a value once the measures are told."""

    kind: str
    """`kpi`, `measure` or `step`."""
    id: str
    formula: str
    """Over measures."""
    unit: str = ""
    """The id of its unit; for a measure, that of the model."""
    factor: int = 1
    """What its formula multiplies by; 100 for a percentage."""


def figure_of(
    name: str,
    kpis: Mapping[str, Kpi],
    measures: Mapping[str, Measure],
    units: Mapping[str, KpiUnit],
) -> Figure | None:
    """Give the KPI of a name, else the measure, else nothing.

    Where a KPI and a measure share a name, the KPI is that measure.
    """
    if name in kpis and kpis[name].formula:
        kpi = kpis[name]
        factor = units[kpi.unit].factor if kpi.unit in units else 1
        return Figure("kpi", name, kpi.formula, kpi.unit, factor)
    if name in measures:
        return Figure("measure", name, name, measures[name].unit)
    return None


def part_of(
    part: MetricPart,
    kpis: Mapping[str, Kpi],
    measures: Mapping[str, Measure],
    units: Mapping[str, KpiUnit],
) -> Figure | None:
    """Give the figure that a part of a tree is; nothing where it names none."""
    if part.of:
        return figure_of(part.of, kpis, measures, units)
    factor = units[part.unit].factor if part.unit in units else 1
    return Figure("step", part.id, part.formula, part.unit, factor)


def combine(tree: MetricTree, parts: list[Fraction]) -> Fraction | None:
    """Put the values of the parts together, each without its factor; None where a divisor is 0.

    Examples:
        >>> tree = MetricTree(id="t", of="a", how="sum", parts=(
        ...     MetricPart(of="b"), MetricPart(of="c", less=True)))
        >>> combine(tree, [Fraction(5), Fraction(2)])
        Fraction(3, 1)
    """
    match tree.how:
        case "product":
            found = Fraction(1)
            for value in parts:
                found *= value
            return found
        case "sum":
            pairs = zip(tree.parts, parts, strict=True)
            return sum((-value if part.less else value for part, value in pairs), Fraction(0))
        case "ratio":
            return parts[0] / parts[1] if parts[1] else None
        case _:
            assert_never(tree.how)


def sides_of(rule: str) -> tuple[str, str]:
    """Cut a rule of measures at its sign; the second side is empty where there is none.

    Examples:
        >>> sides_of("orders_mobile <= orders")
        ('orders_mobile', 'orders')
    """
    smaller, _, larger = rule.partition("<=")
    return smaller.strip(), larger.strip()
