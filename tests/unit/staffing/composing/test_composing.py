"""The front door of composing: what is demanded, what is told, and what is refused."""

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from time import sleep
from typing import Any

import pytest

import commerce_roles as cr
from commerce_roles.assessment.need import LanguageNeed, Need, Needs, PostNeed, SkillNeed, TaskNeed
from commerce_roles.assessment.outcome import Combination, Estimate
from commerce_roles.assessment.reading import Rate
from commerce_roles.errors import MissingPackageError, TeamError, UnknownIdError
from commerce_roles.model import FrozenMap, Money, Sourcing
from commerce_roles.model.person import Assignment, Person, Team
from commerce_roles.staffing import (
    Composition,
    Frontier,
    compose_team,
    forget,
    pareto_front,
    read_team,
    redact,
)
from commerce_roles.staffing.composing import highs
from commerce_roles.staffing.composing.forgetting import everybody
from commerce_roles.staffing.composing.goals import least_cost
from commerce_roles.staffing.composing.problem import Candidate, Post, Problem, Requirement
from commerce_roles.staffing.composing.waiting import Clock, beside
from commerce_roles.staffing.forgetting import made_up

ROOT = Path(__file__).parents[4]
PLANNER, DOER, SHOP = "social_media_manager", "community_manager", "ecommerce_manager"
LEVELS = ("basic", "working", "advanced", "expert")


def hours(number: float) -> FrozenMap[str, Estimate]:
    return FrozenMap(minimum=Estimate(number / 2, number, number * 2))


def need(role: str, number: float = 20.0, **told: Any) -> Need:
    return Need(role=role, hours=hours(number), **told)


def needs(*roles: Need, **told: Any) -> Needs:
    return Needs(
        level="minimum",
        levels=("minimum",),
        proficiency=LEVELS,
        language_levels=FrozenMap(B2="advanced", C2="expert"),
        full_post=100.0,
        roles={one.role: one for one in roles},
        **told,
    )


def person(name: str, euro: float = 1000.0, capacity: float = 100.0, **told: Any) -> Person:
    skills: Mapping[str, str] = told.pop("skills", {})
    paid = told.pop("cost", Money(amount=euro, currency="EUR"))
    return Person(id=name, cost=paid, capacity=capacity, skills=skills, **told)


TWO = needs(need(PLANNER, reports_to="owner"), need(DOER, 40.0, reports_to=PLANNER))


# ---------------------------------------------------------------------- what is demanded


def test_the_contract_works_at_the_root() -> None:
    shop = cr.read_profile(ROOT / "examples" / "clothing_retailer.toml")
    people = read_team(ROOT / "examples" / "teams" / "clothing_three.toml")
    found = cr.compose_team(people, cr.assess(shop).needs(), budget_eur_month=4000)
    assert found.status == "infeasible"
    assert found.nearest is not None
    assert found.nearest.cost is not None
    assert found.nearest.cost <= 4000
    assert found.conflicts


def test_whoever_plans_does_not_carry_out_unless_that_is_waived() -> None:
    people = [person("a"), person("b")]
    apart = compose_team(people, TWO)
    assert (apart.status, apart.cost, len(apart.people)) == ("optimal", Decimal("2000.00"), 2)
    waived = compose_team(people, TWO, waivers=[(PLANNER, DOER)])
    assert waived.cost == Decimal("1000.00")
    assert [one.id for one in waived.declared] == ["compose.declared.told"]
    only_b = compose_team(people, TWO, waivers=[("b", DOER, PLANNER)])
    assert only_b.people == ("b",)


def test_what_the_assessment_puts_together_or_the_team_declares_is_waived() -> None:
    advised = needs(
        *TWO.values(), posts=(PostNeed(roles=(DOER, PLANNER), sourcing=Sourcing.IN_HOUSE),)
    )
    found = compose_team([person("a")], advised)
    assert (found.status, found.declared[0].id) == ("optimal", "compose.declared.advised")
    declared = Team(people=[person("a")], dual=["a"])
    assert compose_team(declared, TWO).status == "optimal"
    assert compose_team(declared, TWO, apart=[(PLANNER, DOER)]).status == "infeasible"


