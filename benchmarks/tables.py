"""A table of a million shops beside the same rules as polars `when/then`, and beside others.

    python benchmarks/tables.py [ROWS] [ROUNDS]

All decide by `peers/rules.toml` (26 fields, 40 rules, 3 roles). A round runs everything once, in
turn; a ratio is the median over rounds of the two times in one round. polars gives verdict and
score of complete rows; ours is asked for these alone, and for all result columns (ranges, margins,
hours, sourcing, masks). Lazy frames and relations are run to the end, with the look at what their
columns hold. DuckDB is held against SQL that is written by hand. Engines that take rows one by one
are given few of them, and times are told by row; `pip install -e '.[bench]'` brings them. Every
verdict and score is compared before anything is timed.
"""

import statistics
import sys
import time
import tomllib
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from peers.contest import plan_for  # noqa: E402 found beside this file
from peers.duckdb_sql import query  # noqa: E402
from peers.polars_when import select  # noqa: E402
from peers.whole_tables import MISSING, Entrant, entrants  # noqa: E402
from strategies.profiles import ORDINARY, words_of  # noqa: E402

from commerce_roles import assess_table  # noqa: E402
from commerce_roles.assessment import Engine  # noqa: E402
from commerce_roles.catalogue import Catalogue, load_catalogue  # noqa: E402
from commerce_roles.model import Field, Verdict  # noqa: E402

LOOPED = 300
MIB = 1 << 20
EVEN = 0.5
Array = Any


def drawn(catalogue: Catalogue, rows: int, seed: int, nulls: float = 0.0) -> pa.Table:
    """Draw a table with a column for every field."""
    random = np.random.default_rng(seed)
    columns = {}
    for field in catalogue.fields.values():
        missing = random.random(rows) < nulls if nulls else None
        columns[field.id] = _column(field, catalogue, rows, random, missing)
    return pa.table(columns)


def _column(
    field: Field, catalogue: Catalogue, rows: int, random: Array, missing: Array
) -> pa.Array:
    match field.type:
        case "yes_no":
            return pa.array(random.random(rows) < EVEN, mask=missing)
        case "count" | "money" | "number":
            usual = min(ORDINARY.get(field.id, 100), int(field.maximum or 0))
            cells = int(field.minimum) + (usual - int(field.minimum)) * random.random(rows) ** 4
            whole = cells.astype(np.int64)
            return pa.array(whole if field.type == "count" else whole * 1.0, mask=missing)
        case "set":
            words = np.array(words_of(field, catalogue))
            lengths = random.integers(0, min(len(words), 5), rows)
            ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
            places = np.arange(ends[-1]) - np.repeat(ends[:-1], lengths)
            first: Array = np.repeat(random.integers(0, len(words), rows), lengths)
            cells = pa.array(words).take(pa.array((first + places) % len(words)))
            mask = None if missing is None else pa.array(missing)
            return pa.ListArray.from_arrays(pa.array(ends), cells, mask=mask)
        case "ordered" | "choice":
            words = np.array([str(word) for word in field.options])
        case _:
            words = np.array(words_of(field, catalogue))
    return pa.array(words).take(pa.array(random.integers(0, len(words), rows), mask=missing))


def ranked(table: pa.Table, catalogue: Catalogue) -> pl.DataFrame:
    """Write levels as ranks, which is what rules compare."""
    frame = pl.DataFrame(pl.from_arrow(table))
    ordered = [f for f in catalogue.fields.values() if f.type == "ordered"]
    return frame.with_columns(
        pl.col(f.id).replace_strict({w: rank for rank, w in enumerate(f.options)}, default=None)
        for f in ordered
    )


def compared(table: pa.Table, hand: pl.DataFrame, catalogue: Catalogue) -> None:
    """See that both say the same of every row."""
    found = assess_table(table, catalogue=catalogue)
    for role in catalogue.roles:
        words = found[f"{role}_verdict"].combine_chunks()
        ranks = words.indices if hasattr(words, "indices") else words.chunk(0).indices
        assert np.array_equal(np.asarray(ranks), hand[f"{role}_verdict"].to_numpy())  # noqa: S101
        scores = np.asarray(found[f"{role}_score"])
        assert np.array_equal(scores, hand[f"{role}_score"].to_numpy())  # noqa: S101


