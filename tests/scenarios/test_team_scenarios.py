"""Every team under examples/teams/ is seen as its scenario says."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from commerce_roles.assessment import assess, read_profile
from commerce_roles.staffing import (
    Look,
    Scenario,
    compare_scenarios,
    look,
    read_team,
    scenario,
    what_if,
)

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
SCENARIOS = sorted((HERE / "teams").glob("*.toml"))
OFFERS = "offers.toml"


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _start(told: dict[str, Any]) -> Scenario:
    profile = read_profile(EXAMPLES / told["business"])
    return scenario(profile, read_team(EXAMPLES / "teams" / told["team"]), level=told["level"])


def _seen(told: dict[str, Any]) -> Look:
    needs = assess(read_profile(EXAMPLES / told["business"])).needs(told["level"])
    return look(read_team(EXAMPLES / "teams" / told["team"]), needs)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_what_is_covered_is_as_the_scenario_says(path: Path) -> None:
    told = _read(path)
    seen = _seen(told)
    for key, kind in (("roles", "role"), ("tasks", "task"), ("languages", "language")):
        states = {cover.id: cover.state for cover in seen.covered(kind)}
        assert {name: states[name] for name in told[key]} == told[key]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_loads_and_months_are_as_the_scenario_says(path: Path) -> None:
    told = _read(path)
    seen = _seen(told)
    for person, levels in told["load"].items():
        got = {level: seen.load(person).state(level) for level in levels}
        assert got == levels, person
    for person, months in told["months"].items():
        got = {str(one.month): one.state for one in seen.load(person).months}
        assert got == months, person


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_findings_and_gaps_are_as_the_scenario_says(path: Path) -> None:
    told = _read(path)
    seen = _seen(told)
    found: dict[str, list[str]] = {}
    for one in seen.findings:
        found.setdefault(one.rule, []).append(one.id)
    assert found == told["findings"]
    for role, gaps in told["gaps"].items():
        for identifier, ways in gaps.items():
            gap = next(gap for gap in seen.gaps if (gap.role, gap.id) == (role, identifier))
            assert sorted(f"{way.how} {way.person}".strip() for way in gap.shortest) == ways


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_what_leans_on_one_is_as_the_scenario_says(path: Path) -> None:
    told = _read(path)
    points = {point.person: point for point in _seen(told).single_points}
    for person, expected in told["alone"].items():
        assert set(expected["tasks"]) <= set(points[person].without), person


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_what_ifs_come_out_as_the_scenario_says(path: Path) -> None:
    told = _read(path)
    start = _start(told)
    for expected in told["what_if"]:
        after = start
        for step in expected["steps"]:
            after = what_if(after, step)
        states = {cover.id: cover.state for cover in after.look.covered("role")}
        assert [role for role, state in states.items() if state == "open"] == expected["open"]
        both = compare_scenarios(start, after)
        for measure in {"uncovered", "work"} & set(expected):
            assert both.figure(1, measure).apart == expected[measure], expected["steps"]


def test_every_team_has_a_scenario_and_no_name_stands_in_one() -> None:
    told = {_read(path)["team"] for path in SCENARIOS}
    there = {path.name for path in (EXAMPLES / "teams").iterdir()} - {OFFERS}
    assert told == there
    for name in there:
        assert not any(person.name for person in read_team(EXAMPLES / "teams" / name).people)
