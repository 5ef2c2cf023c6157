"""A RACI matrix as a workbook of a spreadsheet: every cell a text, none a formula."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, Final

from commerce_roles.display import plain
from commerce_roles.errors import MissingPackageError

__all__ = ["fitting", "workbook_of"]

_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the day on which it is made, so that the same matrix gives the same bytes."""
_FILLS: Final = {"A": "#F4C7AB", "D": "#DCEBD0", "R": "#DCEBD0", "C": "#DDE7F3", "I": "#EEEEEE"}
"""By the first letter of a cell; the letter says it too."""
LONGEST_CELL: Final = 32_767
"""Units of UTF-16 that a cell of a spreadsheet holds."""
_NAME_WIDTH, _PART_WIDTH, _ID_WIDTH = 60, 14, 34


def workbook_of(
    title: str,
    matrix: Sequence[Sequence[str]],
    about: Sequence[Sequence[str]],
) -> bytes:
    """Write a workbook of two sheets: the matrix under its title, and what there is to say of it.

    Args:
        title: The name of the first sheet.
        matrix: A head, then rows; the first cell of each names the task.
        about: Rows of texts.

    Raises:
        MissingPackageError: XlsxWriter is not installed.
    """
    try:
        package = import_module("xlsxwriter")
    except ImportError:
        name, extra = "XlsxWriter", "sheets"
        raise MissingPackageError(name, extra) from None
    file = io.BytesIO()
    book: Any = package.Workbook(file, {"in_memory": True})
    book.set_properties({"created": _DAY})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    fills = {
        letter: book.add_format({"bg_color": colour, "align": "center"})
        for letter, colour in _FILLS.items()
    }
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, max(1, len(matrix[0]) - 1), _PART_WIDTH)
    for row, column, text in _cells(matrix):
        head = bold if row == 0 else wrapped if column == 0 else fills.get(text[:1])
        sheet.write_string(row, column, text, head)
    second = book.add_worksheet("about")
    second.set_column(0, 1, _ID_WIDTH)
    for row, column, text in _cells(about):
        second.write_string(row, column, text)
    book.close()
    return file.getvalue()


def _cells(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if text := fitting(plain(cell)):
                yield row, column, text


def fitting(text: str) -> str:
    """Give as much of a text as a cell holds.

    Examples:
        >>> len(fitting("a" * 40_000)), len(fitting("\U0001f600" * 40_000))
        (32767, 16383)
    """
    return text.encode("utf-16-le")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")
