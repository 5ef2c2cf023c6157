"""Columns of Arrow read as answers: types and values judged, words given their numbers and bits."""

from typing import Any, Final

import attrs

from commerce_roles.assessment.tables.answers import Told
from commerce_roles.assessment.tables.arrow_cells import (
    codes_of,
    is_listed,
    is_null,
    is_written,
    missing,
    number_of,
    plain,
)
from commerce_roles.assessment.tables.faults import WHOLE_COLUMN, Fault, Replaced
from commerce_roles.assessment.tables.judged import Judged, Words, numeric_problem, shown
from commerce_roles.assessment.tables.packages import Foreign, compute, pyarrow
from commerce_roles.assessment.tables.planning import TablePlans
from commerce_roles.assessment.tables.rails import Array, kind_of_domain, looked_up, np
from commerce_roles.assessment.tables.sets import gathered
from commerce_roles.errors import Problem
from commerce_roles.expressions import Amount, Choice, Domain, Integer
from commerce_roles.model import Field
from commerce_roles.model.limits import MOST_WORDS

__all__ = ["ArrowReading"]

_YES: Final = ("true", "yes", "1")
_NO: Final = ("false", "no", "0")


@attrs.define
class ArrowReading:
    """Reads the columns of one chunk of rows; every fault is kept, none is raised."""

    plans: TablePlans
    words: Words
    columns: Any
    """Arrays of Arrow, by name."""
    rows: int
    faults: list[Fault] = attrs.field(factory=list[Fault])
    replaced: list[Replaced] = attrs.field(factory=list[Replaced])

    def nothing(self, kind: Foreign) -> Array:
        """Give a column of nothing."""
        return np.zeros(self.rows, kind)

    def everything(self) -> Array:
        """Say yes everywhere."""
        return np.ones(self.rows, np.bool_)

    def wrong(self, name: str, problem: Problem, where: Array) -> None:
        """Note what is wrong in some rows."""
        rows = np.flatnonzero(where)
        if len(rows):
            self._wrong(name, problem, rows)

    # ------------------------------------------------------------------ faults

    def _wrong_type(self, name: str, wanted: str, array: Foreign, remedy: str) -> None:
        problem = Problem(f"{wanted}, the column is of type {array.type}", name, remedy)
        self.faults.append(Fault(problem, WHOLE_COLUMN))

    def _wrong(self, name: str, problem: Problem, rows: Array) -> None:
        self.faults.append(Fault(attrs.evolve(problem, path=name), rows))

    # ------------------------------------------------------------------ numbers

    def number(self, name: str, domain: Domain, fld: Field | None) -> tuple[Array, Array] | None:
        """Give numbers, and where there are any; what is wrong is a fault and not there."""
        array = self.columns[name]
        if is_null(array):
            return None
        types = pyarrow().types
        if types.is_dictionary(array.type):
            array = array.dictionary_decode()
        if is_written(array.type):
            return self._written(name, array, domain, fld)
        if types.is_decimal(array.type):
            array = compute().cast(array, "float64", safe=False)
        if not (types.is_integer(array.type) or types.is_floating(array.type)):
            wanted = (
                "a whole number is wanted" if isinstance(domain, Integer) else "a number is wanted"
            )
            self._wrong_type(name, wanted, array, "give the column a numeric type")
            return None
        values = plain(array)
        known = ~missing(array)
        if values.dtype.kind == "f":
            values = values.astype(np.float64)
            known &= ~np.isnan(values)
        return self._within(name, values, known, domain, fld)

    def _written(
        self,
        name: str,
        array: Foreign,
        domain: Domain,
        fld: Field | None,
    ) -> tuple[Array, Array] | None:
        """Read numbers that are written as text, where that was allowed."""
        if not self.words.options.coerce:
            wanted = "numbers are wanted"
            remedy = "give the column a numeric type, or read it with coerce=True"
            self._wrong_type(name, wanted, array, remedy)
            return None
        coded = array.dictionary_encode()
        codes, known = plain(coded.indices), ~missing(array)
        numbers = [number_of(text) for text in coded.dictionary.to_pylist()]
        for code, number in enumerate(numbers):
            if number is None:
                text = coded.dictionary[code].as_py()
                rows = np.flatnonzero(known & (codes == code))
                if text.strip():
                    problem = Problem(f"a number is wanted, this is {text!r:.60}", "", "")
                    self._wrong(name, problem, rows)
                known[rows] = False
        values = np.array([n or 0.0 for n in numbers] or [0.0])[np.where(known, codes, 0)]
        return self._within(name, values, known, domain, fld)

    def _within(
        self, name: str, values: Array, known: Array, domain: Domain, fld: Field | None
    ) -> tuple[Array, Array]:
        low, high = (domain.low, domain.high) if isinstance(domain, Integer | Amount) else (0, 0)
        kind = kind_of_domain(domain)
        broken = isinstance(domain, Integer) and values.dtype.kind == "f"
        if known.all() and not broken and len(values) and _between(values, low, high):
            return values.astype(kind, copy=False), known
        good = (values >= low) & (values <= high)
        if broken:
            good &= values == np.floor(values)
        bad = np.flatnonzero(known & ~good)
        for value in np.unique(values[bad]).tolist():
            own = bad[values[bad] == value]
            self._wrong(name, numeric_problem(self.words, value, domain, fld), own)
        known = known & good
        return np.where(known, values, 0).astype(kind), known

    # ------------------------------------------------------------------ yes or no

    def conditions(self, name: str) -> tuple[Array, Array] | None:
        """Give where yes was said, and where anything was."""
        array = self.columns[name]
        if is_null(array):
            return None
        types = pyarrow().types
        if types.is_dictionary(array.type):
            array = array.dictionary_decode()
        known = ~missing(array)
        if types.is_boolean(array.type):
            return plain(array, nothing=False).astype(np.bool_), known
        if not self.words.options.coerce:
            remedy = "give the column a type of yes or no, or read it with coerce=True"
            self._wrong_type(name, "yes or no is wanted", array, remedy)
            return None
        coded = compute().cast(array, "string").dictionary_encode()
        codes = plain(coded.indices)
        values = np.zeros(self.rows, np.bool_)
        for code, text in enumerate(coded.dictionary.to_pylist()):
            rows = np.flatnonzero(known & (codes == code))
            folded = text.strip().casefold().removesuffix(".0")
            if folded in _YES:
                values[rows] = True
            elif folded not in _NO:
                if folded:
                    problem = Problem(f"yes or no is wanted, this is {text!r:.60}", "", "")
                    self._wrong(name, problem, rows)
                known[rows] = False
        return values, known

    # ------------------------------------------------------------------ words

    def word(self, fld: Field, name: str) -> Told | None:
        """Give the numbers of texts, or the ranks of levels."""
        array = self.columns[name]
        if is_null(array):
            return None
        types = pyarrow().types
        coded = array if types.is_dictionary(array.type) else array.dictionary_encode()
        known = ~missing(coded)
        codes = codes_of(coded, known)
        distinct = coded.dictionary.to_pylist()
        judged = self._judged(fld, name, distinct, codes, known)
        good = np.array([one.value is not None for one in judged] or [False])
        if not good.all():
            known &= good[codes]
        if fld.id not in self.plans.inputs:
            return None
        if isinstance(self.plans.program.inputs[fld.id], Choice):
            vocabulary = self.plans.words.vocabulary
            numbers = [
                vocabulary.number(one.value) if isinstance(one.value, str) else 0 for one in judged
            ]
            return Told(looked_up(np.array(numbers or [0], np.int32), codes), known)
        ranks = [one.value if isinstance(one.value, int) else 0 for one in judged]
        return Told(looked_up(np.array(ranks or [0], np.int64), codes), known)

    def _judged(
        self, fld: Field, name: str, values: list[object], codes: Array, known: Array
    ) -> list[Judged]:
        """Judge the words that there are, and note where those stand that are wrong or replaced."""
        judged = [Judged() if value is None else self.words.judge(fld, value) for value in values]
        for code, one in enumerate(judged):
            if one.problem is None and not one.replaced:
                continue
            rows = np.flatnonzero(known & (codes == code))
            if not len(rows):
                continue
            if one.problem is not None:
                self._wrong(name, one.problem, rows)
            else:
                by = shown(one)
                self.replaced.append(Replaced(name, str(values[code]), by, len(rows)))
        return judged

    # ------------------------------------------------------------------ sets

    def set(self, fld: Field, name: str) -> Told | None:
        """Give the bits of sets."""
        array = self.columns[name]
        if is_null(array):
            return None
        types = pyarrow().types
        if not is_listed(array.type):
            remedy = f"give lists, or a column of yes or no for each member, such as {fld.id}.other"
            self._wrong_type(name, "lists are wanted", array, remedy)
            return None
        known = ~missing(array)
        lengths = plain(compute().list_value_length(array))
        if array.null_count:
            lengths = np.where(known, lengths, 0)
        if self.rows and lengths.max() > MOST_WORDS:
            problem = Problem(f"there are more than {MOST_WORDS} entries", "", "give fewer")
            self._wrong(name, problem, np.flatnonzero(lengths > MOST_WORDS))
        inner = array.flatten()
        coded = inner if types.is_dictionary(inner.type) else inner.dictionary_encode()
        absent = missing(coded)
        if absent.any():
            problem = Problem("an entry of the list is missing", "", "leave it out of the list")
            owners = np.repeat(np.arange(self.rows), lengths)
            self._wrong(name, problem, np.unique(owners[absent]))
        codes = codes_of(coded, ~absent)
        judged = [
            Judged() if value is None else self.words.judge(fld, value)
            for value in coded.dictionary.to_pylist()
        ]
        if any(one.problem is not None or one.replaced for one in judged):
            self._set_faults(name, coded.dictionary.to_pylist(), judged, codes, lengths)
        if fld.id not in self.plans.inputs:
            return None
        return Told(None, known, self._bits(fld.id, judged, codes, lengths))

    def _set_faults(
        self, name: str, values: list[object], judged: list[Judged], codes: Array, lengths: Array
    ) -> None:
        owners = np.repeat(np.arange(self.rows), lengths)
        for code, one in enumerate(judged):
            if one.problem is None and not one.replaced:
                continue
            rows = np.unique(owners[codes == code])
            if one.problem is not None:
                self._wrong(name, one.problem, rows)
            else:
                self.replaced.append(Replaced(name, str(values[code]), shown(one), len(rows)))

    def _bits(
        self, key: str, judged: list[Judged], codes: Array, lengths: Array
    ) -> tuple[Array, ...]:
        """Join the bits of the members of each row."""
        universe = self.plans.words.universes[key]
        words = [
            one.value if isinstance(one.value, frozenset) else frozenset[str]() for one in judged
        ]
        universe.add(sorted(frozenset[str]().union(*words)))
        table = [universe.bits(word) for word in words] or [universe.bits(())]
        parts = np.array(table, np.uint64).transpose()
        return tuple(gathered(bits, codes, lengths) for bits in parts)


def _between(values: Array, low: float, high: float) -> bool:
    return bool(values.min() >= low and values.max() <= high)
