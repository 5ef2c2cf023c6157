"""What is told oddly, in part or not at all: named, or answered."""

import json
from datetime import date, datetime
from typing import Any, get_args

import pytest

from commerce_roles import assess
from commerce_roles.assessment import (
    Estimate,
    LanguageNeed,
    Need,
    Needs,
    Rate,
    TaskNeed,
)
from commerce_roles.assessment.needs import Part
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import TeamError
from commerce_roles.model import FrozenMap, Money
from commerce_roles.model.person import Absence, Assignment, Person, SkillHeld, Team
from commerce_roles.staffing import look, offers_of, scenario, team_data, team_of
from commerce_roles.staffing.costing import converted
from commerce_roles.staffing.judging import judge_team

CM, SMM = "community_manager", "social_media_manager"
HOURS = FrozenMap({"m": Estimate(10.0, 20.0, 40.0)})


def by_hand(**told: Any) -> Needs:
    need = Need(role=CM, hours=HOURS, **told)
    return Needs(level="m", levels=("m",), proficiency=("basic", "working"), roles={CM: need})


def holding(person: Person) -> Team:
    return Team(people=[person], assignments=[Assignment(person=person.id, role=CM)])


# ---------------------------------------------------------------------- told in other forms


def test_skills_and_roles_may_be_lists() -> None:
    person = {"id": "a", "skills": ["seo", {"skill": "CRM", "level": "basic", "evidence": "test"}],
              "languages": ["es", "English"], "roles": ["Community Manager", SMM]}  # fmt: skip
    team = team_of({"people": [person]})
    assert team.people[0].skills == (
        SkillHeld(skill="crm", level="basic", evidence="test"), SkillHeld(skill="seo"),
    )  # fmt: skip
    assert dict(team.people[0].languages or {}) == {"en": "", "es": ""}
    assert [one.role for one in team.assignments or ()] == [CM, SMM]


def test_days_of_toml_and_times_are_days() -> None:
    cost = {"amount": 1, "currency": "EUR", "as_of": date(2026, 5, 1)}
    away = [{"start": datetime(2026, 5, 1, 9), "end": date(2026, 5, 2)}]  # noqa: DTZ001 as TOML gives it
    person = team_of({"people": [{"id": 7, "cost": cost, "absences": away}]}).people[0]
    assert person.id == "7"
    assert person.cost is not None
    assert person.cost.as_of == date(2026, 5, 1)
    assert person.absences == (Absence(start=date(2026, 5, 1), end=date(2026, 5, 2)),)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"people": 3}, "people: a list is wanted"),
        ({"people": [{"id": ["a"]}]}, "a text of one line is wanted"),
        ({"people": [{"id": "a", "languages": 3}]}, "a table of languages with levels is wanted"),
        ({"people": [{"id": "a", "absences": ["May"]}]}, "a table with start and end is wanted"),
        ({"people": [{"id": "a", "roles": 3}]}, "a list of roles, or a table with hours is wanted"),
        ({"people": [{"id": "a", "skills": {"seo": True}}]}, "a level, or a table with one"),
        ({"people": [], "assignments": [3]}, "a table with person and role is wanted"),
        ({"people": [], "assignments": [{}]}, "this key is missing"),
        ({"people": [{"id": "a", "skills": [{"level": "basic"}]}]}, "this key is missing"),
    ],
)
def test_a_wrong_form_says_which_is_wanted(data: Any, wanted: str) -> None:
    with pytest.raises(TeamError) as caught:
        team_of(data)
    assert wanted in str(caught.value)


def test_offers_of_a_wrong_form_say_which_is_wanted() -> None:
    with pytest.raises(TeamError, match="a list or table of tasks is wanted"):
        offers_of([{"id": "a", "tasks": 3}])


def test_values_made_in_python_may_be_wrong_in_every_part() -> None:
    wrong = Person(
        id=" ",
        skills=[SkillHeld(skill="seo", level="senior"), SkillHeld(skill="seo")],
        languages={"xx9": "B2", "es": "fluent"},
        cost=Money(amount=-1, currency="EURO"),
        absences=[Absence(start=date(2026, 2, 2), end=date(2026, 2, 1))],
    )
    said = [problem.message for problem in judge_team(Team(people=[wrong]), load_catalogue())]
    for part in ("is no id", "'senior' is no level", "stands twice", "no language tag",
                 "no level of", "less than 0", "no currency", "ends before it begins"):  # fmt: skip
        assert any(part in line for line in said), part


def test_a_team_is_written_out_with_all_that_was_told() -> None:
    person = Person(
        id="a", name="Ana", skills=[SkillHeld(skill="seo", level="basic", evidence="work")],
        languages={"es": ""}, capacity=80.0, employment="freelance",
        cost=Money(amount=1, currency="EUR", as_of=date(2026, 5, 1)),
        absences=[Absence(start=date(2026, 2, 1), end=date(2026, 2, 2))],
    )  # fmt: skip
    held = [Assignment(person="a", role=CM, hours=8.0, tasks=("create_posts",))]
    team = Team(name="ours", people=[person], assignments=held, dual=["a"], onboarded=["a"])
    assert team_of(team_data(team)) == team
    assert "Ana" not in str(team_data(team, names=False))


