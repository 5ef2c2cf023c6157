"""Fit, coverage, load, single points, findings, gaps, cost: cases that a person can follow."""

import subprocess
import sys
from datetime import date
from typing import Any

import attrs
import pytest
from strategies.influencers import OVERLAY, ROLE

from commerce_roles import assess, read_profile
from commerce_roles.assessment import Estimate, LanguageNeed, Need, Needs, Rate, SkillNeed, TaskNeed
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import CatalogueError, DetachedError, TeamError, UnknownIdError
from commerce_roles.model import FrozenMap, Money
from commerce_roles.model.person import Absence, Assignment, Person, SkillHeld, Team
from commerce_roles.staffing import Look, fit, look, read_team

CATALOGUE = load_catalogue()
SHOP = read_profile("examples/clothing_retailer.toml")
NEEDS = assess(SHOP).needs()
CM, SMM, ECM = "community_manager", "social_media_manager", "ecommerce_manager"


def able(role: str, level: str = "expert") -> dict[str, str]:
    """Give everything that a role asks for."""
    return {skill.skill: level for skill in NEEDS[role].skills}


def person(identifier: str, *roles: str, **told: Any) -> Person:
    skills = {skill: level for role in roles for skill, level in able(role).items()}
    given: dict[str, Any] = {"capacity": 143.0, "languages": {"es": "C2"}, "skills": skills, **told}
    return Person(id=identifier, **given)


def held(*pairs: tuple[str, str], **hours: float) -> list[Assignment]:
    return [Assignment(person=p, role=role, hours=hours.get(p)) for p, role in pairs]


def seen(people: list[Person], assignments: list[Assignment] | None, **told: Any) -> Look:
    return look(Team(people=people, assignments=assignments, **told), NEEDS)


def state(found: Look, kind: str, identifier: str) -> str:
    return next(cover.state for cover in found.covered(kind) if cover.id == identifier)


WHOLE = [person("a", CM), person("b", ECM), person("c", SMM)]
POSTS = held(("a", CM), ("b", ECM), ("c", SMM))


# ---------------------------------------------------------------------- fit


def test_must_plus_missing_unclear_and_excluded_are_kept_apart() -> None:
    skills = {**able(ECM), "tech": "basic", "seo": "", "content_creation": "expert"}
    del skills["crm"]
    found = fit(Person(id="p", skills=skills), NEEDS[ECM], NEEDS)
    assert found.standing == "excluded"
    assert [met.id for met in found.excluded] == ["tech"]
    assert {met.id for met in found.missing} == {"tech", "crm"}
    assert [met.id for met in found.unclear] == ["seo"]
    assert [met.id for met in found.plus] == ["content_creation"]
    assert [met.id for met in found.not_matched] == ["innovation"]
    assert found.steps == 2 + 2  # tech basic to advanced, crm from nothing to working
    assert {met.id: met.requirement for met in found.missing}["tech"] == "ecm_tech"


@pytest.mark.parametrize(
    ("told", "asked", "standing"),
    [
        ({"es": "B2"}, "es", "met"), ({"es": "B1"}, "es", "short"), ({"es": ""}, "es", "unknown"),
        ({}, "es", "missing"), (None, "es", "unknown"), ({"es": "C1"}, "es-MX", "met"),
        ({"es-MX": "C1"}, "es", "met"), ({"pt-BR": "C1"}, "pt-PT", "missing"),
    ],
)  # fmt: skip
def test_a_language_is_met_by_level_and_across_regions(
    told: dict[str, str] | None, asked: str, standing: str
) -> None:
    need = Need(role="r", languages=(LanguageNeed(language=asked, level="advanced"),))
    found = fit(Person(id="p", languages=told), need, NEEDS)
    assert found.asked[0].standing == standing


# ---------------------------------------------------------------------- coverage


def test_a_team_that_has_all_covers_all() -> None:
    found = seen(WHOLE, POSTS)
    assert {cover.state for cover in found.coverage if cover.essential} == {"covered"}
    assert found.gaps == ()
    assert "Every post is held, with its hours and all that is essential." in str(found)


