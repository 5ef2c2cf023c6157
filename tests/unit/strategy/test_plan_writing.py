"""A plan as a sheet: what stands in its cells is never a formula."""

import csv
import io
from datetime import date

import pytest

from commerce_roles import assess, draft_strategy
from commerce_roles.strategy import make_plan
from commerce_roles.strategy.planning import writing


def test_no_cell_of_a_plan_begins_a_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = {"sector": "clothing", "monthly_orders": 450, "channels": ["instagram"]}
    plan = make_plan(draft_strategy(assess(shop)), start=date(2026, 11, 30))
    (first, *_), kept = plan.rows(), writing.rows
    assert first["label"]
    monkeypatch.setattr(
        writing, "rows", lambda *told: [{**row, "label": "=1+1"} for row in kept(*told)]
    )
    cells = [*csv.DictReader(io.StringIO(plan.to_csv()))]
    assert {row["label"] for row in cells} == {"'=1+1"}
    assert len(cells) == len(plan.rows())
