"""Campaigns one can picture, and entries that cannot be right."""

import json
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pytest
from attrs import evolve

from commerce_roles import load_catalogue
from commerce_roles.assessment import assess, read_profile
from commerce_roles.display import to_html, to_markdown
from commerce_roles.errors import StrategyError
from commerce_roles.strategy import (
    BudgetLook,
    Campaigns,
    budget_look,
    campaigns_data,
    campaigns_of,
    draft_strategy,
    read_campaigns,
)
from commerce_roles.strategy.campaigns.minor import decimals_of

AUTUMN = "examples/campaigns/autumn.toml"
TODAY = date(2026, 11, 10)


def campaign(**told: Any) -> dict[str, Any]:
    """A campaign of the thirty days of November with 300 euro."""
    return {"id": "a", "start": "2026-11-01", "end": "2026-11-30", "budget": "300", **told}


def entry(amount: object, day: int = 5, **told: Any) -> dict[str, Any]:
    return {"day": f"2026-11-{day:02}", "campaign": "a", "amount": amount, **told}


def told(*spending: dict[str, Any], **more: Any) -> Campaigns:
    return campaigns_of({"campaigns": [campaign()], **more}, spending=list(spending))


def seen(*spending: dict[str, Any], today: date = TODAY, **more: Any) -> BudgetLook:
    return budget_look(told(*spending, **more), today=today)


