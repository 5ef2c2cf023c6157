"""How a fact reads: what it says, what it rests on, its names, and what it stands beside."""

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from commerce_roles.catalogue.finding import facts_called, find, fold
from commerce_roles.catalogue.holding import Holding
from commerce_roles.catalogue.kinds import EVIDENCE_KINDS, KINDS, PLURALS, kind_of
from commerce_roles.catalogue.showing_keys import about, key_rows, plain_fact
from commerce_roles.catalogue.showing_roles import role_blocks
from commerce_roles.catalogue.tracing import links_from, links_to, trace
from commerce_roles.display import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Span,
    Spans,
    Table,
    Text,
    joined,
    muted,
    strong,
)
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import Claim, Evidence, Role, references
from commerce_roles.model import Table as Rules
from commerce_roles.structuring import is_sequence

__all__ = ["claims_document", "document_of", "overview_of", "plain_fact", "plain_of"]

_SHORT: Final = ("label", "text", "name", "statement", "title", "topic", "value")
"""The attributes that say in one line what a fact is, best first."""
_SAY_ABOUT: Final = (("country", "country"), ("role", "role"), ("pair", "role"), ("skill", "skill"))
"""Attributes that say what a fact is about, with the kind of what they name."""
_UNSEEN: Final = ("translation", "message", "parameter", "unit", "cost", "support", "word")
"""Kinds that are no neighbours to whoever reads, and are not meant by a name."""
_NEAREST: Final = 3
_ALIKE: Final = 0.1
"""How much less alike than the best a name may be to be suggested beside it."""
_LONG: Final = 80
"""A fact that cannot be said in so many characters is mentioned by its id."""
_MOST_LINKS: Final = 12
"""More links of one kind are counted, not listed."""


def document_of(catalogue: Holding, name: str, lang: str) -> Document:
    """Show all facts of a kind, or every fact with an id or a name.

    Raises:
        UnknownIdError: There is neither such a kind nor such a fact.
    """
    kind = kind_of(name)
    places = () if kind else _places(catalogue, name)
    kind = kind or ("" if places else _kind_called(catalogue, name))
    if kind:
        rows = [
            (about(kind, found), _short(catalogue, kind, found, lang))
            for found in catalogue.of(kind)
        ]
        title = f"{catalogue.heading('kinds', kind, lang)} ({len(rows)})"
        return Document(title, [Table(["id", ""], rows)], lang=lang)
    if not places:
        raise _unknown(catalogue, name)
    blocks: list[Block] = []
    for found_kind, identifier in places:
        blocks.extend(_blocks(catalogue, found_kind, identifier, lang))
    return Document(name, blocks, lang=lang)


def overview_of(catalogue: Holding, lang: str) -> Document:
    """Show which version of the facts it is, and how many of each kind there are."""
    counts = [(kind, len(tuple(catalogue.of(kind)))) for kind in KINDS if kind not in _UNSEEN]
    rows = [(catalogue.heading("kinds", kind, lang), str(count)) for kind, count in counts if count]
    blocks = [Table(["", ""], rows, alignments=["left", "right"], caption=muted(catalogue.hash))]
    return Document(f"commerce_roles {catalogue.version}", blocks, lang=lang)


def _places(catalogue: Holding, name: str) -> tuple[tuple[str, str], ...]:
    try:
        return facts_called(catalogue, name)
    except UnknownIdError:
        exact = ((one.kind, one.id) for one in find(catalogue, name) if one.exact)
        return tuple(place for place in exact if place[0] not in _UNSEEN)


def _kind_called(catalogue: Holding, name: str) -> str:
    """Give the one kind that a word of any language stands for; empty if none or several."""
    wanted = fold(name)
    found = {
        kind
        for kind in PLURALS
        for group in ("kind", "kinds")
        if wanted in map(fold, catalogue.names("word", f"{group}.{kind}").values())
    }
    return found.pop() if len(found) == 1 else ""


def _unknown(catalogue: Holding, name: str) -> UnknownIdError:
    found = find(catalogue, name)
    best = [one for one in found if one.score > found[0].score - _ALIKE]
    near = tuple(f"{one.kind}.{one.id} ({one.label})" for one in best[:_NEAREST])
    known = [*PLURALS.values(), *(i for kind in PLURALS for i in catalogue.ids(kind))]
    return UnknownIdError("fact or kind", name, known, near=near)


def claims_document(catalogue: Holding, lang: str) -> Document:
    """Show every claim by article, with how much rests on it."""
    blocks: list[Block] = []
    for article in catalogue.articles.values():
        rows = [
            (about("claim", claim.id), claim.statement, _carries(catalogue, claim, lang))
            for claim in catalogue.claims.values()
            if catalogue.sections[claim.places[0].section].article == article.id
        ]
        if rows:
            blocks += [
                Heading([article.english, " ", muted(f"({article.id}, {len(rows)})")]),
                Table(["id", "", catalogue.word("column", "resting", lang)], rows),
            ]
    title = f"{catalogue.heading('kinds', 'claim', lang)} ({len(catalogue.claims)})"
    return Document(title, blocks, lang=lang)


def _carries(catalogue: Holding, claim: Claim, lang: str) -> str:
    facts = {citation.fact for citation in trace(catalogue, claim.id)}
    return str(len(facts)) if facts else catalogue.word("sort", "context", lang)


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
    return ": ".join(_about(catalogue, fact, lang)) or identifier


