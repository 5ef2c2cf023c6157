"""Tables of what was published: a day, a channel, whether it promotes."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem, StrategyError, nearest
from commerce_roles.strategy.planning.promoting import Piece
from commerce_roles.strategy.tabling import Row, file_data, rows_in
from commerce_roles.structuring import shown

__all__ = ["day_in", "pieces_in", "yes_in"]

_KEY: Final = "posts"
_COLUMNS: Final = ("day", "channel", "promotes", "adapted")
_YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def pieces_in(data: object, catalogue: Catalogue) -> list[Piece]:
    """Take what was published from a table, or from a file that has one.

    Raises:
        StrategyError: With every fault.
    """
    told = file_data(data, _KEY, ()) if isinstance(data, str | Path) else data
    problems: list[Problem] = []
    rows = rows_in(told, _KEY)
    problems += _strangers(rows)
    pieces = [
        piece
        for place, row in enumerate(rows)
        if (piece := _piece(row, f"{_KEY}[{place}]", catalogue, problems)) is not None
    ]
    if problems:
        raise StrategyError(problems)
    return pieces


def _strangers(rows: list[Row]) -> Iterator[Problem]:
    for head in dict.fromkeys(str(head) for row in rows for head in row):
        if head not in _COLUMNS:
            near = nearest(head, _COLUMNS)
            remedy = f"did you mean {near[0]}?" if near else f"columns are {', '.join(_COLUMNS)}"
            yield Problem("there is no such column", f"{_KEY}.{head}", remedy)


def _piece(row: Row, path: str, catalogue: Catalogue, problems: list[Problem]) -> Piece | None:
    day = day_in(row.get("day"), f"{path}.day", problems)
    channel = row.get("channel")
    if channel not in catalogue.channels:
        near = nearest(str(channel), [*catalogue.channels])
        remedy = f"did you mean {near[0]}?" if near else "look it up: commerce-roles show channels"
        message = f"there is no channel {shown(channel)}"
        problems.append(Problem(message, f"{path}.channel", remedy))
    promotes = yes_in(row.get("promotes"), f"{path}.promotes", problems)
    if yes_in(row.get("adapted"), f"{path}.adapted", problems) or day is None:
        return None
    return Piece(day, str(channel), promotes)


def day_in(value: object, path: str, problems: list[Problem]) -> date | None:
    """Take a day: a date, or a text such as 2026-11-30."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        message = f"a day is wanted, this is {shown(value)}"
        problems.append(Problem(message, path, "write it like 2026-11-30"))
        return None


def yes_in(value: object, path: str, problems: list[Problem]) -> bool | None:
    """Take yes or no; what is not told is None."""
    if value is None or isinstance(value, bool) or value == "":
        return value if isinstance(value, bool) else None
    found = _YES.get(str(value).casefold())
    if found is None:
        message = f"yes or no is wanted, this is {shown(value)}"
        problems.append(Problem(message, path, "write yes or no, or leave it out if unknown"))
    return found
