"""A table of shops: faults told by row, every kind of column, the order of shops."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

from commerce_roles.errors import MeasureError, StrategyError
from commerce_roles.strategy import Strategy, read_strategy, track, track_table

EXAMPLES = Path(__file__).parents[3] / "examples" / "tracking"


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    return read_strategy(EXAMPLES / "strategy.toml")


def faults(table: Any, strategy: Strategy, **options: Any) -> list[str]:
    with pytest.raises(MeasureError) as caught:
        track_table(table, strategy, **options)
    return [str(one) for one in caught.value.problems]


def test_every_fault_of_a_table_is_told_by_row(strategy: Strategy) -> None:
    rows: list[dict[str, object]] = [
        {"shop": "a", "period": "2026-10-05", "orders": -1},
        {"shop": "a", "period": "5 October", "orders": 1},
        {"shop": "a", "period": "2026-10-06", "orders": "many"},
        {"shop": "a", "period": "2026-12-01", "orders": 1},
        {"shop": 7, "period": "2026-10-07", "orders": 1},
        {"shop": "b", "period": "2026-10", "orders": 1},
        {"shop": "b", "period": "2026-10-07", "orders": 1},
    ]
    assert faults(rows, strategy, today=date(2026, 10, 31)) == [
        "row 5, shop: a name of a shop is wanted, this is 7; name every shop by a text",
        (
            "row 2, period: '5 October' is no day, week or month; "
            "write it like 2026-10-05, 2026-W41 or 2026-10"
        ),
        (
            "row 4, period: 2026-12-01 ends after 2026-10-31, the day of the review; "
            "leave out what is not over yet"
        ),
        "row 1, orders: -1 is less than 0; a count is 0 or more",
        (
            "row 3, orders: a number is wanted, this is 'many'; "
            "write it without quotes, or leave it out if unknown"
        ),
        "row 7, orders: b tells days of row 6 once more; keep one of them",
    ]


def test_columns_are_known_or_refused_with_the_nearest(strategy: Strategy) -> None:
    frame = pd.DataFrame({"store": ["a"], "period": ["2026-10"], "order": [1]})
    assert faults(frame, strategy) == [
        "shop: there is no such column; say which column it is",
        "store: no measure is called 'store'; leave the column out",
        "order: no measure is called 'order'; did you mean orders?",
        "there is no column of a measure; add some, such as orders",
    ]
    renamed = frame.rename(columns={"order": "orders"})
    assert list(track_table(renamed, strategy, shop="store")["shop"]) == ["a"] * 3
    with pytest.raises(TypeError, match="int is no table that is known here"):
        track_table(3, strategy)
    with pytest.raises(StrategyError, match="did you mean week"):
        track_table(renamed, strategy, shop="store", every="weeks")  # type: ignore[arg-type]


def test_many_faults_are_counted(strategy: Strategy) -> None:
    rows = [{"shop": "a", "period": f"day {n}", "orders": 1} for n in range(150)]
    found = faults(rows, strategy)
    assert len(found) == 101
    assert found[-1] == "and 50 more faults; mend these first"


def test_a_shop_that_tells_nothing_is_named(strategy: Strategy) -> None:
    rows = [{"shop": "a", "period": "2026-10", "orders": None}]
    assert faults(rows, strategy) == ["a: nothing was counted; leave it out, or tell it"]
    assert faults([{"shop": "a", "period": "2026-10", "orders": 1}][:0], strategy)


@pytest.mark.parametrize("scale", [1, 0.01, 1e-9, 12345678.9])
def test_money_of_any_size_is_added_up_exactly(strategy: Strategy, scale: float) -> None:
    rows = [
        {"period": f"2026-10-{day:02}", "orders": 3, "revenue": day * scale} for day in range(1, 32)
    ]
    alone = track(strategy, rows).rows()
    frame = pl.DataFrame([{"shop": "", **row} for row in rows])
    named = frame.with_columns(shop=pl.lit("x"))
    assert [{**row, "shop": ""} for row in track_table(named, strategy).to_dicts()] == alone


def test_decimals_and_days_of_every_kind(strategy: Strategy) -> None:
    cells = {"orders": [3], "revenue": [Decimal("70.50")]}
    days: list[Any] = ["2026-10", pd.Timestamp(2026, 10, 5), date(2026, 10, 5)]
    for day in days:
        frame = pd.DataFrame({"shop": ["a"], "period": [day], **cells})
        assert len(track_table(frame, strategy)) == 3
    polars = pl.DataFrame({"shop": ["a"], "period": [date(2026, 10, 31)], **cells})
    assert isinstance(track_table(polars, strategy), pl.DataFrame)


def test_shops_stand_in_the_order_in_which_they_are_met(strategy: Strategy) -> None:
    rows = [{"shop": name, "period": "2026-10", "orders": 1} for name in ("z", "a", "m")]
    found = [row["shop"] for row in track_table(rows, strategy)]
    assert list(dict.fromkeys(found)) == ["z", "a", "m"]
