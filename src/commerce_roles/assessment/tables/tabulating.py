"""A table in, its columns assessed chunk by chunk, a table of the same kind out."""

import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from attrs import evolve

from commerce_roles.assessment.tables.arrow_tables import Assessor, Chunk
from commerce_roles.assessment.tables.clusters import on_dask, on_polars_lazy, on_spark
from commerce_roles.assessment.tables.columns import flat_columns
from commerce_roles.assessment.tables.earlier.nights import Night, night_of
from commerce_roles.assessment.tables.earlier.seasons import seasonal_columns
from commerce_roles.assessment.tables.faults import Fault, Replaced, merged, raise_faults
from commerce_roles.assessment.tables.frames import kind_of, names_of, opened, rejoined
from commerce_roles.assessment.tables.gathering import columns_named
from commerce_roles.assessment.tables.layout import Options, layout_of
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import np
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import ReplacedWarning

__all__ = ["assessed", "tonight"]

_ENGINES: Final = ("polars lazy", "duckdb", "ibis")
"""Kinds of tables that an engine of their own can decide."""


def assessed(
    table: Foreign, catalogue: Catalogue, options: Options, night: Night | None = None
) -> Foreign:
    """Assess a table of any kind, beside earlier runs where there are any.

    Raises:
        TableError: With every fault.
        TypeError: It is no table that is known here.
    """
    kind = kind_of(table)
    names = list(flat_columns(table, catalogue)) if kind == "rows" else names_of(kind, table)
    assessor = Assessor.of(names, catalogue, options)
    part = partial(assessed, night=night)
    if kind in _ENGINES and night is None:
        from commerce_roles.assessment.tables.elsewhere import decided_elsewhere

        query = decided_elsewhere(table, assessor)
        if query is not None:
            return query
    if kind == "polars lazy":
        return on_polars_lazy(table, lambda frame: part(frame, catalogue, options))
    if kind == "dask":
        return on_dask(table, part, catalogue, options)
    if kind == "pyspark":
        return on_spark(table, _schema(assessor, night), part, catalogue, options)
    cells, rows, faults = opened(kind, table, assessor)
    places = night.places(table) if night else ()
    means: dict[str, Foreign] = {}
    if night:
        cells, means = night.read(cells, assessor.layout, places, catalogue)
    chunks = list(assessor.chunks(cells, rows))
    _report(chunks, faults)
    results = assessor.joined(chunks)
    if night:
        results = night.beside(results, places, assessor.kernel)
    for name, array in means.items():
        results = results.append_column(name, array)
    return rejoined(kind, table, results)


def tonight(  # noqa: PLR0913 as assess_table
    table: Foreign,
    catalogue: Catalogue,
    options: Options,
    *,
    previous: Foreign = None,
    key: str | None = None,
    points: int | None = None,
    runs: int | None = None,
    window: int = 1,
) -> Night | None:
    """Read the earlier runs that a table is held against; None where there is nothing of nights.

    Raises:
        TableError: With everything that is wrong with them.
        TypeError: One of them is no table that is known here.
    """
    again: dict[str, str] = {}
    if window != 1:
        again = seasonal_columns(layout_of(columns_named(table), catalogue, options), catalogue)
    return night_of(previous, key, catalogue, again, points=points, runs=runs, window=window)


def _schema(assessor: Assessor, night: Night | None) -> Foreign:
    """Give the result columns with their types, those of a night too."""
    if night is None:
        return assessor.schema
    empty = assessor.schema.empty_table()
    places = tuple(np.zeros(0, np.int64) for _ in night.runs)
    found = night.beside(empty, places, assessor.kernel)
    if night.window > 1:
        for key in seasonal_columns(assessor.layout, assessor.kernel.catalogue).values():
            found = found.append_column(f"{key}_mean", pyarrow().array([], pyarrow().float64()))
    return found.schema


def _report(chunks: Sequence[Chunk], faults: Sequence[Fault]) -> None:
    raise_faults(merged([*faults, *(fault for chunk in chunks for fault in chunk.faults)]))
    for replaced in _counted(chunk.replaced for chunk in chunks):
        warnings.warn(str(replaced), ReplacedWarning, stacklevel=4)


def _counted(parts: Iterable[tuple[Replaced, ...]]) -> list[Replaced]:
    """Add up how often each word was replaced."""
    counts: Counter[Replaced] = Counter()
    for replaced in (one for part in parts for one in part):
        counts[evolve(replaced, count=0)] += replaced.count
    return [evolve(replaced, count=count) for replaced, count in sorted(counts.items(), key=str)]
