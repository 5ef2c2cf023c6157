"""How a result reads: a document that knows nothing of roles, and its renderers.

The layers above make a `Document` of their results; `str()`, notebooks and the command line only
draw it. This package imports the standard library and attrs, and nothing of the other layers.

| to draw | use |
|---|---|
| running text | a `str`, a `Span`, or a sequence of both: `["needs ", strong("12 hours")]` |
| for a terminal | `to_text` |
| as Markdown | `to_markdown` |
| for a browser | `to_html` |
| a picture alone | `to_svg`; a drawing for other programs `to_dot`, `to_mermaid` |
| any frozen value by its parts | `card` |
| a number in a language | `write_number` |
"""

from commerce_roles.display.blocks import (
    Alignment,
    Bar,
    Bars,
    Block,
    Bullet,
    Bullets,
    Callout,
    Code,
    Heading,
    Paragraph,
    Quote,
    Table,
    Tree,
    TreeNode,
)
from commerce_roles.display.carding import card
from commerce_roles.display.document import Document, mimebundle, to_html, to_markdown, to_text
from commerce_roles.display.dot import to_dot
from commerce_roles.display.drawing import Drawn
from commerce_roles.display.lines import Line, Lines, sparkline
from commerce_roles.display.mermaid import to_mermaid
from commerce_roles.display.numbering import places_for, rounded_to_sum, write_number
from commerce_roles.display.pictures import Arrow, Box, Drawing, Matrix, Point, Square, Steps
from commerce_roles.display.spans import (
    Span,
    Spans,
    Text,
    code,
    inert,
    joined,
    link,
    listed,
    muted,
    plain,
    strong,
)
from commerce_roles.display.svg import to_svg

__all__ = [
    "Alignment",
    "Arrow",
    "Bar",
    "Bars",
    "Block",
    "Box",
    "Bullet",
    "Bullets",
    "Callout",
    "Code",
    "Document",
    "Drawing",
    "Drawn",
    "Heading",
    "Line",
    "Lines",
    "Matrix",
    "Paragraph",
    "Point",
    "Quote",
    "Span",
    "Spans",
    "Square",
    "Steps",
    "Table",
    "Text",
    "Tree",
    "TreeNode",
    "card",
    "code",
    "inert",
    "joined",
    "link",
    "listed",
    "mimebundle",
    "muted",
    "places_for",
    "plain",
    "rounded_to_sum",
    "sparkline",
    "strong",
    "to_dot",
    "to_html",
    "to_markdown",
    "to_mermaid",
    "to_svg",
    "to_text",
    "write_number",
]
