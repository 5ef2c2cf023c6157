"""Columns of mentions: which they are, in any language, and the cells of a sheet below them."""

from collections.abc import Mapping
from typing import Final

from commerce_roles.catalogue import Catalogue, fold
from commerce_roles.errors import Problem
from commerce_roles.structuring import DecimalMark, mark_of, number_in, parse_sheet

__all__ = ["COLUMNS", "COUNTS", "SENTIMENT", "TIME", "Row", "cells_of", "heads_of"]

TIME: Final = "time"
COUNTS: Final = ("mentions", "positive", "neutral", "negative")
SENTIMENT: Final = "sentiment"
COLUMNS: Final = (TIME, *COUNTS, SENTIMENT)
Row = Mapping[str, object]


def cells_of(
    text: str, name: str, decimal: DecimalMark | None, facts: Catalogue
) -> tuple[list[tuple[str, Row]], list[Problem]]:
    """Read a sheet: numbers as numbers, empty cells as unknown; and what is wrong with cells.

    A cell that is no number stays as it is written, so that the rest of its row can be judged.
    """
    sheet = parse_sheet(text, name)
    heads = heads_of(facts)
    names = {head: heads.get(fold(head), "") for head in sheet.heads}
    numbers = [
        cell
        for row in sheet.rows
        for cell in row
        if names[cell.head] in (*COUNTS, SENTIMENT) and not cell.empty
    ]
    mark: DecimalMark = decimal or mark_of(numbers, name)
    rows: list[tuple[str, Row]] = []
    problems: list[Problem] = []
    for row in sheet.rows:
        told: dict[str, object] = {}
        for cell in row:
            if names[cell.head] not in (*COUNTS, SENTIMENT):
                told[cell.head] = None if cell.empty else cell.text
            elif not cell.empty:
                number = number_in(cell, mark, name)
                if isinstance(number, Problem):
                    problems.append(number)
                    told[cell.head] = cell.text
                else:
                    told[cell.head] = (
                        int(number) if number == number.to_integral() else float(number)
                    )
        rows.append((f"row {row[0].row}", told))
    return rows, problems


def heads_of(facts: Catalogue) -> Mapping[str, str]:
    """Give the column that each head names, in any language; heads are folded."""
    found: dict[str, str] = {}
    for column in COLUMNS:
        texts = facts.names("word", f"mentions.{column}").values()
        for word in (column, *(word for text in texts for word in text.split(","))):
            found.setdefault(fold(word), column)
    return found
