"""Which answers are enough for a verdict, whatever all others are."""

from attrs import field, frozen

from commerce_roles.assessment.deciding import Decision
from commerce_roles.assessment.explaining.wording import Wording
from commerce_roles.assessment.showing import shown
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue import Catalogue
from commerce_roles.diagrams import sweep
from commerce_roles.display import Block, Document, Drawn, Paragraph, Table, strong
from commerce_roles.errors import InexactError
from commerce_roles.expressions import Bound, exactly, unknown
from commerce_roles.model import Verdict
from commerce_roles.showing import Displayed
from commerce_roles.structuring import is_sequence

__all__ = ["Enough", "SufficientReason", "sufficient_reason"]


@frozen(kw_only=True)
class Enough(Displayed):
    """One answer that the verdict needs."""

    field: str
    value: object
    told: bool
    """Whether it was told; else it stands for an unknown answer."""


@frozen(kw_only=True)
class SufficientReason(Drawn):
    """Answers that suffice for a verdict, and of which none can be left out.

    With these answers the verdict is what it is, whatever all others are: a prime implicant of the
    decision (A. Shih, A. Choi, A. Darwiche, "A Symbolic Approach to Explaining Bayesian Network
    Classifiers", IJCAI 2018). There may be others that suffice too.
    """

    role: str
    verdict: Verdict
    answers: tuple[Enough, ...]
    """By field."""
    decided: bool
    """Whether what was told suffices; else some answers stand for unknown ones."""
    _catalogue: Catalogue = field(repr=False, eq=False, alias="catalogue")

    def to_dict(self) -> dict[str, object]:
        """Write the reason as plain data."""
        return {
            "format": "sufficient_reason/1",
            "role": self.role,
            "verdict": self.verdict.value,
            "decided": self.decided,
            "answers": [
                {
                    "field": one.field,
                    "value": list(one.value) if is_sequence(one.value) else one.value,
                    "told": one.told,
                }
                for one in self.answers
            ],
        }

    def document(self, lang: str = "en") -> Document:
        """Show the answers as a table."""
        speaker = Speaker(self._catalogue, lang)
        words = Wording.of(speaker, {}, "")
        params = {"post": self.role, "verdict": self.verdict.value}
        message = "suffices.told" if self.decided else "suffices.assumed"
        blocks: list[Block] = [Paragraph(strong(speaker.text(message, params)))]
        if self.answers:
            columns = [speaker.word("column", name) for name in ("field", "value", "given")]
            rows = [
                (
                    words.name(one.field),
                    words.value(one.field, one.value),
                    speaker.word("answer", "told" if one.told else "assumed"),
                )
                for one in self.answers
            ]
            blocks.append(Table(columns, rows))
        return Document(capital(speaker.role(self.role)), blocks, lang=lang)


def sufficient_reason(decision: Decision, catalogue: Catalogue, role: str) -> SufficientReason:
    """Leave answers out, one after the other, as long as the rest still decides the verdict.

    What stood for unknown answers is left out first, then what is dearest to ask.

    Raises:
        InexactError: The rules compare what has too many values to try.
    """
    program = decision.program
    diagram = program.diagram(role)
    if diagram is None:
        raise InexactError
    rank = decision.verdict(role).rank
    known: dict[str, Bound] = {
        key: exactly(program.inputs[key], decision.values[key]) for key in diagram.keys
    }
    told = decision.told.values.keys()
    kept: list[str] = []
    for key in sorted(known, key=lambda key: (key in told, -_cost(catalogue, key), key)):
        without = {**known, key: unknown(program.inputs[key])}
        if sweep(diagram, without).rungs == (rank,):
            known = without
        else:
            kept.append(key)
    answers = tuple(
        Enough(
            field=key,
            value=shown(decision, key),
            told=key in told,
        )
        for key in sorted(kept)
    )
    return SufficientReason(
        role=role,
        verdict=decision.verdict(role),
        answers=answers,
        decided=all(one.told for one in answers),
        catalogue=catalogue,
    )


def _cost(catalogue: Catalogue, key: str) -> int:
    field = catalogue.fields.get(key)
    return 0 if field is None else field.cost_to_ask
