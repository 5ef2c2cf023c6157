"""Scenarios step by step and side by side; growth; groups; data frames."""

import json
import pickle
from pathlib import Path
from typing import Any, cast, get_args

import pytest

from commerce_roles import BusinessProfile, assess, read_profile
from commerce_roles.assessment import Estimate
from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import (
    DetachedError,
    ProfileError,
    TeamError,
    UnknownIdError,
)
from commerce_roles.model.person import Person, Team
from commerce_roles.staffing import (
    brief,
    compare_offers,
    compare_scenarios,
    group,
    growth_path,
    look,
    read_offers,
    read_team,
    scenario,
    vacancy,
    what_if,
)
from commerce_roles.staffing.gauging import MEASURES, apart
from commerce_roles.structuring import FrameKind, rows_of

SHOP = read_profile("examples/clothing_retailer.toml")
TEAM = read_team("examples/teams/clothing_three.toml")
OFFERS = {offer.id: offer for offer in read_offers("examples/teams/offers.toml")}
TODAY = scenario(SHOP, TEAM)
BASE = Estimate(1, 2, 3)
CM, SMM, ECM = "community_manager", "social_media_manager", "ecommerce_manager"


# ---------------------------------------------------------------------- steps


def test_steps_are_chained_and_said_in_both_languages() -> None:
    new = Person(id="p4", capacity=100.0)
    last = TODAY.leave("p1").hire(new, CM, hours=60).train("p3", "SEO", "working").grow(skus=900)
    assert [step.id for step in last.steps] == [
        "what_if.leave", "what_if.hire", "what_if.train", "what_if.grow",
    ]  # fmt: skip
    assert last.title() == (
        "Gone: p1. A new person: p4, for community manager. Trained: p3 in SEO, up to working. "
        "The business grows: products online: 900."
    )
    assert last.title("es").startswith("Se va: p1. Una persona nueva: p4, para community manager.")
    assert last.title(names={"p1": "Ana"}).startswith("Gone: Ana.")
    assert TODAY.title() == "As it is."
    assert last.named("spring").title() == "spring"
    assert last.leave("p4").name == ""


def test_a_language_is_learnt_and_nobody_unlearns() -> None:
    person = TODAY.train("p1", "Inglés", "C1").team.person("p1")
    assert person is not None
    assert dict(person.languages or {}) == {"en": "C1", "es": "C2"}
    assert TODAY.train("p1", "es", "A2").team == TEAM
    assert TODAY.train("p1", "customer_service", "basic").team == TEAM
    better = TODAY.train("p1", "brand_knowledge", "expert").team.person("p1")
    assert better is not None


def test_what_is_given_out_by_an_offer_leaves_the_rest_with_whoever_holds_it() -> None:
    after = TODAY.outsource(CM, OFFERS["studio"])
    parts = {one.person: one for one in after.team.assignments or () if one.role == CM}
    assert set(parts) == {"p1", "studio"}
    assert set(parts["studio"].tasks) & set(parts["p1"].tasks) == set()
    assert "studio" not in after.team.onboarded
    assert "freelance" in TODAY.outsource(CM, OFFERS["freelance"]).team.onboarded
    whole = TODAY.outsource(CM)
    assert {one.person for one in whole.team.assignments or () if one.role == CM} == {"outside"}
    covers = {cover.id: cover.state for cover in whole.look.covered("task")}
    assert covers["create_posts"] == "uncertain"  # nothing is known of who would do it


def test_two_posts_in_one_hand_are_said_openly() -> None:
    both = TODAY.leave("p3").combine("p1", SMM, hours=10)
    assert both.team.dual == ("p1",)
    assert "dual_undeclared" not in {one.rule for one in both.look.findings}


def test_a_set_grows_by_what_is_added_and_a_number_by_a_factor() -> None:
    grown = TODAY.grow({"channels": ["threads"]}, monthly_orders="x1.5", sells_abroad=True)
    assert set(grown.profile.channels or ()) == {*(SHOP.channels or ()), "threads"}
    assert grown.profile.monthly_orders == 675
    assert grown.profile.sells_abroad is True


