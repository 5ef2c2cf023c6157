"""A year of days of many shops tracked as a table, beside loops over shops in the same run.

    python benchmarks/tracking.py [SHOPS] [ROUNDS]

Three key results over five measures. The peers: a loop over `groupby` in pandas that sums months,
divides, draws the path and says the status, in plain floats and without intervals, contradictions,
gaps or faults; and our own `track`, shop by shop. Statuses are compared first: with the loop over
`track` all of them, with pandas all that both say. Rounds are interleaved; a ratio is the median
over rounds of the two times in one round.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from commerce_roles.strategy import Goal, KeyResult, Strategy, track, track_table

START, END = date(2026, 1, 1), date(2026, 12, 31)
Formula = Callable[[pd.DataFrame], Any]
AIMS: dict[str, tuple[float, float, Formula]] = {
    "conversion_rate": (2.0, 2.6, lambda m: 100 * m["orders"] / m["sessions"]),
    "aov": (80.0, 84.0, lambda m: m["revenue"] / m["orders"]),
    "response_rate": (75.0, 81.0, lambda m: 100 * m["messages_answered"] / m["messages_in"]),
}
TOLERANCE = 0.1


def strategy_of() -> Strategy:
    """Make a strategy of three key results over the year."""
    results = tuple(
        KeyResult(
            kpi=kpi, baseline=ends[0], target=ends[1], start=START, deadline=END, owner="owner"
        )
        for kpi, ends in AIMS.items()
    )
    return Strategy(level="minimum", goals=(Goal(objective="sales", key_results=results),))


def counted(shops: int) -> pd.DataFrame:
    """Draw a year of days, seeded; whole cents."""
    drawn = np.random.default_rng(20261130)
    days = pd.date_range(START, END)
    size = shops * len(days)
    frame = pd.DataFrame(
        {
            "shop": np.repeat([f"shop {n}" for n in range(shops)], len(days)),
            "period": np.tile(days, shops),
            "sessions": drawn.integers(80, 200, size),
        }
    )
    frame["orders"] = drawn.binomial(frame["sessions"], 0.025)
    frame["revenue"] = (frame["orders"] * drawn.integers(7500, 9000, size)) / 100
    frame["messages_in"] = drawn.integers(0, 30, size)
    frame["messages_answered"] = drawn.binomial(frame["messages_in"], 0.8)
    return frame


def by_pandas(frame: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Say how each key result stands, with the obvious loop: shop by shop, month by month."""
    found: dict[tuple[str, str], str] = {}
    whole = (END - START).days + 1
    for shop, own in frame.groupby("shop", sort=False):
        months = own.set_index("period").drop(columns="shop").resample("ME").sum()
        for kpi, (baseline, target, formula) in AIMS.items():
            values = formula(months)
            gone = [(day.date() - START).days + 1 for day in values.index]
            expected = [baseline + (target - baseline) * days / whole for days in gone]
            behind = values < np.array(expected) - TOLERANCE * (target - baseline)
            last = values.iloc[-1]
            status = "reached" if last >= target else "missed" if frame_end(own) == END else ""
            found[str(shop), kpi] = status or ("at_risk" if behind.iloc[-1] else "on_track")
    return found


def frame_end(own: pd.DataFrame) -> date:
    """Give the last day of a shop."""
    last: date = own["period"].iloc[-1].date()
    return last


def by_track(frame: pd.DataFrame, strategy: Strategy) -> list[dict[str, Any]]:
    """Track one shop after the other."""
    found: list[dict[str, Any]] = []
    for shop, own in frame.groupby("shop", sort=False):
        rows = track(strategy, own.drop(columns="shop"), drivers=()).rows()
        found += [{**row, "shop": shop} for row in rows]
    return found


def timed(ask: Callable[[], object]) -> float:
    """Give the seconds of one answer."""
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{line}\n")


def main(shops: int, rounds: int) -> None:
    """Compare, then print the table."""
    frame, strategy = counted(shops), strategy_of()
    table = track_table(frame, strategy)
    told = {(row["shop"], row["kpi"]): row["status"] for row in table.to_dict("records")}
    if told != by_pandas(frame):
        message = "pandas says another status"
        raise SystemExit(message)
    few = frame[frame["shop"].isin([f"shop {n}" for n in range(min(shops, 20))])]
    one_by_one = {(row["shop"], row["kpi"]): row["status"] for row in by_track(few, strategy)}
    if any(told[key] != status for key, status in one_by_one.items()):
        message = "track says another status"
        raise SystemExit(message)
    part = len(few) / len(frame)
    asks: dict[str, Callable[[], object]] = {
        "track_table": lambda: track_table(frame, strategy),
        "pandas, groupby and resample": lambda: by_pandas(frame),
        "track, shop by shop (of 20 shops, scaled)": lambda: by_track(few, strategy),
    }
    times = [[timed(ask) for ask in asks.values()] for _ in range(rounds)]
    for row in times:
        row[2] /= part
    say(f"{len(frame):,} rows of {shops:,} shops, {len(AIMS)} key results; {rounds} rounds")
    say("")
    say("| what | median s | ratio to track_table |")
    say("|---|---|---|")
    for place, name in enumerate(asks):
        median = statistics.median(row[place] for row in times)
        ratio = statistics.median(row[place] / row[0] for row in times)
        say(f"| {name} | {median:.2f} | {ratio:.1f} |")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 1_000,
        int(sys.argv[2]) if len(sys.argv) > 2 else 5,  # noqa: PLR2004 its place
    )
