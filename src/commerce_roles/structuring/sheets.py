"""From a sheet (CSV) to cells and numbers: what spreadsheets of several countries write."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from attrs import frozen

from commerce_roles.errors import InputError, Problem
from commerce_roles.showing import Displayed
from commerce_roles.structuring.shapes import shown

__all__ = ["Cell", "DecimalMark", "Sheet", "mark_of", "number_in", "parse_sheet"]

DecimalMark: TypeAlias = Literal["point", "comma"]
"""What stands before the decimals of a number."""

_DELIMITERS: Final = (";", "\t", ",")
"""What parts cells; of equally many, the first."""
_HINT: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The line by which spreadsheets tell each other the delimiter."""
_NOTHING: Final = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "null", "none", "nan", "#n/a"})
"""What stands in a cell that says nothing, in small letters."""
_BLANKS: Final = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_NUMBER: Final = re.compile(r"(?P<sign>[+-]?)(?P<body>[0-9][0-9.,]*|[.,][0-9]+)")
_GROUP: Final = 3
_MARKS: Final[dict[DecimalMark, str]] = {"point": ".", "comma": ","}
_MOST_COLUMNS: Final = 1_000


@frozen
class Cell(Displayed):
    """One cell, with its place."""

    row: int
    """From 1, the head being row 1."""
    head: str
    """What stands over it."""
    text: str
    """What stands in it, without blanks at its ends."""

    @property
    def path(self) -> str:
        """Where it stands, for messages."""
        return f"row {self.row}, {self.head}"

    @property
    def empty(self) -> bool:
        """Whether it says nothing: it is empty, or holds a dash or `n/a`."""
        return self.text.casefold() in _NOTHING


