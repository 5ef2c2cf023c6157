"""What is found of KPIs: values, reasons, contradictions."""

from fractions import Fraction

from attrs import field, frozen

from commerce_roles.catalogue import Undefined
from commerce_roles.graph.answers import Answer
from commerce_roles.graph.kpis.contradicting import Contradiction
from commerce_roles.graph.kpis.judging import Against, Target, Trend
from commerce_roles.graph.kpis.periods import Period
from commerce_roles.model import FrozenMap
from commerce_roles.showing import Displayed

__all__ = ["KpiFindings", "KpiValue"]


@frozen
class KpiValue(Displayed):
    """What a KPI comes to in a period."""

    kpi: str
    period: str
    exact: Fraction | None
    """The value without rounding, in the KPI's unit; None where it is undefined."""
    why: Undefined | None
    """Why there is no value; None where there is one."""
    unit: str
    """The id of the unit that it is told in."""
    doubts: tuple[str, ...] = ()
    """The rules among measures that do not hold, of measures it reads."""
    target: Against | None = None
    """How it stands to its target; None where there is none, or no value."""
    trend: Trend | None = None
    """What became of it since the period before; None where nobody can say."""

    @property
    def value(self) -> float | None:
        """The value, rounded to a float; None where it is undefined."""
        return None if self.exact is None else float(self.exact)


@frozen(kw_only=True)
class KpiFindings(Answer):
    """The KPIs of some periods, as plain attributes; `KpiTable` is what one works with."""

    periods: tuple[Period, ...]
    """What was told, in the order in which it was told."""
    values: FrozenMap[str, tuple[KpiValue, ...]]
    """By KPI, a value for every period."""
    contradictions: tuple[Contradiction, ...] = ()
    """The rules among measures that do not hold."""
    targets: FrozenMap[str, Target] = FrozenMap()
    """By KPI, where one was given."""
    currency: str = ""
    """What money is in; empty where it was not told."""
    stages: FrozenMap[str, str] = field(default=FrozenMap(), repr=False)
    """By KPI, where on the way of a customer it looks."""
    reads: FrozenMap[str, tuple[str, ...]] = field(default=FrozenMap(), repr=False)
    """By KPI, the measures of its formula."""
    version: str = ""
    """The version of the facts."""
