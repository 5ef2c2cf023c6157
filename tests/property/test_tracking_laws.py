"""Laws of tracking and adjusting.

- monotone: a better value never has a worse status, nor is it behind where a worse one is not;
- Wilson: the interval holds the share, lies within 0 and 1, and solves its quadratic equation;
- unknown: a day that is not told leaves a flow of its period unknown, whatever else is told;
- whole: what is told day by day comes to what is told month by month;
- shrinkage: an effort lies between ours and what was measured, nearer to it the more was timed;
  nothing timed changes nothing;
- append-only: a log only grows, and is read back as it was written;
- one by one: a table of shops says of each what tracking it alone says;
- round trips: observations and decisions are read back equal.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import isclose, sqrt
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies.profiles import CATALOGUE
from strategies.trying import dear

from commerce_roles import load_catalogue
from commerce_roles.errors import DecisionError
from commerce_roles.graph.kpis import kpi_table
from commerce_roles.strategy import (
    DecisionLog,
    Goal,
    KeyResult,
    Proposal,
    Strategy,
    calibrate,
    decide,
    observe,
    track,
    track_table,
)
from commerce_roles.strategy.tracking.figuring import Figuring
from commerce_roles.strategy.tracking.intervals import wilson
from commerce_roles.strategy.tracking.pacing import Direction, Path
from commerce_roles.strategy.tracking.spans import EVERY, span_of, spans_between
from commerce_roles.strategy.tracking.totals import totals_of
from commerce_roles.strategy.tracking.writing import decision_line, log_of

FEW = dear(3)
START = date(2026, 9, 1)
RANK = {"missed": 0, "at_risk": 0, "on_track": 1, "reached": 2}
numbers = st.integers(-60, 60).map(lambda n: n / 4)
days = st.integers(0, 120).map(lambda n: START + timedelta(n))


@st.composite
def paths(draw: st.DrawFn) -> Path:
    baseline, target = draw(numbers), draw(numbers)
    direction: Direction = draw(st.sampled_from(["higher", "lower", "target_range"]))
    if direction != "target_range":
        assume((target >= baseline) == (direction == "higher") or target == baseline)
    return Path(
        start=START,
        deadline=START + timedelta(draw(st.integers(0, 100))),
        baseline=baseline,
        target=target,
        direction=direction,
        tolerance=draw(st.sampled_from([0.0, 10.0, 50.0])),
    )


@given(paths(), days, numbers, numbers, st.booleans())
def test_a_better_value_never_stands_worse(
    path: Path,
    day: date,
    one: float,
    other: float,
    over: bool,  # noqa: FBT001 drawn
) -> None:
    worse, better = sorted((one, other), key=lambda value: -path.short(value, path.target))
    assert RANK[path.status(worse, day, over=over)] <= RANK[path.status(better, day, over=over)]
    assert path.behind(worse, day) >= path.behind(better, day)


@given(paths(), days, numbers, st.integers(0, 20), st.integers(0, 20))
def test_an_interval_only_ever_excuses(
    path: Path, day: date, value: float, down: int, up: int
) -> None:
    surely = path.surely_behind(value, value - down, value + up, day)
    assert surely <= path.surely_behind(value, None, None, day)
    assert surely <= path.surely_behind(value, value, value, day)


@given(paths(), days)
def test_a_path_leads_from_its_baseline_to_its_target(path: Path, day: date) -> None:
    assert path.expected(path.start - timedelta(1)) == path.baseline
    assert path.expected(path.deadline) == path.target
    ends = sorted((path.baseline, path.target))
    assert ends[0] <= path.expected(day) <= ends[1]
    assert not path.behind(path.expected(day), day)


@given(st.integers(1, 2_000), st.data(), st.sampled_from([0.8, 0.95, 0.99]))
def test_the_score_interval_solves_its_equation(of: int, data: st.DataObject, sure: float) -> None:
    """Wilson's ends are where the share is z standard errors of the end itself away."""
    cases = data.draw(st.integers(0, of))
    z = {0.8: 1.2815515655446004, 0.95: 1.959963984540054, 0.99: 2.5758293035489004}[sure]
    low, high = wilson(cases, of, sure)
    share = cases / of
    assert 0 <= low <= high <= 1
    assert low - 1e-12 <= share <= high + 1e-12
    for end in (low, high):
        if 0 < end < 1:
            away = abs(share - end)
            assert isclose(away, z * sqrt(end * (1 - end) / of), rel_tol=1e-6, abs_tol=1e-9)


# ---------------------------------------------------------------------- periods


