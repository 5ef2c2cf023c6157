"""Changes proposed: only where a figure is behind for so many periods in a row.

Whoever carries the work out proposes; whoever answers for the plan it stands under decides, and the
owner where both are in one hand. Which work moves a figure is a belief of the catalogue's `moves`
edges: it names work, and no number follows from it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from commerce_roles.catalogue import Catalogue
from commerce_roles.strategy.drafted import OWNER, Drafted, Work
from commerce_roles.strategy.tracking.deciding import DecisionLog
from commerce_roles.strategy.tracking.tracked import Proposal, Reading, ResultStanding

__all__ = ["movers_of", "proposals_of"]

SAID = "track.propose"
"""The message that says why; its claims are those of every proposal."""


def proposals_of(
    standings: Iterable[ResultStanding],
    strategy: Drafted,
    least: int,
    log: DecisionLog,
    catalogue: Catalogue,
) -> Iterator[Proposal]:
    """Propose what is really necessary, one change for each key result at most.

    Args:
        standings: How key results stand.
        strategy: What is done today.
        least: For how many periods in a row a figure has to be behind.
        log: What was decided before: it is given as many periods again.
        catalogue: The facts.
    """
    seen: set[str] = set()
    for one in standings:
        last, row = one.last, _since(one, log)
        if one.status != "at_risk" or row < least or last is None or one.id in seen:
            continue
        seen.add(one.id)
        work = movers_of(one.kpi, strategy, catalogue)
        tasks = tuple(piece.task for piece in work)
        tried = strategy.first_tasks[: len(tasks)] == tasks
        proposes, decides = _parties(work, one, strategy)
        yield Proposal(
            id=one.id,
            goal=one.goal,
            kpi=one.kpi,
            change="restart" if tried else "strengthen",
            day=last.last,
            in_a_row=row,
            value=last.value or 0.0,
            expected=last.expected or 0.0,
            target=one.target or 0.0,
            tasks=tasks,
            deadline=_again(one, last) if tried else None,
            proposes=proposes,
            decides=decides,
            claims=catalogue.messages[SAID].evidence.claims,
        )


def _since(standing: ResultStanding, log: DecisionLog) -> int:
    """Count the periods in a row that a figure was behind since it was last decided on."""
    days = [one.day for one in log.decisions if one.proposal.id == standing.id]
    if not days:
        return standing.in_a_row
    counted = standing.counted[len(standing.counted) - standing.in_a_row :]
    return sum(one.last > max(days) for one in counted)


def _again(standing: ResultStanding, last: Reading) -> date | None:
    """Give the deadline of as many days again, from the day after the last period."""
    if standing.start is None or standing.deadline is None:
        return None
    return last.last + timedelta(days=1) + (standing.deadline - standing.start)


def movers_of(kpi: str, strategy: Drafted, catalogue: Catalogue) -> tuple[Work, ...]:
    """List the work of a strategy that is believed to move a KPI, carrying out before the rest."""
    own = [one for one in strategy.work if kpi in catalogue.tasks[one.task].kpis]
    return tuple(sorted(own, key=lambda one: catalogue.tasks[one.task].phase != "execute"))


def _parties(
    work: tuple[Work, ...], standing: ResultStanding, strategy: Drafted
) -> tuple[str, str]:
    """Say who proposes a change of a figure, and who decides."""
    if not work:
        return standing.owner or OWNER, OWNER
    proposes = work[0].responsible
    plans = {one.task: one for one in strategy.work}
    above = [plans[task].accountable for task in work[0].governed_by if task in plans]
    decides = above[0] if above else standing.owner or OWNER
    one, other = strategy.hand_of(proposes), strategy.hand_of(decides)
    if decides == proposes or other is None or one == other:
        return proposes, OWNER
    return proposes, decides