def faults(*spending: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(StrategyError) as caught:
        told(*spending, **more)
    return [(one.path, one.message, one.remedy) for one in caught.value.problems]


def test_the_day_on_which_money_is_gone_is_told_before_it_is() -> None:
    one = seen(entry("150")).campaigns[0]
    assert (one.days, one.gone) == (30, 10)
    assert one.money.forecast == Decimal("450.00")
    assert one.used_up == date(2026, 11, 21)
    assert one.planned == Decimal("100.00")


def test_the_ends_of_a_forecast_are_the_slowest_and_the_fastest_pace() -> None:
    """Ten in the last fortnight of twenty days, a hundred before; a plan of ten a day."""
    money = seen(entry("100", 2), entry("10", 15), today=date(2026, 11, 20)).campaigns[0].money
    assert money.low == Decimal("117.14")  # 110 + 10 * 10 / 14
    assert money.forecast == Decimal("165.00")  # 110 + 10 * 110 / 20
    assert money.high == Decimal("210.00")  # 110 + 10 * 300 / 30
    assert money.variance == Decimal("135.00")


def test_what_is_promised_is_spent_whatever_the_pace() -> None:
    money = seen(entry("10"), entry("280", 28, kind="committed")).campaigns[0].money
    assert [money.spent, money.committed, money.forecast] == [10, 280, 290]
    more = seen(entry("10"), entry("300", 28, kind="committed"))
    assert [said.id for said in more.warnings] == ["campaign.promised"]


def test_what_came_back_is_not_spent() -> None:
    money = seen(entry("50"), entry("20", 6, kind="refund")).campaigns[0].money
    assert money.spent == Decimal("30.00")


def test_after_too_much_is_spent_the_day_on_which_it_happened_is_told() -> None:
    look = seen(entry("200", 3), entry("150", 7))
    assert look.campaigns[0].used_up == look.campaigns[0].earliest == date(2026, 11, 7)
    assert [said.id for said in look.warnings] == ["campaign.over"]
    assert "50.00 EUR too much since 2026-11-07" in to_markdown(look.document())


def test_before_the_first_day_the_plan_is_the_forecast() -> None:
    one = seen(today=date(2026, 10, 1)).campaigns[0]
    assert one.gone == 0
    assert [one.money.low, one.money.forecast, one.money.high] == [300, 300, 300]
    assert one.used_up is None
    assert [point.expected for point in one.points] == [
        date(2026, 11, 8),
        date(2026, 11, 15),
        date(2026, 11, 24),
    ]


def test_after_the_last_day_the_forecast_is_what_was_spent() -> None:
    one = seen(entry("120"), today=date(2027, 1, 1)).campaigns[0]
    assert one.money.low == one.money.forecast == one.money.high == Decimal("120.00")
    assert all(point.expected is None for point in one.points)


def test_control_points_are_reached_on_the_day_on_which_so_much_was_spent() -> None:
    first, half, last = seen(entry("75", 4), entry("60", 9)).campaigns[0].points
    assert [first.amount, half.amount, last.amount] == [75, 150, 240]
    assert (first.reached, first.expected) == (date(2026, 11, 4), None)
    assert (half.reached, half.expected) == (None, date(2026, 11, 12))
    assert last.expected == date(2026, 11, 18)


def test_a_campaign_without_money_has_no_control_points_and_no_cent_to_spend() -> None:
    look = seen(campaigns=[campaign(budget=0)])
    assert look.campaigns[0].points == ()
    assert look.warnings == ()
    spent = seen(entry("0.01"), campaigns=[campaign(budget=0)])
    assert [said.id for said in spent.warnings] == ["campaign.over"]


def test_little_is_said_of_what_is_left_until_enough_days_passed() -> None:
    assert seen(entry("1")).warnings == ()
    late = seen(entry("1"), today=date(2026, 11, 20))
    assert [said.id for said in late.warnings] == ["campaign.left_over"]


def test_a_pace_that_is_only_lately_too_fast_is_a_note() -> None:
    look = seen(entry("200", 20), today=date(2026, 11, 20))
    assert [said.id for said in look.warnings] == ["campaign.may_run_out"]
    assert look.campaigns[0].used_up is None
    assert look.campaigns[0].earliest == date(2026, 11, 28)  # 200 + 8 * 200 / 14 > 300


def test_whoever_answers_for_the_money_decides() -> None:
    assert seen(entry("150")).warnings[0].params["party"] == "social_media_manager"
    alone = draft_strategy(assess(read_profile("examples/craft_shop_one_person.toml")))
    look = budget_look(told(entry("150")), today=TODAY, strategy=alone)
    assert look.warnings[0].params["party"] == "owner"
    assert {point.party for point in look.campaigns[0].points} == {"owner"}


def test_where_the_facts_do_not_say_what_is_late_only_two_ways_are_told() -> None:
    without = load_catalogue({"retire": {"budget_rule": ["lately"]}})
    spending = [entry("10", 1), entry("100", 30)]
    campaigns = campaigns_of({"campaigns": [campaign(end="2026-12-30")]}, spending=spending)
    day = date(2026, 11, 30)
    late = budget_look(campaigns, today=day).campaigns[0].money
    found = budget_look(campaigns, today=day, catalogue=without).campaigns[0].money
    assert late.high > found.high  # the last fortnight took ten times as much as the first
    assert {found.low, found.high} == {found.forecast, found.spent + found.budget / 2}


def test_rules_are_facts() -> None:
    early = load_catalogue({"adjust": {"budget_rule": {"runs_out": {"limit": 90}}}})
    spending = told(entry("95"))
    assert budget_look(spending, today=TODAY).warnings == ()
    look = budget_look(spending, today=TODAY, catalogue=early)
    assert [said.id for said in look.warnings] == ["campaign.runs_out"]
    none = load_catalogue({"retire": {"budget_rule": [*load_catalogue().budget_rules]}})
    assert budget_look(told(entry("299")), today=TODAY, catalogue=none).warnings == ()


def test_another_currency_counts_at_the_rate_of_its_day() -> None:
    rates = [
        {"currency": "USD", "rate": "0.90", "as_of": "2026-11-01"},
        {"currency": "USD", "rate": "0.95", "as_of": "2026-11-06"},
    ]
    look = seen(entry("10", 5, currency="USD"), entry("10", 6, currency="USD"), rates=rates)
    assert look.whole.spent == Decimal("18.50")


def test_a_currency_without_cents_has_none() -> None:
    look = seen(entry("150"), currency="JPY")
    assert str(look.whole.forecast) == "450"
    assert str(look.campaigns[0].planned) == "100"
    assert "450 JPY" in str(look)
    facts = load_catalogue()
    assert [decimals_of(code, facts) for code in ("CLP", "EUR", "TND")] == [0, 2, 3]


def test_campaigns_of_a_channel_are_added_up_and_what_is_not_shared_out_is_told() -> None:
    campaigns = [
        campaign(channel="instagram"),
        campaign(id="b", channel="instagram", budget="100"),
        campaign(id="c", budget="50"),
    ]
    look = seen(campaigns=campaigns, budget="500")
    assert {name: money.budget for name, money in look.channels} == {"": 50, "instagram": 400}
    assert look.whole.budget == 450
    assert "of which 50.00 EUR are not shared out" in str(look)


def test_every_form_holds_the_amounts() -> None:
    look = budget_look(read_campaigns(AUTUMN), today=date(2026, 11, 30))
    for said in (str(look), to_markdown(look.document()), to_html(look.document())):
        assert "550.15 EUR" in said
        assert "2026-12-10" in said
    assert "550,15 EUR" in str(look.document("es"))
    assert json.loads(look.to_json())["whole"]["spent"] == "361.50"
    assert list(look.to_frame()["kind"])[-1] == "whole"
    assert pickle.loads(pickle.dumps(look)) == look  # noqa: S301 its own bytes
    assert repr(look) == "<BudgetLook 361.50 of 550.00 EUR>"


# ---------------------------------------------------------------------- reading


def test_campaigns_read_back_equal_themselves(tmp_path: Any) -> None:
    found = read_campaigns(AUTUMN)
    path = tmp_path / "back.json"
    path.write_text(json.dumps(campaigns_data(found)), encoding="utf-8")
    assert read_campaigns(path) == found
    assert budget_look(evolve(found, spending=found.spending[::-1]), today=date(2026, 11, 30)) == (
        budget_look(found, today=date(2026, 11, 30))
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("s.csv", "day;campaign;amount;reference\n2026-11-05;a;1.234,50;\n2026-11-06;a;2,10;7\n"),
        (
            "s.json",
            """[{"day": "2026-11-05", "campaign": "a", "amount": 1234.5},
                {"day": "2026-11-06", "campaign": "a", "amount": "2.10", "reference": "7"}]""",
        ),
        (
            "s.jsonl",
            """{"day": "2026-11-05", "campaign": "a", "amount": 1234.50}
                {"day": "2026-11-06", "campaign": "a", "amount": 2.1, "reference": "7"}""",
        ),
    ],
)
def test_entries_of_every_kind_of_file_are_the_same(name: str, text: str, tmp_path: Any) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = campaigns_of({"campaigns": [campaign(budget="2000")]}, spending=path)
    assert [one.amount for one in found.spending] == [Decimal("1234.5"), Decimal("2.10")]
    assert [one.reference for one in found.spending] == ["", "7"]


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_entries_of_data_frames_are_the_same(make: Any) -> None:
    rows = make({"day": ["2026-11-05", "2026-11-06"], "campaign": ["a", "a"],
                 "amount": [12.3, 4.0], "kind": ["spent", None]})  # fmt: skip
    found = campaigns_of({"campaigns": [campaign()]}, spending=rows)
    assert found.spending == told(entry("12.3", 5), entry("4.0", 6)).spending


