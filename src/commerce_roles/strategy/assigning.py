"""Tasks by whom: RACI of the catalogue, laid on the hands that are there.

The spine holds whatever hands there are: what a post would do that nobody holds falls to the
owner; nobody with a staffed superior answers for a plan or an approval; whoever carries a plan out
does not approve it, and the plan of whoever is at the top is approved by the owner.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Final, TypeVar, get_args

from attrs import frozen

from commerce_roles.assessment.need import NOTHING, Needs, TaskNeed
from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Estimate, FrozenMap, Phase, Task
from commerce_roles.strategy.drafted import OWNER, Hand, Work

__all__ = ["Assigning", "in_order"]

T = TypeVar("T")
_PLAN: Final = "plan"
_APPROVE: Final = "approve"
_EXECUTE: Final = "execute"
_ENDS: Final = ("low", "typical", "high")
_PHASES: Final = get_args(Phase)


@frozen(slots=False, eq=False)
class Assigning:
    """The work of one level of service, and the hands that do it."""

    needs: Needs
    level: str
    hands: tuple[Hand, ...]
    channels: frozenset[str]
    catalogue: Catalogue

    @cached_property
    def tasks(self) -> Mapping[str, TaskNeed]:
        """The tasks that there are at the level, by id, with a plan for all that is executed."""
        own = {t.task: t for need in self.needs.values() for t in need.tasks_at(self.level)}
        later = {t.task: t for need in self.needs.values() for t in need.tasks}
        for task in sorted(own):
            fact = self.catalogue.tasks[task]
            if fact.phase == _EXECUTE and not any(plan in own for plan in fact.governed_by):
                own.update({p: later.get(p) or self._one(p) for p in fact.governed_by[:1]})
        return {task: own[task] for task in sorted(own)}

    def _one(self, task: str) -> TaskNeed:
        """Give a task of which nothing is counted as if there were one of it."""
        fact = self.catalogue.tasks[task]
        a_month = fact.effort.times_per_year / (12 * 60 * fact.effort.per)
        hours = Estimate(*(getattr(fact.effort, end) * a_month for end in _ENDS))
        return TaskNeed(task=task, role=fact.responsible, hours=FrozenMap({self.level: hours}))

    @cached_property
    def _hand(self) -> Mapping[str, int]:
        """By party, the number of the hand."""
        return {role: place for place, hand in enumerate(self.hands) for role in hand.roles}

    def party(self, role: str) -> str:
        """Give who does the work of a role: itself where somebody holds it, else the owner."""
        return role if role in self._hand else OWNER

    def superior(self, role: str, area: str) -> str:
        """Give the nearest staffed superior of a role in an area; empty where it has none."""
        seen: set[str] = set()
        above = self.catalogue.roles[role].reports_to if role in self.catalogue.roles else OWNER
        while above in self.catalogue.roles and above not in seen:
            seen.add(above)
            if above in self._hand and self.catalogue.roles[above].area == area:
                return above
            above = self.catalogue.roles[above].reports_to
        return ""

    def _top(self, role: str, area: str) -> str:
        """Give who stands above a staffed role in an area as far as there is somebody."""
        while above := self.superior(role, area):
            role = above
        return role

    def work(self) -> tuple[Work, ...]:
        """Give all work, in an order in which it can be begun."""
        found = {task: self._work(self.catalogue.tasks[task]) for task in self.tasks}
        return tuple(found[task] for task in in_order(found, self.catalogue, ()))

    def _work(self, task: Task) -> Work:
        responsible = self.party(task.responsible)
        accountable = self._accountable(task)
        acting = {responsible, accountable}
        consulted = self._parties(task.consulted, acting)
        need = self.tasks[task.id]
        return Work(
            task=task.id,
            responsible=responsible,
            accountable=accountable,
            consulted=consulted,
            informed=self._parties(task.informed, acting | set(consulted)),
            hours=self._of_level(need.hours, NOTHING),
            amount=self._of_level(need.amount, 1),
            governed_by=tuple(plan for plan in task.governed_by if plan in self.tasks),
            approved_by=self._approver(task) if task.phase == _PLAN else "",
            channels=tuple(c for c in task.channels if c in self.channels),
        )

    def _of_level(self, levels: Mapping[str, T], none: T) -> T:
        """Give what there is at the level, else at the first at which there is something."""
        return levels.get(self.level) or next(iter(levels.values()), none)

    def _parties(self, roles: Iterable[str], without: set[str]) -> tuple[str, ...]:
        parties = dict.fromkeys(map(self.party, roles))
        return tuple(party for party in parties if party not in without)

    def _accountable(self, task: Task) -> str:
        if task.phase == _APPROVE and task.approves:
            there = [plan for plan in task.approves if plan in self.tasks]
            approvers = {self._approver(self.catalogue.tasks[plan]) for plan in there}
            if approvers:
                return OWNER if OWNER in approvers or len(approvers) > 1 else approvers.pop()
        party = self.party(task.accountable)
        if task.phase in (_PLAN, _APPROVE) and party != OWNER:
            return self._top(party, task.area)
        return party

    def _approver(self, plan: Task) -> str:
        """Give who approves a plan: a staffed superior with no hand in the work, else the owner."""
        doer = self.party(plan.responsible)
        approvals = [
            self.catalogue.tasks[task]
            for task in self.tasks
            if plan.id in self.catalogue.tasks[task].approves
        ]
        if doer == OWNER or any(task.accountable == OWNER for task in approvals):
            return OWNER
        hands = {self._hand[doer]} | {
            self._hand[self.party(task.responsible)]
            for task in map(self.catalogue.tasks.__getitem__, self.tasks)
            if task.phase == _EXECUTE and plan.id in task.governed_by
        }
        above = self._top(doer, plan.area)
        return above if above != doer and self._hand[above] not in hands else OWNER


def in_order(tasks: Iterable[str], catalogue: Catalogue, first: Sequence[str]) -> tuple[str, ...]:
    """Bring tasks into an order in which they can be begun: plans, approvals, then what follows.

    Among those that can be begun, those named first come first, then those of lower levels of
    service, then approvals, then by phase.

    Args:
        tasks: Ids of tasks.
        catalogue: The facts, which have no circles.
        first: Ids of tasks that should come as early as can be.
    """
    there = sorted(set(tasks))
    waits: dict[str, set[str]] = {task: set() for task in there}
    for task in there:
        fact = catalogue.tasks[task]
        waits[task] |= {plan for plan in fact.governed_by if plan in waits}
        for after in fact.precedes:
            if after in waits:
                waits[after].add(task)
        waits[task] |= {plan for plan in fact.approves if plan in waits}
    follows: dict[str, list[str]] = {task: [] for task in there}
    for task, before in waits.items():
        for one in before:
            follows[one].append(task)
    rank = {task: place for place, task in enumerate(first)}

    def key(task: str) -> tuple[int, int, int, str]:
        fact = catalogue.tasks[task]
        level = catalogue.levels.index(fact.level)
        phase = -1 if fact.phase == _APPROVE else _PHASES.index(fact.phase)
        return rank.get(task, len(rank)), level, phase, task

    ready = [key(task) for task in there if not waits[task]]
    heapify(ready)
    found: list[str] = []
    while ready:
        task = heappop(ready)[-1]
        found.append(task)
        for after in follows[task]:
            waits[after].discard(task)
            if not waits[after]:
                heappush(ready, key(after))
    return (*found, *(task for task in there if task not in found))
