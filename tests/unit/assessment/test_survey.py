"""Surveys: parts of segments, hours, rules that decide, what to ask; drawn and written."""

import pickle
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from commerce_roles import assess, load_catalogue
from commerce_roles.assessment.surveying import Survey, survey
from commerce_roles.errors import TableError, UnknownIdError

ECM = "ecommerce_manager"
SHOPS: list[dict[str, Any]] = [
    {"sector": "clothing", "country": "ES", "employees": 9, "monthly_orders": 450},
    {"sector": "clothing", "country": "IT", "employees": 10, "monthly_orders": 450},
    {"sector": "legal", "country": "ES", "employees": [60, 80]},
    {"sector": "our own", "employees": 5000},
    {},
]


def parts_of(found: Survey, segment: str) -> dict[str, int]:
    return {part.part: part.businesses for part in found.parts if part.segment == segment}


def test_businesses_are_divided_by_the_segments_that_are_facts() -> None:
    found = survey(SHOPS)
    assert parts_of(found, "sector") == {"clothing": 2, "legal": 1, "our own": 1, "": 1}
    assert parts_of(found, "country") == {"ES": 2, "IT": 1, "": 2}
    assert list(parts_of(found, "size").items()) == [
        ("0-9", 1), ("10-49", 1), ("50-249", 1), ("250+", 1), ("", 1)
    ]  # fmt: skip
    clothing = next(part for part in found.parts if part.part == "clothing")
    assert clothing.share_of(ECM, "recommended", "needed") == 2
    assert found.count(ECM, "recommended", "needed") == 2


def test_an_overlay_divides_by_a_field_of_its_own() -> None:
    fact = {
        "segment": {"rivals": {"label": {"en": "by rivals"}, "field": "competition", "order": 9}}
    }
    facts = load_catalogue(fact)
    found = survey(
        [{"competition": "high"}, {"competition": "low"}, {}], catalogue=facts, by=["rivals"]
    )
    assert parts_of(found, "rivals") == {"high": 1, "low": 1, "": 1}
    assert {part.segment for part in found.parts} == {"rivals"}


def test_hours_are_summed_and_told_in_full_posts() -> None:
    found = survey(SHOPS)
    total = sum(assess(shop)[ECM].hours["minimum"].typical for shop in SHOPS)
    assert found.fte(ECM) == pytest.approx(total / found.full_post)
    assert found.full_post == 143
    frame = found.to_frame()
    whole = frame[frame["segment"].isna() & (frame["role"] == ECM)]
    assert whole["businesses"].sum() == len(SHOPS)


def test_a_rule_decides_where_the_verdict_would_be_another_without_it() -> None:
    found = survey(SHOPS[:2])
    rules = {rule.rule: rule for rule in found.rules if rule.role == ECM}
    assert (rules["ecm_size/3"].gives, rules["ecm_size/3"].fires, rules["ecm_size/3"].decides) == (
        20,
        2,
        2,
    )
    assert all(rule.decides <= rule.fires for rule in found.rules)


def test_what_would_decide_is_tried_with_the_best_estimate() -> None:
    """As `assess` says it where the one answer that is missing is told as it is estimated."""
    whole = {"sells_online": False, "online_launch_planned": None, "monthly_orders": 0}
    rows = [{key: value for key, value in whole.items() if value is not None}]
    found = survey(rows)
    asked = {one.field: one for one in found.asked}
    for key in ("online_launch_planned", "channels"):
        told = {"online_launch_planned": False, "channels": []}[key]
        one, other = assess(rows[0]), assess({**rows[0], key: told})
        newly = any(other[role].decided and not one[role].decided for role in one)
        assert asked[key].decides <= int(newly)
        assert asked[key].missing == 1
    assert "sells_online" not in asked


def test_tables_of_all_kinds_are_surveyed_alike() -> None:
    told = [{k: v for k, v in shop.items() if k != "employees"} for shop in SHOPS[:3]]
    wanted = survey(told)
    table = pa.Table.from_pylist(told)
    kinds: list[Any] = [table, table.to_pandas(), pl.from_arrow(table), pl.from_arrow(table).lazy()]  # type: ignore[union-attr]
    for kind in kinds:
        assert survey(kind) == wanted
    assert survey(pd.DataFrame(told), columns={"sector": "sector"}) == wanted


def test_a_survey_draws_itself_and_is_written() -> None:
    found = survey(SHOPS)
    text = str(found)
    for part in (
        "Who needs what",
        "By sector",
        "10–49",
        "What to ask next",
        "clothing retail",
        "not told",
    ):
        assert part in text
    assert "Qué reglas deciden más" in str(found.document("es").blocks)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 our own
    data = found.to_dict()
    assert data["format"] == "survey/1"
    assert found.to_json() == survey(SHOPS).to_json()
    assert len(found.to_frame()) == len(found.rows())
    nobody = survey([])
    assert (nobody.businesses, nobody.decided(ECM)) == (0, None)
    assert "Businesses: 0" in str(nobody)


def test_what_is_wrong_with_a_survey_is_told() -> None:
    with pytest.raises(TableError, match="row 2: employees: -3 is out of bounds"):
        survey([{}, {"employees": -3}])
    with pytest.raises(UnknownIdError, match="did you mean sector"):
        survey(SHOPS, by=["sectr"])
    with pytest.raises(TypeError, match="is no table that is known here"):
        survey(7)
