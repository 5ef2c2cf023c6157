"""What roles get, as columns of Arrow with the names that outside checks rely on."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from commerce_roles.assessment.tables.kernel import Kernel, RoleColumns
from commerce_roles.assessment.tables.packages import Foreign, compute, pyarrow
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.wanted import EVERYTHING, RESULTS, Wanted
from commerce_roles.catalogue import VERDICTS
from commerce_roles.model import Sourcing

__all__ = [
    "HASH",
    "SOURCING",
    "VERDICT_WORDS",
    "result_columns",
    "result_schema",
    "worded_out",
    "words_of",
]

VERDICT_WORDS: Final = tuple(str(getattr(word, "value", word)) for word in VERDICTS.levels)
"""Verdicts by consequence, the least first."""
SOURCING: Final = tuple(word.value for word in Sourcing)
HASH: Final = "decision_hash"
"""The column that names the facts by which rows were decided."""


def result_schema(kernel: Kernel, wanted: Wanted = EVERYTHING) -> Foreign:
    """Give the names and types of the result columns."""
    empty = kernel.run({}, 0, wanted=wanted)
    columns = dict(result_columns(kernel, empty, 0, wanted))
    return pyarrow().schema([(name, array.type) for name, array in columns.items()])


def result_columns(
    kernel: Kernel, found: Mapping[str, RoleColumns], rows: int, wanted: Wanted = EVERYTHING
) -> Iterator[tuple[str, Foreign]]:
    """Give the result columns of a chunk, with their names, in order."""
    words = kernel.plans.words.vocabulary.words
    places = np.array([SOURCING.index(word) if word in SOURCING else -1 for word in words])
    for role, own in found.items():
        for name in RESULTS:
            if name in wanted.names:
                for ending, array in _RESULTS[name](own, rows, places):
                    yield f"{role}_{name}{ending}", array
    yield HASH, words_of(np.zeros(rows, np.int8), (kernel.catalogue.decision_hash,))


_Columns = Iterator[tuple[str, Foreign]]
_Making = Callable[[RoleColumns, int, Array], _Columns]


def _whole(array: Array, kind: str, rows: int) -> Array:
    held = np.asarray(array).astype(kind, copy=False)
    return np.ascontiguousarray(np.broadcast_to(held, (rows,)))


def _plain(kind: str, part: Callable[[RoleColumns], Array]) -> _Making:
    def made(own: RoleColumns, rows: int, _: Array) -> _Columns:
        yield "", pyarrow().array(_whole(part(own), kind, rows))

    return made


def _margin(part: Callable[[RoleColumns], Array]) -> _Making:
    def made(own: RoleColumns, rows: int, _: Array) -> _Columns:
        points = _whole(part(own), "int32", rows)
        yield "", pyarrow().array(points, mask=points == 0)

    return made


def _masks(part: Callable[[RoleColumns], tuple[Array, ...]]) -> _Making:
    def made(own: RoleColumns, rows: int, _: Array) -> _Columns:
        for number, mask in enumerate(part(own), 1):
            yield f"_{number}", pyarrow().array(_whole(mask, "int64", rows))

    return made


def _verdict(own: RoleColumns, rows: int, _: Array) -> _Columns:
    yield "", words_of(_whole(own.verdict, "int8", rows), VERDICT_WORDS, ordered=True)


def _sourcing(own: RoleColumns, rows: int, places: Array) -> _Columns:
    yield "", words_of(_whole(places[own.sourcing], "int8", rows), SOURCING)


_RESULTS: Final[Mapping[str, _Making]] = {
    "verdict": _verdict,
    "score": _plain("int32", lambda own: own.score),
    "score_min": _plain("int32", lambda own: own.possible.lowest),
    "score_max": _plain("int32", lambda own: own.possible.highest),
    "decided": _plain("bool", lambda own: own.possible.decided),
    "margin_up": _margin(lambda own: own.margin_up),
    "margin_down": _margin(lambda own: own.margin_down),
    "hours_low": _plain("float64", lambda own: own.hours["low"]),
    "hours_typical": _plain("float64", lambda own: own.hours["typical"]),
    "hours_high": _plain("float64", lambda own: own.hours["high"]),
    "sourcing": _sourcing,
    "fired": _masks(lambda own: own.fired),
    "unknown": _masks(lambda own: own.open),
}


def words_of(codes: Array, words: tuple[str, ...], *, ordered: bool = False) -> Foreign:
    """Make a column of words, each by its number."""
    arrow = pyarrow()
    return arrow.DictionaryArray.from_arrays(
        arrow.array(codes), arrow.array(list(words), arrow.string()), ordered=ordered
    )


def worded_out(table: Foreign) -> Foreign:
    """Write words out, for packages that know no dictionaries."""
    arrow = pyarrow()
    columns = {
        name: compute().cast(table[name], arrow.string())
        if arrow.types.is_dictionary(table.schema.field(name).type)
        else table[name]
        for name in table.column_names
    }
    return arrow.table(columns)