def test_what_nobody_holds_is_open_and_says_who_could() -> None:
    found = seen(WHOLE, POSTS[1:])
    cover = next(c for c in found.covered("role") if c.id == CM)
    assert (cover.state, cover.by, cover.stand_ins) == ("open", (), ("a",))
    assert "Nobody holds community manager" in str(found)


def test_two_who_complete_each_other_cover_a_role_together() -> None:
    skills = sorted(able(CM).items())
    half = len(skills) // 2
    people = [
        person("a", skills=dict(skills[:half])),
        person("b", skills=dict(skills[half:])),
    ]
    found = seen(people, held(("a", CM), ("b", CM)))
    assert state(found, "role", CM) == "covered"
    assert [cover.by for cover in found.covered("role") if cover.id == CM] == [()]


def test_too_few_hours_cover_a_role_in_part_and_unknown_ones_leave_it_uncertain() -> None:
    few = seen([person("a", CM)], held(("a", CM), a=20))
    assert state(few, "role", CM) == "in_part"
    share = few.covered("role")[0].share
    assert share is not None
    assert share.low < share.typical < 1
    unknown = seen([person("a", CM, capacity=None)], held(("a", CM)))
    assert state(unknown, "role", CM) == "uncertain"


def test_a_level_that_was_not_told_leaves_a_task_uncertain() -> None:
    skills = {**able(CM), "customer_service": ""}
    found = seen([person("a", skills=skills)], held(("a", CM)))
    assert state(found, "task", "reply_to_messages") == "uncertain"
    assert state(found, "skill", "customer_service") == "uncertain"
    assert state(found, "task", "create_posts") == "covered"


def test_a_kpi_is_covered_by_any_covered_work_that_moves_it() -> None:
    found = seen([person("a", CM)], held(("a", CM)))
    moved = {kpi for task in NEEDS[CM].tasks_at("minimum") for kpi in task.kpis}
    states = {cover.id: cover.state for cover in found.covered("kpi")}
    assert all(states[kpi] == "covered" for kpi in moved)
    assert "open" in states.values()


def test_of_a_part_of_a_role_only_that_part_is_covered() -> None:
    part = [Assignment(person="a", role=CM, tasks=("create_posts",))]
    found = seen([person("a", CM)], part)
    assert state(found, "task", "create_posts") == "covered"
    assert state(found, "task", "reply_to_messages") == "open"


def test_nobody_assigned_says_who_could_do_what() -> None:
    found = seen(WHOLE, None)
    assert "Nobody has been given a post yet" in str(found)
    assert {cover.state for cover in found.coverage} == {"open"}
    assert all(cover.stand_ins for cover in found.covered("task"))


def test_no_people_and_no_needs_are_answers() -> None:
    assert "There are no people in this team yet." in str(seen([], []))
    nothing = look(Team(people=WHOLE), Needs(level="m", levels=("m",)))
    assert "There is nothing to be staffed" in str(nothing)
    assert nothing.coverage == ()
    assert nothing.to_dict()["gaps"] == []


# ---------------------------------------------------------------------- load


def test_a_load_is_a_range_at_every_level_and_says_when_it_is_too_much() -> None:
    found = seen([person("a", CM, capacity=60.0)], held(("a", CM)))
    load = found.load("a")
    assert [load.state(level) for level in NEEDS.levels] == ["tight", "far_over", "far_over"]
    spare = load.spare("minimum")
    assert spare is not None
    assert spare.low == 0 < spare.typical < spare.high
    wide = look(Team(people=[person("a", CM, capacity=60.0)], assignments=held(("a", CM))),
                assess(SHOP).needs("standard"))  # fmt: skip
    assert "More work falls to a than there are hours, at the level standard." in str(wide)


def test_work_is_shared_by_the_hours_that_are_reserved() -> None:
    found = seen([person("a", CM), person("b", CM)], held(("a", CM), ("b", CM), a=30, b=10))
    one, other = (found.load(p).hours["minimum"].typical for p in "ab")
    assert one == pytest.approx(3 * other)
    assert one + other == pytest.approx(NEEDS[CM].hours_at("minimum").typical)


