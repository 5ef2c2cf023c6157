"""A vacancy and a brief as plain data, in the forms `vacancy/1` and `brief/1`, and as flat rows."""

from collections.abc import Iterable

from commerce_roles.assessment.need import NOTHING, LanguageNeed, SkillNeed, TaskNeed
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.staffing.posted import Brief, Vacancy
from commerce_roles.staffing.posts_reporting import FACTS, QUESTIONS, RULES

__all__ = ["asked_rows", "brief_data", "task_rows", "vacancy_data"]


def vacancy_data(post: Vacancy, speaker: Speaker) -> dict[str, object]:
    """Write a vacancy as plain data, names in one language beside the ids."""
    return {
        "format": "vacancy/1",
        "lang": speaker.language,
        "title": speaker.names(post.roles),
        "roles": list(post.roles),
        "level": post.level,
        "hours_per_month": post.hours.as_numbers(),
        "share_of_full_post": round(post.share, 2),
        "reports_to": list(post.reports_to),
        "tasks": [_task(task, post.level, speaker) for task in post.tasks],
        "must": [_skill_data(skill, speaker) for skill in post.must],
        "plus": [_skill_data(skill, speaker) for skill in post.plus],
        "traits_not_matched": list(post.traits),
        "languages": [_language_data(one, speaker) for one in post.languages],
        "kpis": sorted({kpi for task in post.tasks for kpi in task.kpis}),
        **{
            kind: [
                identifier
                for identifier, fact in speaker.catalogue.of(kind).items()
                if getattr(fact, "role", "") in post.roles
            ]
            for _, kind, _ in FACTS
        },
    }


def brief_data(asked: Brief, speaker: Speaker) -> dict[str, object]:
    """Write a brief as plain data, names in one language beside the ids."""
    return {
        "format": "brief/1",
        "lang": speaker.language,
        "roles": list(asked.roles),
        "level": asked.level,
        "hours_per_month": asked.hours.as_numbers(),
        "tasks": [_task(task, asked.level, speaker) for task in asked.tasks],
        "stays": [_task(task, asked.level, speaker) for task in asked.stays],
        "skills": [_skill_data(skill, speaker) for skill in asked.skills],
        "languages": [_language_data(one, speaker) for one in asked.languages],
        "channels": list(asked.channels),
        "kpis": sorted({kpi for task in asked.tasks for kpi in task.kpis}),
        "rules": [{"id": one, "text": speaker.text(one)} for one in RULES],
        "questions": [{"id": one, "text": speaker.text(one)} for one in QUESTIONS],
    }


def _task(task: TaskNeed, level: str, speaker: Speaker) -> dict[str, object]:
    return {
        "id": task.task,
        "label": speaker.catalogue.label("task", task.task, speaker.language),
        "phase": task.phase,
        "outside": task.outside,
        "amount": task.amount.get(level),
        "hours_per_month": task.hours.get(level, NOTHING).as_numbers(),
    }


def _skill_data(skill: SkillNeed, speaker: Speaker) -> dict[str, object]:
    known = speaker.catalogue.requirements
    evidence = known[skill.requirement].evidence.claims if skill.requirement in known else ()
    return {
        "id": skill.skill,
        "label": speaker.catalogue.label("skill", skill.skill, speaker.language),
        "level": skill.level or None,
        "necessity": skill.necessity,
        "importance": skill.importance,
        "excludes": skill.excludes,
        "claims": list(evidence),
    }


def _language_data(one: LanguageNeed, speaker: Speaker) -> dict[str, object]:
    return {
        "language": one.language,
        "label": speaker.catalogue.label("language", one.language, speaker.language),
        "level": one.level or None,
        "necessity": one.necessity,
    }


def asked_rows(
    skills: Iterable[SkillNeed], languages: Iterable[LanguageNeed]
) -> list[dict[str, object]]:
    """Write what is asked for as flat rows."""
    return [*map(_skill_row, skills), *map(_language_row, languages)]


def _skill_row(skill: SkillNeed) -> dict[str, object]:
    return {
        "kind": "skill",
        "id": skill.skill,
        "necessity": skill.necessity,
        "level": skill.level or None,
        "importance": skill.importance,
        "excludes": skill.excludes,
    }


def _language_row(one: LanguageNeed) -> dict[str, object]:
    return {
        "kind": "language",
        "id": one.language,
        "necessity": one.necessity,
        "level": one.level or None,
        "importance": None,
        "excludes": False,
    }


def task_rows(asked: Brief) -> list[dict[str, object]]:
    """Write the tasks of a brief as flat rows."""
    return [
        {
            "task": task.task,
            "outside": task.outside,
            "phase": task.phase,
            "amount": task.amount.get(asked.level),
            **{
                f"hours_{end}": number
                for end, number in task.hours.get(asked.level, NOTHING).as_numbers().items()
            },
        }
        for task in (*asked.tasks, *asked.stays)
    ]
