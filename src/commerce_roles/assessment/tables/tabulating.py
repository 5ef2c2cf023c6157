"""A table in, its columns assessed chunk by chunk, a table of the same kind out."""

import warnings
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve

from commerce_roles.assessment.tables.arrow_tables import Assessor, Chunk
from commerce_roles.assessment.tables.clusters import on_dask, on_polars_lazy, on_spark
from commerce_roles.assessment.tables.columns import flat_columns
from commerce_roles.assessment.tables.faults import Fault, Replaced, merged, raise_faults
from commerce_roles.assessment.tables.frames import kind_of, names_of, opened, rejoined
from commerce_roles.assessment.tables.layout import Options
from commerce_roles.assessment.tables.packages import Foreign
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import ReplacedWarning

__all__ = ["assessed"]


def assessed(table: Foreign, catalogue: Catalogue, options: Options) -> Foreign:
    """Assess a table of any kind.

    Raises:
        TableError: With every fault.
        TypeError: It is no table that is known here.
    """
    kind = kind_of(table)
    names = list(flat_columns(table, catalogue)) if kind == "rows" else names_of(kind, table)
    assessor = Assessor.of(names, catalogue, options)
    if kind == "polars lazy":
        return on_polars_lazy(table, lambda part: assessed(part, catalogue, options))
    if kind == "dask":
        return on_dask(table, assessed, catalogue, options)
    if kind == "pyspark":
        return on_spark(table, assessor, assessed, catalogue, options)
    cells, rows, faults = opened(kind, table, assessor)
    chunks = list(assessor.chunks(cells, rows))
    _report(chunks, faults)
    return rejoined(kind, table, assessor.joined(chunks))


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
