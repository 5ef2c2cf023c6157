"""A crisis laid before the decision: what it is, who is in charge, how grave, which steps."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from commerce_roles.assessment.advising import advise
from commerce_roles.assessment.deciding import Decision, decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.outcome import CrisisAdvice
from commerce_roles.catalogue import Catalogue, choice_form
from commerce_roles.errors import StrategyError
from commerce_roles.expressions import Form, evaluate
from commerce_roles.model import Crisis, CrisisSeverity, FrozenMap
from commerce_roles.strategy.crisis.prepared import Duty, Todo
from commerce_roles.strategy.drafted import OWNER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from commerce_roles.assessment import Assessment
    from commerce_roles.model import BusinessProfile
    from commerce_roles.strategy.drafted import Drafted

__all__ = ["Faced", "duties_of", "face", "todos", "told_posts"]

_CALM: Final = ("none", None)


@frozen
class Faced:
    """What is known of a crisis."""

    advice: CrisisAdvice
    severity: CrisisSeverity
    decision: Decision


def told_posts(result: Assessment, strategy: Drafted | None) -> BusinessProfile:
    """Give the business with the posts that a strategy staffs, where there is one."""
    if strategy is None:
        return result.profile
    roles = result.catalogue.roles
    held = {role: 1.0 for hand in strategy.hands for role in hand.roles if role in roles}
    return evolve(result.profile, existing_roles=FrozenMap(held), existing_posts=None)


def face(
    profile: BusinessProfile, catalogue: Catalogue, *, state: str, told: Mapping[str, Any]
) -> Faced:
    """Decide what a crisis is, with what was seen of it laid over what the business told.

    Args:
        profile: The business.
        catalogue: The facts.
        state: What the state is at least; a business that told a graver one keeps it.
        told: Answers about the crisis, by the names of the attributes of `Crisis`.

    Raises:
        StrategyError: No severity of the catalogue holds.
    """
    crisis = evolve(profile.crisis or Crisis(), **told)
    kept = state if profile.crisis_state in _CALM else profile.crisis_state
    profile = evolve(profile, crisis_state=kept, crisis=crisis)
    decision = decide(catalogue.program, judge(profile, catalogue))
    advice = advise(decision, catalogue)
    forms = _forms(catalogue)
    grave = sorted(catalogue.crisis_severities.values(), key=lambda one: (-one.order, one.id))
    found = next((one for one in grave if evaluate(forms[one.id], decision.values)), None)
    if advice is None or found is None:
        remedy = "let the condition of the mildest be True"
        message = "no crisis_severity of the catalogue holds"
        raise StrategyError.of(message, path="crisis_severity", remedy=remedy)
    return Faced(advice, found, decision)


@lru_cache(maxsize=8)
def _forms(catalogue: Catalogue) -> Mapping[str, Form]:
    return {
        one.id: choice_form(one.when, catalogue.program, catalogue.constants)
        for one in catalogue.crisis_severities.values()
    }


def duties_of(advice: CrisisAdvice) -> tuple[Duty, ...]:
    """List who decides, approves and answers, as far as tables say it."""
    found: list[Duty] = []
    if advice.accountable is not None:
        found.append(Duty.of("accountable", advice.accountable))
    if advice.approver is not None:
        found.append(Duty.of("approver", advice.approver))
    if advice.responsible is not None:
        found.append(Duty.of("responsible", advice.responsible))
    return tuple(found)


def todos(
    duties: tuple[Duty, ...],
    catalogue: Catalogue,
    *,
    severity: str = "",
    alarm: datetime | None = None,
) -> Iterator[Todo]:
    """Give the steps in order, each to whoever is in charge of it; the owner where nobody is.

    Args:
        duties: Who is in charge.
        catalogue: The facts.
        severity: Leave out what is for other severities; empty: keep all.
        alarm: From when minutes count; None leaves steps without a time.
    """
    party = {duty.charge: duty.party for duty in duties}
    steps = sorted(
        catalogue.crisis_steps.values(), key=lambda one: (one.part, one.minute, one.order, one.id)
    )
    for one in steps:
        if severity and one.severities and severity not in one.severities:
            continue
        timed = alarm is not None and one.part == "during"
        yield Todo(
            step=one.id,
            party=party.get(one.charge, OWNER),
            minute=one.minute,
            due=alarm + timedelta(minutes=one.minute) if alarm is not None and timed else None,
        )