def test_faults_of_two_files_name_both(tmp_path: Any) -> None:
    own, more = tmp_path / "own.toml", tmp_path / "more.csv"
    own.write_text(
        '[[campaigns]]\nid = "a"\nstart = 2026-11-01\nend = 2026-10-01\nbudget = "1"\n',
        encoding="utf-8",
    )
    more.write_text("day,campaign,amount\n2026-11-05,b,x\n", encoding="utf-8")
    with pytest.raises(StrategyError, match=r"own\.toml with .*more\.csv: spending\[0\]\.amount"):
        read_campaigns(own, spending=more)
    more.write_text("day,campaign,amount\n2026-11-05,b,1\n", encoding="utf-8")
    with pytest.raises(StrategyError) as caught:
        read_campaigns(own, spending=more)
    assert [problem.file for problem in caught.value.problems] == [
        str(own),
        f"{own} with {more}",
    ]
    with pytest.raises(StrategyError, match="there is no such file"):
        read_campaigns(tmp_path / "none.toml")


# ---------------------------------------------------------------------- what cannot be right


def test_an_amount_that_is_not_more_than_nothing_asks_whether_money_came_back() -> None:
    for amount in ("-5", "0"):
        path, message, remedy = faults(entry(amount))[0]
        assert (path, message) == ("spending[0].amount", f"{amount} is not more than 0")
        assert 'kind = "refund"' in remedy


def test_an_unknown_campaign_gets_the_nearest_name() -> None:
    more = {"campaigns": [campaign(id="autumn")]}
    assert faults(entry("5", campaign="autum"), **more)[0][2] == "did you mean autumn?"
    assert faults(entry("5", campaign="zzz"), **more)[0][2] == "campaigns are autumn"


def test_days_outside_a_campaign_are_told() -> None:
    early = {**entry("5"), "day": "2026-10-31"}
    late = {**entry("5"), "day": "2026-12-01"}
    assert [(path, message) for path, message, _ in faults(early, late)] == [
        ("spending[0].day", "2026-10-31 is before a begins on 2026-11-01"),
        ("spending[1].day", "2026-12-01 is after a ends on 2026-11-30"),
    ]


