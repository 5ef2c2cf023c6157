"""What to mind in a strategy: hours that do not reach, posts that nobody holds, what rests."""

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from commerce_roles.assessment import Assessment
from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Verdict
from commerce_roles.strategy.drafted import Drafted
from commerce_roles.strategy.slips import OVER_CAPACITY

__all__ = ["warnings_of"]

_ACTIVE: Final = "active"


def warnings_of(strategy: Drafted, result: Assessment) -> Iterator[Statement]:
    """Say what does not fit, what falls to the owner, what rests and what is never done."""
    facts = result.catalogue
    if result.crisis is not None and result.crisis.state == _ACTIVE:
        yield _say("strategy.crisis_first", facts)
    if not strategy.goals and not strategy.work:
        yield _say("strategy.nothing_chosen", facts)
    yield from _hours(strategy, facts)
    yield from _posts(strategy, result, facts)
    rested = [c.id for c in strategy.choices if c.used and not c.chosen and c.id in facts.channels]
    if rested:
        yield _say("strategy.let_rest", facts, rested=tuple(rested))
    for hand in strategy.hands:
        own = [s for s in strategy.first_month if s.party in hand.roles]
        late = [s for s in own if not s.week]
        if late:
            yield _say("strategy.does_not_fit", facts, count=len(late), party=hand.roles)
        as_today = tuple(s.task for s in own if s.routine and s.week != 1)
        if as_today:
            yield _say("strategy.as_today", facts, tasks=as_today, party=hand.roles)
    yield from _rails(strategy, facts)


def _hours(strategy: Drafted, facts: Catalogue) -> Iterator[Statement]:
    for hand in strategy.hands:
        if hand.needed.typical and hand.hours is None:
            yield _say("strategy.capacity_unknown", facts, party=hand.roles)
        elif hand.hours is not None and hand.over:
            hours = {
                "hours_there": hand.hours,
                "hours_wanted": hand.needed.typical,
                "hours_lacking": hand.needed.typical - hand.hours,
            }
            yield _say(OVER_CAPACITY, facts, party=hand.roles, **hours)


def _posts(strategy: Drafted, result: Assessment, facts: Catalogue) -> Iterator[Statement]:
    staffed = {role for hand in strategy.hands for role in hand.roles}
    roles = {facts.tasks[one.task].responsible for one in strategy.work}
    for role in sorted(roles - staffed):
        if result[role].verdict >= Verdict.RECOMMENDED:
            yield _say("strategy.nobody_plans", facts, post=role)


def _rails(strategy: Drafted, facts: Catalogue) -> Iterator[Statement]:
    for rail in facts.guardrails.values():
        if rail.most_percent is not None and any(w.task in rail.tasks for w in strategy.work):
            said = _say("strategy.promotional_share", facts, percent=rail.most_percent)
            yield evolve(said, rule=f"guardrail.{rail.id}", claims=rail.evidence.claims)


def _say(message: str, facts: Catalogue, **params: object) -> Statement:
    evidence = facts.messages[message].evidence
    return Statement(
        id=message,
        params=frozen_params(params),
        claims=evidence.claims,
        basis=evidence.basis or "derived",
    )
