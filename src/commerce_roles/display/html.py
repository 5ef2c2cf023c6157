"""A document as HTML: a piece of a page, or a page that needs nothing else."""

from collections.abc import Iterable
from html import escape
from typing import Final, assert_never

from attrs import evolve

from commerce_roles.display.blocks import (
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
from commerce_roles.display.cleaning import clean, clean_lines
from commerce_roles.display.heating import heat_of, tinted
from commerce_roles.display.inking import PALETTE
from commerce_roles.display.lines import Lines
from commerce_roles.display.pictures import Drawing, Matrix, Steps
from commerce_roles.display.scaling import Drawn, scaled
from commerce_roles.display.spans import Span, Spans, Text, flow, plain
from commerce_roles.display.svg import inline_svg
from commerce_roles.display.tabulating import alignments_of, grid
from commerce_roles.display.telling import as_table, in_words

__all__ = ["fragment", "page"]

_BAR_WIDTH: Final = 200
_BAR_HEIGHT: Final = 14
_MARK_WIDTH: Final = 3
_BEYOND: Final = 3
"""How far a mark reaches beyond its bar, above and below."""
_POLICY: Final = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
_STYLE: Final = """
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1f; background: #fff; }
article { max-width: 60rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.2; }
a { color: #0b57d0; }
code, pre { font: 0.9em/1.5 ui-monospace, monospace; }
pre { padding: 0.75rem; overflow-x: auto; background: #f2f2f5; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; padding-bottom: 0.25rem; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; text-align: left; vertical-align: top; }
thead th, tbody tr { border-bottom: 1px solid #8885; }
.muted, figcaption { color: #5c5c66; }
blockquote, aside { margin: 1rem 0; padding: 0.5rem 1rem; border-left: 4px solid #8888; }
aside.warning { border-left-color: #b3261e; }
figure { margin: 1rem 0; }
.picture { position: relative; left: 50%; transform: translateX(-50%); width: max-content; }
.picture { min-width: 100%; max-width: calc(100vw - 3rem); }
@media (max-width: 30rem) { svg.bar { width: 5.5rem; } }
details { margin: 0.5rem 0; }
summary { cursor: pointer; color: #5c5c66; }
tbody th { font-weight: normal; }
@media (prefers-color-scheme: dark) {
  body { color: #e4e4e9; background: #17171a; }
  a { color: #a8c7fa; }
  pre { background: #24242a; }
  .muted, figcaption, summary { color: #a9a9b5; }
  aside.warning { border-left-color: #f2b8b5; }
}
"""


def fragment(title: Spans, blocks: Iterable[Block], *, lang: str) -> str:
    """Write a document as one `article` element."""
    head = [f"<h1>{_inline(title)}</h1>"] if flow(title) else []
    parts = [*head, *filter(None, map(_block, blocks))]
    return "\n".join([f'<article lang="{escape(clean(lang))}">', *parts, "</article>"])


def page(title: Spans, blocks: Iterable[Block], *, lang: str) -> str:
    """Write a document as a page with its style inside, which may ask no other host."""
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(clean(lang))}">',
            "<head>",
            '<meta charset="utf-8">',
            _POLICY,
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(plain(title))}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            fragment(title, blocks, lang=lang),
            "</body>",
            "</html>",
        ]
    )


def _block(block: Block) -> str:
    """Write a block; one that has nothing to say is empty."""
    match block:
        case Heading():
            text = _inline(block.text)
            return f"<h{block.level}>{text}</h{block.level}>" if text else ""
        case Paragraph():
            text = _inline(block.text)
            return f"<p>{text}</p>" if text else ""
        case Bullets():
            return _bullets(block.items, "ol" if block.ordered else "ul")
        case Table():
            return _table(block)
        case Tree():
            return _bullets([_as_bullet(block.root)], "ul")
        case Bars():
            return _bars(scaled(block), block.unit)
        case Drawing() | Matrix() | Lines() | Steps():
            return _picture(block)
        case Callout():
            return _callout(block)
        case Quote():
            return _quote(block)
        case Code():
            text = "\n".join(clean_lines(block.text))
            return f"<pre><code>{escape(text)}</code></pre>"
        case _:
            assert_never(block)


