"""Measures taken in: what is told of each period, judged before anything is computed."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from attrs import frozen

from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import MANY_PROBLEMS, MeasureError, Problem, nearest
from commerce_roles.model import FrozenMap, Measure
from commerce_roles.showing import Displayed
from commerce_roles.structuring import is_mapping, is_sequence, shown

__all__ = ["NAME", "Number", "Period", "Told", "number_told", "periods_of"]

Number: TypeAlias = int | float | Decimal | Fraction
"""A measure as it is told. A float counts as it is written: 0.1 is a tenth."""
Told: TypeAlias = Mapping[str, object] | Sequence[Mapping[str, object]]
"""One period, a list of periods, or a table of columns, by the id of a measure."""

NAME: Final = "period"
"""The key of a period's name, among its measures."""
_LARGEST: Final = Fraction(10) ** 15
_FINEST: Final = Fraction(10) ** 15
"""No measure has more places than this."""
_MOST: Final = 10_000
"""Periods a table may have."""


@frozen
class Period(Displayed):
    """What was counted in one period, such as a month."""

    name: str
    measures: FrozenMap[str, Fraction]
    """By id; what is not told is not in it."""


def periods_of(told: Told, catalogue: Catalogue, *, file: str = "") -> tuple[Period, ...]:
    """Judge what is told of each period.

    A measure that is None is not told. Of several periods each has a name, its key `period` or
    else its number from 1.

    Args:
        told: One period, a list of periods, or a table whose columns are lists.
        catalogue: The measures there are.
        file: Where it was told, for messages.

    Raises:
        MeasureError: With every unknown measure, every value that is no number, that is negative
            and may not be, or that no shop reaches, and every name that stands twice.

    Examples:
        >>> from commerce_roles import load_catalogue
        >>> [period] = periods_of({"orders": 120, "sessions": 4000}, load_catalogue())
        >>> period.name, period.measures["orders"]
        ('1', Fraction(120, 1))
        >>> periods_of({"order": 120, "sessions": -1}, load_catalogue())
        Traceback (most recent call last):
        commerce_roles.errors.MeasureError: order: no measure is called 'order'; did you mean orders?
        sessions: -1 is less than 0; a count is 0 or more
    """  # noqa: E501 an error stands on one line
    rows = _rows(told, file)
    judge = _Judge(catalogue, file, many=len(rows) > 1)
    periods = [judge.period(number, row) for number, row in enumerate(rows, 1)]
    problems = [*judge.problems, *_twice(periods, file)]
    if problems:
        raise MeasureError(dict.fromkeys(problems))
    return tuple(periods)


def _rows(told: Told, file: str) -> list[Mapping[str, object]]:
    """See whatever is told as a list of periods."""
    if not is_mapping(told):
        rows: list[object] = list(told) if is_sequence(told) else []
        wrong = [number for number, row in enumerate(rows, 1) if not is_mapping(row)]
        if wrong or not is_sequence(told):
            path = f"period {wrong[0]}" if wrong else ""
            message = "a table of measures is wanted"
            raise MeasureError.of(message, path=path, remedy="give one by measure", file=file)
    else:
        columns = {name: part for name, part in told.items() if is_sequence(part)}
        rows = list(_turned(told, columns, file)) if columns else [told]
    if not any(_tells(row) for row in rows if is_mapping(row)):
        message, remedy = "no measure is told", "tell some, such as orders and sessions"
        raise MeasureError.of(message, remedy=remedy, file=file)
    if len(rows) > _MOST:
        message = f"{len(rows):,} periods are told, {_MOST:,} at most are taken"
        raise MeasureError.of(message, remedy="split them", file=file)
    return [row for row in rows if is_mapping(row)]


def _tells(row: Mapping[str, object]) -> bool:
    return any(key != NAME and value is not None for key, value in row.items())


def _turned(
    told: Mapping[str, object], columns: Mapping[str, Sequence[object]], file: str
) -> Iterator[Mapping[str, object]]:
    """Turn columns into rows."""
    lengths = {name: len(part) for name, part in columns.items()}
    single = [name for name in told if name not in columns]
    if single or len(set(lengths.values())) > 1:
        sizes = ", ".join(f"{name} {length}" for name, length in lengths.items())
        alone = f"; no list: {', '.join(single)}" if single else ""
        message = f"the columns are not of one length: {sizes}{alone}"
        raise MeasureError.of(message, remedy="let all be as long", file=file)
    length = next(iter(lengths.values()))
    yield from ({name: part[row] for name, part in columns.items()} for row in range(length))


def _twice(periods: Iterable[Period], file: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for period in periods:
        if period.name in seen:
            remedy = "name each period once"
            yield Problem("this period is told twice", f"period {period.name}", remedy, file)
        seen.add(period.name)


class _Judge:
    """Takes periods and keeps what is wrong with them."""

    def __init__(self, catalogue: Catalogue, file: str, *, many: bool) -> None:
        """Know the measures; say of which of several periods a fault is."""
        self.measures = catalogue.measures
        self.known = list(catalogue.measures)
        self.file = file
        self.many = many
        self.problems: list[Problem] = []

    def period(self, number: int, row: Mapping[str, object]) -> Period:
        """Take one period."""
        told = row.get(NAME)
        name = str(number) if told is None else str(told)
        found: dict[str, Fraction] = {}
        for key, value in row.items():
            if key == NAME or value is None:
                continue
            path = f"period {name}, {key}" if self.many else key
            if key not in self.measures:
                near = nearest(key, self.known) if len(self.problems) < MANY_PROBLEMS else ()
                remedy = f"did you mean {near[0]}?" if near else "leave it out"
                if is_mapping(value):
                    remedy = "write what is in it without this table around it"
                message = f"no measure is called {shown(key)}"
                self.problems.append(Problem(message, path, remedy, self.file))
            else:
                taken = self._number(key, value, path)
                if taken is not None:
                    found[key] = taken
        return Period(name, FrozenMap(found))

    def _number(self, name: str, value: object, path: str) -> Fraction | None:
        taken = number_told(self.measures[name], value, path, self.file)
        if isinstance(taken, Problem):
            self.problems.append(taken)
            return None
        return taken


def number_told(measure: Measure, value: object, path: str, file: str) -> Fraction | Problem:
    """Take what is told of a measure as a number, or say what is wrong with it."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        message = f"a number is wanted, this is {shown(value)}"
        remedy = "write it without quotes, or leave it out if unknown"
    elif not _is_finite(value):
        message, remedy = f"{value} is no number", "leave it out if unknown"
    elif not _is_plain(_exact(value)):
        message, remedy = f"{shown(value)} is out of bounds", "write at most 10**15, 15 places"
    elif value < 0 and not measure.signed:
        message = f"{value} is less than 0"
        remedy = f"a {_WHAT[measure.unit]} is 0 or more"
    else:
        return _exact(value)
    return Problem(message, path, remedy, file)


_WHAT: Final[Mapping[str, str]] = {
    "count": "count",
    "money": "sum of this kind",
    "minutes": "time",
    "years": "time",
    "per_year": "frequency",
}


def _is_finite(value: Number) -> bool:
    match value:
        case float():
            return math.isfinite(value)
        case Decimal():
            return value.is_finite()
        case _:
            return True


def _exact(value: Number) -> Fraction:
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def _is_plain(value: Fraction) -> bool:
    return abs(value) <= _LARGEST and value.denominator <= _FINEST
