"""A plan for other programs: no cell is a formula, and what stands on no day is said."""

import csv
import io
from datetime import date
from typing import Any

import attrs
import pytest
from icalendar import Calendar

from commerce_roles import assess, draft_strategy
from commerce_roles.errors import UnknownIdError
from commerce_roles.strategy import make_plan
from commerce_roles.strategy.planning import writing
from commerce_roles.strategy.planning.planned import Planned

SHOP = {"sector": "clothing", "monthly_orders": 450, "channels": ["instagram"]}


@pytest.mark.parametrize("form", ["csv", "ics"])
def test_what_stands_on_no_day_is_said_to_be_left_out(form: Any) -> None:
    plan = make_plan(draft_strategy(assess(SHOP)), start=date(2026, 11, 30))
    export = plan.export(form)
    said = {one.what: one.count for one in export.lost}
    for attribute in attrs.fields(Planned):
        value = getattr(plan, attribute.name)
        if attribute.name in {"entries", "slots", "start", "end", "catalogue_hash"} or not value:
            assert attribute.name not in said
        else:
            assert said[attribute.name] == (len(value) if isinstance(value, tuple) else 1)
    written = (
        len([*csv.DictReader(io.StringIO(export.text))])
        if form == "csv"
        else len([*Calendar.from_ical(export.text).walk("VEVENT")])
    )
    assert written == len(plan.entries) + len(plan.slots)


def test_a_form_that_is_not_known_is_told() -> None:
    plan = make_plan(draft_strategy(assess(SHOP)), start=date(2026, 11, 30))
    with pytest.raises(UnknownIdError, match="csv"):
        plan.export("csw")  # type: ignore[arg-type]  # that is what is tried


def test_no_cell_of_a_plan_begins_a_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = make_plan(draft_strategy(assess(SHOP)), start=date(2026, 11, 30))
    (first, *_), kept = plan.rows(), writing.rows
    assert first["label"]
    monkeypatch.setattr(
        writing, "rows", lambda *told: [{**row, "label": "=1+1"} for row in kept(*told)]
    )
    cells = [*csv.DictReader(io.StringIO(plan.to_csv()))]
    assert {row["label"] for row in cells} == {"'=1+1"}
    assert len(cells) == len(plan.rows())