def test_peaks_and_days_away_make_months_of_their_own() -> None:
    needs = assess({**_told(), "peak_months": [12], "peak_factor": 2}).needs()
    away = [Absence(start=date(2026, 8, 3), end=date(2026, 8, 21))]
    team = Team(people=[person("a", CM, absences=away)], assignments=held(("a", CM)))
    months = {one.month: one for one in look(team, needs).load("a").months}
    assert set(months) == {8, 12}
    assert months[8].capacity == pytest.approx(143 * 6 / 21)
    assert months[12].hours.typical > months[8].hours.typical


def _told() -> dict[str, Any]:
    from commerce_roles.assessment import profile_data

    return profile_data(SHOP)


def test_zero_hours_are_an_answer_that_is_named() -> None:
    found = seen([person("a", CM, capacity=0.0)], held(("a", CM)))
    assert found.load("a").state("minimum") == "far_over"
    assert "no_hours" in {one.rule for one in found.findings}
    assert state(found, "role", CM) == "in_part"


# ---------------------------------------------------------------------- single points, gaps


def test_what_leans_on_one_names_who_could_stand_in() -> None:
    found = seen([*WHOLE, person("d", CM)], POSTS)
    points = {point.person: point for point in found.single_points}
    assert "reply_to_messages" in points["a"].tasks
    assert points["a"].without == ()
    assert points["a"].stand_ins["task.reply_to_messages"] == ("d",)
    assert set(points["c"].without) < set(points["c"].tasks)


def test_the_shortest_way_to_an_open_post_is_who_has_the_hours_and_the_skills() -> None:
    everything = person("b", CM, ECM)
    found = seen([everything, person("c", SMM)], held(("b", ECM), ("c", SMM)))
    gap = next(gap for gap in found.gaps if gap.kind == "role")
    assert (gap.role, [(way.how, way.person) for way in gap.shortest]) == (CM, [("combine", "b")])
    assert [way.how for way in gap.ways].count("hire") == 1
    assert gap.hours is not None
    assert gap.hours.typical == pytest.approx(NEEDS[CM].hours_at("minimum").typical)


def test_nearly_equal_ways_are_all_told_in_the_order_of_ids() -> None:
    two = [person("y", CM, ECM), person("x", CM, ECM), person("z", ECM)]
    gap = next(g for g in seen(two, held(("z", ECM))).gaps if g.role == CM)
    assert [(way.how, way.person) for way in gap.shortest] == [("combine", "x"), ("combine", "y")]


def test_a_missing_skill_is_trained_or_lent_whichever_is_shorter() -> None:
    low = person("a", skills={**able(CM), "customer_service": "working"})
    away = person("a", skills={k: v for k, v in able(CM).items() if k != "customer_service"})
    near = seen([low, person("b", CM, ECM)], held(("a", CM), ("b", ECM)))
    far = seen([away, person("b", CM, ECM)], held(("a", CM), ("b", ECM)))
    assert {w.how for w in _gap(near, "customer_service").shortest} == {"train", "combine"}
    assert [w.how for w in _gap(far, "customer_service").shortest] == ["combine"]
    claims = _gap(far, "customer_service").statement.claims
    assert "IT-028" in claims


def test_a_skill_is_lent_only_by_who_has_the_hours_for_its_tasks() -> None:
    away = person("a", skills={k: v for k, v in able(CM).items() if k != "customer_service"})
    busy = attrs.evolve(person("b", CM, ECM), capacity=NEEDS[ECM].hours_at("minimum").typical + 1)
    unknown = attrs.evolve(busy, capacity=None)
    for other, lends in ((busy, False), (unknown, True)):
        found = seen([away, other], held(("a", CM), ("b", ECM)))
        ways = {(way.how, way.person) for way in _gap(found, "customer_service").ways}
        assert (("combine", "b") in ways) is lends


def _gap(found: Look, skill: str) -> Any:
    return next(gap for gap in found.gaps if gap.id == skill)


# ---------------------------------------------------------------------- findings


