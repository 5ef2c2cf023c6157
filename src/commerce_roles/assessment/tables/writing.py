"""Forms written out as one list of operations on columns, each of them worked out once.

Equal forms are one operation, whichever rule they stand in, and a column is let go after the last
operation that reads it: so a run needs little memory and no time for what it knows already.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import Any as Anything
from typing import Final, assert_never

from attrs import define, field, frozen

from commerce_roles.assessment.tables import numbers
from commerce_roles.assessment.tables.choosing import chosen
from commerce_roles.assessment.tables.rails import Rails, all_of, any_of, known, np, opposite
from commerce_roles.assessment.tables.sets import Column, Universe, joined, member, size
from commerce_roles.assessment.tables.texts import Text, Vocabulary, same, word
from commerce_roles.expressions import (
    All,
    Amount,
    Any,
    Boolean,
    Cents,
    Choice,
    Combine,
    Compare,
    Comparison,
    Count,
    First,
    Form,
    Greatest,
    Integer,
    Least,
    Literal,
    Member,
    Not,
    Product,
    Quotient,
    Ref,
    SetOf,
    SetOperator,
    Size,
    Sum,
    parts,
    references,
)

__all__ = ["Operation", "Value", "Words", "Writing", "run"]

Value = Rails | Text | Column | frozenset[str]
"""A column, or the literal of a set, which takes on the bits of the set that it meets."""

Work = Callable[..., Anything]


@define
class Words:
    """The numbers of texts and the bits of sets: they grow with what is told."""

    vocabulary: Vocabulary = field(factory=Vocabulary)
    universes: dict[str, Universe] = field(factory=dict[str, Universe])
    """For each input that is a set; sets that rules combine share theirs."""

    def couple(self, keys: Sequence[str]) -> Universe:
        """Give sets that rules combine one universe."""
        found = [self.universes.setdefault(key, Universe()) for key in keys]
        first, *others = found or [Universe()]
        for other in others:
            if other is not first:
                first.add(other.places)
                for key, universe in self.universes.items():
                    if universe is other:
                        self.universes[key] = first
        return first


@frozen
class Operation:
    """One operation: the places that it reads, and the one that it fills."""

    work: Work
    reads: tuple[int, ...]
    place: int


@define
class Writing:
    """Writes forms as operations, in the order in which they can be run."""

    words: Words
    operations: list[Operation] = field(factory=list[Operation])
    places: dict[str, int] = field(factory=dict[str, int])
    """Where the value of each key is."""
    _known: dict[Hashable, int] = field(factory=dict[Hashable, int])

    def couple(self, form: Form) -> None:
        """Give sets that a form combines one universe, with all words that it names."""
        waiting = [form]
        while waiting:
            part = waiting.pop()
            if isinstance(part, Combine | Member | Size) or isinstance(part.domain, SetOf):
                self._universe(part)
            else:
                waiting.extend(parts(part))

    def add(self, work: Work, reads: Sequence[int]) -> int:
        """Add an operation, and give its place."""
        place = len(self.operations)
        self.operations.append(Operation(work, tuple(reads), place))
        return place

    def write(self, form: Form) -> int:
        """Write a form, and give the place of its value."""
        if isinstance(form, Ref):
            return self.places[form.key]
        inner = tuple(self.write(part) for part in parts(form))
        key = (type(form), _own(form), inner)
        if key not in self._known:
            self._known[key] = self.add(self._work(form), inner)
        return self._known[key]

    def _work(self, form: Form) -> Work:  # noqa: C901, PLR0912 one case per form
        """Say what an operation does with the columns inside a form."""
        match form:
            case Literal():
                value = self._literal(form)
                return lambda: value
            case Not():
                return opposite
            case All():
                return _of_many(all_of)
            case Any():
                return _of_many(any_of)
            case Compare(operator=sign):
                return self._comparing(form, sign)
            case Member():
                universe = self._universe(form.container)
                vocabulary = self.words.vocabulary
                return _membership(universe, vocabulary)
            case Combine(operator=sign):
                universe = self._universe(form)
                return _combining(sign, universe)
            case Size(domain=domain):
                universe = self._universe(form.container)
                return _sizing(universe, domain.high)
            case Count():
                return _of_many(numbers.count)
            case Sum():
                return _of_many(numbers.total)
            case Least():
                return _of_many(numbers.least)
            case Greatest():
                return _of_many(numbers.greatest)
            case Product():
                plain = all(_never_negative(part) for part in parts(form))
                return partial(numbers.times, never_negative=plain)
            case Quotient(divisor=divisor):
                return partial(numbers.quotient, divisor=divisor)
            case Cents():
                return numbers.cents
            case First():
                universe = self._universe(form)
                return _choosing(universe)
            case Ref():  # pragma: no cover a reference is a place, not an operation
                raise TypeError
            case _:
                assert_never(form)

    def _comparing(self, form: Compare, sign: Comparison) -> Work:
        if not isinstance(form.left.domain, Choice):
            return partial(numbers.compare, sign)
        if sign == "==":
            return same
        return _different

    def _universe(self, form: Form) -> Universe:
        """Give the universe of the sets in a form, with place for the words that it names."""
        keys = [key for key in references(form) if key in self.words.universes]
        universe = self.words.couple(keys)
        universe.add(sorted(_named(form)))
        return universe

    def _literal(self, form: Literal) -> Value:
        match form.domain:
            case Choice():
                text = None if form.value is None else str(form.value)
                return word(self.words.vocabulary.number(text))
            case SetOf():
                return form.value if isinstance(form.value, frozenset) else frozenset[str]()
            case Boolean():
                return known(np.bool_(form.value))
            case Amount():
                return known(np.float64(form.value))
            case _:
                return known(np.int64(form.value))


def run(
    operations: Sequence[Operation], last: Mapping[int, int], given: Mapping[int, Value]
) -> dict[int, Value]:
    """Work all operations out; a column is let go after its last reader."""
    held: dict[int, Value] = dict(given)
    for operation in operations:
        place = operation.place
        if place not in held:
            held[place] = operation.work(*(held[part] for part in operation.reads))
        for part in operation.reads:
            if last[part] == place:
                held.pop(part, None)
    return held


def _of_many(work: Callable[[Sequence[Rails]], Rails]) -> Work:
    def many(*columns: Rails) -> Rails:
        return work(columns)

    return many


def _different(one: Text, other: Text) -> Rails:
    return opposite(same(one, other))


def _membership(universe: Universe, vocabulary: Vocabulary) -> Work:
    for text in universe.places:
        vocabulary.number(text)

    def inside(item: Text, held: Value) -> Rails:
        return member(item, _bits(held, universe), vocabulary)

    return inside


def _combining(sign: SetOperator, universe: Universe) -> Work:
    def together(one: Value, other: Value) -> Column:
        return joined(sign, _bits(one, universe), _bits(other, universe))

    return together


def _sizing(universe: Universe, most: int) -> Work:
    def counted(held: Value) -> Rails:
        return size(_bits(held, universe), most)

    return counted


def _choosing(universe: Universe) -> Work:
    def first(*columns: Value) -> Anything:  # noqa: ANN401 of the kind of its values
        return chosen([_bits(c, universe) if isinstance(c, frozenset) else c for c in columns])

    return first


_FREE: Final = frozenset[str]()


def _bits(held: Value, universe: Universe) -> Column:
    """Give a set as a column; a literal takes on the bits of what it meets."""
    if isinstance(held, Column):
        return held
    bits = universe.bits(held if isinstance(held, frozenset) else _FREE)
    return Column(universe, bits, bits, bits)


def _own(form: Form) -> Hashable:
    """Give what a form is made of beside the forms inside it."""
    match form:
        case Literal(domain=domain, value=value):
            return (type(domain), type(value), value)
        case Compare(operator=sign, left=left):
            return (sign, type(left.domain))
        case Combine(operator=sign):
            return (sign, tuple(sorted(references(form))))
        case Size(domain=domain):
            return domain.high
        case Quotient(divisor=divisor):
            return divisor
        case Product():
            return all(_never_negative(part) for part in parts(form))
        case _:
            return None


def _named(form: Form) -> frozenset[str]:
    """Collect the words of the sets that a form names."""
    inside = frozenset[str]().union(*(_named(part) for part in parts(form)))
    if isinstance(form, Literal) and isinstance(form.value, frozenset):
        return inside | form.value
    return inside


def _never_negative(form: Form) -> bool:
    return isinstance(form.domain, Integer) and form.domain.low >= 0