def test_a_forbidden_pair_stays_apart_though_the_team_declares_it() -> None:
    pair = Combination(
        roles=(DOER, SHOP), allowed=False, owner_accountable=True, decided=True, conditions=()
    )
    wanted = needs(need(DOER), need(SHOP), combinations=(pair,))
    team = Team(people=[person("a")], dual=["a"])
    assert compose_team(team, wanted).status == "infeasible"
    assert compose_team(team, wanted, waivers=[(DOER, SHOP)]).status == "optimal"


def test_a_plan_that_governs_or_approves_work_keeps_two_roles_apart() -> None:
    plan = TaskNeed(task="plan", role=PLANNER, phase="plan", accountable=PLANNER)
    work = TaskNeed(task="work", role=DOER, governed_by=("plan",))
    governed = needs(need(PLANNER, tasks=(plan,)), need(DOER, tasks=(work,)))
    assert compose_team([person("a")], governed).status == "infeasible"
    approval = TaskNeed(task="yes", role=PLANNER, phase="approve", approves=("draft",))
    draft = TaskNeed(task="draft", role=DOER, phase="plan")
    approved = needs(need(PLANNER, tasks=(approval,)), need(DOER, tasks=(draft,)))
    assert compose_team([person("a")], approved).status == "infeasible"
    free = needs(need(PLANNER), need(DOER))
    assert compose_team([person("a")], free).status == "optimal"


def test_skills_and_languages_are_there_together_among_those_who_hold_the_role() -> None:
    wanted = needs(
        need(
            SHOP,
            skills=(SkillNeed(skill="seo", level="working"), SkillNeed(skill="crm")),
            languages=(LanguageNeed(language="es", level="advanced"),),
        )
    )
    a = person("a", skills={"seo": "working"}, languages={"es": "C2"})
    b = person("b", skills={"crm": "basic", "seo": "basic"}, languages={})
    found = compose_team([a, b], wanted)
    assert found.people == ("a", "b")
    assert [one.alone for one in found.given] == [("es", "seo"), ("crm",)]
    alone = compose_team([a], wanted)
    assert [one.demands[0].params["skill"] for one in alone.conflicts] == ["crm"]
    assert compose_team([a], wanted, least_importance=4).status == "optimal"


def test_what_the_whole_team_must_have_may_be_in_any_post() -> None:
    a, b = person("a", skills={"seo": "expert"}), person("b", 10.0)
    assert compose_team([a, b], needs(need(SHOP))).people == ("b",)
    assert compose_team([a, b], needs(need(SHOP)), team_skills={"seo": "working"}).people == ("a",)
    spoken = compose_team([a, b], needs(need(SHOP)), team_languages=["fr"])
    assert spoken.conflicts[0].demands[0].id == "compose.demand.language_of_team_any"


def test_who_lacks_what_excludes_does_not_hold_the_role() -> None:
    wanted = needs(need(SHOP, skills=(SkillNeed(skill="tech", level="working", excludes=True),)))
    a, b = person("a", 1.0, skills={"tech": "basic"}), person("b", skills={"tech": "expert"})
    found = compose_team([a, b], wanted)
    assert found.people == ("b",)
    why = {one.person: one.reasons[0].id for one in found.placings}
    assert why["a"] == "compose.why.excluded"


def test_a_level_that_was_not_told_counts_only_if_that_is_wished() -> None:
    wanted = needs(need(SHOP, skills=(SkillNeed(skill="seo", level="working"),)))
    people = [person("a", skills={"seo": ""})]
    assert compose_team(people, wanted).status == "infeasible"
    assert compose_team(people, wanted, count_unknown=True).status == "optimal"


def test_work_that_stays_inside_is_done_inside() -> None:
    stays = TaskNeed(task="lead", role=SHOP, hours=hours(5.0), outside="stays")
    wanted = needs(need(SHOP, tasks=(stays,)))
    cheap, dear = person("cheap", 10.0, employment="freelance"), person("dear", 3000.0, 10.0)
    found = compose_team([cheap, dear], wanted)
    assert found.people == ("cheap", "dear")
    demands = [one.id for one in compose_team([cheap], wanted).conflicts[0].demands]
    assert demands == ["compose.demand.hours", "compose.demand.inside"]
    assert compose_team([cheap], needs(need(SHOP)), outside=False).status == "infeasible"
    team = Team(people=[cheap])
    assert compose_team(team, needs(need(SHOP)), onboarded=True).status == "infeasible"
    taught = Team(people=[cheap], onboarded=["cheap"])
    assert compose_team(taught, needs(need(SHOP)), onboarded=True).status == "optimal"


