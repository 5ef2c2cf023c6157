"""Any table, or a file, walked through in pieces: what looks at all rows needs little memory."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from attrs import frozen

from commerce_roles.assessment.tables.arrow_tables import (
    Assessor,
    DecidedRows,
    kernel_of,
    one_array,
)
from commerce_roles.assessment.tables.columns import flat_columns
from commerce_roles.assessment.tables.faults import Fault, merged, reasons
from commerce_roles.assessment.tables.frames import kind_of, opened
from commerce_roles.assessment.tables.gathering import columns_named, gathered
from commerce_roles.assessment.tables.layout import Options
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.sources import Piece, Source
from commerce_roles.catalogue import Catalogue

__all__ = ["Walked", "pieces_of", "rejects_of", "walked"]

_FAR: frozenset[str] = frozenset({"polars lazy", "dask", "pyspark", "duckdb", "ibis"})
"""Kinds of which the columns that are read are brought into memory first."""
_ROWS = 1 << 16


@frozen(eq=False)
class Walked:
    """Some rows, decided."""

    assessor: Assessor
    cells: Mapping[str, Foreign]
    """The columns that are read."""
    kept: Mapping[str, Foreign]
    """Further columns that were asked for, where the table has them."""
    numbers: Array
    """The number of each row, from 1."""
    decided: DecidedRows
    good: Array
    """Which rows have no fault."""
    faults: tuple[Fault, ...]


def pieces_of(
    table: Foreign, catalogue: Catalogue, options: Options, keep: Sequence[str] = ()
) -> Iterator[tuple[Piece, Mapping[str, Foreign]]]:
    """Give a table in memory as one piece, with further columns; a source of a file as many.

    Raises:
        TableError: Its columns are wrong, or it cannot be read.
        TypeError: It is no table that is known here.
    """
    if isinstance(table, Source):
        for piece in table.pieces(_ROWS):
            yield piece, _kept(piece.table, keep)
        return
    kind = kind_of(table)
    further = gathered(table, [name for name in keep if name in columns_named(table)])
    names = list(flat_columns(table, catalogue)) if kind == "rows" else columns_named(table)
    assessor = Assessor.of(names, catalogue, options)
    if kind in _FAR:
        read = assessor.layout.read or tuple(names[:1])
        table, kind = pyarrow().table(gathered(table, read)), "pyarrow"
    cells, rows, faults = opened(kind, table, assessor)
    yield Piece(table, list(range(1, rows + 1)), {}, cells, faults, assessor.layout), further


def _kept(table: Foreign, keep: Sequence[str]) -> dict[str, Foreign]:
    if isinstance(table, list):
        rows = cast("list[Mapping[str, object]]", table)
        names = [name for name in keep if any(name in row for row in rows)]
        return gathered(rows, names)
    return {name: one_array(table[name]) for name in keep if name in table.column_names}


def walked(
    piece: Piece, kept: Mapping[str, Foreign], catalogue: Catalogue, options: Options
) -> Iterator[Walked]:
    """Decide a piece, as many rows at once as fit the caches of a processor."""
    assessor = Assessor(kernel_of(catalogue), options, piece.layout)
    rows = len(piece.numbers)
    bad = np.zeros(rows, np.bool_)
    for fault in piece.faults:
        bad[np.asarray(fault.rows) if len(fault.rows) else slice(None)] = True
    for first, size, cells in assessor.slices(piece.cells, rows):
        decided = assessor.decided(cells, size, first)
        for fault in decided.faults:
            bad[np.asarray(fault.rows) if len(fault.rows) else slice(None)] = True
        yield Walked(
            assessor,
            cells,
            {name: column.slice(first, size) for name, column in kept.items()},
            np.array(piece.numbers[first : first + size], np.int64),
            decided,
            ~bad[first : first + size],
            decided.faults,
        )


def rejects_of(piece: Piece, faults: Sequence[Fault]) -> dict[int, str]:
    """Give the rows of a piece that are left out, by number, each with its reasons."""
    wrong = reasons(merged([*piece.faults, *faults]), len(piece.numbers))
    return {piece.numbers[row]: why for row, why in wrong.items()} | piece.broken
