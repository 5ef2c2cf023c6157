"""Tables decided by their own engine get what `assess` says, row by row."""

from collections.abc import Callable, Mapping
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies.as_nodes import Columns
from strategies.influencers import OVERLAY
from strategies.profiles import nested
from strategies.rule_books import answers, part_of, rule_books
from strategies.sampling import businesses
from strategies.tables import arrow_table, expected
from strategies.told_columns import told_columns
from strategies.trying import dear

from commerce_roles import assess, assess_table
from commerce_roles.assessment.judging import Told
from commerce_roles.assessment.tables.elsewhere.writing_out import Result, written_out
from commerce_roles.assessment.tables.kernel import Kernel, RoleColumns
from commerce_roles.assessment.tables.wanted import RESULTS, wanted_of
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.model import FrozenMap

WANTED = tuple(name for name in RESULTS if name not in ("score_min", "score_max", "decided"))
"""All that an engine of tables can work out."""


def of_ibis(table: pa.Table) -> Any:
    return pytest.importorskip("ibis", reason="ibis is not installed").memtable(table)


ENGINES: Mapping[str, Callable[[pa.Table], Any]] = {
    "polars": lambda table: pl.DataFrame(pl.from_arrow(table)).lazy(),
    "DuckDB": duckdb.from_arrow,
    "ibis": of_ibis,
}


def parts(found: Mapping[str, RoleColumns]) -> dict[str, Any]:
    """Name every column that is not about what is possible."""
    columns: dict[str, Any] = {}
    for role, own in found.items():
        for name in ("verdict", "score", "margin_up", "margin_down", "sourcing"):
            columns[f"{role} {name}"] = getattr(own, name)
        columns |= {f"{role} hours {name}": hours for name, hours in own.hours.items()}
        columns |= {f"{role} fired {n}": mask for n, mask in enumerate(own.fired)}
        columns |= {f"{role} open {n}": mask for n, mask in enumerate(own.open)}
    return columns


@pytest.mark.parametrize("engine", ["polars", "DuckDB"])
@dear(2)
@given(
    catalogue=rule_books(),
    rows=st.lists(answers().flatmap(part_of), min_size=1, max_size=8),
)
def test_expressions_say_what_arrays_say(
    engine: str, catalogue: Catalogue, rows: list[Any]
) -> None:
    """On any rules and any state of knowledge: the kernel over nodes is the kernel over arrays."""
    kernel = Kernel(catalogue)
    told = told_columns(
        kernel.plans,
        [
            Told(
                FrozenMap({k: v for k, v in values.items() if v is not None}),
                FrozenMap({k: v for k, v in ranges.items() if values.get(k) is None}),
            )
            for values, ranges in rows
        ],
    )
    wanted = wanted_of(WANTED)
    columns = Columns(len(rows))
    nodes = parts(kernel.run(columns.nodes(told), len(rows), wanted=wanted))
    arrays = parts(kernel.run(told, len(rows), wanted=wanted))
    results = {name: Result(node, lambda part: part) for name, node in nodes.items()}
    frame = nw.from_native(ENGINES[engine](columns.table()))
    written = written_out(frame, ["row"], columns.sources(), results)
    found = written.collect("pyarrow").to_native().sort_by("row")
    for name, array in arrays.items():
        assert found[name].to_pylist() == np.broadcast_to(array, (len(rows),)).tolist()


@pytest.fixture(scope="module", params=["own", "a fourth role"])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    return load_catalogue() if request.param == "own" else load_catalogue(OVERLAY)


@pytest.fixture(scope="module")
def rows(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Fifteen businesses, of most of which something is missing."""
    found = [nested(dict(profile)) for profile in businesses(catalogue, seed=3, number=15)]
    for number, row in enumerate(found):
        for place, key in enumerate(sorted(row)):
            if number % 3 and (place + number) % (number % 5 + 2) == 0:
                del row[key]
        row.pop("existing_posts", None)
    return found


@pytest.fixture(scope="module")
def said(catalogue: Catalogue, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What `assess` says of each, but for what no other engine can work out."""
    exact = {f"{role}_{name}" for role in catalogue.roles for name in set(RESULTS) - set(WANTED)}
    found = [expected(assess(row, catalogue=catalogue), catalogue) for row in rows]
    return [{name: cell for name, cell in row.items() if name not in exact} for row in found]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_says_what_assess_says(
    engine: str, catalogue: Catalogue, rows: list[dict[str, Any]], said: list[dict[str, Any]]
) -> None:
    """Equality law: nulls, ranges, sets, figures and roles, on the own facts and on an overlay."""
    table = ENGINES[engine](arrow_table(rows, catalogue))
    found = assess_table(table, catalogue=catalogue, results=WANTED)
    assert type(found) is type(table)
    told = nw.from_native(found).collect("pyarrow").to_native().sort_by("row").to_pylist()
    for own, wanted in zip(told, said, strict=True):
        assert {name: own[name] for name in wanted} == wanted


@pytest.mark.parametrize("asked", [("verdict",), ("score", "hours_typical"), ("fired",), WANTED])
def test_asking_for_some_results_gives_the_same_as_asking_for_all(
    asked: tuple[str, ...], rows: list[dict[str, Any]], catalogue: Catalogue
) -> None:
    table = arrow_table(rows, catalogue)
    found = assess_table(table, catalogue=catalogue, results=asked)
    assert found.equals(assess_table(table, catalogue=catalogue).select(found.column_names))
