"""A table of shops as columns of whole numbers, judged cell by cell. numpy and narwhals, late."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from math import lcm
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import evolve, field, frozen

from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import MeasureError, MissingPackageError, Problem, nearest
from commerce_roles.graph.kpis.periods import number_told
from commerce_roles.strategy.tracking.observing import without_noise
from commerce_roles.strategy.tracking.spans import Span, span_of
from commerce_roles.structuring import is_mapping, is_sequence, shown

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["Column", "Columns", "Foreign", "columns_of"]

Foreign: TypeAlias = Any
"""What another package makes, which has no types here."""
_MOST_PLACES: Final = 6
_EXACT: Final = 2**53
_EPOCH: Final = date(1970, 1, 1).toordinal()
_MOST_FAULTS: Final = 100
"""More faults are counted, not listed."""


@frozen(eq=False)
class Column:
    """The cells of one measure."""

    whole: Foreign
    """Whole numbers: the value times the scale; 0 where nothing is told."""
    told: Foreign
    """Whether something is."""
    scale: int


@frozen(kw_only=True, eq=False)
class Columns:
    """A table whose every cell is right."""

    shops: tuple[str, ...]
    """In the order in which they are met."""
    shop: Foreign
    """For each row the number of its shop."""
    first: Foreign
    """For each row its first day, as an ordinal."""
    last: Foreign
    measures: Mapping[str, Column]
    ends: Sequence[tuple[date, date]]
    """For each shop the first and the last day of which something is told."""
    np: Foreign
    _frame: Foreign = field(default=None, alias="frame")

    def like(self, columns: Mapping[str, Sequence[object]]) -> Foreign:
        """Make a table of the kind that was read."""
        nw = _needed("narwhals", "frames")
        made = nw.from_dict(dict(columns), backend=nw.get_native_namespace(self._frame))
        return made.to_native()


def columns_of(
    table: object, facts: Catalogue, *, shop: str, period: str, today: date | None
) -> Columns:
    """Read a table.

    Raises:
        MeasureError: With every fault.
        MissingPackageError: numpy or narwhals is not installed.
        TypeError: It is no table that is known.
    """
    np = _needed("numpy", "tables")
    told, frame = _told(table, np)
    problems = list(_faults_of_heads(told, facts, shop, period))
    if problems:
        raise MeasureError(problems)
    judge = _Judge(facts, today, np)
    shops, number = judge.shops(told.pop(shop))
    first, last = judge.days(told.pop(period), period)
    measures = {name: judge.column(name, cells) for name, cells in sorted(told.items())}
    some = np.zeros(len(number), dtype=bool)
    for column in measures.values():
        some |= column.told
    found = Columns(
        shops=tuple(shops),
        shop=number,
        first=first,
        last=last,
        measures=measures,
        ends=(),
        np=np,
        frame=frame,
    )
    judge.twice(found)
    judge.raise_all()
    return _of_told(found, some)


def _of_told(found: Columns, some: Foreign) -> Columns:
    """Keep the shops of which something is told, with their first and last days."""
    np = found.np
    count = len(found.shops)
    first = np.full(count, date.max.toordinal(), dtype=np.int64)
    last = np.zeros(count, dtype=np.int64)
    np.minimum.at(first, found.shop[some], found.first[some])
    np.maximum.at(last, found.shop[some], found.last[some])
    silent = [name for place, name in enumerate(found.shops) if not last[place]]
    if silent or not count:
        where = ", ".join(silent[:3])
        raise MeasureError.of("nothing was counted", path=where, remedy="leave it out, or tell it")
    ends = [
        (date.fromordinal(one), date.fromordinal(other))
        for one, other in zip(first.tolist(), last.tolist(), strict=True)
    ]
    return evolve(found, ends=ends)


def _told(table: object, np: Foreign) -> tuple[dict[str, Foreign], Foreign]:
    """Give the columns of a table by name, and the table where it is a frame."""
    if is_sequence(table) and all(map(is_mapping, table)):
        rows = [row for row in table if is_mapping(row)]
        names = dict.fromkeys(str(key) for row in rows for key in row)
        return {name: [row.get(name) for row in rows] for name in names}, None
    nw = _needed("narwhals", "frames")
    try:
        frame = nw.from_native(table, eager_only=True)
    except TypeError:
        message = (
            f"{type(table).__qualname__} is no table that is known here; give a data frame of "
            "pandas or polars, a table of pyarrow, or a list of mappings"
        )
        raise TypeError(message) from None
    del np
    return {str(name): frame[name] for name in frame.columns}, frame


def _faults_of_heads(
    told: Mapping[str, object], facts: Catalogue, shop: str, period: str
) -> Iterator[Problem]:
    for name in (shop, period):
        if name not in told:
            near = nearest(name, list(told))
            remedy = f"say {near[0]!r}" if near else "say which column it is"
            yield Problem("there is no such column", name, remedy)
    known = [*facts.measures]
    for name in told:
        if name not in (shop, period) and name not in facts.measures:
            near = nearest(name, known)
            remedy = f"did you mean {near[0]}?" if near else "leave the column out"
            yield Problem(f"no measure is called {name!r:.60}", name, remedy)
    if not any(name in facts.measures for name in told):
        yield Problem("there is no column of a measure", "", "add some, such as orders")


class _Judge:
    """Turns columns into numbers and keeps what is wrong with their cells."""

    def __init__(self, facts: Catalogue, today: date | None, np: Foreign) -> None:
        """Know the measures and the day."""
        self.facts = facts
        self.today = today
        self.np = np
        self.problems: list[Problem] = []

    def raise_all(self) -> None:
        """Raise what was found, in the order of rows."""
        if not self.problems:
            return
        shown_ = self.problems[:_MOST_FAULTS]
        more = len(self.problems) - len(shown_)
        if more:
            shown_.append(Problem(f"and {more:,} more faults", "", "mend these first"))
        raise MeasureError(shown_)

    def shops(self, cells: Foreign) -> tuple[list[str], Foreign]:
        """Give each shop a number, in the order in which they are met."""
        places: dict[object, int] = {}
        numbers = [places.setdefault(cell, len(places)) for cell in _listed(cells)]
        for cell, place in places.items():
            if not isinstance(cell, str) or not cell:
                row = numbers.index(place) + 1
                message = f"a name of a shop is wanted, this is {shown(cell)}"
                self._wrong(message, f"row {row}, shop", "name every shop by a text")
        return [str(cell) for cell in places], self.np.array(numbers, dtype=self.np.int64)

    def days(self, cells: Foreign, name: str) -> tuple[Foreign, Foreign]:
        """Give the first and last day of each row; each different cell is read once."""
        known_days = self._ordinals(cells)
        if known_days is not None:
            return known_days, known_days
        read: dict[object, tuple[int, int]] = {}
        ends: list[tuple[int, int]] = []
        for number, cell in enumerate(_listed(cells), 1):
            known = read.get(cell)
            if known is None:
                known = read[cell] = self._span(cell, f"row {number}, {name}")
            ends.append(known)
        both = self.np.array(ends, dtype=self.np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def _ordinals(self, cells: Foreign) -> Foreign:
        """Give the days of a column of dates or times as they are; None where each is looked at."""
        if type(cells) is list:
            return None
        nw = _needed("narwhals", "frames")
        times = isinstance(cells.dtype, nw.Datetime) and cells.dtype.time_zone is None
        if not (times or isinstance(cells.dtype, nw.Date)) or cells.null_count():
            return None
        days = self.np.asarray(cells.to_numpy()).astype("datetime64[D]").astype(self.np.int64)
        found = days + _EPOCH
        late = self.today is not None and bool((found > self.today.toordinal()).any())
        return None if late else found

    def _span(self, cell: object, path: str) -> tuple[int, int]:
        if isinstance(cell, datetime):
            cell = cell.date()
        span = span_of(cell) or Span(date.min, date.min)
        if span.first == date.min:
            remedy = "write it like 2026-10-05, 2026-W41 or 2026-10"
            self._wrong(f"{shown(cell)} is no day, week or month", path, remedy)
        elif self.today is not None and span.last > self.today:
            message = f"{span} ends after {self.today}, the day of the review"
            self._wrong(message, path, "leave out what is not over yet")
        return span.first.toordinal(), span.last.toordinal()

    def column(self, name: str, cells: Foreign) -> Column:
        """Turn the cells of a measure into whole numbers."""
        np = self.np
        numbers = self._floats(cells)
        if numbers is not None:
            told = ~np.isnan(numbers)
            filled = np.where(told, numbers, 0.0)
            signed = self.facts.measures[name].signed
            right = np.isfinite(filled).all() and (signed or (filled >= 0).all())
            scale = _scale(filled, np) if right else 0
            if right and not scale:
                filled = np.array([without_noise(one) for one in filled.tolist()])
                scale = _scale(filled, np)
            if scale:
                return Column(np.rint(filled * scale).astype(np.int64), told, scale)
        return self._one_by_one(name, cells)

    def _floats(self, cells: Foreign) -> Foreign:
        """Give numbers as floats, missing ones as NaN; None where they have to be looked at."""
        if type(cells) is list:
            plain = all(type(cell) in (int, float, type(None)) for cell in _listed(cells))
            return self.np.array(cells, dtype=self.np.float64) if plain else None
        nw = _needed("narwhals", "frames")
        if not cells.dtype.is_numeric() or isinstance(cells.dtype, nw.Decimal):
            return None
        return self.np.asarray(cells.cast(nw.Float64).to_numpy(), dtype=self.np.float64)

    def _one_by_one(self, name: str, cells: Foreign) -> Column:
        """Take cells as they are told, exactly, and say of each what is wrong with it."""
        np, measure = self.np, self.facts.measures[name]
        found: list[Fraction | None] = []
        for number, cell in enumerate(_listed(cells), 1):
            path = f"row {number}, {name}"
            taken = None if _missing(cell) else number_told(measure, without_noise(cell), path, "")
            if isinstance(taken, Problem):
                self.problems.append(taken)
                taken = None
            found.append(taken)
        scale = lcm(*(one.denominator for one in found if one is not None))
        whole = [0 if one is None else int(one * scale) for one in found]
        told = np.array([one is not None for one in found], dtype=bool)
        return Column(np.array(whole, dtype=object), told, scale)

    def twice(self, found: Columns) -> None:
        """Find days that a shop tells twice of a measure."""
        np = self.np
        for name, column in found.measures.items():
            rows = np.flatnonzero(column.told & (found.first > 1))  # 1: no day
            order = rows[np.lexsort((found.first[rows], found.shop[rows]))]
            same = found.shop[order][1:] == found.shop[order][:-1]
            meets = found.first[order][1:] <= found.last[order][:-1]
            for place in np.flatnonzero(same & meets).tolist():
                one, other = sorted(int(row) + 1 for row in order[place : place + 2])
                shop = found.shops[int(found.shop[order[place]])]
                message = f"{shop} tells days of row {one} once more"
                self._wrong(message, f"row {other}, {name}", "keep one of them")

    def _wrong(self, message: str, path: str, remedy: str) -> None:
        self.problems.append(Problem(message, path, remedy))


def _scale(numbers: Foreign, np: Foreign) -> int:
    """Find the power of ten that makes whole numbers of all; 0 where a small one does not."""
    for places in range(_MOST_PLACES + 1):
        scale: int = 10**places
        whole = np.rint(numbers * scale)
        if np.abs(whole).max(initial=0) >= _EXACT // max(1, len(numbers)):
            return 0
        if (whole / scale == numbers).all():
            return scale
    return 0


def _missing(cell: object) -> bool:
    if cell is None or type(cell).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(cell, float | Decimal) and cell != cell  # noqa: PLR0124 only NaN is not itself


def _listed(cells: Foreign) -> list[object]:
    to_list = getattr(cells, "to_list", None)
    return list(cells if to_list is None else to_list())


def _needed(name: str, extra: str) -> Foreign:
    try:
        return import_module(name)
    except ImportError:
        raise MissingPackageError(name, extra) from None
