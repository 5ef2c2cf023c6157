"""Mentions from a file, a data frame or plain data: strict, every fault at once.

Read are counts alone. Who wrote, and what, is neither needed nor wanted: every other column is
refused, with that reason.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from attrs import define, evolve, field

from commerce_roles.catalogue import Catalogue, fold, load_catalogue
from commerce_roles.errors import MANY_PROBLEMS, InputError, MentionError, Problem, nearest
from commerce_roles.strategy.crisis.columns import (
    COLUMNS,
    COUNTS,
    SENTIMENT,
    TIME,
    Row,
    cells_of,
    heads_of,
)
from commerce_roles.strategy.crisis.mentions import MentionCount, Mentions, Step
from commerce_roles.structuring import (
    DecimalMark,
    is_frame,
    is_mapping,
    is_sequence,
    parse_document,
    read_text,
    rows_of,
    shown,
)

__all__ = ["mentions_of", "read_mentions"]

_DOCUMENTS: Final = (".toml", ".json")
_ROWS: Final = "mentions"
_MOST_ROWS: Final = 200_000
_MOST: Final = 1_000_000_000
_LARGEST: Final = 16 * 1024 * 1024
_WRITE: Final = "write it like 2026-11-02, or 2026-11-02T14:00"
_PERSONAL: Final = (
    "only counts are read: who wrote and what they wrote is personal data, and not needed"
)


def read_mentions(
    path: str | Path,
    *,
    step: Step | None = None,
    decimal: DecimalMark | None = None,
    catalogue: Catalogue | None = None,
) -> Mentions:
    """Read mentions from CSV, TOML or JSON; `-` is standard input.

    Args:
        path: CSV with the columns of `mentions_of`, headed by their names in any of six
            languages; or TOML or JSON with a list of rows `mentions`.
        step: Whether a count takes an hour or a day; found out where left out.
        decimal: What stands before the decimals of a sentiment in CSV; found out where left out.
        catalogue: The facts with the names of columns; the library's own where left out.

    Raises:
        MentionError: With every fault of the file.
    """
    facts = catalogue or load_catalogue()
    try:
        name, text = read_text(path, most=_LARGEST)
        document = name.lower().endswith(_DOCUMENTS) or text.lstrip().startswith(("{", "[["))
        if document:
            return mentions_of(parse_document(text, name), step=step, catalogue=facts, file=name)
        rows, problems = cells_of(text, name, decimal, facts)
    except MentionError:
        raise
    except InputError as error:
        raise MentionError(error.problems) from None
    unreadable = frozenset(one.path for one in problems)
    return _Reading(name, facts, csv=True, problems=problems, unreadable=unreadable).mentions(
        rows, step
    )


def mentions_of(
    data: Any,  # noqa: ANN401 a frame of any package, rows, or a mapping with rows
    *,
    step: Step | None = None,
    catalogue: Catalogue | None = None,
    file: str = "",
) -> Mentions:
    """Make mentions of rows, of a mapping with a list `mentions`, or of a data frame.

    A row has a `time` (a day, or the full hour at which it begins), `mentions`, and where messages
    were judged either `positive`, `neutral` and `negative` counts, or a mean `sentiment` from -1 to
    1. Rows may come in any order. Hours and days that are not there are unknown, not zero. Times
    have a zone all of them, and are then told in that of the first, or none.

    Args:
        data: What was counted.
        step: Whether a count takes an hour or a day; found out where left out.
        catalogue: The facts with the names of columns; the library's own where left out.
        file: What to call the source in messages.

    Raises:
        MentionError: With every fault: columns that are not read, no or no right time, two rows
            for one time, counts below 0 or that are no whole numbers, more judged than there are,
            sentiment beyond its range, times with and without a zone.

    Examples:
        >>> told = mentions_of([{"time": "2026-11-03", "mentions": 40, "sentiment": 0.2},
        ...     {"time": "2026-11-02", "mentions": 12}])
        >>> told.step, [one.mentions for one in told.counts]
        ('day', [12, 40])
        >>> mentions_of([{"time": "2026-11-02", "mentions": -1, "author": "Ann"}])
        Traceback (most recent call last):
        commerce_roles.errors.MentionError: mentions[0].author: only counts are read: ...
    """
    facts = catalogue or load_catalogue()
    reading = _Reading(file, facts)
    if is_frame(data):
        data = rows_of(data)
    if is_mapping(data):
        strangers = [key for key in data if key != _ROWS]
        if strangers or _ROWS not in data:
            found = ", ".join(map(str, strangers)) or "nothing"
            message = f"a list `{_ROWS}` is wanted, here is {found:.60}"
            raise MentionError.of(message, remedy="write a [[mentions]] for each day", file=file)
        data = data[_ROWS]
    if not is_sequence(data):
        raise MentionError.of(f"a list of rows is wanted, this is {shown(data)}", file=file)
    rows: list[tuple[str, Row]] = []
    for place, row in enumerate(data):
        path = f"{_ROWS}[{place}]"
        if is_mapping(row):
            rows.append((path, row))
        else:
            message = f"a row is a mapping, this is {shown(row)}"
            reading.problems.append(Problem(message, path, "write time and mentions", file))
    return reading.mentions(rows, step)


@define
class _Reading:
    file: str
    facts: Catalogue
    csv: bool = False
    problems: list[Problem] = field(factory=list[Problem])
    unreadable: frozenset[str] = frozenset()
    """Cells of which it is said already that they hold no number."""
    columns: dict[str, str] = field(factory=dict[str, str])

    def mentions(self, rows: Iterable[tuple[str, Row]], step: Step | None) -> Mentions:
        told = [*rows]
        if len(told) > _MOST_ROWS:
            message, remedy = f"there are {len(told):,} rows", f"{_MOST_ROWS:,} are the most"
            raise MentionError.of(message, remedy=remedy, file=self.file)
        self._strangers(told)
        counts = [one for path, row in told if (one := self._count(path, row)) is not None]
        counts = self._zoned(counts)
        found = step or _step_of(counts)
        self._on_the_clock(counts, found)
        self._twice(counts)
        if self.problems:
            raise MentionError(self.problems)
        ordered = sorted((one for _, one in counts), key=lambda one: one.time)
        return Mentions(step=found, counts=tuple(ordered))

    def _fault(self, message: str, path: str, remedy: str) -> None:
        if path in self.unreadable:
            return
        self.problems.append(Problem(message, path, remedy, self.file))

    def _at(self, path: str, key: str) -> str:
        return f"{path}, {key}" if self.csv else f"{path}.{key}"

    def _strangers(self, rows: Iterable[tuple[str, Row]]) -> None:
        """Refuse columns that are not read, each once."""
        heads = heads_of(self.facts)
        for path, row in rows:
            for key in map(str, row):
                if key in self.columns:
                    continue
                self.columns[key] = column = heads.get(fold(key), "")
                if not column:
                    near = nearest(key, COLUMNS) if len(self.problems) < MANY_PROBLEMS else ()
                    remedy = f"did you mean {near[0]}?" if near else "take the column out"
                    self._fault(_PERSONAL, self._at(path, key), remedy)
                elif [*self.columns.values()].count(column) > 1:
                    self._fault(f"{column} is told twice", self._at(path, key), "take one out")

    def _count(self, path: str, row: Row) -> tuple[str, MentionCount] | None:
        told = {self.columns[str(k)]: (str(k), v) for k, v in row.items() if self.columns[str(k)]}
        key, value = told.get(TIME, (TIME, None))
        when = _time_of(value)
        if when is None:
            message = "there is no time" if value is None else f"{shown(value)} is no time"
            self._fault(message, self._at(path, key), _WRITE)
        values: dict[str, Any] = {}
        for column in COUNTS:
            name, number = told.get(column, (column, None))
            values[column] = self._whole(number, self._at(path, name))
        name, mean = told.get(SENTIMENT, (SENTIMENT, None))
        values[SENTIMENT] = self._mean(mean, self._at(path, name))
        self._fits(path, values)
        return None if when is None else (path, MentionCount(time=when, **values))

    def _whole(self, value: object, path: str) -> int | None:
        if value is None:
            return None
        if isinstance(value, float) and math.isfinite(value) and value.is_integer():
            value = int(value)  # a frame with a gap has made fractions of whole numbers
        if not isinstance(value, int) or isinstance(value, bool):
            self._fault(f"a whole number is wanted, this is {shown(value)}", path, "write a count")
        elif value < 0:
            self._fault(f"{value} is less than none", path, "leave it out where it is not known")
        elif value > _MOST:
            self._fault(f"{shown(value)} is too many", path, f"at most {_MOST:,}")
        else:
            return value
        return None

    def _mean(self, value: object, path: str) -> float | None:
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and -1 <= value <= 1:
            return float(value)
        message = f"a mean sentiment is from -1 to 1, this is {shown(value)}"
        self._fault(message, path, "divide points of 100 by 100")
        return None

    def _fits(self, path: str, values: Mapping[str, Any]) -> None:
        parts = [values[column] for column in COUNTS[1:]]
        judged = sum(part or 0 for part in parts)
        if (values["positive"] is None) != (values["negative"] is None):
            lacking = "positive" if values["positive"] is None else "negative"
            message = f"{lacking} is not told, and a share needs it"
            self._fault(message, self._at(path, lacking), "tell it, or leave both out")
        if values[SENTIMENT] is not None and any(part is not None for part in parts):
            message = "sentiment is told twice: as a mean and by counts"
            self._fault(message, self._at(path, SENTIMENT), "take one out")
        if values["mentions"] is not None and judged > values["mentions"]:
            message = f"{judged:,} messages are judged, and there are {values['mentions']:,}"
            self._fault(message, self._at(path, "mentions"), "count them anew")

    def _zoned(self, counts: list[tuple[str, MentionCount]]) -> list[tuple[str, MentionCount]]:
        """Tell times with a zone in that of the first; refuse some with and some without."""
        aware = [one for one in counts if one[1].time.utcoffset() is not None]
        if not aware:
            return counts
        for path, one in counts:
            if one.time.utcoffset() is None:
                message = f"{one.time.isoformat()} has no time zone, and others have one"
                self._fault(message, self._at(path, TIME), "write all in one way")
        offset = aware[0][1].time.utcoffset() or timedelta(0)
        naive = [one for one in counts if one[1].time.utcoffset() is None]
        return [*((path, _told_in(one, offset)) for path, one in aware), *naive]

    def _on_the_clock(self, counts: Iterable[tuple[str, MentionCount]], step: Step) -> None:
        for path, one in counts:
            when = one.time
            whole = when.minute == when.second == when.microsecond == 0
            if not whole or (step == "day" and when.hour):
                message = f"{when.isoformat()} is no full {step}"
                self._fault(message, self._at(path, TIME), "tell when the hour or day begins")

    def _twice(self, counts: Iterable[tuple[str, MentionCount]]) -> None:
        seen: dict[datetime, str] = {}
        for path, one in counts:
            if one.time in seen:
                message = f"{one.time.isoformat()} stands at {seen[one.time]} already"
                self._fault(message, self._at(path, TIME), "add them up, or take one out")
            seen.setdefault(one.time, path)


def _step_of(counts: Iterable[tuple[str, MentionCount]]) -> Step:
    return "hour" if any(one.time.hour for _, one in counts) else "day"


def _told_in(one: MentionCount, offset: timedelta) -> MentionCount:
    return evolve(one, time=one.time.astimezone(timezone(offset)))


def _time_of(value: object) -> datetime | None:
    """Read a time as files and frames tell it."""
    if isinstance(value, datetime):
        return datetime.fromisoformat(value.isoformat()[:32])
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    return None