def rules(found: Look) -> set[str]:
    return {one.rule for one in found.findings}


def test_two_posts_in_one_hand_have_to_be_said() -> None:
    both = person("a", CM, SMM)
    quiet = seen([both], held(("a", CM), ("a", SMM)))
    assert {"dual_undeclared", "self_supervision", "plans_own_work"} <= rules(quiet)
    aloud = seen([both], held(("a", CM), ("a", SMM)), dual=["a"])
    assert not {"dual_undeclared", "self_supervision", "plans_own_work"} & rules(aloud)
    owner = seen([person("a", CM, SMM, employment="owner")], held(("a", CM), ("a", SMM)))
    assert "dual_undeclared" not in rules(owner)


def test_whoever_plans_and_whoever_executes_are_two() -> None:
    apart = seen([person("a", CM), person("c", SMM)], held(("a", CM), ("c", SMM)))
    assert not {"plans_own_work", "self_supervision", "approves_own_plans"} & rules(apart)


def test_whoever_approves_the_calendar_they_make_is_named() -> None:
    wide = assess(SHOP).needs("standard")
    team = Team(people=[person("a", CM, SMM)], assignments=held(("a", CM), ("a", SMM)))
    found = look(team, wide)
    said = next(one for one in found.findings if one.rule == "approves_own_plans")
    assert said.weight == 3
    assert "DA-010" in said.statement.claims


def test_somebody_from_outside_has_to_be_taught_the_brand() -> None:
    outside = person("a", CM, employment="freelance")
    assert {"not_onboarded", "wholly_outside"} <= rules(seen([outside], held(("a", CM))))
    taught = seen([outside], held(("a", CM)), onboarded=["a"])
    assert "not_onboarded" not in rules(taught)


def test_what_somebody_inside_has_to_do_is_not_left_outside() -> None:
    shop = {"channels": ["instagram"], "existing_roles": {CM: 1}}
    needs = assess(shop).needs("standard")
    posts = held(("c", SMM))
    outside = Team(people=[person("c", SMM, employment="agency")], assignments=posts)
    said = next(one for one in look(outside, needs).findings if one.rule == "stays_inside")
    assert "lead_community_manager" in str(said.statement.params["tasks"])
    inside = Team(people=[person("c", SMM)], assignments=posts)
    assert "stays_inside" not in rules(look(inside, needs))


def test_a_span_beyond_seven_is_wide() -> None:
    many = [person(f"m{n}", CM) for n in range(8)]
    posts = held(*((one.id, CM) for one in many), ("c", SMM))
    assert "wide_span" in rules(seen([*many, person("c", SMM)], posts))
    assert "wide_span" not in rules(seen([*many[:7], person("c", SMM)], [*posts[:7], posts[-1]]))


def test_a_pair_that_the_business_forbids_is_named_first() -> None:
    needs = assess(
        {**_told(), "monthly_orders": 5000, "online_revenue_eur_year": 3_000_000}
    ).needs()
    team = Team(people=[person("a", CM, ECM)], assignments=held(("a", CM), ("a", ECM)))
    first = look(team, needs).findings[0]
    assert first.weight == 3
    assert "forbidden_pair" in rules(look(team, needs))


def test_hours_promised_twice_and_shared_posts_are_named() -> None:
    found = seen(
        [person("a", CM, capacity=40.0), person("b", CM)], held(("a", CM), ("b", CM), a=80)
    )
    assert {"over_reserved", "shared_post", "nobody_above"} <= rules(found)


def test_every_finding_is_said_in_both_languages_with_what_it_rests_on() -> None:
    both = person("a", CM, SMM, employment="freelance", capacity=0.0)
    found = seen([both, person("b", CM)], held(("a", CM), ("a", SMM), ("b", CM), a=10))
    for lang in ("en", "es"):
        for one in found.to_dict(lang)["findings"]:  # type: ignore[attr-defined]
            assert one["claims"]
            assert one["basis"]
            assert "{" not in one["text"]
    assert len(rules(found)) >= 8


