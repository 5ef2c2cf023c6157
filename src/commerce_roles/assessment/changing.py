"""What would change a verdict: the fewest answers that would have to be other ones."""

from collections.abc import Iterable, Mapping
from math import log2
from typing import Final

from attrs import field, frozen

from commerce_roles.assessment.completing import completed
from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.explaining.wording import Wording
from commerce_roles.assessment.showing import as_told, domain_of, shown
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue import Catalogue
from commerce_roles.diagrams import Diagram, Move, Standing, Way, moves, ways_to
from commerce_roles.display import Block, Document, Drawn, Paragraph, Table, strong
from commerce_roles.errors import InexactError
from commerce_roles.expressions import Bound, Ordered, Value, unknown
from commerce_roles.model import BusinessProfile, Verdict
from commerce_roles.showing import Displayed
from commerce_roles.structuring import is_sequence

__all__ = ["ChangedAnswer", "Changes", "WayThere", "smallest_changes"]

_MOST_SHOWN: Final = 12


@frozen(kw_only=True)
class ChangedAnswer(Displayed):
    """One answer that would have to be another one."""

    field: str
    old: object
    """What was told, or stood for it."""
    new: object
    """The nearest answer that does it."""


@frozen(kw_only=True)
class WayThere(Displayed):
    """Answers that together would change the verdict."""

    answers: tuple[ChangedAnswer, ...]
    effort: float
    """How far it is: for a number how often it doubles or halves, for levels, words and yes or no
    how many steps; an assumption, which only orders ways of one length."""
    profile: BusinessProfile
    """The business as it would be, with what stood for unknown answers written out."""


@frozen(kw_only=True)
class Changes(Drawn):
    """All ways to a verdict that change as few answers as can be, the nearest first."""

    role: str
    verdict: Verdict
    """As it is."""
    to: Verdict
    """As it should be."""
    ways: tuple[WayThere, ...]
    """One for each set of answers; none where no change of what can be changed leads there."""
    complete: bool
    """Whether there are no further ways of this length."""
    _catalogue: Catalogue = field(repr=False, eq=False, alias="catalogue")

    @property
    def size(self) -> int | None:
        """How many answers must change at least; None where no change leads there."""
        return len(self.ways[0].answers) if self.ways else None

    def to_dict(self) -> dict[str, object]:
        """Write the ways as plain data."""
        return {
            "format": "changes/1",
            "role": self.role,
            "verdict": self.verdict.value,
            "to": self.to.value,
            "size": self.size,
            "complete": self.complete,
            "ways": [
                {
                    "effort": way.effort,
                    "answers": [
                        {"field": a.field, "old": _plain(a.old), "new": _plain(a.new)}
                        for a in way.answers
                    ],
                }
                for way in self.ways
            ],
        }

    def document(self, lang: str = "en") -> Document:
        """Show the ways as a table."""
        speaker = Speaker(self._catalogue, lang)
        words = Wording.of(speaker, {}, "")
        params = {"post": self.role, "lowest": self.verdict.value, "highest": self.to.value}
        blocks: list[Block] = []
        if not self.ways:
            blocks.append(Paragraph(speaker.text("changes.none", params)))
        elif not self.size:
            blocks.append(Paragraph(speaker.text("changes.already", params)))
        else:
            blocks.append(Paragraph(strong(speaker.text("changes.some", params))))
            columns = ["", *(speaker.word("column", name) for name in ("field", "was", "would_be"))]
            rows = [
                (
                    "" if place else str(number),
                    words.name(one.field),
                    words.value(one.field, one.old),
                    words.value(one.field, one.new),
                )
                for number, way in enumerate(self.ways[:_MOST_SHOWN], 1)
                for place, one in enumerate(way.answers)
            ]
            blocks.append(Table(columns, rows))
        return Document(capital(speaker.role(self.role)), blocks, lang=lang)


