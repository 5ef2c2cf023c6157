"""From a decision to what has to be staffed: tasks with hours, skills, languages, peaks."""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve

from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.need import (
    NOTHING,
    Hours,
    LanguageNeed,
    Need,
    Outside,
    PostNeed,
    SkillNeed,
    TaskNeed,
)
from commerce_roles.assessment.needs import Needs
from commerce_roles.assessment.outcome import Combination, Estimate, Findings, Post
from commerce_roles.assessment.posts import hours_of
from commerce_roles.assessment.showing import TaskHours, task_hours
from commerce_roles.catalogue import PRODUCTIVE, Catalogue
from commerce_roles.errors import UnknownIdError, nearest
from commerce_roles.expressions import Amount, Integer, Value
from commerce_roles.model import FrozenMap, Requirement, Task

__all__ = ["needs_of", "served_at"]

_PEAK_MONTHS: Final = "peak_months"
_PEAK_FACTOR: Final = "peak_factor"
_LANGUAGE: Final = "language"
_FREE: Final[Outside] = "may_go"


def needs_of(result: Findings, decision: Decision, catalogue: Catalogue, level: str) -> Needs:
    """Say what has to be staffed at a level of service.

    Raises:
        UnknownIdError: There is no such level.
    """
    level = served_at(catalogue, level)
    busy = _busy(decision, catalogue)
    roles = {role: _need(role, result, decision, busy, catalogue) for role in catalogue.roles}
    there = {
        role: need for role, need in roles.items() if any(h.high > 0 for h in need.hours.values())
    }
    posts = tuple(_post(post, there, catalogue) for post in result.answer.posts)
    country, channels = decision.values.get("country"), decision.values.get("channels")
    return Needs(
        level=level,
        levels=catalogue.levels,
        proficiency=tuple(
            step.id for step in sorted(catalogue.proficiencies.values(), key=lambda s: s.rank)
        ),
        language_levels=FrozenMap(
            {
                step.id: step.proficiency
                for scale in catalogue.scales.values()
                if scale.of == _LANGUAGE
                for step in scale.steps
            }
        ),
        full_post=float(catalogue.constants[PRODUCTIVE].value),
        roles=FrozenMap(there),
        posts=tuple(post for post in posts if post.roles),
        combinations=tuple(pair for pair in result.combinations if _both(pair, there)),
        channels=tuple(sorted(channels)) if isinstance(channels, frozenset) else (),
        country=country if isinstance(country, str) else "",
        unsettled=tuple(role for role in catalogue.roles if not result.roles[role].decided),
        catalogue_hash=result.catalogue_hash,
        catalogue=catalogue,
    )


def served_at(catalogue: Catalogue, level: str = "") -> str:
    """Give a level of service: the one that is named, else the least.

    Raises:
        UnknownIdError: There is no such level.
    """
    levels = catalogue.levels
    if level and level not in levels:
        near = nearest(level, levels) or levels
        raise UnknownIdError("level of service", level, levels, near=near)
    return level or levels[0]


def _both(pair: Combination, there: Mapping[str, Need]) -> bool:
    return all(role in there for role in pair.roles)


def _need(
    role: str,
    result: Findings,
    decision: Decision,
    busy: Mapping[int, Decision],
    catalogue: Catalogue,
) -> Need:
    found = result.roles[role]
    requirements = [r for r in catalogue.requirements.values() if r.role == role]
    return Need(
        role=role,
        area=catalogue.roles[role].area,
        reports_to=catalogue.roles[role].reports_to,
        verdict=found.verdict,
        sourcing=found.sourcing,
        hours=found.hours,
        peaks=FrozenMap(
            {month: _hours(one, role, catalogue.levels) for month, one in sorted(busy.items())}
        ),
        skills=tuple(_skills(requirements, catalogue)),
        languages=_languages(requirements, decision),
        language_skills=tuple(sorted({one.skill for one in requirements if _speaks(one)})),
        tasks=_tasks(role, decision, catalogue),
    )


def _hours(decision: Decision, role: str, levels: tuple[str, ...]) -> Hours:
    return FrozenMap({level: hours_of(decision, role, level) for level in levels})


def _busy(decision: Decision, catalogue: Catalogue) -> Mapping[int, Decision]:
    """Decide anew for each busy month, with all that is seasonal multiplied."""
    months, factor = decision.values.get(_PEAK_MONTHS), decision.values.get(_PEAK_FACTOR)
    if not isinstance(months, frozenset) or not isinstance(factor, int | float) or factor <= 1:
        return {}
    values: dict[str, Value] = dict(decision.values)
    for key, field in catalogue.fields.items():
        value, domain = values[key], decision.program.inputs[key]
        if field.seasonal and isinstance(value, int | float):
            more = min(value * factor, domain.high if isinstance(domain, Integer | Amount) else 0)
            values[key] = int(more) if isinstance(domain, Integer) else float(more)
    values.update(decision.program.values_of(values))
    peak = evolve(decision, values=values)
    return {int(month): peak for month in sorted(months, key=int)}


# ---------------------------------------------------------------------- what a role asks for


def _speaks(requirement: Requirement) -> bool:
    return bool(requirement.language_fields or requirement.languages)


