"""Tracking: observations judged, readings, proposals, decisions, the review as a value."""

import json
import pickle
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from attrs import evolve

from commerce_roles.assessment import assess
from commerce_roles.catalogue import load_catalogue
from commerce_roles.display import to_html, to_markdown, to_text
from commerce_roles.errors import (
    DecisionError,
    MeasureError,
    StrategyError,
    UnknownIdError,
)
from commerce_roles.strategy import (
    CycleReview,
    Goal,
    KeyResult,
    Strategy,
    carry_out,
    decide,
    draft_strategy,
    make_plan,
    observe,
    read_observations,
    read_strategy,
    track,
)
from commerce_roles.strategy.tracking.figuring import Figuring
from commerce_roles.strategy.tracking.intervals import share_of
from commerce_roles.strategy.tracking.spans import span_of

EXAMPLES = Path(__file__).parents[3] / "examples" / "tracking"
FACTS = load_catalogue()
ID = "customer_service.response_rate"


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    return read_strategy(EXAMPLES / "strategy.toml")


@pytest.fixture(scope="module")
def review(strategy: Strategy) -> CycleReview:
    return track(strategy, read_observations(EXAMPLES / "autumn.csv", currency="EUR"))


def faults(told: Any, **options: Any) -> list[str]:
    with pytest.raises(MeasureError) as caught:
        observe(told, **options)
    return [str(one) for one in caught.value.problems]


# ---------------------------------------------------------------------- what was counted


def test_every_fault_of_what_was_counted_is_told_at_once() -> None:
    rows = [
        {"period": "2026-10-05", "orders": 4, "shop": 7},
        {"period": "2026-10-05", "orders": 5},
        {"period": "2026-10", "orders": 90},
        {"period": "2026-13", "order": 4},
        {"orders": 4},
        {"period": "2026-10-06", "orders": -4},
        {"period": "2026-10-07", "orders": "4"},
        {"period": "2026-10-08", "orders": float("nan")},
        {"period": "2026-10-09", "orders": True},
        {"period": "2026-12-01", "orders": 4},
        {"period": "2026-10-10", "orders": 4, "channel": "instagramm"},
        {"period": "2026-10-11", "revenue": 4, "currency": "EUR"},
        {"period": "2026-10-12", "revenue": 4, "currency": "USD"},
        {"period": "2026-10-13", "measure": "orders", "value": 3, "sessions": 4},
        {"period": "2026-10-14", "measure": "order", "value": 3},
    ]
    assert faults(rows, today=date(2026, 10, 31)) == [
        "row 1, shop: a text is wanted, this is 7; write it in quotes",
        (
            "row 4, period: '2026-13' is no day, week or month; write it like 2026-10-05, "
            "2026-W41 or 2026-10"
        ),
        "row 4, order: no measure is called 'order'; did you mean orders?",
        "row 5, period: it says of no day what was counted; write it like 2026-10-05",
        "row 6, orders: -4 is less than 0; a count is 0 or more",
        (
            "row 7, orders: a number is wanted, this is '4'; write it without quotes, "
            "or leave it out if unknown"
        ),
        "row 8, orders: nan is no number; leave it out if unknown",
        (
            "row 9, orders: a number is wanted, this is True; write it without quotes, "
            "or leave it out if unknown"
        ),
        (
            "row 10, period: 2026-12-01 ends after 2026-10-31, the day of the review; "
            "leave out what is not over yet"
        ),
        "row 11, channel: no channel is called 'instagramm'; did you mean instagram?",
        (
            "row 14, sessions: beside `measure` this says nothing; one row tells a measure and its "
            "value, or a key for each measure"
        ),
        "row 15, measure: no measure is called 'order'; did you mean orders?",
        (
            "row 13, currency: money is in USD here and in EUR before; convert it "
            "by the rate of its day, or track both apart"
        ),
        "orders: 2026-10 and 2026-10-05 have days in common; keep one of them",
        "orders: 2026-10 and 2026-10-13 have days in common; keep one of them",
    ]


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ([], "nothing was counted; tell some, such as a period with orders and sessions"),
        ([{"period": "2026-10", "orders": None}], "nothing was counted; tell some, such as a"),
        (3, "rows of observations are wanted; write [[observations]] in TOML"),
        ([{"period": "2026-10", "orders": 1}, 3], "row 2: rows of observations are wanted"),
        ({"period": ["2026-10"], "orders": [1, 2]}, "a table of observations is wanted; give"),
        ({"format": "observations/2", "observations": []}, "format: the form 'observations/2' is"),
        ({"currenzy": "EUR", "observations": []}, "currenzy: beside observations this says"),
        ({"currency": 3, "observations": []}, "currency: a text is wanted, this is 3"),
        (
            {"currency": "EURO", "observations": [{"period": "2026", "orders": 1}]},
            "currency: no currency is called 'EURO'; ",
        ),
    ],
)
def test_what_is_no_table_of_observations_is_refused(told: object, fault: str) -> None:
    assert faults(told)[0].startswith(fault)


