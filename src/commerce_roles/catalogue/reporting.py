"""How a fact reads: every key it has, what it rests on, and what names it."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeGuard, get_args

import attrs

from commerce_roles.catalogue.catalogue import Catalogue
from commerce_roles.catalogue.kinds import KINDS
from commerce_roles.display import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    Text,
    code,
    muted,
    strong,
)
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import Evidence, FrozenMap, Phase, Role, is_value
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["document_of", "find", "plain_fact", "plain_of", "roles_document"]

_PLURALS: Final = {kind: f"{kind}s" for kind in KINDS} | {
    "quantity": "quantities",
    "country": "countries",
    "currency": "currencies",
}
_TEXTS: Final = ("label", "definition", "text", "question", "help", "where")


def find(catalogue: Catalogue, name: str) -> tuple[tuple[str, object], ...]:
    """Find the facts with an id, in every kind.

    Raises:
        UnknownIdError: No fact has this id; the nearest ids are named.
    """
    found = tuple((kind, catalogue.of(kind)[name]) for kind in KINDS if name in catalogue.ids(kind))
    if found:
        return found
    known = [*_PLURALS.values(), *(i for kind in KINDS for i in catalogue.ids(kind))]
    raise UnknownIdError("fact or kind", name, known)


def document_of(catalogue: Catalogue, name: str, lang: str) -> Document:
    """Show all facts of a kind, or every fact with an id.

    Raises:
        UnknownIdError: There is neither such a kind nor such an id.
    """
    kind = _kind(name)
    if kind:
        facts = catalogue.of(kind)
        rows = [(identifier, _short(catalogue, fact, lang)) for identifier, fact in facts.items()]
        return Document(f"{_PLURALS[kind]} ({len(rows)})", [Table(["id", ""], rows)], lang=lang)
    blocks: list[Block] = []
    for found_kind, fact in find(catalogue, name):
        blocks.extend(_blocks(catalogue, found_kind, fact, lang))
    return Document(name, blocks, lang=lang)


def roles_document(catalogue: Catalogue, lang: str) -> Document:
    """Show the roles, each with its superior and the tasks it is responsible for, by phase."""
    blocks: list[Block] = []
    columns = [catalogue.word("column", name, lang) for name in ("phase", "tasks")]
    for role in catalogue.roles.values():
        above = catalogue.roles.get(role.reports_to)
        superior = (
            catalogue.word("party", role.reports_to, lang)
            if above is None
            else catalogue.text(above.label, lang)
        )
        reports_to = catalogue.word("column", "reports_to", lang)
        rows: list[tuple[str, str]] = []
        for phase in get_args(Phase):
            labels = [
                catalogue.text(task.label, lang)
                for task in catalogue.tasks.values()
                if task.responsible == role.id and task.phase == phase
            ]
            if labels:
                rows.append((catalogue.word("phase", phase, lang), "; ".join(labels)))
        blocks += [
            Heading([catalogue.text(role.label, lang), " ", muted(f"({role.id})")]),
            Paragraph(catalogue.text(role.definition, lang)),
            Paragraph([muted(f"{reports_to}: "), superior]),
            Table(columns, rows),
        ]
    return Document(catalogue.word("column", "roles", lang), blocks, lang=lang)


def plain_of(catalogue: Catalogue, name: str) -> object:
    """Give all facts of a kind, or every fact with an id, as plain data.

    Raises:
        UnknownIdError: There is neither such a kind nor such an id.
    """
    kind = _kind(name)
    if kind:
        return {identifier: plain_fact(fact) for identifier, fact in catalogue.of(kind).items()}
    return {found: plain_fact(fact) for found, fact in find(catalogue, name)}


def plain_fact(value: object) -> object:
    """Write a fact as plain data; what it does not say is left out."""
    if is_value(value):
        pairs = ((a, getattr(value, a.name)) for a in attrs.fields(type(value)))
        found: dict[str, object] = {}
        for attribute, part in pairs:
            if part in ("", (), None) or part == FrozenMap() or part == attribute.default:
                continue
            inner = plain_fact(part)
            if isinstance(part, Evidence) and is_mapping(inner):
                found.update(inner)
            else:
                found[attribute.name] = inner
        return found
    if is_mapping(value):
        return {str(key): plain_fact(part) for key, part in value.items()}
    if is_sequence(value):
        return [plain_fact(part) for part in value]
    return value


def _kind(name: str) -> str:
    return next((kind for kind, plural in _PLURALS.items() if name in (kind, plural)), "")


def is_texts(value: object) -> TypeGuard[Mapping[str, str]]:
    """Say whether a value is a text per language."""
    return isinstance(value, FrozenMap)


def _short(catalogue: Catalogue, fact: object, lang: str) -> str:
    """Say in one line what a fact is."""
    for key in ("label", "text"):
        texts = getattr(fact, key, None)
        if is_texts(texts) and texts:
            return catalogue.text(texts, lang)
    for key in ("statement", "title", "topic", "value"):
        if getattr(fact, key, None):
            return str(getattr(fact, key))
    if hasattr(fact, "decides"):
        about = getattr(fact, "role", "") or getattr(fact, "pair", "") or ""
        return f"{getattr(fact, 'decides', '')} {about}"
    return ""


def _blocks(catalogue: Catalogue, kind: str, fact: object, lang: str) -> Iterator[Block]:
    yield Heading([kind, ": ", _short(catalogue, fact, lang)])
    rows: list[tuple[Text, Text]] = []
    evidence = Evidence()
    for attribute in attrs.fields(type(fact)) if is_value(fact) else ():
        value = getattr(fact, attribute.name)
        if isinstance(value, Evidence):
            evidence = value
        elif attribute.name in _TEXTS and is_texts(value):
            if value:
                rows.append((attribute.name, catalogue.text(value, lang)))
        elif attribute.name != "id" and value not in ("", (), None) and value != FrozenMap():
            rows.extend(_rows(attribute.name, plain_fact(value)))
    if rows:
        yield Table(["", ""], rows)
    yield from _rests_on(catalogue, evidence)
    if isinstance(fact, Role):
        tasks = [t for t in catalogue.tasks.values() if t.responsible == fact.id]
        yield Heading("tasks")
        yield Bullets([[code(t.id), " ", catalogue.text(t.label, lang)] for t in tasks])


def _rows(name: str, value: object) -> Iterator[tuple[Text, Text]]:
    """Lay nested data out as rows with paths."""
    if is_mapping(value):
        for key, part in value.items():
            yield from _rows(f"{name}.{key}", part)
    elif is_sequence(value) and any(is_mapping(part) for part in value):
        for position, part in enumerate(value, 1):
            yield from _rows(f"{name} {position}", part)
    elif is_sequence(value):
        yield name, ", ".join(map(str, value))
    else:
        yield name, str(value)


def _rests_on(catalogue: Catalogue, evidence: Evidence) -> Iterator[Block]:
    if evidence.why:
        yield Paragraph(evidence.why)
    items: list[Text] = []
    if evidence.basis:
        items.append(["basis: ", strong(evidence.basis)])
    items.extend(
        [strong(claim), f" {catalogue.claims[claim].statement}"] for claim in evidence.claims
    )
    for source in evidence.sources:
        found = catalogue.sources[source]
        items.append([strong(source), f" {found.title} ", muted(f"({found.tier} {found.year})")])
    for identifier in evidence.contradictions:
        contradiction = catalogue.contradictions[identifier]
        items.append([strong(identifier), f" {contradiction.topic} {contradiction.resolution}"])
    if items:
        yield Bullets(items)