def _about(catalogue: Holding, fact: object, lang: str) -> Iterator[str]:
    """Say what a fact without a name is about."""
    decides: str = getattr(fact, "decides", "")
    if decides:
        yield catalogue.word("decides", decides, lang)
    for key, kind in _SAY_ABOUT:
        value: object = getattr(fact, key, "")
        for name in map(str, value if is_sequence(value) else (value,)):
            if f"{key}.{name}" in catalogue.words:
                yield catalogue.word(key, name, lang)
            elif name:
                yield catalogue.label(kind, name, lang)


def _blocks(catalogue: Holding, kind: str, identifier: str, lang: str) -> Iterator[Block]:
    fact = catalogue.of(kind)[identifier]
    yield Heading(
        [catalogue.heading("kind", kind, lang), ": ", _short(catalogue, kind, identifier, lang)]
    )
    if isinstance(fact, Role):
        yield from role_blocks(catalogue, fact, lang)
    rows = key_rows(catalogue, fact, lang, without=_told_apart(fact))
    if rows:
        yield Table(["", ""], rows)
    if isinstance(fact, Rules):
        nth = catalogue.word("key", "rules", lang)
        for position, rule in enumerate(fact.rules, 1):
            yield Heading(rule.id or f"{nth} {position}", level=3)
            yield Table(["", ""], key_rows(catalogue, rule, lang, without=("id",)))
    evidence: object = getattr(fact, "evidence", None)
    yield from _rests_on(
        catalogue, fact, evidence if isinstance(evidence, Evidence) else Evidence(), lang
    )
    yield from _named(catalogue, kind, identifier, lang)
    if kind in EVIDENCE_KINDS:
        yield from _resting(catalogue, identifier, lang)
    yield from _neighbours(catalogue, kind, identifier, lang)


def _told_apart(fact: object) -> tuple[str, ...]:
    """Name the attributes of a fact that do not stand among its others."""
    match fact:
        case Role():
            return ("definition",)
        case Rules():
            return ("rules",)
        case _:
            return ()


def _rests_on(catalogue: Holding, fact: object, evidence: Evidence, lang: str) -> Iterator[Block]:
    """Say what a fact rests on: its own evidence in words, that of its parts by claim."""
    if evidence.why:
        yield Paragraph(evidence.why)
    items: list[Text] = []
    if evidence.basis:
        word = catalogue.word("key", "basis", lang)
        items.append([f"{word}: ", strong(catalogue.word("basis", evidence.basis, lang))])
    cited = [(r.kind, r.id) for r in references(fact)]
    for kind, identifier in dict.fromkeys(cited):
        if kind == "claim":
            items.append([_cited(kind, identifier), f" {catalogue.claims[identifier].statement}"])
        elif kind == "source":
            found = catalogue.sources[identifier]
            year = muted(f"({found.tier} {found.year or catalogue.word('year', 'undated', lang)})")
            items.append([_cited(kind, identifier), f" {found.title} ", year])
        elif kind == "contradiction":
            disagreement = catalogue.contradictions[identifier]
            text = f" {disagreement.topic}: {disagreement.resolution}"
            items.append([_cited(kind, identifier), text])
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


def _resting(catalogue: Holding, identifier: str, lang: str) -> Iterator[Block]:
    """List what rests on a claim, a source or a contradiction, where, and in which way."""
    rows: list[tuple[Text, ...]] = []
    for citation in trace(catalogue, identifier):
        kind, _, name = citation.fact.partition(".")
        place = citation.path.rpartition(".")[0] or muted("–")
        how = catalogue.word("how", citation.how, lang)
        fact: Text = [
            strong(catalogue.word("kind", kind, lang)),
            " ",
            *_mention(catalogue, kind, name, lang),
        ]
        rows.append((fact, place, how))
    if rows:
        columns = [catalogue.word("column", name, lang) for name in ("fact", "where", "how")]
        yield Heading(catalogue.heading("column", "resting", lang))
        yield Table(columns, rows)


def _neighbours(catalogue: Holding, kind: str, identifier: str, lang: str) -> Iterator[Block]:
    """List the facts that this one names, and those that name it."""
    for title, links in (
        ("names", links_from(catalogue, kind, identifier)),
        ("named_by", links_to(catalogue, kind, identifier)),
    ):
        groups: dict[str, list[str]] = {}
        for link in links:
            resting = kind in EVIDENCE_KINDS and title == "named_by"  # told already, with more
            if link.kind not in _UNSEEN and not resting:
                groups.setdefault(link.kind, []).append(link.id)
        items: list[Text] = []
        for other, found in groups.items():
            ids = list(dict.fromkeys(found))
            shown = joined(_mention(catalogue, other, name, lang) for name in ids[:_MOST_LINKS])
            more = f"; … ({len(ids)})" if len(ids) > _MOST_LINKS else ""
            items.append([strong(catalogue.word("kinds", other, lang)), " ", *shown, more])
        if items:
            yield Heading(catalogue.heading("column", title, lang))
            yield Bullets(items)


def _mention(catalogue: Holding, kind: str, identifier: str, lang: str) -> Spans:
    short = _short(catalogue, kind, identifier, lang)
    if short == identifier or len(short) > _LONG:
        return (about(kind, identifier),)
    return (about(kind, identifier, short), Span(f" ({identifier})"))


def _cited(kind: str, identifier: str) -> Span:
    return evolve(about(kind, identifier), strong=True)
