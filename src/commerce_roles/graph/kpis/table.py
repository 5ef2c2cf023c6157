"""KPIs of periods: every value, or the reason why there is none."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from commerce_roles.catalogue import (
    Catalogue,
    Undefined,
    exact_value,
    load_catalogue,
    measures_of,
)
from commerce_roles.display import Document
from commerce_roles.errors import MeasureError, Problem, UnknownIdError, nearest
from commerce_roles.graph.kpis.contract import as_data, as_json
from commerce_roles.graph.kpis.contradicting import (
    Contradiction,
    Doubt,
    contradictions_in,
    doubts_of,
)
from commerce_roles.graph.kpis.judging import Target, against_target, target_of, trend
from commerce_roles.graph.kpis.periods import Period, Told, periods_of
from commerce_roles.graph.kpis.reporting import as_document
from commerce_roles.graph.kpis.results import KpiFindings, KpiValue
from commerce_roles.graph.kpis.saying import wording_of
from commerce_roles.model import FrozenMap, Kpi

__all__ = ["KpiTable", "kpi_table"]


@frozen(kw_only=True)
class KpiTable(KpiFindings):
    """The KPIs of some periods, one list of values by the id of a KPI.

    Examples:
        >>> found = kpi_table([{"orders": 90, "sessions": 4000}, {"orders": 120, "sessions": 4000}])
        >>> [value.value for value in found["conversion_rate"]]
        [2.25, 3.0]
        >>> found["conversion_rate"][-1].trend
        'better'
        >>> found["aov"][-1].why
        Undefined(reason='missing', names=('revenue',))
    """

    def __getitem__(self, kpi: str) -> tuple[KpiValue, ...]:
        """Give the values of a KPI, one for each period.

        Raises:
            UnknownIdError: There is no such KPI.
        """
        if kpi not in self.values:
            raise UnknownIdError("KPI", kpi, self.values)
        return self.values[kpi]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of the KPIs."""
        return iter(self.values)

    def __len__(self) -> int:
        """Count the KPIs."""
        return len(self.values)

    @property
    def withheld(self) -> bool:
        """Whether a KPI has no value because its measures contradict each other."""
        reasons = (value.why for values in self.values.values() for value in values)
        return any(why is not None and why.reason == "contradiction" for why in reasons)

    def records(self) -> list[dict[str, object]]:
        """Write the table as flat rows, one for each KPI and period, for a data frame."""
        return [
            {
                "period": value.period,
                "kpi": kpi,
                "value": value.value,
                "unit": value.unit,
                "target": value.target,
                "trend": value.trend,
                "reason": value.why.reason if value.why else None,
                "because_of": ", ".join(value.why.names) if value.why else None,
                "doubts": ", ".join(value.doubts) or None,
            }
            for kpi, values in self.values.items()
            for value in values
        ]

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the table as plain data, in the form `kpis/1`."""
        return as_data(self, lang)

    def to_json(self, lang: str = "en") -> str:
        """Write the table as JSON, in the form `kpis/1`."""
        return as_json(self, lang)

    def document(self, lang: str = "en") -> Document:
        """Show what the numbers say: what does not fit, values by stage, what is missing."""
        return as_document(self, lang)


def kpi_table(  # noqa: PLR0913 all but one by name
    told: Told,
    *,
    only: Iterable[str] = (),
    targets: Mapping[str, object] | None = None,
    currency: str = "",
    catalogue: Catalogue | None = None,
    file: str = "",
) -> KpiTable:
    """Compute the KPIs of one period or several from their measures.

    Args:
        told: Measures by id: one mapping, a list of mappings, or a table of columns.
        only: The KPIs to compute; all where left out.
        targets: By KPI, a number or the two ends of a range.
        currency: What all money is in, such as `EUR`.
        catalogue: The facts; the library's own where left out.
        file: Where it was told, for messages.

    Raises:
        MeasureError: With every fault of what is told, of the targets, and every unknown KPI.

    Examples:
        >>> found = kpi_table({"revenue": 9000, "orders": 120}, targets={"aov": 80})
        >>> found["aov"][0].value, found["aov"][0].target
        (75.0, 'below')
    """
    facts = catalogue or load_catalogue()
    problems: list[Problem] = []
    wanted = [*_known(only, facts, "", problems)] or list(facts.kpis)
    goals = _targets(targets or {}, facts, problems)
    try:
        periods = periods_of(told, facts, file=file)
    except MeasureError as error:
        raise MeasureError([*error.problems, *_in(file, problems)]) from None
    if problems:
        raise MeasureError(_in(file, problems))
    broken = {period.name: tuple(contradictions_in(period, facts)) for period in periods}
    values = {
        kpi: _values(
            facts.kpis[kpi],
            periods,
            broken,
            doubts_of(measures_of(facts.kpis[kpi].formula), facts),
            goals.get(kpi),
        )
        for kpi in wanted
    }
    return KpiTable(
        periods=periods,
        values=FrozenMap(values),
        contradictions=tuple(one for found in broken.values() for one in found),
        targets=goals,
        currency=currency,
        stages=FrozenMap({kpi: facts.kpis[kpi].stage for kpi in wanted}),
        reads=FrozenMap({kpi: measures_of(facts.kpis[kpi].formula) for kpi in wanted}),
        version=facts.version,
        wording=wording_of(facts),
    )


def _in(file: str, problems: Iterable[Problem]) -> list[Problem]:
    return [Problem(p.message, p.path, p.remedy, file) for p in problems]


def _known(
    names: Iterable[str], facts: Catalogue, path: str, problems: list[Problem]
) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if name in facts.kpis:
            yield name
        else:
            near = nearest(name, list(facts.kpis))
            remedy = f"did you mean {near[0]}?" if near else "see `commerce-roles show kpis`"
            problems.append(Problem(f"no KPI is called {name!r}", f"{path}{name}", remedy))


def _targets(
    told: Mapping[str, object], facts: Catalogue, problems: list[Problem]
) -> FrozenMap[str, Target]:
    found: dict[str, Target] = {}
    for name in _known(told, facts, "targets.", problems):
        try:
            found[name] = target_of(facts.kpis[name], told[name])
        except MeasureError as error:
            problems.extend(error.problems)
    return FrozenMap(found)


def _values(
    kpi: Kpi,
    periods: tuple[Period, ...],
    broken: Mapping[str, tuple[Contradiction, ...]],
    doubt: Doubt,
    target: Target | None,
) -> tuple[KpiValue, ...]:
    found: list[KpiValue] = []
    before: Fraction | None = None
    for period in periods:
        value, doubts = _value(kpi, period, broken[period.name], doubt)
        exact, why = (None, value) if isinstance(value, Undefined) else (value, None)
        standing = against_target(exact, target)
        moved = trend(kpi.direction, exact, before, target)
        found.append(KpiValue(kpi.id, period.name, exact, why, kpi.unit, doubts, standing, moved))
        before = exact
    return tuple(found)


def _value(
    kpi: Kpi, period: Period, broken: tuple[Contradiction, ...], doubt: Doubt
) -> tuple[Fraction | Undefined, tuple[str, ...]]:
    """Compute a KPI, unless measures that cannot both be right stand in its formula."""
    value = exact_value(kpi.formula, period.measures)
    doubts = tuple(
        one.rule
        for one in broken
        if one.rule in (doubt.touching if one.breach == "impossible" else doubt.spoiling)
    )
    for one in broken:
        impossible = one.breach == "impossible" and one.rule in doubt.spoiling
        if impossible and isinstance(value, Fraction):
            at_odds = tuple(name for side in one.measures for name in side)
            return Undefined("contradiction", at_odds), doubts
    return value, doubts