@pytest.mark.parametrize(
    ("step", "error", "wanted"),
    [
        (lambda s: s.leave("p9"), UnknownIdError, "no person is called 'p9'"),
        (lambda s: s.train("p9", "seo", "basic"), UnknownIdError, "no person"),
        (lambda s: s.train("p1", "juggling", "basic"), UnknownIdError, "no skill or language"),
        (lambda s: s.train("p1", "budgeting", "basic"), UnknownIdError, "did you mean budget?"),
        (lambda s: s.train("p1", "seo", "guru"), TeamError, "'guru' is no level"),
        (lambda s: s.train("p1", "en", "fluent"), TeamError, "is no level of a language"),
        (lambda s: s.hire(Person(id="p1")), TeamError, "2 people have this id"),
        (lambda s: s.hire(Person(id="p4"), "boss"), TeamError, "there is no role 'boss'"),
        (lambda s: s.combine("p1", CM), TeamError, "p1 holds community_manager already"),
        (lambda s: s.outsource("boss"), UnknownIdError, "no role"),
        (lambda s: s.outsource(ECM, OFFERS["studio"]), TeamError, "names no task of"),
        (lambda s: s.grow(monthly_orders=-1), ProfileError, "out of bounds"),
        (lambda s: s.grow(colour="blue"), ProfileError, "there is no such field"),
        (lambda s: s.grow(country="x2"), Exception, "not told as a number"),
        (lambda s: s.hire(Person(id="n")).train("n", "seo", "basic"), TeamError,
         "nothing was told of the skills of n"),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be_taken_says_why(step: Any, error: Any, wanted: str) -> None:
    with pytest.raises(error) as caught:
        step(TODAY)
    assert wanted in str(caught.value)


def test_a_scenario_begins_with_a_mapping_too_and_survives_pickling() -> None:
    start = scenario({"channels": ["blog"]}, Team(), level="full")
    again = pickle.loads(pickle.dumps(start.grow(skus=3)))  # noqa: S301 our own bytes
    assert again.profile.skus == 3
    assert again.needs.level == "full"
    assert "What has to" in str(again.needs) or repr(again.needs).startswith("<Needs full")
    with pytest.raises(UnknownIdError, match="did you mean full"):
        scenario({}, Team(), level="ful")
    assert json.loads(TODAY.leave("p1").to_json())["steps"][0]["id"] == "what_if.leave"
    assert repr(TODAY) == "<Scenario As it is.>"
    assert set(TODAY._repr_mimebundle_()) == {"text/plain", "text/markdown", "text/html"}


# ---------------------------------------------------------------------- side by side


@pytest.mark.parametrize(
    ("one", "base", "wanted"),
    [
        (Estimate(1, 2, 3), BASE, "same"), (Estimate(5, 6, 7), BASE, "clear"),
        (Estimate(0, 0, 0), BASE, "clear"), (Estimate(2, 3, 4), BASE, "likely"),
        (Estimate(1, 3, 4), BASE, "open"), (Estimate(0, 2, 4), BASE, "open"),
        (None, BASE, "unknown"), (3.0, None, "unknown"), (3.0, 3.0, "same"), (2.0, 3.0, "clear"),
    ],
)  # fmt: skip
def test_a_difference_is_weighed_against_what_the_hours_are_uncertain_by(
    one: Any, base: Any, wanted: str
) -> None:
    assert apart(one, base) == wanted


def test_scenarios_stand_beside_the_first() -> None:
    both = compare_scenarios(TODAY, TODAY.leave("p1"), TODAY.grow(monthly_orders="x3"))
    assert both.figure(0, "uncovered").change == 0
    gone = both.figure(1, "uncovered")
    assert gone.apart == "clear"
    assert gone.change == pytest.approx(TODAY.needs[CM].hours_at("minimum").typical)
    assert both.figure(1, "cost").change == -2100
    assert both.figure(2, "work").apart == "likely"
    assert len(both.rows()) == 3 * len(MEASURES)
    for lang in ("en", "es"):
        assert "{" not in str(both.document(lang))
    assert json.loads(both.to_json())["scenarios"][1]["figures"]["people"]["change"] == -1
    few = compare_scenarios(TODAY, measures=["people", "cost"])
    assert [one.measure for one in few.figures[0]] == ["people", "cost"]
    assert "people" in str(few)
    with pytest.raises(TeamError, match="there are no scenarios"):
        compare_scenarios()


# ---------------------------------------------------------------------- in one line


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("leave p1", "Gone: p1."),
        ("train p1 'online advertising' basic", "Trained: p1 in online advertising, up to basic."),
        ("combine p2 'community manager' 20", "Besides the rest, community manager goes to p2"),
        ("outsource social_media_manager", "Given out: social media manager, to outside."),
        ("outsource community_manager examples/teams/offers.toml studio",
         "Given out: 4 tasks of community manager, to studio."),
        ("grow channels pinterest", "The business grows: networks and channels: Facebook,"),
        ("grow sells_abroad true", "The business grows: selling abroad: True."),
    ],
)  # fmt: skip
def test_a_step_is_written_in_a_line(text: str, title: str) -> None:
    assert what_if(TODAY, text).title().startswith(title)


