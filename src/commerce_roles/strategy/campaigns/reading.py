"""Campaigns and what was spent on them, from files, mappings and tables; every fault at once."""

import math
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from attrs import evolve, fields

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import InputError, Problem, StrategyError
from commerce_roles.strategy.campaigns.campaign import Campaigns
from commerce_roles.strategy.campaigns.judging import faults_of
from commerce_roles.strategy.contract import plain_table
from commerce_roles.strategy.tabling import file_data, rows_in
from commerce_roles.structuring import (
    in_form,
    is_mapping,
    is_sequence,
    mismatch,
    read_document,
    structure,
    unusable,
)

__all__ = ["FORMAT", "campaigns_data", "campaigns_of", "read_campaigns"]

FORMAT: Final = "campaigns/1"
_ROWS: Final = "spending"
_LISTS: Final = tuple(one.name for one in fields(Campaigns) if one.default == ())


def read_campaigns(
    path: str | Path,
    *,
    spending: object = None,
    catalogue: Catalogue | None = None,
) -> Campaigns:
    """Read campaigns from a TOML or JSON file in the form `campaigns/1`; `-` is standard input.

    Args:
        path: The file with `currency`, `budget`, `[[campaigns]]`, and perhaps `[[spending]]`.
        spending: More entries: a CSV, JSON or JSON Lines file, a data frame, or rows.
        catalogue: The facts with channels and currencies; the library's own where left out.

    Raises:
        StrategyError: With every fault of the files.

    Examples:
        >>> told = read_campaigns("examples/campaigns/autumn.toml")
        >>> [one.id for one in told.campaigns], told.budget
        (['scarves', 'winter_letters'], Decimal('900.00'))
    """
    try:
        data = read_document(path)
    except InputError as error:
        raise StrategyError(error.problems) from None
    return campaigns_of(data, spending=spending, catalogue=catalogue, file=str(path))


def campaigns_of(
    data: Mapping[str, object],
    *,
    spending: object = None,
    catalogue: Catalogue | None = None,
    file: str = "",
) -> Campaigns:
    """Make campaigns of plain data in the form `campaigns/1`.

    Amounts are texts or whole numbers; a number with decimals counts as it is written.

    Args:
        data: What `campaigns_data` writes.
        spending: More entries: a file, a data frame, or rows with the keys of `Spending`.
        catalogue: The facts with channels and currencies; the library's own where left out.
        file: What to call the source in messages.

    Raises:
        StrategyError: With every fault: unknown campaigns, channels and currencies, amounts that
            are not more than 0 or finer than the currency, a currency without a rate, days outside
            a campaign, entries that stand twice, campaigns over the money of all.

    Examples:
        >>> campaign = {"id": "a", "start": "2026-11-01", "end": "2026-11-30", "budget": "300"}
        >>> rows = [{"day": "2026-11-02", "campaign": "a", "amount": "-5"}]
        >>> campaigns_of({"campaigns": [campaign]}, spending=rows)
        Traceback (most recent call last):
        commerce_roles.errors.StrategyError: spending[0].amount: -5 is not more than 0; where ...
    """
    if not is_mapping(data):
        message, remedy = mismatch("a table of keys", data)
        raise StrategyError.of(message, remedy=remedy, file=file)
    if deep := list(unusable(data, file)):
        raise StrategyError(deep)
    facts = catalogue or load_catalogue()
    more, source = _more(spending)
    content, wrong = in_form(data, FORMAT, unsaid=FORMAT, file=file)
    if wrong:
        raise StrategyError(wrong)
    told = dict(content)
    own = told.get(_ROWS, [])
    if more:
        told[_ROWS] = [*(own if is_sequence(own) else []), *more]
    value, problems = structure(_plain(told), Campaigns)
    if value is not None:
        problems = list(faults_of(value, facts))
    if value is None or problems:
        named = (evolve(one, file=_file(one, file, source)) for one in problems)
        raise StrategyError(named)
    return value


def _file(problem: Problem, file: str, source: str) -> str:
    """Name the file of a fault, and both where entries came from either."""
    both = source and problem.path.startswith(_ROWS)
    return " with ".join(filter(None, (file, source))) if both else file


def _more(spending: object) -> tuple[list[object], str]:
    if spending is None:
        return [], ""
    source = str(spending) if isinstance(spending, str | Path) else ""
    told = file_data(source, _ROWS, ("amount",)) if source else spending
    return [_without_blanks(row) for row in rows_in(told, _ROWS)], source


def _without_blanks(row: Mapping[str, object]) -> dict[str, object]:
    """Leave out cells without a value, which tables have and mappings have not."""
    return {
        key: cell
        for key, cell in row.items()
        if cell is not None and cell != "" and not (isinstance(cell, float) and math.isnan(cell))
    }


def _plain(told: Mapping[str, object]) -> dict[str, object]:
    """Write numbers with decimals as texts, as they were written, and leave out empty lists."""
    return {key: _amounts(part) for key, part in told.items() if not (key in _LISTS and part == [])}


def _amounts(value: object) -> object:
    match value:
        case bool():
            return value
        case float() | Decimal():
            return str(value)
        case _ if is_mapping(value):
            return {key: _amounts(part) for key, part in value.items()}
        case _ if is_sequence(value):
            return [_amounts(part) for part in value]
        case _:
            return value


def campaigns_data(campaigns: Campaigns) -> dict[str, object]:
    """Write campaigns as plain data; what stands at its default is left out.

    Examples:
        >>> told = read_campaigns("examples/campaigns/autumn.toml")
        >>> campaigns_of(campaigns_data(told)) == told
        True
    """
    return {"format": FORMAT, **plain_table(campaigns)}
