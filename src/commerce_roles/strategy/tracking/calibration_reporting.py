"""A calibration as a document: efforts, ours beside what was measured, and what moves."""

from typing import Final

from attrs import frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.display import (
    Block,
    Document,
    Heading,
    Paragraph,
    Table,
    Text,
    muted,
    strong,
)
from commerce_roles.model import tenth
from commerce_roles.strategy.tracking.calibrated import Calibrated

__all__ = ["report"]

_PERCENT: Final = 100


def report(calibration: Calibrated, speaker: Speaker) -> Document:
    """Show a calibration."""
    return _Report(calibration, speaker).document()


@frozen
class _Report:
    it: Calibrated
    say: Speaker

    def document(self) -> Document:
        blocks: list[Block] = []
        if not self.it.efforts:
            blocks.append(Paragraph(self.say.text("calibrate.nothing")))
        else:
            days = {"day": f"{self.it.first}", "listed": f"{self.it.last}"}
            blocks += [Paragraph(self.say.text("calibrate.days", days)), self._table()]
            how = self.say.text("calibrate.how", {"number": self.it.weight})
            blocks.append(Paragraph(muted(how)))
            blocks += self._moves()
        title = self.say.text("calibrate.title")
        return Document(title, blocks, lang=self.say.sentences)

    def _table(self) -> Table:
        rows: list[list[Text]] = [
            [
                self.say.fact("task", one.task),
                str(one.n),
                self.say.number(one.ours.typical),
                self.say.number(tenth(one.measured)),
                strong(self.say.number(one.blended.typical)),
                muted(f"{self.say.number(tenth(one.share * _PERCENT))} %"),
            ]
            for one in self.it.efforts
        ]
        names = ("what", "timed", "ours", "measured", "blended")
        heads: list[Text] = [self.say.word("column", name) for name in names]
        return Table([*heads, ""], rows, alignments=["left", *["right"] * 5])  # type: ignore[list-item]

    def _moves(self) -> list[Block]:
        told = {"number": len(self.it.moves), "of_number": self.it.businesses}
        if not self.it.businesses:
            return []
        head: list[Block] = [Heading(self.say.text("calibrate.moves", told))]
        rows: list[list[Text]] = [
            [
                one.business,
                self.say.role(one.role),
                self.say.word(one.what, one.before),
                strong(self.say.word(one.what, one.after)),
            ]
            for one in self.it.moves
        ]
        names = ("business", "role", "before", "after")
        heads: list[Text] = [self.say.word("column", name) for name in names]
        return [*head, Table(heads, rows)] if rows else head
