"""Rows of a spreadsheet made into what a file of people or of offers says, cell by cell."""

import re
from collections.abc import Collection, Mapping
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

__all__ = ["OFFERED", "TOLD", "csv_rows", "offer_of_row", "person_of_row"]

_NUMBERS: Final = ("capacity", "fte")
_OFFERED: Final = ("hours", "response_hours", "notice_days")
TOLD: Final = (*_NUMBERS, "cost", "cost.amount")
"""Columns of people whose cells are numbers."""
OFFERED: Final = (*_OFFERED, "price", "price.amount", "once")
"""Columns of offers whose cells are numbers."""
_YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_FLAGS: Final = ("dual", "onboarded")
_LISTS: Final = ("skills", "languages", "roles", "absences")
_OFFERED_LISTS: Final = ("channels", "languages")
_MONEY: Final = ("amount", "currency", "per", "as_of")
_PREFIXES: Final = {"skill.": "skills", "language.": "languages"}
_NUMBER: Final = re.compile(r"-?[0-9]+([.,][0-9]{1,2}|[.][0-9]{4,})?")
_MOST_ROWS: Final = 100_000


def csv_rows(text: str, name: str, numeric: Collection[str] = TOLD) -> list[dict[str, object]]:
    """Read a spreadsheet's rows as spreadsheets of several countries write them.

    What stands before the decimals of numbers is found out from all of them, and never guessed.

    Args:
        text: What the file says.
        name: What messages call it.
        numeric: Columns whose cells are numbers.

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
    mark = mark_of((cell for row in told for cell in row if _head(cell) in numeric), name)
    return [
        {_head(cell): _read(cell, mark, name) if _head(cell) in numeric else cell.text
         for cell in row}
        for row in told
    ]  # fmt: skip


def _head(cell: Cell) -> str:
    return cell.head.casefold()


def _read(cell: Cell, mark: DecimalMark, name: str) -> object:
    """Read a number; what is none stays, to be reported with all other faults."""
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
    rest, cost = _money(row, "cost")
    for key, cell in rest.items():
        prefix = next((p for p in _PREFIXES if key.startswith(p)), "")
        if prefix:
            inner = person.setdefault(_PREFIXES[prefix], {})
            if is_mapping(inner):
                person[_PREFIXES[prefix]] = {**inner, key.removeprefix(prefix): _level(cell)}
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


def offer_of_row(
    row: Mapping[str, object], path: str, problems: list[Problem]
) -> dict[str, object]:
    """Make of a flat row what a file of TOML says of an offer.

    Tasks stand in one cell, with how many a month: `create_posts: 12; publish_posts`.
    """
    offer: dict[str, object] = {}
    rest, price = _money(row, "price")
    for key, cell in rest.items():
        if key in _OFFERED:
            offer[key] = _number(cell)
        elif key == "once" and not is_mapping(cell):
            currency = {"currency": price["currency"]} if "currency" in price else {}
            offer[key] = {"amount": _number(cell), **currency}
        elif key == "onboarding" and isinstance(cell, str):
            offer[key] = _YES.get(cell.casefold(), cell)
        elif key == "tasks" and isinstance(cell, str):
            pairs = _pairs(cell)
            offer[key] = [{"task": task, "amount": _number(number) or None}
                          for task, number in pairs.items()]  # fmt: skip
        elif key in _OFFERED_LISTS and isinstance(cell, str):
            offer[key] = list(_pairs(cell))
        else:
            offer[key] = cell
    if "amount" in price:
        offer["price"] = price
    elif price and "once" not in offer:
        message = f"{', '.join(sorted(price))} is told of a price that is not"
        problems.append(Problem(message, path, "tell the price too, or leave it out"))
    return offer


def _money(row: Mapping[str, object], name: str) -> tuple[dict[str, object], dict[str, object]]:
    """Part a row into what tells of money, by its keys, and the rest; empty cells are left out.

    Of a cost these are `cost` or `cost.amount`, `currency`, and `cost_per` or `cost.per`, and so
    on.
    """
    heads = {name: "amount", "currency": "currency"}
    heads |= {f"{name}{mark}{key}": key for key in _MONEY for mark in "._"}
    rest: dict[str, object] = {}
    money: dict[str, object] = {}
    for key, cell in row.items():
        if cell is None:
            continue
        if key in heads and not is_mapping(cell):
            money[heads[key]] = _number(cell) if heads[key] == "amount" else cell
        else:
            rest[key] = cell
    return rest, money


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
