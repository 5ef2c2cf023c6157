"""Laws of campaigns' money: exact sums, forecasts beside fractions, days beside a walk by day."""

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.display import to_html, to_text
from commerce_roles.errors import StrategyError
from commerce_roles.strategy import (
    Campaigns,
    CampaignSeen,
    budget_look,
    campaigns_data,
    campaigns_of,
)

FIRST = date(2026, 1, 1)
RATES = [{"currency": "USD", "rate": "0.9137", "as_of": "2026-01-01"}]
WINDOW = 14
PERCENT = {"first": 25, "half": 50, "last": 80}


def cents(amount: int) -> str:
    return str(Decimal(amount) / 100)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Campaigns, date]:
    """Campaigns with entries until a day, and that day."""
    today = FIRST + timedelta(days=draw(st.integers(0, 120)))
    campaigns: list[dict[str, Any]] = []
    spending: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 4))):
        start = FIRST + timedelta(days=draw(st.integers(0, 100)))
        end = start + timedelta(days=draw(st.integers(0, 60)))
        budget = draw(st.integers(0, 100_000))
        channel = draw(st.sampled_from(["instagram", "mailing_list", None]))
        one = {"id": f"c{number}", "start": start.isoformat(), "end": end.isoformat()}
        told = {**one, "budget": cents(budget)}
        campaigns.append(told if channel is None else {**told, "channel": channel})
        last = min(today, end)
        for place in range(draw(st.integers(0, 6)) if start <= last else 0):
            kind = draw(st.sampled_from(["spent", "spent", "spent", "committed"]))
            until = end if kind == "committed" else last
            day = start + timedelta(days=draw(st.integers(0, (until - start).days)))
            spending.append(
                {
                    "day": day.isoformat(),
                    "campaign": f"c{number}",
                    "amount": cents(draw(st.integers(1, 30_000))),
                    "kind": kind,
                    "currency": draw(st.sampled_from(["EUR", "USD"])),
                    "reference": f"{number}-{place}",
                }
            )
    return campaigns_of({"campaigns": campaigns, "spending": spending, "rates": RATES}), today


def left_on(told: Campaigns, name: str) -> dict[date, Fraction]:
    """What left on each day, by plain fractions."""
    found: dict[date, Fraction] = {}
    for one in told.spending:
        if one.campaign == name and one.kind == "spent":
            rate = Fraction("0.9137") if one.currency == "USD" else Fraction(1)
            minor = (Fraction(one.amount) * rate * 100 + Fraction(1, 2)).__floor__()
            found[one.day] = found.get(one.day, Fraction(0)) + Fraction(minor, 100)
    return found


def walked(told: Campaigns, one: CampaignSeen, today: date) -> date | None:
    """The first day on which more is spent than there is, found day by day."""
    campaign = next(c for c in told.campaigns if c.id == one.id)
    left = left_on(told, one.id)
    total = Fraction(0)
    mean = Fraction(campaign.budget) / one.days
    if one.gone:
        mean = sum(left.values(), Fraction(0)) / one.gone
    day = campaign.start
    while day <= campaign.end:
        total += left.get(day, Fraction(0)) if day <= today else mean
        if total > Fraction(campaign.budget):
            return day
        day += timedelta(days=1)
    return None


@given(ledgers())
def test_the_parts_sum_to_the_whole_to_the_cent(ledger: tuple[Campaigns, date]) -> None:
    look = budget_look(ledger[0], today=ledger[1])
    for key in ("budget", "spent", "committed", "low", "forecast", "high", "variance"):
        whole = getattr(look.whole, key)
        assert whole == sum(getattr(one.money, key) for one in look.campaigns)
        assert whole == sum(getattr(money, key) for _, money in look.channels)
    assert look.whole.budget == sum(one.budget for one in ledger[0].campaigns)


