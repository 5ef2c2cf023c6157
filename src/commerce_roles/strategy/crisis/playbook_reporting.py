"""A playbook as a document of one page: who, what to watch, by when, the first day, what never."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Block,
    Bullet,
    Bullets,
    Document,
    Paragraph,
    Table,
    Text,
    strong,
)
from commerce_roles.strategy.crisis.prepared import Fitting, Prepared
from commerce_roles.strategy.crisis.steps_reporting import (
    duties_said,
    outline,
    pause_said,
    said,
    step_table,
)

__all__ = ["report"]

_SIGNALS: Final = {
    "mentions": "playbook.trigger_mentions",
    "sentiment": "playbook.trigger_sentiment",
}


def report(book: Prepared, speaker: Speaker) -> Document:
    """Show a playbook, in the order in which one looks things up."""
    return _Report(book, speaker).document()


@frozen
class _Report:
    book: Prepared
    say: Speaker

    def document(self) -> Document:
        blocks: list[Block] = [Paragraph(self.say.text("playbook.print"))]
        blocks += self.say.sections(
            ("playbook.who", self._who),
            ("playbook.watch", self._watch),
            ("playbook.clocks", self._clocks),
            ("playbook.first_day", self._first_day),
            ("playbook.statement", self._statement),
            ("playbook.never", self._never),
            ("playbook.kinds", self._kinds),
            ("playbook.severities", self._severities),
            ("playbook.before", self._before),
            ("playbook.after", self._after),
        )
        return Document(self.say.text("playbook.title"), blocks, lang=self.say.sentences)

    def _who(self) -> Iterator[Block]:
        yield duties_said(self.book.duties, self.say)

    def _watch(self) -> Iterator[Block]:
        listed = ", ".join(self.say.fact("channel", one) for one in self.book.channels)
        where = self.say.text("playbook.channels", {"listed": listed})
        items: list[Text] = [where if listed else self.say.text("playbook.nowhere")]
        for one in self.book.triggers:
            signal = self.say.catalogue.crisis_triggers[one.trigger].signal
            params = {"number": self.say.number(one.limit), "least": str(one.least_count)}
            items.append(self.say.text(_SIGNALS[signal], params))
        yield Bullets(items)

    def _clocks(self) -> Iterator[Block]:
        if self.book.clocks:
            yield Bullets(said((clock.statement for clock in self.book.clocks), self.say))

    def _first_day(self) -> Iterator[Block]:
        yield step_table(self.book.steps, "during", self.say)

    def _statement(self) -> Iterator[Block]:
        yield Bullets(outline(self.book.steps, "statement", self.say), ordered=True)

    def _never(self) -> Iterator[Block]:
        if self.book.never:
            yield Bullets(said((one.statement for one in self.book.never), self.say))

    def _kinds(self) -> Iterator[Block]:
        heads: list[Text] = [
            self.say.word("incident", one) for one in ("happened", "kind", "response")
        ]
        if self.book.kinds:
            yield Table(heads, [self._kind(one) for one in self.book.kinds])

    def _kind(self, one: Fitting) -> list[Text]:
        return [
            capital(self.say.word("crisis.trigger", one.happened)),
            self.say.fact("crisis_cluster", one.cluster),
            self.say.fact("crisis_response", one.response),
        ]

    def _severities(self) -> Iterator[Block]:
        facts = self.say.catalogue.crisis_severities
        items = [
            Bullet(
                [
                    strong(f"{capital(self.say.fact('crisis_severity', one.severity))}: "),
                    self.say.text(facts[one.severity].message),
                    " ",
                    pause_said(one.pause, one.days, self.say),
                ]
            )
            for one in self.book.pauses
        ]
        if items:
            yield Bullets(items)

    def _before(self) -> Iterator[Block]:
        yield Bullets(outline(self.book.steps, "before", self.say))

    def _after(self) -> Iterator[Block]:
        yield Bullets(outline(self.book.steps, "after", self.say))
