"""How a result reads: a document that knows nothing of roles, and its renderers.

The layers above make a `Document` of their results; `str()`, notebooks and the command line only
draw it. This package imports the standard library and attrs, and nothing of the other layers.

| to draw | use |
|---|---|
| running text | a `str`, a `Span`, or a sequence of both: `["needs ", strong("12 hours")]` |
| for a terminal | `to_text` |
| as Markdown | `to_markdown` |
| for a browser | `to_html` |
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
from commerce_roles.display.document import Document, mimebundle, to_html, to_markdown, to_text
from commerce_roles.display.drawing import Drawable, drawn
from commerce_roles.display.spans import Span, Spans, Text, code, link, muted, plain, strong

__all__ = [
    "Alignment",
    "Bar",
    "Bars",
    "Block",
    "Bullet",
    "Bullets",
    "Callout",
    "Code",
    "Document",
    "Drawable",
    "Heading",
    "Paragraph",
    "Quote",
    "Span",
    "Spans",
    "Table",
    "Text",
    "Tree",
    "TreeNode",
    "code",
    "drawn",
    "link",
    "mimebundle",
    "muted",
    "plain",
    "strong",
    "to_html",
    "to_markdown",
    "to_text",
]
