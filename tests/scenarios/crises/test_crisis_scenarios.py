"""Every crisis gets the advice of its scenario, in the words of the trade."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from commerce_roles.assessment import CrisisAdvice, assess
from commerce_roles.display import to_text

SCENARIOS = sorted(Path(__file__).parent.glob("*.toml"))
CASES = [(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in SCENARIOS]


def advice_for(case: dict[str, Any]) -> CrisisAdvice:
    found = assess(case["business"]).crisis
    assert found is not None
    return found


@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_a_crisis_gets_the_advice_of_its_scenario(name: str, case: dict[str, Any]) -> None:
    del name
    found = advice_for(case)
    assert (found.cluster, found.response) == (case["kind"], case["response"])
    assert [one.strategy for one in found.use] == case["say"]
    assert set(case["never"]) <= {one.strategy for one in found.avoid}
    assert [clock.minutes for clock in found.clocks] == case["minutes"]
    charges = (found.accountable, found.approver, found.responsible)
    parties = [charge.party for charge in charges if charge is not None]
    assert parties == [case["decides"], case["approves"], case["answers"]]
    assert list(found.possible_clusters) == case.get("open", [case["kind"]])
    assert bool(found.ask) == ("open" in case)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_the_advice_cites_what_it_rests_on(name: str, case: dict[str, Any]) -> None:
    del name
    found = advice_for(case)
    charges = (found.accountable, found.approver, found.responsible)
    said = [
        *found.statements,
        *(one.statement for one in (*found.use, *found.avoid)),
        *(clock.statement for clock in found.clocks),
        *(charge.statement for charge in charges if charge is not None),
    ]
    cited = {each for one in said for each in (*one.claims, *one.sources, *one.contradictions)}
    assert set(case["because"]) <= cited
    for one in said:
        assert one.claims or one.sources, one.id


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_the_report_tells_it(name: str, case: dict[str, Any], language: str) -> None:
    del name
    text = to_text(assess(case["business"]).report(language), width=10_000)
    heads = {
        "en": ("In the crisis", "Decides: ", "What never to say", "Within 60 minutes"),
        "es": ("En la crisis", "Decide: ", "Qué no decir nunca", "En 60 minutos"),
    }[language]
    for head in heads[:3]:
        assert head in text
    assert (heads[3] in text) == bool(case["minutes"])
