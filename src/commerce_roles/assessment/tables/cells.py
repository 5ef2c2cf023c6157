"""The cells of a diagram's variables that knowledge allows, for many businesses at once.

Each row gets a code, and each code the cells that it allows, as bits.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Final

from attrs import define, frozen

from commerce_roles.assessment.tables.packages import pyarrow
from commerce_roles.assessment.tables.rails import Array, Rails, is_alone, np
from commerce_roles.assessment.tables.sets import Column, joined, size
from commerce_roles.assessment.tables.texts import Given, Vocabulary
from commerce_roles.assessment.tables.writing import Value
from commerce_roles.diagrams import Numbers, SetCells, Sets, Texted, Variable, YesNo
from commerce_roles.expressions import Combine, Form, Literal, Ref, Texts
from commerce_roles.expressions import Sets as SetBound

__all__ = ["Codes", "codes_of", "packed", "taken"]

_ROOM: Final = 1 << 62


@frozen(eq=False)
class Codes:
    """A code for each row, and what the codes stand for."""

    rows: Array
    number: int
    """How many codes there are."""
    cells: Callable[[int], int]
    """The cells that a code allows, as bits."""


def taken(array: Array, rows: Array) -> Array:
    """Take some rows of a column."""
    return array if is_alone(array) else array[rows]


def codes_of(
    variable: Variable,
    given: Mapping[str, Value],
    rows: Array,
    vocabulary: Vocabulary,
    masks: list[int],
) -> Codes:
    """Give each row the code of what is known of a variable; a code always means the same.

    Args:
        variable: The variable.
        given: What is known of each input.
        rows: The rows that are asked about.
        vocabulary: The numbers of texts.
        masks: What the codes of sets mean; new ones are added.
    """
    match variable:
        case YesNo(key=key):
            return _yes_no(given[key], rows)
        case Numbers():
            return _number(variable, given[variable.key], rows)
        case Texted():
            return _text(variable, given[variable.key], rows, vocabulary)
        case Sets(cells=cells):
            return _SetCodes(cells, given, rows, masks).codes()


def _filled(array: Array, rows: Array) -> Array:
    return np.broadcast_to(np.asarray(array), rows.shape)


def _yes_no(value: Value, rows: Array) -> Codes:
    if not isinstance(value, Rails):
        raise TypeError
    surely, possibly = (taken(part, rows) for part in (value.one, value.other))
    found = np.asarray(surely).astype(np.int64) + np.asarray(possibly)
    return Codes(_filled(found, rows), 3, (0b01, 0b11, 0b10).__getitem__)


def _number(variable: Numbers, value: Value, rows: Array) -> Codes:
    if not isinstance(value, Rails):
        raise TypeError
    with_it = np.array([cut for cut, beyond in variable.cuts if not beyond])
    behind = np.array([cut for cut, beyond in variable.cuts if beyond])
    kind = np.float64 if np.asarray(value.one).dtype == np.float64 else np.int64
    fits = kind is np.int64 and all(float(cut).is_integer() for cut, _ in variable.cuts)
    if fits:
        with_it, behind = with_it.astype(np.int64), behind.astype(np.int64)

    def cell(array: Array) -> Array:
        own = taken(array, rows)
        return np.searchsorted(with_it, own, "right") + np.searchsorted(behind, own, "left")

    cells = variable.size
    low = cell(value.one)
    if value.exact:
        return Codes(_filled(low, rows), cells + 1, lambda code: 1 << code)
    high = cell(value.other)
    alone = low == high
    whole = (low == 0) & (high == cells - 1)
    if (alone | whole).all():
        every = (1 << cells) - 1
        return Codes(
            _filled(np.where(alone, low, cells), rows),
            cells + 1,
            lambda code: every if code == cells else 1 << code,
        )
    return Codes(
        _filled(low * cells + high, rows),
        cells * cells,
        lambda code: (2 << code % cells) - (1 << code // cells),
    )


def _text(variable: Texted, value: Value, rows: Array, vocabulary: Vocabulary) -> Codes:
    if not isinstance(value, Given):
        raise TypeError
    words = vocabulary.words
    cells = np.array([variable.cell_of({variable.key: text}) for text in words])
    pool = None if value.pool is None else frozenset(words[number] for number in value.pool)
    nothing = variable.allowed({variable.key: Texts(pool)})
    known = taken(value.exact, rows)
    found = np.where(known, cells[taken(value.point, rows)], variable.size)
    return Codes(
        _filled(found, rows),
        variable.size + 1,
        lambda code: nothing if code == variable.size else 1 << code,
    )


@define
class _SetCodes:
    """Codes of sets: known ones by the numbers that rules count, others by what they may hold."""

    cells: SetCells
    given: Mapping[str, Value]
    rows: Array
    masks: list[int]

    def codes(self) -> Codes:
        """Give the codes."""
        columns = {key: self._column(key) for key in self.cells.keys}
        exact = _filled(
            reduce(np.logical_and, (_exact_rows(column) for column in columns.values())), self.rows
        )
        if not self.masks:
            self.masks += [1 << place for place in range(len(self.cells.cells))]
        found = np.zeros(self.rows.shape, np.int64)
        if exact.any():
            found[exact] = _filled(self._known(columns), self.rows)[exact]
        if not exact.all():
            found[~exact] = self._unknown(columns, ~exact)
        room = 1 << len(self.masks).bit_length()  # in steps, for places are kept by this number
        return Codes(found, room, self.masks.__getitem__)

    def _column(self, key: str) -> Column:
        value = self.given[key]
        if not isinstance(value, Column):
            raise TypeError
        one, other, point = (
            tuple(taken(part, self.rows) for part in bits)
            for bits in (value.one, value.other, value.point)
        )
        return Column(value.universe, one, other, point, taken(value.endless, self.rows))

    def _known(self, columns: Mapping[str, Column]) -> Array:
        """Count what rules count; where a set is not known the number is of no matter."""
        places = {cell: place for place, cell in enumerate(self.cells.cells)}
        counts = [
            np.minimum(size(_made(container, columns), most).point, most)
            for container, most in zip(self.cells.containers, self.cells.most, strict=True)
        ]
        shape = [most + 1 for most in self.cells.most]
        table = np.zeros(shape, np.int64)
        for cell, place in places.items():
            table[cell] = place
        return table[tuple(counts)]

    def _unknown(self, columns: Mapping[str, Column], rows: Array) -> Array:
        """Give a code to each state of knowledge that there is."""
        parts: list[Array] = []
        for column in columns.values():
            for bits in (column.one, column.other):
                parts += [_filled(part, self.rows)[rows] for part in bits]
            parts.append(_filled(column.endless, self.rows)[rows].astype(np.uint64))
        states, inverse = np.unique(np.stack(parts, axis=1), axis=0, return_inverse=True)
        codes = [self._code(columns, state) for state in states.tolist()]
        return np.array(codes, np.int64)[inverse.reshape(-1)]

    def _code(self, columns: Mapping[str, Column], state: Sequence[int]) -> int:
        bounds: dict[str, SetBound] = {}
        start = 0
        for key, column in columns.items():
            width = column.universe.width
            names = list(column.universe.places)
            one, other = (
                _words(state[first : first + width], names) for first in (start, start + width)
            )
            bounds[key] = SetBound(one, None if state[start + 2 * width] else other)
            start += 2 * width + 1
        mask = self.cells.allowed(bounds)
        if mask not in self.masks:
            self.masks.append(mask)
        return self.masks.index(mask)


def _exact_rows(column: Column) -> Array:
    same = (one == other for one, other in zip(column.one, column.other, strict=True))
    return reduce(np.logical_and, same) & ~column.endless


def _made(container: Form, columns: Mapping[str, Column]) -> Column:
    """Make the set that rules count, of the best estimates."""
    universe = next(iter(columns.values())).universe
    match container:
        case Ref(key=key):
            bits = columns[key].point
        case Literal(value=frozenset() as value):
            bits = universe.bits(value & universe.places.keys())
        case Combine(operator=sign, left=left, right=right):
            return joined(sign, _made(left, columns), _made(right, columns))
        case _:
            raise TypeError
    return Column(universe, bits, bits, bits)


def _words(parts: Sequence[int], names: Sequence[str]) -> frozenset[str]:
    return frozenset(
        name for place, name in enumerate(names) if parts[place // 64] >> place % 64 & 1
    )


def packed(parts: Sequence[tuple[Array, int]], rows: int) -> tuple[Array, Array]:
    """Find the combinations that there are of some codes.

    Args:
        parts: Codes from 0, each with how many there are.
        rows: How many rows there are.

    Returns:
        A row of each combination, and for each row the number of its combination.
    """
    key: Array = np.zeros(rows, np.int64)
    room = 1
    for codes, number in parts:
        if room * number >= _ROOM:
            key = numbered(key)
            room = int(key.max(initial=0)) + 1
        key = key * number + codes
        room *= number
    inverse = numbered(key)
    first = np.zeros(int(inverse.max(initial=-1)) + 1, np.int64)
    first[inverse[::-1]] = np.arange(rows - 1, -1, -1)
    return first, inverse


def numbered(key: Array) -> Array:
    """Give the values that there are numbers from 0."""
    return np.asarray(pyarrow().array(key).dictionary_encode().indices, np.int64)
