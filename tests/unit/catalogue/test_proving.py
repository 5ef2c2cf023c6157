"""Dead rules, idle bounds, verdicts out of reach: found without any business."""

from typing import Any

import pytest

from commerce_roles.catalogue import load_catalogue, prove

WHY = {"basis": "assumption", "why": "A test."}
ROLE = "ecommerce_manager"


def table(decides: str, *rules: tuple[str, Any], role: str = ROLE) -> dict[str, Any]:
    return {
        "decides": decides,
        "role": role,
        "message": "reason.ecm_catalogue",
        "rules": [{"when": when, "then": then} for when, then in rules],
        **WHY,
    }


def found(**tables: dict[str, Any]) -> set[tuple[str, str]]:
    catalogue = load_catalogue({"table": tables})
    return {(f.rule, f.where.removeprefix("table.")) for f in prove(catalogue) if "x_" in f.where}


def test_the_library_s_own_rules_are_alive() -> None:
    """Nothing but notes: on what is left open, and on fields that only speak."""
    findings = prove(load_catalogue())
    assert {finding.severity for finding in findings} == {"note"}
    assert {finding.rule for finding in findings} <= {
        "not_checked", "partly_checked", "switched_off", "unread_field",
    }  # fmt: skip
    scorecards = [
        f for f in findings if f.where.startswith(("table.cm_", "table.ecm_", "table.smm"))
    ]
    assert not scorecards


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([("skus > 5 and skus < 3", 1)], {("never_holds", "x_/1")}),
        ([("skus >= 5", 1), ("skus >= 9", 2)], {("unreachable_rule", "x_/2")}),
        ([("skus >= 9", 1), ("skus >= 5", 2)], set()),
        (
            [("employees >= 2", 1), ("employees < 2", 2), ("True", 3)],
            {("unreachable_rule", "x_/3")},
        ),
        ([("employees >= 0", 1)], {("always_holds", "x_/1")}),
        (
            [("count(objectives & {'loyalty'}) >= 2", 1)],
            {("never_holds", "x_/1")},
        ),
        ([("orders < 10 and monthly_orders > 20", 1)], {("never_holds", "x_/1")}),
        ([("hours('self', 'minimum') >= 9 and skus < 3 and skus > 4", 1)],
         {("never_holds", "x_/1"), ("partly_checked", "x_")}),
    ],
)  # fmt: skip
def test_rules_of_a_table(rules: list[tuple[str, int]], expected: set[tuple[str, str]]) -> None:
    assert found(x_=table("points", *rules)) == expected


def test_a_floor_under_a_cap_that_always_holds_too() -> None:
    assert found(
        x_floor=table("floor", ("skus >= 100", "needed")),
        x_cap=table("cap", ("skus >= 50", "optional")),
    ) == {("overruled_floor", "x_floor/1")}


def test_a_cap_that_matters_only_where_the_floor_does_not_hold() -> None:
    assert not found(
        x_floor=table("floor", ("skus >= 100", "needed")),
        x_cap=table("cap", ("skus >= 500", "optional")),
    )


def test_bounds_that_a_stronger_one_covers() -> None:
    assert found(
        x_one=table("floor", ("skus >= 100", "recommended")),
        x_other=table("floor", ("skus >= 50", "needed")),
    ) == {("idle_floor", "x_one/1")}
    assert found(
        x_one=table("cap", ("skus >= 100", "recommended")),
        x_other=table("cap", ("skus >= 50", "optional")),
    ) == {("idle_cap", "x_one/1")}


def test_a_verdict_out_of_reach() -> None:
    catalogue = load_catalogue({"adjust": {"catalogue": {"bands": {"needed": 5_000}}}})
    rules = {(f.rule, f.where) for f in prove(catalogue)}
    # Floors still reach it for some roles.
    assert ("unreachable_verdict", "role.ecommerce_manager") in rules
    assert ("unreachable_verdict", "role.community_manager") not in rules


def test_a_field_that_nothing_reads() -> None:
    field = {
        "type": "count",
        "label": {"en": "cats", "es": "gatos"},
        "maximum": 9,
        "question": {"en": "How many cats?", "es": "¿Cuántos gatos?"},
    }
    findings = prove(load_catalogue({"field": {"cats": field}}))
    assert ("unread_field", "field.cats") in {(f.rule, f.where) for f in findings}


def test_thousands_of_rules_load_and_are_checked() -> None:
    rules = [(f"skus >= {9_999 - n} and employees > {n % 7}", n % 5) for n in range(2_000)]
    assert ("unreachable_rule", "x_/1999") not in found(x_=table("points", *rules))