def test_people_who_join_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    path.write_text('[[people]]\nid = "n1"\ncapacity = 80\nroles = {community_manager = 40}\n')
    after = what_if(TODAY, f"hire {path}")
    assert after.look.holders(CM) == ("n1", "p1")
    path.write_text(
        '[[people]]\nid = "n1"\nroles = {community_manager = 40, ecommerce_manager = 5}\n'
    )
    with pytest.raises(TeamError, match="holds roles for different hours"):
        what_if(TODAY, f"hire {path}")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "'' is no what-if"), ("fire p1", "'fire' is no what-if"),
        ("leave", "write leave PERSON"),
        ("leave p1 p2", "write leave PERSON"), ("train p1 seo", "write train PERSON SKILL LEVEL"),
        ("combine p1 boss", "no role is called 'boss'"), ("grow", "write grow FIELD VALUE"),
        ("grow monthly_orders", "write grow FIELD VALUE"), ("leave 'p1", "cannot be read"),
        ("combine p1 social_media_manager many", "write combine PERSON ROLE"),
        ("outsource community_manager examples/teams/offers.toml stdio", "did you mean studio?"),
        ("hire nobody.toml", "there is no such file"),
        ("grow skus many", "a whole number is wanted"),
    ],
)  # fmt: skip
def test_a_line_that_is_wrong_says_how_it_is_written(text: str, wanted: str) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 several of the library's own
        what_if(TODAY, text)
    assert wanted in str(caught.value)


# ---------------------------------------------------------------------- growth and groups


def test_a_shop_of_one_person_is_told_when_that_ends() -> None:
    path = growth_path(read_profile("examples/craft_shop_one_person.toml"), level="standard")
    orders = path["monthly_orders"]
    assert orders.now == 38
    assert orders.typical is not None
    assert orders.now < orders.typical
    text = str(path)
    assert "Orders a month: enough up to about" in text
    assert "Mensajes que contestar al mes: basta hasta" in str(path.document("es"))
    assert json.loads(path.to_json())["growths"][0]["field"] == path.growths[0].field


def test_what_is_too_much_already_and_what_never_is() -> None:
    passed = growth_path(SHOP, level="full")
    assert all(growth.passed for growth in passed.growths)
    assert "not enough today already" in str(passed)
    never = growth_path(BusinessProfile(channels=set()), roles=[SMM], hours=5000)
    assert "Nothing that can grow here is too much for one person." in str(never)
    more = growth_path(SHOP, level="standard", hours=400)["channels"]
    assert more.typical is None or len(more.added) == more.typical - more.now


@pytest.mark.parametrize("wrong", [{"roles": ["boss"]}, {"level": "ful"}])
def test_growth_of_what_is_not_there_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UnknownIdError):
        growth_path(SHOP, **wrong)


def test_a_group_does_some_things_once_and_pools_its_people() -> None:
    house = group({"hilo": SHOP, "craft": read_profile("examples/craft_shop_one_person.toml")},
                  level="standard")  # fmt: skip
    once = load_catalogue().sharings["policy"].tasks[0]
    alone = [t for needs in house.members.values() for n in needs.values() for t in n.tasks
             if t.task == once]  # fmt: skip
    (together,) = (t for n in house.needs.values() for t in n.tasks if t.task == once)
    assert len(alone) == 2
    assert together.hours["standard"].typical == max(t.hours["standard"].typical for t in alone)
    assert house.saved().typical > 0
    seen = look(TEAM, house.needs)
    assert (
        seen.load("p1").hours["standard"].typical > TODAY.look.load("p1").hours["standard"].typical
    )
    assert "Done once for all" in str(house)
    assert "{" not in str(house.document("es"))
    assert repr(house) == "<Group craft, hilo>"
    assert json.loads(house.to_json())["members"] == ["craft", "hilo"]
    assert pickle.loads(pickle.dumps(house)).needs == house.needs  # noqa: S301 our own bytes


def test_a_group_forbids_what_one_member_forbids() -> None:
    large = {
        "monthly_orders": 5000,
        "online_revenue_eur_year": 3_000_000,
        "channels": ["instagram"],
    }
    small = {"monthly_orders": 50, "channels": ["instagram"]}
    pair = group({"a": large, "b": small}).needs.combination(CM, ECM)
    assert pair is not None
    assert not pair.allowed
    with pytest.raises(TeamError, match="there are no businesses"):
        group({})
    with pytest.raises(TeamError, match="businesses by name are wanted"):
        group([small])  # type: ignore[arg-type]
    with pytest.raises(UnknownIdError):
        group({"a": small}, level="ful")


# ---------------------------------------------------------------------- data frames


def results() -> list[Any]:
    needs = TODAY.needs
    return [
        TODAY.look, TODAY, compare_scenarios(TODAY, TODAY.leave("p1")), growth_path(SHOP),
        group({"a": SHOP}), vacancy(needs, CM), brief(needs, CM), needs,
        compare_offers(OFFERS.values(), needs),
    ]  # fmt: skip


