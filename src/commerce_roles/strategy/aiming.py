"""Goals drafted for the objectives that were chosen: figures, where they stand, first targets."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Kpi
from commerce_roles.strategy.assigning import Assigning
from commerce_roles.strategy.goals import Goal, KeyResult

__all__ = ["goals_for"]

_CHANGE: Final = "target_change"
_FROM_ZERO: Final = "target_from_zero"
_DAYS: Final = "target_days"
_EACH: Final = "key_results_drafted"
_LATE: Final = "lagging_stages"
_COUNTS: Final = "count_kpis"
_LEAST: Final = 2


def goals_for(
    objectives: Sequence[str],
    known: Mapping[str, float],
    assigning: Assigning,
    start: date | None,
) -> tuple[Goal, ...]:
    """Draft a goal for each objective.

    Args:
        objectives: Ids, the most important first.
        known: Values of KPIs, where they are known.
        assigning: Says who answers for a figure.
        start: The first day; None leaves goals without days.
    """
    return tuple(_goal(one, known, assigning, start) for one in objectives)


def _goal(
    objective: str, known: Mapping[str, float], assigning: Assigning, start: date | None
) -> Goal:
    catalogue = assigning.catalogue
    most = catalogue.constants[_EACH].value
    results = [_result(kpi, known, assigning) for kpi in _kpis(objective, known, catalogue)]
    if start is not None:
        end = start + timedelta(days=catalogue.constants[_DAYS].value)
        results = [result.dated(start, end) for result in results]
    return Goal(objective=objective, key_results=tuple(results[:most]))


def _kpis(objective: str, known: Mapping[str, float], catalogue: Catalogue) -> list[Kpi]:
    """List the figures of an objective: quality before counts, those beside it if too few."""
    own = [catalogue.kpis[kpi] for kpi in catalogue.objectives[objective].kpis]
    fit = [kpi for kpi in own if _can_move(kpi, known)]
    fit.sort(key=lambda kpi: _COUNTS in kpi.groups)
    if len(fit) < _LEAST or all(_COUNTS in kpi.groups for kpi in fit):
        fit = [*_beside(own, fit, known, catalogue), *fit][: max(_LEAST, len(fit))]
    return fit


def _beside(
    own: Sequence[Kpi], fit: Sequence[Kpi], known: Mapping[str, float], catalogue: Catalogue
) -> Iterator[Kpi]:
    """Give figures of the same stages that small shops look at, to stand beside the own ones."""
    yield from (kpi for kpi in fit if _COUNTS not in kpi.groups)
    stages = {kpi.stage for kpi in own}
    for kpi in sorted(catalogue.kpis.values(), key=lambda kpi: (not kpi.core, kpi.id)):
        near = kpi.stage in stages and _COUNTS not in kpi.groups
        if near and kpi not in own and _can_move(kpi, known):
            yield kpi


def _can_move(kpi: Kpi, known: Mapping[str, float]) -> bool:
    """Say whether a figure can get better: it has a better end, and is not there yet."""
    if kpi.direction == "target_range":
        return False
    if kpi.id not in known:
        return True
    best = kpi.maximum if kpi.direction == "higher" else max(kpi.minimum, 0.0)
    return known[kpi.id] < best if kpi.direction == "higher" else known[kpi.id] > best


def _result(kpi: Kpi, known: Mapping[str, float], assigning: Assigning) -> KeyResult:
    catalogue = assigning.catalogue
    change = catalogue.constants[_CHANGE].value
    result = KeyResult(
        kpi=kpi.id,
        change_percent=float(change if kpi.direction == "higher" else -change),
        unit=kpi.unit,
        horizon="lagging" if _late(kpi, catalogue) else "leading",
        owner=assigning.party(kpi.owner),
    )
    if kpi.id not in known:
        return result
    value = known[kpi.id]
    measured = result.measured(value)
    target = measured.target if value else float(catalogue.constants[_FROM_ZERO].value)
    if target is not None:
        target = min(max(target, kpi.minimum), kpi.maximum)
    return KeyResult(
        kpi=kpi.id,
        baseline=value,
        target=target,
        unit=kpi.unit,
        horizon=result.horizon,
        owner=result.owner,
    )


def _late(kpi: Kpi, catalogue: Catalogue) -> bool:
    stage = catalogue.stages.get(kpi.stage)
    return stage is not None and _LATE in stage.groups
