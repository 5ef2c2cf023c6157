"""Engines that take rows or columns, each with the way of its own that is fastest for a table."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Final

import pyarrow as pa
from attrs import frozen

from commerce_roles.assessment import Engine
from peers.contest import Ranked

__all__ = ["MISSING", "Entrant", "entrants"]

MISSING: Final = "not installed"


@frozen
class Entrant:
    """An engine and the rows that it is given: few where it is slow, times are told by row."""

    name: str
    target: float
    """How many times as long as ours it was wanted to take."""
    table: pa.Table
    """The same rows, for ours."""
    run: Callable[[], Any] | None = None
    """None: it is not installed."""
    read: Callable[[Any], Ranked] | None = None


_SLOW: Final = (
    ("zen-engine, evaluate_batch", "zen_engine", 2_000, 150),
    ("rule-engine, a loop", "rule_texts", 500, 1_500),
    ("datalogic-py, evaluate_batch", "json_logic", 5_000, 30),
)
"""Name, module, rows, target."""
_KINDS: Final = 5_000
"""How many different businesses OpenFisca is given, over and over."""
_OPEN_FISCA: Final = (100_000, 1_000_000)


def entrants(engine: Engine, table: pa.Table, most: int) -> Iterator[Entrant]:
    """Make every engine ready, with as many rows as it decides in a moment.

    Args:
        engine: Ours, for the values of a row.
        table: The rows, told in full.
        most: How many rows a table may have.
    """
    for name, module, rows, target in _SLOW:
        own = table.slice(0, rows)
        try:
            peer = import_module(f"peers.{module}")
        except ModuleNotFoundError:
            yield Entrant(name, target, own)
            continue
        values = [engine.values(row) for row in own.to_pylist()]
        yield Entrant(name, target, own, *peer.on_table(engine, values))
    own = table.slice(0, _KINDS)
    values = [engine.values(row) for row in own.to_pylist()]
    for rows in (number for number in _OPEN_FISCA if number <= most):
        name = f"OpenFisca, {rows:,} entities"
        times = rows // len(own)
        many = pa.concat_tables([own] * times).combine_chunks()
        try:
            peer = import_module("peers.open_fisca")
        except ModuleNotFoundError:
            yield Entrant(name, 3, many)
            continue
        yield Entrant(name, 3, many, *peer.on_table(engine, values, times))