def _bullets(items: Iterable[Bullet], element: str) -> str:
    """Write a list, and in its items the lists under them."""
    inner = "".join(f"<li>{_inline(i.text)}{_bullets(i.children, 'ul')}</li>" for i in items)
    return f"<{element}>{inner}</{element}>" if inner else ""


def _as_bullet(node: TreeNode) -> Bullet:
    """See a tree as a list within a list."""
    return Bullet(node.label, map(_as_bullet, node.children))


def _table(table: Table) -> str:
    """Write a table that scrolls where it is too wide."""
    head, *rows = grid(table)
    caption = _inline(table.caption)
    if not head:
        return f"<p>{caption}</p>" if caption else ""
    # notebooks set cells flush right unless they are told otherwise
    styles = [f' style="text-align: {alignment}"' for alignment in alignments_of(table, len(head))]
    top = "".join(
        f'<th scope="col"{style}>{_inline(cell)}</th>'
        for cell, style in zip(head, styles, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{style}>{_inline(cell)}</td>" for cell, style in zip(row, styles, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return _wide_table(caption, f"<tr>{top}</tr>" if any(head) else "", body)


def _wide_table(caption: str, head: str, body: str) -> str:
    """Put the parts of a table together."""
    parts = [
        f"<caption>{caption}</caption>" if caption else "",
        f"<thead>{head}</thead>" if head else "",
        f"<tbody>{body}</tbody>",
    ]
    return f'<div class="wide"><table>{"".join(parts)}</table></div>'


def _bars(rows: Iterable[Drawn], unit: str) -> str:
    """Write a chart as a table: what is read aloud is the label and the reading."""
    body = "".join(
        f'<tr><th scope="row">{_inline(row.label)}</th>'
        f"<td>{_bar(row)}</td><td>{_inline(row.text)}</td></tr>"
        for row in rows
    )
    head = f'<tr><td></td><td></td><th scope="col">{_inline(unit)}</th></tr>' if plain(unit) else ""
    return _wide_table("", head, body) if body else ""


def _bar(row: Drawn) -> str:
    """Draw one bar in the colour of the text; the cell beside it says the same in words.

    A bar that has a mark is slimmer, so that the mark reaches beyond it.
    """
    low, value, high = (f"{part * _BAR_WIDTH:.1f}" for part in (row.low, row.value, row.high))
    inset = 0 if row.mark is None else _BEYOND
    lines = f'y="{inset}" height="{_BAR_HEIGHT - 2 * inset}"'
    return (
        f'<svg class="bar" width="{_BAR_WIDTH}" height="{_BAR_HEIGHT}" '
        f'viewBox="0 0 {_BAR_WIDTH} {_BAR_HEIGHT}" preserveAspectRatio="none" '
        'aria-hidden="true" fill="currentColor">'
        f'<rect width="{_BAR_WIDTH}" {lines} opacity="0.08"/>'
        f'<rect width="{high}" {lines} opacity="0.25"/>'
        f'<rect width="{low}" {lines} opacity="0.6"/>'
        f'<rect x="{value}" width="2" {lines}/>{_mark(row)}</svg>'
    )


def _mark(row: Drawn) -> str:
    if row.mark is None:
        return ""
    x = f"{min(row.mark * _BAR_WIDTH, _BAR_WIDTH - _MARK_WIDTH):.1f}"
    return f'<rect x="{x}" width="{_MARK_WIDTH}" height="{_BAR_HEIGHT}" fill="{PALETTE[5]}"/>'


def _picture(picture: Drawing | Matrix | Lines | Steps) -> str:
    """Write a picture, with the same in words."""
    match picture:
        case Drawing():
            return _drawing(picture)
        case Matrix():
            return _matrix(picture)
        case Lines():
            return _lines(picture)
        case Steps():
            return _steps(picture)
        case _:
            assert_never(picture)


def _drawing(drawing: Drawing) -> str:
    """Write a drawing that scrolls where it is too wide, with the same in words folded under it."""
    if not drawing.boxes:
        return ""
    caption = _inline(drawing.caption)
    under = f"<figcaption>{caption}</figcaption>" if caption else ""
    summary = f"<summary>{_inline(drawing.in_words)}</summary>"
    told = _bullets(in_words(drawing).items, "ul")
    picture = f'<div class="wide picture">{inline_svg(drawing)}</div>'
    return f"<figure>{under}{picture}<details>{summary}{told}</details></figure>"


def _steps(steps: Steps) -> str:
    """Write steps as a picture, under what they show."""
    caption = _inline(steps.caption)
    under = f"<figcaption>{caption}</figcaption>" if caption else ""
    picture = f'<div class="wide">{inline_svg(steps)}</div>' if steps.points else ""
    return f"<figure>{under}{picture}</figure>" if under or picture else ""


def _matrix(matrix: Matrix) -> str:
    """Write a heat map as a table whose places are tinted."""
    head, *rows = grid(as_table(matrix))
    caption = _inline(matrix.caption)
    if not any(map(any, (head, *rows))):
        return f"<p>{caption}</p>" if caption else ""
    sides = alignments_of(as_table(matrix), len(head))
    top = "".join(
        f'<th scope="col" style="text-align: {side}">{_inline(cell)}</th>'
        for cell, side in zip(head, sides, strict=True)
    )
    body = ""
    for number, row in enumerate(rows):
        squares = matrix.squares[number] if number < len(matrix.squares) else ()
        cells = f'<th scope="row" style="text-align: left">{_inline(row[0])}</th>'
        for place, cell in enumerate(row[1:]):
            heat = squares[place].heat if place < len(squares) else 0.0
            tint = f"; background: {tinted(heat)}" if heat_of(heat) else ""
            cells += f'<td style="text-align: center{tint}">{_inline(cell)}</td>'
        body += f"<tr>{cells}</tr>"
    return _wide_table(caption, f"<tr>{top}</tr>" if any(head) else "", body)


def _lines(lines: Lines) -> str:
    """Write lines as a picture, with their course in signs under it for whoever does not see it."""
    table = _table(as_table(evolve(lines, caption="")))
    caption = _inline(lines.caption)
    under = f"<figcaption>{caption}</figcaption>" if caption else ""
    if not lines.lines:
        return f"<p>{caption}</p>" if caption else ""
    return f'<figure>{under}<div class="wide">{inline_svg(lines)}</div>{table}</figure>'


def _callout(callout: Callout) -> str:
    """Write a text beside the main line."""
    label = f"<strong>{_inline(callout.label)}:</strong> " if flow(callout.label) else ""
    text = _inline(callout.text)
    return f'<aside class="{callout.kind}">{label}{text}</aside>' if label or text else ""


def _quote(quote: Quote) -> str:
    """Write a quotation and who said it."""
    text = f"<blockquote>{_inline(quote.text)}</blockquote>"
    source = _inline(quote.source)
    if source:
        return f"<figure>{text}<figcaption>— {source}</figcaption></figure>"
    return text if flow(quote.text) else ""


def _inline(text: Text) -> str:
    """Write running text."""
    return "".join(map(_span, flow(text)))


def _span(span: Span) -> str:
    """Write a span inside the elements of its look."""
    inner = escape(span.text)
    for element, attributes, wanted in (
        ("code", "", span.code),
        ("span", ' class="muted"', span.muted),
        ("strong", "", span.strong),
        ("a", f' href="{escape(span.link)}" rel="noreferrer"', bool(span.link)),
    ):
        inner = f"<{element}{attributes}>{inner}</{element}>" if wanted else inner
    return inner
