"""A table on Dask and on Spark beside the same rules as expressions of Narwhals there.

    python benchmarks/clusters.py [ROWS] [ROUNDS]

Two cores: Dask with two threads, Spark as `local[2]`; `pip install -e '.[bench,clusters]'` brings
them. Both decide by `peers/rules.toml`, of the same frame: a set is a column of yes or no for each
word. Verdicts and scores alone are asked for and brought here, compared before anything is timed.
A round runs both in turn; a ratio is the median over rounds of the two times in one round.
"""

import statistics
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from peers.contest import plan_for  # noqa: E402 found beside this file
from peers.narwhals_when import inside, select  # noqa: E402
from strategies.profiles import words_of  # noqa: E402
from tables import drawn, ranked, timed  # noqa: E402

from commerce_roles import assess_table  # noqa: E402
from commerce_roles.assessment import Engine  # noqa: E402
from commerce_roles.catalogue import Catalogue, load_catalogue  # noqa: E402
from commerce_roles.model import Verdict  # noqa: E402

ASKED = ("verdict", "score")
Work = Callable[..., Any]
Foreign = Any
Pair = tuple[str, Callable[[], Any], Callable[[], Any], float]
"""A name, ours, the expressions, and how many times as fast ours was wanted to be."""


def spread(table: pa.Table, words: dict[str, list[str]]) -> pa.Table:
    """Give each word of a set a column of its own."""
    for key, own in words.items():
        column = table[key].combine_chunks()
        owners = pc.list_parent_indices(column).to_numpy()
        held = column.flatten()
        for word in own:
            found = pa.array(range(len(table))).to_numpy() < 0
            found[owners[pc.equal(held, word).to_numpy(zero_copy_only=False)]] = True
            table = table.append_column(inside(key, word), pa.array(found))
        table = table.drop_columns(key)
    return table


def on_dask(ours: pa.Table, theirs: pa.Table, assess: Work, write: Work) -> Pair:
    """Make both ready on Dask."""
    frame: Foreign = import_module("dask.dataframe")
    frames = [frame.from_pandas(t.to_pandas(), npartitions=4) for t in (ours, theirs)]
    mine, narwhal = frames
    query = write(nw.from_native(narwhal)).to_native()
    names = list(query.columns)

    def own() -> Any:  # noqa: ANN401 a frame of pandas
        return assess(mine)[names].compute()

    return "Dask", own, query.compute, 10


def on_spark(ours: pa.Table, theirs: pa.Table, assess: Work, write: Work) -> Pair:
    """Make both ready on Spark."""
    sql: Foreign = import_module("pyspark.sql")
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = session.config("spark.driver.memory", "3g").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    mine, narwhal = (spark.createDataFrame(t).cache() for t in (ours, theirs))
    mine.count(), narwhal.count()
    query = write(nw.from_native(narwhal)).to_native()
    names = list(query.columns)
    return "Spark", lambda: assess(mine).select(*names).toArrow(), query.toArrow, 3


def pairs(catalogue: Catalogue, rows: int) -> Iterator[Pair]:
    """Make everything ready."""
    plan = plan_for(Engine.of(catalogue))
    sets = [f for f in catalogue.fields.values() if f.type == "set"]
    words = {field.id: [str(w) for w in words_of(field, catalogue)] for field in sets}
    table = drawn(catalogue, rows, seed=1)
    ours = spread(table, words)
    theirs = spread(ranked(table, catalogue).to_arrow(), words)
    columns = {inside(key, word): f"{key}.{word}" for key, own in words.items() for word in own}
    assess = partial(assess_table, catalogue=catalogue, columns=columns, results=ASKED)
    for ready in (on_dask, on_spark):
        try:
            yield ready(ours, theirs, assess, partial(select, plan=plan, words=words))
        except ModuleNotFoundError as error:
            sys.stdout.write(f"{error.name} is not installed\n")


def told(found: Foreign) -> list[tuple[int, ...]]:
    """Read ranks and scores, row by row."""
    ranks: dict[object, int] = {str(word): rank for rank, word in enumerate(Verdict)}
    whole = found if isinstance(found, pa.Table) else pa.Table.from_pandas(found)
    columns = [whole[name].to_pylist() for name in whole.column_names if name[:2] != "__"]
    return [tuple(int(ranks.get(cell, cell)) for cell in row) for row in zip(*columns, strict=True)]


def main() -> None:
    """Compare, run in turn, print medians and ratios."""
    rows, rounds = (int(float(text)) for text in (sys.argv[1:] + ["1e6", "3"][len(sys.argv) - 1 :]))
    catalogue = load_catalogue(
        base=tomllib.loads((HERE / "peers" / "rules.toml").read_text(encoding="utf-8"))
    )
    sys.stdout.write(f"{rows:,} rows, {rounds} rounds\n")
    for name, ours, theirs, wanted in pairs(catalogue, rows):
        assert told(ours()) == told(theirs())  # noqa: S101 compared before anything is timed
        times = [(timed(ours), timed(theirs)) for _ in range(rounds)]
        own = statistics.median(a for a, _ in times)
        other = statistics.median(b for _, b in times)
        ratio = statistics.median(b / a for a, b in times)
        sys.stdout.write(
            f"{name:8} ours {own:7.2f} s   expressions {other:7.2f} s   "
            f"{ratio:5.2f} × ours, wanted {wanted:g}\n"
        )


if __name__ == "__main__":
    main()
