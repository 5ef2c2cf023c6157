"""Units of formulas, rules among measures, metric trees: what an overlay may get wrong."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.catalogue import Undefined, evaluate_formula, exact_value, load_catalogue
from commerce_roles.catalogue.checking_figures import FIGURES, check_figures
from commerce_roles.catalogue.dimensions import BASE_UNITS, check_unit, dimension_of, written
from commerce_roles.catalogue.formulas import measures_of
from commerce_roles.catalogue.kinds import KINDS
from commerce_roles.errors import CatalogueError, ExpressionError

BASE = load_catalogue()
UNITS = {name: measure.unit for name, measure in BASE.measures.items()}
LABEL = {"en": "x", "es": "x"}


def faults(overlay: dict[str, Any]) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(overlay)
    return [str(problem) for problem in caught.value.problems]


def kpi(**keys: Any) -> dict[str, Any]:
    fact = {"label": LABEL, "owner": "ecommerce_manager", "basis": "assumption", "why": "x", **keys}
    return {"kpi": {"ours": fact}}


def tree(**keys: Any) -> dict[str, Any]:
    fact = {"basis": "assumption", "why": "x", "main": False, **keys}
    return {"metric_tree": {"ours": fact}}


def step(formula: str, unit: str = "percent", **keys: Any) -> dict[str, Any]:
    return {"id": "step", "label": LABEL, "formula": formula, "unit": unit, **keys}


def test_the_librarys_own_figures_fit_together() -> None:
    facts = BASE.facts.copy()
    check_figures({kind: BASE.of(kind) for kind in KINDS}, facts)
    assert not facts.problems
    assert all(BASE.of(kind) for kind in FIGURES)


@pytest.mark.parametrize("name", sorted(BASE.kpis))
def test_the_unit_of_every_kpi_follows_from_its_measures(name: str) -> None:
    fact = BASE.kpis[name]
    unit = BASE.kpi_units[fact.unit]
    assert check_unit(fact.formula, unit.dimension, unit.factor, UNITS) == ""


@pytest.mark.parametrize(
    ("formula", "unit", "complaint"),
    [
        ("revenue / orders", "percent", "it comes to money / count, and its unit is 1"),
        ("orders / sessions", "percent", "it multiplies by 1, and its unit by 100"),
        ("100 * revenue + orders", "money", "money and count cannot be added"),
        ("revenue - 1", "money", "money and 1 cannot be subtracted"),
        ("revenue * sessions", "money", "it comes to count * money"),
        ("lifespan_years", "minutes", "it comes to years, and its unit is minutes"),
    ],
)
def test_a_formula_that_does_not_come_to_its_unit_is_an_error_of_the_facts(
    formula: str, unit: str, complaint: str
) -> None:
    [fault] = faults(kpi(formula=formula, unit=unit))
    assert fault.startswith("kpi.ours.formula: ")
    assert complaint in fault


def test_a_formula_in_a_unit_that_is_wrong_itself_is_not_blamed() -> None:
    unit = {"label": LABEL, "form": LABEL, "dimension": "money + count"}
    found = faults({"kpi_unit": {"ours": unit}} | kpi(formula="revenue", unit="ours"))
    assert [fault.partition(":")[0] for fault in found] == ["kpi_unit.ours.dimension"]


def test_a_tree_over_what_divides_by_zero_everywhere_is_let_be() -> None:
    never = "revenue / (orders - orders)"
    unit = {"label": LABEL, "form": LABEL, "dimension": "money / count"}
    found = load_catalogue(
        {"kpi_unit": {"ours": unit}}
        | kpi(formula=never, unit="ours")
        | tree(of="ours", how="sum", main=True, parts=[step(never, "ours"), step(never, "ours")])
    )
    assert found.kpis["ours"].formula == never


def test_a_unit_that_does_not_exist_gets_the_nearest() -> None:
    [fault] = faults(kpi(formula="revenue", unit="monney"))
    assert "did you mean money?" in fault


def test_a_unit_is_made_of_base_units_and_multiplies() -> None:
    wrong = {"label": LABEL, "form": LABEL, "dimension": "mony / count", "factor": 0}
    found = faults({"kpi_unit": {"ours": wrong}})
    assert "no measure is called mony; did you mean money?" in found[0]
    assert "0 is less than 1" in found[1]


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ("orders", "a formula, <= and a formula are wanted"),
        ("orders <=", "a formula, <= and a formula are wanted"),
        ("order <= sessions", "no measure is called order; did you mean orders?"),
        ("revenue <= sessions", "money and count cannot be compared"),
        ("orders <= sessions <= reach", "brackets only"),
    ],
)
def test_a_rule_compares_two_formulas_of_one_unit(rule: str, complaint: str) -> None:
    fact = {"label": LABEL, "rule": rule, "breach": "doubtful", "basis": "derived", "why": "x"}
    [fault] = faults({"measure_rule": {"ours": fact}})
    assert complaint in fault


@pytest.mark.parametrize(
    ("keys", "complaint"),
    [
        (
            {"of": "revenue", "how": "product", "parts": [{"of": "sessions"}, {"of": "aov"}]},
            "the product of its parts is not revenue",
        ),
        (
            {"of": "revenu", "how": "product", "parts": [{"of": "sessions"}, {"of": "aov"}]},
            "no KPI or measure is called 'revenu'; did you mean revenue?",
        ),
        (
            {"of": "aov", "how": "ratio", "parts": [{"of": "revenue"}]},
            "a ratio has two parts, this one 1",
        ),
        (
            {"of": "aov", "how": "product", "parts": [{"of": "aov"}, {"of": "ordres"}]},
            "parts[1].of: no KPI or measure is called 'ordres'; did you mean orders?",
        ),
        (
            {"of": "aov", "how": "ratio", "parts": [{"of": "revenue", "less": True}, {"of": "x"}]},
            "nothing is subtracted in a ratio",
        ),
        (
            {"of": "aov", "how": "sum", "parts": [{"of": "aov"}, {"id": "a", "formula": "orders"}]},
            "a step has an id, a label, a formula and a unit",
        ),
        (
            {"of": "aov", "how": "sum", "parts": [{"of": "aov"}, step("orders / sessions")]},
            "is not in percent",
        ),
        (
            {"of": "aov", "how": "sum", "parts": [{"of": "aov"}, {**step("1"), "of": "orders"}]},
            "it names a figure and is a step, too",
        ),
    ],
)
def test_a_tree_names_figures_and_adds_up(keys: dict[str, Any], complaint: str) -> None:
    assert any(complaint in fault for fault in faults(tree(**keys)))


def test_a_tree_may_be_laid_over_and_reconciles() -> None:
    parts = [{"of": "revenue"}, {"of": "orders"}]
    found = load_catalogue(tree(of="mobile_conversion_rate", how="ratio", main=True, parts=[
        step("100 * orders_mobile", "ours"), {"of": "sessions_mobile"},
    ]) | {"kpi_unit": {"ours": {"label": LABEL, "form": LABEL, "dimension": "count",
                                "factor": 100}}})  # fmt: skip
    assert found.metric_trees["ours"].how == "ratio"
    assert any("go round" in f or "made of each other" in f for f in faults(
        tree(of="aov", how="ratio", main=True, parts=parts)
    ))  # fmt: skip


def test_a_figure_has_one_main_tree() -> None:
    parts = [{"of": "revenue_social"}, step("revenue - revenue_social", "money")]
    [fault] = faults(tree(of="revenue", how="sum", parts=parts, main=True))
    assert "revenue has a main tree already" in fault
    [fault] = faults(tree(of="cac", how="ratio", parts=[{"of": "marketing_cost"},
                                                        {"of": "new_customers"}]))  # fmt: skip
    assert "cac has no main tree" in fault


def test_a_retired_measure_is_missed_by_rules_trees_and_formulas() -> None:
    found = faults({"retire": {"measure": ["sessions_partner"]}})
    for kind in ("kpi", "measure_rule", "metric_tree"):
        assert any(f": {kind}." in fault for fault in found)


def test_dimensions_multiply_and_cancel() -> None:
    assert written(dimension_of("revenue / orders * orders / sessions", UNITS)) == "money / count"
    assert written(dimension_of("1 - orders / carts_created", UNITS)) == "1"
    assert set(UNITS.values()) == set(BASE_UNITS)


@given(st.sampled_from(sorted(BASE.kpis)), st.data())
def test_the_exact_value_is_what_fractions_give(name: str, data: st.DataObject) -> None:
    formula = BASE.kpis[name].formula
    values = {m: Fraction(data.draw(st.integers(0, 50))) for m in measures_of(formula)}
    try:
        wanted = eval(formula, {"__builtins__": {}}, values)  # noqa: S307 the oracle, on our own text
    except ZeroDivisionError:
        wanted = None
    found = exact_value(formula, values)
    if wanted is None:
        assert isinstance(found, Undefined)
        assert found.reason == "zero_divisor"
        assert set(found.names) <= set(measures_of(formula))
    else:
        assert found == wanted
    rounded = evaluate_formula(formula, {m: float(v) for m, v in values.items()})
    assert (rounded is None) == (wanted is None)
    assert rounded is None or rounded == pytest.approx(float(wanted))


def test_every_missing_measure_is_named() -> None:
    formula = "100 * (promoters - detractors) / nps_answers"
    assert exact_value(formula, {"detractors": Fraction(1)}) == Undefined(
        "missing", ("nps_answers", "promoters")
    )
    assert exact_value("", {}) == Undefined("no_formula")


def test_what_was_not_checked_is_refused_when_it_is_computed() -> None:
    for formula in ("orders ** 2", "abs(orders)"):
        with pytest.raises(ExpressionError):
            exact_value(formula, {"orders": Fraction(2), "abs": Fraction(1)})


def test_a_measure_that_could_not_be_made_is_no_unknown_one() -> None:
    overlay = {"measure": {"ours": {"label": LABEL, "unit": "count"}}}
    [fault] = faults({**overlay, **kpi(formula="100 * ours / orders", unit="percent")})
    assert fault.startswith("measure.ours: the key kind is missing")
