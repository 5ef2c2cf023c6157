"""What may come of tables about one ladder, and of two lots of them that share no question.

Tables that share no question are free of each other: whatever one lot gives may come with whatever
the other gives. So each lot is walked alone, and the sums are put together here.
"""

from attrs import frozen

__all__ = ["Shape", "joined"]


@frozen
class Shape:
    """What may come of open tables, before what is settled is added."""

    lowest: int
    """The score that the lowest bit stands for."""
    parts: tuple[tuple[int, int, int], ...]
    """Each floor and cap that may come, with the scores that may come with them, as bits."""


def joined(one: Shape, other: Shape) -> Shape:
    """Give what may come of two lots of tables that share no question."""
    found: dict[tuple[int, int], int] = {}
    for floor, cap, bits in one.parts:
        for lift, hold, more in other.parts:
            mark = (max(floor, lift), min(cap, hold))
            found[mark] = found.get(mark, 0) | _sums(bits, more)
    parts = tuple((floor, cap, bits) for (floor, cap), bits in sorted(found.items()))
    return Shape(one.lowest + other.lowest, parts)


def _sums(one: int, other: int) -> int:
    """Add every number of one set to every number of another; sets are bits."""
    if one.bit_count() > other.bit_count():
        one, other = other, one
    found = 0
    while one:
        lowest = one & -one
        found |= other * lowest  # moved up by as much as that bit stands for
        one ^= lowest
    return found
