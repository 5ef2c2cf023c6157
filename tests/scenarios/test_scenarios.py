"""Every business under examples/ gets the answer of its scenario, for the claims it names."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from commerce_roles.assessment import Assessment, assess, read_profile
from commerce_roles.catalogue import load_catalogue

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
SCENARIOS = sorted(HERE.glob("*.toml"))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _assessed(scenario: dict[str, Any]) -> Assessment:
    return assess(read_profile(EXAMPLES / scenario["business"]))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_business_gets_the_answer_of_its_scenario(path: Path) -> None:
    scenario = _read(path)
    result = _assessed(scenario)
    got = {
        role: {"verdict": found.verdict.value, "sourcing": found.sourcing.value}
        for role, found in result.items()
    }
    wanted = {
        role: {key: expected[key] for key in ("verdict", "sourcing")}
        for role, expected in scenario["roles"].items()
    }
    assert got == wanted
    assert result.answer.statement.id == scenario["answer"]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_reasons_cite_the_claims_of_the_scenario(path: Path) -> None:
    scenario = _read(path)
    claims = load_catalogue().claims
    for role, expected in scenario["roles"].items():
        found = _assessed(scenario)[role]
        said = [reason.statement for reason in found.reasons] + list(found.sourcing_reasons)
        cited = {claim for statement in said for claim in statement.claims}
        assert set(expected["because"]) <= set(claims)
        assert set(expected["because"]) <= cited, role


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_hours_lie_where_the_scenario_expects_them(path: Path) -> None:
    scenario = _read(path)
    result = _assessed(scenario)
    for role, expected in scenario["roles"].items():
        low, high = expected["hours"]
        typical = next(iter(result[role].hours.values())).typical
        assert low <= typical <= high, (role, typical)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_pairs_warnings_and_crisis_are_as_the_scenario_says(path: Path) -> None:
    scenario = _read(path)
    result = _assessed(scenario)
    pairs = {pair.roles: pair for pair in result.combinations}
    for expected in scenario.get("combinations", []):
        pair = pairs[tuple(sorted(expected["roles"]))]
        assert pair.allowed == expected["allowed"], pair.roles
        assert pair.owner_accountable == expected["owner_accountable"], pair.roles
    assert set(scenario.get("warnings", [])) <= {warning.id for warning in result.warnings}
    expected_crisis = scenario.get("crisis")
    if expected_crisis is None:
        assert result.crisis is None
    else:
        assert result.crisis is not None
        assert [result.crisis.cluster, result.crisis.response] == expected_crisis


def test_every_example_has_a_scenario() -> None:
    told = {_read(path)["business"] for path in SCENARIOS}
    assert told == {path.name for path in EXAMPLES.iterdir() if path.is_file()}
