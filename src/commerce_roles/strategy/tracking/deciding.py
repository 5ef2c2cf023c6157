"""Decisions on proposals: who may, kept for good, carried out as a new strategy."""

from datetime import date, timedelta

from attrs import evolve, field, frozen

from commerce_roles.errors import DecisionError, Problem
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed
from commerce_roles.strategy.goals import Goal, KeyResult
from commerce_roles.strategy.strategy import Strategy
from commerce_roles.strategy.tracking.tracked import Proposal

__all__ = ["Decision", "DecisionLog", "carry_out", "decide"]


@frozen(kw_only=True)
class Decision(Displayed):
    """What was decided on a proposal, by whom, and why."""

    number: int
    """Its place in the log, from 1."""
    proposal: Proposal
    by: str = field(metadata=to("party"))
    accepted: bool
    reason: str
    day: date


@frozen
class DecisionLog(Displayed):
    """Every decision there was, in order; it only grows, and a longer one is a new value."""

    decisions: tuple[Decision, ...] = ()

    def on(self, proposal: Proposal) -> Decision | None:
        """Give what was decided on a proposal; None where nothing was."""
        return next((one for one in self.decisions if one.proposal == proposal), None)

    def __len__(self) -> int:
        """Count the decisions."""
        return len(self.decisions)


def decide(  # noqa: PLR0913 all but the proposal by name
    proposal: Proposal,
    *,
    by: str,
    accept: bool,
    reason: str,
    day: date | None = None,
    log: DecisionLog | None = None,
) -> DecisionLog:
    """Decide on a proposal, and give the log with the decision at its end.

    Args:
        proposal: What a review proposes.
        by: Who decides; it has to be whom the proposal names.
        accept: Whether it is carried out.
        reason: Why, in a sentence.
        day: When; the last day that the review looked at where left out.
        log: What was decided before.

    Raises:
        DecisionError: Somebody else decides, there is no reason, the day lies before what was
            looked at or before the last decision, or it was decided already; every fault at once.

    Examples:
        >>> from datetime import date
        >>> proposal = Proposal(id="loyalty.churn_rate", goal="loyalty", kpi="churn_rate",
        ...     change="strengthen", day=date(2026, 10, 31), in_a_row=2, value=5.0, expected=3.8,
        ...     target=3.6, proposes="community_manager", decides="social_media_manager")
        >>> log = decide(proposal, by="social_media_manager", accept=True, reason="two bad months")
        >>> len(log), log.decisions[0].accepted
        (1, True)
        >>> decide(proposal, by="community_manager", accept=True, reason="we need it")
        Traceback (most recent call last):
        commerce_roles.errors.DecisionError: loyalty.churn_rate: community_manager proposes this ...
    """
    kept = log or DecisionLog()
    when = day or proposal.day
    problems = [
        Problem(message, proposal.id, remedy)
        for message, remedy in _faults(proposal, by, reason, when, kept)
    ]
    if problems:
        raise DecisionError(problems)
    decision = Decision(
        number=len(kept) + 1,
        proposal=proposal,
        by=by,
        accepted=accept,
        reason=reason.strip(),
        day=when,
    )
    return DecisionLog((*kept.decisions, decision))


def _faults(
    proposal: Proposal, by: str, reason: str, day: date, log: DecisionLog
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if by != proposal.decides:
        who = f"{by} proposes this" if by == proposal.proposes else f"{by} does not plan this"
        found.append((f"{who} and may not decide it", f"let {proposal.decides} decide"))
    if not reason.strip():
        found.append(("no reason is told", "say why in a sentence"))
    before = log.on(proposal)
    if before is not None:
        word = "accepted" if before.accepted else "rejected"
        message = f"it was {word} on {before.day} as number {before.number}"
        found.append((message, "wait for the next review"))
    last = max([proposal.day, *(one.day for one in log.decisions)])
    if day < last:
        found.append((f"{day} lies before {last}", "a log only grows: name a later day"))
    return found


def carry_out(strategy: Strategy, decision: Decision) -> Strategy:
    """Give the strategy as it is after a decision: the same one where it was rejected.

    `strengthen` puts the work before all else, so that a new plan gives it hours first; `restart`
    lets the figure begin anew from its last value, with the same target and a later deadline.

    Raises:
        DecisionError: The strategy has no such key result.
    """
    proposal = decision.proposal
    found = [r for g in strategy.goals if g.objective == proposal.goal for r in g.key_results]
    if not any(result.kpi == proposal.kpi for result in found):
        message = "the strategy has no such key result"
        raise DecisionError.of(message, path=proposal.id, remedy="name the strategy it is about")
    if not decision.accepted:
        return strategy
    if proposal.change == "strengthen":
        rest = [task for task in strategy.first_tasks if task not in proposal.tasks]
        first = (*proposal.tasks, *rest)
        rank = {task: place for place, task in enumerate(proposal.tasks)}
        work = sorted(strategy.work, key=lambda one: rank.get(one.task, len(rank)))
        return evolve(strategy, first_tasks=first, work=tuple(work))
    return evolve(strategy, goals=tuple(_restarted(goal, proposal) for goal in strategy.goals))


def _restarted(goal: Goal, proposal: Proposal) -> Goal:
    if goal.objective != proposal.goal:
        return goal
    return evolve(goal, key_results=tuple(_anew(one, proposal) for one in goal.key_results))


def _anew(result: KeyResult, proposal: Proposal) -> KeyResult:
    if result.kpi != proposal.kpi or proposal.deadline is None:
        return result
    anew = evolve(result, baseline=proposal.value, target=proposal.target)
    return anew.dated(proposal.day + timedelta(days=1), proposal.deadline)
