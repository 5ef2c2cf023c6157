"""A table of shops tracked all at once: days brought to periods in columns, then as one shop is.

What takes the time, adding days up, is done for all shops together in whole numbers, so that no sum
depends on its order; what is decided is decided by the code that decides for one shop.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Measure
from commerce_roles.strategy.strategy import Strategy
from commerce_roles.strategy.tracking.columns import Column, Columns, Foreign, columns_of
from commerce_roles.strategy.tracking.reviewing import settings_of
from commerce_roles.strategy.tracking.spans import Every, Span, spans_between
from commerce_roles.strategy.tracking.standings import Standings
from commerce_roles.strategy.tracking.writing import standing_row
from commerce_roles.structuring import is_sequence

__all__ = ["track_table"]

_ROW: Final = (
    "shop", "goal", "kpi", "status", "reason", "in_a_row", "period", "value", "low", "high",
    "expected", "baseline", "target",
)  # fmt: skip


def track_table(  # noqa: PLR0913 all but two by name
    table: Any,  # noqa: ANN401 a frame of any package, or rows
    strategy: Strategy,
    *,
    every: Every = "month",
    today: date | None = None,
    tolerance: float | None = None,
    shop: str = "shop",
    period: str = "period",
) -> Any:  # noqa: ANN401 as it came
    """Say how the key results of a strategy stand in every shop of a table.

    A row tells a shop, a day (or a week, a month … as `observe` reads it) and a column for each
    measure; what is missing is not told. Shop by shop the answer equals that of `track`.

    Args:
        table: A data frame of pandas or polars, a table of pyarrow, or a list of mappings.
        strategy: What is to be reached, the same in every shop.
        every: How long a period is: `week`, `month` or `quarter`.
        today: The day of the review; for each shop the last that it tells where left out.
        tolerance: Percent of the way by which a figure may be behind; the catalogue's where left
            out.
        shop: The column of the shop.
        period: The column of the day.

    Returns:
        A table of the same kind, a row for each shop and key result, in the order of shops: how it
        stands, its last value with interval and path; the columns of `CycleReview.rows`.

    Raises:
        MeasureError: With every fault: columns that are missing or not known, cells that are no
            number or negative, days that are none or in the future, days told twice.
        StrategyError: A setting is out of bounds.
        MissingPackageError: numpy or narwhals is not installed.
        TypeError: It is no table that is known.

    Examples:
        >>> from commerce_roles.strategy import Goal, KeyResult, Strategy
        >>> rate = KeyResult(kpi="conversion_rate", baseline=2.0, target=2.6, owner="owner",
        ...                  start=date(2026, 9, 1), deadline=date(2026, 11, 30))
        >>> strategy = Strategy(level="minimum", goals=(Goal(objective="sales", key_results=(rate,)),))
        >>> rows = [{"shop": name, "period": "2026-09", "orders": orders, "sessions": 4000}
        ...         for name, orders in (("north", 90), ("south", 70))]
        >>> [(row["shop"], row["status"]) for row in track_table(rows, strategy)]
        [('north', 'on_track'), ('south', 'at_risk')]
    """  # noqa: E501 an example is one line
    facts = strategy.catalogue
    allowed, _ = settings_of(facts, every, tolerance, None)
    columns = columns_of(table, facts, shop=shop, period=period, today=today)
    judge = Standings.of(strategy, every, allowed, facts)
    rows = list(_rows(columns, judge, every, today))
    if is_sequence(table):
        return rows
    return columns.like({name: [row[name] for row in rows] for name in _ROW})


def _rows(
    columns: Columns, judge: Standings, every: Every, today: date | None
) -> Iterator[dict[str, object]]:
    totals = _Totals(columns, every, judge.catalogue)
    for number, name in enumerate(columns.shops):
        first, last = columns.ends[number]
        day = today or last
        spans = [span for span in totals.spans if first <= span.last <= day]
        measured = totals.of(number, len(spans), spans[0] if spans else None)
        for standing in judge.over(spans, measured, day):
            yield standing_row(standing, name)


class _Totals:
    """What every shop counted in every period."""

    def __init__(self, columns: Columns, every: Every, facts: Catalogue) -> None:
        """Add up all columns."""
        np = columns.np
        ends = columns.ends
        first = min((one for one, _ in ends), default=date.min)
        last = max((one for _, one in ends), default=date.min)
        self.spans: tuple[Span, ...] = spans_between(first, last, every) if ends else ()
        self.places = {span: place for place, span in enumerate(self.spans)}
        count = len(self.spans)
        starts = np.array([span.first.toordinal() for span in self.spans], dtype=np.int64)
        place = np.searchsorted(starts, columns.first, side="right") - 1
        within = place == np.searchsorted(starts, columns.last, side="right") - 1
        group = columns.shop * count + place
        lengths = np.array([span.days for span in self.spans], dtype=np.int64)
        adding = _Adding(columns, group, within, np.tile(lengths, len(columns.shops)))
        self.count = count
        self.found = {
            name: adding.totals(column, facts.measures[name])
            for name, column in columns.measures.items()
        }

    def of(self, shop: int, count: int, first: Span | None) -> list[Mapping[str, Fraction]]:
        """Give what one shop counted in so many periods from a first one."""
        if first is None:
            return []
        start = shop * self.count + self.places[first]
        return [
            {name: values[cell] for name, values in self.found.items() if cell in values}
            for cell in range(start, start + count)
        ]


@frozen(eq=False)
class _Adding:
    """Adds up the cells of every shop and period."""

    columns: Columns
    group: Foreign
    """For each row the number of its shop and period."""
    within: Foreign
    """Whether its days lie within one period."""
    lengths: Foreign
    """For each shop and period its days."""

    def totals(self, column: Column, measure: Measure) -> dict[int, Fraction]:
        """Give the value of each shop and period that is wholly told."""
        np = self.columns.np
        told = np.flatnonzero(column.told & self.within)
        group = self.group[told]
        days = (self.columns.last - self.columns.first + 1)[told]
        values = column.whole[told]
        if measure.kind == "stock":
            order = np.lexsort((self.columns.first[told], group))
            edge = np.flatnonzero(np.diff(group[order], append=-1, prepend=-1))
            rows = order[edge[:-1] if measure.at == "start" else edge[1:] - 1]
            return self._exact(group[rows], values[rows], column)
        covered = np.zeros(len(self.lengths), dtype=np.int64)
        np.add.at(covered, group, days)
        sums = np.zeros(len(self.lengths), dtype=values.dtype)
        flow = measure.kind == "flow"
        np.add.at(sums, group, values if flow else values * days)
        cells = np.flatnonzero(covered == self.lengths if flow else covered > 0)
        found = self._exact(cells, sums[cells], column)
        if flow:
            return found
        return {cell: value / int(covered[cell]) for cell, value in found.items()}

    def _exact(self, cells: Foreign, values: Foreign, column: Column) -> dict[int, Fraction]:
        pairs: Sequence[tuple[int, int]] = list(zip(cells.tolist(), values.tolist(), strict=True))
        return {cell: Fraction(value, column.scale) for cell, value in pairs}