def test_who_is_paid_by_the_hour_costs_their_hours_alone() -> None:
    by_hour = person("a", cost=Money(amount=27.55, currency="EUR", per="hour"))
    found = compose_team([by_hour], needs(need(SHOP, 9.3)))
    assert found.cost == Decimal("256.215")
    yearly = person("a", cost=Money(amount=10_000, currency="EUR", per="year"))
    assert compose_team([yearly], needs(need(SHOP))).cost == Decimal("833.34")


def test_whoever_holds_a_post_gives_it_an_hour_at_least() -> None:
    wanted = needs(need(SHOP, skills=(SkillNeed(skill="seo"), SkillNeed(skill="crm"))))
    a, b = person("a", skills={"seo": ""}), person("b", skills={"crm": ""})
    assert [one.hours for one in compose_team([a, b], wanted).given] in ([19, 1], [1, 19])
    free = compose_team([a, b], wanted, least_hours=0)
    assert sorted(one.hours for one in free.given) == [0, 20]


def test_limits_of_people_and_roles() -> None:
    people = [person("a", 100.0, 60.0), person("b", 90.0, 30.0), person("c", 90.0, 30.0)]
    free = needs(need(PLANNER), need(DOER, 40.0))
    assert compose_team(people, free).people == ("a",)
    assert compose_team(people, free, roles_each=1).people != ("a",)
    assert compose_team(people[1:], free, headcount=1).status == "infeasible"
    (given,) = compose_team(people[:2], free, roles=[PLANNER]).given
    assert (given.person, given.role, given.hours, given.fte) == ("b", PLANNER, 20.0, 0.2)
    assert compose_team(people, free, hours="high").status == "optimal"


def test_the_hours_given_outside_are_limited() -> None:
    cheap, dear = person("cheap", 10.0, employment="agency"), person("dear", 3000.0)
    found = compose_team([cheap, dear], needs(need(SHOP, 80.0)), outside_percent=25)
    assert (found.people, found.cost) == (("dear",), Decimal("3000.00"))
    less = [cheap, person("less", 3000.0, 60.0)]
    both = compose_team(less, needs(need(SHOP, 80.0)), outside_percent=25)
    assert [(one.person, one.hours) for one in both.given] == [("cheap", 20.0), ("less", 60.0)]
    few = compose_team(less, needs(need(SHOP, 80.0)), outside_percent=10)
    ways = {one.demand.id: one.statement for one in few.conflicts[0].concessions}
    assert ways["compose.demand.outside_hours"].id == "compose.way.outside_hours"
    assert ways["compose.demand.outside_hours"].params["needed"] == 20
    assert ways["compose.demand.hours"].params["needed"] == 68
    assert "No more than 8 hours a month are given outside." in str(few)
    assert few.nearest is not None
    assert sum(one.hours for one in few.nearest.given if one.person == "cheap") == 8
    none = compose_team(less, needs(need(SHOP, 80.0)), outside_percent=0, goal="most_coverage")
    assert none.people == ("less",)


def test_least_change_keeps_who_holds_what() -> None:
    team = Team(
        people=[person("a", 2000.0), person("b", 10.0)],
        assignments=[Assignment(person="a", role=SHOP)],
    )
    kept = compose_team(team, needs(need(SHOP)), goal="least_change")
    assert (kept.people, kept.changes, kept.bound) == (("a",), 0, 0)
    assert compose_team(team, needs(need(SHOP))).changes == 2


def test_whoever_is_away_the_work_goes_on() -> None:
    people = [person("a"), person("b"), person("c", 5000.0)]
    assert compose_team(people, needs(need(SHOP)), absence=100).people == ("a", "b")
    halves = [person("a", capacity=15), person("b", capacity=10)]
    assert compose_team(halves, needs(need(SHOP)), absence=50).status == "optimal"
    alone = compose_team(people[:1], needs(need(SHOP)), absence=50)
    assert alone.conflicts[0].demands[0].id == "compose.demand.absence"


