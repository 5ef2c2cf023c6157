"""Measures from a file: TOML or JSON with periods and targets, CSV with a column a measure."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, cast

from attrs import frozen

from commerce_roles.catalogue import Catalogue, find, fold, load_catalogue
from commerce_roles.errors import InputError, MeasureError, Problem, nearest
from commerce_roles.graph.kpis.periods import NAME
from commerce_roles.graph.kpis.table import KpiTable, kpi_table
from commerce_roles.model import FrozenMap
from commerce_roles.showing import Displayed
from commerce_roles.structuring import (
    DecimalMark,
    Sheet,
    is_mapping,
    is_sequence,
    mark_of,
    number_in,
    parse_document,
    parse_sheet,
    read_text,
    shown,
)

__all__ = ["FiguresFile", "figures_in", "read_kpis"]

_SHEETS: Final = (".csv", ".tsv", ".txt")
_DOCUMENTS: Final = (".toml", ".json")
_PERIODS: Final = "periods"
_TARGETS: Final = "targets"
_CURRENCY: Final = "currency"
_HEADS: Final = "kpis.period_heads"


@frozen
class FiguresFile(Displayed):
    """What a file tells."""

    name: str
    """The file, as messages name it."""
    told: tuple[Mapping[str, object], ...]
    """A mapping a period."""
    targets: Mapping[str, object] = FrozenMap()
    currency: str = ""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its form; what could be read is told all the same."""


def read_kpis(  # noqa: PLR0913 all but one by name
    path: str | Path,
    *,
    only: Iterable[str] = (),
    targets: Mapping[str, object] | None = None,
    currency: str = "",
    decimal: DecimalMark | None = None,
    catalogue: Catalogue | None = None,
) -> KpiTable:
    """Compute the KPIs of a file; `-` is standard input.

    Args:
        path: TOML or JSON (measures, or `periods`, `targets`, `currency`), or CSV: a column a
            measure, headed by its id or one of its names, and a row a period.
        only: The KPIs to compute; all where left out.
        targets: Targets by KPI, before those of the file.
        currency: What money is in, before that of the file.
        decimal: What stands before decimals in CSV; found out where left out.
        catalogue: The facts; the library's own where left out.

    Raises:
        MeasureError: With every fault of the file.

    Examples:
        >>> found = read_kpis("examples/kpis/clothing_shop.csv")
        >>> [period.name for period in found.periods][:2]
        ['2026-01', '2026-02']
    """
    facts = catalogue or load_catalogue()
    figures = _read(path, decimal, facts)
    try:
        table = kpi_table(
            figures.told,
            only=only,
            targets={**figures.targets, **(targets or {})},
            currency=currency or figures.currency,
            catalogue=facts,
            file=figures.name,
        )
    except MeasureError as error:
        nothing_left = not any(key != NAME for row in figures.told for key in row)
        further = () if figures.problems and nothing_left else error.problems
        raise MeasureError([*figures.problems, *further]) from None
    if figures.problems:
        raise MeasureError(figures.problems)
    return table


def figures_in(
    path: str | Path,
    *,
    decimal: DecimalMark | None = None,
    catalogue: Catalogue | None = None,
) -> FiguresFile:
    """Read what a file tells, without judging the measures.

    Raises:
        MeasureError: With every fault of the file's form.
    """
    figures = _read(path, decimal, catalogue or load_catalogue())
    if figures.problems:
        raise MeasureError(figures.problems)
    return figures


def _read(path: str | Path, decimal: DecimalMark | None, facts: Catalogue) -> FiguresFile:
    """Read what a file tells, and what is wrong with its form.

    Raises:
        MeasureError: It cannot be read at all.
    """
    try:
        name, text = read_text(path)
        if _is_sheet(name, text):
            return _of_sheet(parse_sheet(text, name), name, decimal, facts)
        return _of_document(parse_document(text, name), name)
    except InputError as error:
        raise MeasureError(error.problems) from None


def _is_sheet(name: str, text: str) -> bool:
    """Say whether a file is CSV: by its name, else by its first line."""
    low = name.lower()
    if low.endswith((*_SHEETS, *_DOCUMENTS)):
        return low.endswith(_SHEETS)
    first = next((line for line in text.splitlines() if line.strip()), "")
    return not ("=" in first or first.lstrip().startswith(("{", "[", "#")))


