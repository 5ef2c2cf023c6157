"""Tables that their own engine decides: what stays lazy, what is refused, what is read here."""

import sys
from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from commerce_roles import assess, assess_table
from commerce_roles.errors import MissingPackageError, ReplacedWarning, TableError

ECM = "ecommerce_manager"
BOTH = ["verdict", "score"]


def relation(table: pa.Table) -> Any:
    return duckdb.from_arrow(table)


def lazy(table: pa.Table) -> Any:
    return pl.DataFrame(pl.from_arrow(table)).lazy()


def out(found: Any) -> dict[str, list[Any]]:
    whole = found.collect().to_arrow() if isinstance(found, pl.LazyFrame) else found
    arrow: pa.Table = whole if isinstance(whole, pa.Table) else whole.to_arrow_table()
    columns: dict[str, list[Any]] = arrow.to_pydict()
    return columns


engines = pytest.mark.parametrize("engine", [lazy, relation])


def faults_of(table: Any, **options: Any) -> list[str]:
    with pytest.raises(TableError) as caught:
        assess_table(table, results=BOTH, **options)
    return [str(problem) for problem in caught.value.problems]


def test_a_relation_stays_a_query_that_the_database_runs() -> None:
    """What is asked of the result reaches the table: no row of it is here before."""
    source = duckdb.connect()
    source.execute("create table shops as select range as shop, range * 9 as monthly_orders "
                   "from range(1000)")  # fmt: skip
    found = assess_table(source.table("shops"), results=["verdict"])
    assert "shops" in found.sql_query()
    counted = found.aggregate(f"{ECM}_verdict, count(*) as n").fetchall()
    assert sum(number for _, number in counted) == 1000
    source.execute("insert into shops values (1000, 9000)")
    assert len(found.filter("shop = 1000").fetchall()) == 1


def test_a_lazy_frame_stays_an_expression_that_polars_plans() -> None:
    frame = lazy(pa.table({"monthly_orders": [450, None], "mine": ["a", "b"]}))
    found = assess_table(frame, results=BOTH)
    assert "python" not in found.explain().casefold()
    assert found.collect_schema().names()[:2] == ["monthly_orders", "mine"]
    assert found.collect_schema()[f"{ECM}_score"] == pl.Int32
    asked = found.collect()
    assert asked.equals(assess_table(frame.collect()).select(asked.columns))


@engines
def test_wrong_values_are_refused_before_anything_runs(engine: Any) -> None:
    table = pa.table(
        {
            "employees": [3.0, -1.0, 2.5],
            "channels": [["instgram"], ["x", None], []],
            "competition": ["hgh", "low", None],
            "monthly_orders": ["1", "2", "3"],
            "sells_online": ["yes", None, None],
            "skus_low": [3, None, 9],
            "skus_high": [9, 5, 3],
            "sell_languages": ["en", None, "it"],
        }
    )
    told = faults_of(engine(table))
    for wanted in (
        "employees: -1 is out of bounds; write a number from 0 to 1,000,000",
        "employees: a whole number is wanted, this is 2.5; write 2",
        "channels: an entry of the list is missing; leave it out of the list",
        "competition: 'hgh' is not known here; did you mean high? Allowed are low, medium, high",
        "skus_low: the range is upside down; give the lower end first",
    ):
        assert wanted in told
    for start in (
        "channels: 'instgram' is not known here; did you mean instagram?",
        "monthly_orders: numbers are wanted, the column is of type String",
        "sells_online: yes or no is wanted, the column is of type String",
        "sell_languages: lists are wanted, the column is of type String",
        "skus_low: one end of a range is told, the other is not",
    ):
        assert [one for one in told if one.startswith(start)]
    assert len(told) == 10


