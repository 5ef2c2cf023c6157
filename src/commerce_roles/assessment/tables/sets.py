"""Columns of sets: a bit for each word, in as many words of 64 bits as that takes."""

from collections.abc import Iterable, Sequence
from functools import reduce

from attrs import define, field, frozen

from commerce_roles.assessment.tables.rails import Array, Rails, is_alone, is_held, known, np, rails
from commerce_roles.assessment.tables.texts import Text, Vocabulary
from commerce_roles.expressions import SetOperator

__all__ = ["Bits", "Column", "Universe", "gathered", "joined", "member", "size"]

Bits = tuple[Array, ...]
_ALL = np.uint64(2**64 - 1)
_WIDTH = 64
_FEW = 8
"""Members up to which they are joined place by place."""


@define
class Universe:
    """The words that sets which rules combine may hold, each with its bit."""

    places: dict[str, int] = field(factory=dict[str, int])

    def add(self, words: Iterable[str]) -> None:
        """Make place for words."""
        for text in words:
            self.places.setdefault(text, len(self.places))

    @property
    def width(self) -> int:
        """How many words of 64 bits it takes."""
        return max(1, -(-len(self.places) // _WIDTH))

    def bits(self, words: Iterable[str]) -> Bits:
        """Write a set of words that have a place."""
        found = [0] * self.width
        for place in (self.places[text] for text in words):
            found[place // _WIDTH] |= 1 << place % _WIDTH
        return tuple(map(np.uint64, found))

    @property
    def everything(self) -> Bits:
        """All bits."""
        return (_ALL,) * self.width


@frozen(eq=False)
class Column:
    """A set: what it surely and possibly holds, and the best estimate."""

    universe: Universe
    one: Bits
    other: Bits
    point: Bits
    endless: Array = np.False_
    """Where it may hold any word; there all bits of `other` are set."""

    @property
    def exact(self) -> bool:
        """Whether every row is known."""
        return self.one is self.other


def has(bits: Bits, place: int) -> Array:
    """Say where a bit is set."""
    return (bits[place // _WIDTH] & np.uint64(1 << place % _WIDTH)).astype(np.bool_)


def joined(sign: SetOperator, left: Column, right: Column) -> Column:
    """Take what two sets have in common, together, or apart."""
    point = _joined(sign, left.point, right.point)
    if left.exact and right.exact:
        return Column(left.universe, point, point, point)
    if sign == "-":
        endless = left.endless
        one = _joined("-", left.one, right.other)
        other = _joined("-", left.other, right.one)
    else:
        endless = left.endless & right.endless if sign == "&" else left.endless | right.endless
        one = _joined(sign, left.one, right.one)
        other = _joined(sign, left.other, right.other)
    other = tuple(np.where(endless, _ALL, part) for part in other)
    return Column(left.universe, one, other, point, endless)


def _joined(sign: SetOperator, left: Bits, right: Bits) -> Bits:
    pairs = zip(left, right, strict=True)
    if sign == "&":
        return tuple(a & b for a, b in pairs)
    if sign == "|":
        return tuple(a | b for a, b in pairs)
    return tuple(a & ~b for a, b in pairs)


def size(container: Column, most: int) -> Rails:
    """Count the members of a set."""
    if container.exact:
        return known(_counted(container.one))
    low, high = _counted(container.one), _counted(container.other)
    high = np.maximum(np.where(container.endless, most, high), low)
    return rails(low, high, _counted(container.point))


def _counted(bits: Bits) -> Array:
    return reduce(np.add, (np.bitwise_count(part).astype(np.int64) for part in bits))


def gathered(bits: Array, codes: Array, lengths: Array) -> Array:
    """Join the bits of the members of each row.

    Args:
        bits: By code, the bit of a word.
        codes: Of the members of all rows, one after the other.
        lengths: How many members each row has.
    """
    ends = np.cumsum(lengths, dtype=np.intp)
    places = ends - lengths
    longest = lengths.max(initial=0)
    if longest > _FEW:
        found = np.zeros(len(lengths), np.uint64)
        some = lengths > 0
        found[some] = np.bitwise_or.reduceat(bits.take(codes, mode="clip"), places[some])
        return found
    narrow = bits.astype(np.min_scalar_type(bits.max(initial=0)))
    held = np.append(narrow.take(codes, mode="clip"), narrow.dtype.type(0))
    found = np.zeros(len(lengths), narrow.dtype)
    for member in range(longest):  # the first of all rows, then the second, in narrow numbers
        found |= held.take(places, mode="clip") * (lengths > member)
        places += 1
    return found.astype(np.uint64)


def member(item: Text, container: Column, vocabulary: Vocabulary) -> Rails:
    """Say whether a text is in a set."""
    if container.exact and is_alone(item.exact) and item.exact and _are_held(item, container):
        return known(_found(item.point, container, vocabulary))
    inside = [(vocabulary.number(text), place) for text, place in container.universe.places.items()]
    point = _or([(item.point == number) & has(container.point, place) for number, place in inside])
    exact = item.exact
    if container.exact and exact.all():
        return known(point)
    surely = exact & _or(
        [(item.point == number) & has(container.one, place) for number, place in inside]
    )
    if not exact.all():
        surely = surely | (~exact & ~item.anything & _within(item, container, dict(inside)))
    held = _or([has(container.other, place) for _, place in inside])
    possibly = container.endless | (item.anything & held)
    possibly = possibly | _or(
        [item.may(number) & has(container.other, place) for number, place in inside]
    )
    return rails(surely, possibly, point)


def _are_held(item: Text, container: Column) -> bool:
    return is_held(item.point) and all(map(is_held, container.one))


def _found(point: Array, container: Column, vocabulary: Vocabulary) -> Array:
    """Say whether texts are in sets, where both are known: look the bit of each text up."""
    places = container.universe.places
    numbers = [vocabulary.number(text) for text in places]
    tables = np.zeros((len(container.one), max(numbers, default=0) + 2), np.uint64)
    for number, place in zip(numbers, places.values(), strict=True):
        tables[place // _WIDTH, number] = np.uint64(1 << place % _WIDTH)
    shared = [
        own.take(point, mode="clip") & bits for own, bits in zip(tables, container.one, strict=True)
    ]
    return reduce(np.bitwise_or, shared) != 0


def _within(item: Text, container: Column, places: dict[int, int]) -> Array:
    """Say where every text that an item may be is surely in a set."""
    found: Array = np.True_
    for number in item.numbers():
        place = places.get(number)
        inside = np.False_ if place is None else has(container.one, place)
        found = found & (inside | ~item.may(number))
    return found


def _or(parts: Sequence[Array]) -> Array:
    return reduce(np.logical_or, parts, np.False_)
