"""Texts, skills and categories as schema.org has them.

May import: `catalogue`, `model`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.model import ConceptRef

__all__ = ["Node", "categories", "concepts_of", "defined_term", "in_language"]

Node = dict[str, Any]
"""One thing, with its properties."""
_SAME: Final = ("exact",)
_NEAR: Final = ("exact", "close")


def in_language(texts: Mapping[str, str], lang: str, catalogue: Catalogue) -> str | Node:
    """Give a text in a language; where there is none, in another, which is then named."""
    if lang in texts:
        return texts[lang]
    other = next((own for own in catalogue.label_languages if own in texts), "")
    return {"@value": texts[other], "@language": other} if other else ""


def defined_term(kind: str, identifier: str, lang: str, catalogue: Catalogue) -> Node:
    """Give a fact as a term of the set that the catalogue is."""
    found: Node = {
        "@type": "DefinedTerm",
        "name": in_language(catalogue.names(kind, identifier), lang, catalogue),
        "termCode": f"{kind}.{identifier}",
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": catalogue.head.id},
    }
    same = [one.uri for one in concepts_of(kind, identifier, catalogue, _SAME)]
    return {**found, "sameAs": same} if same else found


def categories(roles: Iterable[str], catalogue: Catalogue) -> Iterator[Node]:
    """Give the concepts of taxonomies that name the same as roles, or nearly."""
    for role in roles:
        for one in concepts_of("role", role, catalogue, _NEAR):
            yield {
                "@type": "CategoryCode",
                "url": one.uri,
                "codeValue": one.notation or one.uri,
                "inCodeSet": {"@type": "CategoryCodeSet", "name": f"{one.scheme} {one.version}"},
            }


def concepts_of(
    kind: str, identifier: str, catalogue: Catalogue, matches: tuple[str, ...]
) -> Iterator[ConceptRef]:
    """Go through the concepts that stand beside a fact, with one of some kinds of match."""
    for one in catalogue.of("concept").values():
        if not isinstance(one, ConceptRef) or one.fact != f"{kind}.{identifier}":
            continue
        if one.match in matches:
            yield one
