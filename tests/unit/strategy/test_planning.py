"""Plans of businesses one can picture."""

import pickle
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from commerce_roles.assessment import assess, read_profile
from commerce_roles.display import plain, to_svg
from commerce_roles.errors import MissingPackageError, StrategyError
from commerce_roles.strategy import Strategy, draft_strategy, make_plan
from commerce_roles.strategy.planning.reporting import calendar_picture, gantt

CRAFT = "examples/craft_shop_one_person.toml"
CLOTHES = "examples/clothing_retailer.toml"
START = date(2026, 11, 30)


def drafted(path: str = CRAFT, **changes: Any) -> Strategy:
    return draft_strategy(assess(evolve(read_profile(path), **changes)))


def test_a_maker_sets_up_first_and_then_publishes() -> None:
    plan = make_plan(drafted(), start=START)
    assert plan.set_up[0].task == "create_social_strategy"
    assert plan.set_up[0].begins == START
    assert plan.slots[0].day > plan.set_up[0].ends
    assert plan.critical[0] == "create_social_strategy"
    assert plan.likely is not None
    assert plan.likely.p50 > plan.likely.typical


def test_one_language_is_written_and_others_are_told_anew() -> None:
    plan = make_plan(drafted(sell_languages={"it", "de"}), start=START)
    assert {(slot.language, slot.adapted) for slot in plan.slots} == {("it", False), ("de", True)}


def test_busy_months_take_more_hours_and_leave_pieces_out() -> None:
    quiet = make_plan(drafted(owner_hours_week=9), start=START)
    busy = make_plan(drafted(owner_hours_week=9, peak_months={1}, peak_factor=4), start=START)
    hours = {p: {load.month: load.hours for load in p.loads} for p in (quiet, busy)}
    january = date(2027, 1, 1)
    assert hours[busy][january] > hours[quiet][january]
    assert [load.peak for load in busy.loads if load.month == january] == [True]
    assert {left.month for left in busy.left_out} >= {january}


def test_without_hours_nothing_is_scheduled_and_that_is_told() -> None:
    plan = make_plan(drafted(owner_hours_week=0), start=START)
    assert plan.unscheduled
    assert "plan.unscheduled" in {said.id for said in plan.warnings}


def test_without_a_day_or_with_too_many_months_nothing_is_planned() -> None:
    with pytest.raises(StrategyError, match="no day to start on"):
        make_plan(drafted())
    with pytest.raises(StrategyError, match="25 months cannot be planned"):
        make_plan(drafted(), start=START, months=25)


def test_work_told_in_any_order_gives_the_same_order_of_days() -> None:
    strategy = drafted()
    turned = evolve(strategy, work=strategy.work[::-1])
    first: dict[str, date] = {}
    done: dict[str, date] = {}
    for entry in make_plan(turned, start=START).entries:
        first.setdefault(entry.task, entry.day)
        done.setdefault(entry.task, entry.until)
    for one in strategy.work:
        plans = [done[name] for name in one.governed_by if name in done]
        assert not plans or one.task not in first or min(plans) <= first[one.task]


def test_work_that_nobody_does_is_refused() -> None:
    strategy = drafted()
    lost = evolve(strategy.work[0], responsible="community_manager")
    with pytest.raises(StrategyError, match="is in no hand"):
        make_plan(evolve(strategy, work=(lost, *strategy.work[1:])), start=START)


def test_pictures_stand_alone() -> None:
    plan = make_plan(drafted(), start=START)
    from commerce_roles.assessment.speaking import Speaker

    speaker = Speaker(plan.catalogue, "es")
    picture = gantt(plan, speaker)
    assert picture is not None
    for one in (picture, calendar_picture(plan, speaker)):
        assert to_svg(one).startswith("<svg")


def test_the_gantt_has_a_column_for_each_week_and_of_a_long_plan_for_each_month() -> None:
    from commerce_roles.assessment.speaking import Speaker

    for months, first, last in ((3, "49", "08"), (4, "11", "03")):
        plan = make_plan(drafted(), start=START, months=months)
        picture = gantt(plan, Speaker(plan.catalogue, "en"))
        assert picture is not None
        heads = [plain(head) for head in picture.columns]
        assert (heads[0], heads[-1]) == (first, last)
        for row, one in zip(picture.squares, plan.set_up, strict=True):
            warm = [head for head, square in zip(heads, row, strict=True) if square.heat]
            write = "%m" if months > 3 else "%V"
            assert (warm[0], warm[-1]) == (f"{one.begins:{write}}", f"{one.ends:{write}}")


def test_what_was_set_up_before_is_not_set_up_again() -> None:
    strategy = drafted()
    whole = make_plan(strategy, start=START)
    done = ("create_social_strategy", "define_communication_policy")
    plan = make_plan(strategy, start=START, done=done)
    assert not {entry.task for entry in plan.entries} & set(done)
    assert {one.task for one in whole.set_up} - {one.task for one in plan.set_up} == set(done)
    assert plan.slots[0].day < whole.slots[0].day
    with pytest.raises(StrategyError) as caught:
        make_plan(strategy, start=START, done=["create_social_strateg", "publish_posts"])
    assert [(one.path, one.remedy) for one in caught.value.problems] == [
        ("done[0]", "did you mean create_social_strategy?"),
        ("done[1]", "name only what is set up once"),
    ]


def test_what_is_not_set_up_within_the_plan_has_no_end() -> None:
    plan = make_plan(drafted(), start=START, months=1)
    late = [one for one in plan.set_up if one.task in plan.unscheduled]
    assert late
    assert str(plan).count(f"{late[0].begins.isoformat()}  –") == len(
        [one for one in late if one.begins == late[0].begins]
    )


def test_a_plan_shows_itself_and_survives_pickling() -> None:
    plan = make_plan(drafted(), start=START)
    assert repr(plan).startswith("<Plan 2026-11-30 to 2027-02-27")
    assert str(plan).startswith("Plan from 2026-11-30")
    assert set(plan._repr_mimebundle_()) >= {"text/html"}
    assert pickle.loads(pickle.dumps(plan)) == plan  # noqa: S301 our own


def test_packages_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    strategy = drafted()
    for name in ("icalendar", "tomli_w"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingPackageError, match=r"commerce_roles\[calendar\]"):
        make_plan(strategy, start=START).to_ics()
    with pytest.raises(MissingPackageError, match=r"commerce_roles\[toml\]"):
        strategy.to_toml()
