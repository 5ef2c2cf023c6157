"""The finite cells of inputs: within one, no rule can tell two answers apart.

A number falls into the pieces between the values that rules compare it with, a text into the
words that rules name and all others, a set into how many members rules count in it. Inputs that
rules combine into one set share a variable.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import frozen

from commerce_roles.diagrams.formulas import Cut, Elements, Test, Truth, Words
from commerce_roles.diagrams.sets import SetCells
from commerce_roles.errors import InexactError
from commerce_roles.expressions import (
    Bounds,
    Choice,
    Domain,
    Interval,
    Rails,
    SetOf,
    Texts,
    Value,
    references,
)

__all__ = ["Numbers", "Sets", "Texted", "Variable", "YesNo", "variables_of"]

_MOST_CUTS: Final = 2_000
_MOST_WORDS: Final = 2_000


@frozen
class YesNo:
    """No is the first cell, yes the second."""

    key: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The inputs of the variable."""
        return (self.key,)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return 2

    def truths(self, _: Test) -> int:
        """Give the cells, as bits, in which a test is true."""
        return 0b10

    def cell_of(self, values: Mapping[str, Value]) -> int:
        """Give the cell of known values."""
        return int(bool(values[self.key]))

    def allowed(self, bounds: Bounds) -> int:
        """Give the cells, as bits, that knowledge allows."""
        found = bounds[self.key]
        if not isinstance(found, Rails):
            raise InexactError
        return (0 if found.surely else 0b01) | (0b10 if found.possibly else 0)


@frozen
class Numbers:
    """The pieces of a number between the places at which rules turn."""

    key: str
    cuts: tuple[tuple[float, bool], ...]
    """Rising: a value, and whether the next piece begins behind it rather than with it."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The inputs of the variable."""
        return (self.key,)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.cuts) + 1

    def truths(self, test: Test) -> int:
        """Give the cells, as bits, in which a test is true."""
        if not isinstance(test, Cut):
            raise InexactError
        first = self.cuts.index((test.value, test.beyond)) + 1
        return (1 << self.size) - (1 << first)

    def _cell(self, value: float) -> int:
        return bisect_right(self.cuts, (value, False))

    def cell_of(self, values: Mapping[str, Value]) -> int:
        """Give the cell of known values."""
        value = values[self.key]
        return self._cell(value) if isinstance(value, int | float) else 0

    def allowed(self, bounds: Bounds) -> int:
        """Give the cells, as bits, that knowledge allows."""
        found = bounds[self.key]
        if not isinstance(found, Interval):
            raise InexactError
        return (2 << self._cell(found.high)) - (1 << self._cell(found.low))


@frozen
class Texted:
    """The words that rules tell apart, and last all others."""

    key: str
    groups: tuple[frozenset[str | None], ...]
    rest: bool
    """Whether there are others."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The inputs of the variable."""
        return (self.key,)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.groups) + self.rest

    def truths(self, test: Test) -> int:
        """Give the cells, as bits, in which a test is true."""
        if not isinstance(test, Words):
            raise InexactError
        return sum(1 << place for place, group in enumerate(self.groups) if group <= test.words)

    def cell_of(self, values: Mapping[str, Value]) -> int:
        """Give the cell of known values."""
        value = values[self.key]
        for place, group in enumerate(self.groups):
            if value in group:
                return place
        return len(self.groups)

    def allowed(self, bounds: Bounds) -> int:
        """Give the cells, as bits, that knowledge allows."""
        found = bounds[self.key]
        if not isinstance(found, Texts):
            raise InexactError
        options = found.options
        if options is None:
            return (1 << self.size) - 1
        cells = {self.cell_of({self.key: word}) for word in options}
        return sum(1 << cell for cell in cells)


@frozen
class Sets:
    """How many members rules count in sets."""

    cells: SetCells

    @property
    def keys(self) -> tuple[str, ...]:
        """The inputs of the variable."""
        return self.cells.keys

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.cells.cells)

    def truths(self, test: Test) -> int:
        """Give the cells, as bits, in which a test is true."""
        if not isinstance(test, Elements):
            raise InexactError
        return self.cells.truths(test)

    def cell_of(self, values: Mapping[str, Value]) -> int:
        """Give the cell of known values."""
        held = ((key, values[key]) for key in self.keys)
        return self.cells.cell_of({k: v for k, v in held if isinstance(v, frozenset)})

    def allowed(self, bounds: Bounds) -> int:
        """Give the cells, as bits, that knowledge allows."""
        return self.cells.allowed(bounds)


Variable = YesNo | Numbers | Texted | Sets


def variables_of(
    tests: Iterable[Test], domains: Mapping[str, Domain]
) -> tuple[Sequence[Variable], Mapping[Test, int]]:
    """Find the variables of some tests, and for each test the position of its variable.

    Args:
        tests: All tests that there are.
        domains: The domain of every key that they read.

    Raises:
        InexactError: There are too many cells.
    """
    grouped: dict[tuple[str, ...], set[Test]] = {}
    elements: set[Elements] = set()
    for test in tests:
        if isinstance(test, Elements):
            elements.add(test)
        else:
            grouped.setdefault((test.key,), set()).add(test)
    for keys, counted in _coupled(elements).items():
        grouped.setdefault(keys, set()).update(counted)
    variables: list[Variable] = []
    positions: dict[Test, int] = {}
    for keys, own in sorted(grouped.items()):
        positions.update(dict.fromkeys(own, len(variables)))
        variables.append(_variable(keys, own, domains))
    return variables, positions


def _variable(keys: tuple[str, ...], tests: set[Test], domains: Mapping[str, Domain]) -> Variable:
    one = next(iter(tests))
    match one:
        case Truth(key=key):
            return YesNo(key)
        case Cut(key=key):
            cuts = sorted({(t.value, t.beyond) for t in tests if isinstance(t, Cut)})
            if len(cuts) > _MOST_CUTS:
                raise InexactError
            return Numbers(key, tuple(cuts))
        case Words(key=key):
            return _texted(key, [t.words for t in tests if isinstance(t, Words)], domains[key])
        case _:
            options: dict[str, frozenset[str] | None] = {}
            for key in keys:
                domain = domains[key]
                options[key] = domain.options if isinstance(domain, SetOf) else None
            own = {test for test in tests if isinstance(test, Elements)}
            return Sets(SetCells.of(keys, options, own))


def _texted(key: str, tested: list[frozenset[str | None]], domain: Domain) -> Texted:
    groups: dict[tuple[bool, ...], set[str | None]] = {}
    ordered = sorted(tested, key=lambda words: sorted(map(str, words)))
    words = frozenset[str | None]().union(*ordered)
    if len(words) > _MOST_WORDS:
        raise InexactError
    for word in words:
        groups.setdefault(tuple(word in some for some in ordered), set()).add(word)
    options = domain.options if isinstance(domain, Choice) else None
    rest = options is None or not {*options, None} <= words
    found = sorted(map(frozenset, groups.values()), key=lambda group: sorted(map(str, group)))
    return Texted(key, tuple(found), rest)


def _coupled(tests: set[Elements]) -> Mapping[tuple[str, ...], set[Elements]]:
    """Bring together the tests of sets that some test combines."""
    groups: list[tuple[set[str], set[Elements]]] = []
    for test in sorted(tests, key=repr):
        keys, own = set(references(test.container)), {test}
        apart: list[tuple[set[str], set[Elements]]] = []
        for others, theirs in groups:
            if keys & others:
                keys |= others
                own |= theirs
            else:
                apart.append((others, theirs))
        groups = [*apart, (keys, own)]
    return {tuple(sorted(keys)): own for keys, own in groups}