def _of_document(data: Mapping[str, object], name: str) -> FiguresFile:
    targets, currency = data.get(_TARGETS, {}), data.get(_CURRENCY, "")
    problems: list[Problem] = []
    if not is_mapping(targets):
        message = f"a table of KPIs is wanted, this is {shown(targets)}"
        problems.append(Problem(message, _TARGETS, "write one target a KPI", name))
    if not isinstance(currency, str):
        message = f"a text is wanted, this is {shown(currency)}"
        problems.append(Problem(message, _CURRENCY, 'write it like "EUR"', name))
    own = {key: part for key, part in data.items() if key not in (_TARGETS, _CURRENCY, _PERIODS)}
    periods = data.get(_PERIODS)
    if periods is None:
        told: tuple[Mapping[str, object], ...] = (own,)
    elif not is_sequence(periods) or not all(is_mapping(period) for period in periods):
        message, remedy = "a list of tables is wanted", "write [[periods]] before each in TOML"
        problems.append(Problem(message, _PERIODS, remedy, name))
        told = ()
    else:
        told = cast("tuple[Mapping[str, object], ...]", tuple(periods))
        for key in own:
            near = nearest(key, (_TARGETS, _CURRENCY))
            remedy = f"did you mean {near[0]}?" if near else "move it into a period"
            problems.append(Problem("beside periods there are no measures", key, remedy, name))
    goals: Mapping[str, object] = targets if is_mapping(targets) else FrozenMap()
    return FiguresFile(name, told, goals, str(currency), tuple(problems))


def _of_sheet(
    sheet: Sheet, name: str, decimal: DecimalMark | None, facts: Catalogue
) -> FiguresFile:
    period = _period_head(sheet, facts)
    problems: list[Problem] = []
    columns = _columns(sheet, period, name, facts, problems)
    cells = [cell for row in sheet.rows for cell in row if cell.head in columns and not cell.empty]
    try:
        mark = decimal or mark_of(cells, name)
    except InputError as error:  # no number can be read
        return FiguresFile(name, (), problems=(*problems, *error.problems))
    told: list[dict[str, object]] = []
    for row in sheet.rows:
        found: dict[str, object] = {}
        for cell in row:
            if cell.head == period:
                found[NAME] = cell.text or None
            elif cell.head in columns and not cell.empty:
                value = number_in(cell, mark, name)
                if isinstance(value, Problem):
                    problems.append(value)
                else:
                    found[columns[cell.head]] = value
        told.append(found)
    return FiguresFile(name, tuple(told), problems=tuple(problems))


def _period_head(sheet: Sheet, facts: Catalogue) -> str | None:
    """Find the column that names the periods: the first, where its head says so or is empty."""
    first = sheet.heads[0]
    texts = facts.words[_HEADS].text.values() if _HEADS in facts.words else ()
    heads = {fold(word) for text in texts for word in text.split(",")}
    return first if fold(first) in {*heads, "", NAME} else None


def _columns(
    sheet: Sheet, period: str | None, name: str, facts: Catalogue, problems: list[Problem]
) -> Mapping[str, str]:
    """Find the measure of each column, by its id or one of its names; what has none is told."""
    found: dict[str, str] = {}
    for head in sheet.heads:
        if head == period:
            continue
        measures = _measures_called(head, facts)
        if len(measures) == 1 and measures[0] not in found.values():
            found[head] = measures[0]
        elif len(measures) == 1:
            message = f"this is {measures[0]} once more"
            problems.append(Problem(message, f"column {head}", "take one out", name))
        else:
            problems.append(_unknown(head, measures, sheet, name, facts))
    return found


def _measures_called(head: str, facts: Catalogue) -> tuple[str, ...]:
    """List the measures that have exactly this id or name."""
    wanted = fold(head)
    by_id = tuple(measure for measure in facts.measures if fold(measure) == wanted)
    return by_id or tuple(one.id for one in find(facts, head, kind="measure") if one.exact)


def _unknown(
    head: str, several: tuple[str, ...], sheet: Sheet, name: str, facts: Catalogue
) -> Problem:
    if several:
        message = f"this may be {' or '.join(several)}"
        return Problem(message, f"column {head}", "write the id", name)
    near = nearest(head, list(facts.measures))
    likely = [one.id for one in find(facts, head, kind="measure")][:1]
    if near or likely:
        remedy = f"did you mean {[*near, *likely][0]}?"
    elif _is_turned(sheet, facts):
        remedy = "measures stand in rows; turn the sheet, so that each has a column"
    else:
        remedy = "take the column out, or see `commerce-roles show measures`"
    return Problem(f"no measure is called {shown(head)}", f"column {head}", remedy, name)


def _is_turned(sheet: Sheet, facts: Catalogue) -> bool:
    """Say whether the first column holds measures, and the head periods."""
    named = [row[0] for row in sheet.rows if _measures_called(row[0].text, facts)]
    return len(named) * 2 > len(sheet.rows)
