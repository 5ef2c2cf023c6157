"""Verdicts and scores of what may come, with what is settled added: for many rows at once."""

from collections.abc import Sequence
from typing import Final

from attrs import define, field

from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.diagrams import Shape

__all__ = ["ShapeBook"]

_FIRST: Final = 256
_MOST: Final = 100_000


@define
class ShapeBook:
    """Shapes as rows of arrays: each part with its floor, its cap and how many scores lie below."""

    width: int
    """How many scores there are."""
    rungs: Sequence[int]
    """The score from which each rank but the lowest holds."""
    _numbers: dict[int, int] = field(factory=dict[int, int])
    _shapes: list[Shape] = field(factory=list[Shape])
    _starts: list[int] = field(factory=list[int])
    _parts: int = 0
    _marks: Array = field(init=False)
    _below: Array = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Make room."""
        self._marks = np.zeros((_FIRST, 2), np.int8)
        self._below = np.zeros((_FIRST, self.width + 1), np.int32)

    def make_room(self) -> None:
        """Forget everything, if that is too much: the numbers of shapes are no longer good."""
        if self._parts > _MOST:
            self._numbers.clear()
            self._shapes.clear()
            self._starts.clear()
            self._parts = 0

    def number(self, shape: Shape) -> int:
        """Give the number of a shape."""
        found = self._numbers.get(id(shape))
        if found is None:
            found = self._numbers[id(shape)] = len(self._shapes)
            self._shapes.append(shape)
            self._starts.append(self._parts)
            for floor, cap, bits in shape.parts:
                self._enter(floor, cap, bits)
        return found

    def _enter(self, floor: int, cap: int, bits: int) -> None:
        place = self._parts
        if place == len(self._marks):
            self._marks = np.concatenate([self._marks, np.zeros_like(self._marks)])
            self._below = np.concatenate([self._below, np.zeros_like(self._below)])
        raw = np.frombuffer(bits.to_bytes(-(-self.width // 8), "little"), np.uint8)
        held = np.unpackbits(raw, bitorder="little")[: self.width]
        self._marks[place] = floor, cap
        self._below[place, 1:] = np.cumsum(held)
        self._parts += 1

    def ranked(self, which: Array, settled: Sequence[Array]) -> tuple[Array, Array, Array]:
        """Give the ranks that may come, as bits, and the lowest and highest score.

        Args:
            which: For each row, the number of its shape.
            settled: For each row, the points, the floor and the cap that are settled.
        """
        points, floor, cap = settled
        used: list[int] = np.unique(which).tolist()
        own = np.searchsorted(used, which)
        shapes: list[Shape] = [self._shapes[number] for number in used]
        lowest = np.array([shape.lowest for shape in shapes], np.int64)[own] + points
        ends = np.array([_ends(shape) for shape in shapes], np.int64).reshape(-1, 2)[own]
        start = np.array([self._starts[number] for number in used], np.int64)[own]
        parts = np.array([len(shape.parts) for shape in shapes], np.int64)[own]
        cuts = [np.clip(rung - lowest, 0, self.width) for rung in self.rungs]
        ranks = np.zeros(len(which), np.uint8)
        for place in range(int(parts.max(initial=0))):
            rows = np.flatnonzero(parts > place)
            entry = start[rows] + place
            least = np.maximum(self._marks[entry, 0], floor[rows])
            upmost = np.minimum(self._marks[entry, 1], cap[rows])
            before: Array = np.int32(0)
            for band in range(len(cuts) + 1):
                end = cuts[band][rows] if band < len(cuts) else self.width
                upto = self._below[entry, end]
                rank = np.minimum(upmost, np.maximum(least, band)).astype(np.uint8)
                ranks[rows] |= (upto > before).astype(np.uint8) << rank
                before = upto
        return ranks, lowest + ends[:, 0], lowest + ends[:, 1]


def _ends(shape: Shape) -> tuple[int, int]:
    every = 0
    for _, _, bits in shape.parts:
        every |= bits
    return (every & -every).bit_length() - 1, every.bit_length() - 1