def test_a_rule_of_ones_own_is_asked_too() -> None:
    ours = {
        "team_rule": {
            "no_agency": {
                "when": "outside and roles_held > our_limit", "message": "team.ours", "weight": 3,
                "basis": "assumption", "why": "House rule.",
            }
        },
        "constant": {"our_limit": {"value": 0, "basis": "assumption", "why": "House rule."}},
        "message": {"team.ours": {"en": "No agencies: {person}.", "es": "Sin agencias: {person}."}},
    }  # fmt: skip
    catalogue = load_catalogue(ours)
    team = Team(people=[person("a", CM, employment="agency")], assignments=held(("a", CM)))
    needs = assess(SHOP, catalogue=catalogue).needs()
    found = look(team, needs, catalogue=catalogue)
    assert found.findings[0].rule == "no_agency"
    assert "No agencies: a." in str(found)


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ({"when": "rolls_held >= 2"}, "did you mean roles_held?"),
        ({"when": "roles_held"}, "this is no condition"),
        ({"when": "holders >= 1"}, "nothing is called holders"),
        ({"when": "outside", "message": "team.wide_span"}, "nothing says what {people} is"),
        ({"when": "outside", "message": "team.nobody"}, "there is no message 'team.nobody'"),
        ({"when": "outside", "about": "boss"}, "is not one of person, role, offer"),
    ],
)
def test_a_rule_that_is_wrong_is_refused_at_load(rule: dict[str, Any], wanted: str) -> None:
    whole = {"message": "team.no_hours", "basis": "assumption", "why": "x", **rule}
    with pytest.raises(CatalogueError) as caught:
        load_catalogue({"team_rule": {"ours": whole}})
    assert wanted in str(caught.value)


# ---------------------------------------------------------------------- cost


def test_costs_are_added_in_one_currency_and_an_unknown_one_is_not_free() -> None:
    euro = Money(amount=2000, currency="EUR")
    hourly = Money(amount=30, currency="EUR", per="hour")
    paid = [person("a", CM, cost=euro), person("b", SMM, cost=hourly)]
    found = seen(paid, held(("a", CM), ("b", SMM), b=10))
    assert dict(found.costs) == {"a": 2000.0, "b": 300.0}
    assert found.cost == 2300
    unknown = seen([*paid, person("c", ECM)], held(("a", CM), ("b", SMM), b=10))
    assert unknown.cost is None
    assert "nothing was told of c" in str(unknown)


def test_costs_in_several_currencies_want_a_rate() -> None:
    mixed = [
        person("a", CM, cost=Money(amount=2000, currency="EUR")),
        person("b", SMM, cost=Money(amount=8000, currency="PLN")),
    ]
    with pytest.raises(TeamError, match="no rate was given for PLN"):
        seen(mixed, POSTS[:0])
    rates = {"PLN": Rate(0.25, "2026-10-01")}
    found = look(Team(people=mixed), NEEDS, rates=rates)
    assert (found.currency, found.cost) == ("EUR", 4000.0)
    zloty = look(Team(people=mixed), NEEDS, rates=rates, currency="PLN")
    assert zloty.cost == 16000.0


# ---------------------------------------------------------------------- the value itself


def test_looking_up_what_is_not_there_names_the_nearest() -> None:
    found = seen(WHOLE, POSTS)
    with pytest.raises(UnknownIdError, match="no person is called"):
        found.fit("zz", CM)
    with pytest.raises(UnknownIdError, match="did you mean community_manager"):
        found.fit("a", "comunity_manager")
    with pytest.raises(UnknownIdError):
        found.load("zz")
    with pytest.raises(UnknownIdError):
        found.forget("zz")


def test_names_are_shown_on_request_only() -> None:
    named = [person("a", CM, name="Ana Quiroga"), person("b", ECM), person("c", SMM)]
    found = seen(named, POSTS)
    assert "Ana" not in str(found)
    assert "Ana Quiroga" in str(found.document(names={"a": "Ana Quiroga"}))


