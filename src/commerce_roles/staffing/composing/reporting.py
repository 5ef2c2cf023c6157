"""How a composed team reads: who does what, what it costs, why, and what stands in the way."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Block,
    Bullet,
    Bullets,
    Callout,
    Document,
    Heading,
    Paragraph,
    Table,
    muted,
    strong,
)
from commerce_roles.staffing.composing.composed import Composed, Conflict, Given
from commerce_roles.staffing.wording import Names, named

__all__ = ["report"]

_MOST_LISTED = 12
_GOES = "compose.way.goes"


def report(found: Composed, speaker: Speaker, names: Names) -> Document:
    """Tell which team was found, or why there is none."""
    telling = _Telling(found, speaker, names)
    blocks = [block for part in telling.parts() for block in part]
    return Document(capital(speaker.word("compose", "title")), blocks, lang=speaker.language)


@frozen
class _Telling:
    found: Composed
    speaker: Speaker
    names: Names

    def parts(self) -> Iterator[Iterator[Block]]:
        yield self.lead()
        yield self.team()
        yield self.uncovered()
        yield self.conflicts()
        yield self.nearest()
        yield self.declared()
        yield self.reasons()
        yield self.alternatives()
        yield iter([Paragraph([muted(self.text("compose.nobody_ranked"))])])

    # ------------------------------------------------------------------ words

    def text(self, message: str, **params: object) -> str:
        return self.speaker.text(message, frozen_params(params))

    def say(self, said: Statement) -> str:
        return self.speaker.text(said.id, named(said, self.names))

    def heading(self, word: str) -> Heading:
        return Heading(capital(self.speaker.word("compose", word)))

    def who(self, ids: tuple[str, ...]) -> str:
        return ", ".join(self.names.get(one, one) for one in ids) or "–"

    def money(self, amount: Decimal) -> Mapping[str, object]:
        ends = dict.fromkeys(("low", "typical", "high"), str(amount))
        return {**ends, "currency": self.found.currency}

    # ------------------------------------------------------------------ what is said first

    def lead(self) -> Iterator[Block]:
        found = self.found
        if found.stopped == "forgotten":
            yield Paragraph([strong(self.text("compose.lead.forgotten"))])
            return
        if found.cost is None:
            yield Paragraph([strong(self.text(f"compose.lead.{found.status}"))])
        elif not found.given and not found.problem.posts:
            yield Paragraph([strong(self.text("compose.lead.nothing"))])
        else:
            message = f"compose.lead.{found.goal}"
            if found.status != "optimal":
                message = "compose.lead.feasible"
            yield Paragraph([strong(self.text(message, **self._figures()))])
        if found.stopped:
            label = self.speaker.word("callout", "warning")
            yield Callout(self.text(f"compose.stopped.{found.stopped}"), "warning", label=label)
        if found.status == "feasible":
            known = found.gap is not None
            message = "compose.gap.known" if known else "compose.gap.unknown"
            params = {"percent": round((found.gap or 0.0) * 100, 1)} if known else {}
            yield Paragraph(self.text(message, **params))

    def _figures(self) -> dict[str, object]:
        found = self.found
        figures: dict[str, object] = {"people": len(found.people)}
        if found.cost is not None:
            figures["money"] = self.money(found.cost)
        if found.coverage is not None:
            figures["percent"] = round(float(found.coverage) * 100, 1)
        if found.changes is not None:
            figures["jobs"] = found.changes
        return figures

    # ------------------------------------------------------------------ the team

    def team(self) -> Iterator[Block]:
        if self.found.given:
            yield self.table(self.found.given)

    def table(self, given: tuple[Given, ...]) -> Table:
        columns = ("person", "post", "hours", "share", "alone")
        words = [self.speaker.word("compose_column", word) for word in columns]
        rows = [
            [
                self.names.get(one.person, one.person),
                self.speaker.role(one.role),
                self.speaker.number(one.hours),
                f"{self.speaker.number(round(one.fte * 100))} %",
                "; ".join(self.label(name) for name in one.alone[:_MOST_LISTED]),
            ]
            for one in given
        ]
        return Table(words, rows, alignments=("left", "left", "right", "right", "left"))

    def label(self, identifier: str) -> str:
        kind = "skill" if identifier in self.speaker.catalogue.skills else "language"
        return self.speaker.fact(kind, identifier)

    def uncovered(self) -> Iterator[Block]:
        if self.found.uncovered:
            yield self.heading("uncovered")
            yield Bullets([Bullet(self.say(one.statement)) for one in self.found.uncovered])

    # ------------------------------------------------------------------ where nothing fits

    def conflicts(self) -> Iterator[Block]:
        conflicts = self.found.conflicts
        if not conflicts:
            return
        yield self.heading("conflicts")
        if len(conflicts) > 1:
            yield Paragraph(self.text("compose.conflicts.lead", things=len(conflicts)))
        alone = [one for one in conflicts if len(one.demands) == 1]
        if alone:
            yield Paragraph(self.text("compose.conflicts.alone"))
            yield Bullets([bullet for one in alone for bullet in self.demands(one)])
        for conflict in conflicts:
            if conflict not in alone:
                yield Paragraph(self.text("compose.conflicts.together"))
                yield Bullets(list(self.demands(conflict)))

    def demands(self, conflict: Conflict) -> Iterator[Bullet]:
        """List the demands of a conflict, each with what it takes that it gives way."""
        ways = {one.demand: one.statement for one in conflict.concessions}
        for demand in conflict.demands:
            way = ways.get(demand)
            plain = len(conflict.demands) == 1 and way is not None and way.id == _GOES
            under = [] if way is None or plain else [Bullet(self.say(way))]
            yield Bullet(self.say(demand), under)

    def nearest(self) -> Iterator[Block]:
        near = self.found.nearest
        if near is None:
            return
        yield self.heading("nearest")
        inner = _Telling(near, self.speaker, self.names)
        yield from inner.lead()
        yield from inner.team()
        yield from inner.uncovered()

    # ------------------------------------------------------------------ why

    def declared(self) -> Iterator[Block]:
        if self.found.declared:
            yield self.heading("declared")
            yield Bullets([Bullet(self.say(one)) for one in self.found.declared])

    def reasons(self) -> Iterator[Block]:
        if not self.found.placings:
            return
        shown = [one for one in self.found.placings if one.chosen]
        told: dict[tuple[str, object], list[str]] = {}
        for one in self.found.placings:
            for reason in () if one.chosen else one.reasons:
                told.setdefault((reason.id, reason.params.get("skills")), []).append(one.person)
        if self.found.cost is None:
            told = {key: who for key, who in told.items() if key[0] != "compose.why.not_needed"}
        items = [Bullet(self.say(reason)) for one in shown for reason in one.reasons]
        for (message, skills), who in told.items():
            params: dict[str, object] = {"person": tuple(self.names.get(p, p) for p in who)}
            if skills:
                params["skills"] = skills
            items.append(Bullet(self.text(message, **params)))
        if items:
            yield self.heading("why")
            yield Bullets(items)

    def alternatives(self) -> Iterator[Block]:
        if not self.found.alternatives:
            return
        yield self.heading("alternatives")
        words = [self.speaker.word("compose_column", word) for word in
                 ("cost", "coverage", "without", "instead")]  # fmt: skip
        if self.found.currency:
            words[0] += f" ({self.found.currency})"
        rows = [
            [
                self.speaker.amount(float(one.cost)),
                f"{self.speaker.number(round(float(one.coverage) * 100, 1))} %",
                self.who(one.without),
                self.who(one.instead),
            ]
            for one in self.found.alternatives
        ]
        yield Table(words, rows, alignments=("right", "right", "left", "left"))