# ---------------------------------------------------------------------- needs by hand


def test_a_language_without_a_level_is_met_by_any_and_lacking_it_can_be_learnt() -> None:
    needs = by_hand(languages=(LanguageNeed(language="fr"),), tasks=(
        TaskNeed(task="create_posts", role=CM, hours=HOURS),))  # fmt: skip
    met = look(holding(Person(id="a", languages={"fr": "A1"})), needs)
    assert met.fit("a", CM).must[0].standing == "met"
    lacking = look(
        Team(people=[Person(id="a", languages={}), Person(id="b", languages={"fr": ""})],
             assignments=[Assignment(person="a", role=CM)]), needs)  # fmt: skip
    (gap,) = lacking.gaps
    assert (gap.kind, gap.id) == ("language", "fr")
    assert [(way.how, way.person) for way in gap.ways] == [
        ("combine", "b"), ("train", "a"), ("give_out", ""), ("hire", ""),
    ]  # fmt: skip
    for lang in ("en", "es"):
        assert "{" not in str(lacking.document(lang))


def test_a_role_without_tasks_is_looked_at_as_a_whole() -> None:
    seen = look(holding(Person(id="a", skills={}, capacity=30.0)), by_hand())
    assert seen.load("a").hours["m"].typical == 20
    assert seen.covered("task") == ()
    assert [cover.state for cover in seen.covered("role")] == ["covered"]
    nobody = look(Team(people=[Person(id="a", capacity=5.0)], assignments=[]), by_hand())
    assert [way.how for way in nobody.gaps[0].ways] == ["give_out", "hire"]


def test_no_rate_for_a_single_amount_is_named() -> None:
    with pytest.raises(TeamError, match="no rate was given for USD"):
        converted(1, "USD", "EUR", {"PLN": Rate(0.25, "2026-10-01")})
    assert converted(4, "EUR", "PLN", {"PLN": Rate(0.25, "2026-10-01")}) == 16


def test_hours_that_are_not_known_leave_an_hourly_cost_unknown() -> None:
    hourly = Money(amount=30, currency="EUR", per="hour")
    seen = look(holding(Person(id="a", cost=hourly)), by_hand())
    assert seen.costs == {"a": None}
    assert seen.cost is None


def test_what_was_told_and_not_matched_is_shown() -> None:
    team = team_of([{"id": "a", "skills": "budgeting: expert"}])
    text = str(look(team, by_hand()).document("en", names={"a": "Ana"}))
    assert "budgeting" in text
    assert "budget control" in text


# ---------------------------------------------------------------------- documents


def test_needs_read_in_both_languages_with_peaks_and_pairs() -> None:
    shop = {"channels": ["instagram"], "messages_needing_reply_month": 900, "monthly_orders": 5000,
            "online_revenue_eur_year": 3_000_000, "peak_months": [11, 12], "peak_factor": 2,
            "sell_languages": ["es"]}  # fmt: skip
    needs = assess(shop).needs()
    english, spanish = (str(needs.document(lang)) for lang in ("en", "es"))
    for part in ("Hours in busier months", "November", "not by one person", "Spanish (advanced)"):
        assert part in english
    for part in ("Horas en los meses fuertes", "noviembre", "no por una sola persona"):
        assert part in spanish
    assert "{" not in english + spanish
    assert repr(needs).startswith("<Needs minimum: ")


def test_needs_are_written_out_whole_and_say_what_is_not_settled() -> None:
    needs = assess({"channels": ["instagram"], "sell_languages": ["es"]}).needs()
    data = json.loads(needs.to_json("es"))
    assert data["format"] == "needs/1"
    assert set(data["roles"]) == set(needs)
    assert data["unsettled"] == list(needs.unsettled)
    assert "More answers about the business could still change" in str(needs)
    for part in get_args(Part):
        assert len({tuple(row) for row in needs.rows(part)}) <= 1
    assert {row["task"] for row in needs.rows("tasks")} == {
        task.task for need in needs.values() for task in need.tasks
    }
    nothing = assess({}).needs()
    assert not nothing
    assert "cannot be said yet" in str(nothing)
    assert "cannot be said yet" in str(look(Team(people=[Person(id="a")]), nothing))
    by_hand = Needs(level="m", levels=("m",))
    assert "There is nothing to be staffed" in str(by_hand)
    assert set(needs._repr_mimebundle_()) == {"text/plain", "text/markdown", "text/html"}


def test_a_scenario_reads_like_its_look() -> None:
    today = scenario({"channels": ["instagram"]}, Team(people=[Person(id="a", name="Ana")]))
    assert str(today) == str(today.look)
    assert "Ana" in str(today.document(names={"a": "Ana"}))
