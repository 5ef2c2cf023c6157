"""A matrix read from CSV as spreadsheets write it, with every fault of the sheet.

Read are commas, semicolons, tabs or bars; UTF-8 with or without a mark, UTF-16 with one; a title
over the heading, notes beside the letters, letters in either case, `A/R`, `R, A`, `AR`; a cell that
was merged downwards (the rows below it are read as part of it).
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import field, frozen

from commerce_roles.errors import InputError, SheetError
from commerce_roles.graph.linting.findings import Slip
from commerce_roles.graph.linting.tables import Layout, Rows, layout_of, letters_of, rows_of
from commerce_roles.graph.matrix import LETTERS, RaciMatrix, RaciRow, Scheme
from commerce_roles.model import FrozenMap
from commerce_roles.structuring import read_text

__all__ = ["Sheet", "parse_sheet", "read_sheet"]

_LONGEST: Final = 24


@frozen
class Sheet:
    """What was read, and what was wrong with the sheet itself."""

    matrix: RaciMatrix
    slips: tuple[Slip, ...]
    file: str


def read_sheet(path: str | Path) -> Sheet:
    """Read a sheet from a file; `-` is standard input.

    Raises:
        SheetError: It cannot be read as a table of letters at all.
    """
    try:
        name, text = read_text(path)
    except InputError as error:
        raise SheetError(error.problems) from None
    return parse_sheet(text, name)


def parse_sheet(text: str, file: str = "") -> Sheet:
    """Read a sheet from its text.

    Raises:
        SheetError: It cannot be read as a table of letters at all.
    """
    if not text.strip():
        remedy = "write a heading of roles, then a row for each task"
        raise SheetError.of("the sheet is empty", file=file, remedy=remedy)
    rows = rows_of(text, file)
    layout = layout_of(rows, file)
    reading = _Reading(rows, layout, _roles(rows, layout), _scheme(rows, layout))
    tasks = reading.tasks()
    matrix = RaciMatrix(
        parties=tuple(reading.names.values()),
        rows=tasks,
        scheme=reading.scheme,
        columns=FrozenMap({name: _letter(column) for column, name in reading.names.items()}),
        task_column=_letter(layout.task),
    )
    return Sheet(matrix, (*reading.of_columns(), *reading.slips, *_twice(matrix)), file)


@frozen
class _Reading:
    """Rows being read, and the faults found on the way."""

    rows: Rows
    layout: Layout
    names: dict[int, str]
    """By column, the role."""
    scheme: Scheme
    slips: list[Slip] = field(factory=list[Slip])

    def tasks(self) -> tuple[RaciRow, ...]:
        """Read every row under the heading; one without a name belongs to the one above."""
        found: list[RaciRow] = []
        for number in range(self.layout.heading + 1, len(self.rows)):
            task = self.rows[number][self.layout.task]
            cells = dict(self._cells(number))
            if task:
                found.append(RaciRow(task, FrozenMap(cells), number + 1))
            elif cells:
                above = found.pop() if found else RaciRow("–", FrozenMap(), number + 1)
                place = f"{_letter(self.layout.task)}{number + 1}"
                values = {"line": number + 1, "task": above.task}
                self.slips.append(Slip("no_task_name", (place,), values))
                found.append(self._joined(above, cells))
        return tuple(found)

    def of_columns(self) -> Iterator[Slip]:
        """Find columns that name no role, that are not read, that name one role twice."""
        heading = self.rows[self.layout.heading]
        same: dict[str, list[int]] = {}
        for column in self.layout.roles:
            if heading[column]:
                same.setdefault(heading[column].casefold(), []).append(column)
            else:
                yield Slip("no_role_name", (_letter(column),), {"column": _letter(column)})
        for column in self.layout.others:
            values = {"column": _letter(column), "text": _shown(heading[column])}
            yield Slip("column_not_read", (_letter(column),), values)
        for columns in same.values():
            if len(columns) > 1:
                letters = tuple(map(_letter, columns))
                values = {"role": heading[columns[0]], "columns": ", ".join(letters)}
                yield Slip("same_role_twice", letters, values)

    def _cells(self, number: int) -> Iterator[tuple[str, str]]:
        other, doing = ("R", "D") if self.scheme == "daci" else ("D", "R")
        for column, name in self.names.items():
            text = self.rows[number][column]
            letters = letters_of(text)
            place = f"{_letter(column)}{number + 1}"
            values = {"cell": place, "text": _shown(text)}
            if letters is None:
                values["letters"] = "/".join(LETTERS[self.scheme])
                self.slips.append(Slip("unknown_letters", (place,), values))
                continue
            if other in letters:
                values.update(scheme=self.scheme.upper(), letter=doing)
                self.slips.append(Slip("mixed_schemes", (place,), values))
                letters = letters - {other} | {doing}
            if letters:
                yield name, self._ordered(letters)

    def _joined(self, row: RaciRow, cells: dict[str, str]) -> RaciRow:
        both = {
            party: self._ordered({*row.cells.get(party, ""), *cells.get(party, "")})
            for party in dict.fromkeys((*row.cells, *cells))
        }
        return RaciRow(row.task, FrozenMap(both), row.line)

    def _ordered(self, letters: frozenset[str] | set[str]) -> str:
        return "".join(letter for letter in LETTERS[self.scheme] if letter in letters)


def _roles(rows: Rows, layout: Layout) -> dict[int, str]:
    """Name the role columns, each differently."""
    names: dict[int, str] = {}
    for column in layout.roles:
        name = rows[layout.heading][column] or _letter(column)
        taken = {known.casefold() for known in names.values()}
        names[column] = f"{name} ({_letter(column)})" if name.casefold() in taken else name
    return names


def _scheme(rows: Rows, layout: Layout) -> Scheme:
    body = rows[layout.heading + 1 :]
    cells = [letters_of(row[column]) for row in body for column in layout.roles]
    counts = Counter(letter for letters in cells for letter in letters or ())
    return "daci" if counts["D"] > counts["R"] else "raci"


def _twice(matrix: RaciMatrix) -> Iterator[Slip]:
    same: dict[str, list[RaciRow]] = {}
    for row in matrix.rows:
        same.setdefault(row.task.casefold(), []).append(row)
    for found in same.values():
        if len(found) > 1:
            places = tuple(place for row in found for place in matrix.place(row))
            lines = ", ".join(str(row.line) for row in found)
            yield Slip("same_task_twice", places, {"task": found[0].task, "lines": lines})


def _letter(column: int) -> str:
    """Name a column as spreadsheets do.

    Examples:
        >>> _letter(0), _letter(25), _letter(26)
        ('A', 'Z', 'AA')
    """
    name, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def _shown(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return repr(short)