@pytest.mark.parametrize(
    "told",
    [
        [{"period": "2026-10-05", "orders": 4, "revenue": 0.1 + 0.2}],
        [{"Date": date(2026, 10, 5), "orders": 4, "revenue": Decimal("0.30")}],
        [
            {"day": datetime(2026, 10, 5), "measure": "orders", "value": 4},  # noqa: DTZ001
            {"day": "2026-10-05 00:00:00", "measure": "revenue", "value": 0.3},
        ],
        {"fecha": ["2026-10-05"], "orders": [4], "revenue": [0.3]},
        pd.DataFrame({"date": pd.to_datetime(["2026-10-05"]), "orders": [4], "revenue": [0.3]}),
        pl.DataFrame({"date": [date(2026, 10, 5)], "orders": [4], "revenue": [0.3]}),
    ],
)
def test_rows_columns_and_frames_tell_the_same(told: object) -> None:
    found = [(o.measure, str(o.span), o.value) for o in observe(told).entries]
    assert found == [("orders", "2026-10-05", 4), ("revenue", "2026-10-05", Fraction(3, 10))]


@pytest.mark.parametrize(
    "text", ["2026-W54", "2026-Q5", "26-10", "", "10/2026", "2026-10-05T11:00"]
)
def test_what_is_no_span_is_none(text: str) -> None:
    assert span_of(text) is None
    assert span_of(None) is None
    assert span_of(1.5) is None


def test_files_of_every_form_tell_the_same(tmp_path: Path) -> None:
    texts = {
        "a.csv": "Fecha;pedidos;ingresos\n2026-10-05;4;1.234,50\n2026-10-06;;n/a\n",
        "b.csv": "period,measure,value\n2026-10-05,orders,4\n2026-10-05,revenue,1234.50\n",
        "c.toml": "[[observations]]\nperiod = 2026-10-05\norders = 4\nrevenue = 1234.5\n",
        "d.json": '{"periods": [{"period": "2026-10-05", "orders": 4, "revenue": 1234.5}]}',
        "e.toml": 'period = "2026-10-05"\norders = 4\nrevenue = 1234.5\n',
    }
    texts["a.csv"] = texts["a.csv"].replace("pedidos", "orders").replace("ingresos", "revenue")
    found = []
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        found.append(read_observations(tmp_path / name))
    assert all(one == found[0] for one in found)
    assert found[0].entries[1].value == Fraction(2469, 2)


def test_a_file_tells_its_faults_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("period,orders,order\n2026-10-05,four,1\n")
    with pytest.raises(MeasureError, match="row 2, orders: a number is wanted, this is 'four'"):
        read_observations(path)
    path.write_text("period,orders,order\n2026-10-05,4,1\n")
    with pytest.raises(MeasureError, match=r"bad\.csv: row 2, order: no measure is called 'order'"):
        read_observations(path)
    with pytest.raises(MeasureError, match="there is no such file"):
        read_observations(tmp_path / "none.csv")


# ---------------------------------------------------------------------- figures and how sure


def test_shares_are_told_apart_from_all_else() -> None:
    shares = {kpi for kpi in FACTS.kpis if share_of(FACTS.kpis[kpi], FACTS)}
    assert {"conversion_rate", "response_rate", "cart_abandonment_rate"} <= shares
    assert not shares & {"aov", "revenue", "nps", "churn_rate", "clv", "contact_rate"}
    abandoned = share_of(FACTS.kpis["cart_abandonment_rate"], FACTS)
    assert abandoned is not None
    assert abandoned.rest
    found = Figuring(FACTS.kpis["cart_abandonment_rate"], FACTS).values(
        [{"orders": Fraction(30), "carts_created": Fraction(100)}]
    )[0]
    assert found.value == 70
    assert found.low is not None
    assert found.high is not None
    assert 60 < found.low < 70 < found.high < 80


