"""What a role gets, row by row: points, floors and caps of its tables, score, verdict, masks."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from attrs import frozen

from commerce_roles.assessment.scoring import RolePlan, TablePlan
from commerce_roles.assessment.tables.choosing import reaching
from commerce_roles.assessment.tables.rails import (
    Array,
    Rails,
    is_alone,
    is_held,
    known,
    looked_up,
    np,
    rails,
)
from commerce_roles.catalogue import VERDICTS

__all__ = ["MASK", "LadderRun", "Standing", "columns_of_masks", "ladder_run"]

TOP: Final = len(VERDICTS.levels) - 1
MASK: Final = 63
"""Rules that one column of a mask holds, so that its numbers are never negative."""
_LONGEST: Final = 12
"""The most rows of which every choice that may be reached is written down."""
_BYTE: Final = 8
_SMALL: Final = 30_000
Marks = Mapping[int, Array]
"""Bits of rules, by column of the mask."""


@frozen(eq=False)
class Standing:
    """What one role gets: columns on rails; masks of rules are worked out when they are read."""

    score: Rails
    verdict: Rails
    floor: Rails
    cap: Rails
    columns: int
    """How many columns the masks take, in whole numbers of 64 bits."""
    met: "tuple[_Met, ...]"

    @property
    def fired(self) -> tuple[Array, ...]:
        """Rules that fire on the best estimate."""
        return self._masks([met.fired() for met in self.met])

    @property
    def open(self) -> tuple[Array, ...]:
        """Rules that may fire or not, as the unknown answers turn out."""
        return self._masks([met.open() for met in self.met])

    def _masks(self, marks: Sequence[Marks]) -> tuple[Array, ...]:
        found: list[Array] = [np.int64(0)] * self.columns
        for own in marks:
            for column, bits in own.items():
                found[column] = found[column] + bits  # each bit is of one rule alone
        return tuple(found)


@frozen(slots=False)
class _TableRun:
    """One table about a role: the first of its rules that holds counts."""

    plan: TablePlan
    otherwise: int
    kind: Any

    @cached_property
    def numbers(self) -> Array:
        """What each rule gives, and what stands where none holds."""
        return np.array([*self.plan.gives, self.otherwise], dtype=self.kind)

    @cached_property
    def bits(self) -> Marks:
        """By column of the mask, the bit of each row; none for no row."""
        found: dict[int, list[int]] = {}
        rows = len(self.plan.gives)
        for row in range(rows):
            column, place = divmod(self.plan.bit + row, MASK)
            found.setdefault(column, [0] * (rows + 1))[row] = 1 << place
        return {column: np.array(bits, np.int64) for column, bits in found.items()}

    @cached_property
    def by_mask(self) -> tuple[Array, Marks]:
        """By mask of rules that hold: what the first gives, and its bit."""
        rows = len(self.plan.gives)
        masks = np.arange(1 << rows)
        held = (masks[:, None] >> np.arange(rows) & 1).astype(bool)
        first = np.where(held.any(axis=1), held.argmax(axis=1), rows)
        return self.numbers[first], {column: bits[first] for column, bits in self.bits.items()}

    @cached_property
    def joined(self) -> tuple[Array, Array, Marks]:
        """By mask of rows that may be reached: the least, the most, the bits that are open."""
        rows = len(self.plan.gives) + 1
        masks = np.arange(1 << rows)
        held = (masks[:, None] >> np.arange(rows) & 1).astype(bool)
        big = np.iinfo(self.kind)
        least = np.where(held, self.numbers, big.max).min(axis=1)
        most = np.where(held, self.numbers, big.min).max(axis=1)
        several = (held.sum(axis=1) > 1)[:, None]
        bits = {
            column: np.where(held & several, bits, 0).sum(axis=1)
            for column, bits in self.bits.items()
        }
        return least, most, bits

    def __call__(self, whens: Sequence[Rails]) -> "_Met":
        """Give what the table gives, and where to find the bits of its rules."""
        points = [when.point for when in whens]
        if len(points) < _LONGEST and all(map(is_held, points)):
            place, (numbers, bits) = _packed(points), self.by_mask
        else:
            place, numbers, bits = _first(points), self.numbers, self.bits
        point = looked_up(numbers, place)
        if all(when.exact for when in whens):
            return _Met(self, known(point), place, bits)
        reached = reaching(whens)
        if len(reached) <= _LONGEST and all(map(is_held, reached)):
            mask = _packed(reached)
            least, most, _ = self.joined
            return _Met(self, rails(least[mask], most[mask], point), place, bits, mask)
        return _Met(self, self._long(reached, point), place, bits, reached=reached)

    def _long(self, reached: Sequence[Array], point: Array) -> Rails:
        big = np.iinfo(self.kind)
        least: Array = self.kind(big.max)
        most: Array = self.kind(big.min)
        for number, may in zip(self.numbers, reached, strict=True):
            least = np.where(may, np.minimum(least, number), least)
            most = np.where(may, np.maximum(most, number), most)
        return rails(least, most, point)

    def marks(self, reached: Sequence[Array]) -> Marks:
        """Give the bits of rules that may fire or not, rule by rule."""
        several = sum(may.astype(np.int16) for may in reached) > 1
        return {
            column: sum(
                np.where(may & several, bit, 0) for may, bit in zip(reached, bits, strict=True)
            )
            for column, bits in self.bits.items()
        }


@frozen(eq=False)
class _Met:
    """What came of one table, row by row."""

    table: _TableRun
    number: Rails
    place: Array
    """Where the bit of the rule that fires stands in `bits`."""
    bits: Marks
    mask: Array = None
    """The rows of the table that may be reached, as one number."""
    reached: Sequence[Array] = ()
    """The same, row by row, where they are too many for that; neither where all is known."""

    def fired(self) -> Marks:
        """Give the bit of the rule that fires, by column of the mask."""
        return {column: looked_up(bits, self.place) for column, bits in self.bits.items()}

    def open(self) -> Marks:
        """Give the bits of rules that may fire or not, by column of the mask."""
        if self.mask is None:
            return self.table.marks(self.reached) if self.reached else {}
        _, _, open_ = self.table.joined
        return {column: bits[self.mask] for column, bits in open_.items()}


def _first(points: Sequence[Array]) -> Array:
    """Give the row of the first condition that holds on the best estimate."""
    found: Array = np.int16(len(points))
    for place in reversed(range(len(points))):
        holds = points[place]
        if is_alone(holds):
            found = np.int16(place) if holds else found
        else:
            found = np.where(holds, np.int16(place), found)
    return found


def _packed(reached: Sequence[Array]) -> Array:
    """Write down which rows may be reached as one number."""
    kind = np.uint8 if len(reached) <= _BYTE else np.uint16
    mask: Array = kind(0)
    for place, may in enumerate(reached):
        if is_alone(may):
            mask = mask | kind(int(may) << place)
        else:
            mask = mask | may.view(np.uint8) * kind(1 << place)
    return mask


@frozen
class LadderRun:
    """All tables of a role, and the scores from which verdicts hold."""

    role: RolePlan
    tables: tuple[_TableRun, ...]

    @property
    def whens(self) -> int:
        """How many conditions it takes."""
        return sum(len(table.plan.whens) for table in self.tables)

    def __call__(self, *whens: Rails) -> Standing:
        """Work out what the role gets from the conditions of all its tables, in order."""
        found = {"points": known(np.int16(0)), "floor": known(np.int16(0)), "cap": known(_CAP)}
        met: list[_Met] = []
        start = 0
        for table in self.tables:
            own = whens[start : start + len(table.plan.whens)]
            start += len(own)
            met.append(table(own))
            decides = table.plan.decides
            found[decides] = _each(_JOINS[decides], found[decides], met[-1].number)
        score, floor, cap = found.values()
        verdict = self._verdict(score, floor, cap)
        return Standing(score, verdict, floor, cap, columns_of_masks(self.role), tuple(met))

    def _verdict(self, score: Rails, floor: Rails, cap: Rails) -> Rails:
        parts = (score, floor, cap)
        if all(part.exact for part in parts):
            return known(self._rank(*(part.one for part in parts)))
        return rails(*(self._rank(*arrays) for arrays in zip(*parts, strict=True)))

    def _rank(self, score: Array, floor: Array, cap: Array) -> Array:
        band: Array = np.int8(0)
        for step in self.role.bands:
            band = band + (score >= step)
        return np.minimum(cap, np.maximum(floor, band)).astype(np.int8)


def columns_of_masks(role: RolePlan) -> int:
    """Count the columns that hold the mask of a role's rules."""
    return -(-len(role.rules) // MASK) or 1


_CAP: Final = np.int16(TOP)
_JOINS: Final[Mapping[str, Callable[[Array, Array], Array]]] = {
    "points": np.add,
    "floor": np.maximum,
    "cap": np.minimum,
}


def _each(join: Callable[[Array, Array], Array], one: Rails, other: Rails) -> Rails:
    if one.exact and other.exact:
        return known(join(one.one, other.one))
    return rails(*(join(a, b) for a, b in zip(one, other, strict=True)))


def ladder_run(role: RolePlan) -> LadderRun:
    """Prepare the tables of a role."""
    otherwise = {"points": 0, "floor": 0, "cap": TOP}
    widest = max(abs(role.lowest), abs(role.lowest + (1 << role.width)))
    kind = np.int16 if widest < _SMALL else np.int64
    tables = tuple(
        _TableRun(table, otherwise[table.decides], kind)
        for decides in otherwise
        for table in role.of(decides)
    )
    return LadderRun(role, tables)
