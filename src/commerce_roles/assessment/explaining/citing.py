"""What each step rests on: basis, claims, sources and disagreements, in a line and in full."""

from collections.abc import Iterator

from attrs import frozen

from commerce_roles.assessment.explaining.seen import Seen
from commerce_roles.assessment.showing import quantity_called
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import (
    Block,
    Bullet,
    Bullets,
    Heading,
    Span,
    code,
    link,
    muted,
)
from commerce_roles.model import Contradiction, Evidence

__all__ = ["Citing"]


@frozen
class Citing:
    """Cites in one language."""

    catalogue: Catalogue
    speaker: Speaker

    def line(self, evidence: Evidence, fact: str = "") -> list[Span]:
        """Say in a line what a step rests on: basis, claims and sources, disagreements, its id."""
        basis = evidence.basis or "assumption"
        said = self.catalogue.word("basis", basis, self.speaker.sentences)
        cited = ", ".join((*evidence.claims, *evidence.sources))
        if cited:
            said = self.speaker.phrase("explain.rests", {"basis": said, "listed": cited})
        if evidence.contradictions:
            listed = ", ".join(evidence.contradictions)
            at_odds = self.speaker.phrase("explain.at_odds", {"listed": listed})
            said = f"{said}; {at_odds}"
        return [muted(f"{said} · "), code(fact)] if fact else [muted(said)]

    def quantity(self, identifier: str) -> list[Span]:
        """Say what a quantity rests on; nothing for an answer."""
        quantity = self.catalogue.quantities.get(identifier)
        return [] if quantity is None else [muted(" · "), *self.line(quantity.evidence)]

    def blocks(self, explanation: Seen) -> Iterator[Block]:
        """Say in full what the steps rest on: each claim, disagreement and source once."""
        cited = list(explanation.evidence)
        for key in explanation.readings:
            quantity = self.catalogue.quantities.get(quantity_called(key))
            cited += [] if quantity is None else [quantity.evidence]
        claims = sorted({claim for one in cited for claim in one.claims})
        sources = sorted({source for one in cited for source in one.sources})
        named = {x for one in cited for x in one.contradictions}
        against = [
            x
            for x in self.catalogue.contradictions.values()
            if x.id in named or not {*x.one, *x.other}.isdisjoint(claims)
        ]
        for heading, items in (
            ("heading.evidence", [self._claim(claim) for claim in claims]),
            ("heading.at_odds", [self._contradiction(x) for x in against]),
            ("heading.sources", [self._source(source) for source in sources]),
        ):
            if items:
                yield Heading(self.speaker.text(heading))
                yield Bullets(items)

    def _claim(self, identifier: str) -> Bullet:
        claim = self.catalogue.claims[identifier]
        names = self.catalogue.names("claim", identifier)
        said = names.get(self.speaker.sentences, claim.statement)
        return Bullet([_linkable("claim", identifier), f" {said}"])

    def _contradiction(self, x: Contradiction) -> Bullet:
        sides = ", ".join((*x.one, *x.other))
        return Bullet(
            [_linkable("contradiction", x.id), f" {x.issue} ", muted(f"({sides})")], [x.resolution]
        )

    def _source(self, identifier: str) -> Bullet:
        source = self.catalogue.sources[identifier]
        title = link(source.title, source.address) if source.address else Span(source.title)
        year = f", {source.year}" if source.year else ""
        name = _linkable("source", identifier)
        return Bullet([name, " ", title, muted(f" ({source.tier}{year})")])


def _linkable(kind: str, identifier: str) -> Span:
    """Name evidence so that whoever has a page for it can link it."""
    return Span(identifier, strong=True, about=f"{kind}.{identifier}")