@engines
def test_words_that_are_not_known_may_be_taken_as_other(engine: Any) -> None:
    table = pa.table(
        {"channels": [["mastodon", "x"], ["mastodon"]], "competition": ["fierce", "low"]}
    )
    with pytest.warns(ReplacedWarning) as warned:
        found = out(assess_table(engine(table), results=["score"], on_unknown="other"))
    assert sorted(str(one.message) for one in warned) == [
        "channels: 'mastodon' was taken as 'other' in 2 rows",
        "competition: 'fierce' was taken as unknown in 1 rows",
    ]
    wanted = assess({"channels": ["other", "twitter"]})
    assert found["community_manager_score"][0] == wanted["community_manager"].score


@engines
@pytest.mark.parametrize(
    "column",
    [
        pa.array([450.0, None], pa.float32()),
        pa.array([450, None], pa.uint16()),
        pa.array([Decimal("450.00"), None], pa.decimal128(9, 2)),
        pa.array([450.0, float("nan")]),
    ],
    ids=["float32", "uint16", "decimal", "nan"],
)
def test_numbers_of_any_type_are_read(engine: Any, column: Any) -> None:
    found = out(assess_table(engine(pa.table({"monthly_orders": column})), results=BOTH))
    wanted = [assess({"monthly_orders": n})[ECM] for n in (450, None)]
    assert found[f"{ECM}_verdict"] == [one.verdict for one in wanted]
    assert found[f"{ECM}_score"] == [one.score for one in wanted]


@engines
def test_members_of_a_set_may_be_columns_and_categories_are_mapped(engine: Any) -> None:
    table = pa.table(
        {
            "channels.instagram": [True, False, None],
            "channels.x": [True, False, True],
            "nace": ["47.71", "?", "69.10"],
        }
    )
    found = out(
        assess_table(
            engine(table),
            results=["score"],
            columns={"nace": "sector"},
            categories={"sector": {"47.71": "clothing", "69.10": "legal", "?": None}},
        )
    )
    told: list[dict[str, Any]] = [
        {"channels": ["instagram", "twitter"], "sector": "clothing"},
        {"channels": []},
        {"sector": "legal"},
    ]
    for row, profile in enumerate(told):
        for role, own in assess(profile).items():
            assert found[f"{role}_score"][row] == own.score


@engines
def test_empty_and_silent_tables_have_the_right_columns(engine: Any) -> None:
    silent = pa.table(
        {"sector": pa.nulls(2, pa.string()), "channels": pa.nulls(2, pa.list_(pa.string()))}
    )
    found = out(assess_table(engine(silent), results=BOTH))
    assert found[f"{ECM}_score"] == [assess({})[ECM].score] * 2
    empty = out(assess_table(engine(silent.slice(0, 0)), results=BOTH))
    assert [*empty] == [*found]


@engines
def test_what_no_other_engine_reads_is_read_here_with_the_same_results(engine: Any) -> None:
    table = pa.table({"monthly_orders": ["450"]})
    found = out(assess_table(engine(table), results=BOTH, coerce=True))
    assert found[f"{ECM}_score"] == [assess({"monthly_orders": 450})[ECM].score]
    posts = [[{"title": "Help", "roles": ["community_manager"], "place": "outside", "hours": 40}]]
    held = pa.table({"existing_posts": posts})
    assert out(assess_table(engine(held), results=["sourcing"]))[f"{ECM}_sourcing"]


@engines
def test_a_second_run_replaces_the_results_of_the_first(engine: Any) -> None:
    once = assess_table(engine(pa.table({"monthly_orders": [450]})), results=BOTH)
    assert out(assess_table(once, results=BOTH)) == out(once)


def test_a_result_that_there_is_not_is_named_with_the_nearest() -> None:
    with pytest.raises(
        TableError, match="results: verdct: there is no such result; did you mean verdict"
    ):
        assess_table([{}], results=["verdct"])
    shops: list[dict[str, Any]] = [{}]
    (row,) = assess_table(shops, results="verdict")
    assert [*row] == [f"{role}_verdict" for role in sorted(assess({}))] + ["decision_hash"]


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingPackageError, match=r"pip install 'commerce_roles\[tables\]'"):
        assess_table(relation(pa.table({"monthly_orders": [450]})), results=BOTH)
