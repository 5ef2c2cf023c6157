"""The figures by which work is judged, and what they are computed from."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable, formula, perhaps, to
from commerce_roles.showing import Displayed

__all__ = ["Kpi", "KpiUnit", "Measure", "MeasureRule", "MetricPart", "MetricTree"]


@frozen(kw_only=True)
class Measure(Displayed):
    """A base measure: counted or weighed, not computed."""

    id: str
    label: Label
    unit: Literal["count", "money", "minutes", "years", "per_year"]
    """What it is counted in; `per_year`: how often a year."""
    kind: Literal["flow", "stock", "sample"]
    """`flow`: adds up over time; `stock`: a level at one moment; `sample`: a mean or one case."""
    at: Literal["start", "end"] = "end"
    """For a stock: the moment of a period at which it counts."""
    signed: bool = False
    """Whether it may lie below 0, as a profit may."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class KpiUnit(Displayed):
    """What a KPI is told in, and what its formula must come to."""

    id: str
    label: Label
    """The unit alone, as it stands over a column."""
    form: Label
    """How a number in it reads: `{n}` is the number, `{money}` the currency."""
    change: Label = FrozenMap()
    """How a difference reads, where it reads otherwise: of two percentages in percentage points."""
    dimension: str
    """What the units of the measures must come to, such as `money / count`; `1`: a pure number."""
    factor: int = 1
    """What a formula in it multiplies by: 100 for a percentage, 1 for a plain quotient."""


@frozen(kw_only=True)
class MeasureRule(Displayed):
    """What holds among the measures of one period; where it does not, one of them is wrong."""

    id: str
    label: Label
    """What holds, in one sentence."""
    rule: str = field(metadata=formula())
    """A formula over measures, `<=`, and another formula in the same unit."""
    breach: Literal["impossible", "doubtful"]
    """`impossible`: it follows from what the measures mean, and a KPI over the measures of both
    sides is withheld; `doubtful`: there may be a reason, and the KPI is shown with a warning."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class MetricPart(Displayed):
    """One child in a metric tree: a KPI, a measure, or a step with a formula of its own."""

    of: str = field(default="", metadata=perhaps("figure"))
    """The KPI or measure it is; empty for a step."""
    id: str = ""
    """For a step: its name within the tree."""
    label: Label = FrozenMap()
    """For a step: what it is called."""
    formula: str = field(default="", metadata=formula())
    """For a step: over measures."""
    unit: str = field(default="", metadata=to("kpi_unit"))
    """For a step: what it is told in."""
    less: bool = False
    """In a sum: whether it is subtracted."""


@frozen(kw_only=True)
class MetricTree(Displayed):
    """How a KPI or measure is made up of others, exactly: product, sum or ratio of its parts."""

    id: str
    of: str = field(metadata=perhaps("figure"))
    """The KPI or measure that is made up."""
    how: Literal["product", "sum", "ratio"]
    """`ratio`: the first part by the second."""
    parts: tuple[MetricPart, ...]
    """The children; together they give the parent whatever the figures are, which is checked."""
    main: bool = True
    """Whether it is taken where none is named; of the trees of one figure, one is."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Kpi(Displayed):
    """A figure by which work is judged."""

    id: str
    label: Label
    definition: Label = FrozenMap()
    """What it says, in one sentence."""
    formula: str = field(default="", metadata=formula())
    """Over base measures; percentages are 0 to 100, and undefined where a divisor is 0."""
    unit: str = field(default="", metadata=to("kpi_unit"))
    """What it is told in; its formula must come to it."""
    direction: Literal["higher", "lower", "target_range"] = "higher"
    """Which way is better."""
    stage: str = field(default="", metadata=to("stage"))
    """Where on the way of a customer it looks."""
    core: bool = True
    """Whether a small shop would look at it first."""
    owner: str = field(default="", metadata=to("role"))
    """The role that plans it and answers for it."""
    movers: tuple[str, ...] = field(default=(), metadata=to("role"))
    """The roles whose work moves it."""
    minimum: float = -1e12
    """The smallest value there can be."""
    maximum: float = 1e12
    """The largest value there can be."""
    default: float = field(default=0, metadata=adjustable())
    """The value that shows no symptom, for an answer that rests on what is told."""
    groups: tuple[str, ...] = ()
    """Sets that expressions name without knowing their members."""
    cost_to_ask: int = 4
    """1, known by heart, to 5, a small study."""
    question: Label = FrozenMap()
    """What to ask."""
    help: Label = FrozenMap()
    """What counts and what does not."""
    where: Label = FrozenMap()
    """Where to look it up."""
    note: str = ""
    """What to mind when it is read or compared."""
    evidence: Evidence = field(factory=Evidence)
