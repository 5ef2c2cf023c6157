"""What a document is made of.

Every block is a frozen value that keeps running text in one form, whatever form it was given in.
Every combination can be drawn: what does not fit together (a short row, a value outside its
range) is drawn as well as it can be, and raises nothing.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from attrs import field, frozen

from commerce_roles.display.lines import Lines
from commerce_roles.display.pictures import Drawing, Matrix, Steps
from commerce_roles.display.spans import Spans, Text, spans

__all__ = [
    "Alignment",
    "Bar",
    "Bars",
    "Block",
    "Bullet",
    "Bullets",
    "Callout",
    "Code",
    "Heading",
    "Paragraph",
    "Quote",
    "Table",
    "Tree",
    "TreeNode",
]

Alignment: TypeAlias = Literal["left", "right", "center"]
"""On which side the cells of a column are flush."""


def _bullets(items: "Iterable[Text | Bullet]") -> "tuple[Bullet, ...]":
    """Keep items, made of their text where they are no more than that."""
    return tuple(item if isinstance(item, Bullet) else Bullet(item) for item in items)


def _nodes(nodes: "Iterable[Text | TreeNode]") -> "tuple[TreeNode, ...]":
    """Keep nodes, made of their label where they are no more than that."""
    return tuple(node if isinstance(node, TreeNode) else TreeNode(node) for node in nodes)


def _node(node: "Text | TreeNode") -> "TreeNode":
    """Keep a node, made of its label where it is no more than that."""
    return node if isinstance(node, TreeNode) else TreeNode(node)


def _cells(cells: Iterable[Text]) -> tuple[Spans, ...]:
    """Keep the cells of a row."""
    return tuple(spans(cell) for cell in cells)


def _rows(rows: Iterable[Iterable[Text]]) -> tuple[tuple[Spans, ...], ...]:
    """Keep the rows of a table."""
    return tuple(_cells(row) for row in rows)


def _alignments(given: Iterable[Alignment]) -> tuple[Alignment, ...]:
    """Keep the alignments of columns."""
    return tuple(given)


def _bars(given: "Iterable[Bar]") -> "tuple[Bar, ...]":
    """Keep the rows of a chart."""
    return tuple(given)


@frozen
class Heading:
    """A title inside the document."""

    text: Spans = field(converter=spans)
    """What it says."""
    level: Literal[1, 2, 3, 4, 5, 6] = 2
    """Its depth; the document's own title is 1."""


@frozen
class Paragraph:
    """Running text."""

    text: Spans = field(converter=spans)
    """What it says."""


@frozen
class Bullet:
    """One item of a list, with what stands under it."""

    text: Spans = field(converter=spans)
    """What it says."""
    children: "tuple[Bullet, ...]" = field(default=(), converter=_bullets)
    """The items under it."""


@frozen
class Bullets:
    """A list."""

    items: tuple[Bullet, ...] = field(converter=_bullets)
    """Its items; a text is an item with nothing under it."""
    ordered: bool = field(default=False, kw_only=True)
    """Whether the items are steps, and numbered from 1."""


@frozen
class Table:
    """Rows and columns."""

    columns: tuple[Spans, ...] = field(converter=_cells)
    """What stands over each column."""
    rows: tuple[tuple[Spans, ...], ...] = field(converter=_rows)
    """The cells; a cell that a row lacks is empty."""
    alignments: tuple[Alignment, ...] = field(default=(), converter=_alignments, kw_only=True)
    """How each column is set; left where nothing is said."""
    caption: Spans = field(default=(), converter=spans, kw_only=True)
    """What the table shows."""


@frozen
class TreeNode:
    """A place in a tree, with what hangs from it."""

    label: Spans = field(converter=spans)
    """What it says."""
    children: "tuple[TreeNode, ...]" = field(default=(), converter=_nodes)
    """The nodes that hang from it; a text is a node from which nothing hangs."""


@frozen
class Tree:
    """A hierarchy, such as why a result is what it is."""

    root: TreeNode = field(converter=_node)
    """The node from which all others hang."""


@frozen
class Bar:
    """A range with its most likely value, such as 11 to 25 hours, most likely 17."""

    label: Spans = field(converter=spans)
    """What is measured."""
    low: float
    """The lower end of the range."""
    value: float
    """The most likely value."""
    high: float
    """The upper end of the range."""
    text: Spans = field(default=(), converter=spans)
    """How the range reads, with its unit; by default `low–value–high` and the chart's unit."""
    mark: float | None = field(default=None, kw_only=True)
    """What the range is held against, such as the hours there are: a line across the bar."""


@frozen
class Bars:
    """Ranges on one scale, so that they can be compared by eye."""

    rows: tuple[Bar, ...] = field(converter=_bars)
    """The ranges, from top to bottom."""
    unit: str = field(default="", kw_only=True)
    """In what they are measured, for rows without a reading of their own."""
    maximum: float | None = field(default=None, kw_only=True)
    """The end of the scale, which starts at 0; by default the highest end or mark."""


@frozen
class Callout:
    """A text that must not be overlooked."""

    text: Spans = field(converter=spans)
    """What it says."""
    kind: Literal["note", "warning"] = "note"
    """How much it matters."""
    label: Spans = field(default=(), converter=spans, kw_only=True)
    """The word before it, in the reader's language."""


@frozen
class Quote:
    """What somebody said."""

    text: Spans = field(converter=spans)
    """What was said."""
    source: Spans = field(default=(), converter=spans)
    """Who said it, and where."""


@frozen
class Code:
    """Lines to be copied as they are."""

    text: str
    """The lines."""
    language: str = ""
    """What they are written in, such as `python`."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | Bullets
    | Table
    | Tree
    | Bars
    | Drawing
    | Matrix
    | Steps
    | Lines
    | Callout
    | Quote
    | Code
)
"""Anything a document is made of."""
