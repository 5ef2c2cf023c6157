"""How a vacancy and a brief read, for an applicant and for a supplier."""

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

__all__ = ["FACTS", "QUESTIONS", "RULES", "brief", "vacancy"]

FACTS: Final = (
    ("background", "background", "fit"),
    ("education", "education", "when"),
    ("look_at", "selection_criterion", "weight"),
)
"""Headings, the kind of fact under each, and the attribute that says how it counts."""
RULES: Final = ("brief.approvals", "brief.accounts", "brief.onboarding")
"""What a supplier has to keep to, as messages."""
QUESTIONS: Final = (
    "brief.ask_price", "brief.ask_tasks", "brief.ask_response", "brief.ask_notice", "brief.ask_who",
)  # fmt: skip
"""What a supplier has to answer, as messages."""
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
    for word, kind, how in FACTS:
        blocks += _listed(word, _facts(kind, how, post.roles, speaker), speaker)
    if post.traits:
        traits = {"skills": post.traits}
        blocks.append(Paragraph(speaker.text("vacancy.traits", frozen_params(traits))))
    blocks.append(Paragraph([muted(speaker.text("vacancy.fair"))]))
    return Document(capital(speaker.names(post.roles)), blocks, lang=language)


def brief(asked: Brief, speaker: Speaker) -> Document:
    """Write a brief out."""
    catalogue, language = speaker.catalogue, speaker.language
    params = {"names": asked.roles, "hours": asked.hours.as_numbers(), "service": asked.level}
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
    for word, messages in (("rules", RULES), ("questions", QUESTIONS)):
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
