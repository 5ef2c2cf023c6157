"""What roles get, as columns of Arrow with the names that outside checks rely on."""

from collections.abc import Iterator, Mapping
from typing import Final

from commerce_roles.assessment.tables.kernel import Kernel, RoleColumns
from commerce_roles.assessment.tables.packages import Foreign, compute, pyarrow
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.catalogue import VERDICTS
from commerce_roles.model import Sourcing

__all__ = ["HASH", "VERDICT_WORDS", "result_columns", "result_schema", "worded_out", "words_of"]

VERDICT_WORDS: Final = tuple(str(getattr(word, "value", word)) for word in VERDICTS.levels)
"""Verdicts by consequence, the least first."""
_SOURCING: Final = tuple(word.value for word in Sourcing)
HASH: Final = "decision_hash"
"""The column that names the facts by which rows were decided."""


def result_schema(kernel: Kernel) -> Foreign:
    """Give the names and types of all result columns."""
    empty = kernel.run({}, 0)
    columns = dict(result_columns(kernel, empty, 0))
    return pyarrow().schema([(name, array.type) for name, array in columns.items()])


def result_columns(
    kernel: Kernel, found: Mapping[str, RoleColumns], rows: int
) -> Iterator[tuple[str, Foreign]]:
    """Give the result columns of a chunk, with their names, in order."""
    arrow = pyarrow()
    words = kernel.plans.words.vocabulary.words
    places = np.array([_SOURCING.index(word) if word in _SOURCING else -1 for word in words])
    for role, own in found.items():

        def whole(array: Array, kind: str) -> Foreign:
            return np.ascontiguousarray(np.broadcast_to(np.asarray(array).astype(kind), (rows,)))

        yield f"{role}_verdict", words_of(whole(own.verdict, "int8"), VERDICT_WORDS, ordered=True)
        yield f"{role}_score", arrow.array(whole(own.score, "int32"))
        yield f"{role}_score_min", arrow.array(whole(own.possible.lowest, "int32"))
        yield f"{role}_score_max", arrow.array(whole(own.possible.highest, "int32"))
        yield f"{role}_decided", arrow.array(whole(own.possible.decided, "bool"))
        for side, margin in (("up", own.margin_up), ("down", own.margin_down)):
            points = whole(margin, "int32")
            yield f"{role}_margin_{side}", arrow.array(points, mask=points == 0)
        for estimate, hours in zip(("low", "typical", "high"), _estimates(own), strict=True):
            yield f"{role}_hours_{estimate}", arrow.array(whole(hours, "float64"))
        yield f"{role}_sourcing", words_of(whole(places[own.sourcing], "int8"), _SOURCING)
        for name, masks in (("fired", own.fired), ("unknown", own.open)):
            for number, mask in enumerate(masks, 1):
                yield f"{role}_{name}_{number}", arrow.array(whole(mask, "int64"))
    yield HASH, words_of(np.zeros(rows, np.int8), (kernel.catalogue.decision_hash,))


def _estimates(own: RoleColumns) -> tuple[Array, ...]:
    return tuple(own.hours[name] for name in ("low", "typical", "high"))


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