@st.composite
def counted(draw: st.DrawFn) -> list[dict[str, object]]:
    """Days of about two months with whole numbers, some of which are not told."""
    length = draw(st.integers(1, 70))
    first = START + timedelta(draw(st.integers(0, 20)))
    rows: list[dict[str, object]] = []
    for number in range(length):
        row: dict[str, object] = {"period": first + timedelta(number)}
        for measure in ("sessions", "orders", "revenue", "followers_start", "followers_end"):
            if draw(st.integers(0, 30)):
                row[measure] = draw(st.integers(0, 40))
        rows.append(row)
    assume(any(len(row) > 1 for row in rows))
    return rows


@given(counted(), st.sampled_from(EVERY))
def test_a_day_that_is_not_told_leaves_its_flow_unknown(
    rows: list[dict[str, object]], every: Any
) -> None:
    entries = observe(rows, catalogue=CATALOGUE).entries
    spans = spans_between(entries[0].span.first, date(2026, 12, 31), every)
    totals = totals_of(entries, spans, CATALOGUE)
    for span, period in zip(spans, totals.periods, strict=True):
        told = {one.span.first: one for one in entries if one.measure == "orders"}
        wanted = [span.first + timedelta(n) for n in range(span.days)]
        if all(day in told for day in wanted):
            assert period.measures["orders"] == sum(told[day].value for day in wanted)
        else:
            assert "orders" not in period.measures
        stock = [o for o in entries if o.measure == "followers_end" and span.holds(o.span)]
        assert period.measures.get("followers_end") == (stock[-1].value if stock else None)
        begun = [o for o in entries if o.measure == "followers_start" and span.holds(o.span)]
        assert period.measures.get("followers_start") == (begun[0].value if begun else None)


@given(st.lists(st.integers(0, 99), min_size=30, max_size=30))
def test_days_come_to_their_month(orders: list[int]) -> None:
    rows = [{"period": date(2026, 9, day), "orders": n} for day, n in enumerate(orders, 1)]
    by_day = observe(rows, catalogue=CATALOGUE).entries
    by_month = observe([{"period": "2026-09", "orders": sum(orders)}], catalogue=CATALOGUE).entries
    spans = spans_between(START, date(2026, 9, 30), "month")
    assert totals_of(by_day, spans, CATALOGUE) == totals_of(by_month, spans, CATALOGUE)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(EVERY))
def test_a_span_is_read_back_as_it_is_written(day: date, every: Any) -> None:
    spans = spans_between(day, day + timedelta(200), every)
    assert all(span_of(str(span)) == span for span in spans)
    assert spans[0].first <= day <= spans[0].last
    for one, other in pairwise(spans):
        assert other.first == one.last + timedelta(1)


@given(counted())
def test_observations_are_read_back_equal(rows: list[dict[str, object]]) -> None:
    found = observe(rows, currency="EUR", catalogue=CATALOGUE)
    assert observe(found.to_dict(), catalogue=CATALOGUE) == found
    assert observe(rows[::-1], currency="EUR", catalogue=CATALOGUE) == found


@given(
    st.lists(
        st.fixed_dictionaries(
            {name: st.integers(0, 9) for name in ("orders", "sessions", "orders_mobile", "revenue")}
        ),
        min_size=1,
        max_size=4,
    )
)
def test_values_are_those_of_the_table_of_kpis(periods: list[dict[str, int]]) -> None:
    names = ["conversion_rate", "aov", "revenue", "mobile_conversion_rate"]
    table = kpi_table(periods, only=names, catalogue=CATALOGUE)
    measures = [{name: Fraction(value) for name, value in one.items()} for one in periods]
    for name in names:
        found = Figuring(CATALOGUE.kpis[name], CATALOGUE).values(measures)
        assert [one.value for one in found] == [one.value for one in table[name]]


# ---------------------------------------------------------------------- a table of shops


def strategy_of() -> Strategy:
    def aim(kpi: str, **ends: Any) -> KeyResult:
        return KeyResult(kpi=kpi, owner="owner", start=date(2026, 9, 20), **ends)

    results = (
        aim("conversion_rate", baseline=20.0, target=40.0, deadline=date(2026, 11, 1)),
        aim("aov", change_percent=10.0),
        aim("followers", baseline=5.0, target=20.0, deadline=date(2026, 10, 31)),
    )
    return Strategy(
        level="minimum",
        goals=(Goal(objective="sales", key_results=results),),
        catalogue=CATALOGUE,
    )


