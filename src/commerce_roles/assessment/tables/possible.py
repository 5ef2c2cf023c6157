"""All verdicts and scores that missing answers leave open, exactly, for many businesses at once.

Bounds come first: where they leave one verdict and one score, that is all there is. For the other
rows the tables of a role are cut down to what the known answers leave of them; rows of which the
same is left are asked about once.
"""

from collections.abc import Mapping
from math import prod
from typing import Final

from attrs import define, field, frozen

from commerce_roles.assessment.tables.cells import Codes, codes_of, packed
from commerce_roles.assessment.tables.ladders import TOP, Standing
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.shapes import ShapeBook
from commerce_roles.assessment.tables.texts import Vocabulary
from commerce_roles.assessment.tables.writing import Value
from commerce_roles.catalogue import Program
from commerce_roles.diagrams import Diagram, Residues, Settled, Walks
from commerce_roles.errors import InexactError
from commerce_roles.expressions import key_of

__all__ = ["UNASKED", "Possibilities", "Possible", "bounded"]

_MOST_PLACES: Final = 1 << 17
"""The most combinations of what is known of a table's inputs for which a place is kept."""
_ROOM: Final = 1 << 62


@frozen(eq=False)
class Possible:
    """What may come out for one role, row by row."""

    ranks: Array
    """The ranks of the verdicts that are possible, as bits."""
    lowest: Array
    highest: Array

    @property
    def decided(self) -> Array:
        """Where one verdict alone is possible."""
        return np.bitwise_count(self.ranks) == 1


UNASKED: Final = Possible(None, None, None)
"""Nothing is said of what is possible: nobody asked."""


