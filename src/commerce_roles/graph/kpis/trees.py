"""The metric tree: a figure made up of others, whose values give its own exactly."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal, assert_never

from attrs import evolve, field, frozen

from commerce_roles.catalogue import (
    Catalogue,
    Figure,
    Undefined,
    combine,
    exact_value,
    figure_of,
    load_catalogue,
    part_of,
)
from commerce_roles.display import (
    Arrow,
    Box,
    Document,
    Drawing,
    Span,
    Tree,
    TreeNode,
    muted,
    strong,
)
from commerce_roles.errors import MeasureError, UnknownIdError
from commerce_roles.graph.answers import Answer
from commerce_roles.graph.kpis.contract import number
from commerce_roles.graph.kpis.forms import Driver, Fixed, Form, Product, Ratio, Sum
from commerce_roles.graph.kpis.periods import periods_of
from commerce_roles.graph.kpis.saying import figure_name, reason, said, wording_of
from commerce_roles.model import MetricTree
from commerce_roles.showing import Displayed

__all__ = ["MetricNode", "Reconciliation", "figure_called", "form_of_tree", "metric_tree",
           "reconcile", "tree_called", "tree_of"]  # fmt: skip

_FORMAT: Final = "metric_tree/1"


@frozen(kw_only=True)
class MetricNode(Answer):
    """A figure in a tree, with its value and what it is made up of."""

    figure: Figure
    exact: Fraction | None
    """Its value without rounding, in its own unit; None where it is undefined."""
    why: Undefined | None
    """Why there is no value."""
    how: Literal["", "product", "sum", "ratio"] = ""
    """How its children make it; empty for a leaf."""
    children: "tuple[MetricNode, ...]" = ()
    less: bool = False
    """Whether it is subtracted in its parent's sum."""
    currency: str = field(default="", eq=False)

    @property
    def value(self) -> float | None:
        """The value, rounded to a float; None where it is undefined."""
        return None if self.exact is None else float(self.exact)

    @property
    def leaves(self) -> "tuple[MetricNode, ...]":
        """The figures at the end of every branch."""
        if not self.children:
            return (self,)
        return tuple(leaf for child in self.children for leaf in child.leaves)

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the tree as plain data, in the form `metric_tree/1`."""
        return {"format": _FORMAT, "lang": lang, **_data(self, self, lang)}

    def document(self, lang: str = "en") -> Document:
        """Show the tree with its values."""
        title = figure_name(self.wording, self.figure, lang)
        return Document(title[:1].upper() + title[1:], [Tree(_drawn(self, self, lang))], lang=lang)

    def picture(self, lang: str = "en") -> Drawing:
        """Draw the tree, each figure with its value over what it is made up of."""
        boxes: list[Box] = []
        arrows: list[Arrow] = []

        def add(node: MetricNode, parent: str) -> None:
            own = str(len(boxes))
            name = figure_name(self.wording, node.figure, lang)
            value = said(self.wording, node.exact, node.figure.unit, lang, self.currency)
            boxes.append(Box(own, f"{name}: {value}", group=node.figure.kind))
            if parent:
                label = self.wording.word("kpis.less", lang) if node.less else ""
                arrows.append(Arrow(parent, own, label, style="dashed" if node.less else "solid"))
            for child in node.children:
                add(child, own)

        add(self, "")
        caption = figure_name(self.wording, self.figure, lang)
        return Drawing(boxes, arrows, caption=caption, direction="down")


def _data(node: MetricNode, top: MetricNode, lang: str) -> dict[str, object]:
    why = node.why
    return {
        "figure": node.figure.id,
        "kind": node.figure.kind,
        "label": figure_name(top.wording, node.figure, lang),
        "unit": node.figure.unit or None,
        "value": number(node.exact),
        "undefined": None if why is None else {"reason": why.reason, "measures": list(why.names)},
        "less": node.less,
        "how": node.how or None,
        "parts": [_data(child, top, lang) for child in node.children],
    }


def _drawn(node: MetricNode, top: MetricNode, lang: str) -> TreeNode:
    """Draw a node with the words of the topmost one."""
    words = top.wording
    value = said(words, node.exact, node.figure.unit, lang, top.currency)
    label: list[str | Span] = [figure_name(words, node.figure, lang), " ", strong(value)]
    if node.less:
        label.insert(0, f"{words.word('kpis.less', lang)} ")
    if node.why:
        label.append(muted(f" ({reason(words, node.why, lang)})"))
    if node.how:
        label.append(muted(f" = {words.word(f'kpis.{node.how}', lang)}"))
    return TreeNode(label, [_drawn(child, top, lang) for child in node.children])


@frozen
class Reconciliation(Displayed):
    """A parent as it was told beside what its children, as they were told, give."""

    tree: str
    """The id of the metric tree."""
    figure: str
    """The parent."""
    told: Fraction
    """What was told of it."""
    given: Fraction | None
    """What the children give; None where that divides by 0."""
    agrees: bool
    """Whether both are equal, within the tolerance."""


def metric_tree(  # noqa: PLR0913 all but two by name
    figure: str,
    measures: Mapping[str, object],
    *,
    tree: str = "",
    deep: bool = True,
    currency: str = "",
    catalogue: Catalogue | None = None,
) -> MetricNode:
    """Compute a figure and all it is made up of.

    Wherever all children have a value, they give the parent's exactly: product, sum or ratio of
    their values, each without the factor of its unit (100 for a percentage).

    Args:
        figure: A KPI or measure.
        measures: What was counted, by the id of a measure.
        tree: The tree to take for it; its main one where left out.
        deep: Whether children are taken apart in turn.
        currency: What money is in.
        catalogue: The facts; the library's own where left out.

    Raises:
        UnknownIdError: There is no such figure, or no such tree of it.
        MeasureError: A measure is wrong.

    Examples:
        >>> found = metric_tree("revenue", {"sessions": 4000, "orders": 120, "revenue": 9000})
        >>> found.how, [(child.figure.id, child.value) for child in found.children]
        ('product', [('sessions', 4000.0), ('conversion_rate', 3.0), ('aov', 75.0)])
    """
    facts = catalogue or load_catalogue()
    top = figure_called(figure, facts)
    chosen = tree_called(figure, tree, facts)
    [period] = periods_of([measures], facts)
    node = _node(top, chosen, period.measures, facts, deep=deep)
    return evolve(node, wording=wording_of(facts), currency=currency)


def _node(
    figure: Figure,
    tree: MetricTree | None,
    measures: Mapping[str, Fraction],
    facts: Catalogue,
    *,
    deep: bool,
) -> MetricNode:
    value = exact_value(figure.formula, measures)
    exact, why = (None, value) if isinstance(value, Undefined) else (value, None)
    if tree is None:
        return MetricNode(figure=figure, exact=exact, why=why)
    children: list[MetricNode] = []
    for part, child in zip(tree.parts, parts_of(tree, facts), strict=True):
        below = tree_of(child, facts) if deep else None
        node = _node(child, below, measures, facts, deep=deep)
        children.append(evolve(node, less=part.less))
    return MetricNode(figure=figure, exact=exact, why=why, how=tree.how, children=tuple(children))


def figure_called(name: str, facts: Catalogue) -> Figure:
    """Find a KPI or measure.

    Raises:
        UnknownIdError: There is none of that name.
    """
    found = figure_of(name, facts.kpis, facts.measures, facts.kpi_units)
    if found is None:
        raise UnknownIdError("KPI or measure", name, [*facts.kpis, *facts.measures])
    return found


def tree_called(figure: str, tree: str, facts: Catalogue) -> MetricTree | None:
    """Find the tree of a figure: the one that is named, else its main one, else none.

    Raises:
        UnknownIdError: The figure has no tree of that name.
    """
    own = {t.id: t for t in facts.metric_trees.values() if t.of == figure}
    if tree and tree not in own:
        raise UnknownIdError(f"metric tree of {figure}", tree, own, near=tuple(own))
    return own[tree] if tree else next((t for t in own.values() if t.main), None)


def tree_of(figure: Figure, facts: Catalogue) -> MetricTree | None:
    """Give the main tree of a figure; a step has none."""
    return None if figure.kind == "step" else tree_called(figure.id, "", facts)


def parts_of(tree: MetricTree, facts: Catalogue) -> list[Figure]:
    """Give the figures that a tree is made up of; that each is one was checked when loaded."""
    found = (part_of(p, facts.kpis, facts.measures, facts.kpi_units) for p in tree.parts)
    return [figure for figure in found if figure is not None]


def form_of_tree(
    figure: Figure, tree: MetricTree, facts: Catalogue, *, deep: bool
) -> tuple[Form, tuple[Figure, ...]]:
    """See a figure as a form over the leaves of its tree, each in its own unit."""
    drivers: dict[Figure, int] = {}
    shares = _form(tree, facts, drivers, deep=deep)
    return Product((Fixed(Fraction(figure.factor)), shares)), tuple(drivers)


def _form(tree: MetricTree, facts: Catalogue, drivers: dict[Figure, int], *, deep: bool) -> Form:
    """See a figure, without the factor of its unit, as a form."""
    parts: list[Form] = []
    for figure in parts_of(tree, facts):
        below = tree_of(figure, facts) if deep else None
        if below is not None:
            parts.append(_form(below, facts, drivers, deep=deep))
        else:
            place = Driver(drivers.setdefault(figure, len(drivers)))
            factor = Fraction(1, figure.factor)
            parts.append(place if factor == 1 else Product((Fixed(factor), place)))
    match tree.how:
        case "product":
            return Product(tuple(parts))
        case "sum":
            return Sum(tuple(parts), tuple(part.less for part in tree.parts))
        case "ratio":
            return Ratio(parts[0], parts[1])
        case _:
            assert_never(tree.how)


def reconcile(
    told: Mapping[str, Fraction | float],
    *,
    tolerance: float = 0.0,
    catalogue: Catalogue | None = None,
) -> tuple[Reconciliation, ...]:
    """Check figures that were told, not computed, against each other by every tree.

    Dashboards show KPIs from several programs; where a parent and all its children are told, they
    must agree. A tree with a step, or with a figure that is not told, is left out.

    Args:
        told: Values of KPIs and measures, each in its unit.
        tolerance: How far both may be apart, as a part of the told one: told figures are rounded.
        catalogue: The facts; the library's own where left out.

    Raises:
        UnknownIdError: There is no such figure.
        MeasureError: A value is no number.

    Examples:
        >>> shop = {"revenue": 9000, "sessions": 4000, "conversion_rate": 3.0, "aov": 60}
        >>> [found] = reconcile(shop)
        >>> int(found.told), int(found.given), found.agrees
        (9000, 7200, False)
    """
    facts = catalogue or load_catalogue()
    values = {name: _told(name, value, facts) for name, value in told.items()}
    found: list[Reconciliation] = []
    for tree in facts.metric_trees.values():
        figures = [figure_called(tree.of, facts), *parts_of(tree, facts)]
        if not all(f.id in values and f.kind != "step" for f in figures):
            continue
        parent, *parts = figures
        given = combine(tree, [values[part.id] / part.factor for part in parts])
        if given is not None:
            given *= parent.factor
        apart = None if given is None else abs(given - values[parent.id])
        most = abs(values[parent.id]) * Fraction(str(tolerance))
        agrees = apart is not None and apart <= most
        found.append(Reconciliation(tree.id, tree.of, values[parent.id], given, agrees))
    return tuple(found)


def _told(name: str, value: Fraction | float, facts: Catalogue) -> Fraction:
    figure_called(name, facts)
    try:
        return Fraction(str(value))
    except ValueError:
        message = f"a number is wanted, this is {value!r:.60}"
        raise MeasureError.of(message, path=name, remedy="leave it out if unknown") from None
