"""What may come of the tables that are left open, beside what the settled ones give.

Open tables that share no question are walked apart, so that little has to be remembered: not what
comes of each lot of tables that was met, but of the few that hang together. What nothing asks for
any more on the way (the sum of a ladder whose rung was read, and the tables that would add to it)
is forgotten, so that ways which differ in nothing else go on as one.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from commerce_roles.diagrams.joining import Shape, joined
from commerce_roles.diagrams.residues import Residues
from commerce_roles.errors import InexactError

__all__ = ["Settled", "Walks"]

Left = tuple[tuple[int, int], ...]
"""Open tables, each by slot and residue."""

_MOST_STATES: Final = 60_000
_MOST_KEPT: Final = 20_000
"""The most answers of one kind that are remembered; then all of them are forgotten."""


class Settled(NamedTuple):
    """What settled tables of a ladder give: a sum of points, a floor and a cap."""

    points: int
    floor: int
    cap: int


_UNREAD: Final = Settled(0, 0, 0)
"""What stands for a ladder whose rung nothing reads that is open."""

Marks = tuple[tuple[int, int], ...]
"""Of each ladder, the floor and the cap that are found."""


class _State(NamedTuple):
    """What is left; the sums of points that lead here are kept beside it, as bits."""

    tables: Left
    marks: Marks


class Walks:
    """What may come of what is left of the tables of a diagram, each answer worked out once."""

    def __init__(self, residues: Residues) -> None:
        """Begin with nothing worked out."""
        self._residues = residues
        self._diagram = diagram = residues.diagram
        self._own = len(diagram.ladders) - 1
        self._nothing = Shape(0, ((0, diagram.ladders[-1].top, 1),))
        readings = {diagram.reading(level): level for level in range(diagram.end)}
        self._readings = tuple(
            1 << readings[ladder] if ladder in readings else 0 for ladder in range(self._own)
        )
        """Of each other ladder, the position at which its rung is read, as a bit."""
        self._walked: dict[tuple[Left, tuple[Settled, ...]], Shape | None] = {}
        """None where there are too many states."""
        self._shapes: dict[Shape, Shape] = {}
        """Equal shapes are one."""
        self._joined: dict[tuple[int, int], Shape] = {}
        """By identity of two of them."""

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
        for part in self._apart(left):
            tables, wanted = self._asked(part)
            read = tuple(
                feed if wanted & reading else _UNREAD
                for feed, reading in zip(feeds, self._readings, strict=True)
            )
            found = self._together(found, self._alone(tables, read))
        return found

    # ------------------------------------------------------------------ lots of tables

    def _apart(self, left: Left) -> list[Left]:
        """Part open tables into lots that share no question."""
        lots: list[tuple[list[tuple[int, int]], int]] = []
        for slot, residue in left:
            ladder = self._diagram.slots[slot].ladder
            reads = self._residues.reads[residue]
            if ladder != self._own:
                reads |= self._readings[ladder]
            own = [(slot, residue)]
            others: list[tuple[list[tuple[int, int]], int]] = []
            for lot in lots:
                if lot[1] & reads:
                    own = lot[0] + own
                    reads |= lot[1]
                else:
                    others.append(lot)
            lots = [*others, (own, reads)]
        return [tuple(sorted(lot)) for lot, _ in lots]

    def _asked(self, tables: Sequence[tuple[int, int]]) -> tuple[Left, int]:
        """Forget tables whose ladder nothing asks for; and give the positions that are read."""
        slots, reads = self._diagram.slots, self._residues.reads
        lots: list[list[tuple[int, int]]] = [[] for _ in range(self._own + 1)]
        for entry in tables:
            lots[slots[entry[0]].ladder].append(entry)
        wanted = 0
        for _, residue in lots[self._own]:
            wanted |= reads[residue]
        for ladder in reversed(range(self._own)):  # a ladder reads only those before it
            if wanted & self._readings[ladder]:
                for _, residue in lots[ladder]:
                    wanted |= reads[residue]
            else:
                lots[ladder] = []
        return tuple(sorted(entry for lot in lots for entry in lot)), wanted

    def _alone(self, left: Left, feeds: tuple[Settled, ...]) -> Shape:
        """Find what may come of tables that hang together."""
        if not left:
            return self._nothing
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
        if other is self._nothing:
            return one
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

    # ------------------------------------------------------------------ one lot

    def _walk(self, left: Left, feeds: tuple[Settled, ...]) -> Shape:
        """Answer question by question; sums of all ladders are packed as in the diagram."""
        diagram, own = self._diagram, self._own
        marks = (*((feed.floor, feed.cap) for feed in feeds), (0, diagram.ladders[own].top))
        waiting: list[dict[_State, int]] = [{} for _ in range(diagram.end + 1)]
        waiting[self._level(left)][_State(left, marks)] = 1 << self._begun(left, feeds)
        steps = 0
        for level in range(diagram.end):
            states, waiting[level] = waiting[level], {}
            steps += len(states)
            if steps > _MOST_STATES:
                raise InexactError
            for state, sums in states.items():
                for shift, child, part in self._ways(state, level, sums):
                    target = waiting[self._level(child.tables)]
                    target[child] = target.get(child, 0) | part << shift
        found: dict[tuple[int, int], int] = {}
        for state, sums in waiting[diagram.end].items():
            mark = state.marks[own]
            found[mark] = found.get(mark, 0) | self._let_go(sums, own)
        parts = tuple((floor, cap, bits) for (floor, cap), bits in sorted(found.items()))
        return Shape(self._lowest(left, own), parts)

    def _begun(self, left: Left, feeds: tuple[Settled, ...]) -> int:
        """Give the sum at the start: what settled tables give to ladders that are read."""
        diagram = self._diagram
        return sum(
            (feed.points + self._lowest(left, ladder) - diagram.lowest[ladder]) * stride
            for ladder, (feed, stride) in enumerate(zip(feeds, diagram.strides, strict=False))
            if feed is not _UNREAD  # one that gives nothing may be equal, and is read
        )

    def _lowest(self, left: Left, ladder: int) -> int:
        slots = (self._diagram.slots[slot] for slot, _ in left)
        return sum(s.lowest for s in slots if s.ladder == ladder and s.kind == "points")

    def _level(self, tables: Iterable[tuple[int, int]]) -> int:
        positions = self._residues.positions
        return min((positions[residue] for _, residue in tables), default=self._diagram.end)

    def _ways(self, state: _State, level: int, sums: int) -> Iterator[tuple[int, _State, int]]:
        """Go through the states after a question: with a shift, of the sums that go there."""
        positions, ways = self._residues.positions, self._residues.ways
        here = [entry for entry in state.tables if positions[entry[1]] == level]
        rest = [entry for entry in state.tables if positions[entry[1]] != level]
        ladder = self._diagram.reading(level)
        if ladder is None:
            cells = ways[here[0][1]]
            for after in {tuple([(slot, ways[r][cell]) for slot, r in here]) for cell in cells}:
                yield *self._after(state.marks, after, rest), sums
            return
        sums = self._let_go(sums, ladder)
        for start, end, cell in self._diagram.stretches(ladder, state.marks[ladder]):
            part = self._diagram.folded(sums, ladder, start, end)
            if part:
                after = tuple((slot, ways[residue][cell]) for slot, residue in here)
                yield *self._after(state.marks, after, rest), part

    def _after(self, marks: Marks, here: Left, rest: list[tuple[int, int]]) -> tuple[int, _State]:
        """Give the points that tables have come to, and the state after."""
        diagram, values = self._diagram, self._residues.values
        found, left, shift = list(marks), rest[:], 0
        for slot, residue in here:
            value = values[residue]
            if value is None:
                left.append((slot, residue))
                continue
            table = diagram.slots[slot]
            floor, cap = found[table.ladder]
            if table.kind == "points":
                shift += (value - table.lowest) * diagram.strides[table.ladder]
            elif table.kind == "floor":
                found[table.ladder] = (max(floor, value), cap)
            else:
                found[table.ladder] = (floor, min(cap, value))
        tables, wanted = self._asked(left)
        for ladder, reading in enumerate(self._readings):
            if not wanted & reading:
                found[ladder] = (_UNREAD.floor, _UNREAD.cap)
        return shift, _State(tables, tuple(found))

    def _let_go(self, sums: int, ladder: int) -> int:
        """Leave the sums of all ladders before one behind: nothing asks for them."""
        diagram = self._diagram
        for before in range(ladder):
            if sums >> diagram.strides[before]:
                sums = diagram.folded(sums, before, 0, diagram.widths[before])
        return sums
