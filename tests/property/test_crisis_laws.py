"""Laws of advice for a crisis, over every crisis that can be told."""

from itertools import product
from typing import Any

import pytest
from strategies.influencers import OVERLAY

from commerce_roles.assessment import CrisisAdvice, profile_of
from commerce_roles.assessment.advising import advise
from commerce_roles.assessment.contract import as_data
from commerce_roles.assessment.deciding import decide
from commerce_roles.assessment.engine import Engine
from commerce_roles.assessment.judging import judge
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import CatalogueError
from commerce_roles.model import CrisisResponse, CrisisStrategy

CATALOGUE = load_catalogue()
TRIGGERS = (None, "our van was stolen", *map(str, CATALOGUE.fields["crisis.trigger"].options))
POSTS: tuple[dict[str, float] | None, ...] = (
    None,
    {},
    {"community_manager": 1},
    {"social_media_manager": 1},
    {"community_manager": 1, "social_media_manager": 1},
)


def every_crisis() -> list[dict[str, Any]]:
    """List every crisis that rules can tell apart; posts and people take turns."""
    levels = (None, *map(str, CATALOGUE.fields["crisis.responsibility"].options))
    names = (None, *map(str, CATALOGUE.fields["crisis.prior_reputation"].options))
    found: list[dict[str, Any]] = []
    for number, (state, trigger, level, history, name) in enumerate(
        product(("exposed", "active"), TRIGGERS, levels, (None, False, True), names)
    ):
        crisis = {
            "trigger": trigger,
            "responsibility": level,
            "history": history,
            "prior_reputation": name,
        }
        told = {key: value for key, value in crisis.items() if value is not None}
        found.append({
            "crisis_state": state,
            "crisis": told,
            "existing_roles": POSTS[number % len(POSTS)],
            "employees": (None, 1, 2, 30)[number % 4],
        })  # fmt: skip
    return found


CRISES = every_crisis()


def advised(told: dict[str, Any], catalogue: Catalogue = CATALOGUE) -> CrisisAdvice:
    profile = profile_of(told, catalogue=catalogue)
    found = advise(decide(catalogue.program, judge(profile, catalogue)), catalogue)
    assert found is not None
    return found


def strategy(identifier: str) -> CrisisStrategy:
    found = CATALOGUE.of("crisis_strategy")[identifier]
    assert isinstance(found, CrisisStrategy)
    return found


def against(response: str) -> tuple[str, ...]:
    found = CATALOGUE.of("crisis_response")[response]
    assert isinstance(found, CrisisResponse)
    return found.never_with


def test_no_advice_mixes_denial_with_what_contradicts_it() -> None:
    """Consistency: no two things to say belong to responses that contradict each other."""
    for told in CRISES:
        found = advised(told)
        responses = {one.response for one in found.use}
        for one in responses:
            assert responses.isdisjoint(against(one)), told
        assert not ("deny" in responses and {"rebuild", "diminish"} & responses)


def test_what_contradicts_what_is_said_is_what_to_avoid() -> None:
    """Completeness of warnings: nothing is both said and avoided, none lacks."""
    for told in CRISES:
        found = advised(told)
        said, avoided = ({one.strategy for one in part} for part in (found.use, found.avoid))
        assert said.isdisjoint(avoided), told
        for identifier in CATALOGUE.of("crisis_strategy"):
            if any(strategy(identifier).response in against(one.response) for one in found.use):
                assert identifier in avoided


def test_every_crisis_gets_whole_advice() -> None:
    """Completeness: kind, response, information first, what never to say, who, and by when."""
    for told in CRISES:
        found = advised(told)
        assert found.cluster in CATALOGUE.of("crisis_cluster")
        assert found.response in CATALOGUE.of("crisis_response")
        assert found.kind is not None
        assert found.main is not None
        assert [one.response for one in found.use[:2]] == ["inform_only", "inform_only"]
        main = [one for one in found.use if one.response == found.response]
        assert main, told
        assert found.avoid
        active = told["crisis_state"] == "active"
        assert bool(found.clocks) == active
        assert [clock.minutes for clock in found.clocks] == sorted(c.minutes for c in found.clocks)
        for charge in (found.accountable, found.approver, found.responsible):
            assert charge is not None
            assert charge.party in {*CATALOGUE.roles, "owner"}


