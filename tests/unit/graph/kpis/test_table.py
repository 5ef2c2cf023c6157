"""KPIs of periods: what may be told, what is found, how it reads."""

import json
import math
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from commerce_roles import load_catalogue
from commerce_roles.errors import MeasureError, UnknownIdError
from commerce_roles.graph.kpis import (
    Target,
    against_target,
    contradictions,
    kpi_table,
    periods_of,
    target_of,
    trend,
)

CATALOGUE = load_catalogue()
SHOP: dict[str, object] = {"sessions": 4000, "orders": 120, "revenue": 9000}


def faults(told: Any, **more: Any) -> list[str]:
    with pytest.raises(MeasureError) as caught:
        kpi_table(told, **more)
    return [str(problem) for problem in caught.value.problems]


def test_one_period_a_list_and_a_table_of_columns_are_one() -> None:
    rows = [{**SHOP, "period": "a"}, {**SHOP, "orders": 90, "period": "b"}]
    columns = {key: [row[key] for row in rows] for key in rows[0]}
    assert kpi_table(rows) == kpi_table(columns)
    assert kpi_table(SHOP)["aov"][0].value == 75.0
    assert [period.name for period in kpi_table(rows).periods] == ["a", "b"]


def test_a_figure_counts_as_it_is_written() -> None:
    for told in (0.1, Decimal("0.1"), Fraction(1, 10)):
        [period] = periods_of({"revenue": told}, CATALOGUE)
        assert period.measures["revenue"] == Fraction(1, 10)


def test_what_is_not_told_is_not_zero() -> None:
    [value] = kpi_table({"orders": 3, "sessions": None})["conversion_rate"]
    assert (value.exact, value.value) == (None, None)
    assert value.why is not None
    assert value.why.reason == "missing"


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ({"order": 1}, "no measure is called 'order'; did you mean orders?"),
        ({"qqqq": 1}, "leave it out"),
        ({"orders": -1}, "-1 is less than 0; a count is 0 or more"),
        ({"revenue": -0.5}, "a sum of this kind is 0 or more"),
        ({"orders": "120"}, "a number is wanted, this is '120'"),
        ({"orders": True}, "a number is wanted, this is True"),
        ({"orders": {"a": 1}}, "a number is wanted"),
        ({"orders": math.nan}, "nan is no number"),
        ({"orders": math.inf}, "inf is no number"),
        ({"orders": Decimal("sNaN")}, "is no number"),
        ({"orders": 10**400}, "out of bounds"),
        ({"orders": 1e300}, "out of bounds"),
        ({"orders": Fraction(1, 10**20)}, "out of bounds"),
        ({}, "no measure is told"),
        ([], "no measure is told"),
        ([{}, {}], "no measure is told"),
        ([{"orders": 1}, 3], "period 2: a table of measures is wanted"),
        ("orders", "a table of measures is wanted"),
        ({"orders": [1, 2], "sessions": [1]}, "not of one length: orders 2, sessions 1"),
        ({"orders": [1, 2], "sessions": 5}, "no list: sessions"),
        ([{"period": "x", "orders": 1}, {"period": "x"}], "this period is told twice"),
        ([{"orders": 1}] * 10_001, "10,001 periods are told"),
        ({"orders\u202e": 1}, "\\u202e"),
    ],
)
def test_what_cannot_be_taken_is_named(told: Any, complaint: str) -> None:
    assert any(complaint in fault for fault in faults(told, file="shop.json"))


def test_every_fault_is_told_at_once_with_its_place() -> None:
    told = [{"period": "May", "orders": -1, "sesions": 2}, {"period": "June", "revenue": "x"}]
    found = faults(told, only=["aovv"], targets={"revenu": 1, "aov": "x"}, file="shop.toml")
    assert len(found) == 6
    assert all(fault.startswith("shop.toml: ") for fault in found)
    assert "shop.toml: period May, orders: -1 is less than 0; a count is 0 or more" in found


def test_a_measure_that_may_be_negative_says_so() -> None:
    label = {"en": "profit", "es": "beneficio"}
    profit = {"label": label, "unit": "money", "kind": "flow", "signed": True}
    overlay = {"measure": {"profit": profit}}
    [period] = periods_of({"profit": -5}, load_catalogue(overlay))
    assert period.measures["profit"] == -5


