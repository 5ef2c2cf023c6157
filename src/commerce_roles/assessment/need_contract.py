"""What has to be staffed as plain data: the form `needs/1`, and flat rows of each part."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from commerce_roles.assessment.contract import message
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
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.assessment.speaking import Speaker

__all__ = ["FORMAT", "ROWS", "needs_data"]

FORMAT: Final = "needs/1"
Row = dict[str, object]


def needs_data(needs: Needs, speaker: Speaker) -> Row:
    """Write it as plain data; sentences in the speaker's language."""
    return {
        "format": FORMAT,
        "lang": speaker.language,
        "catalogue_hash": needs.catalogue_hash,
        "level": needs.level,
        "levels": list(needs.levels),
        "hours_of_full_post": needs.full_post,
        "country": needs.country or None,
        "channels": list(needs.channels),
        "unsettled": list(needs.unsettled),
        "posts": [_post(post) for post in needs.posts],
        "roles": {role: _need(need) for role, need in needs.items()},
        "combinations": [
            {
                "roles": list(pair.roles),
                "allowed": pair.allowed,
                "decided": pair.decided,
                "owner_accountable": pair.owner_accountable,
                "conditions": [message(said, speaker) for said in pair.conditions],
            }
            for pair in needs.combinations
        ],
    }


def _post(post: PostNeed) -> Row:
    return {
        "roles": list(post.roles),
        "sourcing": post.sourcing.value,
        "hours_per_month": _hours(post.hours),
        "fte": {level: _share(fte) for level, fte in post.fte.items()},
        "seat_hours_per_month": _hours(post.seat),
        "may_be_given_out_per_month": _hours(post.given_out),
        "busy_months": _months(post.peaks),
        "skills": [_skill(skill) for skill in post.skills],
        "languages": [_language(one) for one in post.languages],
    }


def _need(need: Need) -> Row:
    return {
        "area": need.area or None,
        "reports_to": need.reports_to or None,
        "verdict": need.verdict.value,
        "sourcing": need.sourcing.value,
        "hours_per_month": _hours(need.hours),
        "busy_months": _months(need.peaks),
        "skills": [_skill(skill) for skill in need.skills],
        "languages": [_language(one) for one in need.languages],
        "tasks": [_task(task) for task in need.tasks],
    }


def _task(task: TaskNeed) -> Row:
    return {
        "id": task.task,
        "phase": task.phase,
        "work": task.work,
        "accountable": task.accountable or None,
        "hours_per_month": _hours(task.hours),
        "amount": dict(task.amount),
        "skills": list(task.skills),
        "kpis": list(task.kpis),
        "governed_by": list(task.governed_by),
        "approves": list(task.approves),
        "outside": task.outside,
    }


def _skill(skill: SkillNeed) -> Row:
    return {
        "id": skill.skill,
        "kind": skill.kind,
        "necessity": skill.necessity,
        "level": skill.level or None,
        "importance": skill.importance,
        "excludes": skill.excludes,
        "requirement": skill.requirement or None,
    }


def _language(one: LanguageNeed) -> Row:
    return {"language": one.language, "necessity": one.necessity, "level": one.level or None}


def _hours(hours: Hours) -> Row:
    return {level: one.as_numbers() for level, one in hours.items()}


def _months(peaks: Mapping[int, Hours]) -> Row:
    return {str(month): _hours(hours) for month, hours in peaks.items()}


def _share(fte: Estimate) -> Mapping[str, float]:
    low, typical, high = (round(part, 2) for part in (fte.low, fte.typical, fte.high))
    return {"low": low, "typical": typical, "high": high}


# ---------------------------------------------------------------------- rows


def _named(name: str, numbers: Mapping[str, float]) -> Row:
    return {f"{name}_{end}": number for end, number in numbers.items()}


def _joined(words: Iterable[object]) -> str | None:
    return ", ".join(map(str, words)) or None


def _post_rows(needs: Needs) -> list[Row]:
    return [
        {
            "roles": _joined(post.roles),
            "sourcing": post.sourcing.value,
            "level": level,
            **_named("hours", hours.as_numbers()),
            **_named("fte", _share(post.fte[level])),
            "given_out_typical": post.given_out.get(level, NOTHING).as_numbers()["typical"],
            "peak_months": _joined(post.peaks),
            "languages": _joined(one.language for one in post.languages),
        }
        for post in needs.posts
        for level, hours in post.hours.items()
    ]


def _role_rows(needs: Needs) -> list[Row]:
    return [
        {
            "role": role,
            "verdict": need.verdict.value,
            "sourcing": need.sourcing.value,
            "level": level,
            **_named("hours", hours.as_numbers()),
        }
        for role, need in needs.items()
        for level, hours in need.hours.items()
    ]


def _month_rows(needs: Needs) -> list[Row]:
    return [
        {"role": role, "month": month, "level": level, **_named("hours", hours.as_numbers())}
        for role, need in needs.items()
        for month, levels in need.peaks.items()
        for level, hours in levels.items()
    ]


def _task_rows(needs: Needs) -> list[Row]:
    return [
        {
            "role": role,
            "task": task.task,
            "phase": task.phase,
            "outside": task.outside,
            "level": level,
            "amount": task.amount.get(level),
            **_named("hours", hours.as_numbers()),
        }
        for role, need in needs.items()
        for task in need.tasks
        for level, hours in task.hours.items()
    ]


def _skill_rows(needs: Needs) -> list[Row]:
    return [
        {
            "role": role,
            "skill": skill.skill,
            **{k: v for k, v in _skill(skill).items() if k != "id"},
        }
        for role, need in needs.items()
        for skill in need.skills
    ]


def _language_rows(needs: Needs) -> list[Row]:
    return [
        {"role": role, **_language(one)} for role, need in needs.items() for one in need.languages
    ]


def _pair_rows(needs: Needs) -> list[Row]:
    return [
        {
            "roles": _joined(pair.roles),
            "allowed": pair.allowed,
            "decided": pair.decided,
            "owner_accountable": pair.owner_accountable,
        }
        for pair in needs.combinations
    ]


ROWS: Final[Mapping[str, Callable[[Needs], list[Row]]]] = {
    "posts": _post_rows,
    "roles": _role_rows,
    "months": _month_rows,
    "tasks": _task_rows,
    "skills": _skill_rows,
    "languages": _language_rows,
    "combinations": _pair_rows,
}
"""The parts as rows, by name."""
