"""Rows of a spreadsheet made into what a file of a team says, cell by cell."""

import re
from collections.abc import Mapping
from typing import Final

from commerce_roles.errors import InputError, Problem
from commerce_roles.structuring import (
    Cell,
    DecimalMark,
    is_mapping,
    mark_of,
    number_in,
    parse_sheet,
)

__all__ = ["csv_rows", "person_of_row"]

_NUMBERS: Final = ("capacity", "fte")
_NUMERIC: Final = (*_NUMBERS, "cost")
"""Columns whose cells are numbers."""
_YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_FLAGS: Final = ("dual", "onboarded")
_LISTS: Final = ("skills", "languages", "roles", "absences")
_COST: Final = {"cost": "amount", "currency": "currency", "cost_per": "per", "cost_as_of": "as_of"}
_PREFIXES: Final = {"skill.": "skills", "language.": "languages"}
_NUMBER: Final = re.compile(r"-?[0-9]+([.,][0-9]{1,2}|[.][0-9]{4,})?")
_MOST_ROWS: Final = 100_000


def csv_rows(text: str, name: str) -> list[dict[str, object]]:
    """Read a spreadsheet's rows as spreadsheets of several countries write them.

    What stands before the decimals of numbers is found out from all of them, and never guessed.

    Raises:
        InputError: With every fault of the sheet: no head, heads that stand twice, rows of another
            length, too many rows, numbers of which nobody can say what they are.
    """
    sheet = parse_sheet(text, name)
    heads = [head.casefold() for head in sheet.heads]
    twice = sorted({head for head in heads if heads.count(head) > 1})
    if twice:
        message = f"the column {', '.join(twice)} stands twice"
        raise InputError.of(message, file=name, remedy="leave one out")
    if len(sheet.rows) > _MOST_ROWS:
        raise InputError.of(f"there are more than {_MOST_ROWS:,} rows", file=name)
    told = [[cell for cell in row if not cell.empty] for row in sheet.rows]
    mark = mark_of((cell for row in told for cell in row if _numeric(cell)), name)
    return [{cell.head.casefold(): _read(cell, mark, name) for cell in row} for row in told]


def _numeric(cell: Cell) -> bool:
    return cell.head.casefold() in _NUMERIC


def _read(cell: Cell, mark: DecimalMark, name: str) -> object:
    """Read a cell; a number that is none stays, to be reported with all other faults."""
    if not _numeric(cell):
        return cell.text
    number = number_in(cell, mark, name)
    return cell.text if isinstance(number, Problem) else float(number)


def person_of_row(
    row: Mapping[str, object], path: str, problems: list[Problem]
) -> dict[str, object]:
    """Make of a flat row what a file of TOML says of a person.

    Lists stand in one cell, `;` between them and `:` before a level: `seo: advanced; ux`. A matrix
    has one column for each skill or language: `skill.seo`, `language.es`.
    """
    person: dict[str, object] = {}
    cost: dict[str, object] = {}
    for key, cell in row.items():
        prefix = next((p for p in _PREFIXES if key.startswith(p)), "")
        if cell is None:
            continue
        if prefix:
            inner = person.setdefault(_PREFIXES[prefix], {})
            if is_mapping(inner):
                person[_PREFIXES[prefix]] = {**inner, key.removeprefix(prefix): _level(cell)}
        elif key in _COST and not is_mapping(cell):
            cost[_COST[key]] = _number(cell) if key == "cost" else cell
        elif key in _NUMBERS:
            person[key] = _number(cell)
        elif key in _FLAGS and isinstance(cell, str):
            person[key] = _YES.get(cell.casefold(), cell)
        elif key in _LISTS and isinstance(cell, str):
            person[key] = _days(cell) if key == "absences" else _merged(person, key, cell)
        else:
            person[key] = cell
    if "amount" in cost:
        person["cost"] = cost
    elif cost:
        message = f"{', '.join(sorted(cost))} is told of a cost that is not"
        problems.append(Problem(message, path, "tell the cost too, or leave it out"))
    return person


def _merged(person: Mapping[str, object], key: str, cell: str) -> dict[str, object]:
    """Add what one cell lists to what other columns told."""
    found = person.get(key)
    told: Mapping[str, object] = found if is_mapping(found) else {}
    pairs = _pairs(cell)
    if key == "roles":
        return {**told, **{name: _number(hours) or None for name, hours in pairs.items()}}
    return {**told, **pairs}


def _level(cell: object) -> object:
    """Keep a level as a text: 4 and 4.0 of a spreadsheet are the step 4."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def _number(cell: object) -> object:
    """Read a number; what is none, or may be one of two, stays, to be reported with its place.

    A comma before one or two decimals is taken as such. What has three digits after its only point
    or comma may be thousands or thousandths, as languages differ, and is not guessed.
    """
    if not isinstance(cell, str) or not _NUMBER.fullmatch(cell):
        return cell
    return float(cell.replace(",", "."))


def _pairs(cell: str) -> dict[str, str]:
    """Read `name: level; name`; a name with `://` in it is an address."""
    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, cell.split(";"))):
        name, colon, level = part.rpartition(":")
        if not colon or level.startswith("//"):
            name, level = part, ""
        found[name.strip()] = level.strip()
    return found


def _days(cell: str) -> list[object]:
    """Read `2026-08-01..2026-08-21; 2026-12-24`."""
    found: list[object] = []
    for part in filter(None, map(str.strip, cell.split(";"))):
        first, _, last = part.partition("..")
        found.append({"start": first.strip(), "end": (last or first).strip()})
    return found