def test_most_coverage_counts_what_goes_on_whoever_is_away() -> None:
    wanted = needs(
        need(SHOP, 40.0, skills=(SkillNeed(skill="seo"), SkillNeed(skill="crm"))),
        need(DOER, 20.0),
    )
    people = [
        person("a", 100.0, 30.0, skills={"seo": "", "crm": ""}),
        person("b", 100.0, 30.0, skills={"seo": ""}),
        person("c", 900.0, 60.0, skills={"seo": "", "crm": ""}),
    ]
    found = compose_team(people, wanted, goal="most_coverage", absence=100, budget_eur_month=500)
    assert (found.people, found.status) == (("a", "b"), "optimal")
    assert [(one.kind, one.id, one.hours) for one in found.uncovered[-1:]] == [
        ("skill", "crm", None)
    ]
    assert sum(one.hours or 0 for one in found.uncovered) == 30
    assert ", if a were away." in str(found)
    full = compose_team(people, wanted, goal="most_coverage", absence=100)
    assert full.coverage == Fraction(1)
    alone = compose_team(people[:1], wanted, goal="most_coverage", absence=50)
    assert (alone.people, alone.coverage) == ((), Fraction(0))
    front = pareto_front(people, wanted, absence=100)
    assert front.points[0].people == ()
    assert front.points[-1].coverage == Fraction(1)


# ---------------------------------------------------------------------- what is told


def test_most_coverage_keeps_to_the_budget_and_says_what_is_lacking() -> None:
    wanted = needs(need(PLANNER), need(DOER, 80.0, skills=(SkillNeed(skill="seo", level="basic"),)))
    people = [person("a", 1000.0), person("b", 900.0, 50.0)]
    found = compose_team(people, wanted, goal="most_coverage", budget_eur_month=1000)
    assert (found.people, found.cost) == (("a",), Decimal("1000.00"))
    assert found.coverage == Fraction(100, 180)
    assert found.bound == found.coverage
    assert [(one.kind, one.id, one.hours) for one in found.uncovered] == [("skill", "seo", None)]
    nothing = compose_team(people, wanted, goal="most_coverage", budget_eur_month=0)
    assert nothing.people == ()
    assert nothing.coverage == Fraction(0)


def test_a_conflict_is_told_with_what_each_demand_would_have_to_be() -> None:
    people = [person("a", 1000.0, 50.0), person("b", 1500.0, 50.0)]
    found = compose_team(people, needs(need(SHOP, 80.0)), budget_eur_month=2000, headcount=2)
    (conflict,) = found.conflicts
    told = {one.demand.id: (one.statement.id, one.cost) for one in conflict.concessions}
    assert told == {
        "compose.demand.budget": ("compose.way.budget", Decimal("2500.00")),
        "compose.demand.hours": ("compose.way.hours", Decimal("1000.00")),
    }
    ways = {one.demand.id: dict(one.statement.params) for one in conflict.concessions}
    assert ways["compose.demand.hours"]["needed"] == 50
    few = compose_team(people, needs(need(SHOP, 80.0)), headcount=1)
    heads = {one.demand.id: one.statement for one in few.conflicts[0].concessions}
    assert heads["compose.demand.headcount"].params["people"] == 2
    each = compose_team(people[:1], needs(need(SHOP), need(DOER)), roles_each=1)
    posts = {one.demand.id: one.statement for one in each.conflicts[0].concessions}
    assert posts["compose.demand.posts_each"].params["jobs"] == 2


def test_demands_that_together_are_too_many_need_more_than_one_to_give_way() -> None:
    found = compose_team([], needs(need(SHOP), need(DOER)))
    assert [len(one.demands) for one in found.conflicts] == [1, 1]
    assert found.nearest is not None
    assert found.nearest.coverage == 0


def test_other_teams_are_told_where_they_cost_little_more() -> None:
    people = [person("a", 1000.0), person("b", 1040.0), person("c", 1100.0)]
    found = compose_team(people, needs(need(SHOP)))
    assert [(one.without, one.instead, one.cost) for one in found.alternatives] == [
        (("a",), ("b",), Decimal("1040.00"))
    ]
    assert len(compose_team(people, needs(need(SHOP)), within_percent=10).alternatives) == 2
    covering = compose_team(people, needs(need(SHOP)), goal="most_coverage")
    assert [one.instead for one in covering.alternatives] == [("b",), ("c",)]


