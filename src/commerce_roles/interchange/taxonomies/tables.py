"""From one published file to rows of the columns that are wanted; every fault of its form is told.

May import: `structuring`, `errors`.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from commerce_roles.errors import InputError, Problem, nearest
from commerce_roles.interchange.taxonomies.defects import Findings
from commerce_roles.structuring import read_bytes, shown

__all__ = ["LARGEST", "Row", "rows_of_file"]

Row = tuple[int, list[str]]
"""The number of a row, the head being row 1, and the cells of the columns wanted."""

LARGEST: Final = 128 * 1024 * 1024
"""Bytes that one file of a taxonomy may have: four times the longest that is published."""
_MOST_COLUMNS: Final = 1_000
_NO_HEAD: Final[list[str]] = []
_TABS: Final = frozenset({".txt", ".tsv"})
"""Files whose cells are parted by tabs, in which a quote is a character like any other."""


def rows_of_file(
    path: Path, columns: Sequence[str], findings: Findings, *, optional: Sequence[str] = ()
) -> Iterator[Row]:
    """Read a table and give the columns that are wanted, row by row, in the order asked for.

    Args:
        path: A CSV file; with tabs between cells where its name ends in `.txt`.
        columns: What has to stand in its head.
        findings: Where what is wrong is kept.
        optional: Columns that may be missing; their cells are then empty.
    """
    text = _text(path, findings)
    if text is None:
        return
    tabs = path.suffix.lower() in _TABS
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter="\t" if tabs else ",",
        quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL,
        strict=True,
    )
    try:
        head = next(reader, _NO_HEAD)
        places = _places(head, columns, optional, str(path), findings)
        if places is None:
            return
        width = len(head)
        for number, cells in enumerate(reader, 2):
            if len(cells) == width:
                yield number, [cells[place] if place >= 0 else "" for place in places]
            elif cells:
                message = f"this row has {len(cells)} cells, the head {width}"
                findings.fault(message, str(path), number, "get the file anew: it may be cut off")
    except csv.Error as error:
        message = f"line {reader.line_num} is not CSV: {error}"
        remedy = "get the file anew: it may be cut off"
        findings.problems.append(Problem(message, remedy=remedy, file=str(path)))


def _text(path: Path, findings: Findings) -> str | None:
    try:
        data, _ = read_bytes(path, most=LARGEST)
    except InputError as error:
        findings.problems.extend(error.problems)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message, remedy = (
            f"byte {error.start} is not UTF-8",
            "get the file anew, or save it as UTF-8",
        )
        findings.problems.append(Problem(message, remedy=remedy, file=str(path)))
        return None
    if "\0" in text:
        message, remedy = "the file holds NUL characters", "get it anew"
        findings.problems.append(Problem(message, remedy=remedy, file=str(path)))
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        findings.note("byte_order_mark", path.name, 1)
    return text


def _places(
    head: list[str],
    columns: Sequence[str],
    optional: Sequence[str],
    name: str,
    findings: Findings,
) -> list[int] | None:
    """Find the columns in the head; -1 for one that may be missing and is."""
    heads = [cell.strip() for cell in head[: _MOST_COLUMNS + 1]]
    problems: list[Problem] = []
    if len(head) > _MOST_COLUMNS:
        message, remedy = f"there are {len(head):,} columns", f"{_MOST_COLUMNS:,} are enough"
        findings.problems.append(Problem(message, remedy=remedy, file=name))
        return None
    for column in columns:
        if column not in heads:
            near = nearest(column, heads)
            remedy = f"is it {near[0]!r}?" if near else "take the file as it is published"
            seen = "" if heads else "; the file is empty"
            message = f"there is no column {shown(column)}{seen}"
            problems.append(Problem(message, "row 1", remedy, name))
    for column in (*columns, *optional):
        if heads.count(column) > 1:
            message = f"the column {shown(column)} stands twice"
            problems.append(Problem(message, "row 1", "take one out", name))
    findings.problems.extend(problems)
    if problems:
        return None
    return [heads.index(column) if column in heads else -1 for column in (*columns, *optional)]
