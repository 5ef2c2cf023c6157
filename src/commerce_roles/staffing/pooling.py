"""What several businesses need, put together: once where it is done once, people pooled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from attrs import evolve, frozen

from commerce_roles.assessment.need import (
    NOTHING,
    Hours,
    LanguageNeed,
    Need,
    Needs,
    PostNeed,
    SkillNeed,
    TaskNeed,
)
from commerce_roles.assessment.outcome import Combination, Estimate
from commerce_roles.model import FrozenMap

__all__ = ["less", "pooled"]

AnyNeeds = TypeVar("AnyNeeds", bound=Needs)
"""Needs, whether or not they draw themselves."""


def pooled(members: Sequence[AnyNeeds], shared: AbstractSet[str]) -> AnyNeeds:
    """Put the needs of several businesses together, role by role.

    Hours are added, less those of work that is done once: of it the most that any of them needs.
    Of each skill and language the most that any asks counts, and what one forbids to combine the
    group does.

    Args:
        members: At least one.
        shared: Ids of the tasks that are done once for all.
    """
    pool = _Pool(tuple(members), frozenset(shared))
    first = members[0]
    roles = sorted({role for needs in members for role in needs})
    needs = {role: pool.need(role) for role in roles}
    countries = {one.country for one in members}
    return evolve(
        first,
        roles=needs,
        posts=tuple(_post(need, first.full_post) for need in needs.values()),
        combinations=_combinations(members),
        channels=tuple(sorted({one for own in members for one in own.channels})),
        unsettled=tuple(sorted({role for own in members for role in own.unsettled})),
        country=first.country if len(countries) == 1 else "",
    )


def less(one: Estimate, other: Estimate) -> Estimate:
    """Take hours from hours, end by end."""
    return Estimate(one.low - other.low, one.typical - other.typical, one.high - other.high)


@frozen
class _Pool:
    members: tuple[Needs, ...]
    shared: frozenset[str]

    def need(self, role: str) -> Need:
        own = [needs[role] for needs in self.members if role in needs]
        saved = {level: self._saved(own, level) for level in own[0].hours}
        months = sorted({month for need in own for month in need.peaks})
        peaks = {
            month: _added_less([n.peaks.get(month, n.hours) for n in own], saved)
            for month in months
        }
        return evolve(
            max(own, key=lambda need: need.verdict.rank),
            hours=_added_less([need.hours for need in own], saved),
            peaks=FrozenMap(peaks),
            skills=tuple(self._most_asked(skill for need in own for skill in need.skills)),
            languages=tuple(self._most_spoken(one for need in own for one in need.languages)),
            language_skills=tuple(sorted({s for need in own for s in need.language_skills})),
            tasks=tuple(self._tasks(own)),
        )

    def _saved(self, own: list[Need], level: str) -> Estimate:
        """Give the hours of what is done once, beyond those of the member that needs the most."""
        found = NOTHING
        for task in sorted(self.shared):
            hours = [one.hours.get(level, NOTHING) for need in own for one in need.tasks
                     if one.task == task]  # fmt: skip
            found += less(sum(hours, NOTHING), _most(hours)) if hours else NOTHING
        return found

    def _tasks(self, own: list[Need]) -> Iterator[TaskNeed]:
        by_task: dict[str, list[TaskNeed]] = {}
        for task in (task for need in own for task in need.tasks):
            by_task.setdefault(task.task, []).append(task)
        for identifier in sorted(by_task):
            parts = by_task[identifier]
            once = identifier in self.shared
            hours: dict[str, Estimate] = {}
            amounts: dict[str, int] = {}
            for level in dict.fromkeys(level for one in parts for level in one.hours):
                told = [one.hours.get(level, NOTHING) for one in parts]
                hours[level] = _most(told) if once else sum(told, NOTHING)
                counts = [one.amount.get(level, 0) for one in parts]
                amounts[level] = max(counts) if once else sum(counts)
            yield evolve(parts[0], hours=FrozenMap(hours), amount=FrozenMap(amounts))

    def _most_asked(self, skills: Iterable[SkillNeed]) -> Iterator[SkillNeed]:
        found: dict[str, SkillNeed] = {}
        for one in skills:
            found[one.skill] = max(found.get(one.skill, one), one, key=self._asks)
        return (found[skill] for skill in sorted(found))

    def _most_spoken(self, languages: Iterable[LanguageNeed]) -> Iterator[LanguageNeed]:
        found: dict[str, LanguageNeed] = {}
        for one in languages:
            found[one.language] = max(found.get(one.language, one), one, key=self._asks)
        return (found[tag] for tag in sorted(found))

    def _asks(self, one: SkillNeed | LanguageNeed) -> tuple[bool, int]:
        return one.necessity == "essential", self.members[0].rank(one.level)


def _most(hours: Sequence[Estimate]) -> Estimate:
    return Estimate(
        max(h.low for h in hours), max(h.typical for h in hours), max(h.high for h in hours)
    )


def _added_less(hours: list[Hours], saved: Mapping[str, Estimate]) -> Hours:
    return FrozenMap(
        {
            level: less(sum((one.get(level, NOTHING) for one in hours), NOTHING), part)
            for level, part in saved.items()
        }
    )


def _combinations(members: Sequence[Needs]) -> tuple[Combination, ...]:
    """Keep of each pair what is strictest: what one member forbids, the group forbids."""
    found: dict[tuple[str, str], Combination] = {}
    for one in (one for needs in members for one in needs.combinations):
        other = found.get(one.roles, one)
        found[one.roles] = min((other, one), key=lambda c: (c.allowed, not c.owner_accountable))
    return tuple(found[pair] for pair in sorted(found))


def _post(need: Need, full: float) -> PostNeed:
    def parts(hours: Estimate) -> Estimate:
        return Estimate(hours.low / full, hours.typical / full, hours.high / full)

    def of(work: str, free: str) -> Hours:
        levels = need.hours
        return FrozenMap(
            {
                level: sum(
                    (
                        task.hours.get(level, NOTHING)
                        for task in need.tasks
                        if (not work or task.work == work) and (not free or task.outside == free)
                    ),
                    NOTHING,
                )
                for level in levels
            }
        )

    return PostNeed(
        roles=(need.role,),
        sourcing=need.sourcing,
        hours=need.hours,
        fte=FrozenMap({level: parts(hours) for level, hours in need.hours.items()}),
        seat=of("seat", ""),
        skills=need.skills,
        languages=need.languages,
        peaks=need.peaks,
        given_out=of("", "may_go"),
    )