def test_everybody_is_told_why() -> None:
    people = [
        person("a", 1000.0, 20.0, skills={"seo": ""}, languages={"es": ""}),
        person("b", 1000.0, 0.0),
        person("c", cost=None),
        Person(id="d", cost=Money(amount=1, currency="EUR")),
        person("e", 5000.0),
        person("f", 1.0, employment="agency"),
    ]
    wanted = needs(
        need(SHOP, skills=(SkillNeed(skill="seo"),), languages=(LanguageNeed(language="es"),))
    )
    found = compose_team(people, wanted, outside=False)
    why = {
        one.person: [reason.id.split(".")[-1] for reason in one.reasons] for one in found.placings
    }
    assert why == {
        "a": ["skills", "languages", "hours"],
        "b": ["no_hours"],
        "c": ["no_cost"],
        "d": ["hours_unknown"],
        "e": ["not_needed"],
        "f": ["outside"],
    }


def test_the_front_goes_from_nobody_to_all_that_can_be() -> None:
    people = [person("a", 1000.0, 50.0), person("b", 1500.0, 50.0)]
    found = pareto_front(people, needs(need(SHOP, 100.0)))
    assert found.complete
    assert [(one.cost, one.coverage) for one in found.points] == [
        (Decimal(0), 0),
        (Decimal("1000.00"), Fraction(1, 2)),
        (Decimal("2500.00"), 1),
    ]
    few = pareto_front(people, needs(need(SHOP, 100.0)), most=2, team_skills=["seo"])
    assert (few.complete, len(few.points)) == (False, 2)
    assert list(found.to_frame()["cost"]) == [0.0, 1000.0, 2500.0]
    assert json.loads(found.to_json())["points"][1]["cost_per_month"] == "1000.00"
    assert "50 %" in str(found)
    assert repr(found) == "<Frontier 3 teams>"
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 our own
    assert set(found._repr_mimebundle_()) == {"text/plain", "text/markdown", "text/html"}


@pytest.fixture(scope="module")
def several() -> tuple[Composition, ...]:
    shop = cr.assess(cr.read_profile(ROOT / "examples" / "clothing_retailer.toml")).needs()
    team = read_team(ROOT / "examples" / "teams" / "clothing_three.toml")
    return (
        compose_team(team, shop, least_importance=6, within_percent=100),
        compose_team(team, shop, budget_eur_month=4000),
        compose_team(team, shop, goal="most_coverage", budget_eur_month=2500),
        compose_team(team, shop, goal="least_change", least_importance=6),
        compose_team(team, shop, time_limit=0),
        compose_team(Team(), needs()),
    )


@pytest.mark.parametrize("lang", ["en", "es"])
def test_results_read_well_and_say_every_parameter(
    several: tuple[Composition, ...], lang: str
) -> None:
    from commerce_roles.display import to_text

    for found in several:
        text = to_text(found.document(lang, names={"p1": "Ana"}))
        assert "{" not in text
        data = json.loads(found.to_json(lang))
        assert (data["format"], data["lang"]) == ("composition/1", lang)
        assert "{" not in " ".join(_texts(data))
        assert found.to_json(lang) == found.to_json(lang)
    assert "Ana" in to_text(several[0].document(lang, names={"p1": "Ana", "p2": "Ana"}))


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "text":
                yield str(value)
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def test_results_are_frozen_values_and_travel(several: tuple[Composition, ...]) -> None:
    for found in several:
        again = pickle.loads(pickle.dumps(found))  # noqa: S301 our own
        assert again == found
        assert again.to_json() == found.to_json()
    assert repr(several[0]).startswith("<Composition optimal: 2 people, 3157.60 EUR")
    assert list(several[0].to_frame()["person"]) == ["p2", "p2", "p3"]
    assert several[-1].status == "optimal"
    assert "text/html" in several[0]._repr_mimebundle_()


