"""Timesheets: what a piece of work took, on which day, how much was done. They name nobody."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from commerce_roles.catalogue import Catalogue, fold, load_catalogue
from commerce_roles.errors import InputError, MeasureError, Problem, nearest
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed
from commerce_roles.strategy.tracking.observing import period_heads
from commerce_roles.strategy.tracking.spans import Span, span_of
from commerce_roles.structuring import (
    is_frame,
    is_mapping,
    is_sequence,
    mark_of,
    number_in,
    parse_document,
    parse_sheet,
    read_text,
    rows_of,
    shown,
)

__all__ = ["Timed", "read_timesheets", "timesheets_of"]

_DATE: Final = "date"
_TASK: Final = "task"
_MINUTES: Final = "minutes"
_DONE: Final = "done"
_WHO: Final = "who"
_KEYS: Final = (_DATE, _TASK, _MINUTES, _DONE, _WHO)
_LIST: Final = "times"
_DAY_MINUTES: Final = 24 * 60
_OPAQUE: Final = re.compile(r"(?=.*[0-9])[A-Za-z0-9_-]{1,24}")
_MOST_DONE: Final = 10**9


@frozen(kw_only=True, order=True)
class Timed(Displayed):
    """One piece of work that was timed; who did it is not kept."""

    task: str = field(metadata=to("task"))
    day: Span
    minutes: Fraction
    done: Fraction
    """How much of what the task's effort counts was done."""


def read_timesheets(path: str | Path, *, catalogue: Catalogue | None = None) -> tuple[Timed, ...]:
    """Read timesheets from CSV, TOML or JSON (with `times`); `-` is standard input.

    Raises:
        MeasureError: With every fault of the file.
    """
    try:
        name, text = read_text(path)
        if name.lower().endswith((".toml", ".json")) or text.lstrip().startswith(("{", "[")):
            data = parse_document(text, name)
            return timesheets_of(data.get(_LIST), catalogue=catalogue, file=name)
        return _judged(_of_sheet(text, name), catalogue or load_catalogue(), name)
    except MeasureError:
        raise
    except InputError as error:
        raise MeasureError(error.problems) from None


def _of_sheet(text: str, name: str) -> Iterator[tuple[int, dict[str, object]]]:
    sheet = parse_sheet(text, name)
    numbers = {head for head in sheet.heads if fold(head) in (_MINUTES, _DONE)}
    cells = [cell for row in sheet.rows for cell in row if cell.head in numbers and not cell.empty]
    mark = mark_of(cells, name)
    for row in sheet.rows:
        told: dict[str, object] = {
            cell.head: number_in(cell, mark, name) if cell.head in numbers else cell.text
            for cell in row
            if not cell.empty
        }
        yield row[0].row, told


def timesheets_of(
    told: Any,  # noqa: ANN401 rows or a frame of any package
    *,
    catalogue: Catalogue | None = None,
    file: str = "",
) -> tuple[Timed, ...]:
    """Take rows of timesheets, and judge them.

    A row has a `date`, a `task`, `minutes`, and how much was `done` of what the task's effort
    counts; and, so that a day can be checked, at most an opaque `who`, such as `p1`. It is
    forgotten afterwards.

    Args:
        told: A list of rows, or a data frame.
        catalogue: The tasks there are; the library's own where left out.
        file: Where it was told, for messages.

    Raises:
        MeasureError: With every fault: a task that is not there, a day that is none, times that are
            no number or below 0, days of more than 24 hours, and whatever could name a person.

    Examples:
        >>> timesheets_of([{"date": "2026-10-05", "task": "create_posts", "minutes": 1500,
        ...                 "done": 10, "name": "Maria"}])
        Traceback (most recent call last):
        commerce_roles.errors.MeasureError: row 1, name: a timesheet names nobody: ...
        row 1, minutes: a day has 24 hours, this is 25; part it over its days
    """
    facts = catalogue or load_catalogue()
    rows: object = list(rows_of(told)) if is_frame(told) else told
    if not is_sequence(rows) or not all(is_mapping(row) for row in rows):
        message, remedy = "rows of timesheets are wanted", "write [[times]] in TOML"
        raise MeasureError.of(message, remedy=remedy, file=file)
    return _judged(enumerate((row for row in rows if is_mapping(row)), 1), facts, file)


def _judged(
    rows: Iterable[tuple[int, Mapping[str, object]]], facts: Catalogue, file: str
) -> tuple[Timed, ...]:
    judge = _Judge(facts, file)
    found = [timed for number, row in rows if (timed := judge.row(number, row))]
    problems = [*judge.problems, *judge.long_days()]
    if problems:
        raise MeasureError(dict.fromkeys(problems))
    return tuple(sorted(found))


