"""All verdicts and scores that missing answers leave open, exactly, for many businesses at once.

Bounds come first: where they leave one verdict and one score, that is all there is. For the other
rows the tables of a role are cut down to what the known answers leave of them; rows of which the
same is left are asked about once.
"""

from collections.abc import Mapping

import numpy as np
from attrs import define, field, frozen

from commerce_roles.assessment.tables.cells import Codes, codes_of, packed
from commerce_roles.assessment.tables.ladders import TOP, Standing
from commerce_roles.assessment.tables.rails import Array
from commerce_roles.assessment.tables.texts import Vocabulary
from commerce_roles.assessment.tables.writing import Value
from commerce_roles.catalogue import Program
from commerce_roles.diagrams import Residues, Settled
from commerce_roles.errors import InexactError
from commerce_roles.expressions import key_of

__all__ = ["Possible", "Possibilities"]


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


@define
class Possibilities:
    """Works out what may come out; it remembers what it met."""

    program: Program
    vocabulary: Vocabulary
    _residues: dict[str, Residues | None] = field(factory=dict[str, "Residues | None"])

    def of(
        self, standings: Mapping[str, Standing], given: Mapping[str, Value], rows: int
    ) -> dict[str, Possible]:
        """Find what may come out for each role."""
        found: dict[str, Possible] = {}
        for role in self.program.ladders:
            bounds = _bounded(standings[role], rows)
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
        if role not in self._residues:
            diagram = self.program.diagram(role)
            self._residues[role] = None if diagram is None else Residues(diagram)
        residues = self._residues[role]
        if residues is None:
            return
        feeding = {key_of("verdict", other): possible for other, possible in found.items()}
        exact = _Asking(residues, given, rows, feeding, self.vocabulary).answers()
        if exact is not None:
            for array, values in zip(
                (bounds.ranks, bounds.lowest, bounds.highest), exact, strict=True
            ):
                array[rows] = values


def _bounded(standing: Standing, rows: int) -> Possible:
    low, high = (np.asarray(part, np.uint8) for part in standing.verdict[:2])
    two = np.uint8(2)
    ranks = (two << high) - (np.uint8(1) << low)
    lowest, highest = standing.score[:2]
    return Possible(*(_whole(part, rows) for part in (ranks, lowest, highest)))


def _whole(array: Array, rows: int) -> Array:
    return np.array(np.broadcast_to(array, (rows,)))


@define
class _Asking:
    """One role, and the rows that are asked about."""

    residues: Residues
    given: Mapping[str, Value]
    rows: Array
    feeding: Mapping[str, Possible]
    vocabulary: Vocabulary
    _codes: dict[int, Codes] = field(factory=dict[int, Codes])

    def answers(self) -> tuple[Array, Array, Array] | None:
        """Give ranks as bits, lowest and highest scores; None where only bounds are known."""
        diagram = self.residues.diagram
        own = len(diagram.ladders) - 1
        size = len(self.rows)
        settled = [
            [np.zeros(size, np.int64), np.zeros(size, np.int64), np.full(size, ladder.top)]
            for ladder in diagram.ladders
        ]
        matters = [self._matters(ladder.key) for ladder in diagram.ladders]
        left: list[Array] = []
        for slot, table in enumerate(diagram.slots):
            residue, value, open_ = self._left(slot)
            here = matters[table.ladder] if table.ladder != own else True
            left.append(np.where(open_ & here, residue + 1, 0))
            closed = ~open_ & here
            parts = settled[table.ladder]
            if table.kind == "points":
                parts[0] += np.where(closed, value, 0)
            elif table.kind == "floor":
                parts[1] = np.maximum(parts[1], np.where(closed, value, 0))
            else:
                parts[2] = np.minimum(parts[2], np.where(closed, value, parts[2]))
        first, inverse = self._combinations(left, settled)
        try:
            found = [self._outcome(int(row), left, settled) for row in first]
        except InexactError:
            return None
        ranks, lowest, highest = zip(*found, strict=True)
        return (
            np.array(ranks, np.uint8)[inverse],
            np.array(lowest)[inverse],
            np.array(highest)[inverse],
        )

    def _matters(self, key: str) -> Array:
        """Say where the rung of a ladder that is read is not settled."""
        possible = self.feeding.get(key)
        return True if possible is None else ~possible.decided[self.rows]

    def _left(self, slot: int) -> tuple[Array, Array, Array]:
        """Give what is left of a table: its residue, its number, and whether it is open."""
        support = self.residues.support(slot)
        codes = [self._codes_at(position) for position in support]
        first, inverse = packed([(c.rows, c.number) for c in codes], len(self.rows))
        numbers = [[int(n) for n in c.rows[first]] for c in codes]
        residues = [
            self.residues.left(
                slot, [c.cells(n[place]) for c, n in zip(codes, numbers, strict=True)]
            )
            for place in range(len(first))
        ]
        values = [self.residues.values[residue] for residue in residues]
        return (
            np.array(residues, np.int64)[inverse],
            np.array([value or 0 for value in values], np.int64)[inverse],
            np.array([value is None for value in values], np.bool_)[inverse],
        )

    def _codes_at(self, position: int) -> Codes:
        found = self._codes.get(position)
        if found is None:
            found = self._codes[position] = self._coded(position)
        return found

    def _coded(self, position: int) -> Codes:
        diagram = self.residues.diagram
        variable = diagram.variables[position]
        ladder = diagram.reading(position)
        if ladder is None:
            return codes_of(variable, self.given, self.rows, self.vocabulary)
        key = diagram.ladders[ladder].key
        cells = [1 << variable.cell_of({key: rank}) for rank in range(TOP + 1)]
        masks = [0] * (1 << TOP + 1)
        for ranks in range(len(masks)):
            for rank, cell in enumerate(cells):
                masks[ranks] |= cell if ranks >> rank & 1 else 0
        ranks = self.feeding[key].ranks[self.rows].astype(np.int64)
        return Codes(ranks, len(masks), masks.__getitem__)

    def _combinations(self, left: list[Array], settled: list[list[Array]]) -> tuple[Array, Array]:
        parts: list[tuple[Array, int]] = []
        for column in left:
            if column.any():
                codes, number = _dense(column)
                parts.append((codes, number))
        parts += [_dense(column) for columns in settled for column in columns]
        return packed(parts, len(self.rows))

    def _outcome(
        self, row: int, left: list[Array], settled: list[list[Array]]
    ) -> tuple[int, int, int]:
        open_ = tuple(
            (slot, int(column[row]) - 1) for slot, column in enumerate(left) if column[row]
        )
        *feeds, own = (Settled(*(int(column[row]) for column in columns)) for columns in settled)
        outcomes = self.residues.outcomes(open_, tuple(feeds), own)
        low, high = outcomes.score_range
        return sum(1 << rung for rung in outcomes.rungs), low, high


def _dense(column: Array) -> tuple[Array, int]:
    """Number the values of a column from 0."""
    low = int(column.min())
    return column - low, int(column.max()) - low + 1