def timed(work: Callable[[], object]) -> float:
    """Time some work, in seconds."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def contest(rows: int, rounds: int) -> None:
    """Run everything in turn, and print medians and ratios."""
    rules = tomllib.loads((HERE / "peers" / "rules.toml").read_text(encoding="utf-8"))
    catalogue = load_catalogue(base=rules)
    plan = plan_for(Engine.of(catalogue))
    table = drawn(catalogue, rows, seed=1)
    frame, gaps = ranked(table, catalogue), drawn(catalogue, rows, seed=2, nulls=0.1)
    missing = table.drop_columns(list(catalogue.fields)[2:8:2])
    ranks, sql = duckdb.from_arrow(frame.to_arrow()), query(plan, "ranked")
    by_sql = ranks.query("ranked", sql)
    for found in (select(frame.lazy(), plan).collect(), pl.from_arrow(by_sql.to_arrow_table())):
        compared(table, pl.DataFrame(found), catalogue)
    panda, polar = table.to_pandas(), pl.DataFrame(pl.from_arrow(table))
    lazy, relation = polar.lazy(), duckdb.from_arrow(table)
    hand, packed = "polars when/then, verdict and score", "SQL by hand, DuckDB"
    ours_packed = "verdict and score, DuckDB"
    some = partial(assess_table, catalogue=catalogue, results=["verdict", "score"])
    names = [f"{role}_{part}" for role in catalogue.roles for part in ("verdict", "score")]
    works: dict[str, Callable[[], object]] = {
        hand: lambda: select(frame.lazy(), plan).collect(),
        "verdict and score, pyarrow": lambda: some(table),
        "verdict and score, polars": lambda: some(polar),
        "verdict and score, polars lazy": lambda: some(lazy).select(names).collect(),
        "verdict and score, pandas": lambda: some(panda),
        packed: lambda: ranks.query("ranked", sql).to_arrow_table(),
        ours_packed: lambda: some(relation).select(*names).to_arrow_table(),
        "ours, pyarrow": lambda: assess_table(table, catalogue=catalogue),
        "ours, polars": lambda: assess_table(polar, catalogue=catalogue),
        "ours, polars lazy": lambda: assess_table(lazy, catalogue=catalogue).collect(),
        "ours, pandas": lambda: assess_table(panda, catalogue=catalogue),
        "ours, DuckDB": lambda: assess_table(relation, catalogue=catalogue),
        "ours, pyarrow, three columns missing": lambda: assess_table(missing, catalogue=catalogue),
        "ours, pyarrow, a tenth of cells null": lambda: assess_table(gaps, catalogue=catalogue),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(timed(work))
    sys.stdout.write(
        f"{rows:,} rows, {rounds} rounds\n{'':44}{'s':>8}{'µs a row':>10}{'ratio':>8}\n"
    )
    for name, own in times.items():
        middle = statistics.median(own)
        ratio = statistics.median(a / b for a, b in zip(own, times[hand], strict=True))
        sys.stdout.write(f"{name:44}{middle:8.2f}{middle / rows * 1e6:10.2f}{ratio:8.2f}\n")
    pairs = zip(times[ours_packed], times[packed], strict=True)
    ratio = statistics.median(a / b for a, b in pairs)
    sys.stdout.write(f"{ours_packed}: {ratio:.2f} × the SQL by hand\n\n")
    others(catalogue, table, rows, rounds)
    loops(catalogue, table, statistics.median(times["ours, pyarrow"]) / rows)
    memory(table, catalogue)


def others(catalogue: Catalogue, table: pa.Table, rows: int, rounds: int) -> None:
    """Run other engines and ours on the same rows in turn; print times by row and ratios."""
    some = partial(assess_table, catalogue=catalogue, results=["verdict", "score"])
    found = [*entrants(Engine.of(catalogue), table, rows)]
    times: dict[str, list[tuple[float, float]]] = {one.name: [] for one in found}
    for one in found:
        if one.run and one.read:
            assert one.read(one.run())[:LOOPED] == _ranked(one, catalogue)  # noqa: S101
    for _ in range(rounds):
        whole = timed(lambda: some(table)) / len(table)
        for one in found:
            if one.run:
                same = timed(partial(some, one.table)) / len(one.table)
                theirs = timed(one.run) / len(one.table)
                times[one.name].append((theirs, min(whole, same)))
    sys.stdout.write(f"{'':32}{'rows':>10}{'µs a row':>10}{'× ours':>10}{'wanted':>9}\n")
    for one in found:
        own = times[one.name]
        if not own:
            sys.stdout.write(f"{one.name:32}{MISSING:>20}\n")
            continue
        each = statistics.median(theirs for theirs, _ in own) * 1e6
        ratio = statistics.median(theirs / ours for theirs, ours in own)
        line = f"{one.name:32}{len(one.table):>10,}{each:10.2f}{ratio:10.1f}{one.target:9,.0f}\n"
        sys.stdout.write(line)
    sys.stdout.write("\n")


def _ranked(one: Entrant, catalogue: Catalogue) -> list[tuple[int, ...]]:
    """Give rank and score of each role of the first rows, by ours."""
    found = assess_table(one.table.slice(0, LOOPED), catalogue=catalogue).to_pylist()
    ranks = {word: rank for rank, word in enumerate(Verdict)}
    names = [*catalogue.roles]
    return [
        tuple(n for r in names for n in (ranks[row[f"{r}_verdict"]], row[f"{r}_score"]))
        for row in found
    ]


def loops(catalogue: Catalogue, table: pa.Table, ours: float) -> None:
    """Time the loops that a table replaces, on a few rows."""
    engine = Engine.of(catalogue)
    few = table.slice(0, LOOPED).to_pylist()
    values = [engine.values(row) for row in few]
    for name, work in (
        (
            "loop: Engine.verdicts(Engine.values(row))",
            lambda: [engine.verdicts(engine.values(r)) for r in few],
        ),
        ("loop: Engine.verdicts alone", lambda: [engine.verdicts(v) for v in values]),
        ("loop: assess(row)", lambda: [engine.decide(r) for r in few]),
    ):
        work()
        each = statistics.median(timed(work) for _ in range(3)) / LOOPED
        sys.stdout.write(f"{name:44}{'':8}{each * 1e6:10.2f}{'':8}  {each / ours:,.1f} × ours\n")


def memory(table: pa.Table, catalogue: Catalogue) -> None:
    """Print what a run needs beyond its input and its result."""
    assess_table(table.slice(0, 1000), catalogue=catalogue)
    before = pa.total_allocated_bytes()
    tracemalloc.start()
    found = assess_table(table, catalogue=catalogue)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    result = found.nbytes - table.nbytes
    arrow = pa.total_allocated_bytes() - before
    sys.stdout.write(
        f"memory: result {result / MIB:.0f} MiB; beyond it at most "
        f"{max(0, peak + max(0, arrow) - result) / MIB:.0f} MiB\n"
    )


def growth(catalogue: Catalogue, most: int) -> None:
    """Print the time a row from a thousand rows up."""
    rows = 1_000
    while rows <= most:
        table = drawn(catalogue, rows, seed=3)
        work = partial(assess_table, table, catalogue=catalogue)
        own = statistics.median(timed(work) for _ in range(3))
        sys.stdout.write(f"{rows:>10,} rows{own:10.3f} s{own / rows * 1e6:8.2f} µs a row\n")
        rows *= 10


def main() -> None:
    """Print all tables."""
    rows, rounds = (int(float(text)) for text in (sys.argv[1:] + ["1e6", "5"][len(sys.argv) - 1 :]))
    contest(rows, rounds)
    sys.stdout.write("\nthe library's own facts, all fields told\n")
    growth(load_catalogue(), rows)


if __name__ == "__main__":
    main()
