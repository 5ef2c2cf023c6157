"""What changed a figure: its change shared out among the drivers it is made up of."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from commerce_roles.catalogue import (
    Catalogue,
    Figure,
    Undefined,
    exact_value,
    load_catalogue,
)
from commerce_roles.display import (
    Block,
    Document,
    Paragraph,
    Table,
    Text,
    muted,
    places_for,
    rounded_to_sum,
    strong,
    write_number,
)
from commerce_roles.errors import MeasureError, UnknownIdError
from commerce_roles.graph.answers import Answer
from commerce_roles.graph.kpis.contract import number
from commerce_roles.graph.kpis.forms import Form, form_of_formula
from commerce_roles.graph.kpis.methods import METHODS, MOST_DRIVERS, Method, share_out
from commerce_roles.graph.kpis.periods import periods_of
from commerce_roles.graph.kpis.saying import (
    NOTHING,
    change_said,
    figure_name,
    reason,
    signed,
    unit_said,
    wording_of,
)
from commerce_roles.graph.kpis.trees import figure_called, form_of_tree, tree_called
from commerce_roles.showing import Displayed

__all__ = ["MEASURES", "Contribution", "Decomposition", "decompose"]

MEASURES = "measures"
"""In place of a tree: the measures of the formula are the drivers."""
_FORMAT = "decomposition/1"


@frozen
class Contribution(Displayed):
    """What one driver did to a figure."""

    driver: Figure
    before: Fraction
    """Its value before, in its own unit."""
    after: Fraction
    amount: Fraction
    """What it added, in the unit of the figure; below 0 where it took away."""


@frozen(kw_only=True)
class Decomposition(Answer):
    """A change shared out among its drivers: the amounts add up to it exactly."""

    figure: Figure
    method: Method
    tree: str
    """The metric tree it follows; `measures` where the drivers are those of the formula."""
    before: Fraction | None
    after: Fraction | None
    contributions: tuple[Contribution, ...] = ()
    """In the order of the tree; empty where there are none."""
    remainder: Fraction = Fraction(0)
    """What rounding of logarithms left and the largest contribution was given; else 0."""
    why: Undefined | None = None
    """Why there are no contributions."""
    currency: str = ""

    @property
    def change(self) -> Fraction | None:
        """What is shared out; None where a value is undefined."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    def share(self, contribution: Contribution) -> Fraction | None:
        """Give a contribution as a part of the change; None where nothing changed."""
        return contribution.amount / self.change if self.change else None

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write it as plain data, in the form `decomposition/1`; amounts are rounded to floats."""
        return {
            "format": _FORMAT,
            "lang": lang,
            "figure": self.figure.id,
            "unit": self.figure.unit or None,
            "method": self.method,
            "tree": self.tree,
            "before": number(self.before),
            "after": number(self.after),
            "change": number(self.change),
            "contributions": [
                {
                    "driver": one.driver.id,
                    "kind": one.driver.kind,
                    "label": figure_name(self.wording, one.driver, lang),
                    "unit": one.driver.unit or None,
                    "before": number(one.before),
                    "after": number(one.after),
                    "amount": number(one.amount),
                    "share": number(self.share(one)),
                }
                for one in self.contributions
            ],
            "undefined": None
            if self.why is None
            else {
                "reason": self.why.reason,
                "measures": list(self.why.names),
                "text": reason(self.wording, self.why, lang),
            },
        }

    def document(self, lang: str = "en") -> Document:
        """Show the drivers with what each of them did; shown amounts add up as well."""
        say = self.wording
        name = figure_name(say, self.figure, lang)
        title = say.heading("kpis.change", lang).replace("{name}", name)
        blocks: list[Block] = []
        if self.why is not None:
            text = reason(say, self.why, lang)
            blocks.append(Paragraph(f"{text[:1].upper()}{text[1:]}."))
        else:
            blocks.append(self._table(lang))
            method = say.word(f"kpi_method.{self.method}", lang)
            blocks.append(Paragraph(muted(f"{say.heading('kpis.method', lang)}: {method}.")))
        return Document(title, blocks, lang=lang)

    def _table(self, lang: str) -> Table:
        say = self.wording
        amounts = [one.amount for one in self.contributions]
        places = places_for([*amounts, self.change or Fraction(0)])
        shown = rounded_to_sum(amounts, places)
        unit = change_said(say, self.figure.unit, lang, self.currency)
        rows: list[list[Text]] = []
        for one, amount in zip(self.contributions, shown, strict=True):
            told = one.before, one.after
            own = unit_said(say, one.driver.unit, lang, self.currency)
            cells = [write_number(n, lang, places=places_for(told)) for n in told]
            label = figure_name(say, one.driver, lang)
            rows.append([label, *cells, muted(own), strong(signed(amount, lang, places))])
        whole = [n for n in (self.before, self.after) if n is not None]
        ends = [write_number(n, lang, places=places_for(whole)) for n in whole]
        own = unit_said(say, self.figure.unit, lang, self.currency)
        total = signed(sum(shown, Fraction(0)), lang, places)
        name = figure_name(say, self.figure, lang)
        rows.append([strong(name), *ends, muted(own), strong(total)])
        heads = [say.word(f"kpis.{key}", lang) for key in ("driver", "before", "after")]
        added = f"{say.word('kpis.contribution', lang)}, {unit}" if unit else NOTHING
        return Table(
            [*heads, "", added], rows, alignments=["left", "right", "right", "left", "right"]
        )


def decompose(  # noqa: PLR0913 all but three by name
    figure: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    *,
    method: Method = "shapley",
    tree: str = "",
    deep: bool = False,
    currency: str = "",
    catalogue: Catalogue | None = None,
) -> Decomposition:
    """Share the change of a figure between two periods out among what it is made up of.

    The amounts add up to the change exactly: they are fractions, and the one method that rounds
    says what it rounded. What a method does is told at `share_out`.

    Args:
        figure: A KPI or measure.
        before: The measures of the one period.
        after: The measures of the other.
        method: `shapley` (defined for all values), `lmdi` or `sequential`.
        tree: The metric tree to follow; the figure's main one where left out. `measures`: the
            measures of its formula, which a figure without a tree always follows.
        deep: Whether the drivers are the leaves of the whole tree, not the children alone.
        currency: What money is in.
        catalogue: The facts; the library's own where left out.

    Returns:
        The contributions, or the reason why there are none.

    Raises:
        UnknownIdError: There is no such figure, tree or method.
        MeasureError: A measure is wrong, or there are too many drivers for the method.

    Examples:
        >>> january = {"sessions": 4000, "orders": 100, "revenue": 8000}
        >>> february = {"sessions": 5000, "orders": 100, "revenue": 9000}
        >>> found = decompose("revenue", january, february)
        >>> [(one.driver.id, round(float(one.amount), 1)) for one in found.contributions]
        [('sessions', 1908.3), ('conversion_rate', -1916.7), ('aov', 1008.3)]
        >>> sum(one.amount for one in found.contributions) == found.change == 1000
        True
    """
    facts = catalogue or load_catalogue()
    if method not in METHODS:
        raise UnknownIdError("method", method, METHODS, near=tuple(METHODS))
    top = figure_called(figure, facts)
    form, drivers, followed = _drivers(top, tree, facts, deep=deep)
    one, other = periods_of([{**before, "period": "before"}, {**after, "period": "after"}], facts)
    ends = [exact_value(top.formula, period.measures) for period in (one, other)]
    values = [
        [exact_value(driver.formula, period.measures) for driver in drivers]
        for period in (one, other)
    ]
    shell = Decomposition(
        figure=top,
        method=method,
        tree=followed,
        before=_defined(ends[0]),
        after=_defined(ends[1]),
        currency=currency,
        wording=wording_of(facts),
    )
    faults = [v for v in (*ends, *values[0], *values[1]) if isinstance(v, Undefined)]
    if faults:
        return _without(shell, faults)
    exact = [[v for v in row if not isinstance(v, Undefined)] for row in values]
    return _shared(shell, form, drivers, exact[0], exact[1])


def _drivers(
    top: Figure, tree: str, facts: Catalogue, *, deep: bool
) -> tuple[Form, tuple[Figure, ...], str]:
    chosen = None if tree == MEASURES else tree_called(top.id, tree, facts)
    if chosen is None:
        form, measures = form_of_formula(top.formula)
        units = {name: measure.unit for name, measure in facts.measures.items()}
        named = tuple(Figure("measure", m.id, m.id, units[m.id]) for m in measures)
        return form, named, MEASURES
    form, drivers = form_of_tree(top, chosen, facts, deep=deep)
    return form, drivers, chosen.id


def _defined(value: Fraction | Undefined) -> Fraction | None:
    return None if isinstance(value, Undefined) else value


def _without(shell: Decomposition, faults: Sequence[Undefined]) -> Decomposition:
    """Say why nothing is shared out: what is missing first, all of it."""
    worst = "missing" if any(f.reason == "missing" for f in faults) else faults[0].reason
    names = sorted({name for f in faults if f.reason == worst for name in f.names})
    return evolve(shell, why=Undefined(worst, tuple(names)))


def _shared(
    shell: Decomposition,
    form: Form,
    drivers: Sequence[Figure],
    before: Sequence[Fraction],
    after: Sequence[Fraction],
) -> Decomposition:
    moved = sum(one != other for one, other in zip(before, after, strict=True))
    if shell.method == "shapley" and moved > MOST_DRIVERS:
        message = f"{moved} drivers changed, and shapley shares out among {MOST_DRIVERS} at most"
        raise MeasureError.of(message, path=shell.figure.id, remedy="use lmdi, or go less deep")
    shares = share_out(form, before, after, shell.method)
    if shares.why:
        names = tuple(drivers[place].id for place in shares.places)
        return evolve(shell, why=Undefined(shares.why, names))
    parts = zip(drivers, before, after, shares.amounts, strict=True)
    found = tuple(Contribution(*part) for part in parts)
    return evolve(shell, contributions=found, remainder=shares.remainder)