def test_too_little_gives_no_interval() -> None:
    few = Figuring(FACTS.kpis["conversion_rate"], FACTS).values(
        [{"orders": Fraction(1), "sessions": Fraction(9)}]
    )[0]
    assert (few.low, few.high) == (None, None)
    money = [{"revenue": Fraction(100 + 10 * (n % 2)), "orders": Fraction(1)} for n in range(5)]
    found = Figuring(FACTS.kpis["aov"], FACTS).values(money)
    assert [one.low is None for one in found] == [True, True, True, True, False]
    assert found[-1].low == pytest.approx(100 - 1.959964 * 10 / 1.128379, rel=1e-6)


def test_what_depends_on_the_length_of_a_period_is_known() -> None:
    bound = {kpi for kpi in FACTS.kpis if Figuring(FACTS.kpis[kpi], FACTS).bound_to_length}
    assert {"revenue", "likes", "churn_rate", "follower_growth_rate"} <= bound
    assert not bound & {"conversion_rate", "aov", "response_rate", "followers", "cpc"}


# ---------------------------------------------------------------------- the review


def test_each_key_result_stands_as_its_pace_says(review: CycleReview) -> None:
    assert [(one.kpi, one.status, one.in_a_row) for one in review.standings] == [
        ("conversion_rate", "at_risk", 0),
        ("aov", "reached", 0),
        ("response_rate", "at_risk", 2),
    ]
    aov = review.standing("sales.aov")
    assert aov.baseline_of == "2026-08"
    assert aov.target == pytest.approx(1.05 * (aov.baseline or 0), abs=1e-4)
    with pytest.raises(UnknownIdError, match=r"did you mean sales\.aov"):
        review.standing("sales.aovs")


def test_a_change_is_proposed_only_where_it_is_really_necessary(review: CycleReview) -> None:
    [one] = review.proposals
    assert (one.id, one.change, one.claims) == (ID, "strengthen", ("IT-069",))
    assert (one.proposes, one.decides) == ("community_manager", "social_media_manager")
    assert one.tasks == ("reply_to_messages", "define_communication_policy")


def test_what_is_put_first_gets_its_hours_first(review: CycleReview) -> None:
    shop = assess({"channels": ["instagram"], "objectives": ["sales"], "owner_hours_week": 8,
                   "sells_online": True, "monthly_orders": 40})  # fmt: skip
    before = draft_strategy(shop)
    first = date(2026, 11, 2)
    set_up = make_plan(before, start=first, months=6).set_up
    free = next(one for one in set_up if one.task == "design_shop_measures")
    goal = before.goals[0]
    proposal = evolve(review.proposals[0], goal=goal.objective, kpi=goal.key_results[0].kpi,
                      tasks=(free.task,))  # fmt: skip
    log = decide(proposal, by=proposal.decides, accept=True, reason="two weak months")
    after = carry_out(before, log.decisions[0])
    assert after.work[0].task == after.first_tasks[0] == free.task
    assert sorted(one.task for one in after.work) == sorted(one.task for one in before.work)
    begins = {one.task: one.begins for one in make_plan(after, start=first, months=6).set_up}
    assert begins[free.task] < free.begins


def test_contributions_add_up_exactly(review: CycleReview) -> None:
    [revenue, _] = review.drivers
    assert sum(one.amount for one in revenue.contributions) == revenue.change
    assert review.between == ("2026-09", "2026-10")


def test_settings_move_what_is_proposed(strategy: Strategy) -> None:
    told = read_observations(EXAMPLES / "autumn.csv")
    assert track(strategy, told, in_a_row=3).proposals == ()
    assert len(track(strategy, told, in_a_row=1, tolerance=0).proposals) == 1
    patient = load_catalogue({"adjust": {"constant": {"track_periods": {"value": 3}}}})
    calm = read_strategy(EXAMPLES / "strategy.toml", catalogue=patient)
    assert track(calm, told).proposals == ()


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"every": "months"}, "every: 'months' is no period; did you mean month?"),
        ({"tolerance": 101}, "tolerance: 101 percent of the way is out of bounds"),
        ({"in_a_row": 0}, "in_a_row: 0 in a row is none"),
        ({"shop": "north"}, "shop: there is no shop 'north'"),
        ({"channel": "instagram"}, "channel: nothing is told of 'instagram'"),
        ({"today": date(2026, 10, 1)}, "today: something is told of 2026-10-31, after the day"),
    ],
)
def test_settings_out_of_bounds_are_refused(
    strategy: Strategy, options: dict[str, Any], fault: str
) -> None:
    told = read_observations(EXAMPLES / "autumn.csv")
    with pytest.raises((StrategyError, MeasureError)) as caught:
        track(strategy, told, **options)
    assert str(caught.value).startswith(fault)


