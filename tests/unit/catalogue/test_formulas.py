"""Formulas of KPIs against Python itself."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.catalogue import evaluate_formula, load_catalogue, measures_of
from commerce_roles.catalogue.formulas import check_formula
from commerce_roles.errors import ExpressionError

KPIS = load_catalogue().kpis
numbers = st.integers(0, 10_000)


@given(st.sampled_from(sorted(KPIS)), st.data())
def test_a_formula_gives_what_python_gives(kpi: str, data: st.DataObject) -> None:
    formula = KPIS[kpi].formula
    values = {name: data.draw(numbers, label=name) for name in measures_of(formula)}
    try:
        wanted = eval(formula, {"__builtins__": {}}, values)  # noqa: S307 the oracle, on our own text
    except ZeroDivisionError:
        wanted = None
    found = evaluate_formula(formula, values)
    assert found == wanted or (found is not None and math.isclose(found, wanted))


@given(st.sampled_from(sorted(KPIS)), st.data())
def test_a_missing_measure_makes_the_figure_undefined(kpi: str, data: st.DataObject) -> None:
    formula = KPIS[kpi].formula
    names = measures_of(formula)
    gone = data.draw(st.sampled_from(names))
    assert evaluate_formula(formula, {n: 1 for n in names if n != gone}) is None


@pytest.mark.parametrize(
    ("formula", "complaint"),
    [
        ("orders / session", "no measure is called session; did you mean sessions?"),
        ("abs(orders)", "brackets only"),
        ("orders ** 2", "brackets only"),
        ("orders // 2", "brackets only"),
        ("-orders", "brackets only"),
        ("orders if sessions else 0", "brackets only"),
        ("[orders]", "brackets only"),
        ("orders > 2", "brackets only"),
        ("'orders'", "measures and numbers"),
        ("True", "measures and numbers"),
        ("orders +", "not an expression"),
        ("(lambda: 1)()", "brackets only"),
        ("__import__", "no measure is called __import__"),
    ],
)
def test_a_formula_is_arithmetic_over_measures_and_nothing_else(
    formula: str, complaint: str
) -> None:
    with pytest.raises(ExpressionError, match=complaint.replace("?", r"\?")):
        check_formula(formula, {"orders", "sessions"})


def test_an_empty_formula_reads_nothing() -> None:
    check_formula("", ())
    assert measures_of("") == ()


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="nan"):
        evaluate_formula("orders", {"orders": math.nan})
