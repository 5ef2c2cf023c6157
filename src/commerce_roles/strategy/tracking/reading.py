"""Observations from a file: TOML, JSON, or CSV with a row a day or a row a value."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from commerce_roles.catalogue import Catalogue, find, fold, load_catalogue
from commerce_roles.errors import InputError, MeasureError, Problem
from commerce_roles.graph.kpis.periods import NAME
from commerce_roles.strategy.tracking.observed import Observations
from commerce_roles.strategy.tracking.observing import judged, observe, period_heads
from commerce_roles.structuring import (
    Cell,
    DecimalMark,
    Sheet,
    mark_of,
    number_in,
    parse_document,
    parse_sheet,
    read_text,
)

__all__ = ["read_observations"]

_SHEETS: Final = (".csv", ".tsv", ".txt")
_DOCUMENTS: Final = (".toml", ".json")
_TEXTS: Final = ("shop", "channel", "currency", "measure")
_PERIODS: Final = "periods"
_LIST: Final = "observations"
_LARGEST: Final = 32 * 1024 * 1024
"""Bytes; a year of days of a few hundred measures."""


def read_observations(
    path: str | Path,
    *,
    today: date | None = None,
    currency: str = "",
    decimal: DecimalMark | None = None,
    catalogue: Catalogue | None = None,
) -> Observations:
    """Read what was counted from a file; `-` is standard input.

    Args:
        path: TOML or JSON with `observations` (or `periods`, as KPIs are told), or CSV: a row a
            period with a column a measure, headed by its id or a name of it, or a row a value
            with the columns `measure` and `value`.
        today: The day up to which something can have been counted; None: nobody says.
        currency: What money is in, before what the file says.
        decimal: What stands before decimals in CSV; found out where left out.
        catalogue: The facts; the library's own where left out.

    Raises:
        MeasureError: With every fault of the file.

    Examples:
        >>> found = read_observations("examples/tracking/autumn.csv", currency="EUR")
        >>> len(found.entries) > 100
        True
    """
    facts = catalogue or load_catalogue()
    try:
        name, text = read_text(path, most=_LARGEST)
        if _is_sheet(name, text):
            rows, problems = _of_sheet(parse_sheet(text, name), name, decimal, facts)
            return judged(
                rows,
                today=today,
                currency=currency,
                catalogue=facts,
                file=name,
                problems=problems,
            )
        told = _of_document(parse_document(text, name))
    except MeasureError:
        raise
    except InputError as error:
        raise MeasureError(error.problems) from None
    return observe(told, today=today, currency=currency, catalogue=facts, file=name)


def _is_sheet(name: str, text: str) -> bool:
    low = name.lower()
    if low.endswith((*_SHEETS, *_DOCUMENTS)):
        return low.endswith(_SHEETS)
    first = next((line for line in text.splitlines() if line.strip()), "")
    return not ("=" in first or first.lstrip().startswith(("{", "[", "#")))


def _of_document(data: Mapping[str, object]) -> Mapping[str, object]:
    """See figures told period by period, as KPIs are, as observations."""
    if _LIST in data or _PERIODS not in data:
        return data if _LIST in data else {_LIST: [data]}
    kept = {key: part for key, part in data.items() if key not in (_PERIODS, "targets")}
    return {**kept, _LIST: data[_PERIODS]}


def _of_sheet(
    sheet: Sheet, name: str, decimal: DecimalMark | None, facts: Catalogue
) -> tuple[list[tuple[int, dict[str, object]]], list[Problem]]:
    heads = period_heads(facts)
    keys = {head: _key(head, heads, facts) for head in sheet.heads}
    if sheet.heads[0] == "":
        keys[""] = NAME
    texts = {head for head, key in keys.items() if key in (NAME, *_TEXTS)}
    numbers = [c for row in sheet.rows for c in row if c.head not in texts and not c.empty]
    mark = decimal or mark_of(numbers, name)
    problems: list[Problem] = []
    rows = [(row[0].row, _row(row, keys, texts, mark, name, problems)) for row in sheet.rows]
    return rows, problems


def _row(  # noqa: PLR0913, PLR0917 what a sheet is made of
    row: tuple[Cell, ...],
    keys: Mapping[str, str],
    texts: set[str],
    mark: DecimalMark,
    name: str,
    problems: list[Problem],
) -> dict[str, object]:
    found: dict[str, object] = {}
    for cell in row:
        if cell.empty:
            continue
        value = cell.text if cell.head in texts else number_in(cell, mark, name)
        if isinstance(value, Problem):
            problems.append(value)
        else:
            found[keys[cell.head]] = value
    return found


def _key(head: str, heads: frozenset[str], facts: Catalogue) -> str:
    """Find what a column tells: the period, a text, or a measure by its id or one of its names."""
    wanted = fold(head)
    if wanted in heads:
        return NAME
    if wanted in (*_TEXTS, "value"):
        return wanted
    by_id = [measure for measure in facts.measures if fold(measure) == wanted]
    if not by_id:
        by_id = [one.id for one in find(facts, head, kind="measure") if one.exact]
    return by_id[0] if len(by_id) == 1 else head
