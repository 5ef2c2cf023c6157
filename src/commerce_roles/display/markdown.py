"""A document as Markdown: CommonMark with the tables of GitHub."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
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
from commerce_roles.display.cleaning import clean_lines
from commerce_roles.display.lines import Lines
from commerce_roles.display.pictures import Drawing, Matrix, Steps
from commerce_roles.display.scaling import Drawn, scaled
from commerce_roles.display.spans import Span, Spans, Text, flow, plain
from commerce_roles.display.stepping import steps_in_characters
from commerce_roles.display.tabulating import alignments_of, grid
from commerce_roles.display.telling import as_table, in_words

__all__ = ["write"]

_MARKUP: Final = re.compile(
    r"""
      [\\`*\[\]<>|~$]                    # may open or close something anywhere
    | (?<![^\W_])_ | _(?![^\W_])         # inside a word it is a letter: monthly_orders
    | &(?=\#?\w)                         # could be an entity
    | !\Z                                # could make an image of a link behind it
    | :(?=//) | (?<=www)\.               # would become a link on GitHub
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+(?=[.)])")
_BACKTICKS: Final = re.compile("`+")
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9+_-]*")
_WIDEST: Final = 64
"""Columns of a picture of characters."""
_BAR: Final = 20
_RULES: Final = {"left": "---", "right": "--:", "center": ":-:"}


def write(title: Spans, blocks: Iterable[Block]) -> str:
    """Write a document as Markdown; it does not end with a line break."""
    parts = [f"# {_inline(title, heading=True)}"] if flow(title) else []
    before = ""
    for block in blocks:
        # two lists in a row would be one, if they had one mark
        mark = "*" if before == "-" else "-"
        if part := "\n".join(_block(block, mark)):
            parts.append(part)
            before = mark if isinstance(block, Bullets | Tree | Drawing) else ""
    return "\n\n".join(parts)


def _block(block: Block, mark: str) -> Iterable[str]:
    """Write a block as lines; `mark` is for the items of a list."""
    match block:
        case Heading():
            text = _inline(block.text, heading=True)
            return [f"{'#' * block.level} {text}"] if text else []
        case Paragraph():
            return filter(None, [_inline(block.text)])
        case Bullets():
            return _bullets(block.items, mark, ordered=block.ordered)
        case Table() | Matrix() | Lines():
            return _captioned_table(block if isinstance(block, Table) else as_table(block))
        case Tree():
            return _bullets([_as_bullet(block.root)], mark, ordered=False)
        case Bars():
            return _bars(scaled(block), block.unit)
        case Drawing():
            return _drawing(block, mark)
        case Steps():
            return _steps(block)
        case Callout():
            return _callout(block)
        case Quote():
            return _quote(block)
        case Code():
            return _code(block)
        case _:
            assert_never(block)


def _bullets(items: Iterable[Bullet], mark: str, *, ordered: bool) -> Iterator[str]:
    """Write the items of a list, those under them indented."""
    for number, item in enumerate(items, 1):
        # an item without text would underline the one before it
        text = _inline(item.text) or "&nbsp;"
        first = f"{number}{'.' if mark == '-' else ')'} " if ordered else f"{mark} "
        yield first + text
        for line in _bullets(item.children, mark, ordered=False):
            yield " " * len(first) + line


def _as_bullet(node: TreeNode) -> Bullet:
    """See a tree as a list within a list."""
    return Bullet(node.label, map(_as_bullet, node.children))


def _captioned_table(table: Table) -> Iterator[str]:
    """Write a table under its caption."""
    head, *rows = grid(table)
    if caption := _inline(table.caption):
        yield f"{caption}"
    if head and caption:
        yield ""
    if head:
        rules = [_RULES[alignment] for alignment in alignments_of(table, len(head))]
        yield from _rows([_cells(head), rules, *map(_cells, rows)])


def _cells(row: Iterable[Spans]) -> list[str]:
    """Write the cells of a row."""
    return [_inline(cell, cell=True) for cell in row]


