"""The spine of a strategy checked, after somebody edited it: who plans, approves, executes."""

from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from commerce_roles.catalogue import Catalogue
from commerce_roles.showing import Displayed
from commerce_roles.strategy.assigning import Assigning
from commerce_roles.strategy.drafted import OWNER, Drafted, Work
from commerce_roles.structuring import is_sequence

__all__ = ["OVER_CAPACITY", "Slip", "slips"]

_EPSILON = 1e-6
OVER_CAPACITY = "strategy.over_capacity"
"""What a strategy says where it takes more hours than there are."""


@frozen(kw_only=True)
class Slip(Displayed):
    """Something in a strategy that goes wrong sooner or later."""

    rule: str
    """What is not kept."""
    where: str
    """The task, or the party."""
    message: str
    """What is wrong, in English."""
    remedy: str
    """What would make it right."""

    def __str__(self) -> str:
        """Write it on one line."""
        return f"{self.rule}: {self.where}: {self.message}; {self.remedy}"


def slips(strategy: Drafted, catalogue: Catalogue) -> tuple[Slip, ...]:
    """Find where a strategy does not keep the spine, or plans more hours than there are."""
    found = [*_twice(strategy), *_spine(strategy, catalogue), *_hours(strategy)]
    return tuple(sorted(found, key=lambda one: (one.rule, one.where, one.message)))


def _twice(strategy: Drafted) -> Iterator[Slip]:
    for task, count in Counter(one.task for one in strategy.work).items():
        if count > 1:
            message = f"it stands {count} times, so {count} parties answer for it"
            yield Slip(rule="task_twice", where=task, message=message, remedy="keep one")


def _spine(strategy: Drafted, catalogue: Catalogue) -> Iterator[Slip]:
    from commerce_roles.assessment.need import Needs

    needs = Needs(level=strategy.level, levels=catalogue.levels)
    it = Assigning(needs, strategy.level, strategy.hands, frozenset(), catalogue)
    hand = {role: place for place, one in enumerate(strategy.hands) for role in one.roles}
    there = {one.task for one in strategy.work}
    for one in strategy.work:
        task = catalogue.tasks[one.task]
        for party in (one.responsible, one.accountable):
            if party not in hand:
                message = f"{party} does it or answers for it, and nobody holds that post"
                remedy = f"name a post that is held, or {OWNER}"
                yield Slip(rule="nobody_there", where=one.task, message=message, remedy=remedy)
        if task.phase in ("plan", "approve"):
            above = it.superior(one.accountable, task.area)
            if above:
                message = f"{one.accountable} answers for it and has a superior, {above}"
                remedy = f"let {above} answer for it"
                yield Slip(
                    rule="plan_below_superior", where=one.task, message=message, remedy=remedy
                )
        if task.phase == "plan":
            yield from _approval(one, strategy, it, hand, catalogue)
        if task.phase == "execute" and not there & set(one.governed_by):
            remedy = f"add one of {', '.join(task.governed_by)}"
            message = "no plan or policy of the strategy governs it"
            yield Slip(
                rule="execution_without_plan", where=one.task, message=message, remedy=remedy
            )


def _approval(
    plan: Work, strategy: Drafted, it: Assigning, hand: dict[str, int], catalogue: Catalogue
) -> Iterator[Slip]:
    if plan.approved_by == OWNER:
        return
    top = not it.superior(plan.responsible, catalogue.tasks[plan.task].area)
    doers = {hand.get(plan.responsible)} | {
        hand.get(one.responsible)
        for one in strategy.work
        if plan.task in one.governed_by and catalogue.tasks[one.task].phase == "execute"
    }
    if top or hand.get(plan.approved_by) in doers:
        who = plan.approved_by or "nobody"
        message = f"{who} approves it" + (" and carries it out" if not top else "")
        remedy = f"let {OWNER} approve it"
        yield Slip(rule="own_plan_approved", where=plan.task, message=message, remedy=remedy)


def _hours(strategy: Drafted) -> Iterator[Slip]:
    lacking = [said for said in strategy.warnings if said.id == OVER_CAPACITY]
    told = {party for said in lacking for party in _parties(said.params.get("party"))}
    for hand in strategy.hands:
        work = [one.hours.typical for one in strategy.work if one.responsible in hand.roles]
        wanted = sum(work)
        if hand.hours is not None and wanted > hand.hours + _EPSILON and not told & set(hand.roles):
            message = f"{wanted:.1f} hours a month are planned and there are {hand.hours:.1f}"
            remedy = "take work out, add hours, or say that it does not fit"
            where = ", ".join(hand.roles)
            yield Slip(rule="over_capacity", where=where, message=message, remedy=remedy)


def _parties(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if is_sequence(value) else ()
