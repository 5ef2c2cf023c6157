"""The critical path beside networkx, and how long strategies and plans take.

    python benchmarks/planning.py [ROUNDS]

Both are given the same list of activities, told in an order in which they can be done. Ours is
asked for the length alone (`total_days`) and for path and slack too (`critical_path`); networkx
for the length alone, once on a graph that is there already and once with making it. Rounds are
interleaved; a ratio is the median over rounds of the two times in one round. Every length is
compared before it is timed.

That a critical path over lists is at least eight times faster is reached, and claimed, for the
length alone, which is all that networkx is asked for. With path and slack it is about twice as fast
as networkx with making its graph: the last ratio says so.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

import networkx as nx

from commerce_roles.assessment import assess, read_profile
from commerce_roles.strategy import (
    Activity,
    critical_path,
    draft_strategy,
    make_plan,
    total_days,
)

SIZES = (100, 1_000, 10_000)
WAITS = (1, 2, 3)
WANTED = 8


def activities(count: int, waits: int) -> list[Activity]:
    """Make work of which each waits for up to so many of the fifty before it."""
    drawn = random.Random(count * 10 + waits)  # noqa: S311 no secret
    found: list[Activity] = []
    for number in range(count):
        near = [f"t{n}" for n in range(max(0, number - 50), number)]
        after = drawn.sample(near, min(waits, len(near)))
        days = float(drawn.randint(1, 9))
        found.append(Activity(id=f"t{number}", days=days, after=tuple(after)))
    return found


def graph_of(told: list[Activity]) -> "nx.DiGraph[str]":
    """Make the same for networkx: lengths as weights of the edges, and an end behind all."""
    length = {one.id: one.days for one in told}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from((b, one.id, length[b]) for one in told for b in one.after)
    graph.add_weighted_edges_from((one.id, "end", one.days) for one in told)
    return graph


def timed(ask: Callable[[], object]) -> float:
    """Give the seconds of one answer."""
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def contest(count: int, waits: int, rounds: int) -> str:
    """Compare one size, and say how it came out."""
    told = activities(count, waits)
    graph = graph_of(told)
    peer: float = nx.dag_longest_path_length(graph)
    if not peer == total_days(told) == critical_path(told).days:
        message = f"{count} activities: the lengths differ"
        raise SystemExit(message)
    asks: tuple[Callable[[], object], ...] = (
        lambda: total_days(told),
        lambda: critical_path(told),
        lambda: nx.dag_longest_path_length(graph),
        lambda: nx.dag_longest_path_length(graph_of(told)),
    )
    times = [[timed(ask) for ask in asks] for _ in range(rounds)]
    ours, whole, ready, made = (
        statistics.median(column) * 1e3 for column in zip(*times, strict=True)
    )
    ratio = statistics.median(row[2] / row[0] for row in times)
    with_making = statistics.median(row[3] / row[0] for row in times)
    path = statistics.median(row[3] / row[1] for row in times)
    reached = "yes" if ratio >= WANTED else "no"
    return (
        f"| {count:,} | {waits} | {ours:.2f} | {whole:.2f} | {ready:.2f} | {made:.2f} "
        f"| {ratio:.1f} | {with_making:.1f} | {path:.1f} | {reached} |"
    )


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{line}\n")


def main(rounds: int) -> None:
    """Print both tables."""
    say("| activities | waits for | total_days ms | critical_path ms | networkx, graph there ms "
          "| networkx, graph made ms | ratio | ratio, graph made | critical_path, graph made "
          f"| {WANTED} times reached |")  # fmt: skip
    say("|---|---|---|---|---|---|---|---|---|---|")
    for count in SIZES:
        for waits in WAITS:
            say(contest(count, waits, rounds))
    result = assess(read_profile("examples/clothing_retailer.toml"))
    strategy = draft_strategy(result, posts="advised")
    start = date(2026, 11, 30)
    say("")
    say("| of a clothing shop with the posts that are advised | median ms |")
    say("|---|---|")
    for name, ask in (
        ("draft_strategy", lambda: draft_strategy(result, posts="advised")),
        ("make_plan, three months", lambda: make_plan(strategy, start=start)),
        ("make_plan, a year", lambda: make_plan(strategy, start=start, months=12)),
    ):
        say(f"| {name} | {statistics.median(timed(ask) for _ in range(rounds)) * 1e3:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