def test_contradictions_are_found_where_both_sides_are_told() -> None:
    told = {"orders": 10, "orders_mobile": 12, "sessions": 9, "mentions": 1}
    found = {one.rule: one for one in contradictions(told)}
    assert set(found) == {"mobile_orders", "orders_in_visits"}
    assert found["mobile_orders"].breach == "impossible"
    assert found["orders_in_visits"].breach == "doubtful"
    mobile = found["mobile_orders"]
    assert [int(side) for side in (mobile.smaller, mobile.larger)] == [12, 10]


def test_a_kpi_over_measures_that_cannot_both_be_right_is_withheld() -> None:
    told = {"sessions": 100, "sessions_social": 120, "orders": 5, "orders_social": 3}
    table = kpi_table(told)
    [share] = table["social_visit_share"]
    assert share.exact is None
    assert share.why is not None
    assert share.why.reason == "contradiction"
    assert set(share.why.names) >= {"sessions", "sessions_social"}
    [rate] = table["conversion_rate"]
    assert rate.value == 5.0
    assert "social_sessions" in rate.doubts  # one of both is wrong, and it reads one
    assert table.withheld
    assert not kpi_table(SHOP).withheld


def test_a_doubtful_one_is_shown_with_its_doubt() -> None:
    table = kpi_table({"sessions": 10, "orders": 12})
    [rate] = table["conversion_rate"]
    assert (rate.value, rate.doubts) == (120.0, ("orders_in_visits",))
    assert "in doubt" in str(table)
    assert "To be checked" in str(table)


@pytest.mark.parametrize(
    ("kpi", "told", "target"),
    [
        ("conversion_rate", 2, Target(low=Fraction(2))),
        ("cart_abandonment_rate", 70.5, Target(high=Fraction(141, 2))),
        ("budget_variance", 0, Target(Fraction(0), Fraction(0))),
        ("conversion_rate", [2, 3], Target(Fraction(2), Fraction(3))),
    ],
)
def test_a_target_is_read_by_the_direction(kpi: str, told: object, target: Target) -> None:
    assert target_of(CATALOGUE.kpis[kpi], told) == target


@pytest.mark.parametrize("told", ["x", True, [1], [1, 2, 3], [3, 1], math.nan, [], {"a": 1}, None])
def test_what_is_no_target_is_refused(told: object) -> None:
    kpi = CATALOGUE.kpis["budget_variance"]
    if told == [1]:
        assert target_of(kpi, told) == Target(Fraction(1), Fraction(1))
    else:
        with pytest.raises(MeasureError, match=r"targets\.budget_variance"):
            target_of(kpi, told)


def test_how_a_value_stands() -> None:
    low, both = Target(low=Fraction(3)), Target(Fraction(-1), Fraction(1))
    assert [against_target(Fraction(n), low) for n in (2, 3, 4)] == ["below", "met", "met"]
    assert [against_target(Fraction(n), both) for n in (-2, 0, 2)] == ["below", "met", "above"]
    assert against_target(None, low) is None
    assert against_target(Fraction(1), None) is None


def test_what_became_of_a_value() -> None:
    two, three = Fraction(2), Fraction(3)
    assert [trend("higher", three, two), trend("higher", two, three)] == ["better", "worse"]
    assert [trend("lower", three, two), trend("lower", two, two)] == ["worse", "same"]
    near = Target(Fraction(-1), Fraction(1))
    assert trend("target_range", two, three, near) == "better"
    assert trend("target_range", -three, -two, near) == "worse"
    assert trend("target_range", Fraction(-1), Fraction(1), near) == "same"
    assert trend("target_range", two, three) is None
    assert trend("higher", two, None) is None


def test_a_trend_needs_a_value_before() -> None:
    table = kpi_table([{"orders": 1}, {"orders": 1, "sessions": 10}, {"orders": 2, "sessions": 10}])
    assert [value.trend for value in table["conversion_rate"]] == [None, None, "better"]


