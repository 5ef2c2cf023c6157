"""Rows from wherever they come: data frames, lists, CSV, JSON, JSON Lines, TOML.

Cells stay as they were told; whoever wants them judges them, so that all faults are told at once.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Final, cast

from attrs import evolve

from commerce_roles.errors import InputError, Problem, StrategyError
from commerce_roles.structuring import (
    is_frame,
    is_mapping,
    mark_of,
    number_in,
    parse_document,
    parse_line,
    parse_sheet,
    read_text,
    rows_of,
    shown,
)

__all__ = ["Row", "file_data", "rows_in"]

Row = Mapping[str, object]
"""What one row tells, by the name of the column."""
_LARGEST: Final = 256 * 1024 * 1024
"""Bytes that a file of rows may have."""
_LINES: Final = (".jsonl", ".ndjson")


def rows_in(data: object, key: str) -> list[Row]:
    """Give the rows of a data frame, of a list of mappings, or of what a file said.

    Args:
        data: The rows, or a mapping that has them under the key.
        key: What the rows are called, in messages and in a mapping.

    Raises:
        StrategyError: It is none of these; every row that is none.
        MissingPackageError: There is a data frame, and narwhals is not installed.
    """
    if is_frame(data):
        try:
            return list(rows_of(data))
        except (TypeError, ValueError) as error:
            message = f"this data frame cannot be read: {error}"
            remedy = "give one row for each, every column once"
            raise StrategyError.of(message, path=key, remedy=remedy) from None
    told: object = data.get(key) if is_mapping(data) else data
    if is_mapping(told) or isinstance(told, str | bytes) or not isinstance(told, Iterable):
        message = f"a data frame or a list of rows is wanted, this is {shown(told)}"
        raise StrategyError.of(message, path=key, remedy="give one mapping for each row")
    rows = list(cast("Iterable[object]", told))
    wrong = [
        Problem(f"a table of keys is wanted, this is {shown(row)}", f"{key}[{place}]", "name keys")
        for place, row in enumerate(rows)
        if not is_mapping(row)
    ]
    if wrong:
        raise StrategyError(wrong)
    return [row for row in rows if is_mapping(row)]


def file_data(path: str | Path, key: str, numbers: Collection[str]) -> Mapping[str, object]:
    """Read a file of rows as a mapping that has them under the key.

    Args:
        path: CSV, JSON, JSON Lines or TOML; `-` is standard input, in JSON or TOML.
        key: What the rows are called.
        numbers: Columns of CSV whose cells are numbers; what stands before their decimals is
            found out from all of them, and never guessed.

    Raises:
        StrategyError: With every fault of the file.
    """
    try:
        name, text = read_text(path, most=_LARGEST)
        ending = Path(path).suffix.casefold()
        if ending == ".csv":
            return {key: _sheet(text, name, numbers)}
        if ending in _LINES:
            return {key: _lines(text, name)}
        if text.lstrip().startswith("[") and ending != ".toml":
            return parse_document(f'{{"{key}": {text}}}', f"{name}.json")
        return parse_document(text, name)
    except InputError as error:
        named = (evolve(one, file=str(path)) for one in error.problems)
        raise StrategyError(named) from None


def _lines(text: str, name: str) -> list[object]:
    rows: list[object] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                rows.append(parse_line(line, name, f"line {number}"))
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(problems)
    return rows


def _sheet(text: str, name: str, numbers: Collection[str]) -> list[Row]:
    sheet = parse_sheet(text, name)
    told = [[cell for cell in row if not cell.empty] for row in sheet.rows]
    mark = mark_of((cell for row in told for cell in row if cell.head in numbers), name)
    rows: list[Row] = []
    for row in told:
        cells: dict[str, object] = {}
        for cell in row:
            number = number_in(cell, mark, name) if cell.head in numbers else cell.text
            cells[cell.head] = cell.text if isinstance(number, Problem) else number
        rows.append(cells)
    return rows