def test_of_several_shops_one_is_named(strategy: Strategy) -> None:
    rows = [{"period": "2026-10", "shop": shop, "orders": 5, "sessions": 200} for shop in "ab"]
    with pytest.raises(StrategyError, match="there are 2 shops; name one of a, b"):
        track(strategy, rows)
    assert track(strategy, rows, shop="b").shop == "b"
    assert track(strategy, rows[:1]).shop == "a"


def test_channels_are_not_added_up(strategy: Strategy) -> None:
    rows: list[dict[str, object]] = [
        {"period": "2026-10", "channel": "instagram", "messages_in": 9, "messages_answered": 9},
        {"period": "2026-10", "orders": 50, "sessions": 2000},
    ]
    whole = track(strategy, rows)
    assert whole.standing(ID).reason == "no_value"
    assert [one.id for one in whole.notes] == ["track.by_channel"]
    part = track(strategy, rows, channel="instagram")
    assert part.standing(ID).last.value == 100  # type: ignore[union-attr]
    with pytest.raises(StrategyError, match="everything is told by channel"):
        track(strategy, rows[:1])


def aim(**ends: Any) -> Strategy:
    result = KeyResult(owner="owner", **{"kpi": "conversion_rate", **ends})
    return Strategy(level="minimum", goals=(Goal(objective="sales", key_results=(result,)),))


FULL = {"baseline": 2.0, "target": 3.0, "start": date(2026, 9, 1), "deadline": date(2026, 11, 30)}


@pytest.mark.parametrize(
    ("ends", "every", "reason"),
    [
        ({"start": None, "deadline": None}, "month", "no_days"),
        ({"deadline": date(2026, 8, 1)}, "month", "turned"),
        ({"target": None}, "month", "no_target"),
        ({"start": date(2026, 11, 1)}, "month", "not_begun"),
        ({"kpi": "response_rate"}, "month", "no_value"),
        ({"kpi": "response_rate", "baseline": None, "target": None}, "month", "no_baseline"),
        ({"kpi": "revenue"}, "week", "length"),
    ],
)
def test_where_nobody_can_say_the_reason_is_told(
    ends: dict[str, Any], every: Any, reason: str
) -> None:
    rows = [{"period": f"2026-{m:02}", "orders": 80, "sessions": 4000} for m in (9, 10)]
    review = track(aim(**{**FULL, **ends}), rows, every=every)
    [one] = review.standings
    assert (one.status, one.reason) == ("cannot_say", reason)
    assert review.proposals == ()
    for lang in ("en", "es"):
        assert "{" not in to_text(review.document(lang))


def test_after_the_deadline_it_is_reached_or_missed() -> None:
    rows = [{"period": f"2026-{m:02}", "orders": o, "sessions": 4000} for m, o in
            ((9, 80), (10, 90), (11, 119), (12, 160))]  # fmt: skip
    [one] = track(aim(**FULL), rows).standings
    assert one.status == "missed", "December is better, but after the deadline"
    [one] = track(aim(**{**FULL, "target": 2.9}), rows).standings
    assert one.status == "reached"


def test_nearer_to_the_target_is_better_where_neither_way_is() -> None:
    goal = {**FULL, "kpi": "budget_variance", "baseline": 20.0, "target": 0.0}
    rows = [{"period": "2026-09", "campaign_spend": s, "campaign_budget": 100} for s in (101,)]
    [one] = track(aim(**goal), rows).standings
    assert one.status == "reached"
    [one] = track(aim(**goal), [{**rows[0], "campaign_spend": 140}]).standings
    assert one.status == "at_risk"


def test_figures_that_contradict_each_other_give_no_value() -> None:
    goal = {**FULL, "kpi": "response_rate"}
    rows = [{"period": "2026-09", "messages_in": 9, "messages_answered": 10}]
    [one] = track(aim(**goal), rows).standings
    assert one.reason == "no_value"
    assert one.last is not None
    assert one.last.why is not None
    assert one.last.why.reason == "contradiction"


def test_the_same_gives_the_same_bytes_and_pickles(review: CycleReview, strategy: Strategy) -> None:
    again = track(strategy, read_observations(EXAMPLES / "autumn.csv", currency="EUR"))
    assert again == review
    assert again.to_json() == review.to_json()
    assert pickle.loads(pickle.dumps(review)) == review  # noqa: S301 our own
    data = json.loads(review.to_json())
    assert data["format"] == "review/1"
    assert [one["id"] for one in data["proposals"]] == [ID]
    assert list(review.to_frame()["status"]) == ["at_risk", "reached", "at_risk"]
    assert len(review.readings()) == 9
    assert repr(review) == "<CycleReview 2026-10-31: 2 at_risk, 1 reached>"


