"""What the columns of a table elsewhere hold, found out by its own engine, and read as nodes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from commerce_roles.assessment.tables.answers import Told
from commerce_roles.assessment.tables.elsewhere.nodes import Flags, Kind, Node
from commerce_roles.assessment.tables.elsewhere.writing_out import Result, written_out
from commerce_roles.assessment.tables.faults import WHOLE_COLUMN, Fault, Replaced
from commerce_roles.assessment.tables.judged import Judged, Words, numeric_problem, shown
from commerce_roles.assessment.tables.packages import Foreign, needed
from commerce_roles.assessment.tables.planning import TablePlans
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.errors import Problem
from commerce_roles.expressions import Amount, Choice, Domain, Integer
from commerce_roles.model import Field
from commerce_roles.model.limits import MOST_WORDS

__all__ = ["Looking", "UnwritableError"]

_WIDTH: Final = 64
_MOST_MEMBERS: Final = 256
"""The most different members of one set for each of which there is a condition."""
_MOST_SHOWN: Final = 100
"""The most wrong values of one column that are named."""
_STRANGER: Final = "\0"
"""Stands for every text that no rule names; it is no text that can be told."""


class UnwritableError(Exception):
    """The table cannot be decided by its own engine; it is decided here."""


@attrs.define
class Looking:
    """Reads columns as nodes, after a look at what they hold; faults are kept, none is raised."""

    plans: TablePlans
    words: Words
    frame: Foreign
    """A lazy frame of Narwhals."""
    names: Sequence[str]
    """The columns that are read."""
    faults: list[Fault] = attrs.field(factory=list[Fault])
    replaced: list[Replaced] = attrs.field(factory=list[Replaced])
    sources: dict[str, Foreign] = attrs.field(factory=dict[str, Foreign])
    """The expressions for which nodes stand."""
    _types: Mapping[str, Foreign] = attrs.field(init=False)
    _held: Mapping[str, Any] = attrs.field(init=False)
    """What the engine said of the columns."""
    _checks: list[tuple[str, Problem, Node]] = attrs.field(
        factory=list["tuple[str, Problem, Node]"]
    )

    def __attrs_post_init__(self) -> None:
        """Look at all columns at once."""
        narwhals = needed("narwhals")
        self._types = self.frame.collect_schema()
        asked = {"rows": narwhals.len()}
        for name in self.names:
            cell = self._cell(name)
            asked[f"null {name}"] = cell.is_null().cast(narwhals.Int64).sum()
            if self._numeric(name):
                asked[f"least {name}"], asked[f"most {name}"] = cell.min(), cell.max()
                if not self._types[name].is_integer():
                    broken = cell != cell.floor()
                    asked[f"broken {name}"] = broken.cast(narwhals.Int64).sum()
            elif isinstance(self._types[name], narwhals.List):
                asked[f"longest {name}"] = cell.list.len().max()
        one = self._collected(self.frame.select(**asked))[0]
        self._held = {key: 0 if value is None else value for key, value in one.items()}

    # ------------------------------------------------------------------ the engine

    def _cell(self, name: str) -> Foreign:
        """Give a column as it is read: no number is null, decimals are doubles."""
        narwhals = needed("narwhals")
        cell, kind = narwhals.col(name), self._types[name]
        if kind.is_float():
            return narwhals.when(~cell.is_nan()).then(cell)
        if kind.is_decimal():
            return cell.cast(narwhals.Float64)
        return cell.cast(narwhals.String) if kind in (narwhals.Categorical, narwhals.Enum) else cell

    def _collected(self, frame: Foreign) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = frame.collect("pyarrow").to_native().to_pylist()
        return found

    def _numeric(self, name: str) -> bool:
        return bool(self._types[name].is_numeric())

    def _empty(self, name: str) -> bool:
        return int(self._held[f"null {name}"]) >= int(self._held["rows"])

    def _node(self, name: str, source: Foreign, kind: Kind, among: Sequence[int] = ()) -> Node:
        self.sources[name] = source
        return Node("column", (name,), kind, frozenset(among))

    def _there(self, name: str, *, also: Foreign = None) -> Array:
        """Say where a column tells something."""
        if also is None and not int(self._held[f"null {name}"]):
            return np.True_
        there = ~self._cell(name).is_null()
        return self._node(f"told {name}", there if also is None else there & also, "b")

    # ------------------------------------------------------------------ as every reading

    def nothing(self, kind: Foreign) -> Array:
        """Give a column of nothing."""
        return np.zeros(1, kind)[0]

    def everything(self) -> Array:
        """Say yes everywhere."""
        return np.True_

    def wrong(self, name: str, problem: Problem, where: Array) -> None:
        """Note what is wrong in some rows, which the engine is asked about later."""
        if isinstance(where, Node):
            self._checks.append((name, problem, where))
        elif where:
            self._wrong(name, problem)

    def checked(self) -> None:
        """Ask the engine where what was noted is so."""
        narwhals = needed("narwhals")
        if not self._checks or not int(self._held["rows"]):
            return
        marks = {
            f"check {number}": Result(where, lambda mark: mark.cast(narwhals.Int64))
            for number, (_, _, where) in enumerate(self._checks)
        }
        marked = written_out(self.frame, (), self.sources, marks)
        (counts,) = self._collected(marked.select(narwhals.col(name).sum() for name in marks))
        for count, (name, problem, _) in zip(counts.values(), self._checks, strict=True):
            if count:
                self._wrong(name, problem)

    def _wrong(self, name: str, problem: Problem) -> None:
        self.faults.append(Fault(attrs.evolve(problem, path=name), WHOLE_COLUMN))

    def _wrong_type(self, name: str, wanted: str, remedy: str) -> None:
        if self.words.options.coerce:
            raise UnwritableError
        message = f"{wanted}, the column is of type {self._types[name]}"
        self._wrong(name, Problem(message, "", remedy))

    # ------------------------------------------------------------------ numbers, yes or no

    def number(self, name: str, domain: Domain, fld: Field | None) -> tuple[Array, Array] | None:
        """Give numbers, and where there are any; None where there are none at all."""
        narwhals = needed("narwhals")
        if self._empty(name):
            return None
        if not self._numeric(name):
            remedy = "give the column a numeric type, or read it with coerce=True"
            self._wrong_type(name, "numbers are wanted", remedy)
            return None
        whole = isinstance(domain, Integer)
        low, high = (domain.low, domain.high) if isinstance(domain, Integer | Amount) else (0, 0)
        cell = self._cell(name)
        held = self._held
        broken = whole and int(held.get(f"broken {name}", 0))
        if held[f"least {name}"] < low or held[f"most {name}"] > high or broken:
            wrong = (cell < low) | (cell > high)
            wrong = wrong | (cell != cell.floor()) if broken else wrong
            bad = self.frame.select(cell.alias(name)).filter(wrong.fill_null(value=False))
            for value in sorted(row[name] for row in self._collected(bad.unique()))[:_MOST_SHOWN]:
                self._wrong(name, numeric_problem(self.words, value, domain, fld))
        kind: Kind = "i" if whole else "f"
        source = cell.fill_null(0).cast(narwhals.Int64 if whole else narwhals.Float64)
        return self._node(name, source, kind), self._there(name)

    def conditions(self, name: str) -> tuple[Array, Array] | None:
        """Give where yes was said, and where anything was."""
        if self._empty(name):
            return None
        if not self._types[name].is_boolean():
            remedy = "give the column a type of yes or no, or read it with coerce=True"
            self._wrong_type(name, "yes or no is wanted", remedy)
            return None
        return self._node(name, self._cell(name).fill_null(value=False), "b"), self._there(name)

    # ------------------------------------------------------------------ words

    def word(self, fld: Field, name: str) -> Told | None:
        """Give the numbers of texts, or the ranks of levels."""
        narwhals = needed("narwhals")
        if self._empty(name):
            return None
        if isinstance(self._types[name], narwhals.List | narwhals.Struct):
            raise UnwritableError
        cell = self._cell(name)
        found = [row[name] for row in self._collected(self.frame.select(cell.alias(name)).unique())]
        meant = self._judged(fld, name, [value for value in found if value is not None])
        if fld.id not in self.plans.inputs:
            return None
        groups: dict[int, list[object]] = {}
        strange = self._number_of(fld, _STRANGER)
        for value, one in meant.items():
            if one.value is not None:
                groups.setdefault(self._number_of(fld, one.value), []).append(value)
        silent = [value for value, one in meant.items() if one.value is None]
        source = narwhals.lit(strange, narwhals.Int64)
        for number, values in groups.items():
            if number != strange:
                chosen = cell.is_in(values).fill_null(value=False)
                source = (
                    narwhals.when(chosen)
                    .then(narwhals.lit(number, narwhals.Int64))
                    .otherwise(source)
                )
        also = ~cell.is_in(silent).fill_null(value=True) if silent else None
        return Told(self._node(name, source, "i", [strange, *groups]), self._there(name, also=also))

    def _number_of(self, fld: Field, value: object) -> int:
        """Give the number of a text, or the rank of a level; one for all that no rule names."""
        if not isinstance(self.plans.program.inputs[fld.id], Choice):
            return value if isinstance(value, int) else 0
        vocabulary = self.plans.words.vocabulary
        number = vocabulary.numbers.get(str(value), self.plans.named)
        return number if number < self.plans.named else vocabulary.number(_STRANGER)

    def _judged(self, fld: Field, name: str, values: Sequence[object]) -> dict[object, Judged]:
        """Judge the words that there are, and note those that are wrong or replaced."""
        found: dict[object, Judged] = {}
        for value in sorted(values, key=str):
            one = found[value] = self.words.judge(fld, value)
            if one.problem is not None:
                self._wrong(name, one.problem)
            elif one.replaced:
                self.replaced.append(self._replaced(name, value, one))
        return found

    def _replaced(self, name: str, value: object, by: Judged) -> Replaced:
        narwhals = needed("narwhals")
        cell = self._cell(name)
        listed = isinstance(self._types[name], narwhals.List)
        here = cell.list.contains(value) if listed else cell == value
        counted = self.frame.filter(here.fill_null(value=False)).select(rows=narwhals.len())
        return Replaced(name, str(value), shown(by), self._collected(counted)[0]["rows"])

    # ------------------------------------------------------------------ sets

    def set(self, fld: Field, name: str) -> Told | None:
        """Give the bits of sets."""
        narwhals = needed("narwhals")
        if self._empty(name):
            return None
        if not isinstance(self._types[name], narwhals.List):
            remedy = f"give lists, or a column of yes or no for each member, such as {fld.id}.other"
            self._wrong_type(name, "lists are wanted", remedy)
            return None
        if not (self._types[name].inner == narwhals.String or self._types[name].inner.is_integer()):
            raise UnwritableError
        if int(self._held[f"longest {name}"]) > MOST_WORDS:
            message = f"there are more than {MOST_WORDS} entries"
            self._wrong(name, Problem(message, "", "give fewer"))
        cell = narwhals.col(name)
        some = self.frame.select(name).filter((cell.list.len() > 0).fill_null(value=False))
        values = [row[name] for row in self._collected(some.explode(name).unique())]
        if None in values:
            message = "an entry of the list is missing"
            self._wrong(name, Problem(message, "", "leave it out of the list"))
        meant = self._judged(fld, name, [value for value in values if value is not None])
        if fld.id not in self.plans.inputs:
            return None
        return Told(None, self._there(name), self._bits(fld.id, name, meant))

    def _bits(self, key: str, name: str, meant: Mapping[object, Judged]) -> tuple[Array, ...]:
        narwhals = needed("narwhals")
        universe = self.plans.words.universes[key]
        own: dict[str, list[object]] = {}
        for value, one in meant.items():
            for word in one.value if isinstance(one.value, frozenset) else ():
                own.setdefault(word, []).append(value)
        if len(own) > _MOST_MEMBERS:
            raise UnwritableError
        universe.add(sorted(own))
        found: list[Array] = [np.False_] * (_WIDTH * universe.width)
        cell = narwhals.col(name)
        everywhere = not int(self._held[f"null {name}"])
        for word, values in own.items():
            held = [cell.list.contains(value).fill_null(value=False) for value in values]
            if everywhere and len(values) == 1:
                inside = cell.list.contains(values[0])
            else:
                inside = (
                    narwhals.when(cell.is_null())
                    .then(narwhals.lit(value=False))
                    .otherwise(narwhals.any_horizontal(held, ignore_nulls=False))
                )
            found[universe.places[word]] = self._node(f"{name} has {word}", inside, "b")
        whole = None
        if (
            everywhere
            and universe.width == 1
            and all(_names_one(one, own) for one in meant.values())
        ):
            different = cell.list.unique().list.len().cast(narwhals.Int64)
            whole = self._node(f"{name} holds", different, "i")
        return tuple(
            Flags(tuple(found[start : start + _WIDTH]), whole)
            for start in range(0, len(found), _WIDTH)
        )


def _names_one(judged: Judged, values: Mapping[str, Sequence[object]]) -> bool:
    """Say whether a member stands for one word, and no other member for the same."""
    words = judged.value if isinstance(judged.value, frozenset) else ()
    return len(words) == 1 and all(len(values[word]) == 1 for word in words)