def test_without_a_planner_the_owner_decides() -> None:
    """Responsibility: who decides holds the post, else it is the owner; the owner approves."""
    for told in CRISES:
        found = advised(told)
        held = told["existing_roles"] or {}
        assert found.accountable is not None
        assert found.approver is not None
        assert found.responsible is not None
        planner = "social_media_manager" in held
        assert found.accountable.party == ("social_media_manager" if planner else "owner")
        assert found.approver.party == "owner"
        assert found.accountable.decided == (told["existing_roles"] is not None)
        if found.responsible.party != "owner":
            assert found.responsible.party in held


def test_what_is_called_settled_no_answer_changes() -> None:
    """Soundness: whoever tells the rest gets one of the kinds and responses left open."""
    for told in CRISES[::13]:
        found = advised(told)
        assert found.cluster in found.possible_clusters
        assert found.response in found.possible_responses
        assert found.decided == (not found.ask)
        for told_more in CRISES[:: len(CRISES) // 30]:
            crisis = {**told_more["crisis"], **told["crisis"]}
            more = advised({**told, "crisis": crisis})
            assert more.cluster in found.possible_clusters
            assert more.response in found.possible_responses


def test_no_crisis_gets_no_advice() -> None:
    for state in (None, "none"):
        assert Engine.of(CATALOGUE).decide({"crisis_state": state}).crisis is None


def test_an_overlay_speaks_too_and_a_table_of_its_own_says_who() -> None:
    table = {
        "decides": "accountable",
        "rules": [{"when": "True", "then": "influencer_manager", "message": "reason.im_many"}],
        "replaces": True,
        "basis": "assumption",
        "why": "A test.",
    }
    clocks = {"adjust": {"table": {"crisis_clocks": {"rules": {"acknowledge": {"then": 30}}}}}}
    overlay = {**OVERLAY, "table": {**OVERLAY["table"], "crisis_accountable": table}, **clocks}
    catalogue = load_catalogue(overlay)
    result = Engine.of(catalogue).decide({"crisis_state": "active"})
    data: Any = as_data(result, catalogue, "en")["crisis"]
    assert data["accountable"]["party"] == "influencer_manager"
    assert data["clocks"][0]["minutes"] == 30
    assert data["clocks"][0]["message"]["text"].startswith("Within 30 minutes")


@pytest.mark.parametrize(
    ("decides", "then", "remedy"),
    [
        ("strategy", "apologise", "did you mean apology?"),
        ("avoid", "shout", "is not one of"),
        ("cluster", "victims", "did you mean victim?"),
        ("response", "denie", "did you mean deny?"),
        ("accountable", "comunity_manager", "did you mean community_manager?"),
        ("clock", "soon", "a whole number is wanted"),
    ],
)
def test_a_rule_that_names_nothing_is_refused(decides: str, then: str, remedy: str) -> None:
    table = {
        "decides": decides,
        "rules": [{"when": "True", "then": then}],
        "basis": "assumption",
        "why": "A test.",
    }
    with pytest.raises(CatalogueError) as caught:
        load_catalogue({"table": {"wrong": table}})
    assert remedy in str(caught.value)


def test_without_a_table_nobody_is_named() -> None:
    catalogue = load_catalogue({
        "retire": {"table": ["crisis_accountable", "crisis_approver", "crisis_clocks"]}
    })  # fmt: skip
    result = Engine.of(catalogue).decide({"crisis_state": "active"})
    assert result.crisis is not None
    assert result.crisis.accountable is None
    assert result.crisis.clocks == ()
    assert as_data(result, catalogue, "en")["crisis"]["accountable"] is None  # type: ignore[index]
    assert "You decide when" not in str(result.report())
