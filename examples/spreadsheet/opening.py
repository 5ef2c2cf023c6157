"""A workbook opened safely: bounded, no formulas, the language it was written in."""

from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import DEFUSEDXML, Workbook, load_workbook

from commerce_roles.errors import MissingPackageError, Problem, ProfileError

__all__ = ["ANSWERS", "MOST", "opened", "values_of"]

ANSWERS = "Answers"
LARGEST, UNPACKED = 5 * 1024 * 1024, 40 * 1024 * 1024
"""Bytes of a workbook, and of all that is packed in it."""
MOST = 1_000
"""Rows, and columns, that are read."""


def opened(path: Path) -> Workbook:
    """Open a workbook.

    Raises:
        ProfileError: It is none, has no answers, or is too large.
        MissingPackageError: defusedxml is not installed.
    """
    if not DEFUSEDXML:
        package, extra = "defusedxml", "examples"
        raise MissingPackageError(package, extra)  # without it entities would be read
    if _size(path) > UNPACKED or path.stat().st_size > LARGEST:
        message = f"the workbook has more than {LARGEST // 1024:,} KiB"
        raise ProfileError.of(message, remedy="give fewer shops", file=str(path))
    try:
        book = load_workbook(path)
    except Exception as error:  # noqa: BLE001 a broken file breaks it in every way there is
        raise _no_workbook(path, error) from None
    if ANSWERS not in book.sheetnames:
        message, remedy = f"there is no sheet {ANSWERS}", "begin with a new workbook"
        raise ProfileError.of(message, remedy=remedy, file=str(path))
    sheet = book[ANSWERS]
    if max(sheet.max_row, sheet.max_column) > MOST:
        message = f"the sheet has {sheet.max_row:,} rows and {sheet.max_column:,} columns"
        remedy = f"give at most {MOST:,} of each: several workbooks"
        raise ProfileError.of(message, path=ANSWERS, remedy=remedy, file=str(path))
    return book


def _size(path: Path) -> int:
    try:
        with ZipFile(path) as packed:
            return sum(one.file_size for one in packed.infolist())
    except (BadZipFile, OSError, ValueError) as error:
        raise _no_workbook(path, error) from None


def _no_workbook(path: Path, error: Exception) -> ProfileError:
    message = f"this is no workbook: {error!s:.80}"
    return ProfileError.of(message, remedy="save it as .xlsx", file=str(path))


def values_of(book: Workbook) -> list[list[Any]]:
    """Give what stands in the cells of the answers, row by row.

    Raises:
        ProfileError: Formulas stand there: their values are not kept when a program writes.
    """
    rows = [*book[ANSWERS].iter_rows()]
    formulas = [
        Problem(
            "this is a formula",
            f"{ANSWERS}!{cell.coordinate}",
            "write what it gives",
        )
        for row in rows
        for cell in row
        if cell.data_type == "f"
    ]
    if formulas:
        raise ProfileError(formulas)
    return [[cell.value for cell in row] for row in rows]