@FEW
@given(
    st.lists(counted(), min_size=1, max_size=3),
    st.sampled_from(EVERY),
    st.sampled_from(["rows", "pandas", "polars", "pyarrow"]),
    st.randoms(use_true_random=False),
    st.booleans(),
)
def test_a_table_says_of_each_shop_what_tracking_it_alone_says(
    shops: Sequence[list[dict[str, object]]],
    every: Any,
    kind: str,
    random: Any,
    cents: bool,  # noqa: FBT001 drawn
) -> None:
    strategy = strategy_of()
    if cents:
        shops = [[{**r, "revenue": r["revenue"] * 0.07} if "revenue" in r else r  # type: ignore[operator]
                  for r in rows] for rows in shops]  # fmt: skip
    alone = [
        {**row, "shop": f"shop {number}"}
        for number, rows in enumerate(shops)
        for row in track(strategy, rows, every=every).rows()
    ]
    rows = [{"shop": f"shop {n}", **row} for n, rows in enumerate(shops) for row in rows]
    random.shuffle(rows)
    told = track_table(_as(kind, rows), strategy, every=every)
    found = _rows(kind, told)
    assert sorted(found, key=lambda r: r["shop"]) == alone  # the sort keeps key results in order


def _as(kind: str, rows: list[dict[str, Any]]) -> Any:
    names = dict.fromkeys(name for row in rows for name in row)
    full = [{name: row.get(name) for name in names} for row in rows]
    match kind:
        case "pandas":
            import pandas as pd

            return pd.DataFrame(full)
        case "polars":
            import polars as pl

            return pl.DataFrame(full, infer_schema_length=None)
        case "pyarrow":
            import pyarrow as pa

            return pa.Table.from_pylist(full)
        case _:
            return rows


def _rows(kind: str, table: Any) -> list[dict[str, Any]]:
    match kind:
        case "pandas":
            found = table.astype(object).where(table.notna(), None).to_dict("records")
        case "polars":
            found = table.to_dicts()
        case "pyarrow":
            found = table.to_pylist()
        case _:
            found = table
    return [dict(row) for row in found]


# ---------------------------------------------------------------------- own times


def times_of(task: str, minutes: Sequence[int]) -> list[dict[str, object]]:
    return [
        {"date": START + timedelta(number), "task": task, "minutes": one, "done": 1}
        for number, one in enumerate(minutes)
    ]


@FEW
@given(
    st.sampled_from(sorted(CATALOGUE.tasks)),
    st.integers(0, 1_440),
    st.integers(1, 80),
    st.integers(1, 40),
)
def test_an_effort_lies_between_ours_and_what_was_measured(
    task: str, minutes: int, n: int, weight: int
) -> None:
    ours = CATALOGUE.tasks[task].effort
    few, more = (
        calibrate(
            times_of(task, [minutes] * count), profiles={}, weight=weight, catalogue=CATALOGUE
        ).efforts[0]
        for count in (n, n + 7)
    )
    low, high = sorted((ours.typical, minutes * ours.per))
    for one in (few, more):
        assert low <= one.blended.typical <= high
        assert one.blended.low <= one.blended.typical <= one.blended.high
        assert one.measured == minutes * ours.per
    measured = minutes * ours.per
    assert abs(more.blended.typical - measured) <= abs(few.blended.typical - measured)


def test_nothing_timed_changes_nothing() -> None:
    found = calibrate([], catalogue=CATALOGUE)
    assert not found.efforts
    assert not found.moves
    assert found.overlay() == {}
    assert load_catalogue(found.overlay(), base=CATALOGUE).hash == CATALOGUE.hash


# ---------------------------------------------------------------------- decisions


def proposal_of(number: int) -> Proposal:
    return Proposal(
        id=f"sales.{number}",
        goal="sales",
        kpi="aov",
        change="strengthen",
        day=START,
        in_a_row=2,
        value=1.0,
        expected=2.0,
        target=3.0,
        proposes="community_manager",
        decides="owner",
    )


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans(), st.sampled_from(["owner", "nobody"]))))
def test_a_log_only_grows_and_keeps_out_who_may_not_decide(
    asked: list[tuple[int, bool, str]],
) -> None:
    log = DecisionLog()
    for number, accept, by in asked:
        before = log
        may = by == "owner" and log.on(proposal_of(number)) is None
        try:
            log = decide(proposal_of(number), by=by, accept=accept, reason="because", log=log)
        except DecisionError:
            assert not may
            assert log is before
        else:
            assert may
            assert log.decisions[:-1] == before.decisions
    assert [one.number for one in log.decisions] == list(range(1, len(log) + 1))
    text = "".join(map(decision_line, log.decisions))
    assert log_of(text) == log
    if len(log) > 1:
        lines = text.splitlines(keepends=True)
        with pytest.raises(DecisionError, match="a log only grows"):
            log_of("".join(lines[1:]))
