"""A document as text for a terminal."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, assert_never

from attrs import evolve

from commerce_roles.display.blocks import (
    Alignment,
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
from commerce_roles.display.cleaning import clean_lines
from commerce_roles.display.lines import Lines
from commerce_roles.display.measuring import longest_word, wrap
from commerce_roles.display.pictures import Drawing, Matrix, Steps
from commerce_roles.display.scaling import Drawn, scaled
from commerce_roles.display.spans import Span, Spans, flow
from commerce_roles.display.stepping import steps_in_characters
from commerce_roles.display.tabulating import alignments_of, grid, shares, width_of
from commerce_roles.display.telling import as_table, in_words

__all__ = ["draw"]

_GAP: Final = 2
_NARROWEST_BAR: Final = 10
_WIDEST_BAR: Final = 40
_UNDERLINED: Final = 2
_INDENT: Final = "    "


def draw(title: Spans, blocks: Iterable[Block], *, width: int, colour: bool) -> str:
    """Write a document for a terminal of `width` columns; it does not end with a line break."""
    parts = [*_title(title, width), *(_block(block, width) for block in blocks)]
    text = "\n\n".join(
        "\n".join(_painted(line, colour=colour) for line in part) for part in parts if part
    )
    return text.strip("\n")


def _title(title: Spans, width: int) -> Iterator[list[Spans]]:
    """Draw the title of the document, where it has one."""
    if shown := flow(title):
        yield _underlined(shown, "═", width)


def _block(block: Block, width: int) -> list[Spans]:  # noqa: C901, PLR0912 a case for each block
    """Draw a block as lines."""
    match block:
        case Heading():
            if not (text := flow(block.text)):
                return []
            return _underlined(text, "─" if block.level <= _UNDERLINED else "", width)
        case Paragraph():
            text = _addressed(block.text)
            return wrap(text, width) if text else []
        case Bullets():
            return list(_bullets(block.items, width, ordered=block.ordered))
        case Table() | Matrix() | Lines():
            table = block if isinstance(block, Table) else as_table(block)
            return _captioned_table(table, width)
        case Tree():
            return _tree(block.root, width)
        case Bars():
            return _bars(scaled(block), width)
        case Drawing():
            return _drawing(block, width)
        case Steps():
            return _steps(block, width)
        case Callout():
            return _callout(block, width)
        case Quote():
            return _quote(block, width)
        case Code():
            return [(Span(_INDENT + line, code=True),) for line in clean_lines(block.text)]
        case _:
            assert_never(block)


def _underlined(text: Spans, rule: str, width: int) -> list[Spans]:
    """Draw a title, with a rule under it where there is one."""
    lines = wrap(tuple(evolve(span, strong=True) for span in text), width)
    longest = max(map(width_of, lines))
    return [*lines, (Span(rule * longest),)] if rule else lines


def _addressed(text: Spans) -> Spans:
    """Flow text, with the address of every link that leads out of the document behind it."""
    shown: list[Span] = []
    for span in flow(text):
        shown.append(span)
        if ":" in span.link and span.link not in {span.text, f"mailto:{span.text}"}:
            shown += [Span(" "), Span(f"<{span.link}>", muted=True)]
    return tuple(shown)


def _hanging(lines: Iterable[Spans], first: str, rest: str) -> Iterator[Spans]:
    """Put one text before the first line and another before all others."""
    for number, line in enumerate(lines):
        yield (Span(rest if number else first), *line)


def _bullets(items: Sequence[Bullet], width: int, *, ordered: bool) -> Iterator[Spans]:
    """Draw the items of a list, those under them indented."""
    digits = len(str(len(items)))
    for number, item in enumerate(items, 1):
        mark = f"{number:>{digits}}. " if ordered else "• "
        rest = " " * len(mark)
        inner = width - len(mark)
        lines = [
            *wrap(_addressed(item.text), inner),
            *_bullets(item.children, inner, ordered=False),
        ]
        yield from _hanging(lines, mark, rest)


def _tree(root: TreeNode, width: int) -> list[Spans]:
    """Draw a node and, on branches, all that hangs from it."""
    lines = wrap(_addressed(root.label), width)
    for number, child in enumerate(root.children, 1):
        last = number == len(root.children)
        first, rest = ("└── ", "    ") if last else ("├── ", "│   ")
        lines += _hanging(_tree(child, width - len(first)), first, rest)
    return lines


def _captioned_table(table: Table, width: int) -> list[Spans]:
    """Draw a table under its caption."""
    caption = flow(table.caption)
    lines = wrap(tuple(evolve(span, strong=True) for span in caption), width) if caption else []
    head, *rows = grid(table)
    if not head:
        return lines
    widths = shares((head, *rows), width - _GAP * (len(head) - 1))
    if widths is None:
        return lines + list(_records(head, rows, width))
    alignments = alignments_of(table, len(head))
    if any(head):
        bold = [tuple(evolve(span, strong=True) for span in cell) for cell in head]
        lines += _row(bold, widths, alignments)
        lines.append((Span((" " * _GAP).join("─" * wide for wide in widths)),))
    for row in rows:
        lines += _row(row, widths, alignments)
    return lines


def _row(
    cells: Sequence[Spans], widths: Sequence[int], alignments: Sequence[Alignment]
) -> Iterator[Spans]:
    """Draw the cells of a row side by side."""
    wrapped = [wrap(cell, wide) for cell, wide in zip(cells, widths, strict=True)]
    for pieces in zip_longest(*wrapped, fillvalue=()):
        line: list[Span] = []
        for piece, wide, alignment in zip(pieces, widths, alignments, strict=True):
            spare = wide - width_of(piece)
            before = {"left": 0, "right": spare, "center": spare // 2}[alignment]
            gap = _GAP if line else 0
            line += [Span(" " * (gap + before)), *piece, Span(" " * (spare - before))]
        yield tuple(line)


def _records(head: Sequence[Spans], rows: Iterable[Sequence[Spans]], width: int) -> Iterator[Spans]:
    """Draw a table that is too wide as one line for each cell."""
    for number, row in enumerate(rows):
        if number:
            yield ()
        for name, cell in zip(head, row, strict=True):
            if cell:
                label = (*(evolve(span, strong=True) for span in name), Span(": ")) if name else ()
                yield from _hanging(wrap(flow((*label, *cell)), width - 2), "", "  ")


def _drawing(drawing: Drawing, width: int) -> list[Spans]:
    """Tell a drawing in words, under its caption."""
    caption = flow(drawing.caption)
    lines = wrap(tuple(evolve(span, strong=True) for span in caption), width) if caption else []
    return [*lines, *_bullets(in_words(drawing).items, width, ordered=False)]


def _steps(steps: Steps, width: int) -> list[Spans]:
    """Draw steps under their caption."""
    caption = flow(steps.caption)
    lines = wrap(tuple(evolve(span, strong=True) for span in caption), width) if caption else []
    return [*lines, *((Span(line),) for line in steps_in_characters(steps, width))]


def _bars(rows: Sequence[Drawn], width: int) -> list[Spans]:
    """Draw a chart: solid up to the low end, dense to the value, light to the high end."""
    label = max(
        (max(longest_word(r.label), min(width_of(r.label), width // 3)) for r in rows), default=0
    )
    reading = max((width_of(row.text) for row in rows), default=0)
    room = width - label - reading - 2 * _GAP
    if room < _NARROWEST_BAR:
        return list(_stacked_bars(rows, width))
    wide = min(room, _WIDEST_BAR)
    lines: list[Spans] = []
    for row in rows:
        bar = (Span(_bar(row, wide)),)
        lines += _row((row.label, bar, row.text), (label, wide, reading), ("left",) * 3)
    return lines


def _stacked_bars(rows: Iterable[Drawn], width: int) -> Iterator[Spans]:
    """Draw a chart that is too wide: every bar under its label and reading."""
    for row in rows:
        label = (*row.label, Span(": ")) if row.label else ()
        yield from wrap(flow((*label, *row.text)), width)
        if bar := _bar(row, min(width, _WIDEST_BAR)):
            yield (Span(bar),)


def _bar(row: Drawn, wide: int) -> str:
    """Draw one bar of at most `wide` columns."""
    low = round(row.low * wide)
    value = max(low, round(row.value * wide))
    high = max(value, math.ceil(row.high * wide))
    return row.marked("█" * low + "▓" * (value - low) + "░" * (high - value), wide, " ")


def _callout(callout: Callout, width: int) -> list[Spans]:
    """Draw a text with a thick line beside it."""
    label: Spans = (Span("⚠ "),) if callout.kind == "warning" else ()
    if callout.label:
        label = (*label, *(evolve(span, strong=True) for span in callout.label), Span(": "))
    text = flow((*label, *_addressed(callout.text)))
    return list(_hanging(wrap(text, width - 2), "┃ ", "┃ ")) if text else []


def _quote(quote: Quote, width: int) -> list[Spans]:
    """Draw a quotation with a line beside it, and who said it."""
    lines = wrap(_addressed(quote.text), width - 2)
    if source := _addressed(quote.source):
        lines += wrap((Span("— "), *source), width - 2)
    return list(_hanging(lines, "│ ", "│ "))


def _painted(line: Spans, *, colour: bool) -> str:
    """Write a line without spaces at its end, its emphasis as colours where wanted."""
    length = len("".join(span.text for span in line).rstrip(" "))
    written = ""
    for span in line:
        text = span.text[:length]
        length -= len(text)
        written += _coloured(span, text) if colour else text
    return written


def _coloured(span: Span, text: str) -> str:
    """Write text between the sequences that set the look of its span and end it."""
    looks = (("1", span.strong), ("2", span.muted), ("36", span.code), ("4", bool(span.link)))
    codes = ";".join(number for number, wanted in looks if wanted)
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text
