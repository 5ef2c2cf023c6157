"""Where boxes stand and arrows run: layers side by side, each box near those it is joined to.

Within a layer the order is fixed; places are those that lie nearest to the mean of the neighbours'
places, in the sense of least squares, with the room that each box needs (pool adjacent violators).
"""

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from commerce_roles.display.layering import Layered, layered
from commerce_roles.display.lettering import fitted, width_of_line
from commerce_roles.display.pictures import Arrow, Box, Drawing
from commerce_roles.display.spans import plain

Point = tuple[float, float]

__all__ = ["LETTERS", "LINE", "Picture", "PlacedArrow", "PlacedBox", "placed"]

LETTERS: Final = 13
"""The size of letters."""
LINE: Final = 16
"""From one line to the next."""
_TEXT: Final = 184
"""The width of a line in a box."""
_LINES: Final = 4
_PADDING: Final = 9
_BETWEEN: Final = 12
"""Between boxes of a layer."""
_BETWEEN_LAYERS: Final = {"right": 96, "down": 56}
_WAYPOINT: Final = 6
"""The room of an arrow that passes through a layer."""
_HEAD: Final = 26
"""The room of what stands over a layer."""
_PASSES: Final = 16
_PULL: Final = {True: 1.0, False: 4.0}
"""How strongly boxes and waypoints hold to each of their neighbours: waypoints more, so that arrows
run straight."""


@frozen
class PlacedBox:
    """A box with its place."""

    box: Box
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    """What is written in it."""

    @property
    def shortened(self) -> bool:
        """Whether its label had no room."""
        return " ".join(self.lines) != plain(self.box.label)


@frozen
class PlacedArrow:
    """An arrow with the points it runs through, in its own direction."""

    arrow: Arrow
    points: tuple[Point, ...]
    beside: bool = False
    """Whether it leaves and arrives at the same side of boxes, in a bow."""


@frozen
class Picture:
    """A drawing with all places known."""

    boxes: tuple[PlacedBox, ...]
    arrows: tuple[PlacedArrow, ...]
    heads: tuple[tuple[float, float, str], ...]
    """Where it stands what is written over each layer, by its middle."""
    width: float
    height: float


def placed(drawing: Drawing) -> Picture:
    """Find a place for everything in a drawing."""
    found = layered(drawing)
    boxes = drawing.unique_boxes
    lines = [fitted(plain(box.label), size=LETTERS, width=_TEXT, lines=_LINES) for box in boxes]
    sizes = [_size(rows) for rows in lines]
    down = drawing.direction == "down"
    across = _Across(found, [width if down else height for width, height in sizes])
    middles = across.places()
    depths = [
        max([(sizes[n][1] if down else sizes[n][0]) for n in layer if n < len(boxes)], default=0)
        for layer in found.layers
    ]
    heads = [plain(text) for text in drawing.layers[: len(found.layers)]]
    top = _HEAD if any(heads) and not down else 0
    starts = _starts(depths, _BETWEEN_LAYERS[drawing.direction])
    ranks = {number: rank for rank, layer in enumerate(found.layers) for number in layer}
    ends = _Ends(starts, depths, ranks, middles, 0 if down else top)
    shown = [
        _placed(box, ends, number, sizes[number], lines[number], down=down)
        for number, box in enumerate(boxes)
    ]
    arrows = _arrows(found, shown, ends, down=down)
    over = tuple(
        (starts[rank] + depths[rank] / 2, float(LETTERS), head)
        for rank, head in enumerate(heads)
        if head and not down
    )
    points = [point for arrow in arrows for point in arrow.points]
    corners = [(one.x + one.width, one.y + one.height) for one in shown]
    width = max((x for x, _ in (*points, *corners)), default=0.0)
    height = max((y for _, y in (*points, *corners)), default=0.0)
    return Picture(tuple(shown), tuple(arrows), over, width, height)


def _placed(  # noqa: PLR0913 what is known of a box
    box: Box,
    ends: "_Ends",
    number: int,
    size: tuple[float, float],
    lines: tuple[str, ...],
    *,
    down: bool,
) -> PlacedBox:
    """Place a box; in columns all boxes of a layer are of one width, in rows of one height."""
    along, middle = ends.at(number, far=False)
    depth = ends.depths[ends.ranks[number]]
    width, height = size
    if down:
        return PlacedBox(box, middle - width / 2, along, width, depth, lines)
    return PlacedBox(box, along, middle - height / 2, depth, height, lines)


def _size(lines: Sequence[str]) -> tuple[float, float]:
    width = max(width_of_line(line, LETTERS) for line in lines)
    return width + 2 * _PADDING, len(lines) * LINE + _PADDING


def _starts(depths: Sequence[float], between: float) -> list[float]:
    """Give where each layer begins."""
    starts: list[float] = []
    at = 0.0
    for depth in depths:
        starts.append(at)
        at += depth + between
    return starts