def test_more_decimals_than_the_currency_has_are_refused_with_what_to_write() -> None:
    assert faults(entry("1.005"))[0][1:] == (
        "1.005 has more decimals than EUR has (2)",
        "write 1.00",
    )
    assert "JPY has (0)" in faults(entry("1.5"), currency="JPY")[0][1]
    assert "KWD has (3)" in faults(entry("1.5555"), currency="KWD")[0][1]
    assert faults(campaigns=[campaign(budget="0.001")])[0][0] == "campaigns[0].budget"
    assert faults(budget="1000.001")[0][0] == "budget"


def test_an_amount_beyond_all_money_is_refused() -> None:
    for amount in ("1e26", "-1e26", "1000000000000.01"):
        path, message, remedy = faults(budget=amount)[0]
        assert (path, remedy) == ("budget", "write at most 1,000,000,000,000")
        assert message.endswith("is out of bounds")


def test_a_change_of_currency_needs_a_rate_of_that_day() -> None:
    rates = [{"currency": "USD", "rate": "0.9", "as_of": "2026-11-06"}]
    path, message, remedy = faults(entry("5", currency="USD"), rates=rates)[0]
    assert (path, message) == ("spending[0].currency", "there is no rate of USD on 2026-11-05")
    assert "[[rates]]" in remedy
    assert faults(entry("5", currency="USB"))[0][1] == "there is no currency 'USB'"
    assert faults(currency="euros")[0][0] == "currency"


def test_rates_that_are_none_or_stand_twice_are_told() -> None:
    rates = [
        {"currency": "USD", "rate": "0", "as_of": "2026-11-01"},
        {"currency": "USD", "rate": "1", "as_of": "2026-11-01"},
        {"currency": "ZZZ", "rate": "1", "as_of": "2026-11-01"},
    ]
    assert [path for path, *_ in faults(rates=rates)] == [
        "rates[0].rate",
        "rates[0]",
        "rates[1]",
        "rates[2].currency",
    ]


def test_an_entry_that_stands_twice_is_told_and_a_reference_tells_two_apart() -> None:
    same = [entry("5"), entry("5")]
    assert [path for path, *_ in faults(*same)] == ["spending[0]", "spending[1]"]
    assert told(*(evolve_(one, str(n)) for n, one in enumerate(same))).spending
    assert (
        "the reference '7' stands 2 times"
        in faults(entry("5", reference="7"), entry("6", reference="7"))[0][1]
    )


def evolve_(row: dict[str, Any], reference: str) -> dict[str, Any]:
    return {**row, "reference": reference}


def test_more_cannot_come_back_than_was_spent() -> None:
    assert faults(entry("5"), entry("6", kind="refund"))[0][:2] == (
        "campaigns[0]",
        "more came back of a than was spent on it",
    )


def test_campaigns_over_the_money_of_all_are_told_by_how_much() -> None:
    path, message, remedy = faults(campaigns=[campaign(), campaign(id="b")], budget="500")[0]
    assert (path, message) == (
        "campaigns",
        "the campaigns have 600 EUR together, all there is is 500",
    )
    assert remedy == "take 100 out, or raise the budget"


def test_campaigns_that_cannot_be_are_told_all_at_once() -> None:
    wrong = [
        campaign(end="2026-10-01", channel="instagramm"),
        campaign(budget="-1", channel="qqqqqq"),
        campaign(id=" "),
    ]
    assert [path for path, *_ in faults(campaigns=wrong, budget="-1")][:7] == [
        "budget",
        "campaigns[0].id",
        "campaigns[0].end",
        "campaigns[0].channel",
        "campaigns[1].id",
        "campaigns[1].channel",
        "campaigns[1].budget",
    ]
    assert faults(campaigns=[])[0][1] == "there are no campaigns"


def test_what_is_of_the_wrong_kind_is_told_with_its_place() -> None:
    assert [path for path, *_ in faults(entry("many"), entry([5]), entry("5", kind="lent"))] == [
        "spending[0].amount",
        "spending[1].amount",
        "spending[2].kind",
    ]
    assert faults(spending=3)[0][0] == "spending"


def test_nothing_can_have_been_spent_after_today() -> None:
    with pytest.raises(StrategyError, match=r"2026-11-05 is after today, 2026-11-01"):
        seen(entry("5"), today=date(2026, 11, 1))
    assert seen(entry("5", 20, kind="committed")).whole.committed == 5
