"""Laws of plans: the critical path beside networkx, days beside what they wait for, hours told."""

import itertools
import json
from datetime import date, timedelta
from typing import Any

import networkx as nx
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from strategies.profiles import CATALOGUE, partial, small
from strategies.teams import teams
from strategies.trying import dear

from commerce_roles.assessment import assess
from commerce_roles.display import to_html, to_markdown, to_text
from commerce_roles.errors import StrategyError
from commerce_roles.model import Cadence, Label
from commerce_roles.strategy import (
    Activity,
    Plan,
    Strategy,
    chain_quantile,
    critical_path,
    draft_strategy,
    likely_days,
    make_plan,
    total_days,
)
from commerce_roles.strategy.planning.unrolling import add_months, days_of

FEW = dear(5)
START = date(2026, 11, 30)
LABEL: Label = {"en": "a", "es": "a"}  # type: ignore[assignment]


@st.composite
def networks(draw: st.DrawFn) -> list[Activity]:
    count = draw(st.integers(0, 14))
    found = []
    for number in range(count):
        after = draw(st.sets(st.integers(0, max(0, number - 1)), max_size=3)) if number else set()
        days = draw(st.integers(0, 9))
        found.append(
            Activity(id=f"t{number}", days=days, after=tuple(f"t{n}" for n in sorted(after)))
        )
    return draw(st.permutations(found))


