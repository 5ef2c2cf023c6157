"""What known answers leave of a decision's tables, and what may come of that.

Where many businesses are asked about, most tables are settled for most of them, and what is left of
the others is left of many: so it is worked out once, and the settled points are added afterwards.
Open tables that share no question are walked apart, so that little has to be remembered: not what
comes of each lot of tables that was met, but of the few that hang together.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import frozen

from commerce_roles.diagrams.diagram import Diagram
from commerce_roles.diagrams.joining import Shape, joined
from commerce_roles.errors import InexactError

if TYPE_CHECKING:
    from commerce_roles.diagrams.ladders import Ladder

__all__ = ["Residues", "Settled"]

Left = tuple[tuple[int, int], ...]
"""Open tables, each by slot and residue."""

_MOST_STATES: Final = 60_000
_MOST_KEPT: Final = 20_000
"""The most answers of one kind that are remembered; then all of them are forgotten."""


class Settled(NamedTuple):
    """What the settled tables of one ladder give."""

    points: int
    floor: int
    cap: int


@frozen
class _State:
    """What is left: open tables, and what is found so far of each ladder."""

    tables: tuple[tuple[int, int], ...]
    """Slot and residue."""
    feeds: tuple[Settled, ...]
    """Of ladders whose rungs are read, all that is found."""
    floor: int
    cap: int


class Residues:
    """What is left of the tables of a diagram where some cells are excluded.

    A residue is a number: equal residues have the same one.
    """

    def __init__(self, diagram: Diagram) -> None:
        """Begin with nothing left of anything."""
        self.diagram = diagram
        self.values: list[int | None] = []
        """Of each residue, its number where nothing is left to ask."""
        self._positions: list[int] = []
        self._ways: list[Mapping[int, int]] = []
        self._known: dict[tuple[int, tuple[tuple[int, int], ...]], int] = {}
        self._supports: dict[int, tuple[int, ...]] = {}
        self._found: dict[tuple[int, tuple[int, ...]], int] = {}
        self._reads: list[int] = []
        """Of each residue, the positions that are asked about in it, as bits."""
        self._walked: dict[tuple[Left, tuple[Settled, ...]], Shape | None] = {}
        """None where there are too many states."""
        self._shapes: dict[Shape, Shape] = {}
        """Equal shapes are one."""
        self._joined: dict[tuple[int, int], Shape] = {}
        """By identity of two of them."""
        self._own = len(diagram.ladders) - 1
        self._nothing = Shape(0, ((0, diagram.ladders[-1].top, 1),))
        readings = {diagram.reading(level): level for level in range(diagram.end)}
        self._readings = tuple(
            1 << readings[ladder] if ladder in readings else 0 for ladder in range(self._own)
        )
        """Of each other ladder, the position at which its rung is read, as a bit."""

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
            self._positions.append(position)
            self._ways.append(dict(ways))
            reads = 0
            if position >= 0:
                reads = 1 << position
                for _, child in ways:
                    reads |= self._reads[child]
            self._reads.append(reads)
        return found

    # ------------------------------------------------------------------ what may come of it

    def shape(self, left: Left, feeds: tuple[Settled, ...]) -> Shape:
        """Find all that may come of what is left, beside what the settled tables give.

        Args:
            left: The open tables, by slot, with their residues.
            feeds: What the settled tables of the other ladders give.

        Raises:
            InexactError: There are too many states.
        """
        self._make_room()
        found = self._nothing
        for part, reads in self._apart(left):
            told = tuple(
                feed if reads & reading else _UNREAD
                for feed, reading in zip(feeds, self._readings, strict=True)
            )
            found = self._together(found, self._alone(part, told))
        return found

    def _apart(self, left: Left) -> list[tuple[Left, int]]:
        """Part open tables into lots that share no question; those that decide nothing go."""
        lots: list[tuple[list[tuple[int, int]], int]] = []
        for entry in left:
            slot, residue = entry
            ladder = self.diagram.slots[slot].ladder
            reads = self._reads[residue]
            if ladder != self._own:
                reads |= self._readings[ladder]
            own = [entry]
            others: list[tuple[list[tuple[int, int]], int]] = []
            for lot in lots:
                if lot[1] & reads:
                    own = lot[0] + own
                    reads |= lot[1]
                else:
                    others.append(lot)
            lots = [*others, (own, reads)]
        slots = self.diagram.slots
        return [
            (tuple(sorted(lot)), reads)
            for lot, reads in lots
            if any(slots[slot].ladder == self._own for slot, _ in lot)
        ]

    def _alone(self, left: Left, feeds: tuple[Settled, ...]) -> Shape:
        """Find what may come of tables that hang together."""
        key = (left, feeds)
        if key not in self._walked:
            if len(self._walked) >= _MOST_KEPT:
                self._walked.clear()
            try:
                self._walked[key] = self._one(self._walk(left, feeds))
            except InexactError:
                self._walked[key] = None
        found = self._walked[key]
        if found is None:
            raise InexactError
        return found

    def _together(self, one: Shape, other: Shape) -> Shape:
        if one is self._nothing:
            return other
        key = (id(one), id(other))
        found = self._joined.get(key)
        if found is None:
            found = self._joined[key] = self._one(joined(one, other))
        return found

    def _one(self, shape: Shape) -> Shape:
        return self._shapes.setdefault(shape, shape)

    def _make_room(self) -> None:
        """Forget shapes, if they are too many: all at once, for they are known by identity."""
        if len(self._shapes) + len(self._joined) > _MOST_KEPT:
            for held in (self._walked, self._shapes, self._joined):
                held.clear()

    def _walk(self, left: Left, feeds: tuple[Settled, ...]) -> Shape:
        diagram = self.diagram
        own = len(diagram.ladders) - 1
        slots = diagram.slots
        lowest = sum(
            slots[slot].lowest
            for slot, _ in left
            if slots[slot].ladder == own and slots[slot].kind == "points"
        )
        last: Ladder = diagram.ladders[own]
        end = diagram.end
        waiting: list[dict[_State, int]] = [{} for _ in range(end + 1)]
        start = _State(left, feeds, 0, last.top)
        waiting[self._level(start)][start] = 1
        steps = 0
        for level in range(end):
            ladder = diagram.reading(level)
            states, waiting[level] = waiting[level], {}
            for state, bits in states.items():
                steps += 1
                if steps > _MOST_STATES:
                    raise InexactError
                for cell in self._cells(state, level, ladder):
                    shift, child = self._after(state, level, cell)
                    target = waiting[self._level(child)]
                    target[child] = target.get(child, 0) | bits << shift
        found: dict[tuple[int, int], int] = {}
        for state, bits in waiting[end].items():
            mark = (state.floor, state.cap)
            found[mark] = found.get(mark, 0) | bits
        parts = tuple((floor, cap, bits) for (floor, cap), bits in sorted(found.items()))
        return Shape(lowest, parts)

    def _level(self, state: _State) -> int:
        return min((self._positions[r] for _, r in state.tables), default=self.diagram.end)

    def _cells(self, state: _State, level: int, ladder: int | None) -> Sequence[int]:
        if ladder is not None:
            own = self.diagram.ladders[ladder]
            rung = own.rung(*state.feeds[ladder])
            return (self.diagram.variables[level].cell_of({own.key: rung}),)
        here = next(r for _, r in state.tables if self._positions[r] == level)
        return tuple(self._ways[here])

    def _after(self, state: _State, level: int, cell: int) -> tuple[int, _State]:
        own = len(self.diagram.ladders) - 1
        left: list[tuple[int, int]] = []
        feeds = list(state.feeds)
        found = Settled(0, state.floor, state.cap)
        shift = 0
        for slot, residue in state.tables:
            here = self._positions[residue] == level
            child = self._ways[residue][cell] if here else residue
            value = self.values[child]
            if value is None:
                left.append((slot, child))
                continue
            table = self.diagram.slots[slot]
            if table.ladder != own:
                feeds[table.ladder] = settle(feeds[table.ladder], table.kind, value)
            elif table.kind == "points":
                shift += value - table.lowest
            else:
                found = settle(found, table.kind, value)
        return shift, _State(tuple(left), tuple(feeds), found.floor, found.cap)


_UNREAD: Final = Settled(0, 0, 0)
"""What stands for a ladder whose rung nothing reads that is open."""


def settle(found: Settled, kind: str, value: int) -> Settled:
    """Add what a table gives."""
    match kind:
        case "points":
            return found._replace(points=found.points + value)
        case "floor":
            return found._replace(floor=max(found.floor, value))
        case _:
            return found._replace(cap=min(found.cap, value))
