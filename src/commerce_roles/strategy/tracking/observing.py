"""Observations taken in and judged: every fault at once, gaps left unknown."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, Final

from attrs import evolve

from commerce_roles.catalogue import Catalogue, fold, load_catalogue
from commerce_roles.errors import MANY_PROBLEMS, MeasureError, Problem, nearest
from commerce_roles.graph.kpis.periods import NAME, number_told
from commerce_roles.strategy.tracking.observed import FORMAT, Observation, Observations
from commerce_roles.strategy.tracking.spans import Span, overlapping, span_of
from commerce_roles.structuring import (
    in_form,
    is_frame,
    is_mapping,
    is_sequence,
    rows_of,
    shown,
    strangers,
)

__all__ = ["CURRENCY", "SHOP", "judged", "observe", "period_heads", "without_noise"]

SHOP: Final = "shop"
CHANNEL: Final = "channel"
CURRENCY: Final = "currency"
_MEASURE: Final = "measure"
_VALUE: Final = "value"
_LIST: Final = "observations"
_FORM: Final = "format"
_HEADS: Final = "kpis.period_heads"
_OWN: Final = (NAME, SHOP, CHANNEL, CURRENCY, _MEASURE, _VALUE)


def observe(
    told: Any,  # noqa: ANN401 rows, a table of columns or a frame of any package
    *,
    today: date | None = None,
    currency: str = "",
    catalogue: Catalogue | None = None,
    file: str = "",
) -> Observations:
    """Take what was counted, and judge it.

    A row has a `period` (a day such as 2026-10-05, an ISO week 2026-W41, a month 2026-10, a
    quarter 2026-Q4 or a year) and either a `measure` with its `value`, or a key for each measure;
    it may have a `shop`, a `channel` and a `currency`. A cell without a value is not told, and
    what is not told is unknown, never 0. Of a float 15 digits count, so that the noise of added
    floats does not.

    Args:
        told: A list of rows, a table of columns, a data frame of any package, or a mapping with
            `observations` and `currency`.
        today: The day up to which something can have been counted; None: nobody says.
        currency: What money is in, where rows do not say it.
        catalogue: The measures and channels there are; the library's own where left out.
        file: Where it was told, for messages.

    Raises:
        MeasureError: With every period that is none or lies in the future, every unknown measure
            or channel, every value that is no number or negative, everything told twice, and
            every change of the currency.

    Examples:
        >>> found = observe([{"period": "2026-10", "orders": 90, "sessions": 4000}])
        >>> [(str(o.span), o.measure, int(o.value)) for o in found.entries]
        [('2026-10', 'orders', 90), ('2026-10', 'sessions', 4000)]
        >>> observe([{"period": "2026-10-32", "order": 90}, {"period": "2026-10", "orders": -1}])
        Traceback (most recent call last):
        commerce_roles.errors.MeasureError: row 1, period: '2026-10-32' is no day, week ...
        row 1, order: no measure is called 'order'; did you mean orders?
        row 2, orders: -1 is less than 0; a count is 0 or more
    """
    rows, head = _rows(told, file)
    return judged(
        enumerate(rows, 1),
        today=today,
        currency=currency or head,
        catalogue=catalogue or load_catalogue(),
        file=file,
    )


def judged(  # noqa: PLR0913 what `observe` takes, and what was found before
    rows: Iterable[tuple[int, Mapping[str, object]]],
    *,
    today: date | None,
    currency: str,
    catalogue: Catalogue,
    file: str,
    problems: Iterable[Problem] = (),
) -> Observations:
    """Judge rows, each with the number that messages say; `problems` were found in them before.

    Raises:
        MeasureError: With every fault.
    """
    judge = _Judge(catalogue, today, currency, file)
    entries = [one for number, row in rows for one in judge.row(number, row)]
    entries.sort(key=_order)
    found = [*problems, *judge.problems, *judge.changes(), *_twice(entries, file)]
    if found:
        raise MeasureError(dict.fromkeys(found))
    if not entries:
        remedy = "tell some, such as a period with orders and sessions"
        raise MeasureError.of("nothing was counted", remedy=remedy, file=file)
    return Observations(entries=tuple(entries), currency=judge.currency)


def without_noise(value: object) -> object:
    """Give a float with its 15 significant digits: what sums of floats leave behind goes.

    Examples:
        >>> without_noise(0.1 + 0.2), without_noise(3)
        (0.3, 3)
    """
    return float(f"{value:.15g}") if isinstance(value, float) else value


def period_heads(facts: Catalogue) -> frozenset[str]:
    """Give what the key or column of the period may be called, in small letters."""
    texts = facts.words[_HEADS].text.values() if _HEADS in facts.words else ()
    return frozenset({fold(word) for text in texts for word in text.split(",")} | {NAME})


def _rows(told: object, file: str) -> tuple[list[Mapping[str, object]], str]:
    """See whatever is told as rows, and what currency it names as a whole."""
    if is_frame(told):
        return list(rows_of(told)), ""
    if is_mapping(told) and _LIST in told:
        return _document(told, file)
    if is_mapping(told):
        columns = {key: part for key, part in told.items() if is_sequence(part)}
        lengths = {len(part) for part in columns.values()}
        if len(columns) < len(told) or len(lengths) != 1:
            remedy = "give a list of rows, or columns of one length"
            raise MeasureError.of("a table of observations is wanted", remedy=remedy, file=file)
        turned = zip(*columns.values(), strict=True)
        return [dict(zip(columns, row, strict=True)) for row in turned], ""
    return _listed(told, file), ""


def _document(told: Mapping[str, object], file: str) -> tuple[list[Mapping[str, object]], str]:
    problems: list[Problem] = []
    content, wrong = in_form(told, FORMAT, unsaid=FORMAT, file=file)
    problems += wrong
    currency = content.get(CURRENCY, "")
    if not isinstance(currency, str):
        message = f"a text is wanted, this is {shown(currency)}"
        problems.append(Problem(message, CURRENCY, 'write it like "EUR"', file))
    beside, otherwise = "beside observations this says nothing", "move it into an observation"
    known = (CURRENCY, _LIST, _FORM)
    others = strangers(content, known, message=beside, otherwise=otherwise)
    problems.extend(evolve(problem, file=file) for problem in others)
    if problems:
        raise MeasureError(problems)
    return _listed(content[_LIST], file), str(currency)


def _listed(told: object, file: str) -> list[Mapping[str, object]]:
    rows = list(told) if is_sequence(told) else []
    wrong = [number for number, row in enumerate(rows, 1) if not is_mapping(row)]
    if wrong or not is_sequence(told):
        path = f"row {wrong[0]}" if wrong else ""
        message, remedy = "rows of observations are wanted", "write [[observations]] in TOML"
        raise MeasureError.of(message, path=path, remedy=remedy, file=file)
    return [row for row in rows if is_mapping(row)]


def _order(one: Observation) -> tuple[str, str, str, date, date]:
    return one.shop, one.channel, one.measure, one.span.first, one.span.last


def _twice(entries: Iterable[Observation], file: str) -> Iterator[Problem]:
    """Find what is told twice of the same days; `entries` are sorted."""

    def own(one: Observation) -> tuple[str, str, str]:
        return one.shop, one.channel, one.measure

    for (shop, channel, measure), group in groupby(entries, own):
        where = ", ".join(part for part in (shop, channel, measure) if part)
        for one, other in overlapping([entry.span for entry in group]):
            both = f"{one}" if one == other else f"{one} and {other} have days in common"
            message = f"{both} is told twice" if one == other else both
            yield Problem(message, where, "keep one of them", file)


class _Judge:
    """Takes rows and keeps what is wrong with them."""

    def __init__(self, facts: Catalogue, today: date | None, currency: str, file: str) -> None:
        """Know the measures, the day and the currency."""
        self.facts = facts
        self.today = today
        self.currency = currency
        self.file = file
        self.heads = period_heads(facts)
        self.keys: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.currencies: dict[str, int] = {}
        """By currency the first row that names it."""

    def row(self, number: int, told: Mapping[str, object]) -> Iterator[Observation]:
        """Take one row."""
        at = f"row {number}"
        row = {self._key(key): value for key, value in told.items()}
        span = self._span(row.get(NAME), at)
        shop, channel = (self._text(row.get(key), f"{at}, {key}") for key in (SHOP, CHANNEL))
        if channel and channel not in self.facts.channels:
            near = nearest(channel, list(self.facts.channels))
            remedy = f"did you mean {near[0]}?" if near else "see `commerce-roles show channels`"
            self._wrong(f"no channel is called {shown(channel)}", f"{at}, {CHANNEL}", remedy)
        named = self._text(row.get(CURRENCY), f"{at}, {CURRENCY}")
        if named:
            self.currencies.setdefault(named, number)
        for measure, value, path in self._told(row, at):
            exact = without_noise(value)
            taken = number_told(self.facts.measures[measure], exact, path, self.file)
            if isinstance(taken, Problem):
                self.problems.append(taken)
            elif span is not None:
                yield Observation(
                    shop=shop, channel=channel, measure=measure, span=span, value=taken
                )

    def _key(self, key: str) -> str:
        """Give a key as it is meant; each different one is looked at once."""
        if key not in self.keys:
            self.keys[key] = NAME if fold(str(key)) in self.heads else key
        return self.keys[key]

    def changes(self) -> Iterator[Problem]:
        """Find where the currency changes."""
        named = {**({self.currency: 0} if self.currency else {}), **self.currencies}
        first, *others = named or {"": 0}
        self.currency = first
        if first and first not in self.facts.ids("currency"):
            yield self._unknown_currency(first)
        for other in others:
            message = f"money is in {other} here and in {first} before"
            remedy = "convert it by the rate of its day, or track both apart"
            yield Problem(message, f"row {named[other]}, {CURRENCY}", remedy, self.file)

    def _unknown_currency(self, told: str) -> Problem:
        near = nearest(told, sorted(self.facts.ids("currency")))
        remedy = f"did you mean {near[0]}?" if near else "write its ISO 4217 code, such as EUR"
        return Problem(f"no currency is called {shown(told)}", CURRENCY, remedy, self.file)

    def _told(self, row: Mapping[str, object], at: str) -> Iterator[tuple[str, object, str]]:
        """Give the measures of a row with their values, and where they stand."""
        if _MEASURE in row:
            name = row[_MEASURE]
            others = [key for key in row if key not in _OWN]
            for key in others:
                remedy = "one row tells a measure and its value, or a key for each measure"
                self._wrong(f"beside `{_MEASURE}` this says nothing", f"{at}, {key}", remedy)
            if not isinstance(name, str) or name not in self.facts.measures:
                self._no_measure(name, f"{at}, {_MEASURE}")
            elif row.get(_VALUE) is not None:
                yield name, row[_VALUE], f"{at}, {name}"
            return
        for key, value in row.items():
            if key in _OWN and key != _VALUE:
                continue
            if key not in self.facts.measures:
                self._no_measure(key, f"{at}, {key}")
            elif value is not None:
                yield key, value, f"{at}, {key}"

    def _no_measure(self, name: object, path: str) -> None:
        asked = isinstance(name, str) and len(self.problems) < MANY_PROBLEMS
        near = nearest(str(name), list(self.facts.measures)) if asked else ()
        remedy = f"did you mean {near[0]}?" if near else "see `commerce-roles show measures`"
        self._wrong(f"no measure is called {shown(name)}", path, remedy)

    def _span(self, told: object, at: str) -> Span | None:
        path = f"{at}, {NAME}"
        if told is None:
            self._wrong("it says of no day what was counted", path, "write it like 2026-10-05")
            return None
        span = span_of(told)
        if span is None:
            remedy = "write it like 2026-10-05, 2026-W41 or 2026-10"
            self._wrong(f"{shown(told)} is no day, week or month", path, remedy)
        elif self.today is not None and span.last > self.today:
            message = f"{span} ends after {self.today}, the day of the review"
            self._wrong(message, path, "leave out what is not over yet")
            return None
        return span

    def _text(self, told: object, path: str) -> str:
        if told is None:
            return ""
        if not isinstance(told, str):
            self._wrong(f"a text is wanted, this is {shown(told)}", path, "write it in quotes")
            return ""
        return told.strip()

    def _wrong(self, message: str, path: str, remedy: str) -> None:
        self.problems.append(Problem(message, path, remedy, self.file))
