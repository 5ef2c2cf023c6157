"""Earlier runs that were given: their keys, the verdicts that stood, the columns read again."""

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from commerce_roles.assessment.tables.earlier.keys import keys_in, no_column
from commerce_roles.assessment.tables.faults import Fault
from commerce_roles.assessment.tables.frames import kind_of
from commerce_roles.assessment.tables.gathering import columns_named, gathered, numbers_in
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.results import HASH, VERDICT_WORDS
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["Before", "Run", "ranks_of", "run_of", "tables_of"]

_NO_RESULT: Final = "this is no result of assess_table"


@frozen(eq=False)
class Before:
    """What stood before about one role, row by row of a run."""

    rank: Array
    """Of the verdict that stood; -1 where none did."""
    waited: Array
    """For how many runs in a row another verdict had come out."""


@frozen(eq=False)
class Run:
    """An earlier run."""

    keys: Foreign
    before: Mapping[str, Before]
    """By role; a role that it did not know is missing."""
    columns: Mapping[str, Foreign]
    """Columns that are read again, by name."""


def tables_of(previous: Foreign) -> tuple[Foreign, ...]:
    """Tell one table from several; None and an empty list are none.

    Raises:
        TypeError: One of them is no table that is known here.
    """
    given: object = previous
    if given is None:
        return ()
    tables: tuple[Foreign, ...] = (previous,)
    if is_sequence(given) and not (given and is_mapping(given[0])):
        tables = tuple(given)
    for table in tables:
        kind_of(table)
    return tables


def run_of(
    table: Foreign, key: str, where: str, catalogue: Catalogue, again: Sequence[str] = ()
) -> tuple[Run, list[Fault]]:
    """Read an earlier run, with all that is wrong with it.

    Args:
        table: The result of the earlier run.
        key: The column by which its rows are known.
        where: How it is called where something is wrong.
        catalogue: The facts of tonight, whose roles are looked for.
        again: Columns to keep, where it has them.
    """
    names = columns_named(table)
    keys, faults = keys_in(table, key, where)
    reading = _Reading(names, where, faults)
    if HASH not in names:
        remedy = "give what an earlier run gave back, with all its columns"
        faults.append(Fault(Problem(_NO_RESULT, where, remedy), ()))
        return Run(keys, {}, {}), faults
    wanted = [HASH, *(name for role in catalogue.roles for name in reading.columns(role))]
    cells = gathered(table, wanted, where)
    same = pyarrow().compute.unique(cells[HASH].cast("string")).to_pylist()
    if same == [catalogue.decision_hash]:
        lacking = [role for role in catalogue.roles if not reading.columns(role)]
        faults += [Fault(no_column(f"{role}_verdict", names, where), ()) for role in lacking]
    before = {
        role: reading.before(role, cells) for role in catalogue.roles if reading.columns(role)
    }
    read = numbers_in(table, [name for name in again if name in names], where)
    return Run(keys, before, read), faults


@define
class _Reading:
    names: list[str]
    where: str
    faults: list[Fault] = field(factory=list[Fault])

    def columns(self, role: str) -> list[str]:
        """Name the columns that say what stood: where there are none of their own, the verdict."""
        own = [f"{role}_standing", f"{role}_waiting"]
        if own[0] in self.names:
            return [name for name in own if name in self.names]
        return [f"{role}_verdict"] if f"{role}_verdict" in self.names else []

    def before(self, role: str, cells: Mapping[str, Foreign]) -> Before:
        verdict, *rest = self.columns(role)
        ranks, wrong = ranks_of(cells[verdict], f"{self.where}: {verdict}")
        self.faults += wrong
        if not rest:
            return Before(ranks, np.zeros(len(ranks), np.int64))
        waited, wrong = _waited(cells[rest[0]], f"{self.where}: {rest[0]}")
        self.faults += wrong
        return Before(ranks, waited)


def ranks_of(array: Foreign, where: str) -> tuple[Array, list[Fault]]:
    """Give the ranks of verdicts, and what is none; there -1 stands."""
    words = pyarrow().array(VERDICT_WORDS)
    coded = array.cast("string").dictionary_encode()
    known = pyarrow().compute.index_in(coded.dictionary, value_set=words).fill_null(-1)
    ranks = np.append(known.to_numpy(zero_copy_only=False), -1)
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    found = ranks[codes].astype(np.int64)
    wrong = np.flatnonzero(found < 0)
    if not len(wrong):
        return found, []
    message = f"{array[int(wrong[0])].as_py()!r:.60} is no verdict"
    remedy = f"give one of {', '.join(VERDICT_WORDS)}"
    return found, [Fault(Problem(message, where, remedy), wrong)]


def _waited(array: Foreign, where: str) -> tuple[Array, list[Fault]]:
    arrow = pyarrow()
    try:
        whole = array.cast(arrow.int64())
    except arrow.ArrowException:
        whole = arrow.array([-1] * len(array), arrow.int64())
    found = whole.fill_null(-1).to_numpy(zero_copy_only=False)
    wrong = np.flatnonzero(found < 0)
    if not len(wrong):
        return found, []
    message = f"{array[int(wrong[0])].as_py()!r:.60} is no number of runs"
    return found, [Fault(Problem(message, where, "give a whole number from 0"), wrong)]