def test_what_is_forgotten_or_redacted_is_in_no_result() -> None:
    team = Team(people=[person("zoe"), person("bo", 5.0)])
    for told in (forget(team, "zoe"), redact(team)):
        found = compose_team(told, needs(need(SHOP)))
        assert "zoe" not in found.to_json() + str(pickle.dumps(found))


@pytest.fixture(scope="module")
def telling_of_zoe() -> tuple[Composition, Composition, Composition, Composition]:
    """Results that name Zoe: as one of the team, in other teams, in what gives way, left out."""
    zoe, bo = person("zoe", 1000.0, 60.0, skills={"seo": ""}), person("bo", 900.0, 60.0)
    cy = person("cy", 950.0, 60.0)
    wanted = needs(need(SHOP, skills=(SkillNeed(skill="seo"),)), need(DOER))
    return (
        compose_team(Team(people=[zoe, bo, cy], dual=["zoe"]), wanted, within_percent=50),
        compose_team([zoe, bo, cy], needs(need(SHOP)), within_percent=50),
        compose_team([zoe, bo], wanted, budget_eur_month=950),
        compose_team([Person(id="zoe"), bo], needs(need(SHOP))),
    )


def _traces(found: Composition | Frontier) -> str:
    told = [
        found.to_json(lang) + str(found.document(lang)) + str(found.rows()) for lang in ("en", "es")
    ]
    return " ".join(told) + str(found) + repr(found) + str(pickle.dumps(found))


def test_who_is_forgotten_is_in_no_result(telling_of_zoe: tuple[Composition, ...]) -> None:
    for found in telling_of_zoe:
        assert "zoe" in _traces(found)
        assert "zoe" not in _traces(found.forget("zoe"))
        with pytest.raises(UnknownIdError):
            found.forget("zo")
    part, other, nothing, left_out = (one.forget("zoe") for one in telling_of_zoe)
    assert (part.status, part.stopped, part.given, part.cost) == ("unknown", "forgotten", (), None)
    assert "compose it anew" in str(part)
    assert (other.status, other.people, other.cost) == ("optimal", ("bo",), Decimal("900.00"))
    assert [one.instead for one in other.alternatives] == [("cy",)]
    assert nothing.status == "infeasible"
    assert [one.smallest for one in nothing.conflicts] == [False]
    assert left_out.people == ("bo",)


def test_who_is_redacted_is_in_no_result(telling_of_zoe: tuple[Composition, ...]) -> None:
    for found in telling_of_zoe:
        again = found.redact()
        assert "zoe" not in _traces(again)
        assert (again.status, again.cost, again.bound) == (found.status, found.cost, found.bound)
        assert len(again.given) == len(found.given)
        back = {new: old for old, new in made_up(everybody(found)).items()}
        assert again.redact(back) == found
    with pytest.raises(UnknownIdError):
        telling_of_zoe[0].redact({"bo": "x"})


def test_a_front_keeps_no_trace_either() -> None:
    people = [person("zoe", 1000.0, 50.0), person("bo", 1500.0, 50.0)]
    found = pareto_front(people, needs(need(SHOP, 100.0)))
    left = found.forget("zoe")
    assert "zoe" not in _traces(left)
    assert ([one.people for one in left.points], left.complete) == ([()], False)
    again = found.redact()
    assert "zoe" not in _traces(again)
    assert again.points[-1].people == ("person_1", "person_2")


def test_names_are_in_no_result() -> None:
    called = Person(id="p1", name="Zoe", capacity=50, cost=Money(amount=1, currency="EUR"))
    found = compose_team([called], needs(need(SHOP)))
    assert found.people == ("p1",)
    assert b"Zoe" not in pickle.dumps(found)


# ---------------------------------------------------------------------- time and Ctrl-C


def test_without_time_nothing_is_claimed() -> None:
    found = compose_team([person("a")], needs(need(SHOP)), time_limit=0)
    assert (found.status, found.stopped, found.cost, found.gap) == ("unknown", "time", None, None)