def _rows(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Write rows of written cells."""
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _drawing(drawing: Drawing, mark: str) -> Iterator[str]:
    """Write a drawing in words, under its caption."""
    lines = list(_bullets(in_words(drawing).items, mark, ordered=False))
    if caption := _inline(drawing.caption):
        yield caption
        if lines:
            yield ""
    yield from lines


def _steps(steps: Steps) -> Iterator[str]:
    """Write steps as lines of characters, under their caption."""
    lines = steps_in_characters(steps, _WIDEST)
    if caption := _inline(steps.caption):
        yield caption
        if lines:
            yield ""
    if lines:
        yield from _code(Code("\n".join(lines)))


def _bars(rows: Iterable[Drawn], unit: str) -> Iterator[str]:
    """Write a chart as a table whose middle column is drawn."""
    written = [[*_cells([row.label]), _bar(row), *_cells([row.text])] for row in rows]
    if written:
        yield from _rows([["", "", *_cells([flow(unit)])], [_RULES["left"]] * 3, *written])


def _bar(row: Drawn) -> str:
    """Draw one bar."""
    low, value, high = (round(part * _BAR) for part in (row.low, row.value, row.high))
    return row.marked("█" * low + "▓" * (value - low) + "░" * (high - value), _BAR, "·")


def _callout(callout: Callout) -> Iterator[str]:
    """Write a text as a quotation that begins with its label or sign."""
    sign = "⚠ " if callout.kind == "warning" else ""
    label = _inline([Span(f"{plain(callout.label)}:", strong=True)]) if flow(callout.label) else ""
    if text := " ".join(filter(None, [label, _inline(callout.text)])):
        yield f"> {sign}{text}"


def _quote(quote: Quote) -> Iterator[str]:
    """Write a quotation and who said it."""
    if text := _inline(quote.text):
        yield f"> {text}"
    if source := _inline(quote.source):
        yield from [">", f"> — {source}"] if text else [f"> — {source}"]


def _code(code: Code) -> Iterator[str]:
    """Write lines as they are, in a fence that none of them closes."""
    lines = clean_lines(code.text)
    longest = max((len(run) for line in lines for run in _BACKTICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    language = code.language if _LANGUAGE.fullmatch(code.language) else ""
    yield from (fence + language, *lines, fence)


def _inline(text: Text, *, heading: bool = False, cell: bool = False) -> str:
    """Write running text, nothing of which is taken for markup."""
    shown = _codes_apart(flow(text))
    inner = [_inner(span, cell=cell) for span in shown]
    if shown and not shown[0].code:
        inner[0] = _not_a_block(inner[0])
    written = ""
    for number, span in enumerate(shown):
        after = inner[number + 1][:1] if number + 1 < len(shown) else ""
        written += _emphasised(span, inner[number], written[-1:], after)
    if heading:
        written = re.sub(r"(?<!\\)(#+)\Z", r"\\\1", written)
    return _edges_kept(written)


def _codes_apart(text: Spans) -> Spans:
    """Make plain a code span that follows another at once: their backticks would run together."""
    apart: list[Span] = []
    for span in text:
        meets = bool(apart) and apart[-1].code and span.code
        apart.append(evolve(span, code=False) if meets else span)
    return tuple(apart)


def _inner(span: Span, *, cell: bool) -> str:
    """Write a span without its emphasis."""
    if span.code:
        inner = _code_span(span.text)
        inner = inner.replace("|", "\\|") if cell else inner
    else:
        inner = _MARKUP.sub(r"\\\g<0>", span.text)
    if not span.link:
        return inner
    return f"[{inner}](<{span.link.replace('&', '&amp;')}>)"


def _code_span(text: str) -> str:
    """Write text between more backticks than it has in a row."""
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(text)), default=0))
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}"


def _emphasised(span: Span, inner: str, before: str, after: str) -> str:
    """Emphasise what is written, unless its neighbours would make the stars plain text."""
    stars = "**" if span.strong else "*" if span.muted else ""
    binds = before != "*" and _binds(inner[0], before) and _binds(inner[-1], after)
    return f"{stars}{inner}{stars}" if binds else inner


def _binds(inside: str, outside: str) -> bool:
    """Tell whether stars between two characters belong to the one inside."""
    if inside.isspace():
        return False
    free = not outside or outside.isspace() or unicodedata.category(outside)[0] == "P"
    return free or unicodedata.category(inside)[0] not in "PS"


def _not_a_block(line: str) -> str:
    """Keep the start of a line from beginning a heading, a list or a rule."""
    number = _NUMBER.match(line)
    at = number.end() if number else 0
    return f"{line[:at]}\\{line[at:]}" if number or line[:1] in "#=+-" else line


def _edges_kept(line: str) -> str:
    """Write spaces of other scripts as entities at the ends, where readers drop them."""
    core = line.strip()
    before, _, after = line.partition(core) if core else (line, "", "")
    return _entities(before) + core + _entities(after)


def _entities(spaces: str) -> str:
    """Write characters as entities."""
    return "".join(f"&#{ord(space)};" for space in spaces)