@define
class _Memory:
    """What is remembered of one role, from chunk to chunk."""

    residues: Residues
    masks: dict[int, list[int]] = field(factory=dict[int, "list[int]"])
    """By position: what the codes of sets mean."""
    tables: dict[tuple[int, tuple[int, ...]], Array] = field(
        factory=dict[tuple[int, "tuple[int, ...]"], Array]
    )
    """By slot and numbers of codes: for each combination its residue, -1 where it was not met."""
    met: dict[tuple[int, tuple[int, ...]], dict[int, int]] = field(
        factory=dict[tuple[int, "tuple[int, ...]"], "dict[int, int]"]
    )
    """As `tables`, where there are too many combinations for a place each."""
    walks: Walks = field(init=False)
    book: ShapeBook = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with no shape."""
        self.walks = Walks(self.residues)
        diagram = self.residues.diagram
        self.book = ShapeBook(diagram.widths[-1], diagram.ladders[-1].rungs)


@define
class Possibilities:
    """Works out what may come out; it remembers what it met."""

    program: Program
    vocabulary: Vocabulary
    _memories: dict[str, _Memory | None] = field(factory=dict[str, "_Memory | None"])

    def of(
        self, standings: Mapping[str, Standing], given: Mapping[str, Value], rows: int
    ) -> dict[str, Possible]:
        """Find what may come out for each role."""
        found: dict[str, Possible] = {}
        for role in self.program.ladders:
            bounds = bounded(standings[role], rows)
            open_ = np.flatnonzero((bounds.lowest != bounds.highest) | ~bounds.decided)
            if len(open_):
                self._sharpen(role, bounds, open_, given, found)
            found[role] = bounds
        return found

    def _sharpen(
        self,
        role: str,
        bounds: Possible,
        rows: Array,
        given: Mapping[str, Value],
        found: Mapping[str, Possible],
    ) -> None:
        """Put what is exact in the place of what is bounded, where it can be told."""
        if role not in self._memories:
            diagram = self.program.diagram(role)
            self._memories[role] = None if diagram is None else _Memory(Residues(diagram))
        memory = self._memories[role]
        if memory is None:
            return
        feeding = {key_of("verdict", other): possible for other, possible in found.items()}
        told, *exact = _Asking(memory, given, rows, feeding, self.vocabulary).answers()
        own = (bounds.ranks, bounds.lowest, bounds.highest)
        for array, values in zip(own, exact, strict=True):
            array[rows[told]] = values


def bounded(standing: Standing, rows: int) -> Possible:
    """Give what the rails leave open: never less than there is, sometimes more."""
    low, high = (np.asarray(part, np.uint8) for part in standing.verdict[:2])
    ranks = (np.uint8(2) << high) - (np.uint8(1) << low)
    lowest, highest = standing.score[:2]
    return Possible(*(_whole(part, rows) for part in (ranks, lowest, highest)))


def _whole(array: Array, rows: int) -> Array:
    return np.array(np.broadcast_to(array, (rows,)))


@define
class _Asking:
    """One role, and the rows that are asked about."""

    memory: _Memory
    given: Mapping[str, Value]
    rows: Array
    feeding: Mapping[str, Possible]
    vocabulary: Vocabulary
    _codes: dict[int, Codes] = field(factory=dict[int, Codes])

    @property
    def _diagram(self) -> Diagram:
        return self.memory.residues.diagram

    def answers(self) -> tuple[Array, Array, Array, Array]:
        """Say for which rows it can be told, and for these: ranks as bits, both ends of scores."""
        left, settled = self._parts()
        *feeds, own = settled
        parts = [_dense(column) for column in left if column is not None]
        parts += [_dense(column) for columns in feeds for column in columns]
        first, inverse = packed(parts, len(self.rows))
        open_ = [None if column is None else column[first].tolist() for column in left]
        fed = [[column[first].tolist() for column in columns] for columns in feeds]
        self.memory.book.make_room()
        numbers = [self._number(place, open_, fed) for place in range(len(first))]
        which = np.array(numbers, np.int64)[inverse]
        told = np.flatnonzero(which >= 0)
        if len(told) == 0:
            return (told,) * 4
        which, own = which[told], [column[told] for column in own]
        alike, again = packed([_dense(which), *map(_dense, own)], len(told))
        found = self.memory.book.ranked(which[alike], [column[alike] for column in own])
        return told, found[0][again], found[1][again], found[2][again]

    def _number(self, place: int, left: list[list[int] | None], fed: list[list[list[int]]]) -> int:
        """Find what may come of a combination: its shape, -1 where there are too many states."""
        open_ = tuple(
            (slot, column[place] - 1)
            for slot, column in enumerate(left)
            if column is not None and column[place]
        )
        feeds = tuple(Settled(*(column[place] for column in columns)) for columns in fed)
        try:
            return self.memory.book.number(self.memory.walks.shape(open_, feeds))
        except InexactError:
            return -1

    def _parts(self) -> tuple[list[Array | None], list[list[Array]]]:
        """Give by slot what is left open, from 1, and by ladder what is settled."""
        size = len(self.rows)
        last = len(self._diagram.ladders) - 1
        settled: list[list[Array]] = [
            [np.zeros(size, np.int64), np.zeros(size, np.int64), np.full(size, ladder.top)]
            for ladder in self._diagram.ladders
        ]
        matters = [self._matters(ladder.key) for ladder in self._diagram.ladders]
        values = self.memory.residues.values
        left: list[Array | None] = []
        for slot, table in enumerate(self._diagram.slots):
            residue = self._left(slot)
            numbers = np.array([0 if value is None else value for value in values])
            closed = np.array([value is not None for value in values])[residue]
            value, here = numbers[residue], matters[table.ladder]
            open_ = ~closed
            if table.ladder != last:
                open_, closed = open_ & here, closed & here
            left.append(np.where(open_, residue + 1, 0) if open_.any() else None)
            parts = settled[table.ladder]
            if table.kind == "points":
                parts[0] += np.where(closed, value, 0)
            elif table.kind == "floor":
                parts[1] = np.maximum(parts[1], np.where(closed, value, 0))
            else:
                parts[2] = np.minimum(parts[2], np.where(closed, value, parts[2]))
        return left, settled

    def _matters(self, key: str) -> Array:
        """Say where the rung of a ladder that is read is not settled."""
        possible = self.feeding.get(key)
        return np.True_ if possible is None else ~possible.decided[self.rows]

    def _left(self, slot: int) -> Array:
        """Give what is left of a table: its residue, row by row."""
        codes = [self._codes_at(position) for position in self.memory.residues.support(slot)]
        numbers = tuple(code.number for code in codes)
        room = prod(numbers)
        if room > _MOST_PLACES:
            return self._met(slot, codes, numbers, room)
        key = self._key(codes)
        table = self.memory.tables.get((slot, numbers))
        if table is None:
            table = self.memory.tables[slot, numbers] = np.full(room, -1, np.int64)
        residue = table[key]
        missing = residue < 0
        if missing.any():
            own = key[missing]
            first, _ = packed([(own, room)], len(own))
            rows = np.flatnonzero(missing)[first]
            table[own[first]] = [self._residue(slot, codes, row) for row in rows.tolist()]
            residue = table[key]
        return residue

    def _met(self, slot: int, codes: list[Codes], numbers: tuple[int, ...], room: int) -> Array:
        """Look up what is left, where there are too many combinations for a place each."""
        first, inverse = packed([(c.rows, c.number) for c in codes], len(self.rows))
        if room >= _ROOM:
            found = [self._residue(slot, codes, row) for row in first.tolist()]
            return np.array(found, np.int64)[inverse]
        met = self.memory.met.setdefault((slot, numbers), {})
        if len(met) > _MOST_PLACES:
            met.clear()
        own: list[int] = []
        for key, row in zip(self._key(codes)[first].tolist(), first.tolist(), strict=True):
            residue = met.get(key)
            if residue is None:
                residue = met[key] = self._residue(slot, codes, row)
            own.append(residue)
        return np.array(own, np.int64)[inverse]

    def _key(self, codes: list[Codes]) -> Array:
        key: Array = np.zeros(len(self.rows), np.int64)
        for code in codes:
            key = key * code.number + code.rows
        return key

    def _residue(self, slot: int, codes: list[Codes], row: int) -> int:
        masks = [code.cells(int(code.rows[row])) for code in codes]
        return self.memory.residues.left(slot, masks)

    def _codes_at(self, position: int) -> Codes:
        found = self._codes.get(position)
        if found is None:
            found = self._codes[position] = self._coded(position)
        return found

    def _coded(self, position: int) -> Codes:
        variable = self._diagram.variables[position]
        ladder = self._diagram.reading(position)
        if ladder is None:
            masks = self.memory.masks.setdefault(position, [])
            return codes_of(variable, self.given, self.rows, self.vocabulary, masks)
        key = self._diagram.ladders[ladder].key
        cells = [1 << variable.cell_of({key: rank}) for rank in range(TOP + 1)]
        masks = [0] * (1 << TOP + 1)
        for ranks in range(len(masks)):
            for rank, cell in enumerate(cells):
                masks[ranks] |= cell if ranks >> rank & 1 else 0
        ranks = self.feeding[key].ranks[self.rows].astype(np.int64)
        return Codes(ranks, len(masks), masks.__getitem__)


def _dense(column: Array) -> tuple[Array, int]:
    """Count the values of a column from 0."""
    low = int(column.min())
    return column - low, int(column.max()) - low + 1
