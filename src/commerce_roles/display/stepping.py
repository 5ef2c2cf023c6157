"""What each amount buys, drawn as a flight of steps: as SVG, and in characters."""

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from commerce_roles.display.inking import PALETTE, digits
from commerce_roles.display.lettering import fitted, width_of_line
from commerce_roles.display.measuring import columns
from commerce_roles.display.pictures import Point, Steps
from commerce_roles.display.placing import LETTERS, LINE
from commerce_roles.display.spans import plain

__all__ = ["steps_body", "steps_in_characters"]

_WIDTH: Final = 300
"""So that a telephone shows it whole."""
_HEIGHT: Final = 180
_BESIDE: Final = 8
_DOT: Final = 8
_ROWS: Final = 10
_WIDEST: Final = 60
_NARROWEST: Final = 10


def steps_body(steps: Steps) -> tuple[list[str], float, float]:
    """Draw steps; give the parts of the picture, its width and its height."""
    points = _known(steps.points)
    if not points:
        return [], 0.0, 0.0
    left = max(width_of_line(plain(point.up_text), LETTERS) for point in points) + _BESIDE
    top = LINE + _BESIDE
    xs = _laid([point.across for point in points], left + _DOT, _WIDTH - _DOT)
    ys = _laid([point.up for point in points], top + _HEIGHT, top + _DOT)
    floor = top + _HEIGHT + _DOT
    [up] = fitted(plain(steps.up), size=LETTERS, width=_WIDTH, lines=1)
    [across] = fitted(plain(steps.across), size=LETTERS, width=_WIDTH, lines=1)
    line = f"M{digits(xs[0])} {digits(ys[0])}" + "".join(
        f"H{digits(x)}V{digits(y)}" for x, y in zip(xs[1:], ys[1:], strict=True)
    )
    axes = f"M{digits(left)} {digits(top)}V{digits(floor)}H{_WIDTH}"
    body = [
        f'<text x="0" y="{LETTERS}" font-weight="600">{escape(up)}</text>',
        f'<path d="{axes}" stroke="currentColor" stroke-opacity="0.45" fill="none"/>',
        f'<path d="{line}" stroke="{PALETTE[0]}" fill="none"/>',
    ]
    body += [_dot(point, x, y) for point, x, y in zip(points, xs, ys, strict=True)]
    wide = [width_of_line(plain(point.across_text), LETTERS) for point in points]
    body += [
        _text(plain(points[place].across_text), min(xs[place], _WIDTH - wide[place] / 2),
              floor + LINE, "middle")
        for place in _apart([min(x, _WIDTH - w / 2) for x, w in zip(xs, wide, strict=True)],
                            [w + _BESIDE for w in wide])
    ]  # fmt: skip
    body += [
        _text(plain(points[place].up_text), left - _BESIDE, ys[place] + LETTERS * 0.35, "end")
        for place in _apart(ys, [float(LINE)] * len(ys))
    ]
    base = floor + 2 * LINE
    body.append(
        f'<text x="{_WIDTH}" y="{digits(base)}" text-anchor="end" font-weight="600">'
        f"{escape(across)}</text>"
    )
    return body, float(_WIDTH), base + _BESIDE


def steps_in_characters(steps: Steps, width: int) -> list[str]:
    """Draw steps in characters, at most `width` columns wide where there is room for a picture.

    Examples:
        >>> points = [Point(0, 50, "0 EUR", "50 %"), Point(90, 100, "90 EUR", "100 %")]
        >>> for line in steps_in_characters(Steps(points, "cost", "part"), 23):
        ...     print(line)
        part
        100 % ┤               ●
              │               │
              │               │
              │               │
              │               │
              │               │
              │               │
              │               │
              │               │
         50 % ┤●──────────────┘
              └────────────────
               0 EUR     90 EUR
        cost →
    """
    points = _known(steps.points)
    if not points:
        return []
    named = [plain(point.up_text) for point in points]
    left = max(map(columns, named))
    wide = min(_WIDEST, max(_NARROWEST, width - left - 2))
    xs = [round(x) for x in _laid([point.across for point in points], 0, wide - 1)]
    ys = [round(y) for y in _laid([point.up for point in points], _ROWS - 1, 0)]
    cells = [[" "] * wide for _ in range(_ROWS)]
    for (x, y), (to_x, to_y) in pairwise(zip(xs, ys, strict=True)):
        for place in range(x, to_x):
            cells[y][place] = "─"
        for row in range(to_y, y):
            cells[row][to_x] = "│"
        cells[y][to_x] = "┘" if to_y < y and to_x > x else cells[y][to_x]
    for x, y in zip(xs, ys, strict=True):
        cells[y][x] = "●"
    heads: dict[int, str] = {}
    for y, name in zip(ys, named, strict=True):
        heads.setdefault(y, name)
    lines = [plain(steps.up)]
    for row, line in enumerate(cells):
        head = heads.get(row, "")
        tick = "┤" if row in heads else "│"
        lines.append(f"{' ' * (left - columns(head))}{head} {tick}{''.join(line)}".rstrip())
    lines.append(f"{' ' * left} └{'─' * wide}")
    first, last = plain(points[0].across_text), plain(points[-1].across_text)
    ends = first + " " * max(1, wide - columns(first) - columns(last)) + last
    lines.append(f"{' ' * left}  {ends if len(points) > 1 else first}".rstrip())
    return [*lines, f"{plain(steps.across)} →"]


def _known(points: Iterable[Point]) -> list[Point]:
    """Give the points that lie somewhere, from left to right."""
    there = (point for point in points if math.isfinite(point.across) and math.isfinite(point.up))
    return sorted(there, key=lambda point: (point.across, point.up))


def _laid(numbers: Sequence[float], start: float, end: float) -> list[float]:
    """Lay numbers between two ends, the least at the first; all alike lie at the first."""
    least, most = min(numbers), max(numbers)
    # halved, so that no difference of two numbers is beyond all numbers
    whole = most / 2 - least / 2
    if whole == 0:
        return [start for _ in numbers]
    return [start + (end - start) * ((one / 2 - least / 2) / whole) for one in numbers]


def _apart(places: Sequence[float], sizes: Sequence[float]) -> Iterator[int]:
    """Choose what has room beside what was chosen before: the ends first, then the others."""
    chosen: list[int] = []
    for one in dict.fromkeys((0, len(places) - 1, *range(len(places)))):
        if all(
            abs(places[one] - places[other]) >= (sizes[one] + sizes[other]) / 2 for other in chosen
        ):
            chosen.append(one)
            yield one


def _dot(point: Point, x: float, y: float) -> str:
    title = ", ".join(filter(None, map(plain, (point.across_text, point.up_text, point.label))))
    return (
        f'<rect x="{digits(x - _DOT / 2)}" y="{digits(y - _DOT / 2)}" width="{_DOT}" '
        f'height="{_DOT}" rx="{_DOT // 2}" fill="{PALETTE[0]}">'
        f"<title>{escape(title)}</title></rect>"
    )


def _text(text: str, x: float, y: float, anchor: str) -> str:
    return f'<text x="{digits(x)}" y="{digits(y)}" text-anchor="{anchor}">{escape(text)}</text>'
