"""The cells of sets: which counts of members, up to what rules ask for, can occur together.

Rules look at sets only through the number of members of sets made of them (`count(channels -
own_media) >= 2`). Every word adds to some of these numbers, according to the inputs it is in. So
a cell is a tuple of numbers, each capped at what rules ask for; which tuples there are is added up
word by word. Words that no rule names behave alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import Final

from attrs import frozen

from commerce_roles.diagrams.formulas import Elements
from commerce_roles.errors import InexactError
from commerce_roles.expressions import Bounds, Combine, Form, Literal, Ref, Sets, references, walk

__all__ = ["Counts", "SetCells", "Words"]

Counts = tuple[int, ...]
Words = Mapping[str, frozenset[str]]
"""What each set input holds."""

_MOST_INPUTS: Final = 4
"""Set inputs that rules may combine with each other."""
_MOST_CELLS: Final = 512


@frozen(eq=False, slots=False)
class SetCells:
    """The cells of one set input, or of several that rules combine."""

    keys: tuple[str, ...]
    options: Mapping[str, frozenset[str] | None]
    """The words of each input; None: any."""
    containers: tuple[Form, ...]
    """The sets whose members are counted."""
    most: Counts
    """The largest number that rules ask for, of each."""

    @classmethod
    def of(
        cls,
        keys: tuple[str, ...],
        options: Mapping[str, frozenset[str] | None],
        tests: set[Elements],
    ) -> "SetCells":
        """Collect the containers that tests count.

        Raises:
            InexactError: There are too many inputs or too many cells.
        """
        most: dict[Form, int] = {}
        for test in sorted(tests, key=repr):
            most[test.container] = max(most.get(test.container, 0), test.least)
        found = cls(keys, options, tuple(most), tuple(most.values()))
        if len(keys) > _MOST_INPUTS or len(found.cells) > _MOST_CELLS:
            raise InexactError
        return found

    @cached_property
    def cells(self) -> tuple[Counts, ...]:
        """All tuples of numbers that can occur, in order."""
        nothing = {key: Sets(frozenset(), self.options[key]) for key in self.keys}
        return tuple(sorted(self._reached(nothing)))

    @cached_property
    def _positions(self) -> Mapping[Counts, int]:
        return {cell: position for position, cell in enumerate(self.cells)}

    def truths(self, test: Elements) -> int:
        """Give the cells, as bits, in which a test is true."""
        column = self.containers.index(test.container)
        held = (position for position, cell in enumerate(self.cells) if cell[column] >= test.least)
        return sum(1 << position for position in held)

    def cell_of(self, words: Words) -> int:
        """Give the position of the cell in which known sets lie."""
        counts = (
            min(most, len(_members(container, words)))
            for container, most in zip(self.containers, self.most, strict=True)
        )
        return self._positions[tuple(counts)]

    def allowed(self, bounds: Bounds) -> int:
        """Give the cells, as bits, in which the sets may lie."""
        known = {key: _sets(bounds, key) for key in self.keys}
        if all(found.surely == found.possibly for found in known.values()):
            return 1 << self.cell_of({key: found.surely for key, found in known.items()})
        return sum(1 << self._positions[cell] for cell in self._reached(known))

    def _reached(self, known: Mapping[str, Sets]) -> set[Counts]:
        """Add up, word by word, which numbers can occur."""
        reached: set[Counts] = {(0,) * len(self.most)}
        for contributions, repeated in self._contributions(known):
            for _ in range(max(self.most, default=0) if repeated else 1):
                further = {
                    tuple(
                        min(most, had + more)
                        for most, had, more in zip(self.most, counts, added, strict=True)
                    )
                    for counts in reached
                    for added in contributions
                }
                if further == reached:
                    break
                reached = further
        return reached

    @cached_property
    def named(self) -> frozenset[str]:
        """The words that rules name."""
        parts = (part for container in self.containers for part in walk(container))
        literals = (part.value for part in parts if isinstance(part, Literal))
        return frozenset[str]().union(*(v for v in literals if isinstance(v, frozenset)))

    def _contributions(self, known: Mapping[str, Sets]) -> Iterator[tuple[frozenset[Counts], bool]]:
        """Give, word by word, what it may add; last, what any number of unnamed words may add."""
        possible = (found.possibly or frozenset() for found in known.values())
        options = (words or frozenset() for words in self.options.values())
        words = self.named.union(*options, *possible, *(found.surely for found in known.values()))
        for word in sorted(words):
            states = [_states(word, known[key], self.options[key]) for key in self.keys]
            yield frozenset(self.added(word, within) for within in product(*states)), False
        if any(found.possibly is None for found in known.values()):
            free = [(False, True) if known[key].possibly is None else (False,) for key in self.keys]
            yield frozenset(self.added("", within) for within in product(*free)), True

    def added(self, word: str, within: Sequence[bool]) -> Counts:
        """Give what a word adds to each number, by the inputs it is in."""
        inside = dict(zip(self.keys, within, strict=True))
        return tuple(int(_holds(container, word, inside)) for container in self.containers)


def _sets(bounds: Bounds, key: str) -> Sets:
    found = bounds[key]
    if isinstance(found, Sets):
        return found
    raise InexactError


def _states(word: str, known: Sets, options: frozenset[str] | None) -> tuple[bool, ...]:
    """Say whether a word may be outside and inside a set."""
    if word in known.surely:
        return (True,)
    if known.possibly is None:
        return (False,) if options is not None and word not in options else (False, True)
    return (False, True) if word in known.possibly else (False,)


def _holds(container: Form, word: str, within: Mapping[str, bool]) -> bool:
    """Say whether a word is in a set made of inputs and constants."""
    match container:
        case Ref(key=key):
            return within[key]
        case Literal(value=frozenset() as value):
            return word in value
        case Combine(operator=operator, left=left, right=right):
            one, other = _holds(left, word, within), _holds(right, word, within)
            return (
                (one and other) if operator == "&"
                else (one or other) if operator == "|"
                else one and not other
            )  # fmt: skip
        case _:
            raise InexactError


def _members(container: Form, words: Words) -> frozenset[str]:
    """Give the members of a set made of known inputs and constants."""
    named = frozenset[str]().union(
        *(words[key] for key in references(container)),
        *(
            part.value
            for part in walk(container)
            if isinstance(part, Literal) and isinstance(part.value, frozenset)
        ),
    )
    return frozenset(
        word
        for word in named
        if _holds(container, word, {key: word in words[key] for key in references(container)})
    )
