"""Laws of KPIs: nothing is made up, nothing is lost.

- exact: a KPI is what plain fractions give, and a missing or zero divisor is never a silent 0;
- reconciling: the children of a metric tree give their parent, whatever was counted;
- complete: the contributions of a decomposition add up to the change, by every method;
- fair: a driver that does not change contributes nothing; a change told backwards contributes the
  opposite; another currency scales; the order of drivers does not matter (but to `sequential`);
- blind: measures that a KPI does not read do not move it.
"""

from fractions import Fraction
from itertools import permutations
from math import log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commerce_roles import load_catalogue
from commerce_roles.catalogue import combine, measures_of
from commerce_roles.graph.kpis import (
    METHODS,
    Method,
    decompose,
    kpi_table,
    metric_tree,
    reconcile,
)
from commerce_roles.graph.kpis.forms import (
    Driver,
    Fixed,
    Form,
    Product,
    Ratio,
    Sum,
    form_of_formula,
    monomials,
    value_of,
)
from commerce_roles.graph.kpis.methods import share_out

CATALOGUE = load_catalogue()
TREES = sorted(CATALOGUE.metric_trees)
METHOD_NAMES: list[Method] = sorted(METHODS)
counts = st.integers(0, 60)
positive = st.integers(1, 60)
amounts = st.decimals(0, 10_000, places=2)


def measures(*, draw_zero: bool = True) -> st.SearchStrategy[dict[str, object]]:
    number = counts if draw_zero else positive
    told = {
        name: amounts if measure.unit == "money" and draw_zero else number
        for name, measure in CATALOGUE.measures.items()
    }
    return st.fixed_dictionaries(told)


def some_measures() -> st.SearchStrategy[dict[str, object]]:
    return st.dictionaries(st.sampled_from(sorted(CATALOGUE.measures)), counts, min_size=1)


@given(some_measures())
def test_a_kpi_is_what_fractions_give_or_says_why_not(told: dict[str, int]) -> None:
    table = kpi_table(told)
    for name, (value,) in table.values.items():
        formula = CATALOGUE.kpis[name].formula
        missing = set(measures_of(formula)) - set(told)
        assert (value.exact is None) == (value.why is not None)
        if missing:
            assert value.why is not None
            assert (value.why.reason, set(value.why.names)) == ("missing", missing)
            continue
        exact = {measure: Fraction(number) for measure, number in told.items()}
        try:
            wanted = eval(formula, {"__builtins__": {}}, exact)  # noqa: S307 the oracle, on our own text
        except ZeroDivisionError:
            assert value.why is not None
            assert value.why.reason == "zero_divisor"
            assert set(value.why.names) <= set(measures_of(formula))
            continue
        if value.why is not None:
            assert value.why.reason == "contradiction"
            assert value.doubts
        else:
            assert value.exact == wanted


@given(some_measures(), st.sampled_from(sorted(CATALOGUE.kpis)), st.lists(counts, min_size=9))
def test_what_a_kpi_does_not_read_does_not_move_it(
    others: dict[str, int], name: str, numbers: list[int]
) -> None:
    read = measures_of(CATALOGUE.kpis[name].formula)
    own = dict(zip(read, numbers, strict=False))
    told = {key: n for key, n in others.items() if key not in read} | own
    [alone], [among] = kpi_table(own)[name], kpi_table(told)[name]
    assert alone.exact == among.exact
    assert alone.why == among.why


@given(st.sampled_from(TREES), measures())
def test_the_children_of_a_tree_give_their_parent(name: str, told: dict[str, object]) -> None:
    tree = CATALOGUE.metric_trees[name]
    node = metric_tree(tree.of, told, tree=name, deep=False)
    values = [child.exact for child in node.children]
    known = [value for value in values if value is not None]
    if len(known) == len(values):
        shares = [v / c.figure.factor for v, c in zip(known, node.children, strict=True)]
        given_by_parts = combine(tree, shares)
        if given_by_parts is not None:
            assert node.exact == given_by_parts * node.figure.factor
    for child in node.children:
        assert (child.exact is None) == (child.why is not None)


