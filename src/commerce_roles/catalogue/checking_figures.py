"""Figures that make sense: formulas, their units, rules among measures, metric trees."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import Final, TypeVar, cast

from attrs import define

from commerce_roles.catalogue.dimensions import BASE_UNITS, check_unit, dimension_of, written
from commerce_roles.catalogue.figures import Figure, combine, figure_of, part_of, sides_of
from commerce_roles.catalogue.formulas import Undefined, check_formula, exact_value, measures_of
from commerce_roles.catalogue.reading import Facts
from commerce_roles.errors import ExpressionError, Problem, nearest
from commerce_roles.model import FrozenMap, Kpi, KpiUnit, Measure, MeasureRule, MetricTree
from commerce_roles.structuring import shown

__all__ = ["FIGURES", "check_figures"]

T = TypeVar("T")

FIGURES: Final = ("kpi", "measure", "kpi_unit", "measure_rule", "metric_tree")
"""The kinds that are checked together."""

_TRIALS: Final = 3
"""Points at which two formulas must agree; where they differ, one point shows it but for one chance
in a million million (Schwartz and Zippel)."""

Fault = tuple[str, str, str]
"""Where inside the fact, what, and what to do."""


def check_figures(entities: Mapping[str, FrozenMap[str, object]], facts: Facts) -> None:
    """Find formulas, units, rules and trees that do not fit together; they join the problems."""
    checks = _Checks(
        _of(entities, "kpi", Kpi),
        _of(entities, "measure", Measure),
        _of(entities, "kpi_unit", KpiUnit),
        _of(entities, "metric_tree", MetricTree),
        facts.entries["measure"],
        {name: facts.grave(kind, name) for kind, name in facts.retired if kind == "measure"},
    )
    rules = _of(entities, "measure_rule", MeasureRule)
    for kind, faults in (
        ("kpi", {name: checks.kpi(raw) for name, raw in facts.entries["kpi"].items()}),
        ("kpi_unit", {name: checks.unit(unit) for name, unit in checks.units.items()}),
        ("measure_rule", {name: checks.rule(rule.rule) for name, rule in rules.items()}),
        ("metric_tree", {name: checks.tree(tree) for name, tree in checks.trees.items()}),
    ):
        for identifier, found in faults.items():
            file = facts.file_of(kind, identifier)
            for path, message, remedy in found:
                where = f"{kind}.{identifier}.{path}"
                facts.problems.append(Problem(message, where, remedy, file))
    facts.problems.extend(checks.whole(facts))


def _of(entities: Mapping[str, FrozenMap[str, object]], kind: str, _: type[T]) -> FrozenMap[str, T]:
    """Give the facts of a kind as the class that the kind fixes."""
    return cast("FrozenMap[str, T]", entities[kind])


@define
class _Checks:
    kpis: FrozenMap[str, Kpi]
    measures: FrozenMap[str, Measure]
    units: FrozenMap[str, KpiUnit]
    trees: FrozenMap[str, MetricTree]
    names: Collection[str]
    """The ids of all measures, also of those that could not be made."""
    gone: Mapping[str, str]
    """Where each measure that is no more was retired."""

    def kpi(self, raw: Mapping[str, object]) -> Iterator[Fault]:
        """Check a KPI as it was written, also one that could not be made."""
        formula, unit = raw.get("formula"), raw.get("unit")
        if isinstance(formula, str):
            yield from self._formula("formula", formula, unit if isinstance(unit, str) else "")

    def unit(self, unit: KpiUnit) -> Iterator[Fault]:
        """Check that a dimension is made of base units, and a factor positive."""
        try:
            check_formula(unit.dimension, BASE_UNITS)
            dimension_of(unit.dimension, {name: name for name in BASE_UNITS})
        except ExpressionError as error:
            names = ", ".join(BASE_UNITS)
            yield "dimension", error.message, f"write a quotient of {names}, or 1"
        if unit.factor < 1:
            yield "factor", f"{unit.factor} is less than 1", "write 1 or more"

    def rule(self, rule: str) -> Iterator[Fault]:
        """Check both sides of a rule, and that they are in one unit."""
        sides = sides_of(rule)
        if not all(sides):
            yield "rule", "a formula, <= and a formula are wanted", f"mend {shown(rule)}"
            return
        faults = [fault for side in sides for fault in self._formula("rule", side, "")]
        yield from faults
        if not faults and self._made(*sides):
            one, other = (dimension_of(side, self._measured) for side in sides)
            if one != other:
                message = f"{written(one)} and {written(other)} cannot be compared"
                yield "rule", message, f"mend {shown(rule)}"

    def tree(self, tree: MetricTree) -> Iterator[Fault]:
        """Check that a tree names figures and adds up to its parent."""
        known = [*self.kpis, *self.measures]
        parent = figure_of(tree.of, self.kpis, self.measures, self.units)
        if parent is None:
            yield "of", f"no KPI or measure is called {tree.of!r}", _hint(tree.of, known)
        faults = list(self._parts(tree))
        yield from faults
        if parent is None or faults:
            return
        parts = [part_of(part, self.kpis, self.measures, self.units) for part in tree.parts]
        figures = [part for part in parts if part is not None]
        broken = [f for figure in (parent, *figures) for f in self._formula("", figure.formula, "")]
        formulas = [figure.formula for figure in (parent, *figures)]
        if not broken and self._made(*formulas) and not _reconciles(tree, parent, figures):
            message = f"the {tree.how} of its parts is not {tree.of}"
            yield "parts", message, "let the formulas of the parts give that of the parent"

    def _parts(self, tree: MetricTree) -> Iterator[Fault]:
        wanted = 2
        if len(tree.parts) < wanted or (tree.how == "ratio" and len(tree.parts) > wanted):
            many = "two parts" if tree.how == "ratio" else "two parts or more"
            yield "parts", f"a {tree.how} has {many}, this one {len(tree.parts)}", "mend the list"
        known = [*self.kpis, *self.measures]
        for position, part in enumerate(tree.parts):
            path = f"parts[{position}]"
            if part.less and tree.how != "sum":
                yield f"{path}.less", f"nothing is subtracted in a {tree.how}", "leave it out"
            if part.of:
                if figure_of(part.of, self.kpis, self.measures, self.units) is None:
                    message = f"no KPI or measure is called {part.of!r}"
                    yield f"{path}.of", message, _hint(part.of, known)
                if part.id or part.formula or part.unit or part.label:
                    yield path, "it names a figure and is a step, too", "leave one of them out"
            elif not (part.id and part.formula and part.unit and part.label):
                message = "a step has an id, a label, a formula and a unit"
                yield path, message, "add what is missing, or name a figure with of"
            else:
                yield from self._formula(f"{path}.formula", part.formula, part.unit)

    def whole(self, facts: Facts) -> Iterator[Problem]:
        """Check that trees do not go round, and that each figure has one main tree."""
        below: dict[str, set[str]] = {}
        main: dict[str, str] = {}
        for name, tree in self.trees.items():
            below.setdefault(tree.of, set()).update(part.of for part in tree.parts if part.of)
            if tree.main:
                other = main.setdefault(tree.of, name)
                if other != name:
                    message = f"{tree.of} has a main tree already: {other}"
                    path, file = f"metric_tree.{name}.main", facts.file_of("metric_tree", name)
                    yield Problem(message, path, "write main = false in one of them", file)
        for name, tree in self.trees.items():
            if tree.of not in main:
                path, file = f"metric_tree.{name}.main", facts.file_of("metric_tree", name)
                yield Problem(f"{tree.of} has no main tree", path, "leave main out in one", file)
        try:
            TopologicalSorter(below).prepare()
        except CycleError as error:
            circle = " → ".join(error.args[1])
            message = f"these are made of each other: {circle}"
            yield Problem(message, "metric_tree", "take one step out")

    def _formula(self, path: str, formula: str, unit: str) -> Iterator[Fault]:
        """Check a formula and, where its unit is known, that it comes to it."""
        try:
            check_formula(formula, self.names)
        except ExpressionError as error:
            place = "" if error.column is None else f" (at character {error.column + 1})"
            named = [f"; {name}: {grave}" for name, grave in self.gone.items() if name in formula]
            yield path, error.message + "".join(named), f"mend {shown(formula)}{place}"
            return
        if formula and unit in self.units and self._made(formula):
            wanted = self.units[unit]
            try:
                fault = check_unit(formula, wanted.dimension, wanted.factor, self._measured)
            except ExpressionError:  # the unit itself is wrong, and told so
                return
            if fault:
                yield path, f"{shown(formula)} is not in {unit}: {fault}", "mend one of them"

    def _made(self, *formulas: str) -> bool:
        """Say whether all measures that formulas read could be made; else that is told already."""
        return all(name in self.measures for formula in formulas for name in measures_of(formula))

    @property
    def _measured(self) -> Mapping[str, str]:
        return {name: measure.unit for name, measure in self.measures.items()}


def _hint(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    return f"did you mean {near[0]}?" if near else "add it, or name another"


def _reconciles(tree: MetricTree, parent: Figure, parts: list[Figure]) -> bool:
    """Say whether the parts give the parent, whatever the measures are."""
    formulas = [figure.formula for figure in (parent, *parts)]
    names = sorted({name for formula in formulas for name in measures_of(formula)})
    for trial in range(_TRIALS):
        point = {name: _arbitrary(f"{trial}.{name}") for name in names}
        whole = exact_value(parent.formula, point)
        values = [exact_value(part.formula, point) for part in parts]
        told = [value for value in values if not isinstance(value, Undefined)]
        if isinstance(whole, Undefined) or len(told) < len(values):
            continue  # a divisor that is 0 at this very point
        shares = [v / part.factor for v, part in zip(told, parts, strict=True)]
        if combine(tree, shares) != whole / parent.factor:
            return False
    return True


def _arbitrary(name: str) -> Fraction:
    """Give a large number that depends on nothing but a name."""
    return Fraction(1 + int.from_bytes(hashlib.sha256(name.encode()).digest()[:6], "big"))
