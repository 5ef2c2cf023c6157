"""How a role reads: what it answers for, what it asks for, where a holder may come from."""

from collections.abc import Iterator
from typing import Final, get_args

from commerce_roles.catalogue.holding import Holding
from commerce_roles.catalogue.showing_keys import about
from commerce_roles.display import (
    Block,
    Document,
    Heading,
    Paragraph,
    Spans,
    Table,
    Text,
    joined,
    muted,
)
from commerce_roles.model import Phase, Requirement, Responsibility, Role

__all__ = ["role_blocks", "roles_document"]

_OF_A_ROLE: Final = (
    ("discipline", ""),
    ("background", "fit"),
    ("education", "when"),
    ("selection_criterion", "weight"),
)
"""Kinds whose facts belong to one role, and the attribute that says how."""


def roles_document(catalogue: Holding, lang: str) -> Document:
    """Show the roles, each with its superior and the tasks it is responsible for, by phase."""
    blocks: list[Block] = []
    columns = [catalogue.word("column", name, lang) for name in ("phase", "tasks")]
    for role in catalogue.roles.values():
        label, above = catalogue.label("role", role.id, lang), role.reports_to
        superior = (
            about("role", above, catalogue.label("role", above, lang))
            if above in catalogue.roles
            else catalogue.word("party", above, lang)
        )
        reports_to = catalogue.word("column", "reports_to", lang)
        rows: list[tuple[str, Spans]] = []
        for phase in get_args(Phase):
            labels = [
                about("task", task.id, catalogue.label("task", task.id, lang))
                for task in catalogue.tasks.values()
                if task.responsible == role.id and task.phase == phase
            ]
            if labels:
                rows.append((catalogue.word("phase", phase, lang), joined(labels)))
        blocks += [
            Heading([about("role", role.id, label), " ", muted(f"({role.id})")]),
            Paragraph(catalogue.text(role.definition, lang)),
            Paragraph([muted(f"{reports_to}: "), superior]),
            Table(columns, rows),
        ]
    return Document(catalogue.heading("column", "roles", lang), blocks, lang=lang)


def role_blocks(catalogue: Holding, role: Role, lang: str) -> Iterator[Block]:
    """Show what belongs to a role and stands in facts of its own."""
    yield Paragraph(catalogue.text(role.definition, lang))
    yield from _section(
        catalogue, lang, "answers_for", ("how", "what"), _responsibilities(catalogue, role, lang)
    )
    columns = ("what", "how", "level", "importance")
    yield from _section(catalogue, lang, "asks_for", columns, _requirements(catalogue, role, lang))
    for kind, key in _OF_A_ROLE:
        rows: list[tuple[Text, ...]] = [
            (
                about(kind, identifier, catalogue.label(kind, identifier, lang)),
                muted(catalogue.word(key, getattr(fact, key), lang) if key else ""),
            )
            for identifier, fact in catalogue.of(kind).items()
            if getattr(fact, "role", "") == role.id
        ]
        if rows:
            yield Heading(catalogue.heading("kinds", kind, lang))
            yield Table(["", ""], rows)


def _section(
    catalogue: Holding,
    lang: str,
    title: str,
    columns: tuple[str, ...],
    rows: list[tuple[Text, ...]],
) -> Iterator[Block]:
    if rows:
        yield Heading(catalogue.heading("column", title, lang))
        yield Table([catalogue.word("column", column, lang) for column in columns], rows)


def _responsibilities(catalogue: Holding, role: Role, lang: str) -> list[tuple[Text, ...]]:
    own = [fact for fact in catalogue.responsibilities.values() if fact.role == role.id]
    phases = get_args(Phase)

    def place(fact: Responsibility) -> tuple[int, str]:
        return phases.index(fact.mode), fact.id

    return [
        (
            catalogue.word("phase", fact.mode, lang),
            about("responsibility", fact.id, catalogue.label("responsibility", fact.id, lang)),
        )
        for fact in sorted(own, key=place)
    ]


def _requirements(catalogue: Holding, role: Role, lang: str) -> list[tuple[Text, ...]]:
    own = [fact for fact in catalogue.requirements.values() if fact.role == role.id]

    def place(fact: Requirement) -> tuple[bool, bool, int, str]:
        return not fact.excludes, fact.necessity == "optional", -fact.importance, fact.skill

    rows: list[tuple[Text, ...]] = []
    for fact in sorted(own, key=place):
        necessity = "excluding" if fact.excludes else fact.necessity
        level = catalogue.label("proficiency", fact.level, lang) if fact.level else ""
        rows.append(
            (
                about("skill", fact.skill, catalogue.label("skill", fact.skill, lang)),
                catalogue.word("necessity", necessity, lang),
                level,
                str(fact.importance),
            )
        )
    return rows