@given(measures(draw_zero=False))
def test_figures_computed_from_the_same_measures_agree_by_every_tree(
    told: dict[str, object],
) -> None:
    table = kpi_table(told)
    figures = {name: values[0].exact for name, values in table.values.items()}
    known = {name: value for name, value in figures.items() if value is not None}
    also = {name: Fraction(str(v)) for name, v in told.items() if name not in CATALOGUE.kpis}
    found = reconcile({**also, **known})
    assert found
    assert all(one.agrees for one in found)


@given(st.sampled_from(TREES), measures(), measures(), st.sampled_from(METHOD_NAMES))
def test_contributions_add_up_to_the_change(
    name: str, before: dict[str, object], after: dict[str, object], method: Method
) -> None:
    tree = CATALOGUE.metric_trees[name]
    for deep in (False, True):
        found = decompose(tree.of, before, after, method=method, tree=name, deep=deep)
        if found.why is None:
            assert found.change is not None
            assert sum(one.amount for one in found.contributions) == found.change
        else:
            assert not found.contributions
            assert found.why.names


@given(
    st.sampled_from(sorted(CATALOGUE.kpis)),
    measures(draw_zero=False),
    measures(draw_zero=False),
    st.sampled_from(METHOD_NAMES),
)
def test_every_kpi_can_be_shared_out_among_its_measures(
    name: str, before: dict[str, object], after: dict[str, object], method: Method
) -> None:
    found = decompose(name, before, after, method=method, tree="measures")
    assert found.tree == "measures"
    assert {one.driver.id for one in found.contributions} <= set(
        measures_of(CATALOGUE.kpis[name].formula)
    )
    if found.why is None:
        assert found.change is not None
        assert sum(one.amount for one in found.contributions) == found.change
    else:
        assert found.why.reason in {"sign", "zero_divisor"}


# ---------------------------------------------------------------------- laws of the methods


def forms(width: int = 4) -> st.SearchStrategy[Form]:
    leaf: st.SearchStrategy[Form] = st.builds(Driver, st.integers(0, width - 1))
    number = st.builds(Fixed, st.fractions(-3, 3, max_denominator=4))

    def wider(inner: st.SearchStrategy[Form]) -> st.SearchStrategy[Form]:
        pair = st.lists(inner, min_size=2, max_size=3).map(tuple)
        sums = pair.flatmap(
            lambda parts: st.tuples(*[st.booleans() for _ in parts]).map(
                lambda less: Sum(parts, less)
            )
        )
        return st.one_of(st.builds(Product, pair), sums, st.builds(Ratio, inner, leaf))

    return st.recursive(st.one_of(leaf, number), wider, max_leaves=6)


def values(low: int, high: int, width: int = 4) -> st.SearchStrategy[list[Fraction]]:
    number = st.fractions(low, high, max_denominator=5)
    return st.lists(number, min_size=width, max_size=width)


any_values = values(-4, 4)
positive_values = st.lists(st.integers(1, 9).map(Fraction), min_size=4, max_size=4)


@given(forms(), any_values, any_values, st.sampled_from(METHOD_NAMES))
def test_every_method_is_exact_on_every_form(
    form: Form, before: list[Fraction], after: list[Fraction], method: Method
) -> None:
    one, other = value_of(form, before), value_of(form, after)
    assume(one is not None and other is not None)
    assert one is not None
    assert other is not None
    found = share_out(form, before, after, method)
    if not found.why:
        assert sum(found.amounts) == other - one
    else:
        assert method != "sequential" or found.why == "zero_divisor"


@given(forms(), positive_values, positive_values, st.sampled_from(METHOD_NAMES))
def test_a_driver_that_does_not_change_contributes_nothing(
    form: Form, before: list[Fraction], after: list[Fraction], method: Method
) -> None:
    after[2] = before[2]
    found = share_out(form, before, after, method)
    if not found.why:
        assert found.amounts[2] == 0


