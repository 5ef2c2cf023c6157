"""A strategy read from a file or from plain data, judged against the catalogue."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import fields

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import InputError, StrategyError
from commerce_roles.strategy.contract import drafted_of
from commerce_roles.strategy.drafted import Drafted
from commerce_roles.strategy.judging import judge_strategy
from commerce_roles.strategy.strategy import Strategy
from commerce_roles.structuring import read_document

__all__ = ["read_strategy", "strategy_of"]


def strategy_of(
    data: Mapping[str, object], *, catalogue: Catalogue | None = None, file: str = ""
) -> Strategy:
    """Make a strategy of plain data in the form `strategy/1`.

    Args:
        data: What `Strategy.to_dict` writes.
        catalogue: The facts that it names; the library's own where left out.
        file: What to call the source in messages.

    Raises:
        StrategyError: With every fault.

    Examples:
        >>> from commerce_roles import assess
        >>> from commerce_roles.strategy import draft_strategy
        >>> drafted = draft_strategy(assess({"channels": ["instagram"], "objectives": ["sales"]}))
        >>> strategy_of(drafted.to_dict()) == drafted
        True
        >>> strategy_of({"format": "strategy/1", "level": "minimal"})
        Traceback (most recent call last):
        commerce_roles.errors.StrategyError: level: there is no level 'minimal'; did you mean ...
    """
    facts = catalogue or load_catalogue()
    drafted = drafted_of(data, file=file)
    judge_strategy(drafted, facts, file=file)
    values: dict[str, Any] = {a.name: getattr(drafted, a.name) for a in fields(Drafted)}
    return Strategy(**values, catalogue=facts)


def read_strategy(path: str | Path, *, catalogue: Catalogue | None = None) -> Strategy:
    """Read a strategy from a TOML or JSON file; `-` is standard input.

    Raises:
        StrategyError: With every fault.
    """
    try:
        data = read_document(path)
    except InputError as error:
        raise StrategyError(error.problems) from None
    return strategy_of(data, catalogue=catalogue, file=str(path))
