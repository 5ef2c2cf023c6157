"""How a vacancy and a brief read, and how they are written as data."""

from collections.abc import Iterable, Iterator
from typing import Final, get_args

from commerce_roles.assessment.need import NOTHING, LanguageNeed, SkillNeed, TaskNeed
from commerce_roles.assessment.outcome import frozen_params
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Alignment,
    Block,
    Bullet,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    muted,
    strong,
)
from commerce_roles.model import Phase
from commerce_roles.staffing.posted import Brief, Vacancy

__all__ = ["asked_rows", "brief", "brief_data", "task_rows", "vacancy", "vacancy_data"]

_FACTS: Final = (
    ("background", "background", "fit"),
    ("education", "education", "when"),
    ("look_at", "selection_criterion", "weight"),
)
"""Headings, the kind of fact under each, and the attribute that says how it counts."""
_RULES: Final = ("brief.approvals", "brief.accounts", "brief.onboarding")
_QUESTIONS: Final = (
    "brief.ask_price", "brief.ask_tasks", "brief.ask_response", "brief.ask_notice", "brief.ask_who",
)  # fmt: skip
_MOST_KPIS: Final = 8


def vacancy(post: Vacancy, speaker: Speaker) -> Document:
    """Write a vacancy out."""
    catalogue, language = speaker.catalogue, speaker.language
    params = {
        "hours": post.hours.as_numbers(),
        "service": post.level,
        "share": max(1, round(100 * post.share)),
    }
    blocks: list[Block] = [Paragraph([strong(speaker.text("vacancy.lead", frozen_params(params)))])]
    blocks += [
        Paragraph(catalogue.text(catalogue.roles[r].definition, language)) for r in post.roles
    ]
    superiors = ", ".join(_party(one, speaker) for one in post.reports_to)
    if superiors:
        blocks.append(Paragraph(speaker.text("vacancy.reports_to", {"superior": superiors})))
    blocks += _phases(post.tasks, speaker)
    for word, skills in (("must", post.must), ("plus", post.plus)):
        blocks += _listed(word, (_skill(skill, speaker) for skill in skills), speaker)
    blocks += _listed("languages", (_spoken(one, speaker) for one in post.languages), speaker)
    blocks += _listed("kpis", _kpis(post.tasks, speaker), speaker)
    for word, kind, how in _FACTS:
        blocks += _listed(word, _facts(kind, how, post.roles, speaker), speaker)
    if post.traits:
        traits = {"skills": post.traits}
        blocks.append(Paragraph(speaker.text("vacancy.traits", frozen_params(traits))))
    blocks.append(Paragraph([muted(speaker.text("vacancy.fair"))]))
    return Document(capital(speaker.names(post.roles)), blocks, lang=language)


def brief(asked: Brief, speaker: Speaker) -> Document:
    """Write a brief out."""
    catalogue, language = speaker.catalogue, speaker.language
    params = {"work": asked.roles, "hours": asked.hours.as_numbers(), "service": asked.level}
    lead = speaker.text("brief.lead", frozen_params(params))
    blocks: list[Block] = [Paragraph([strong(lead)])]
    if asked.channels:
        names = [catalogue.label("channel", one, language) for one in asked.channels]
        blocks.append(
            Paragraph([muted(f"{_head('brief', 'channels', speaker)}: "), ", ".join(names)])
        )
    blocks += _scope(asked, speaker)
    must = [_skill(one, speaker) for one in asked.skills if one.necessity == "essential"]
    blocks += _listed("must", must, speaker)
    blocks += _listed("languages", (_spoken(one, speaker) for one in asked.languages), speaker)
    blocks += _listed("kpis", _kpis(asked.tasks, speaker), speaker)
    stays = [catalogue.label("task", task.task, language) for task in asked.stays]
    if stays:
        blocks += [Heading(_head("brief", "stays", speaker)), Bullets(stays)]
    for word, messages in (("rules", _RULES), ("questions", _QUESTIONS)):
        blocks.append(Heading(_head("brief", word, speaker)))
        blocks.append(Bullets([speaker.text(message) for message in messages]))
    title = f"{_head('brief', 'title', speaker)}: {speaker.names(asked.roles)}"
    return Document(title, blocks, lang=language)


