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


@frozen
class Standing:
    """What one role gets: columns on rails, and masks of rules in whole numbers of 64 bits."""

    score: Rails
    verdict: Rails
    floor: Rails
    cap: Rails
    fired: tuple[Array, ...]
    """Rules that fire on the best estimate."""
    open: tuple[Array, ...]
    """Rules that may fire or not, as the unknown answers turn out."""


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
    def firsts(self) -> Array:
        """By mask of rules that hold: the row of the first, behind all rows where there is none."""
        rows = len(self.plan.gives)
        masks = np.arange(1 << rows)
        held = (masks[:, None] >> np.arange(rows) & 1).astype(bool)
        return np.where(held.any(axis=1), held.argmax(axis=1), rows).astype(np.int16)

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

    def __call__(self, whens: Sequence[Rails]) -> tuple[Rails, Marks, Marks]:
        """Give the number of the table, the bit of the rule that fires, and bits that are open."""
        row = self._first(whens)
        point = looked_up(self.numbers, row)
        fired = {column: looked_up(bits, row) for column, bits in self.bits.items()}
        if all(when.exact for when in whens):
            return known(point), fired, {}
        reached = reaching(whens)
        if len(reached) <= _LONGEST and all(map(is_held, reached)):
            mask = _packed(reached)
            least, most, open_ = self.joined
            marks = {column: bits[mask] for column, bits in open_.items()}
            return rails(least[mask], most[mask], point), fired, marks
        return self._long(reached, point), fired, self._long_marks(reached)

    def _first(self, whens: Sequence[Rails]) -> Array:
        """Give the row of the first condition that holds on the best estimate."""
        last = len(whens)
        points = [when.point for when in whens]
        if last < _LONGEST and all(map(is_held, points)):
            return self.firsts[_packed(points)]
        found: Array = np.int16(last)
        for place in reversed(range(last)):
            holds = points[place]
            if is_alone(holds):
                found = np.int16(place) if holds else found
            else:
                found = np.where(holds, np.int16(place), found)
        return found

    def _long(self, reached: Sequence[Array], point: Array) -> Rails:
        big = np.iinfo(self.kind)
        least: Array = self.kind(big.max)
        most: Array = self.kind(big.min)
        for number, may in zip(self.numbers, reached, strict=True):
            least = np.where(may, np.minimum(least, number), least)
            most = np.where(may, np.maximum(most, number), most)
        return rails(least, most, point)

    def _long_marks(self, reached: Sequence[Array]) -> Marks:
        several = sum(may.astype(np.int16) for may in reached) > 1
        return {
            column: sum(
                np.where(may & several, bit, 0) for may, bit in zip(reached, bits, strict=True)
            )
            for column, bits in self.bits.items()
        }


def _packed(reached: Sequence[Array]) -> Array:
    """Write down which rows may be reached as one number."""
    kind = np.uint8 if len(reached) <= _BYTE else np.uint16
    mask: Array = kind(0)
    for place, may in enumerate(reached):
        if is_alone(may):
            mask = mask | kind(int(may) << place)
        else:
            mask = mask | may.astype(kind) << kind(place)
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
        columns = columns_of_masks(self.role)
        fired: list[Array] = [np.int64(0)] * columns
        open_: list[Array] = [np.int64(0)] * columns
        start = 0
        for table in self.tables:
            own = whens[start : start + len(table.plan.whens)]
            start += len(own)
            number, marks, may = table(own)
            decides = table.plan.decides
            found[decides] = _each(_JOINS[decides], found[decides], number)
            for masks, bits in ((fired, marks), (open_, may)):
                for column, part in bits.items():
                    masks[column] = masks[column] + part  # each bit is of one rule alone
        score, floor, cap = found.values()
        return Standing(
            score, self._verdict(score, floor, cap), floor, cap, tuple(fired), tuple(open_)
        )

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
