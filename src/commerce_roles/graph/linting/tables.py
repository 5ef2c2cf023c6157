"""From the text of a sheet to its cells, and what stands in which row and column."""

import csv
import io
import re
import unicodedata
from typing import Final

from attrs import frozen

from commerce_roles.errors import SheetError

__all__ = ["Layout", "Rows", "layout_of", "letters_of", "rows_of"]

_DELIMITERS: Final = ",;\t|"
_EVERY: Final = frozenset("ARCID")
_NOTHING: Final = frozenset({"", "NA", "NONE"})
_LONGEST: Final = 24
"""A longer cell is no cell of letters, so no more of it is read."""
_BETWEEN: Final = re.compile(r"[\s/\\,;:.+&|()\[\]<>–—_-]")
"""What may stand between and around letters, and by itself for none."""
_LONGEST_MARK: Final = 3
_SEPARATOR: Final = re.compile(r"\s*sep=(.)\s*\r?\n", re.IGNORECASE)
_INERT: Final = re.compile(r"'(?=[=+\-@])")

Rows = list[list[str]]


@frozen
class Layout:
    """Which row is the heading, and what stands in which column; all from 0."""

    heading: int
    task: int
    roles: tuple[int, ...]
    others: tuple[int, ...]
    """Columns of something else, right of the first role."""


def rows_of(text: str, file: str) -> Rows:
    """Split the text at the delimiter that gives most cells of letters."""
    told = _SEPARATOR.match(text)
    if told is not None:
        return [[""], *_split(text[told.end() :], told[1], file)]
    tried = [_split(text, delimiter, file) for delimiter in _DELIMITERS]
    return max(tried, key=lambda rows: (_cells_of_letters(rows), max(map(len, rows), default=0)))


def _split(text: str, delimiter: str, file: str) -> Rows:
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (csv.Error, TypeError) as error:
        remedy = "save the sheet as CSV anew"
        raise SheetError.of(f"this is no CSV: {error}", file=file, remedy=remedy) from None
    rows = [[_cleaned(cell) for cell in row] for row in found]
    widest = max(map(len, rows), default=0)
    return [row + [""] * (widest - len(row)) for row in rows]


def _cleaned(cell: str) -> str:
    """Take blanks off a cell, also those that cannot be seen, and the mark of an inert formula."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zs", "Zl") else c for c in cell)
    return _INERT.sub("", " ".join(kept.strip("\ufeff\u200b\u200c\u200d\u2060 ").split()), count=1)


def _cells_of_letters(rows: Rows) -> int:
    return sum(bool(letters_of(cell)) for row in rows for cell in row)


def letters_of(cell: str) -> frozenset[str] | None:
    """Read the letters of a cell: none for a blank one, None for one that holds something else."""
    plain = unicodedata.normalize("NFKC", cell[:_LONGEST]).upper()
    plain = _BETWEEN.sub("", plain)
    if plain in _NOTHING:
        return frozenset()
    return frozenset(plain) if _EVERY.issuperset(plain) else None


def layout_of(rows: Rows, file: str) -> Layout:
    """Find the heading, the column that names tasks, and the columns of letters.

    Raises:
        SheetError: There are none.
    """
    heading = _heading(rows)
    body = rows[heading + 1 :]
    width = max(map(len, rows), default=0)
    columns = [[row[column] for row in body] for column in range(width)]
    lettered = [column for column, cells in enumerate(columns) if _is_role(cells)]
    text = [c for c in range(min(lettered, default=width)) if any(columns[c])]
    if not lettered or not text:
        message = "there is no table of letters" if not lettered else "no column names the tasks"
        remedy = "write tasks as rows, roles as columns, and A, R, C or I in the cells"
        raise SheetError.of(message, file=file, remedy=remedy)
    task = max(text, key=lambda column: (len({*columns[column]} - {""}), column))
    right = range(min(lettered), width)
    marked = [c for c in right if any(columns[c]) and _is_marked(columns[c])]
    empty = [c for c in right if rows[heading][c] and not any(columns[c])]
    roles = sorted({*lettered, *marked, *empty})
    others = [c for c in right if c not in roles and any(columns[c])]
    return Layout(heading, task, tuple(roles), tuple(others))


def _is_marked(cells: list[str]) -> bool:
    """Say whether all cells hold marks, such as crosses in place of letters."""
    return all(len(cell) <= _LONGEST_MARK and not any(map(str.isdigit, cell)) for cell in cells)


def _heading(rows: Rows) -> int:
    """Find the fullest row over the first one of letters; of equals, the first."""
    first = next((n for n, row in enumerate(rows) if _has_letters(row)), len(rows))
    over = [n for n in range(first) if any(rows[n])]
    if not over:
        return first if first < len(rows) else 0
    return max(over, key=lambda n: (sum(map(bool, rows[n])), -n))


def _has_letters(row: list[str]) -> bool:
    cells = [cell for cell in row[1:] if cell]
    read = sum(bool(letters_of(cell)) for cell in cells)
    return read > 0 and read * 2 >= len(cells)


def _is_role(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    read = sum(bool(letters_of(cell)) for cell in filled)
    return read > 0 and read * 2 >= len(filled)
