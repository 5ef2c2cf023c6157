"""Cells into columns: how wide each is, and which cells a ragged row lacks."""

from collections.abc import Sequence

from commerce_roles.display.blocks import Alignment, Table
from commerce_roles.display.measuring import columns, longest_word
from commerce_roles.display.spans import Spans, flow

__all__ = ["alignments_of", "grid", "shares", "width_of"]


def grid(table: Table) -> tuple[tuple[Spans, ...], ...]:
    """Give the head and the rows of a table, flowed and all of one length."""
    rows = (table.columns, *table.rows)
    length = max(map(len, rows))
    return tuple(tuple(flow(cell) for cell in (*row, *[()] * (length - len(row)))) for row in rows)


def alignments_of(table: Table, length: int) -> tuple[Alignment, ...]:
    """Give an alignment for each of `length` columns."""
    missing = max(0, length - len(table.alignments))
    lacking: list[Alignment] = ["left"] * missing
    return (*table.alignments[:length], *lacking)


def width_of(text: Spans) -> int:
    """Count the columns of a terminal that flowed text takes on one line."""
    return sum(columns(span.text) for span in text)


def shares(cells: Sequence[Sequence[Spans]], room: int) -> list[int] | None:
    """Share a number of terminal columns among the columns of a table.

    A column gets what its widest cell takes; where that is too much for all together, the widest
    are cut to a common width, yet never below their longest word.

    Returns:
        A width for each, or `None` where even the longest words have no room.
    """
    by_column = list(zip(*cells, strict=True))
    natural = [max(map(width_of, column)) for column in by_column]
    least = [max(map(longest_word, column)) for column in by_column]
    if sum(least) > room:
        return None

    def cut(common: int) -> list[int]:
        return [min(wide, max(low, common)) for wide, low in zip(natural, least, strict=True)]

    return next(widths for common in range(room, -1, -1) if sum(widths := cut(common)) <= room)
