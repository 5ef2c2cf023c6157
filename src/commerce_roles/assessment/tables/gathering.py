"""Columns of a table of any kind as Arrow in memory, and a new table of that kind from Arrow."""

from collections.abc import Callable, Mapping, Sequence
from numbers import Real

from commerce_roles.assessment.tables.arrow_tables import one_array
from commerce_roles.assessment.tables.frames import kind_of, names_of
from commerce_roles.assessment.tables.packages import Foreign, needed, pyarrow
from commerce_roles.assessment.tables.results import worded_out
from commerce_roles.errors import TableError
from commerce_roles.model import Verdict

__all__ = ["columns_named", "gathered", "made_like", "numbers_in"]


def columns_named(table: Foreign) -> list[str]:
    """List the columns of a table; of mappings, those that some row has."""
    kind = kind_of(table)
    if kind == "rows":
        return list(dict.fromkeys(str(name) for row in table for name in row))
    return names_of(kind, table)


def gathered(table: Foreign, names: Sequence[str], what: str = "") -> dict[str, Foreign]:
    """Read columns into memory, wherever the table is.

    Args:
        table: A table of any known kind; of a lazy one, only these columns are worked out.
        names: The columns, all of which it has.
        what: How the table is called where something is wrong with it.

    Raises:
        TableError: A column holds what cannot stand in one column.
    """
    arrow = pyarrow()
    names = list(names)
    kind = kind_of(table)
    try:
        whole = _READ[kind](table, names)
        return {name: one_array(whole[name]) for name in names}
    except (arrow.ArrowException, OverflowError) as error:
        message = f"a column cannot be read: {error}"
        remedy = "give each column values of one kind"
        raise TableError.of(message, path=what, remedy=remedy) from None


def numbers_in(table: Foreign, names: Sequence[str], what: str = "") -> dict[str, Foreign]:
    """Read columns of numbers; of mappings, a range or a text among them is nothing.

    Raises:
        TableError: A column holds what cannot stand in one column.
    """
    if kind_of(table) != "rows":
        return gathered(table, names, what)
    plain = [{name: _number(row.get(name)) for name in names} for row in table]
    return gathered(plain, names, what)


def _number(cell: object) -> float | None:
    if isinstance(cell, bool):
        return None
    return float(cell) if isinstance(cell, Real) else None


def _rows(table: Foreign, names: list[str]) -> Mapping[str, Foreign]:
    def cells(name: str) -> list[object]:
        return [_worded(row.get(name)) for row in table]

    return {name: pyarrow().array(cells(name)) for name in names}


def _worded(cell: object) -> object:
    return cell.value if isinstance(cell, Verdict) else cell


def _pandas(table: Foreign, names: list[str]) -> Mapping[str, Foreign]:
    return {name: pyarrow().Array.from_pandas(table[name]) for name in names}


def _spark(table: Foreign, names: list[str]) -> Mapping[str, Foreign]:
    part = table.select(*(f"`{name}`" for name in names))
    return part.toArrow() if hasattr(part, "toArrow") else _pandas(part.toPandas(), names)


def _duckdb(table: Foreign, _: list[str]) -> Foreign:
    return table.to_arrow_table() if hasattr(table, "to_arrow_table") else table.arrow()


_READ: Mapping[str, Callable[[Foreign, list[str]], Foreign]] = {
    "rows": _rows,
    "pandas": _pandas,
    "pyarrow": lambda table, _: table,
    "polars": lambda table, names: table.select(names).to_arrow(),
    "polars lazy": lambda table, names: table.select(names).collect().to_arrow(),
    "duckdb": _duckdb,
    "ibis": lambda table, names: table.select(*names).to_pyarrow(),
    "dask": lambda table, names: _pandas(table[names].compute(), names),
    "pyspark": _spark,
}


def made_like(table: Foreign, found: Foreign) -> Foreign:
    """Make a table of Arrow into one of the kind of another table."""
    arrow = pyarrow()
    kind = kind_of(table)
    if kind == "pyarrow":
        if not isinstance(table, arrow.RecordBatch):
            return found
        batches = found.combine_chunks().to_batches()
        return batches[0] if batches else arrow.RecordBatch.from_pylist([], schema=found.schema)
    if kind == "rows":
        rows = found.to_pylist()
        return tuple(rows) if isinstance(table, tuple) else rows
    if kind == "pandas":
        return found.to_pandas()
    plain = worded_out(found)
    if kind in ("polars", "polars lazy"):
        frame = needed("polars").from_arrow(plain)
        return frame.lazy() if kind == "polars lazy" else frame
    if kind == "duckdb":
        return needed("duckdb").from_arrow(plain)
    if kind == "ibis":
        return needed("ibis").memtable(plain)
    if kind == "dask":
        return needed("dask.dataframe").from_pandas(plain.to_pandas(), npartitions=1)
    return table.sparkSession.createDataFrame(plain.to_pandas(), _spark_types(plain.schema))


def _spark_types(schema: Foreign) -> Foreign:
    return needed("pyspark.sql.pandas.types").from_arrow_schema(schema)