class _Judge:
    """Takes rows and keeps what is wrong with them."""

    def __init__(self, facts: Catalogue, file: str) -> None:
        """Know the tasks."""
        self.facts = facts
        self.file = file
        self.heads = period_heads(facts)
        self.problems: list[Problem] = []
        self.days: defaultdict[tuple[str, Span], Fraction] = defaultdict(Fraction)

    def row(self, number: int, told: Mapping[str, object]) -> Timed | None:
        """Take one row."""
        at, before = f"row {number}", len(self.problems)
        row = {self._key(str(key)): value for key, value in told.items()}
        for key in row:
            if key not in _KEYS:
                message = f"a timesheet names nobody: {shown(key)} is none of {', '.join(_KEYS)}"
                self._wrong(message, f"{at}, {key}", self._remedy(key))
        task, day, who = self._task(row, at), self._day(row, at), self._who(row, at)
        minutes = self._number(row, _MINUTES, at, _DAY_MINUTES)
        done = self._number(row, _DONE, at, _MOST_DONE)
        if minutes is not None and minutes > _DAY_MINUTES:
            message = f"a day has 24 hours, this is {float(minutes / 60):g}"
            self._wrong(message, f"{at}, {_MINUTES}", "part it over its days")
        elif day is not None and minutes is not None:
            self.days[who, day] += minutes
        if len(self.problems) > before or day is None or minutes is None or done is None:
            return None
        return Timed(task=task, day=day, minutes=minutes, done=done)

    def long_days(self) -> Iterator[Problem]:
        """Find days on which one person would have worked more than there is."""
        for (who, day), minutes in sorted(self.days.items()):
            if minutes > _DAY_MINUTES:
                message = f"{float(minutes / 60):g} hours on one day"
                message += f" of {who}" if who else ""
                remedy = "look it up" if who else "give each person an opaque `who`, such as p1"
                yield Problem(message, str(day), remedy, self.file)

    def _key(self, key: str) -> str:
        low = fold(key)
        if low in _KEYS:
            return low
        return _DATE if low in self.heads else key

    def _remedy(self, key: str) -> str:
        near = nearest(key, _KEYS)
        return f"did you mean {near[0]}?" if near else "take it out"

    def _task(self, row: Mapping[str, object], at: str) -> str:
        task = row.get(_TASK)
        if isinstance(task, str) and task in self.facts.tasks:
            return task
        near = nearest(task, list(self.facts.tasks)) if isinstance(task, str) else ()
        remedy = f"did you mean {near[0]}?" if near else "see `commerce-roles show tasks`"
        self._wrong(f"no task is called {shown(task)}", f"{at}, {_TASK}", remedy)
        return ""

    def _day(self, row: Mapping[str, object], at: str) -> Span | None:
        span = span_of(row.get(_DATE))
        if span is None or span.days > 1:
            message = f"{shown(row.get(_DATE))} is no day"
            self._wrong(message, f"{at}, {_DATE}", "write it like 2026-10-05")
            return None
        return span

    def _who(self, row: Mapping[str, object], at: str) -> str:
        who = row.get(_WHO)
        if who is None:
            return ""
        if not isinstance(who, str) or not _OPAQUE.fullmatch(who):
            message = "this may name a person"
            self._wrong(message, f"{at}, {_WHO}", "write an opaque id with a number, such as p1")
            return ""
        return who

    def _number(self, row: Mapping[str, object], key: str, at: str, most: int) -> Fraction | None:
        value = row.get(key)
        path = f"{at}, {key}"
        if isinstance(value, Problem):
            self.problems.append(value)
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
            remedy = "write it without quotes" if value is not None else "tell it"
            self._wrong(f"a number is wanted, this is {shown(value)}", path, remedy)
            return None
        try:
            exact = Fraction(str(value))
        except ValueError:
            self._wrong(f"{value} is no number", path, "write 0 or more")
            return None
        if exact < 0:
            self._wrong(f"{value} is less than 0", path, "write 0 or more")
            return None
        if key == _DONE and exact > most:
            self._wrong(f"{value} is out of bounds", path, f"write {most:,} at most")
            return None
        return exact

    def _wrong(self, message: str, path: str, remedy: str) -> None:
        self.problems.append(Problem(message, path, remedy, self.file))


def by_task(timed: Iterable[Timed]) -> dict[str, list[Timed]]:
    """Sort what was timed by its task."""
    found: dict[str, list[Timed]] = {}
    for one in timed:
        found.setdefault(one.task, []).append(one)
    return found
