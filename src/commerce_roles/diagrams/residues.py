"""What known answers leave of a decision's tables.

Where many businesses are asked about, most tables are settled for most of them, and what is left of
the others is left of many: so it is worked out once, under a number.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from commerce_roles.diagrams.diagram import Diagram

__all__ = ["Residues"]

_MOST_KEPT: Final = 20_000
"""The most answers that are remembered; then all of them are forgotten."""


class Residues:
    """What is left of the tables of a diagram where some cells are excluded.

    A residue is a number: equal residues have the same one.
    """

    def __init__(self, diagram: Diagram) -> None:
        """Begin with nothing left of anything."""
        self.diagram = diagram
        self.values: list[int | None] = []
        """Of each residue, its number where nothing is left to ask."""
        self.positions: list[int] = []
        """Of each residue, the position that is asked about first; -1 where none is."""
        self.ways: list[Mapping[int, int]] = []
        """Of each residue, where each cell that is left leads."""
        self._known: dict[tuple[int, tuple[tuple[int, int], ...]], int] = {}
        self._supports: dict[int, tuple[int, ...]] = {}
        self._found: dict[tuple[int, tuple[int, ...]], int] = {}
        self.reads: list[int] = []
        """Of each residue, the positions that are asked about in it, as bits."""

    def support(self, slot: int) -> tuple[int, ...]:
        """List the positions of the variables that a table reads, rising."""
        found = self._supports.get(slot)
        if found is None:
            forest = self.diagram.forest
            seen = {self.diagram.roots[slot]}
            waiting = list(seen)
            while waiting:
                fresh = set(forest.children[waiting.pop()]) - seen
                seen |= fresh
                waiting.extend(fresh)
            positions = {forest.positions[node] for node in seen} - {forest.end}
            found = self._supports[slot] = tuple(sorted(positions))
        return found

    def left(self, slot: int, allowed: Sequence[int]) -> int:
        """Give what is left of a table.

        Args:
            slot: The table.
            allowed: For each variable of its support, the cells that it may be in, as bits.
        """
        key = (slot, tuple(allowed))
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            masks = dict(zip(self.support(slot), allowed, strict=True))
            found = self._found[key] = self._left(self.diagram.roots[slot], masks, {})
        return found

    def _left(self, node: int, masks: Mapping[int, int], done: dict[int, int]) -> int:
        if node in done:
            return done[node]
        forest = self.diagram.forest
        value = forest.values[node]
        if value is not None:
            found = self._enter(-1, ((value, 0),))
        else:
            position = forest.positions[node]
            mask = masks[position]
            ways = tuple(
                (cell, self._left(child, masks, done))
                for cell, child in enumerate(forest.children[node])
                if mask >> cell & 1
            )
            only = ways[0][1]
            alike = all(child == only for _, child in ways)
            found = only if alike else self._enter(position, ways)
        done[node] = found
        return found

    def _enter(self, position: int, ways: tuple[tuple[int, int], ...]) -> int:
        key = (position, ways)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self.values)
            self.values.append(ways[0][0] if position < 0 else None)
            self.positions.append(position)
            self.ways.append(dict(ways))
            reads = 0
            if position >= 0:
                reads = 1 << position
                for _, child in ways:
                    reads |= self.reads[child]
            self.reads.append(reads)
        return found