def test_every_result_is_a_data_frame_too() -> None:
    for result in results():
        frame = result.to_frame()
        assert len(frame) > 0, result
        assert not frame.columns.duplicated().any()
        for kind in get_args(FrameKind):
            assert rows_of(result.to_frame(kind=kind)) == result.rows()


def test_every_result_is_pickled_without_its_facts_and_finds_them_again() -> None:
    for result in results():
        bytes_of = pickle.dumps(result)
        assert len(bytes_of) < 200_000, result
        again = pickle.loads(bytes_of)  # noqa: S301 our own bytes
        assert again == result
        assert str(again) == str(result)


def test_a_result_of_other_facts_does_not_take_the_librarys_own() -> None:
    other = load_catalogue({"adjust": {"closing": {"hire": {"distance": 9}}}})
    path = pickle.loads(pickle.dumps(growth_path(SHOP, catalogue=other)))  # noqa: S301 our own
    assert path.rows() == growth_path(SHOP).rows()
    with pytest.raises(DetachedError, match="is not at hand"):
        str(path)
    moved = pickle.loads(pickle.dumps(scenario(SHOP, TEAM, catalogue=other)))  # noqa: S301 our own
    with pytest.raises(DetachedError):
        moved.grow(monthly_orders=9)


def test_forgetting_takes_the_steps_out_too_and_leaving_remembers() -> None:
    gone = TODAY.leave("p1").train("p2", "seo", "expert").named("Without Ana")
    assert [step.params["person"] for step in gone.steps] == ["p1", "p2"]
    assert [step.params["person"] for step in gone.forget("p1").steps] == ["p2"]
    assert gone.forget("p1").name == ""
    assert gone.redact().steps[0].params["person"] == "person_1"
    assert gone.redact().team.people[0].id == "person_2"
    grown = TODAY.grow(monthly_orders="x2").redact()
    assert "person" not in grown.steps[0].params
    for result in (gone, compare_scenarios(TODAY, gone)):
        with pytest.raises(UnknownIdError, match="no person is called 'zz'"):
            result.forget("zz")


def test_a_scenario_holds_no_names() -> None:
    ana = Person(id="new", name="Ana Quiroga", skills={"seo": "expert"})
    assert b"Quiroga" not in pickle.dumps(scenario(SHOP, Team(people=[ana])))
    assert b"Quiroga" not in pickle.dumps(TODAY.hire(ana))


@pytest.mark.parametrize(
    ("ask", "error", "wanted"),
    [
        (lambda: vacancy(TODAY.needs), TeamError, "no role is named; name one of"),
        (lambda: brief(TODAY.needs), TeamError, "no role is named"),
        (lambda: TODAY.rows(cast("Any", "load")), UnknownIdError, "did you mean coverage or loads"),
        (lambda: TODAY.needs.rows(cast("Any", "post")), UnknownIdError, "did you mean posts"),
        (lambda: compare_scenarios(TODAY, measures=["zz"]), UnknownIdError, "no figure is called"),
        (lambda: compare_scenarios(TODAY).figure(0, "z"), UnknownIdError, "is called 'z'"),
        (lambda: growth_path(SHOP)["skus"], UnknownIdError, "no answer that hours depend on"),
        (lambda: growth_path(SHOP, hours=-1), ProfileError, "hours: -1 is no number of hours"),
        (lambda: growth_path(SHOP, hours=float("nan")), ProfileError, "is no number of hours"),
        (lambda: scenario({"monthly_orders": -1}, TEAM), ProfileError, "out of bounds"),
        (lambda: group({"b": {"skus": -1}, "a": {"zz": 1}}), ProfileError, "b.skus: -1"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_words(ask: Any, error: Any, wanted: str) -> None:
    with pytest.raises(error) as caught:
        ask()
    assert wanted in str(caught.value)


def test_faults_of_all_members_of_a_group_are_told_at_once() -> None:
    with pytest.raises(ProfileError) as caught:
        group({"b": {"skus": -1}, "a": {"zz": 1}})
    assert [one.path for one in caught.value.problems] == ["a.zz", "b.skus"]


def test_a_role_that_is_named_twice_is_one_role() -> None:
    assert vacancy(TODAY.needs, CM, CM) == vacancy(TODAY.needs, CM)


def test_needs_of_a_level_that_is_none_are_refused() -> None:
    with pytest.raises(UnknownIdError, match="did you mean full"):
        assess(SHOP).needs("ful")
    with pytest.raises(UnknownIdError, match="no role is called"):
        assess(SHOP).needs()["boss"]
