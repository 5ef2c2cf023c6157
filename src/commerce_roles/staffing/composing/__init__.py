"""Composing a team: with these people, this budget, these demands, who does what, proven best.

The library plans posts. Nothing here ranks people: everybody stands in the order of their ids,
and beside the team there are others that are nearly as good.

| module | what it does |
|---|---|
| `problem` | the problem in whole numbers: hours in tenths, money in tenths of a cent |
| `wishing`, `stating` | what is demanded, judged; people, needs and wishes made a problem |
| `holding` | which posts one person may hold together |
| `program`, `highs` | a linear program, and HiGHS, which solves it |
| `variables`, `cutting`, `modelling` | the problem as such a program |
| `solving` | bound, steps, core, fixing: to a proven optimum, or as far as time allows |
| `sharing`, `planning` | hours shared out by an exact flow; a plan, checked without the solver |
| `goals` | least cost, most coverage, least change |
| `conflicting` | where nothing fits: the smallest contradictions, and what gives way |
| `fronting`, `points` | cost against coverage, exactly |
| `composed`, `telling` | what was found, as values and statements |
| `reporting`, `contract`, `composition` | as a document, as JSON, as a result that draws itself |
| `forgetting` | taking people out of what was found |
| `composing` | the front door |

May import: the modules of `staffing` that read, judge and fit people; all that `staffing` may.
scipy is imported late, in `highs` alone.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.staffing.composing.composed import (
        Alternative,
        Concession,
        Conflict,
        Given,
        Lack,
        Placing,
    )
    from commerce_roles.staffing.composing.composing import compose_team, pareto_front
    from commerce_roles.staffing.composing.composition import Composition
    from commerce_roles.staffing.composing.points import Frontier
    from commerce_roles.staffing.composing.wishing import Waiver

__all__ = [
    "Alternative",
    "Composition",
    "Concession",
    "Conflict",
    "Frontier",
    "Given",
    "Lack",
    "Placing",
    "Waiver",
    "compose_team",
    "pareto_front",
]

_PLACE: Final = "commerce_roles.staffing.composing"
_HOMES: Final = {
    **dict.fromkeys(
        ("Alternative", "Concession", "Conflict", "Given", "Lack", "Placing"),
        f"{_PLACE}.composed",
    ),
    "Composition": f"{_PLACE}.composition",
    "Frontier": f"{_PLACE}.points",
    "Waiver": f"{_PLACE}.wishing",
    "compose_team": f"{_PLACE}.composing",
    "pareto_front": f"{_PLACE}.composing",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