@frozen
class Sheet(Displayed):
    """Rows of cells under one head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """Every row has a cell for each head; blank rows are left out."""


def parse_sheet(text: str, name: str) -> Sheet:
    r"""Parse CSV with commas, semicolons or tabs: a head, then rows.

    Raises:
        InputError: With every row that is longer or shorter than the head, heads that stand twice
            or are missing, quotes that never end.

    Examples:
        >>> sheet = parse_sheet("month;orders\n2026-01;90\n2026-02;n/a\n", "shop.csv")
        >>> sheet.heads, [row[1].empty for row in sheet.rows]
        (('month', 'orders'), [False, True])
    """
    hint = _HINT.match(text)
    body = text[hint.end() :] if hint else text
    if not body.strip():
        raise InputError.of("the file is empty", file=name, remedy="write a head and a row")
    delimiter = hint[1] if hint else _delimiter(body)
    try:
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
        lines = [[cell.strip() for cell in line] for line in reader]
    except csv.Error as error:
        message = f"the file is not CSV: {error}"
        raise InputError.of(message, file=name, remedy="save it as CSV anew") from None
    numbered = [(number, line) for number, line in enumerate(lines, 1) if any(line)]
    if not numbered:
        raise InputError.of("every cell is empty", file=name, remedy="write a head and a row")
    (_, heads), *rows = numbered
    kept = _without_blank_columns(heads, [line for _, line in rows])
    problems = [*_faults_of_heads([heads[i] for i in kept], name)]
    problems += _faults_of_rows(len(heads), rows, name)
    if problems:
        raise InputError(problems)
    if not rows:
        message, remedy = "there is no row below the head", "write one"
        raise InputError.of(message, file=name, remedy=remedy)
    names = tuple(heads[i] for i in kept)
    cells = tuple(tuple(Cell(number, heads[i], line[i]) for i in kept) for number, line in rows)
    return Sheet(names, cells)


def mark_of(cells: Iterable[Cell], name: str) -> DecimalMark:
    """Find out from all numbers of a sheet what stands before their decimals.

    `1,5` can only be one and a half, `1.234,5` and `1.234.567` say it too; `1,234` alone does not,
    and is never guessed.

    Raises:
        InputError: Some numbers say the one and some the other, or none of them says it.

    Examples:
        >>> mark_of([Cell(2, "revenue", "1.234,50"), Cell(3, "revenue", "980")], "shop.csv")
        'comma'
    """
    found: dict[DecimalMark, Cell] = {}
    open_: Cell | None = None
    for cell in cells:
        mark = _evidence(_bare(cell.text))
        if mark == "either":
            open_ = open_ or cell
        elif mark:
            found.setdefault(mark, cell)
    if len(found) > 1:
        one, other = found.values()
        message = f"numbers are written in two ways: {shown(one.text)} and {shown(other.text)}"
        raise InputError.of(message, path=other.path, remedy="write all in one way", file=name)
    if open_ and not found:
        message = f"{shown(open_.text)} may be a thousand or a fraction"
        remedy = "write it without a mark for thousands, or say which mark the decimals have"
        raise InputError.of(message, path=open_.path, remedy=remedy, file=name)
    return "comma" if "comma" in found else "point"


def number_in(cell: Cell, mark: DecimalMark, name: str) -> Decimal | Problem:
    """Read the number in a cell that is not empty.

    Blanks, apostrophes and signs of currencies are passed over.

    Examples:
        >>> number_in(Cell(2, "revenue", "€ 1.234,50"), "comma", "shop.csv")
        Decimal('1234.50')
        >>> print(number_in(Cell(2, "orders", "many"), "point", "shop.csv"))
        shop.csv: row 2, orders: a number is wanted, this is 'many'; write digits, or leave it empty
    """
    bare = _bare(cell.text)
    match = _NUMBER.fullmatch(bare)
    remedy = "write digits, or leave it empty"
    if "%" in cell.text:
        remedy = "write what was counted, not a percentage"
    if match is not None:
        decimal = _MARKS[mark]
        thousands = "," if decimal == "." else "."
        whole, point, rest = match["body"].partition(decimal)
        groups = whole.split(thousands)
        grouped = len(groups) == 1 or (
            0 < len(groups[0]) <= _GROUP and all(len(g) == _GROUP for g in groups[1:])
        )
        if grouped and not set(rest) & {".", ","}:
            digits = "".join(groups) or "0"
            return Decimal(f"{match['sign']}{digits}{'.' if point else ''}{rest}")
        remedy = "group digits in threes, or not at all"
    message = f"a number is wanted, this is {shown(cell.text)}"
    return Problem(message, cell.path, remedy, name)


def _delimiter(text: str) -> str:
    """Find what parts the cells of the head."""
    head = next(line for line in text.splitlines() if line.strip())
    outside = re.sub(r'"[^"]*"', "", head)
    return max(_DELIMITERS, key=lambda mark: (outside.count(mark), -_DELIMITERS.index(mark)))


def _without_blank_columns(heads: list[str], rows: list[list[str]]) -> list[int]:
    return [
        place
        for place, head in enumerate(heads)
        if head or any(place < len(row) and row[place] for row in rows) or place == 0
    ]


def _faults_of_heads(heads: list[str], name: str) -> Iterator[Problem]:
    if len(heads) > _MOST_COLUMNS:
        message = f"there are {len(heads):,} columns"
        yield Problem(message, remedy=f"{_MOST_COLUMNS:,} are enough", file=name)
        return
    for place, head in enumerate(heads, 1):
        if not head and place > 1:
            yield Problem("this column has no head", f"column {place}", "name it", name)
        elif head and head in heads[: place - 1]:
            yield Problem("this head stands twice", f"column {place}, {head}", "take one out", name)


def _faults_of_rows(width: int, rows: list[tuple[int, list[str]]], name: str) -> Iterator[Problem]:
    for number, row in rows:
        if len(row) != width:
            message = f"this row has {len(row)} cells, the head {width}"
            yield Problem(message, f"row {number}", "let both have as many", name)


def _bare(text: str) -> str:
    """Write a number without blanks, apostrophes, currency and typographic signs."""
    plain = _BLANKS.sub("", text).replace("\N{MINUS SIGN}", "-")
    return re.sub(r"^[€$£¥₹]|[€$£¥₹]$", "", plain)


def _evidence(bare: str) -> DecimalMark | Literal["either", ""]:
    """Say what a number tells about its decimal mark."""
    body = bare.lstrip("+-")
    marks = [c for c in body if c in ".,"]
    if not marks or not re.fullmatch(r"[0-9.,]+", body):
        return ""
    last: DecimalMark = "comma" if marks[-1] == "," else "point"
    other: DecimalMark = "point" if last == "comma" else "comma"
    if len(set(marks)) > 1:
        return last
    if len(marks) > 1:
        return other
    before, _, after = body.partition(marks[0])
    if len(after) != _GROUP or len(before) > _GROUP or before.strip("0") == "":
        return last
    return "either"