@frozen
class _Across:
    """Finds the places of boxes and waypoints across their layers."""

    layers: Layered
    rooms: Sequence[float]
    """What each box takes."""

    def places(self) -> Mapping[int, float]:
        """Give the middle of everything, the least edge being 0."""
        middles: dict[int, float] = {}
        for layer in self.layers.layers:
            at = 0.0
            for number in layer:
                room = self._room(number)
                middles[number] = at + room / 2
                at += room + self._gap(number)
        joined: dict[int, list[int]] = {number: [] for number in middles}
        for edges in self.layers.edges:
            for one, other in edges:
                joined[one].append(other)
                joined[other].append(one)
        depth = len(self.layers.layers)
        for step in range(_PASSES):
            order = range(depth) if step % 2 == 0 else range(depth - 1, -1, -1)
            for rank in order:
                self._settle(self.layers.layers[rank], middles, joined)
        least = min((m - self._room(n) / 2 for n, m in middles.items()), default=0.0)
        return {number: middle - least for number, middle in middles.items()}

    def _settle(
        self,
        layer: Sequence[int],
        middles: dict[int, float],
        joined: Mapping[int, Sequence[int]],
    ) -> None:
        """Move a layer as near to its neighbours as its order and rooms allow."""
        offsets: list[float] = []
        at = 0.0
        for place, number in enumerate(layer):
            if place:
                before = layer[place - 1]
                at += (self._room(before) + self._room(number)) / 2 + self._gap(before)
            offsets.append(at)
        wanted = [
            (sum(middles[o] for o in joined[n]) / len(joined[n]) if joined[n] else middles[n])
            - offset
            for n, offset in zip(layer, offsets, strict=True)
        ]
        weights = [_PULL[n < len(self.rooms)] * len(joined[n]) or _LOOSE for n in layer]
        settled = _isotonic(wanted, weights)
        for number, found, offset in zip(layer, settled, offsets, strict=True):
            middles[number] = found + offset

    def _room(self, number: int) -> float:
        return self.rooms[number] if number < len(self.rooms) else _WAYPOINT

    def _gap(self, number: int) -> float:
        return _BETWEEN if number < len(self.rooms) else _BETWEEN / 2


_LOOSE: Final = 0.05
"""How strongly a box that is joined to nothing holds to its place."""


def _isotonic(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Give the numbers that never fall and lie nearest to those wanted, by weighted squares."""
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for value, weight in zip(wanted, weights, strict=True):
        mean, heavy, many = value, weight, 1
        while pools and pools[-1][0] > mean:
            other, load, count = pools.pop()
            mean = (mean * heavy + other * load) / (heavy + load)
            heavy, many = heavy + load, many + count
        pools.append((mean, heavy, many))
    return [mean for mean, _, many in pools for _ in range(many)]


_BOW: Final = (14.0, 0.12, 60.0)
"""How far an arrow within a layer bows out: at least, by its length, at most."""
_LOOP: Final = 6.0
"""How far apart an arrow from a box to itself begins and ends."""


@frozen
class _Ends:
    """Layers as intervals of the direction in which arrows lead."""

    starts: Sequence[float]
    depths: Sequence[float]
    ranks: Mapping[int, int]
    middles: Mapping[int, float]
    top: float

    def at(self, number: int, *, far: bool) -> tuple[float, float]:
        """Give the middle of the near or far side of what stands in a layer."""
        rank = self.ranks[number]
        return self.starts[rank] + (self.depths[rank] if far else 0), self.middles[
            number
        ] + self.top

    def through(self, stops: Sequence[int]) -> list[Point]:
        """Give the points of an arrow from its first stop to its last."""
        forward = self.ranks[stops[0]] < self.ranks[stops[-1]]
        points = [self.at(stops[0], far=forward)]
        for number in stops[1:-1]:
            points += [self.at(number, far=not forward), self.at(number, far=forward)]
        points.append(self.at(stops[-1], far=not forward))
        return points

    def bow(self, source: int, target: int) -> list[Point]:
        """Give the points that steer an arrow within a layer."""
        (along, one), (_, other) = self.at(source, far=True), self.at(target, far=True)
        if source == target:
            one, other = one - _LOOP, other + _LOOP
        least, part, most = _BOW
        out = along + min(most, least + part * abs(other - one))
        return [(along, one), (out, one), (out, other), (along, other)]


def _arrows(
    found: Layered, shown: Sequence[PlacedBox], ends: _Ends, *, down: bool
) -> list[PlacedArrow]:
    numbers = {one.box.id: number for number, one in enumerate(shown)}
    arrows = [PlacedArrow(r.arrow, _turned(ends.through(r.stops), down=down)) for r in found.routes]
    for arrow in found.beside:
        points = ends.bow(numbers[arrow.source], numbers[arrow.target])
        arrows.append(PlacedArrow(arrow, _turned(points, down=down), beside=True))
    return arrows


def _turned(points: Sequence[tuple[float, float]], *, down: bool) -> tuple[Point, ...]:
    return tuple((y, x) if down else (x, y) for x, y in points)
