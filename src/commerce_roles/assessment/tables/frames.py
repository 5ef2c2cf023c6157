"""Tables of other packages: their columns to Arrow, and the results beside them again."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from commerce_roles.assessment.tables.arrow_tables import Assessor
from commerce_roles.assessment.tables.columns import Converting, flat_columns
from commerce_roles.assessment.tables.faults import Fault
from commerce_roles.assessment.tables.packages import Foreign, needed, pyarrow
from commerce_roles.assessment.tables.results import VERDICT_WORDS, worded_out
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["kind_of", "names_of", "opened", "rejoined"]

_VERDICTS: Final = ("_verdict", "_standing")
"""Endings of columns that hold verdicts."""


def kind_of(table: object) -> str:
    """Name the package that a table is of; `rows` for mappings.

    Raises:
        TypeError: It is no table that we know.
    """
    root = type(table).__module__.partition(".")[0]
    match root.lstrip("_"):
        case "pandas" | "pyarrow" | "duckdb" | "ibis" as package:
            return package
        case "polars":
            return "polars lazy" if type(table).__name__ == "LazyFrame" else "polars"
        case "dask":
            return "dask"
        case "pyspark":
            return "pyspark"
        case _:
            if is_sequence(table) and all(map(is_mapping, table)):
                return "rows"
    message = (
        f"{type(table).__qualname__} is no table that is known here; give a data frame of pandas "
        "or polars, a table of pyarrow, DuckDB, Dask, PySpark or ibis, or a list of mappings"
    )
    raise TypeError(message)


def names_of(kind: str, table: Foreign) -> list[str]:
    """List the names of the columns; of a group of columns, the names inside it."""
    if kind == "rows":
        return []
    if kind in ("pyarrow", "polars lazy"):
        names = table.schema.names if kind == "pyarrow" else table.collect_schema().names()
    else:
        names = table.columns
    return [name for name in names if isinstance(name, str)]


def opened(
    kind: str, table: Foreign, assessor: Assessor
) -> tuple[dict[str, Foreign], int, list[Fault]]:
    """Give the columns that are read as Arrow, how many rows there are, and faults met."""
    read = assessor.layout.read
    if kind in ("pandas", "rows"):
        return _from_python(kind, table, assessor)
    if kind == "polars":
        newest = needed("polars").CompatLevel.newest()  # as polars has it: nothing is copied
        whole = table.select(read).to_arrow(compat_level=newest)
    elif kind == "duckdb":
        whole = table.to_arrow_table() if hasattr(table, "to_arrow_table") else table.arrow()
    elif kind == "ibis":
        whole = table.to_pyarrow()
    else:
        whole = table
    return {name: whole[name] for name in read}, _rows(kind, table, whole), []


def _rows(kind: str, table: Foreign, whole: Foreign) -> int:
    return len(table) if kind == "polars" else whole.num_rows


def _from_python(
    kind: str,
    table: Foreign,
    assessor: Assessor,
) -> tuple[dict[str, Foreign], int, list[Fault]]:
    arrow = pyarrow()
    catalogue = assessor.kernel.catalogue
    converting = Converting(catalogue, assessor.layout, assessor.words)
    cells: Any = flat_columns(table, catalogue) if kind == "rows" else table
    found: dict[str, Foreign] = {}
    for name in assessor.layout.read:
        column = cells[name]
        if kind == "pandas":
            try:
                found[name] = arrow.Array.from_pandas(column)
                continue
            except (arrow.ArrowException, OverflowError):
                pass  # cells of several kinds: taken one by one, so that each is judged
        found[name] = converting.column(name, list(column))
    return found, len(table), converting.faults


# ---------------------------------------------------------------------- results


def rejoined(kind: str, table: Foreign, results: Foreign) -> Foreign:
    """Put the results beside the columns of a table; result columns of an earlier run go."""
    join: Mapping[str, Callable[[Foreign, Foreign], Foreign]] = {
        "pandas": _pandas,
        "polars": _polars,
        "pyarrow": _pyarrow,
        "duckdb": _duckdb,
        "ibis": _ibis,
        "rows": _mappings,
    }
    return join[kind](table, results)


def _pandas(table: Foreign, results: Foreign) -> Foreign:
    pandas = needed("pandas")
    mapper = {pyarrow().int32(): pandas.Int32Dtype()}
    margins = [name for name in results.column_names if "_margin_" in name]
    parts = {
        name: results[name].to_pandas(types_mapper=mapper.get)
        if name in margins
        else results[name].to_pandas()
        for name in results.column_names
    }
    found = pandas.DataFrame(parts)
    found.index = table.index
    kept = table.drop(columns=[name for name in results.column_names if name in table.columns])
    return pandas.concat([kept, found], axis=1)


def _polars(table: Foreign, results: Foreign) -> Foreign:
    polars = needed("polars")
    verdicts = polars.Enum(list(VERDICT_WORDS))
    found = polars.from_arrow(results)
    words = [f.name for f in results.schema if pyarrow().types.is_dictionary(f.type)]
    found = found.with_columns(
        polars.col(name).cast(verdicts if name.endswith(_VERDICTS) else polars.String)
        for name in words
    )
    kept = table.drop([name for name in results.column_names if name in table.columns])
    return kept.hstack(found)


def _pyarrow(table: Foreign, results: Foreign) -> Foreign:
    arrow = pyarrow()
    batch = isinstance(table, arrow.RecordBatch)
    whole = arrow.Table.from_batches([table]) if batch else table
    whole = whole.drop_columns([n for n in results.column_names if n in whole.column_names])
    for name in results.column_names:
        whole = whole.append_column(name, results[name])
    if not batch:
        return whole
    return whole.combine_chunks().to_batches()[0] if len(whole) else _empty_batch(whole)


def _empty_batch(whole: Foreign) -> Foreign:
    arrow = pyarrow()
    return arrow.RecordBatch.from_pylist([], schema=whole.schema)


def _duckdb(table: Foreign, results: Foreign) -> Foreign:
    duckdb = needed("duckdb")
    whole = table.to_arrow_table() if hasattr(table, "to_arrow_table") else table.arrow()
    return duckdb.from_arrow(_pyarrow(whole, worded_out(results)))


def _ibis(table: Foreign, results: Foreign) -> Foreign:
    return needed("ibis").memtable(_pyarrow(table.to_pyarrow(), worded_out(results)))


def _mappings(table: Sequence[Mapping[str, object]], results: Foreign) -> Foreign:
    found = [{**row, **own} for row, own in zip(table, results.to_pylist(), strict=True)]
    return tuple(found) if isinstance(table, tuple) else found
