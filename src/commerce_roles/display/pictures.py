"""Pictures as values: boxes joined by arrows, and squares that are warm or cold.

As with every block, whatever is given can be drawn: an arrow that ends nowhere is left out, of two
boxes with one id the first is kept, warmth beyond its range ends with it.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from attrs import field, frozen

from commerce_roles.display.spans import Span, Spans, Text, spans

__all__ = ["Arrow", "Box", "Drawing", "Matrix", "Point", "Square", "Steps", "Style"]

Style: TypeAlias = Literal["solid", "dashed", "dotted"]
"""How a line is drawn."""


def _texts(given: Iterable[Text]) -> tuple[Spans, ...]:
    """Keep a row of texts."""
    return tuple(spans(text) for text in given)


def _boxes(given: "Iterable[Box]") -> "tuple[Box, ...]":
    """Keep the boxes of a drawing."""
    return tuple(given)


def _arrows(given: "Iterable[Arrow]") -> "tuple[Arrow, ...]":
    """Keep the arrows of a drawing."""
    return tuple(given)


def _groups(given: "Iterable[tuple[str, Text]]") -> tuple[tuple[str, Spans], ...]:
    """Keep the groups of a drawing."""
    return tuple((name, spans(text)) for name, text in given)


def _styles(given: "Iterable[tuple[Style, Text]]") -> "tuple[tuple[Style, Spans], ...]":
    """Keep what the lines of a drawing mean."""
    return tuple((style, spans(text)) for style, text in given)


def _points(given: "Iterable[Point]") -> "tuple[Point, ...]":
    """Keep the points of steps."""
    return tuple(given)


def _squares(given: "Iterable[Iterable[Text | Square]]") -> "tuple[tuple[Square, ...], ...]":
    """Keep the rows of a matrix, made of their texts where they are no more than that."""
    return tuple(
        tuple(cell if isinstance(cell, Square) else Square(cell) for cell in row) for row in given
    )


@frozen
class Box:
    """A thing in a drawing."""

    id: str
    """By which arrows name it."""
    label: Spans = field(converter=spans)
    """What stands in it; what has no room is shortened, and told in full beside the drawing."""
    group: str = field(default="", kw_only=True)
    """What kind of thing it is: things of a kind have one colour."""
    layer: int | None = field(default=None, kw_only=True)
    """In which layer it stands; by default one after all that lead to it."""


@frozen
class Arrow:
    """A relation in a drawing."""

    source: str
    target: str
    label: Spans = field(default=(), converter=spans)
    """What the relation is."""
    style: Style = field(default="solid", kw_only=True)
    """How it is drawn."""


@frozen
class Drawing:
    """Things in layers, joined by arrows."""

    boxes: tuple[Box, ...] = field(converter=_boxes)
    arrows: tuple[Arrow, ...] = field(default=(), converter=_arrows)
    caption: Spans = field(default=(), converter=spans, kw_only=True)
    """What it shows."""
    groups: tuple[tuple[str, Spans], ...] = field(default=(), converter=_groups, kw_only=True)
    """The kinds of things with their names, for the legend; colours follow their order."""
    styles: tuple[tuple[Style, Spans], ...] = field(default=(), converter=_styles, kw_only=True)
    """What a line of each style means, for the legend."""
    layers: tuple[Spans, ...] = field(default=(), converter=_texts, kw_only=True)
    """What stands over each layer."""
    direction: Literal["right", "down"] = field(default="right", kw_only=True)
    """Where arrows lead."""
    in_words: Spans = field(default=(Span("in words"),), converter=spans, kw_only=True)
    """How the same in words is called, in the reader's language."""

    @property
    def unique_boxes(self) -> tuple[Box, ...]:
        """The boxes, of two with one id the first."""
        found: dict[str, Box] = {}
        for box in self.boxes:
            found.setdefault(box.id, box)
        return tuple(found.values())


@frozen
class Square:
    """One place of a matrix."""

    text: Spans = field(default=(), converter=spans)
    """What stands in it."""
    heat: float = 0.0
    """How warm it is, 0 to 1."""


@frozen
class Matrix:
    """A heat map: a table whose places are warm or cold."""

    columns: tuple[Spans, ...] = field(converter=_texts)
    """What stands over each column but the first, which names the rows."""
    rows: tuple[Spans, ...] = field(converter=_texts)
    """What stands before each row."""
    squares: tuple[tuple[Square, ...], ...] = field(converter=_squares)
    """By row, then by column; a square that a row lacks is empty and cold."""
    corner: Spans = field(default=(), converter=spans, kw_only=True)
    """What the rows are."""
    caption: Spans = field(default=(), converter=spans, kw_only=True)
    """What it shows."""


@frozen
class Point:
    """What one amount buys."""

    across: float
    """The amount."""
    up: float
    """What it buys."""
    across_text: Spans = field(default=(), converter=spans)
    """How the amount reads, with its unit."""
    up_text: Spans = field(default=(), converter=spans)
    """How what it buys reads, with its unit."""
    label: Spans = field(default=(), converter=spans, kw_only=True)
    """What is told of the point beside both."""


@frozen
class Steps:
    """What each amount buys: between two points, no more than at the first of them."""

    points: tuple[Point, ...] = field(converter=_points)
    """From the least amount to the most; a point whose numbers are none is left out."""
    across: Spans = field(default=(), converter=spans)
    """What the amounts are."""
    up: Spans = field(default=(), converter=spans)
    """What they buy."""
    caption: Spans = field(default=(), converter=spans, kw_only=True)
    """What it shows."""
