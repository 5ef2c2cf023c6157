"""Heat maps: how warm a place looks, and the map as SVG."""

import math
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from attrs import frozen

from commerce_roles.display.inking import PALETTE, digits
from commerce_roles.display.lettering import fitted, width_of_line
from commerce_roles.display.pictures import Matrix
from commerce_roles.display.placing import LETTERS, LINE
from commerce_roles.display.spans import plain

__all__ = ["heat_of", "matrix_body", "tinted"]

_CELL_HEIGHT: Final = 26
_CELL_WIDTH: Final = 96
_ROW_LABEL: Final = 300
_ROW_LINES: Final = 2
_BESIDE: Final = 12
_WARMEST: Final = 0.62
"""How much of the colour covers the background of the warmest place: letters stay readable."""


def heat_of(heat: float) -> float:
    """Give how much of the colour covers a place: none where it is cold, or no number."""
    return 0.0 if math.isnan(heat) else min(max(heat, 0.0), 1.0) * _WARMEST


def tinted(heat: float) -> str:
    """Give the colour of a warm place as CSS, over whatever is behind it."""
    red, green, blue = (int(PALETTE[0][i : i + 2], 16) for i in (1, 3, 5))
    return f"rgb({red} {green} {blue} / {digits(100 * heat_of(heat))}%)"


def matrix_body(matrix: Matrix) -> tuple[list[str], float, float]:
    """Draw a heat map; give its parts, its width and its height."""
    columns = [plain(text) for text in matrix.columns]
    rows = [plain(text) for text in matrix.rows]
    widest = max((width_of_line(text, LETTERS) for text in rows), default=0)
    label = min(_ROW_LABEL, widest) + _BESIDE
    heads = [fitted(t, size=LETTERS, width=_CELL_WIDTH - 8, lines=3) for t in columns]
    top = max(map(len, heads), default=0) * LINE + 8
    body: list[str] = []
    for place, lines in enumerate(heads):
        x = label + (place + 0.5) * _CELL_WIDTH
        text = _lines(lines, x, top - 8 - (len(lines) - 1) * LINE)
        body.append(f'<text text-anchor="middle" font-weight="600">{text}</text>')
    at: float = top
    for number, name in enumerate(rows):
        lines = fitted(name, size=LETTERS, width=label - _BESIDE, lines=_ROW_LINES)
        row = _Row(matrix, number, at, label, lines)
        body += [row.name(name), *row.squares(len(columns))]
        at += row.height
    return body, label + len(columns) * _CELL_WIDTH, at


@frozen
class _Row:
    """One row of a heat map, with its place."""

    matrix: Matrix
    number: int
    y: float
    label: float
    """How wide what stands before it is."""
    lines: tuple[str, ...]
    """What stands before it."""

    @property
    def height(self) -> float:
        """How high it is, for all of its lines."""
        return _CELL_HEIGHT + (len(self.lines) - 1) * LINE

    @property
    def base(self) -> float:
        """Where the letters of one line stand."""
        return self.y + self.height / 2 + LETTERS * 0.35

    def name(self, name: str) -> str:
        """Draw what stands before it."""
        title = f"<title>{escape(name)}</title>" if " ".join(self.lines) != name else ""
        first = self.base - (len(self.lines) - 1) * LINE / 2
        return f"<text>{title}{_lines(self.lines, 0, first)}</text>"

    def squares(self, columns: int) -> Iterator[str]:
        """Draw its places."""
        matrix = self.matrix
        squares = matrix.squares[self.number] if self.number < len(matrix.squares) else ()
        for place in range(columns):
            square = squares[place] if place < len(squares) else None
            x = self.label + place * _CELL_WIDTH
            heat = heat_of(square.heat) if square else 0.0
            yield (
                f'<rect x="{digits(x)}" y="{digits(self.y)}" width="{_CELL_WIDTH - 2}" '
                f'height="{digits(self.height - 2)}" rx="3" fill="{PALETTE[0]}" '
                f'fill-opacity="{digits(heat, 2)}" stroke="currentColor" stroke-opacity="0.15"/>'
            )
            text = plain(square.text) if square else ""
            if text:
                middle = x + (_CELL_WIDTH - 2) / 2
                [short] = fitted(text, size=LETTERS, width=_CELL_WIDTH - 8, lines=1)
                yield (
                    f'<text x="{digits(middle)}" y="{digits(self.base - 1)}" '
                    f'text-anchor="middle">{escape(short)}</text>'
                )


def _lines(lines: Iterable[str], x: float, y: float) -> str:
    return "".join(
        f'<tspan x="{digits(x)}" y="{digits(y + number * LINE)}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
