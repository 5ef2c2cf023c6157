"""A taxonomy as facts of ours: occupations as roles of a catalogue, or all of it as a graph.

A taxonomy says what occupations ask for. It does not say who reports to whom, what work there is,
nor when a business needs it: so the graph has no such edges, and a role made of an occupation has
no rules and reports to the owner until an overlay says otherwise.

May import: `graph`, `catalogue`, `model`, `errors`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from commerce_roles.errors import UnknownIdError
from commerce_roles.interchange.taxonomies.concepts import Concept, Relation
from commerce_roles.interchange.taxonomies.holdings import Holdings
from commerce_roles.model import FrozenMap

if TYPE_CHECKING:
    from commerce_roles.graph.relations import Edge, Graph, Node

__all__ = ["as_facts", "as_graph"]

_KINDS: Final[Mapping[str, str]] = {
    "knowledge": "knowledge",
    "skill/competence": "skill",
    "skill": "skill",
    "ability": "trait",
    "technology": "tool",
}
"""For a type as it is published, the kind of skill it is with us; another one is a skill."""
_SLUG: Final = re.compile(r"[^a-z0-9]+")
_UNSAID: Final = "it is not in the taxonomy"


def as_graph(holdings: Holdings) -> "Graph":
    """Make the graph of all occupations and skills, in the form of `role_graph`.

    Nodes are `role:ADDRESS` and `skill:ADDRESS` with the concept as `entity`; edges `requires`,
    with the relation as `entity`, `necessity` where one is told, `importance` where it is rated.
    """
    from commerce_roles.graph import graph_of

    graph = graph_of(_nodes(holdings), _edges(holdings))
    graph.graph.update(
        name=f"{holdings.scheme} {holdings.version}".strip(),
        languages=(holdings.lang,),
        levels=(),
        words=FrozenMap[str, object](),
        notice=str(holdings.notice),
    )
    return graph


def _nodes(holdings: Holdings) -> "Iterator[Node]":
    for kind, concepts in (("role", holdings.occupations), ("skill", holdings.skills)):
        for uri, concept in concepts.items():
            label = concept.label or uri
            yield (
                f"{kind}:{uri}",
                {
                    "kind": kind,
                    "id": uri,
                    "label": label,
                    "names": FrozenMap({holdings.lang: label}),
                    "entity": concept,
                },
            )


def _edges(holdings: Holdings) -> "Iterator[Edge]":
    for one in holdings.relations:
        yield (
            f"role:{one.source}",
            f"skill:{one.target}",
            "requires",
            {
                "necessity": one.kind if one.kind in ("essential", "optional") else "",
                "level": "",
                "rank": 0,
                "importance": one.importance,
                "excludes": False,
                "entity": one,
            },
        )


def as_facts(
    holdings: Holdings, occupations: Iterable[str], languages: Iterable[str]
) -> dict[str, object]:
    """Write occupations, and the skills they ask for, as an overlay.

    Args:
        holdings: The taxonomy.
        occupations: Addresses.
        languages: The languages in which every fact has a name; where the taxonomy has none, its
            own name stands.

    Raises:
        UnknownIdError: An address is no occupation's.
    """
    wanted = dict.fromkeys(occupations)
    for uri in wanted:
        if uri not in holdings.occupations:
            near = _near(uri, holdings.occupations)
            raise UnknownIdError("occupation", uri, (), near=near)
    asked = [one for one in holdings.relations if one.source in wanted]
    targets = dict.fromkeys(one.target for one in asked)
    named = tuple(languages)
    return {
        "role": {
            _id(holdings, uri): _role(holdings, holdings.occupations[uri], named) for uri in wanted
        },
        "skill": {
            _id(holdings, uri): _skill(holdings, holdings.skills[uri], named) for uri in targets
        },
        "requirement": {
            f"{_id(holdings, one.source)}__{_id(holdings, one.target)}": _requirement(holdings, one)
            for one in asked
        },
        "concept": {
            f"{_id(holdings, uri)}_itself": _concept(holdings, uri, kind)
            for kind, uris in (("role", wanted), ("skill", targets))
            for uri in uris
        },
    }


def _near(uri: str, occupations: Mapping[str, Concept]) -> tuple[str, ...]:
    """Give the addresses of occupations of that name or code, where a name was given."""
    sought = uri.casefold()
    return tuple(
        known for known, one in occupations.items() if sought in (one.label.casefold(), one.code)
    )[:3]


def _id(holdings: Holdings, uri: str) -> str:
    """Make an id of an address: the taxonomy, and what is the concept's own in it."""
    tail = uri.rstrip("/").rpartition("/")[2].rpartition(":")[2]
    return f"{holdings.scheme}_{_SLUG.sub('_', tail.casefold()).strip('_')}"


def _label(concept: Concept, holdings: Holdings, languages: tuple[str, ...]) -> dict[str, str]:
    told = {holdings.lang: concept.label or concept.uri}
    told |= {language: names[0] for language, names in concept.further.items()}
    return {language: told.get(language, told[holdings.lang]) for language in languages}


def _role(holdings: Holdings, concept: Concept, languages: tuple[str, ...]) -> dict[str, object]:
    label = _label(concept, holdings, languages)
    return {
        "label": label,
        "area": holdings.scheme,
        "reports_to": "owner",
        "definition": dict.fromkeys(languages, concept.description or concept.label),
        "phrases": {
            language: dict.fromkeys(("name", "post", "work", "person"), name)
            for language, name in label.items()
        },
        "basis": "assumption",
        "sources": [holdings.scheme],
        "why": f"To whom it reports: {_UNSAID}. {holdings.notice}",
    }


def _skill(holdings: Holdings, concept: Concept, languages: tuple[str, ...]) -> dict[str, object]:
    return {
        "label": _label(concept, holdings, languages),
        "kind": _KINDS.get(concept.type, "skill"),
        **_sourced(holdings),
    }


def _requirement(holdings: Holdings, one: Relation) -> dict[str, object]:
    asked: dict[str, object] = {
        "role": _id(holdings, one.source),
        "skill": _id(holdings, one.target),
        "necessity": "essential" if _is_asked(holdings, one) else "optional",
        **_sourced(holdings),
    }
    if one.importance is not None:
        return {**asked, "importance": max(1, round(one.importance)), "basis": "derived"}
    return {**asked, "basis": "assumption", "why": f"How much it matters: {_UNSAID}."}


def _is_asked(holdings: Holdings, one: Relation) -> bool:
    return one.target in holdings.essential_of(one.source)


def _concept(holdings: Holdings, uri: str, kind: str) -> dict[str, object]:
    return {
        "fact": f"{kind}.{_id(holdings, uri)}",
        "scheme": holdings.scheme,
        "version": holdings.version,
        "uri": uri,
        "match": "exact",
        **_sourced(holdings),
    }


def _sourced(holdings: Holdings) -> dict[str, object]:
    return {"basis": "sourced", "sources": [holdings.scheme]}
