"""Every row of a table gets what `assess` says, in every kind of table."""

from typing import Any

import dask
import dask.dataframe as dd
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.influencers import OVERLAY
from strategies.profiles import nested, partial, whole
from strategies.sampling import businesses
from strategies.tables import arrow_table, expected
from strategies.trying import dear

from commerce_roles import assess, assess_table, explain_row
from commerce_roles.catalogue import Catalogue, load_catalogue

CATALOGUES = (load_catalogue(), load_catalogue(OVERLAY))
OWN = CATALOGUES[0]


def results_of(table: list[dict[str, Any]], catalogue: Catalogue) -> list[dict[str, Any]]:
    names = expected(assess({}, catalogue=catalogue), catalogue)
    return [{name: row[name] for name in names} for row in table]


def told(rows: list[dict[str, Any]], catalogue: Catalogue) -> list[dict[str, Any]]:
    return [expected(assess(row, catalogue=catalogue), catalogue) for row in rows]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=["own", "a fourth role"])
@dear(2)
@given(data=st.data())
def test_rows_get_what_assess_says(catalogue: Catalogue, data: st.DataObject) -> None:
    """Equality law, on the own facts and on an overlay with a fourth role."""
    drawn = st.lists(partial(catalogue) | whole(catalogue), min_size=1, max_size=6)
    rows = data.draw(drawn)
    assert results_of(assess_table(rows, catalogue=catalogue), catalogue) == told(rows, catalogue)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """Ninety businesses: a third fully told, of the others something is missing."""
    found = [nested(dict(profile)) for profile in businesses(OWN, seed=3, number=90)]
    for number, row in enumerate(found):
        for place, key in enumerate(sorted(row)):
            if number % 3 and (place + number) % (number % 5 + 2) == 0:
                del row[key]
    return found


@pytest.fixture(scope="module")
def table(rows: list[dict[str, Any]]) -> pa.Table:
    return arrow_table(rows, OWN)


@pytest.fixture(scope="module")
def answers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return told(rows, OWN)


def test_a_table_of_arrow(table: pa.Table, answers: list[dict[str, Any]]) -> None:
    found = assess_table(table)
    assert isinstance(found, pa.Table)
    assert found.column_names[: len(table.column_names)] == table.column_names
    assert found.select(table.column_names).equals(table)
    assert results_of(found.to_pylist(), OWN) == answers
    batch = assess_table(table.combine_chunks().to_batches()[0])
    assert isinstance(batch, pa.RecordBatch)
    assert batch.to_pylist() == found.to_pylist()


def test_a_frame_of_pandas_keeps_index_order_and_columns(
    table: pa.Table, answers: list[dict[str, Any]]
) -> None:
    frame = table.to_pandas()
    frame.index = pd.Index([f"shop {n}" for n in range(len(frame))][::-1], name="shop")
    found = assess_table(frame)
    assert isinstance(found, pd.DataFrame)
    assert found.index.equals(frame.index)
    pd.testing.assert_frame_equal(found[list(frame.columns)], frame)
    plain = pa.Table.from_pandas(found, preserve_index=False).to_pylist()
    assert results_of(plain, OWN) == answers
    needed = found["community_manager_verdict"] >= "recommended"
    wanted = [row["community_manager_verdict"] in ("recommended", "needed") for row in answers]
    assert needed.tolist() == wanted


def test_frames_of_polars_eager_and_lazy(table: pa.Table, answers: list[dict[str, Any]]) -> None:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    found = assess_table(frame)
    assert results_of(found.to_dicts(), OWN) == answers
    lazy = assess_table(frame.lazy())
    assert isinstance(lazy, pl.LazyFrame)
    wanted = pl.col("community_manager_verdict") >= "recommended"
    assert lazy.collect().equals(found)
    assert lazy.filter(wanted).collect().equals(found.filter(wanted))
    assert lazy.select("decision_hash").collect().height == table.num_rows


def test_a_relation_of_duckdb(table: pa.Table, answers: list[dict[str, Any]]) -> None:
    found = assess_table(duckdb.from_arrow(table))
    assert isinstance(found, duckdb.DuckDBPyRelation)
    assert results_of(found.to_arrow_table().to_pylist(), OWN) == answers


def test_a_frame_of_dask_partition_by_partition(
    table: pa.Table, answers: list[dict[str, Any]]
) -> None:
    with dask.config.set({"dataframe.convert-string": False}):  # it would write lists as text
        frame = dd.from_pandas(table.to_pandas(), npartitions=3)  # type: ignore[no-untyped-call]
        found = assess_table(frame)
        assert type(found) is type(frame)
        whole_frame = found.compute(scheduler="synchronous")
    plain = pa.Table.from_pandas(whole_frame, preserve_index=False).to_pylist()
    assert results_of(plain, OWN) == answers


def test_rows_stay_what_they_were(rows: list[dict[str, Any]]) -> None:
    shops = tuple({"shop": {"any": "thing"}, **row} for row in rows[:5])
    found = assess_table(shops)
    assert isinstance(found, tuple)
    for row, shop in zip(found, shops, strict=True):
        assert {name: row[name] for name in shop} == shop


@dear(2)
@given(partial())
def test_a_row_is_explained_as_assess_explains_it(row: dict[str, Any]) -> None:
    result = assess(row)
    for role in OWN.roles:
        assert explain_row(row, role) == result.explanation(role)
    flat = arrow_table([row], OWN)
    assert explain_row(flat, "community_manager") == result.explanation("community_manager")
    series = flat.to_pandas().iloc[0]
    assert explain_row(series, "community_manager") == result.explanation("community_manager")
