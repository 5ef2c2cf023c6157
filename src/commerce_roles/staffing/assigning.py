"""Who holds which role and which of its tasks, and what share of the work falls to each."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from commerce_roles.assessment.need import NOTHING, Need, Needs, TaskNeed
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.model.person import Assignment, Person, Team

__all__ = ["WHOLE", "Held", "Posts", "tasks_of"]

WHOLE: Final = ""
"""The task that stands for the whole of a role of which no tasks are told."""


@attrs.frozen
class Held:
    """One person's part of one role."""

    person: Person
    hours: float | None
    """Hours a month that are reserved; None where none were."""
    tasks: frozenset[str]
    """Only these; empty: all."""

    def does(self, task: str) -> bool:
        """Say whether a task of the role is among those the person holds."""
        return not self.tasks or task in self.tasks


def tasks_of(need: Need, level: str) -> tuple[TaskNeed, ...]:
    """List the tasks of a role at a level; one stands for all where none are told."""
    tasks = need.tasks_at(level)
    if tasks or need.hours_at(level).high <= 0:
        return tasks
    skills = tuple(s.skill for s in need.skills if s.necessity == "essential")
    return (TaskNeed(task=WHOLE, role=need.role, hours=need.hours, skills=skills),)


@attrs.frozen(slots=False, eq=False)
class Posts:
    """A team's posts as they are held today, laid beside what is needed.

    Where nobody has said who holds what, nothing is held, and only what could be is told.
    """

    team: Team
    needs: Needs

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody, by id."""
        return {person.id: person for person in self.team.people}

    @cached_property
    def by_role(self) -> Mapping[str, tuple[Held, ...]]:
        """Who holds each role, in the order of their ids; parts held by one person are joined."""
        return {role: tuple(self._holders(role)) for role in self.needs}

    def _holders(self, role: str) -> Iterator[Held]:
        own: dict[str, list[Assignment]] = {}
        for one in self.team.assignments or ():
            if one.role == role and one.person in self.people:
                own.setdefault(one.person, []).append(one)
        for identifier in sorted(own):
            parts = own[identifier]
            told = [one.hours for one in parts if one.hours is not None]
            whole = any(not one.tasks for one in parts)
            tasks = [] if whole else [task for one in parts for task in one.tasks]
            yield Held(self.people[identifier], sum(told) if told else None, frozenset(tasks))

    @cached_property
    def held_by(self) -> Mapping[str, Mapping[str, Held]]:
        """What everybody holds: their part of each role, by role, in the order of ids."""
        found: dict[str, dict[str, Held]] = {person: {} for person in self.people}
        for role, holders in self.by_role.items():
            for held in holders:
                found[held.person.id][role] = held
        return found

    @cached_property
    def by_person(self) -> Mapping[str, tuple[str, ...]]:
        """The roles that everybody holds, in the order of ids."""
        return {person: tuple(held) for person, held in self.held_by.items()}

    def reserved(self, person: str) -> float | None:
        """Give the hours a month that are reserved of a person; None where a part is not told."""
        hours = [held.hours for held in self.held_by[person].values()]
        return sum(h for h in hours if h is not None) if None not in hours else None

    def given(self, role: str) -> tuple[float, bool]:
        """Give the hours a month that are known to be given to a role, and whether that is all.

        Hours that were reserved count; who holds a role without any gives what is left of their
        capacity, shared evenly among the roles they hold like that.
        """
        parts = [self._given(held) for held in self.by_role[role]]
        return sum(part for part in parts if part is not None), None not in parts

    def _given(self, held: Held) -> float | None:
        if held.hours is not None:
            return held.hours
        person = held.person
        if person.capacity is None:
            return None
        own = [other.hours for other in self.held_by[person.id].values()]
        left = person.capacity - sum(hours for hours in own if hours is not None)
        return max(0.0, left) / max(1, own.count(None))

    def share(self, role: str, level: str) -> Mapping[str, Estimate]:
        """Give the hours a month of a role that fall to each holder, were nothing left undone.

        Every task is shared among those who do it, in proportion to the hours they give; evenly
        where those are not known. What nobody holds falls to nobody.
        """
        holders = self.by_role[role]
        weights = {held.person.id: self._given(held) for held in holders}
        known = all(weight is not None for weight in weights.values()) and any(weights.values())
        fallen = {held.person.id: NOTHING for held in holders}
        for task in tasks_of(self.needs[role], level):
            doing = [held.person.id for held in holders if held.does(task.task)]
            parts = {p: (weights[p] or 0.0) if known else 1.0 for p in doing}
            whole = sum(parts.values())
            if not whole:
                parts, whole = dict.fromkeys(doing, 1.0), float(len(doing))
            hours = task.hours.get(level, NOTHING)
            for person in doing:
                fallen[person] += _times(hours, parts[person] / whole)
        return fallen


def _times(hours: Estimate, factor: float) -> Estimate:
    return Estimate(hours.low * factor, hours.typical * factor, hours.high * factor)