def smallest_changes(
    decision: Decision, catalogue: Catalogue, profile: BusinessProfile, role: str, to: Verdict
) -> Changes:
    """Find all ways to a verdict that change as few answers as can be.

    Only answers that the owner can change within a year are changed (`Field.changeable`). All
    others stay as they were told, and what stood for an unknown answer stays as it was.

    Raises:
        InexactError: The rules compare what has too many values to try.
    """
    diagram = decision.program.diagram(role)
    if diagram is None:
        raise InexactError
    here = decision.verdict(role)
    search = Search(decision, catalogue, diagram)
    variable_moves = search.moves()
    prices = [
        [None if move is None else len(move) for move in of_variable]
        for of_variable in variable_moves
    ]
    found = ways_to(diagram, prices, to.rank, len(diagram.keys))
    _, ways, complete = found or (0, (), True)
    return Changes(
        role=role,
        verdict=here,
        to=to,
        ways=search.told(ways, variable_moves, profile),
        complete=complete,
        catalogue=catalogue,
    )


@frozen
class Search:
    """The cells that each answer could go to, and ways told as answers."""

    decision: Decision
    catalogue: Catalogue
    diagram: Diagram

    def moves(self) -> list[tuple[Move | None, ...]]:
        """Give, for each variable and cell, what would have to change."""
        inputs = self.decision.program.inputs
        fields = self.catalogue.fields
        free = frozenset(k for k in self.diagram.keys if k in fields and fields[k].changeable)
        words = {
            key: self.catalogue.ids(kind)
            for key in free
            if (kind := _kind_of(fields[key].options, self.catalogue))
        }
        standing = Standing(self.decision.values, inputs, free, words)
        nothing: dict[str, Bound] = {key: unknown(inputs[key]) for key in self.diagram.keys}
        allowed = self.diagram.allowed(nothing)
        return [
            tuple(
                move if cells >> cell & 1 else None
                for cell, move in enumerate(moves(variable, standing))
            )
            if variable.keys[0] in nothing
            else ()
            for variable, cells in zip(self.diagram.variables, allowed, strict=True)
        ]

    def told(
        self,
        ways: Iterable[Way],
        variable_moves: list[tuple[Move | None, ...]],
        profile: BusinessProfile,
    ) -> tuple[WayThere, ...]:
        """Keep, of the ways that change the same answers, the nearest; bring them in order."""
        best: dict[tuple[str, ...], tuple[float, str, dict[str, Value]]] = {}
        for way in ways:
            changed: dict[str, Value] = {}
            for level, cell in way:
                changed.update(variable_moves[level][cell] or {})
            entry = (self._effort(changed), repr(sorted(changed.items(), key=str)), changed)
            keys = tuple(sorted(changed))
            if keys not in best or entry[:2] < best[keys][:2]:
                best[keys] = entry
        ordered = sorted((effort, keys, changed) for keys, (effort, _, changed) in best.items())
        return tuple(
            WayThere(
                answers=tuple(
                    ChangedAnswer(
                        field=key,
                        old=shown(self.decision, key),
                        new=as_told(changed[key], domain_of(self.decision, key)),
                    )
                    for key in keys
                ),
                effort=effort,
                profile=completed(
                    profile, self.decision, self.diagram.keys, changed, self.catalogue
                ),
            )
            for effort, keys, changed in ordered
        )

    def _effort(self, changed: Mapping[str, Value]) -> float:
        return round(sum(self._distance(key, new) for key, new in changed.items()), 3)

    def _distance(self, key: str, new: Value) -> float:
        old = self.decision.values[key]
        if isinstance(old, frozenset) and isinstance(new, frozenset):
            return len(old ^ new)
        if isinstance(old, bool) or not isinstance(old, int | float):
            return 1
        if not isinstance(new, int | float):
            return 1
        if isinstance(self.decision.program.inputs[key], Ordered):
            return abs(new - old)
        return abs(log2((max(new, 0) + 1) / (max(old, 0) + 1)))


def _kind_of(options: object, catalogue: Catalogue) -> str:
    """Give the kind whose ids a field takes, where it names one."""
    known = isinstance(options, str) and options in catalogue.facts.entries
    return str(options) if known else ""


def _plain(value: object) -> object:
    return list(value) if is_sequence(value) else value