@pytest.mark.parametrize("lang", ["en", "es", "it"])
def test_a_review_draws_itself(review: CycleReview, lang: str) -> None:
    document = review.document(lang)
    for text in (to_text(document), to_markdown(document), to_html(document)):
        assert "{" not in text.replace("{color", "")
        assert "IT-069" in text
    assert to_html(document).count("<polyline") >= 9
    assert str(review).startswith("Review of 2026-10-31")


# ---------------------------------------------------------------------- decisions


def test_the_planner_decides_and_nobody_else(review: CycleReview, strategy: Strategy) -> None:
    with pytest.raises(DecisionError) as caught:
        review.decide(ID, by="owner", accept=True, reason=" ", day=date(2026, 10, 1))
    assert [str(one) for one in caught.value.problems] == [
        f"{ID}: owner does not plan this and may not decide it; let social_media_manager decide",
        f"{ID}: no reason is told; say why in a sentence",
        f"{ID}: 2026-10-01 lies before 2026-10-31; a log only grows: name a later day",
    ]
    after = review.decide(ID, by="social_media_manager", accept=True, reason="two weak months")
    assert (len(review.log), len(after.log), after.open) == (0, 1, ())
    new = carry_out(strategy, after.decided[0])
    assert new.first_tasks[:2] == ("reply_to_messages", "define_communication_policy")
    assert evolve(new, first_tasks=strategy.first_tasks, work=strategy.work) == strategy
    with pytest.raises(DecisionError, match="it was accepted on 2026-10-31 as number 1"):
        after.decide(ID, by="social_media_manager", accept=False, reason="again")
    with pytest.raises(UnknownIdError):
        review.decide("sales.aov", by="owner", accept=True, reason="so")
    rejected = review.decide(ID, by="social_media_manager", accept=False, reason="wait")
    assert carry_out(strategy, rejected.decided[0]) is strategy
    for lang in ("en", "es"):
        assert "two weak months" in to_markdown(after.document(lang))
    with pytest.raises(DecisionError, match="the strategy has no such key result"):
        carry_out(aim(**FULL), after.decided[0])


def test_what_was_decided_is_given_time_and_then_starts_anew(strategy: Strategy) -> None:
    def months(*last: int) -> list[dict[str, object]]:
        return [
            {"period": f"2026-{m:02}", "messages_in": 1000, "messages_answered": 700}
            for m in (8, 9, 10, *last)
        ]

    late = evolve(
        strategy,
        goals=tuple(
            evolve(g, key_results=tuple(evolve(r, deadline=date(2027, 3, 31))
                                        for r in g.key_results)) for g in strategy.goals
        ),
    )  # fmt: skip
    first = track(late, months())
    decided = first.decide(ID, by="social_media_manager", accept=True, reason="behind")
    new = carry_out(late, decided.decided[0])
    assert track(new, months(), log=decided.log).proposals == ()
    assert track(new, months(11), log=decided.log).proposals == ()
    with pytest.raises(DecisionError, match="it was decided on 2026-10-31 as number 1"):
        track(new, months(), log=decided.log).decide(ID, by="owner", accept=True, reason="x")
    [again] = track(new, months(11, 12), log=decided.log).proposals
    assert (again.change, again.in_a_row) == ("restart", 2)
    assert again.deadline == date(2027, 1, 1) + (date(2027, 3, 31) - date(2026, 9, 1))
    log = decide(again, by="social_media_manager", accept=True, reason="more time", log=decided.log)
    restarted = carry_out(new, log.decisions[-1])
    [result] = restarted.goals[1].key_results
    assert (result.baseline, result.target) == (70.0, 95.0)
    assert (result.start, result.deadline) == (date(2027, 1, 1), again.deadline)


def test_the_owner_decides_where_both_are_in_one_hand(strategy: Strategy) -> None:
    merged = evolve(strategy.hands[1], roles=("community_manager", "social_media_manager"))
    one = evolve(strategy, hands=(strategy.hands[0], merged))
    told = read_observations(EXAMPLES / "autumn.csv")
    [proposal] = track(one, told).proposals
    assert (proposal.proposes, proposal.decides) == ("community_manager", "owner")
    [proposal] = track(evolve(strategy, work=()), told).proposals
    assert (proposal.proposes, proposal.decides) == ("social_media_manager", "owner")
    assert (proposal.tasks, proposal.change) == ((), "restart")