def _head(group: str, word: str, speaker: Speaker) -> str:
    return capital(speaker.word(group, word))


def _listed(word: str, items: Iterable[str], speaker: Speaker) -> Iterator[Block]:
    told = list(items)
    if told:
        yield Heading(_head("vacancy", word, speaker))
        yield Bullets(told)


def _party(name: str, speaker: Speaker) -> str:
    if name in speaker.catalogue.roles:
        return speaker.role(name)
    return speaker.word("party", name)


def _phases(tasks: tuple[TaskNeed, ...], speaker: Speaker) -> Iterator[Block]:
    catalogue, language = speaker.catalogue, speaker.language
    items: list[Bullet] = []
    for phase in get_args(Phase):
        own = [catalogue.label("task", t.task, language) for t in tasks if t.phase == phase]
        if own:
            items.append(Bullet(strong(capital(speaker.word("phase", phase))), own))
    if items:
        yield Heading(_head("vacancy", "tasks", speaker))
        yield Bullets(items)


def _skill(skill: SkillNeed, speaker: Speaker) -> str:
    catalogue, language = speaker.catalogue, speaker.language
    name = catalogue.label("skill", skill.skill, language)
    level = catalogue.label("proficiency", skill.level, language) if skill.level else ""
    excludes = speaker.word("necessity", "excluding") if skill.excludes else ""
    added = ", ".join(filter(None, (level, excludes)))
    return f"{name} ({added})" if added else name


def _spoken(one: LanguageNeed, speaker: Speaker) -> str:
    catalogue, language = speaker.catalogue, speaker.language
    name = catalogue.label("language", one.language, language)
    level = catalogue.label("proficiency", one.level, language) if one.level else ""
    necessity = speaker.word("necessity", one.necessity)
    return f"{name} ({', '.join(filter(None, (level, necessity)))})"


def _kpis(tasks: Iterable[TaskNeed], speaker: Speaker) -> list[str]:
    """Name the KPIs that most of the work moves, the core ones first."""
    count: dict[str, int] = {}
    for kpi in (kpi for task in tasks for kpi in task.kpis):
        count[kpi] = count.get(kpi, 0) + 1
    known = speaker.catalogue.kpis
    order = sorted(count, key=lambda k: (not (k in known and known[k].core), -count[k], k))
    names = [speaker.catalogue.label("kpi", kpi, speaker.language) for kpi in order]
    return names[:_MOST_KPIS]


def _facts(kind: str, how: str, roles: tuple[str, ...], speaker: Speaker) -> Iterator[str]:
    catalogue, language = speaker.catalogue, speaker.language
    for identifier, fact in catalogue.of(kind).items():
        if getattr(fact, "role", "") in roles:
            counts = speaker.word(how, getattr(fact, how))
            yield f"{catalogue.label(kind, identifier, language)} ({counts})"


def _scope(asked: Brief, speaker: Speaker) -> Iterator[Block]:
    catalogue, language = speaker.catalogue, speaker.language
    right: Alignment = "right"
    rows: list[tuple[str, str, str]] = []
    for task in asked.tasks:
        hours = task.hours.get(asked.level, NOTHING)
        amount = task.amount.get(asked.level)
        of = catalogue.tasks[task.task].effort.of if task.task in catalogue.tasks else ""
        kind = "quantity" if of in catalogue.quantities else "field"
        counted = catalogue.label(kind, of, language) if of in catalogue.of(kind) else of
        much = "" if amount is None else f"{speaker.number(amount)} × {counted}"
        rows.append((catalogue.label("task", task.task, language), much, speaker.ends(hours)))
    yield Heading(_head("brief", "scope", speaker))
    yield Table(
        [
            speaker.word("offer_column", "task"),
            speaker.word("offer_column", "amount"),
            speaker.word("offer_column", "hours"),
        ],
        rows,
        alignments=("left", "left", right),
    )


# ---------------------------------------------------------------------- data


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
            for _, kind, _ in _FACTS
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
        "rules": [{"id": one, "text": speaker.text(one)} for one in _RULES],
        "questions": [{"id": one, "text": speaker.text(one)} for one in _QUESTIONS],
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
