"""Files of people and of offers, opened: TOML, JSON or CSV made into plain data.

May import: rows of spreadsheets, `structuring`, `errors`.
"""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from commerce_roles.staffing.rows import csv_rows
from commerce_roles.structuring import parse_document, read_text

__all__ = ["told_in"]

_LARGEST_SHEET: Final = 64 * 1024 * 1024
"""Bytes that a spreadsheet may have."""
_RECORDS: Final = re.compile(r"\s*\[\s*[{\]]")
"""How a list of records begins in JSON."""


def told_in(path: str | Path, name: str, numeric: Collection[str]) -> object:
    """Read what a file says: a mapping, or a list of rows from CSV and from records in JSON.

    Args:
        path: The file; `-` is standard input, in TOML or JSON.
        name: What messages call it.
        numeric: Columns of a spreadsheet whose cells are numbers.

    Raises:
        InputError: With every fault of the file.
    """
    if str(path).lower().endswith(".csv"):
        _, text = read_text(path, most=_LARGEST_SHEET)
        return csv_rows(text, name, numeric)
    _, text = read_text(path)
    if _RECORDS.match(text):
        return parse_document(f'{{"rows": {text}}}', f"{name}.json")["rows"]
    return parse_document(text, name)
