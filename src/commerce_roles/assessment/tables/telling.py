"""Columns of Arrow read as answers: types and values judged, words given their numbers and bits."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.reading import profile_of
from commerce_roles.assessment.tables.answers import Told
from commerce_roles.assessment.tables.arrow_cells import is_null, missing, number_of, plain
from commerce_roles.assessment.tables.faults import Fault, Replaced, merged
from commerce_roles.assessment.tables.judged import Judged, Words
from commerce_roles.assessment.tables.layout import Layout
from commerce_roles.assessment.tables.packages import Foreign, compute, pyarrow
from commerce_roles.assessment.tables.planning import TablePlans
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.catalogue import MEASURED, MINUTES, PRODUCTIVE, Catalogue
from commerce_roles.errors import Problem, ProfileError
from commerce_roles.expressions import Amount, Choice, Domain, Integer, key_of
from commerce_roles.model import Field
from commerce_roles.model.limits import MOST_FTE, MOST_WORDS

__all__ = ["Telling"]

_NUMBERS: Final = ("count", "money", "number")
_YES: Final = ("true", "yes", "1")
_NO: Final = ("false", "no", "0")
_WHOLE_COLUMN: Final = np.zeros(0, np.int64)


@attrs.define
class Telling:
    """Reads one chunk of rows; every fault is kept, none is raised."""

    plans: TablePlans
    catalogue: Catalogue
    layout: Layout
    words: Words
    rows: int
    told: dict[str, Told] = attrs.field(factory=dict[str, Told])
    faults: list[Fault] = attrs.field(factory=list[Fault])
    replaced: list[Replaced] = attrs.field(factory=list[Replaced])

    def read(self, columns: Mapping[str, Foreign]) -> dict[str, Told]:
        """Read all answers of a chunk.

        Args:
            columns: Arrays of Arrow, by the names that `layout` reads.
        """
        for fld in self.catalogue.fields.values():
            found = self._field(fld, columns)
            if found is not None and fld.id in self.plans.inputs:
                self.told[fld.id] = found
        self._kpis(columns)
        self._roles(columns)
        if self.layout.posts:
            self._posts(self.layout.posts, columns[self.layout.posts])
        self.faults = merged(self.faults)
        return self.told

    def _field(self, fld: Field, columns: Mapping[str, Foreign]) -> Told | None:
        layout = self.layout
        name = layout.values.get(fld.id)
        if fld.type in _NUMBERS:
            return self._number(fld, columns)
        if fld.type == "set":
            own = None if name is None else self._set(fld, name, columns[name])
            members = layout.members.get(fld.id)
            return own if members is None else self._members(fld, members, columns, own)
        if name is None or is_null(columns[name]):
            return None
        take: Mapping[str, Callable[[Field, str, Any], Told | None]] = {
            "yes_no": self._yes_no,
            "ordered": self._word,
            "choice": self._word,
            "text": self._word,
        }
        return take[fld.type](fld, name, columns[name])

    # ------------------------------------------------------------------ faults

    def _wrong_type(self, name: str, wanted: str, array: Foreign, remedy: str) -> None:
        problem = Problem(f"{wanted}, the column is of type {array.type}", name, remedy)
        self.faults.append(Fault(problem, _WHOLE_COLUMN))

    def _wrong(self, name: str, problem: Problem, rows: Array) -> None:
        self.faults.append(Fault(attrs.evolve(problem, path=name), rows))

    # ------------------------------------------------------------------ numbers

    def _number(self, fld: Field, columns: Mapping[str, Foreign]) -> Told | None:
        domain = self.plans.program.inputs[fld.id]
        layout = self.layout
        name, low, high = (part.get(fld.id) for part in (layout.values, layout.lows, layout.highs))
        found = None if name is None else self._numeric(name, columns[name], domain, fld)
        if low is None and high is None:
            return None if found is None else Told(*found)
        return self._ranged(fld, domain, found, (low, high), columns)

    def _ranged(
        self,
        fld: Field,
        domain: Domain,
        found: tuple[Array, Array] | None,
        names: tuple[str | None, str | None],
        columns: Mapping[str, Foreign],
    ) -> Told | None:
        ends = [
            None if name is None else self._numeric(name, columns[name], domain, fld)
            for name in names
        ]
        nothing = (np.zeros(self.rows, _kind(domain)), np.zeros(self.rows, np.bool_))
        (low, has_low), (high, has_high) = (end or nothing for end in ends)
        values, known = found or nothing
        shown = names[0] or names[1] or fld.id
        alone = np.flatnonzero((has_low != has_high) & ~known)
        if len(alone):
            message = "one end of a range is told, the other is not"
            remedy = f"give both {fld.id}_low and {fld.id}_high, or neither"
            self._wrong(shown, Problem(message, "", remedy), alone)
        both = has_low & has_high & ~known
        turned = np.flatnonzero(both & (low > high))
        if len(turned):
            message = "the range is upside down"
            self._wrong(shown, Problem(message, "", "give the lower end first"), turned)
        same = both & (low == high)
        values = np.where(same, low, values)
        return Told(values, known | same, None, low, high, both & (low < high))

    def _numeric(
        self,
        name: str,
        array: Foreign,
        domain: Domain,
        fld: Field | None,
    ) -> tuple[Array, Array] | None:
        """Give numbers, and where there are any; what is wrong is a fault and not there."""
        if is_null(array):
            return None
        types = pyarrow().types
        if types.is_dictionary(array.type):
            array = array.dictionary_decode()
        if types.is_string(array.type) or types.is_large_string(array.type):
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
        good = (values >= low) & (values <= high)
        if isinstance(domain, Integer) and values.dtype.kind == "f":
            good &= values == np.floor(values)
        bad = np.flatnonzero(known & ~good)
        for value in np.unique(values[bad]).tolist():
            own = bad[values[bad] == value]
            self._wrong(name, self._numeric_problem(value, domain, fld), own)
        known = known & good
        return np.where(known, values, 0).astype(_kind(domain)), known

    def _numeric_problem(self, value: float, domain: Domain, fld: Field | None) -> Problem:
        judged = None if fld is None else self.words.judge(fld, value)
        if judged is not None and judged.problem is not None:
            return judged.problem
        ends = (domain.low, domain.high) if isinstance(domain, Amount) else (0, 0)
        remedy = f"write a number from {ends[0]:g} to {ends[1]:,.0f}"
        return Problem(f"{value:g} is out of bounds", "", remedy)

    # ------------------------------------------------------------------ yes or no

    def _yes_no(self, _: Field, name: str, array: Foreign) -> Told | None:
        found = self._conditions(name, array)
        return None if found is None else Told(*found)

    def _conditions(self, name: str, array: Foreign) -> tuple[Array, Array] | None:
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

    def _word(self, fld: Field, name: str, array: Foreign) -> Told | None:
        types = pyarrow().types
        coded = array if types.is_dictionary(array.type) else array.dictionary_encode()
        known = ~missing(coded)
        codes = np.where(known, plain(coded.indices), 0)
        distinct = coded.dictionary.to_pylist()
        judged = self._judged(fld, name, distinct, codes, known)
        good = np.array([one.value is not None for one in judged] or [False])
        known &= good[codes]
        if fld.id not in self.plans.inputs:
            return None
        if isinstance(self.plans.program.inputs[fld.id], Choice):
            vocabulary = self.plans.words.vocabulary
            numbers = [
                vocabulary.number(one.value) if isinstance(one.value, str) else 0 for one in judged
            ]
            return Told(np.array(numbers or [0], np.int32)[codes], known)
        ranks = [one.value if isinstance(one.value, int) else 0 for one in judged]
        return Told(np.array(ranks or [0], np.int64)[codes], known)

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
                by = _shown(one)
                self.replaced.append(Replaced(name, str(values[code]), by, len(rows)))
        return judged

    # ------------------------------------------------------------------ sets

    def _set(self, fld: Field, name: str, array: Foreign) -> Told | None:
        if is_null(array):
            return None
        types = pyarrow().types
        if not (types.is_list(array.type) or types.is_large_list(array.type)):
            remedy = f"give lists, or a column of yes or no for each member, such as {fld.id}.other"
            self._wrong_type(name, "lists are wanted", array, remedy)
            return None
        known = ~missing(array)
        lengths = plain(compute().list_value_length(array)).astype(np.int64)
        lengths = np.where(known, lengths, 0)
        long = np.flatnonzero(lengths > MOST_WORDS)
        if len(long):
            problem = Problem(f"there are more than {MOST_WORDS} entries", "", "give fewer")
            self._wrong(name, problem, long)
        owners = np.repeat(np.arange(self.rows), lengths)
        inner = array.flatten()
        coded = inner if types.is_dictionary(inner.type) else inner.dictionary_encode()
        absent = missing(coded)
        if absent.any():
            problem = Problem("an entry of the list is missing", "", "leave it out of the list")
            self._wrong(name, problem, np.unique(owners[absent]))
        codes = np.where(absent, 0, plain(coded.indices))
        judged = [
            Judged() if value is None else self.words.judge(fld, value)
            for value in coded.dictionary.to_pylist()
        ]
        self._set_faults(name, coded.dictionary.to_pylist(), judged, codes, owners)
        if fld.id not in self.plans.inputs:
            return None
        return Told(None, known, self._bits(fld.id, judged, codes, owners))

    def _set_faults(
        self, name: str, values: list[object], judged: list[Judged], codes: Array, owners: Array
    ) -> None:
        for code, one in enumerate(judged):
            if one.problem is None and not one.replaced:
                continue
            rows = np.unique(owners[codes == code])
            if one.problem is not None:
                self._wrong(name, one.problem, rows)
            else:
                self.replaced.append(Replaced(name, str(values[code]), _shown(one), len(rows)))

    def _bits(
        self, key: str, judged: list[Judged], codes: Array, owners: Array
    ) -> tuple[Array, ...]:
        """Join the bits of the members of each row."""
        universe = self.plans.words.universes[key]
        words = [
            one.value if isinstance(one.value, frozenset) else frozenset[str]() for one in judged
        ]
        universe.add(sorted(frozenset[str]().union(*words)))
        table = [universe.bits(word) for word in words] or [universe.bits(())]
        found: list[Array] = []
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        for part in range(universe.width):
            bits = np.zeros(self.rows, np.uint64)
            if len(owners):
                held = np.array([own[part] for own in table], np.uint64)[codes]
                bits[owners[starts]] = np.bitwise_or.reduceat(held, starts)
            found.append(bits)
        return tuple(found)

    def _members(
        self,
        fld: Field,
        members: Mapping[str, str],
        columns: Mapping[str, Foreign],
        own: Told | None,
    ) -> Told | None:
        """Join one column for each member; a set of which a member is not told is not known."""
        universe = self.plans.words.universes.get(fld.id)
        known = np.ones(self.rows, np.bool_)
        held: list[tuple[Array, frozenset[str]]] = []
        for member, name in members.items():
            judged = self.words.judge(fld, int(member) if member.isdigit() else member)
            if judged.problem is not None:
                self.faults.append(Fault(attrs.evolve(judged.problem, path=name), _WHOLE_COLUMN))
                continue
            found = self._conditions(name, columns[name])
            values, there = found or (np.zeros(self.rows, np.bool_),) * 2
            known &= there
            word = judged.value if isinstance(judged.value, frozenset) else frozenset[str]()
            held.append((values, word))
        if universe is None or fld.id not in self.plans.inputs:
            return own
        universe.add(sorted(frozenset[str]().union(*(word for _, word in held))))
        bits = [np.zeros(self.rows, np.uint64) for _ in range(universe.width)]
        for values, word in held:
            for part, bit in enumerate(universe.bits(word)):
                bits[part] |= np.where(values, bit, np.uint64(0))
        if own is None or own.bits is None:
            return Told(None, known, tuple(bits))
        padded = (*own.bits, *[np.zeros(self.rows, np.uint64)] * (len(bits) - len(own.bits)))
        joined = tuple(
            np.where(own.known, one, other) for one, other in zip(padded, bits, strict=True)
        )
        return Told(None, own.known | known, joined)

    # ------------------------------------------------------------------ figures and posts

    def _kpis(self, columns: Mapping[str, Foreign]) -> None:
        """Read figures; where one is told it is known which are measured."""
        some = np.zeros(self.rows, np.bool_)
        measured: list[tuple[str, Array]] = []
        for kpi, name in self.layout.kpis.items():
            key = f"kpis.{kpi}"
            found = self._numeric(name, columns[name], self.plans.program.inputs[key], None)
            if found is None:
                continue
            some |= found[1]
            measured.append((kpi, found[1]))
            if key in self.plans.inputs:
                self.told[key] = Told(*found)
        if MEASURED in self.plans.inputs and measured:
            universe = self.plans.words.universes[MEASURED]
            universe.add(kpi for kpi, _ in measured)
            bits = [np.zeros(self.rows, np.uint64) for _ in range(universe.width)]
            for kpi, there in measured:
                for part, bit in enumerate(universe.bits([kpi])):
                    bits[part] |= np.where(there, bit, np.uint64(0))
            self.told[MEASURED] = Told(None, some, tuple(bits))

    def _roles(self, columns: Mapping[str, Foreign]) -> None:
        """Read the posts that there are; where one is told, the others are none."""
        found = {
            role: self._numeric(name, columns[name], Amount(0, MOST_FTE), None)
            for role, name in self.layout.roles.items()
        }
        told = {role: one for role, one in found.items() if one is not None}
        if not told:
            return
        some = np.logical_or.reduce([known for _, known in told.values()])
        full = self.catalogue.constants[PRODUCTIVE].value * MINUTES
        for role in self.catalogue.roles:
            fte = told[role][0] if role in told else np.zeros(self.rows)
            inside = np.floor(fte * full + 0.5).astype(np.int64)
            for key, values in (
                (f"existing_roles.{role}", fte),
                (key_of("held", role, "inside"), inside),
                (key_of("held", role, "outside"), np.zeros(self.rows, np.int64)),
            ):
                if key in self.plans.inputs:
                    self.told[key] = Told(values, some)

    def _posts(self, name: str, array: Foreign) -> None:
        """Read the posts of each row that tells them, one row after the other."""
        keys = [
            key
            for role in self.catalogue.roles
            for key in (
                f"existing_roles.{role}",
                key_of("held", role, "inside"),
                key_of("held", role, "outside"),
            )
            if key in self.plans.inputs
        ]
        values = {key: np.zeros(self.rows, self._kind_of(key)) for key in keys}
        known = np.zeros(self.rows, np.bool_)
        for key in keys:
            if key in self.told:
                values[key], known = np.array(self.told[key].values), np.array(self.told[key].known)
        fte = {
            role: np.array(self.told[f"existing_roles.{role}"].values)
            for role in self.layout.roles
            if f"existing_roles.{role}" in self.told
        }
        for row, posts in enumerate(array.to_pylist()):
            if posts is None:
                continue
            data: dict[str, object] = {"existing_posts": posts}
            if known[row]:
                data["existing_roles"] = {role: own[row].item() for role, own in fte.items()}
            try:
                told = judge(profile_of(data, catalogue=self.catalogue), self.catalogue)
            except ProfileError as error:
                for problem in error.problems:
                    self._wrong(name, problem, np.array([row]))
                continue
            known[row] = True
            for key in keys:
                values[key][row] = told.values[key]
        self.told.update({key: Told(values[key], known) for key in keys})

    def _kind_of(self, key: str) -> Foreign:
        return _kind(self.plans.program.inputs[key])


def _kind(domain: Domain) -> Foreign:
    return np.int64 if isinstance(domain, Integer) else np.float64


def _shown(judged: Judged) -> str:
    if isinstance(judged.value, frozenset):
        return next(iter(judged.value), "")
    return judged.value if isinstance(judged.value, str) else ""
