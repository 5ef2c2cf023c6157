"""Rows of one run found again in another, by the values of one column."""

from collections.abc import Sequence
from typing import Final

from commerce_roles.assessment.tables.faults import Fault
from commerce_roles.assessment.tables.gathering import columns_named, gathered
from commerce_roles.assessment.tables.packages import Foreign, compute, pyarrow
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.errors import Problem, nearest

__all__ = ["checked_keys", "keys_in", "no_column", "places_of"]

_SHOWN: Final = 3
_NO_KEY: Final = "this cannot be a key"


def no_column(name: str, names: Sequence[str], where: str) -> Problem:
    """Say that a table lacks a column, naming the nearest."""
    near = nearest(name, list(names))
    remedy = f"did you mean {near[0]}?" if near else "name a column of the table"
    return Problem(f"there is no column {name!r}", where, remedy)


def keys_in(table: Foreign, key: str, where: str) -> tuple[Foreign, list[Fault]]:
    """Read the keys of a table of any kind, with all that is wrong with them."""
    names = columns_named(table)
    if key not in names:
        none = pyarrow().array([], pyarrow().int64())
        return none, [Fault(no_column(key, names, where or "key"), ())]
    return checked_keys(gathered(table, [key], where)[key], f"{where}: {key}" if where else key)


def checked_keys(array: Foreign, where: str) -> tuple[Foreign, list[Fault]]:
    """Give keys in one of two types, and what is wrong: missing or told twice, no key at all."""
    keys = _plain(array)
    if keys is None:
        remedy = "give whole numbers or text"
        return array, [Fault(Problem(f"{_NO_KEY}, it is of type {array.type}", where, remedy), ())]
    faults: list[Fault] = []
    absent = np.flatnonzero(keys.is_null().to_numpy(zero_copy_only=False))
    if len(absent):
        faults.append(Fault(Problem("the key is missing", where, "give every row one"), absent))
    faults += _twice(keys, where)
    return keys, faults


def _plain(array: Foreign) -> Foreign | None:
    """Write whole numbers and texts each in one type; None for what is neither."""
    arrow = pyarrow()
    types = arrow.types
    if types.is_dictionary(array.type):
        array = array.dictionary_decode()
    kind = array.type
    if types.is_integer(kind) or types.is_floating(kind):
        try:
            return array.cast(arrow.int64())
        except arrow.ArrowException:
            return None
    if types.is_null(kind):
        return array.cast(arrow.int64())
    texts = ("string", "large_string", "string_view")
    return array.cast(arrow.large_string()) if str(kind) in texts else None


def _twice(keys: Foreign, where: str) -> list[Fault]:
    coded = keys.drop_null().dictionary_encode()
    codes = coded.indices.to_numpy(zero_copy_only=False)
    counts = np.bincount(codes, minlength=len(coded.dictionary))
    several = np.flatnonzero(counts > 1)
    if not len(several):
        return []
    told = np.flatnonzero(~keys.is_null().to_numpy(zero_copy_only=False))
    rows = told[counts[codes] > 1]
    shown = ", ".join(repr(coded.dictionary[code].as_py()) for code in several[:_SHOWN].tolist())
    more = len(several) - _SHOWN
    message = f"the same key stands in more than one row: {shown}"
    message += f" and {more:,} more" if more > 0 else ""
    return [Fault(Problem(message, where, "give every row a key of its own"), rows)]


def places_of(keys: Foreign, others: Foreign, where: str) -> tuple[Array, list[Fault]]:
    """Say in which row of another run each key stands, -1 in none, and whether they are alike.

    Args:
        keys: Keys of one run, as `checked_keys` gives them.
        others: Keys of the other.
        where: How the column is called where they are not.
    """
    nowhere = np.full(len(keys), -1, np.int64)
    if not len(keys) or not len(others):
        return nowhere, []
    if keys.type != others.type:
        kinds = [
            "whole numbers" if pyarrow().types.is_integer(k.type) else "text"
            for k in (keys, others)
        ]
        message = f"keys are {kinds[0]} here and {kinds[1]} in the earlier run"
        return nowhere, [Fault(Problem(message, where, "write them alike in both"), ())]
    found = compute().index_in(keys, value_set=others).fill_null(-1)
    return found.to_numpy(zero_copy_only=False).astype(np.int64), []
