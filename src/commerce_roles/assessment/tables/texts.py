"""Columns of texts: each text is a number of a vocabulary, and 0 is the text that nobody gave."""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Final, Protocol

from attrs import define, field, frozen

from commerce_roles.assessment.tables.rails import Array, Rails, is_alone, known, np, rails

__all__ = ["NOBODY", "Chosen", "Given", "Text", "Vocabulary", "same", "word"]

NOBODY: Final = 0
"""The number of the text that nobody gave."""


@define
class Vocabulary:
    """Numbers for texts, in the order in which they are first met."""

    numbers: dict[str | None, int] = field(factory=lambda: {None: NOBODY})
    words: list[str | None] = field(factory=lambda: [None])

    def number(self, text: str | None) -> int:
        """Give the number of a text, a new one where it was never met."""
        found = self.numbers.get(text)
        if found is None:
            found = self.numbers[text] = len(self.words)
            self.words.append(text)
        return found


class Text(Protocol):
    """What a column of texts can say."""

    @property
    def point(self) -> Array:
        """The number of the best estimate, row by row."""
        ...

    @property
    def exact(self) -> Array:
        """Where the estimate is all that it may be."""
        ...

    @property
    def anything(self) -> Array:
        """Where it may be any text at all."""
        ...

    def numbers(self) -> Iterable[int]:
        """List the numbers that it may be anywhere, beside those of `anything`."""
        ...

    def may(self, number: int) -> Array:
        """Say where it may be a text; where it may be any, this is of no matter."""
        ...


@frozen(eq=False)
class Given:
    """A text that was told, or was not: then it is one of a pool, or anything."""

    point: Array
    exact: Array
    pool: frozenset[int] | None = frozenset()

    @property
    def anything(self) -> Array:
        """Where it may be any text at all."""
        return ~self.exact if self.pool is None else np.False_

    def numbers(self) -> Iterable[int]:
        """List what was told, and the pool if it may be needed."""
        pool: set[int] = set() if np.all(self.exact) else {*(self.pool or ())}
        return sorted({*np.unique(self.point[...]).tolist(), *pool})

    def may(self, number: int) -> Array:
        """Say where it may be a text."""
        found = (self.point == number) & self.exact
        return found | ~self.exact if number in (self.pool or ()) else found


@frozen(eq=False)
class Chosen:
    """A text that rules chose: which ones they may have chosen, row by row."""

    point: Array
    planes: Mapping[int, Array]
    anything: Array = np.False_

    @property
    def exact(self) -> Array:
        """Where one text alone may have been chosen."""
        several = reduce(np.add, (plane.astype(np.int8) for plane in self.planes.values()))
        return (several == 1) & ~self.anything

    def numbers(self) -> Iterable[int]:
        """List what may have been chosen."""
        return sorted(self.planes)

    def may(self, number: int) -> Array:
        """Say where a text may have been chosen."""
        return self.planes.get(number, np.False_)


def word(number: int) -> Given:
    """Make a literal."""
    return Given(np.int64(number), np.True_)


def same(left: Text, right: Text) -> Rails:
    """Say whether two texts are equal."""
    point = left.point == right.point
    if _all(left.exact) and _all(right.exact):
        return known(point)
    surely = left.exact & right.exact & point
    possibly = left.anything | right.anything | surely
    for number in set(left.numbers()) & set(right.numbers()):
        possibly = possibly | (left.may(number) & right.may(number))
    return rails(surely, possibly, point)


def _all(array: Array) -> bool:
    return bool(array) if is_alone(array) else bool(array.all())