def graph_of(activities: list[Activity]) -> "nx.DiGraph[str]":
    """The length of each as the weight of the edges that leave it; an end behind all."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for one in activities:
        graph.add_edge(one.id, "end", weight=one.days)
        for before in one.after:
            length = next(other.days for other in activities if other.id == before)
            graph.add_edge(before, one.id, weight=length)
    return graph


# ---------------------------------------------------------------------- the critical path


@given(networks())
def test_the_length_is_what_networkx_says(activities: list[Activity]) -> None:
    wanted = nx.dag_longest_path_length(graph_of(activities)) if activities else 0
    assert critical_path(activities).days == pytest.approx(wanted)
    assert total_days(activities) == pytest.approx(wanted)


@given(networks())
def test_slack_is_by_how_much_one_alone_may_be_late(activities: list[Activity]) -> None:
    found = critical_path(activities)
    for one in activities:
        slack = found.slack[one.id]

        def late(more: float, late: str = one.id) -> float:
            return total_days(
                [evolve(a, days=a.days + more) if a.id == late else a for a in activities]
            )

        assert late(slack) == pytest.approx(found.days)
        assert late(slack + 1) == pytest.approx(found.days + 1)


@given(networks())
def test_the_path_is_a_chain_as_long_as_the_whole(activities: list[Activity]) -> None:
    found = critical_path(activities)
    by_id = {one.id: one for one in activities}
    assert sum(by_id[name].days for name in found.path) == pytest.approx(found.days)
    for one, other in itertools.pairwise(found.path):
        assert one in by_id[other].after
    assert set(found.path) <= set(found.critical)


def test_circles_strangers_twins_and_negative_lengths_are_told_at_once() -> None:
    with pytest.raises(StrategyError) as caught:
        critical_path([Activity(id="a", days=-1), Activity(id="a"), Activity(id="b", after=("c",))])
    assert len(caught.value.problems) == 3
    circle = [Activity(id="a", after=("c",)), Activity(id="b", after=("a",)), Activity(id="d"),
              Activity(id="c", after=("b",))]  # fmt: skip
    for ask in (critical_path, total_days):
        with pytest.raises(StrategyError, match="a → b → c → a"):
            ask(circle)
    many = [Activity(id=f"t{n}", after=(f"t{(n - 1) % 30}",)) for n in range(30)]
    with pytest.raises(StrategyError, match="…"):
        critical_path(many)


def test_ten_thousand_in_a_row_need_no_stack() -> None:
    row = [Activity(id=f"t{n}", days=1, after=(f"t{n - 1}",) if n else ()) for n in range(10_000)]
    assert total_days(row[::-1]) == critical_path(row).days == 10_000


# ---------------------------------------------------------------------- likely


@FEW
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1))
def test_draws_lie_between_the_ends(parts: list[tuple[int, int, int]]) -> None:
    points = [(a, a + b, a + b + c) for a, b, c in parts]
    row = [[n - 1] if n else [] for n in range(len(points))]
    found = likely_days(points, row, draws=200)
    assert sum(p[0] for p in points) - 1e-9 <= found.p50 <= found.p80
    assert found.p80 <= sum(p[2] for p in points) + 1e-9
    assert likely_days(points, row, draws=200) == found


def test_a_long_chain_agrees_with_the_normal_law() -> None:
    points = [(2.0, 4.0, 6.0)] * 60
    row: list[list[int]] = [[n - 1] if n else [] for n in range(60)]
    drawn = likely_days(points, row, draws=4_000)
    assert drawn.p50 == pytest.approx(chain_quantile(points, 0.5), rel=0.01)
    # The beta of PERT with these shapes is a little wider than a sixth of the range.
    assert drawn.p80 == pytest.approx(chain_quantile(points, 0.8), rel=0.02)


def test_where_chains_merge_the_whole_takes_longer_than_its_typical_path() -> None:
    points = [(1.0, 4.0, 7.0)] * 8
    found = likely_days(points, [[] for _ in points])
    assert found.typical == 4
    assert found.p50 > 4.5


# ---------------------------------------------------------------------- rhythms


@given(
    st.sampled_from(["day", "week", "month"]), st.integers(1, 12),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 800),
)  # fmt: skip
def test_a_rhythm_comes_on_working_days_in_order(
    unit: Any, every: int, first: date, length: int
) -> None:
    cadence = Cadence(id="c", label=LABEL, unit=unit, every=every)
    last = first + timedelta(days=length)
    days = list(days_of(cadence, first, last))
    assert all(day.weekday() < 5 for day in days) or not days
    assert days == sorted(set(days))
    if unit == "month":
        for count, day in enumerate(days):
            gone = (day - add_months(first, count * every)).days
            assert 0 <= gone <= 2


def test_what_comes_with_an_event_comes_on_no_day() -> None:
    event = Cadence(id="c", label=LABEL, unit="event")
    assert list(days_of(event, START, START + timedelta(days=400))) == []


# ---------------------------------------------------------------------- plans


@st.composite
def plans(draw: st.DrawFn) -> tuple[Strategy, Plan]:
    profile = draw(st.one_of(partial(), small()))
    team = draw(st.one_of(st.none(), teams()))
    strategy = draft_strategy(
        assess(profile), team=team, posts=draw(st.sampled_from(["today", "advised"]))
    )
    start = START + timedelta(days=draw(st.integers(0, 60)))
    return strategy, make_plan(strategy, start=start, months=draw(st.integers(1, 5)))


@FEW
@given(plans())
def test_nothing_begins_before_what_it_waits_for(drawn: tuple[Strategy, Plan]) -> None:
    strategy, plan = drawn
    first: dict[str, date] = {}
    done: dict[str, date] = {}
    for entry in plan.entries:
        first.setdefault(entry.task, entry.day)
        done.setdefault(entry.task, entry.until)
    for one in strategy.work:
        if one.task not in first:
            continue
        fact = CATALOGUE.tasks[one.task]
        for plan_of in fact.approves:
            assert plan_of not in done or done[plan_of] <= first[one.task]
        for after in fact.precedes:
            if after in first:
                assert done[one.task] <= first[after], (one.task, after)
        if one.governed_by:
            ready = [done[name] for name in one.governed_by if name in done]
            assert ready, (one.task, "is carried out and none of its plans is made")
            assert min(ready) <= first[one.task]


@FEW
@given(plans())
def test_work_of_one_rhythm_keeps_its_order_in_every_cycle(drawn: tuple[Strategy, Plan]) -> None:
    strategy, plan = drawn
    days: dict[str, list[date]] = {}
    for entry in plan.entries:
        days.setdefault(entry.task, []).append(entry.day)
    for one in strategy.work:
        fact = CATALOGUE.tasks[one.task]
        for after in fact.precedes:
            if after in days and CATALOGUE.tasks[after].cadence == fact.cadence:
                for earlier, later in zip(days.get(one.task, ()), days[after], strict=False):
                    assert earlier <= later


@FEW
@given(plans())
def test_what_does_not_fit_is_told(drawn: tuple[Strategy, Plan]) -> None:
    strategy, plan = drawn
    told = {said.id: said.params for said in plan.warnings}
    assert ("plan.over_months" in told) == any(load.over for load in plan.loads)
    assert ("plan.left_out" in told) == bool(plan.left_out)
    planned = {entry.task for entry in plan.entries}
    missing = {one.task for one in strategy.work} - planned
    assert missing <= set(plan.unscheduled)
    assert ("plan.unscheduled" in told) == bool(plan.unscheduled)
    for entry in plan.entries:
        assert plan.start <= entry.day <= plan.end
    promoting = [slot for slot in plan.slots if slot.may_promote]
    caps = [g.most_percent for g in CATALOGUE.guardrails.values() if g.most_percent]
    assert len(promoting) * 100 <= min(caps) * len(plan.slots)
    channels = {c for s in ("networks", "own_media") for c in strategy.chosen(s)}
    assert {slot.channel for slot in plan.slots} <= channels


@FEW
@given(plans())
def test_no_hand_works_more_than_it_can_in_silence(drawn: tuple[Strategy, Plan]) -> None:
    """Hours are added up anew from the entries, day by day, not taken from the plan's sums."""
    strategy, plan = drawn
    told = [said.params["party"] for said in plan.warnings if said.id == "plan.over_months"]
    for hand in strategy.hands:
        if hand.hours is None or hand.peaks:
            continue
        months: dict[str, float] = {}
        for entry in plan.entries:
            length = (entry.until - entry.day).days + 1
            for number in range(length if entry.party in hand.roles else 0):
                month = f"{entry.day + timedelta(days=number):%Y-%m}"
                months[month] = months.get(month, 0.0) + entry.hours / length
        if max(months.values(), default=0.0) > hand.hours + 0.2:
            assert hand.roles in told, months


@FEW
@given(plans(), st.sampled_from(["en", "es"]))
def test_the_same_plan_is_the_same_bytes_in_every_form(
    drawn: tuple[Strategy, Plan], lang: str
) -> None:
    from icalendar import Calendar

    strategy, plan = drawn
    again = make_plan(strategy, start=plan.start, months=1)
    assert again == make_plan(strategy, start=plan.start, months=1)
    assert json.loads(plan.to_json())["format"] == "plan/1"
    ics = plan.to_ics(lang)
    assert ics == plan.to_ics(lang)
    events: list[Any] = Calendar.from_ical(ics).walk("VEVENT")
    assert len(events) == len(plan.entries) + len(plan.slots)
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert len(plan.to_csv(lang).splitlines()) == 1 + len(plan.rows(lang))
    document = plan.document(lang)
    for text in (to_text(document), to_markdown(document), to_html(document)):
        assert "{" not in text