def test_it_draws_itself_everywhere() -> None:
    found = look(read_team("examples/teams/clothing_three.toml"), NEEDS)
    bundle = found._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/markdown", "text/html"}
    assert repr(found) == "<Look 3 people, 17 gaps>"
    assert "Trabajo y horas" in str(found.document("es"))
    for part in ("coverage", "loads", "fits", "gaps", "ways", "findings", "single_points", "costs"):
        rows = found.rows(part)
        assert rows
        assert len({tuple(row) for row in rows}) == 1


def test_the_map_of_tasks_says_who_does_and_who_could() -> None:
    weak = person("d", skills={"seo": "basic"})
    found = seen([*WHOLE, weak, person("e", CM)], [*POSTS, *held(("d", CM))])
    line = next(one for one in str(found).splitlines() if "reply to comments" in one)
    assert line.split()[-3:] == ["●", "◐", "○"]
    nobody = seen(WHOLE, [])
    line = next(one for one in str(nobody).splitlines() if "reply to comments" in one)
    assert line.split()[-1] == "○"
    assert "who does what" not in str(look(Team(people=WHOLE), NEEDS)).lower()


def test_many_people_are_counted_where_they_had_a_column_each() -> None:
    many = [person(f"m{n:02}", CM) for n in range(13)]
    found = str(seen(many, held(*((one.id, CM) for one in many))))
    line = next(one for one in found.splitlines() if "reply to comments" in one)
    assert line.split()[-1] == "13"
    assert not any("m00" in one and "m12" in one and "skill" in one for one in found.splitlines())


def test_the_load_stands_beside_the_hours_at_every_level() -> None:
    found = seen(WHOLE, POSTS)
    for level, said in (("minimum", "55 (38–105) fits"), ("standard", "144 (78–328) too")):
        assert said in str(found)
        assert found.load("a").hours[level].rounded == int(said.split()[0])


def test_a_look_by_other_facts_wants_them_back() -> None:
    catalogue = load_catalogue({"adjust": {"closing": {"hire": {"distance": 9}}}})
    needs = assess(SHOP, catalogue=catalogue).needs()
    found = look(Team(people=WHOLE, assignments=POSTS), needs, catalogue=catalogue)
    import pickle

    again = pickle.loads(pickle.dumps(found))  # noqa: S301 our own bytes
    assert again == found
    with pytest.raises(DetachedError):
        str(again)


def test_needs_may_be_written_by_hand() -> None:
    hours = FrozenMap({"m": Estimate(10.0, 20.0, 40.0)})
    task = TaskNeed(task="create_posts", role=CM, hours=hours, skills=("content_creation",))
    need = Need(role=CM, hours=hours, tasks=(task,), skills=(SkillNeed(skill="content_creation"),))
    needs = Needs(level="m", levels=("m",), proficiency=("basic", "working"), roles={CM: need})
    team = Team(people=[Person(id="a", skills={"content_creation": ""}, capacity=30.0)],
                assignments=held(("a", CM)))  # fmt: skip
    found = look(team, needs)
    assert state(found, "task", "create_posts") == "covered"
    assert found.load("a").state("m") == "tight"


def test_a_fourth_role_is_looked_at_like_the_others() -> None:
    catalogue = load_catalogue(OVERLAY)
    shop = {**_told(), "influencers_worked_with": 40}
    needs = assess(shop, catalogue=catalogue).needs()
    assert ROLE in needs
    team = Team(people=[Person(id="a", skills={}, capacity=143.0)],
                assignments=[Assignment(person="a", role=ROLE)])  # fmt: skip
    found = look(team, needs, catalogue=catalogue)
    assert found.load("a").hours["minimum"].typical > 0
    assert "influencer manager" in str(found)


def test_the_assessment_never_loads_the_word_person() -> None:
    program = (
        "import sys; from commerce_roles import assess; r = assess({'sector': 'legal'}); r.needs();"
        "str(r); print(*[m for m in sys.modules if 'person' in m or 'staffing' in m])"
    )
    done = subprocess.run(  # noqa: S603 the program stands here
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_nothing_is_told_of_a_skill_that_is_held_without_a_level() -> None:
    assert SkillHeld(skill="seo").level == ""