@given(forms(), positive_values, positive_values, st.sampled_from(["shapley", "lmdi"]))
def test_a_change_told_backwards_contributes_the_opposite(
    form: Form, before: list[Fraction], after: list[Fraction], method: Method
) -> None:
    there, back = (share_out(form, *ends, method) for ends in ((before, after), (after, before)))
    assert there.why == back.why
    for one, other in zip(there.amounts, back.amounts, strict=True):
        assert abs(one + other) <= abs(there.remainder) + abs(back.remainder) + Fraction(1, 10**40)


@given(forms(), any_values, any_values, st.permutations(range(4)))
def test_shapley_does_not_depend_on_the_order_of_drivers(
    form: Form, before: list[Fraction], after: list[Fraction], order: list[int]
) -> None:
    def moved(part: Form) -> Form:
        match part:
            case Driver(place=place):
                return Driver(order.index(place))
            case Fixed():
                return part
            case Product(parts=parts):
                return Product(tuple(map(moved, parts)))
            case Sum(parts=parts, less=less):
                return Sum(tuple(map(moved, parts)), less)
            case Ratio(above=above, below=below):
                return Ratio(moved(above), moved(below))

    straight = share_out(form, before, after, "shapley")
    ends = [[end[place] for place in order] for end in (before, after)]
    turned = share_out(moved(form), ends[0], ends[1], "shapley")
    assert straight.why == turned.why
    if not straight.why:
        assert [straight.amounts[place] for place in order] == list(turned.amounts)


@given(forms(), any_values, any_values)
def test_shapley_is_the_mean_over_all_orders(
    form: Form, before: list[Fraction], after: list[Fraction]
) -> None:
    found = share_out(form, before, after, "shapley")
    assume(not found.why)
    totals = [Fraction(0)] * 4
    for order in permutations(range(4)):
        mixed = list(before)
        for place in order:
            last = value_of(form, mixed)
            mixed[place] = after[place]
            now = value_of(form, mixed)
            assume(last is not None and now is not None)
            totals[place] += (now or Fraction(0)) - (last or Fraction(0))
    assert list(found.amounts) == [total / 24 for total in totals]


@given(forms(), positive_values)
def test_a_form_multiplied_out_has_the_same_value(form: Form, at: list[Fraction]) -> None:
    terms = monomials(form)
    if terms is not None:
        total = Fraction(0)
        for term in terms:
            product = term.number
            for place, power in term.powers:
                product *= at[place] ** power
            total += product
        assert total == value_of(form, at)


@given(positive_values, positive_values)
def test_lmdi_is_the_formula_of_its_authors(before: list[Fraction], after: list[Fraction]) -> None:
    form = Product(tuple(map(Driver, range(4))))
    one, other = value_of(form, before), value_of(form, after)
    assert one is not None
    assert other is not None
    mean = float(one) if one == other else float(other - one) / (log(other) - log(one))
    found = share_out(form, before, after, "lmdi")
    for place, amount in enumerate(found.amounts):
        wanted = mean * log(after[place] / before[place])
        assert float(amount) == pytest.approx(wanted, abs=1e-9)


@given(st.integers(1, 10**6), measures(draw_zero=False), measures(draw_zero=False))
def test_another_currency_scales_the_contributions(
    rate: int, before: dict[str, int], after: dict[str, int]
) -> None:
    def told(measures: dict[str, int]) -> dict[str, object]:
        return {**measures, "revenue": Fraction(measures["revenue"], 10**6)}

    def other(measures: dict[str, int]) -> dict[str, object]:
        return {**measures, "revenue": Fraction(measures["revenue"], 10**6) * rate}

    ours = decompose("revenue", told(before), told(after))
    theirs = decompose("revenue", other(before), other(after))
    pairs = zip(ours.contributions, theirs.contributions, strict=True)
    assert all(one.amount * rate == other.amount for one, other in pairs)


@given(measures(draw_zero=False))
def test_a_formula_as_a_form_has_the_same_value(told: dict[str, int]) -> None:
    for kpi in CATALOGUE.kpis.values():
        form, drivers = form_of_formula(kpi.formula)
        at = [Fraction(told[driver.id]) for driver in drivers]
        exact = {name: Fraction(number) for name, number in told.items()}
        assert value_of(form, at) == eval(  # noqa: S307 the oracle, on our own text
            kpi.formula, {"__builtins__": {}}, exact
        )