def test_ctrl_c_gives_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    solve, calls = highs.Solver.solve, 0

    def interrupted(
        self: highs.Solver,
        keep: Sequence[int],
        clock: Clock,
        most: float | None = None,
        aim: highs.Aim | None = None,
    ) -> highs.Answer:
        nonlocal calls
        calls += 1
        if calls == 1:
            return solve(self, keep, clock, most, aim)
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
        forever = threading.Event()
        beside(lambda: forever.wait(1), clock)
        raise AssertionError

    monkeypatch.setattr(highs.Solver, "solve", interrupted)
    people = [person("a", 1000.0), person("b", 1040.0)]
    found = compose_team(people, needs(need(SHOP)))
    assert (found.status, found.stopped) == ("optimal", "interrupt")
    assert found.cost == Decimal("1000.00")
    assert found.alternatives == ()
    assert "Stopped before everything was settled" in str(found)


@pytest.mark.parametrize("seconds", [3, 8])
def test_a_process_that_is_interrupted_says_what_it_has_and_what_it_knows(seconds: int) -> None:
    command = [sys.executable, str(Path(__file__).with_name("hard_team.py"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 ours
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        sleep(seconds)
        process.send_signal(signal.SIGINT)
        data = json.loads(process.stdout.read())
    assert process.returncode == 0
    assert (data["stopped"], data["status"] in ("feasible", "unknown")) == ("interrupt", True)
    if data["status"] == "feasible":
        cost, bound = float(data["cost_per_month"]), float(data["bound"])
        assert len({one["person"] for one in data["team"]}) == cost / 1000
        assert 0 < bound < cost
        assert data["gap"] == pytest.approx(1 - bound / cost)
        assert data["uncovered"] == []


def test_a_team_that_is_not_proven_says_how_far_it_may_be_from_the_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    solve = highs.Solver.solve

    def limited(
        self: highs.Solver,
        keep: Sequence[int],
        clock: Clock,
        most: float | None = None,
        aim: highs.Aim | None = None,
    ) -> highs.Answer:
        answer = solve(self, keep, clock, most, aim)
        clock.seconds = 0.0
        bound = None if answer.bound is None else answer.bound * 0.9
        return highs.Answer("limit", answer.values, bound)

    monkeypatch.setattr(highs.Solver, "solve", limited)
    people = [person("a", 1001.0, 15.0), person("b", 1002.0, 15.0), person("c", 1503.0)]
    found = compose_team(people, needs(need(SHOP, 20.0)))
    assert (found.status, found.stopped, found.cost) == ("feasible", "time", Decimal("1503.00"))
    assert isinstance(found.bound, Decimal)
    assert found.bound < 1503
    assert found.gap == pytest.approx(float((1503 - found.bound) / 1503))
    assert "from the best" in str(found)


# ---------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"goal": "least_costs"}, "goal: there is no goal 'least_costs'; did you mean least_cost?"),
        ({"hours": "usual"}, "hours: there is no estimate of hours 'usual'"),
        ({"budget_eur_month": -1}, "budget_eur_month: -1 is no budget"),
        ({"budget_eur_month": float("nan")}, "budget_eur_month: nan is no budget"),
        ({"headcount": -1}, "headcount: -1 is out of bounds"),
        ({"headcount": True}, "headcount: True is out of bounds"),
        ({"roles_each": 0}, "roles_each: 0 is out of bounds"),
        ({"absence": 101}, "absence: 101 is out of bounds"),
        ({"outside_percent": 101}, "outside_percent: 101 is out of bounds"),
        ({"outside_percent": 5, "outside": False}, "outside_percent: nobody is to be from outside"),
        ({"least_importance": 0}, "least_importance: 0 is out of bounds"),
        ({"least_hours": -1}, "least_hours: -1 are no hours"),
        ({"time_limit": -1}, "time_limit: -1 is no time"),
        ({"roles": ["planer"]}, "roles: there is no role 'planer'"),
        ({"team_skills": ["seoo"]}, "team_skills.seoo: there is no skill 'seoo'; did you mean seo"),
        ({"team_skills": {"seo": "good"}}, "team_skills.seo: 'good' is no level"),
        ({"team_languages": ["spanishh"]}, "is no language tag"),
        ({"team_languages": {"es": "good"}}, "team_languages.es: 'good' is no level"),
        ({"waivers": [(PLANNER,)]}, f"waivers: {PLANNER} are not two roles"),
        ({"waivers": [(PLANNER, PLANNER)]}, "are not two roles"),
        ({"waivers": [("x", PLANNER, DOER)]}, "waivers: there is no person 'x'"),
        ({"waivers": [(PLANNER, "doer")]}, "waivers: there is no role 'doer'"),
        (
            {"waivers": [(PLANNER, DOER)], "apart": [(DOER, PLANNER)]},
            "are waived, and to be kept apart; take one of the two back",
        ),
    ],
)
def test_a_wrong_demand_is_refused_with_its_name(options: dict[str, Any], part: str) -> None:
    with pytest.raises(TeamError) as caught:
        compose_team([person("a")], TWO, **options)
    assert part in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(TeamError) as caught:
        compose_team([person("a")], TWO, headcount=-1, roles_each=0, budget_eur_month=-5)
    assert len(caught.value.problems) == 3


def test_people_that_are_wrong_are_refused() -> None:
    with pytest.raises(TeamError, match="2 people have this id"):
        compose_team([person("a"), person("a")], TWO)
    with pytest.raises(TeamError, match="less than 0"):
        compose_team([person("a", -5.0)], TWO)
    with pytest.raises(TeamError, match="there is no skill"):
        compose_team([person("a", skills={"flying": ""})], TWO)
    with pytest.raises(TeamError, match="this is not kept"):
        compose_team([{"id": "a", "age": 40}], TWO)


def test_money_of_several_currencies_needs_rates() -> None:
    people = [
        person("a", capacity=60.0),
        person("b", cost=Money(amount=2000, currency="PLN"), capacity=60.0),
    ]
    with pytest.raises(TeamError, match="no rate was given for PLN"):
        compose_team(people, TWO)
    with pytest.raises(TeamError, match="PLN"):
        compose_team(people[1:], TWO, budget_eur_month=500)
    rates = {"PLN": Rate(0.25, "2026-10-01")}
    assert compose_team(people, TWO, rates=rates).cost == Decimal("1500.00")
    alone = compose_team(people[1:], needs(need(SHOP)))
    assert (alone.cost, alone.currency) == (Decimal("2000.00"), "PLN")


def test_nothing_needed_and_nobody_there_have_an_answer() -> None:
    nothing = compose_team([person("a")], needs())
    assert (nothing.status, nothing.cost) == ("optimal", Decimal("0.00"))
    assert nothing.coverage == Fraction(1)
    idle = compose_team([person("a")], needs(need(SHOP, 0.0, skills=(SkillNeed(skill="seo"),))))
    assert (idle.status, idle.people) == ("optimal", ())
    left = compose_team([person("a")], needs(need(SHOP, sourcing=Sourcing.NONE)))
    assert left.people == ()
    assert compose_team([], TWO).status == "infeasible"
    assert compose_team([person("a", capacity=0.0)], TWO).status == "infeasible"


def test_rows_are_people_too() -> None:
    told = [{"id": "a", "capacity": 50, "cost": {"amount": 900, "currency": "EUR"}}]
    assert compose_team(told, needs(need(SHOP))).cost == Decimal("900.00")


def test_without_scipy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(MissingPackageError, match=r"commerce_roles\[solve\]"):
        compose_team([person("a")], needs(need(SHOP)))


# ---------------------------------------------------------------------- a published instance


def test_the_cheapest_team_with_all_skills_of_scp41_costs_429() -> None:
    """A problem of Balas and Ho; its optimum is in Beasley, EJOR 31 (1987) 85-93 (OR-Library)."""
    numbers = iter(map(int, Path(__file__).with_name("scp41.txt").read_text().split()))
    rows, count = next(numbers), next(numbers)
    costs = [next(numbers) for _ in range(count)]
    brings: list[set[int]] = [set() for _ in range(count)]
    for row in range(rows):
        for _ in range(next(numbers)):
            brings[next(numbers) - 1].add(row)
    problem = Problem(
        candidates=tuple(
            Candidate(
                id=str(place),
                month=costs[place] * 1000,
                hour=0,
                capacity=10,
                posts=(0,),
                brings=frozenset(brings[place]),
            )
            for place in range(count)
        ),
        posts=(Post(role="any", hours=0),),
        requirements=tuple(Requirement(kind="skill", id=str(row)) for row in range(rows)),
    )
    found = least_cost(problem, Clock())
    assert (found.status, found.plan and found.plan.cost) == ("optimal", 429_000)
