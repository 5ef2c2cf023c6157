"""Where the articles disagree: both sides, what is used, and what rests on it."""

from collections.abc import Iterator
from typing import Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.display import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Span,
    joined,
    strong,
)
from making.catalogue import written
from making.places import ROOT, kept_above

DISAGREEMENTS: Final = ROOT / "docs/explanation/disagreements.md"


def disagreements(catalogue: Catalogue) -> str:
    """Write every contradiction of the articles."""
    found = Document("", list(_all(catalogue)))
    return kept_above(DISAGREEMENTS) + written(catalogue, found, "../catalogue") + "\n"


def _all(catalogue: Catalogue) -> Iterator[Block]:
    for one in catalogue.contradictions.values():
        yield Heading([one.id, " ", one.topic])
        yield Paragraph(one.issue)
        yield Bullets(
            [_about("claim", claim), f" {catalogue.claims[claim].statement}"]
            for claim in (*one.one, *one.other)
        )
        yield Paragraph([strong("What is used: "), one.resolution])
        facts = dict.fromkeys(citation.fact for citation in catalogue.trace(one.id))
        if facts:
            names = (_about(*fact.split(".", 1)) for fact in facts)
            yield Paragraph(["Facts that deal with it: ", *joined(names, ", "), "."])


def _about(kind: str, identifier: str) -> Span:
    return Span(identifier, about=f"{kind}.{identifier}")
