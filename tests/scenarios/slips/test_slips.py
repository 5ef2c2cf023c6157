"""Answers that do not fit together are answered, with a warning: nothing is refused."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.profiles import partial
from strategies.trying import dear

from commerce_roles.assessment import Assessment, assess, read_profile
from commerce_roles.catalogue import load_catalogue
from commerce_roles.display import to_text

CATALOGUE = load_catalogue()
SLIPS = tomllib.loads(Path(__file__).with_name("slips.toml").read_text(encoding="utf-8"))["slip"]
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.*"))
TABLES = {t.id for t in CATALOGUE.tables.values() if t.decides == "inconsistency"}


def inconsistencies(result: Assessment) -> list[str]:
    return [said.rule for said in result.warnings if said.rule.partition("/")[0] in TABLES]


@pytest.mark.parametrize("slip", SLIPS, ids=[slip["story"] for slip in SLIPS])
def test_a_slip_is_answered_and_told(slip: dict[str, Any]) -> None:
    result = assess(slip["told"])
    assert set(slip["warned"]) <= {said.id for said in result.warnings}
    text = to_text(result.report(), width=10_000)
    assert "What does not fit together" in text
    assert slip["says"] in text
    assert "Lo que no encaja" in to_text(result.report("es"))
    assert result.to_dict()["warnings"]


def test_every_rule_about_slips_has_its_scenario() -> None:
    told = {warned for slip in SLIPS for warned in slip["warned"]}
    rules = {
        rule.message or CATALOGUE.tables[table].message
        for table in TABLES
        for rule in CATALOGUE.tables[table].rules
    }
    assert told == rules


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_example_is_told_of_a_slip(path: Path) -> None:
    assert inconsistencies(assess(read_profile(path))) == []


def test_what_was_not_told_contradicts_nothing() -> None:
    assert inconsistencies(assess({})) == []
    for field in ("monthly_orders", "online_revenue_eur_year", "followers_total", "sell_languages"):
        told: Any = ["es", "de"] if field == "sell_languages" else 100_000
        assert inconsistencies(assess({field: told})) == []
    assert inconsistencies(assess({"sells_online": False, "monthly_orders": [0, 50]})) == []
    assert inconsistencies(assess({"sells_online": False, "monthly_orders": [1, 50]}))


@dear(3)
@given(partial(), st.data())
def test_one_more_answer_takes_no_slip_back(profile: dict[str, Any], data: st.DataObject) -> None:
    """Monotony: what does not fit together on less does not fit together on more."""
    keys = sorted(profile)
    if not keys:
        return
    left_out = data.draw(st.sets(st.sampled_from(keys)))
    less = {key: value for key, value in profile.items() if key not in left_out}
    assert set(inconsistencies(assess(less))) <= set(inconsistencies(assess(profile)))


@dear(3)
@given(partial())
def test_slips_come_first_and_nothing_is_refused_for_them(profile: dict[str, Any]) -> None:
    """Closure and order: any told business is answered; slips stand before other warnings."""
    result = assess(profile)
    flags = [said.rule.partition("/")[0] in TABLES for said in result.warnings]
    assert flags == sorted(flags, reverse=True)
    assert all(found.possible for found in result.values())
