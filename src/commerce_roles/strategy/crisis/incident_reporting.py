"""An incident as a document: since when, how grave, what to do now, what to say and what never."""

from collections.abc import Iterator

from attrs import frozen

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Block,
    Bullet,
    Bullets,
    Callout,
    Document,
    Paragraph,
    Span,
    Text,
    strong,
)
from commerce_roles.strategy.crisis.prepared import Handled
from commerce_roles.strategy.crisis.steps_reporting import (
    cited,
    duties_said,
    outline,
    pause_said,
    said,
    step_table,
)
from commerce_roles.strategy.crisis.watching_reporting import time_said, trigger_said

__all__ = ["report"]


def report(incident: Handled, speaker: Speaker) -> Document:
    """Show an incident, what is to be done now first."""
    return _Report(incident, speaker).document()


@frozen
class _Report:
    it: Handled
    say: Speaker

    def document(self) -> Document:
        blocks: list[Block] = [*self._head()]
        blocks += self.say.sections(
            ("incident.deadlines", self._deadlines),
            ("incident.now", self._now),
            ("playbook.who", self._who),
            ("incident.paused", self._paused),
            ("playbook.statement", self._statement),
            ("incident.use", self._use),
            ("playbook.never", self._never),
            ("playbook.after", self._after),
        )
        return Document(self.say.text("incident.title"), blocks, lang=self.say.sentences)

    def _head(self) -> Iterator[Block]:
        facts, it = self.say.catalogue, self.it
        seen = {"seen": time_said(it.step, it.since), "day": time_said(it.step, it.until)}
        yield Paragraph(self.say.text("incident.since", seen))
        yield Bullets(
            trigger_said(one, it.mention_volume_ratio, it.sentiment_change_points, self.say)
            for one in it.triggers
        )
        label = facts.label("crisis_severity", it.severity, self.say.language)
        grave = self.say.text("incident.severity", {"listed": label})
        meaning = self.say.text(facts.crisis_severities[it.severity].message)
        yield Callout(f"{grave} {meaning}", "warning")
        yield Paragraph(self.say.text("incident.confirm"))
        for one in (it.kind, it.main):
            if one is not None:
                yield Paragraph([strong(self.say.say(one)), *cited(one.claims, one.sources)])
        yield from self._open()

    def _open(self) -> Iterator[Block]:
        """Say which kinds or responses the missing answers leave open, and what to ask."""
        facts, it = self.say.catalogue, self.it
        if not it.ask:
            return
        listed = "; ".join(
            ", ".join(facts.label(kind, word, self.say.sentences) for word in words)
            for kind, words in (
                ("crisis_cluster", it.possible_clusters),
                ("crisis_response", it.possible_responses),
            )
            if len(words) > 1
        )
        question = self.say.label(facts.fields[it.ask].question)
        params = {"listed": listed, "question": question}
        yield Callout(self.say.text("crisis.undecided", params))

    def _deadlines(self) -> Iterator[Block]:
        items: list[Text] = []
        for one in self.it.deadlines:
            due = one.due.isoformat(" ", "minutes")
            params = {"day": due, "listed": self.say.say(one.clock.statement)}
            rests: list[Span] = cited(one.clock.statement.claims, one.clock.statement.sources)
            items.append([self.say.text("incident.due", params), *rests])
        yield Bullets(items) if items else Paragraph(self.say.text("incident.not_on_clock"))
        if self.it.step == "day":
            yield Paragraph(self.say.text("incident.by_day"))

    def _now(self) -> Iterator[Block]:
        yield step_table(self.it.steps, "during", self.say)

    def _who(self) -> Iterator[Block]:
        yield duties_said(self.it.duties, self.say)

    def _paused(self) -> Iterator[Block]:
        facts = self.say.catalogue
        days = facts.crisis_severities[self.it.severity].pause_days
        yield Paragraph(pause_said(self.it.pause, days, self.say))
        if self.it.paused:
            yield Bullets(
                [
                    f"{slot.day.isoformat()}: "
                    + ", ".join(
                        capital(facts.label(kind, word, self.say.language))
                        for kind, word in (
                            ("channel", slot.channel),
                            ("content_format", slot.format),
                            ("language", slot.language),
                        )
                        if word
                    )
                    for slot in self.it.paused
                ]
            )

    def _statement(self) -> Iterator[Block]:
        yield Bullets(outline(self.it.steps, "statement", self.say), ordered=True)

    def _use(self) -> Iterator[Block]:
        items: list[Bullet] = said((one.statement for one in self.it.use), self.say)
        if items:
            yield Bullets(items, ordered=True)

    def _never(self) -> Iterator[Block]:
        items = said((one.statement for one in self.it.avoid), self.say)
        if items:
            yield Bullets(items)

    def _after(self) -> Iterator[Block]:
        yield Bullets(outline(self.it.steps, "after", self.say))