def _skills(requirements: list[Requirement], catalogue: Catalogue) -> Iterator[SkillNeed]:
    for one in sorted(requirements, key=lambda r: (r.skill, r.id)):
        if not _speaks(one):
            yield SkillNeed(
                skill=one.skill,
                kind=catalogue.skills[one.skill].kind,
                necessity=one.necessity,
                level=one.level,
                importance=one.importance,
                excludes=one.excludes,
                requirement=one.id,
            )


def _languages(requirements: list[Requirement], decision: Decision) -> tuple[LanguageNeed, ...]:
    """List the languages asked for, each by the requirement that asks the most of it."""
    found: dict[str, LanguageNeed] = {}
    essential_last = sorted(requirements, key=lambda one: (one.necessity == "essential", one.id))
    for one in essential_last:
        told = [decision.values.get(key) for key in one.language_fields]
        tags = {tag for value in told if isinstance(value, frozenset) for tag in value}
        for tag in {*tags, *one.languages}:
            found[tag] = LanguageNeed(language=tag, necessity=one.necessity, level=one.level)
    return tuple(found[tag] for tag in sorted(found))


def _tasks(role: str, decision: Decision, catalogue: Catalogue) -> tuple[TaskNeed, ...]:
    by_level: dict[str, dict[str, TaskHours]] = {}
    for level in catalogue.levels:
        for one in task_hours(decision, catalogue, role, level):
            by_level.setdefault(one.task.id, {})[level] = one
    outside = _outside(catalogue)
    return tuple(_task(catalogue.tasks[task], by_level[task], outside) for task in sorted(by_level))


def _task(task: Task, levels: Mapping[str, TaskHours], outside: Mapping[str, Outside]) -> TaskNeed:
    return TaskNeed(
        task=task.id,
        role=task.responsible,
        phase=task.phase,
        work=task.work,
        accountable=task.accountable,
        hours=FrozenMap({level: one.hours for level, one in levels.items()}),
        amount=FrozenMap({level: one.amount for level, one in levels.items()}),
        skills=task.skills,
        kpis=task.kpis,
        governed_by=task.governed_by,
        approves=task.approves,
        outside=outside.get(task.id, outside.get(task.phase, _FREE)),
    )


def _outside(catalogue: Catalogue) -> Mapping[str, Outside]:
    """Say for each phase, and for tasks named by themselves, whether it may be given out."""
    return {
        name: delegation.outside
        for delegation in catalogue.delegations.values()
        for name in (*delegation.phases, *delegation.tasks)
    }


# ---------------------------------------------------------------------- posts


def _post(post: Post, there: Mapping[str, Need], catalogue: Catalogue) -> PostNeed:
    needs = [there[role] for role in post.roles if role in there]
    hours = _added([need.hours for need in needs])
    full = catalogue.constants[PRODUCTIVE].value
    months = sorted({month for need in needs for month in need.peaks})
    rank = {step.id: step.rank for step in catalogue.proficiencies.values()}
    tasks = [task for need in needs for task in need.tasks]
    return PostNeed(
        roles=tuple(need.role for need in needs),
        sourcing=post.sourcing,
        hours=hours,
        fte=FrozenMap({level: _share(one, full) for level, one in hours.items()}),
        seat=_added([task.hours for task in tasks if task.work == "seat"]),
        skills=_skills_of_all([skill for need in needs for skill in need.skills], rank),
        languages=_languages_of_all([one for need in needs for one in need.languages], rank),
        peaks=FrozenMap(
            {
                month: _added([need.peaks.get(month, need.hours) for need in needs])
                for month in months
            }
        ),
        given_out=_added([task.hours for task in tasks if task.outside == _FREE]),
    )


def _added(hours: list[Hours]) -> Hours:
    levels = dict.fromkeys(level for one in hours for level in one)
    return FrozenMap(
        {level: sum((one.get(level, NOTHING) for one in hours), NOTHING) for level in levels}
    )


def _share(hours: Estimate, full: int) -> Estimate:
    return Estimate(hours.low / full, hours.typical / full, hours.high / full)


def _skills_of_all(skills: list[SkillNeed], rank: Mapping[str, int]) -> tuple[SkillNeed, ...]:
    """Join what several roles ask for: of each skill the most that any asks."""
    found: dict[str, SkillNeed] = {}
    for one in skills:
        other = found.get(one.skill, one)
        essential = "essential" in (one.necessity, other.necessity)
        most = max((one, other), key=lambda need: rank.get(need.level, 0))
        found[one.skill] = evolve(
            most,
            necessity="essential" if essential else "optional",
            importance=max(one.importance, other.importance),
            excludes=one.excludes or other.excludes,
        )
    return tuple(found[skill] for skill in sorted(found))


def _languages_of_all(
    languages: list[LanguageNeed], rank: Mapping[str, int]
) -> tuple[LanguageNeed, ...]:
    found: dict[str, LanguageNeed] = {}
    for one in languages:
        other = found.get(one.language, one)
        essential = "essential" in (one.necessity, other.necessity)
        most = max((one, other), key=lambda need: rank.get(need.level, 0))
        found[one.language] = evolve(most, necessity="essential" if essential else "optional")
    return tuple(found[tag] for tag in sorted(found))
