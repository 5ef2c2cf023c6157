"""How a fact reads: what it says, what it rests on, its names, and what it stands beside."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeGuard

import attrs

from commerce_roles.catalogue.finding import facts_called, find
from commerce_roles.catalogue.holding import Holding
from commerce_roles.catalogue.kinds import PLURALS, kind_of
from commerce_roles.catalogue.showing_roles import role_blocks
from commerce_roles.catalogue.tracing import links_from, links_to, trace
from commerce_roles.display import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    Text,
    muted,
    strong,
)
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import Claim, Evidence, FrozenMap, Label, Role, is_value, references
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["claims_document", "document_of", "plain_fact", "plain_of"]

_SHORT: Final = ("label", "text", "name", "statement", "title", "topic", "value")
"""The attributes that say in one line what a fact is, best first."""
_APART: Final = ("id", "label", "text", "phrases", "settings", "first_steps")
"""Attributes that are shown otherwise, or that only serve sentences."""
_UNSEEN: Final = ("translation", "message", "parameter", "unit", "cost", "support")
"""Kinds that are no neighbours to whoever reads."""
_NEAREST: Final = 3
_ALIKE: Final = 0.1
"""How much less alike than the best a name may be to be suggested beside it."""
_MOST_LINKS: Final = 12
"""More links of one kind are counted, not listed."""


def document_of(catalogue: Holding, name: str, lang: str) -> Document:
    """Show all facts of a kind, or every fact with an id.

    Raises:
        UnknownIdError: There is neither such a kind nor such an id.
    """
    kind = kind_of(name)
    if kind:
        rows = [(found, _short(catalogue, kind, found, lang)) for found in catalogue.of(kind)]
        return Document(f"{PLURALS[kind]} ({len(rows)})", [Table(["id", ""], rows)], lang=lang)
    try:
        places = facts_called(catalogue, name)
    except UnknownIdError:
        found = find(catalogue, name)
        places = tuple((one.kind, one.id) for one in found if one.exact)
        if not places:
            best = [one for one in found if one.score > found[0].score - _ALIKE]
            near = tuple(f"{one.kind}.{one.id} ({one.label})" for one in best[:_NEAREST])
            known = [*PLURALS.values(), *(i for kind in PLURALS for i in catalogue.ids(kind))]
            raise UnknownIdError("fact or kind", name, known, near=near) from None
    blocks: list[Block] = []
    for found_kind, identifier in places:
        blocks.extend(_blocks(catalogue, found_kind, identifier, lang))
    return Document(name, blocks, lang=lang)


def claims_document(catalogue: Holding, lang: str) -> Document:
    """Show every claim by article, with how much rests on it."""
    blocks: list[Block] = []
    for article in catalogue.articles.values():
        rows = [
            (claim.id, claim.statement, _carries(catalogue, claim))
            for claim in catalogue.claims.values()
            if catalogue.sections[claim.places[0].section].article == article.id
        ]
        if rows:
            blocks += [
                Heading([article.english, " ", muted(f"({article.id}, {len(rows)})")]),
                Table(["id", "", "facts"], rows),
            ]
    return Document(f"claims ({len(catalogue.claims)})", blocks, lang=lang)


def _carries(catalogue: Holding, claim: Claim) -> str:
    facts = {citation.fact for citation in trace(catalogue, claim.id)}
    return str(len(facts)) if facts else "context"


def plain_of(catalogue: Holding, name: str) -> object:
    """Give all facts of a kind, or every fact with an id, as plain data.

    Raises:
        UnknownIdError: There is neither such a kind nor such an id.
    """
    kind = kind_of(name)
    if kind:
        return {identifier: plain_fact(fact) for identifier, fact in catalogue.of(kind).items()}
    places = facts_called(catalogue, name)
    return {found: plain_fact(catalogue.of(found)[identifier]) for found, identifier in places}


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


def is_texts(value: object) -> TypeGuard[Mapping[str, str]]:
    """Say whether a value is a text per language."""
    return isinstance(value, FrozenMap)


def _short(catalogue: Holding, kind: str, identifier: str, lang: str) -> str:
    """Say in one line what a fact is."""
    named = catalogue.names(kind, identifier)
    if named:
        return catalogue.text(named, lang)
    fact = catalogue.of(kind)[identifier]
    for key in _SHORT:
        value: object = getattr(fact, key, None)
        if isinstance(value, str) and value:
            return value
    about = [name for kind_, name in _about(fact) if kind_ in ("role", "skill")]
    return ": ".join([str(getattr(fact, "decides", "")), *about]).strip(": ")


def _about(fact: object) -> Iterator[tuple[str, str]]:
    for key in ("role", "skill", "pair"):
        value: object = getattr(fact, key, "")
        if isinstance(value, str) and value:
            yield ("skill" if key == "skill" else "role"), value
        elif is_sequence(value):
            yield from (("role", str(part)) for part in value)


def _blocks(catalogue: Holding, kind: str, identifier: str, lang: str) -> Iterator[Block]:
    fact = catalogue.of(kind)[identifier]
    yield Heading([kind, ": ", _short(catalogue, kind, identifier, lang)])
    if isinstance(fact, Role):
        yield from role_blocks(catalogue, fact, lang)
    rows: list[tuple[Text, Text]] = []
    for attribute in attrs.fields(type(fact)) if is_value(fact) else ():
        value: object = getattr(fact, attribute.name)
        if attribute.name in _APART or value in ("", (), None) or value == FrozenMap():
            continue
        if attribute.type == Label and is_texts(value):
            rows.append((attribute.name, catalogue.text(value, lang)))
        elif value != attribute.default and not isinstance(value, Evidence):
            rows.extend(_rows(attribute.name, plain_fact(value)))
    if rows:
        yield Table(["", ""], rows)
    evidence: object = getattr(fact, "evidence", None)
    yield from _rests_on(
        catalogue, fact, evidence if isinstance(evidence, Evidence) else Evidence()
    )
    yield from _named(catalogue, kind, identifier, lang)
    yield from _neighbours(catalogue, kind, identifier, lang)


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


def _rests_on(catalogue: Holding, fact: object, evidence: Evidence) -> Iterator[Block]:
    """Say what a fact rests on: its own evidence in words, that of its parts by claim."""
    if evidence.why:
        yield Paragraph(evidence.why)
    items: list[Text] = []
    if evidence.basis:
        items.append(["basis: ", strong(evidence.basis)])
    cited = [(r.kind, r.id) for r in references(fact)]
    for kind, identifier in dict.fromkeys(cited):
        if kind == "claim":
            items.append([strong(identifier), f" {catalogue.claims[identifier].statement}"])
        elif kind == "source":
            found = catalogue.sources[identifier]
            year = muted(f"({found.tier} {found.year or 'undated'})")
            items.append([strong(identifier), f" {found.title} ", year])
        elif kind == "contradiction":
            disagreement = catalogue.contradictions[identifier]
            text = f" {disagreement.topic}: {disagreement.resolution}"
            items.append([strong(identifier), text])
    if items:
        yield Bullets(items)


def _named(catalogue: Holding, kind: str, identifier: str, lang: str) -> Iterator[Block]:
    """List the names in every language, with where they come from."""
    translation = catalogue.translations.get(f"{kind}.{identifier}")
    names = catalogue.names(kind, identifier)
    if translation is None or not names:
        return
    rows: list[tuple[Text, Text, Text]] = []
    for language in catalogue.label_languages:
        if language in names:
            origin = "article" if language in translation.article else "suggested"
            origins = [origin, *(["doubtful"] if language in translation.doubtful else [])]
            said = ", ".join(catalogue.word("origin", each, lang) for each in origins)
            also = ", ".join(translation.aliases.get(language, ()))
            rows.append(([strong(language), f" {names[language]}"], also, muted(said)))
    columns = [catalogue.word("column", column, lang) for column in ("also", "origin")]
    yield Table(["", *columns], rows)
    if translation.note:
        yield Paragraph(translation.note)


def _neighbours(catalogue: Holding, kind: str, identifier: str, lang: str) -> Iterator[Block]:
    """List the facts that this one names, and those that name it."""
    for title, links in (
        ("names", links_from(catalogue, kind, identifier)),
        ("named_by", links_to(catalogue, kind, identifier)),
    ):
        groups: dict[str, list[str]] = {}
        for link in links:
            if link.kind not in _UNSEEN:
                groups.setdefault(link.kind, []).append(link.id)
        items: list[Text] = []
        for other, found in groups.items():
            ids = list(dict.fromkeys(found))
            shown = "; ".join(_mention(catalogue, other, name, lang) for name in ids[:_MOST_LINKS])
            more = f"; … ({len(ids)})" if len(ids) > _MOST_LINKS else ""
            items.append([strong(PLURALS[other]), f" {shown}{more}"])
        if items:
            yield Heading(catalogue.heading("column", title, lang))
            yield Bullets(items)


def _mention(catalogue: Holding, kind: str, identifier: str, lang: str) -> str:
    named = catalogue.names(kind, identifier)
    return f"{catalogue.text(named, lang)} ({identifier})" if named else identifier
