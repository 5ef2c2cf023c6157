"""Verdicts and scores of what may come, with what is settled added: for many rows at once."""

from collections.abc import Sequence
from typing import Final

from attrs import define, field

from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.diagrams import Shape

__all__ = ["ShapeBook"]

_FIRST: Final = 256
_MOST: Final = 100_000
_WIDTH: Final = 64


@define
class ShapeBook:
    """Shapes as rows of arrays: each part with its floor, its cap and the bits of its scores."""

    width: int
    """How many scores there are."""
    rungs: Sequence[int]
    """The score from which each rank but the lowest holds."""
    _numbers: dict[Shape, int] = field(factory=dict[Shape, int])
    _shapes: list[Shape] = field(factory=list[Shape])
    _starts: list[int] = field(factory=list[int])
    _parts: int = 0
    _marks: Array = field(init=False)
    _bits: Array = field(init=False)
    _below: Array = field(init=False)
    """For each number of scores, the bits of as many of the lowest."""

    def __attrs_post_init__(self) -> None:
        """Make room."""
        self._marks = np.zeros((_FIRST, 2), np.int8)
        words = -(-self.width // _WIDTH)
        self._bits = np.zeros((_FIRST, words), np.uint64)
        self._below = np.array([_words((1 << n) - 1, words) for n in range(self.width + 1)])

    def make_room(self) -> None:
        """Forget everything, if that is too much: the numbers of shapes are no longer good."""
        if self._parts > _MOST:
            self._numbers.clear()
            self._shapes.clear()
            self._starts.clear()
            self._parts = 0

    def number(self, shape: Shape) -> int:
        """Give the number of a shape."""
        found = self._numbers.get(shape)
        if found is None:
            found = self._numbers[shape] = len(self._shapes)
            self._shapes.append(shape)
            self._starts.append(self._parts)
            for floor, cap, bits in shape.parts:
                self._enter(floor, cap, bits)
        return found

    def _enter(self, floor: int, cap: int, bits: int) -> None:
        place = self._parts
        if place == len(self._marks):
            self._marks = np.concatenate([self._marks, np.zeros_like(self._marks)])
            self._bits = np.concatenate([self._bits, np.zeros_like(self._bits)])
        self._marks[place] = floor, cap
        self._bits[place] = _words(bits, self._bits.shape[1])
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
            bits, before = self._bits[entry], np.uint64(0)
            for band in range(len(cuts) + 1):
                below = self._below[cuts[band][rows] if band < len(cuts) else self.width]
                held = (bits & (below ^ before)).any(axis=1)
                rank = np.minimum(upmost, np.maximum(least, band)).astype(np.uint8)
                ranks[rows] |= held.astype(np.uint8) << rank
                before = below
        return ranks, lowest + ends[:, 0], lowest + ends[:, 1]


def _words(bits: int, words: int) -> Array:
    """Write bits in words of 64."""
    return np.frombuffer(bits.to_bytes(words * _WIDTH // 8, "little"), np.dtype("<u8"))


def _ends(shape: Shape) -> tuple[int, int]:
    every = 0
    for _, _, bits in shape.parts:
        every |= bits
    return (every & -every).bit_length() - 1, every.bit_length() - 1
