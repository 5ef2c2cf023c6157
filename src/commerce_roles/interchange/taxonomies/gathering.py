"""Concepts and relations gathered from rows, with what is wrong with them.

May import: `errors`.
"""

from collections.abc import Iterable

from attrs import define, evolve, field

from commerce_roles.interchange.taxonomies.concepts import Concept, ConceptKind, Relation
from commerce_roles.interchange.taxonomies.defects import Findings
from commerce_roles.interchange.taxonomies.labels import clean
from commerce_roles.model import FrozenMap

__all__ = ["Gathering", "labels_in"]


def labels_in(cell: str) -> tuple[str, ...]:
    r"""Give the names that stand in a cell, one a line, each once.

    Examples:
        >>> labels_in("yield manager\nrevenue manager\nyield manager\n")
        ('yield manager', 'revenue manager')
    """
    return tuple(dict.fromkeys(filter(None, map(str.strip, cell.split("\n")))))


@define
class Gathering:
    """What was read of a taxonomy so far."""

    findings: Findings
    concepts: dict[str, Concept] = field(factory=dict[str, Concept])
    """All concepts, by address."""
    relations: dict[tuple[str, str], Relation] = field(factory=dict[tuple[str, str], Relation])
    """By both ends, in the order of the files."""
    broader: dict[str, dict[str, None]] = field(factory=dict[str, dict[str, None]])
    """For each concept, what stands directly above it."""

    def text(self, cell: str, file: str, row: int, about: str = "") -> str:
        """Clean a cell of labels, and note what was cleaned; `about` is whose they are."""
        cleaned = clean(cell)
        if cleaned.invisible:
            self.findings.note("invisible_characters", file, row, about or cleaned.text)
        if cleaned.blanks:
            self.findings.note("stray_blanks", file, row, about or cleaned.text)
        return cleaned.text

    def add(self, concept: Concept, place: tuple[str, str, int]) -> None:
        """Take a concept; the same again is left out, another of the same address is a fault.

        Args:
            concept: The concept.
            place: The file's name and path, and the row.
        """
        name, path, row = place
        if not concept.uri:
            self.findings.fault("there is no address", path, row, "get the file anew")
            return
        known = self.concepts.get(concept.uri)
        if known is None:
            self.concepts[concept.uri] = concept
            if not concept.label:
                self.findings.note("unlabelled", name, row, concept.uri)
            if concept.kind == "skill" and not concept.type:
                self.findings.note("untyped", name, row, concept.label or concept.uri)
        elif known == concept:
            self.findings.note("duplicate_row", name, row, concept.uri)
        else:
            message = f"{concept.uri} stands a second time and says something else"
            self.findings.fault(message, path, row, "take one of both rows out")

    def known(self, uri: str) -> str:
        """Give the address of a concept as it was first read, so that it is kept once."""
        found = self.concepts.get(uri)
        return uri if found is None else found.uri

    def relate(self, relation: Relation, source: ConceptKind, file: str, row: int) -> None:
        """Take a relation, unless an end is missing, it is known, or it leads to itself.

        Args:
            relation: What asks for a skill.
            source: What kind of concept asks; one of another kind is none.
            file: The file's name.
            row: The row.
        """
        ends = relation.source, relation.target
        missing = [
            uri
            for uri, kind in zip(ends, (source, "skill"), strict=True)
            if uri not in self.concepts or self.concepts[uri].kind != kind
        ]
        if missing:
            self.findings.note("dangling", file, row, missing[0])
        elif relation.source == relation.target:
            self.findings.note("self_loop", file, row, relation.source)
        elif ends not in self.relations:
            self.relations[ends] = relation
        else:
            same = self.relations[ends].kind == relation.kind
            self.findings.note("duplicate_row" if same else "two_kinds", file, row, relation.target)

    def widen(self, narrow: str, wide: str, file: str, row: int) -> None:
        """Take a step of the hierarchy, unless an end is missing, it is known, or leads nowhere."""
        missing = [end for end in (narrow, wide) if end not in self.concepts]
        known = self.broader.get(narrow, {})
        if missing:
            self.findings.note("dangling", file, row, missing[0])
        elif narrow == wide:
            self.findings.note("self_loop", file, row, narrow)
        elif wide in known:
            self.findings.note("duplicate_row", file, row, wide)
        else:
            self.broader.setdefault(self.known(narrow), {})[self.known(wide)] = None

    def further(self, uri: str, language: str, labels: Iterable[str]) -> bool:
        """Give a concept its names in a further language; say whether there is such a concept."""
        concept = self.concepts.get(uri)
        if concept is not None:
            named = tuple(dict.fromkeys(filter(None, labels)))
            more = FrozenMap({**concept.further, language: named}) if named else concept.further
            self.concepts[uri] = evolve(concept, further=more)
        return concept is not None

    def of(self, kind: str) -> FrozenMap[str, Concept]:
        """Give the concepts of a kind, by address."""
        return FrozenMap({uri: one for uri, one in self.concepts.items() if one.kind == kind})
