"""From a claim to all that rests on it, and back; and the account of all claims."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from attrs import frozen

from commerce_roles.catalogue.finding import facts_called
from commerce_roles.catalogue.holding import Holding
from commerce_roles.catalogue.kinds import EVIDENCE_KINDS, KINDS
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import Evidence, FrozenMap, mentions, references
from commerce_roles.showing import Displayed

__all__ = ["Account", "Citation", "Link", "account", "claims_of", "links_from", "links_to", "trace"]

_NUMBERED: Final = ("constant", "quantity", "task", "table", "cost", "loading", "requirement",
                    "proficiency", "kpi", "lint_rule")  # fmt: skip
"""Kinds whose facts hold numbers, or decide."""


@frozen
class Citation(Displayed):
    """One place at which a fact rests on a claim, a source or a contradiction."""

    fact: str
    """The fact, as `kind.id`."""
    path: str
    """Where inside it, such as `rules[2].states`."""
    how: str
    """`states`, `implies`, `sources`, `contradictions`; `one`, `other` of a contradiction."""
    cites: str
    """What it rests on."""


@frozen
class Link(Displayed):
    """One fact that names another."""

    kind: str
    id: str
    path: str
    """Where it is named."""


@frozen
class Account(Displayed):
    """What becomes of every claim, and what rests on nothing."""

    cited: FrozenMap[str, int]
    """For every claim that facts rest on, in how many places."""
    context: FrozenMap[str, str]
    """The claims that no fact needs, with the reason."""
    unaccounted: tuple[str, ...]
    """Claims that nothing cites and nothing excuses: there should be none."""
    contradictions: FrozenMap[str, int]
    """In how many places each contradiction is dealt with."""
    out_of_place: tuple[Citation, ...]
    """Citations of a kind of claim that may not carry such a fact: there should be none."""
    without_basis: tuple[str, ...]
    """Facts with numbers that do not say what they rest on: there should be none."""
    basis: FrozenMap[str, FrozenMap[str, int]]
    """For every kind with evidence, how many facts are sourced, derived, assumed."""

    @property
    def findings(self) -> tuple[str, ...]:
        """Say what should not be, a line each; empty where all is accounted for."""
        return (
            *(
                f"claim {claim}: nothing rests on it, and no reason is given"
                for claim in self.unaccounted
            ),
            *(
                f"contradiction {x}: no fact deals with it"
                for x, n in self.contradictions.items()
                if not n
            ),
            *(
                f"{c.fact}.{c.path}: a claim of this kind cannot carry it: {c.cites}"
                for c in self.out_of_place
            ),
            *(f"{fact}: it does not say what its numbers rest on" for fact in self.without_basis),
        )


def trace(catalogue: Holding, identifier: str) -> tuple[Citation, ...]:
    """List what rests on a claim, a source or a contradiction."""
    if not any(identifier in catalogue.ids(kind) for kind in EVIDENCE_KINDS):
        known = sorted({name for kind in EVIDENCE_KINDS for name in catalogue.ids(kind)})
        raise UnknownIdError("claim, source or contradiction", identifier, known)
    return _citations(catalogue).get(identifier, ())


def claims_of(catalogue: Holding, fact: object) -> tuple[str, ...]:
    """List the claims on which a fact, and what stands inside it, rests."""
    if isinstance(fact, str):
        facts = [catalogue.of(kind)[name] for kind, name in facts_called(catalogue, fact)]
    else:
        facts = [fact]
    found = [r.id for value in facts for r in references(value) if r.kind == "claim"]
    return tuple(dict.fromkeys(found))


def links_from(catalogue: Holding, kind: str, identifier: str) -> tuple[Link, ...]:
    """List the facts that a fact names, its evidence apart."""
    return tuple(
        Link(other, name, path)
        for path, other, name in _named(catalogue, catalogue.of(kind)[identifier])
        if (other, name) != (kind, identifier)
    )


def links_to(catalogue: Holding, kind: str, identifier: str) -> tuple[Link, ...]:
    """List the facts that name a fact, as evidence or otherwise."""
    return _backward(catalogue).get((kind, identifier), ())


def account(catalogue: Holding) -> Account:
    """Give the account of all claims, contradictions and numbers."""
    citations = _citations(catalogue)
    cited = {claim: len(citations[claim]) for claim in catalogue.claims if claim in citations}
    context = {c.id: c.context for c in catalogue.claims.values() if c.context}
    return Account(
        FrozenMap(cited),
        FrozenMap(context),
        tuple(c for c in catalogue.claims if c not in cited and c not in context),
        FrozenMap({x: len(citations.get(x, ())) for x in catalogue.contradictions}),
        tuple(_out_of_place(catalogue)),
        tuple(_without_basis(catalogue)),
        FrozenMap(_bases(catalogue)),
    )


def _out_of_place(catalogue: Holding) -> Iterator[Citation]:
    for citation in (c for found in _citations(catalogue).values() for c in found):
        support = catalogue.supports.get(citation.fact.partition(".")[0])
        if citation.how not in ("states", "implies") or citation.cites not in catalogue.claims:
            continue
        allowed = () if support is None else support.states
        if citation.how == "implies" and support is not None:
            allowed = (*support.states, *support.implies)
        if catalogue.claims[citation.cites].kind not in allowed:
            yield citation


def _without_basis(catalogue: Holding) -> Iterator[str]:
    for kind in _NUMBERED:
        for identifier, fact in catalogue.of(kind).items():
            evidence: object = getattr(fact, "evidence", None)
            if (
                not isinstance(evidence, Evidence)
                or not evidence.basis
                or not (evidence.claims or evidence.sources or evidence.why)
            ):
                yield f"{kind}.{identifier}"


def _bases(catalogue: Holding) -> Mapping[str, FrozenMap[str, int]]:
    found: dict[str, FrozenMap[str, int]] = {}
    for kind in KINDS:
        counts: dict[str, int] = {}
        for fact in catalogue.of(kind).values():
            evidence: object = getattr(fact, "evidence", None)
            if isinstance(evidence, Evidence) and evidence.basis:
                counts[evidence.basis] = counts.get(evidence.basis, 0) + 1
        if counts:
            found[kind] = FrozenMap(sorted(counts.items()))
    return found


@lru_cache(maxsize=4)
def _citations(catalogue: Holding) -> Mapping[str, tuple[Citation, ...]]:
    """Collect every citation by what it rests on, in the order of facts."""
    found: dict[str, list[Citation]] = {}
    for kind in sorted(KINDS):
        for identifier, fact in catalogue.of(kind).items():
            for reference in references(fact):
                if reference.kind in EVIDENCE_KINDS:
                    how = reference.path.rpartition(".")[2]
                    citation = Citation(f"{kind}.{identifier}", reference.path, how, reference.id)
                    found.setdefault(reference.id, []).append(citation)
    return {key: tuple(citations) for key, citations in found.items()}


@lru_cache(maxsize=4)
def _backward(catalogue: Holding) -> Mapping[tuple[str, str], tuple[Link, ...]]:
    found: dict[tuple[str, str], list[Link]] = {}
    for kind in KINDS:
        for identifier, fact in catalogue.of(kind).items():
            for path, other, name in (*_named(catalogue, fact), *_evidence(fact)):
                if (other, name) != (kind, identifier):
                    found.setdefault((other, name), []).append(Link(kind, identifier, path))
    return {place: tuple(links) for place, links in found.items()}


def _evidence(fact: object) -> Iterator[tuple[str, str, str]]:
    for reference in references(fact):
        if reference.kind in EVIDENCE_KINDS:
            yield reference


def _named(catalogue: Holding, fact: object) -> list[tuple[str, str, str]]:
    """Give the facts that a fact names, each once, with the path of the first place."""
    found: dict[tuple[str, str], str] = {}
    for mention in mentions(fact):
        if mention.kind in EVIDENCE_KINDS:
            continue
        kinds = _EXPRESSED if not mention.kind else _MEANT.get(mention.kind, (mention.kind,))
        for kind in kinds:
            if mention.id in catalogue.facts.entries.get(kind, {}):
                found.setdefault((kind, mention.id), mention.path)
    return [(path, kind, name) for (kind, name), path in found.items()]


_EXPRESSED: Final = ("field", "quantity", "constant", "kpi", "role", "sector", "channel",
                     "objective", "content_format", "sales_channel")  # fmt: skip
"""Kinds whose ids stand in expressions."""
_MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    "party": ("role",),
    "quantity": ("quantity", "field"),
    "figure": ("kpi", "measure"),
    "level": (),
    "kind": (),
}
"""What a reference of several senses may name."""