@given(ledgers())
def test_a_forecast_is_what_fractions_say(ledger: tuple[Campaigns, date]) -> None:
    told, today = ledger
    for one, campaign in zip(budget_look(told, today=today).campaigns, told.campaigns, strict=True):
        left = left_on(told, one.id)
        spent = sum(left.values(), Fraction(0))
        assert Fraction(one.money.spent) == spent
        last = min(today, campaign.end)
        lately = sum(
            (v for day, v in left.items() if day > last - timedelta(days=WINDOW)), Fraction(0)
        )
        planned = Fraction(campaign.budget) / one.days
        paces = [planned]
        if one.gone:
            paces = [spent / one.gone, planned, lately / min(WINDOW, one.gone)]
        rest = one.days - one.gone
        promised = Fraction(one.money.committed)
        ends = [spent + max(promised, pace * rest) for pace in paces]
        half = Fraction(1, 200)
        assert abs(Fraction(one.money.low) - min(ends)) <= half
        assert abs(Fraction(one.money.forecast) - ends[0]) <= half
        assert abs(Fraction(one.money.high) - max(ends)) <= half
        assert one.money.spent <= one.money.low <= one.money.forecast <= one.money.high


@given(ledgers())
def test_the_day_on_which_money_is_gone_is_the_day_one_walks_to(
    ledger: tuple[Campaigns, date],
) -> None:
    told, today = ledger
    for one in budget_look(told, today=today).campaigns:
        assert one.used_up == walked(told, one, today)
        if one.used_up:
            assert one.earliest is not None
            assert one.earliest <= one.used_up


@given(ledgers())
def test_control_points_come_in_order_and_hold_their_share(ledger: tuple[Campaigns, date]) -> None:
    for one in budget_look(ledger[0], today=ledger[1]).campaigns:
        amounts = [point.amount for point in one.points]
        assert amounts == sorted(amounts)
        for point in one.points:
            share = Fraction(one.money.budget) * PERCENT[point.point] / 100
            assert 0 <= Fraction(point.amount) - share < Fraction(1, 100)
            assert (point.reached is not None) == (one.money.spent >= point.amount)
            assert point.reached is None or point.expected is None


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_entries_says_nothing(ledger: tuple[Campaigns, date], random: Any) -> None:
    told, today = ledger
    entries = list(told.spending)
    random.shuffle(entries)
    assert budget_look(evolve(told, spending=tuple(entries)), today=today).to_json() == (
        budget_look(told, today=today).to_json()
    )


@given(ledgers())
def test_campaigns_written_and_read_back_equal_themselves(ledger: tuple[Campaigns, date]) -> None:
    told, today = ledger
    assert campaigns_of(json.loads(json.dumps(campaigns_data(told)))) == told
    look = budget_look(told, today=today)
    assert look.to_json() == budget_look(told, today=today).to_json()
    for lang in ("en", "es", "da"):
        assert "{" not in to_text(look.document(lang))
        assert to_html(look.document(lang))


@given(ledgers(), st.integers(1, 30_000))
def test_one_more_entry_is_never_less_money_and_never_a_later_end(
    ledger: tuple[Campaigns, date], more: int
) -> None:
    told, today = ledger
    campaign = told.campaigns[0]
    if not campaign.start <= today <= campaign.end:
        return
    entry = {"day": today.isoformat(), "campaign": campaign.id, "amount": cents(more)}
    before = budget_look(told, today=today).campaigns[0]
    after = budget_look(
        campaigns_of(campaigns_data(told), spending=[{**entry, "reference": "more"}]), today=today
    ).campaigns[0]
    assert after.money.spent == before.money.spent + Decimal(cents(more))
    assert after.money.forecast >= before.money.forecast
    if before.used_up:
        assert after.used_up is not None
        assert after.used_up <= before.used_up


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.just([]),
    st.just({}),
)
KEYS = ["id", "start", "end", "budget", "day", "campaign", "amount", "kind", "rate"]


@given(
    st.dictionaries(
        st.sampled_from(["currency", "budget", "campaigns", "spending", "rates", "other"]),
        st.one_of(
            JUNK,
            st.lists(
                st.dictionaries(
                    st.sampled_from(KEYS),
                    st.one_of(JUNK, st.sampled_from(["2026-01-05", "a", "5"])),
                ),
                max_size=3,
            ),
        ),
    )
)
def test_whatever_is_told_is_read_or_refused(data: dict[str, Any]) -> None:
    try:
        told = campaigns_of(data)
    except StrategyError as error:
        assert error.problems
        assert all("\n" not in str(problem) for problem in error.problems)
    else:
        assert campaigns_of(campaigns_data(told)) == told
