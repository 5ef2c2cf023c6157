"""Nights of a table, and what should stand after them, worked out row by row without columns."""

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from commerce_roles import assess
from commerce_roles.assessment import Assessment
from commerce_roles.catalogue import VERDICTS, Catalogue


@frozen
class Stands:
    verdict: str
    waiting: int


def step(  # noqa: PLR0913, PLR0917 a rule in one place
    result: Assessment, role: str, stood: Stands | None, points: int, runs: int, facts: Catalogue
) -> Stands:
    """Say what stands after one night, by the sentence of the manual."""
    own = result[role]
    today = own.verdict.value
    if stood is None or today == stood.verdict:
        return Stands(today, 0)
    levels = list(VERDICTS.levels)
    explained = result.explanation(role)
    limits = {
        decides: [str(t.fired.gives) for t in explained.tables if t.decides == decides and t.fired]
        for decides in ("floor", "cap")
    }
    here, there = levels.index(stood.verdict), levels.index(today)
    if there > here:
        forced = any(levels.index(word) > here for word in limits["floor"])
        outside = own.score - facts.bands[levels[here + 1]] + 1
    else:
        forced = any(levels.index(word) < here for word in limits["cap"])
        outside = facts.bands[levels[here]] - own.score
    waiting = stood.waiting + 1
    if forced or outside > points or waiting >= runs:
        return Stands(today, 0)
    return Stands(stood.verdict, waiting)


def expected(
    nights: Iterable[list[dict[str, Any]]], role: str, points: int, runs: int, facts: Catalogue
) -> dict[int, Stands]:
    """Say what stands of every row after some nights, each known by its key `shop`."""
    stood: dict[int, Stands] = {}
    for night in nights:
        stood = {
            row["shop"]: step(
                assess({k: v for k, v in row.items() if k != "shop"}, catalogue=facts),
                role, stood.get(row["shop"]), points, runs, facts,
            )
            for row in night
        }  # fmt: skip
    return stood