def test_a_table_is_a_mapping_of_values_and_keeps() -> None:
    table = kpi_table(SHOP, only=["aov", "conversion_rate", "aov"], currency="EUR")
    assert list(table) == ["aov", "conversion_rate"]
    assert len(table) == 2
    with pytest.raises(UnknownIdError, match="did you mean aov"):
        table["aovv"]
    assert pickle.loads(pickle.dumps(table)) == table  # noqa: S301 our own bytes
    assert hash(table) == hash(kpi_table(SHOP, only=["aov", "conversion_rate"], currency="EUR"))
    [row, _] = table.records()
    assert (row["kpi"], row["value"], row["unit"]) == ("aov", 75.0, "money_per_order")
    bundle: Any = getattr(table, "_repr_mimebundle_")()  # noqa: B009 a decorator gives it
    assert "<table>" in bundle["text/html"]


def test_numbers_do_not_depend_on_the_language() -> None:
    def stripped(data: object) -> object:
        if isinstance(data, dict):
            drop = {"text", "lang", "label"}
            return {key: stripped(part) for key, part in data.items() if key not in drop}
        return [stripped(part) for part in data] if isinstance(data, list) else data

    table = kpi_table([SHOP, {"orders": 1, "orders_mobile": 2}], targets={"aov": 80})
    english, spanish = (json.loads(table.to_json(lang)) for lang in ("en", "es"))
    assert stripped(english) == stripped(spanish)
    assert english["format"] == "kpis/1"
    assert english["kpis"]["aov"]["target"] == {"low": 80, "high": None}
    assert english["kpis"]["aov"]["values"][0]["text"] == "75 money per order"
    assert english["contradictions"][0]["values"] == [2, 1]


def test_names_are_in_six_languages_and_sentences_in_two() -> None:
    table = kpi_table(SHOP, currency="EUR")
    assert "průměrná" not in str(table.document("sk"))
    assert CATALOGUE.label("kpi", "aov", "sk") in str(table.document("sk"))
    assert "Sin valor" in str(table.document("es"))


def test_why_a_value_is_missing_is_told_for_every_period_that_is_shown() -> None:
    told = [
        {"period": "May", "orders": 0, "revenue": 0},
        {"period": "June", "orders": 2, "revenue": 9},
    ]
    shown = str(kpi_table(told, only=["aov", "conversion_rate"]))
    assert "average order value: nothing can be divided by 0: orders placed (May)" in shown
    assert "shop conversion rate: not told: sessions on the shop\n" in f"{shown}\n"


def test_a_report_of_nothing_says_so() -> None:
    text = str(kpi_table({"saves": 3}))
    assert text.startswith("What the numbers say")
    assert "No KPI can be computed" in text
    assert "engagement rate by reach" in text


def test_a_kpi_without_a_unit_or_a_formula_is_told_as_well_as_it_can_be() -> None:
    label = {"en": "bare", "es": "pelado"}
    fact = {"label": label, "owner": "ecommerce_manager", "basis": "assumption", "why": "ours"}
    ours = load_catalogue({"kpi": {"bare": {**fact, "formula": "orders"}, "none": fact}})
    table = kpi_table({"orders": 6}, only=["bare", "none"], catalogue=ours)
    assert table["none"][0].why is not None
    assert table["none"][0].why.reason == "no_formula"
    data = table.to_dict()
    assert data["kpis"]["bare"]["values"][0]["text"] == "6"  # type: ignore[index]
    assert "It has no formula" in str(table) or "it has no formula" in str(table)


def test_a_kpi_of_an_overlay_is_computed_and_named() -> None:
    label = {"en": "orders a head", "es": "pedidos por cabeza"}
    unit = {"label": label, "form": {"en": "{n} a head", "es": "{n} por cabeza"}, "dimension": "1"}
    kpi = {"label": label, "formula": "orders / customers", "unit": "per_head",
           "owner": "ecommerce_manager", "basis": "assumption", "why": "ours"}  # fmt: skip
    ours = load_catalogue({"kpi": {"per_head": kpi}, "kpi_unit": {"per_head": unit}})
    table = kpi_table({"orders": 6, "customers": 4}, catalogue=ours)
    assert table["per_head"][0].value == 1.5
    assert "Other" in str(table)  # it names no stage
    assert "a head" in str(table)
