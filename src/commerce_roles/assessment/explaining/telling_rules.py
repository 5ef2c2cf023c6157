"""The rules about a role as blocks: points, floors and caps, who does it."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from commerce_roles.assessment.explaining.arguing import Arguing
from commerce_roles.assessment.explaining.citing import Citing
from commerce_roles.assessment.explaining.seen import RuleSeen, Seen, TableSeen
from commerce_roles.assessment.explaining.wording import Wording
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import Block, Bullet, Bullets, Heading, Paragraph, Text, muted, strong

__all__ = ["TellingRules"]


@frozen
class TellingRules:
    """Tells every rule about a role."""

    explanation: Seen
    speaker: Speaker
    words: Wording
    arguing: Arguing
    citing: Citing

    def verdict(self) -> Iterator[Block]:
        """Tell what gave points, what did not, what bounds the verdict."""
        seen = self.explanation
        idle = [table for table in seen.points if not table.fired]
        yield from self._points("heading.why", [table for table in seen.points if table.fired])
        yield from self._points("heading.open", [table for table in idle if table.open])
        yield from self._points("heading.against", [table for table in idle if not table.open])
        yield from self._bounds("heading.floors", seen.floors)
        yield from self._bounds("heading.caps", seen.caps)

    def _heading(self, name: str) -> Heading:
        return Heading(self.speaker.text(name))

    def _number(self, value: float) -> str:
        return self.words.speaker.number(value)

    # ------------------------------------------------------------------ points

    def _points(self, heading: str, tables: Sequence[TableSeen]) -> Iterator[Block]:
        if not tables:
            return
        yield self._heading(heading)
        yield Bullets([self._table(t) for t in sorted(tables, key=lambda t: -_given(t))])
        total = sum(map(_given, tables))
        if total:
            yield Paragraph(self.speaker.text("explain.sum", {"points": self._number(total)}))

    def _table(self, table: TableSeen) -> Bullet:
        fired = table.fired
        if fired is None:
            head: Text = capital(self._lacking(table.rules))
            under = [*self._opened(table.rules[:1]), *self._others(table.rules)]
            evidence = table.rules[0].evidence
        else:
            said = self.arguing.why(fired.witness)
            head = [strong(f"+{fired.gives} "), capital(said)]
            under = [*self._opened([fired]), *self._beside(table, fired)]
            if fired.statement is not None:
                head = [strong(f"+{fired.gives} "), self.speaker.say(fired.statement)]
                under.insert(0, Bullet(said))
            evidence = fired.evidence
        if table.least != table.most:
            ends = {"least": self._number(table.least), "most": self._number(table.most)}
            under.append(Bullet(self.words.phrase("explain.could_give", **ends)))
        return Bullet(head, [*under, Bullet(self.citing.line(evidence, table.table))])

    def _lacking(self, rules: tuple[RuleSeen, ...]) -> str:
        """Say what rules ask for: in one line if it is more and more of one thing."""
        return (
            self.arguing.climb(rules)
            if self.arguing.ladder(rules)
            else self.arguing.would(rules[0])
        )

    def _others(self, rules: tuple[RuleSeen, ...]) -> Iterator[Bullet]:
        if not self.arguing.ladder(rules):
            for rule in rules[1:]:
                yield Bullet(self.arguing.would(rule), list(self._opened([rule])))

    def _beside(self, table: TableSeen, fired: RuleSeen) -> Iterator[Bullet]:
        """Say the rules before and behind the one that fired."""
        place = table.rules.index(fired)
        for message, rules in (
            ("explain.would_give", table.rules[:place]),
            ("explain.lower", table.rules[place + 1 :]),
        ):
            if not rules:
                continue
            if self.arguing.ladder((*rules, fired)):
                listed = self.arguing.steps(rules)
            else:
                listed = "; ".join(map(self.arguing.would, rules))
            yield Bullet(muted(self.words.phrase(message, listed=listed)))

    def _opened(self, rules: Iterable[RuleSeen]) -> list[Bullet]:
        return [bullet for rule in rules for bullet in self.arguing.opened(rule.witness)]

    # ------------------------------------------------------------------ floors and caps

    def _bounds(self, heading: str, tables: Sequence[TableSeen]) -> Iterator[Block]:
        """Tell the floors or caps: what decides, what else holds, what nearly does, the rest."""
        if not tables:
            return
        yield self._heading(heading)
        order = sorted(tables, key=lambda t: (not t.matters, not t.fired, not t.nearly))
        yield Bullets([self._bound(table) for table in order])

    def _bound(self, table: TableSeen) -> Bullet:
        fired = table.fired
        first = fired or table.rules[0]
        floor = table.decides == "floor"
        message = "explain.at_least_verdict" if floor else "explain.at_most_verdict"
        verdict = self.words.speaker.word("verdict", str(first.gives))
        gives = capital(self.words.phrase(message, wanted=verdict))
        why = self.arguing.why(first.witness)
        under = self._opened([first])
        if fired is None:
            nearly = self.words.phrase("explain.nearly")
            head: Text = [gives, muted(f" ({nearly})" if table.nearly else ""), ": ", why]
        else:
            effect = self.words.phrase("explain.decides" if table.matters else "explain.no_effect")
            said = why if fired.statement is None else self.speaker.say(fired.statement)
            head = [strong(f"✓ {gives}: "), said, muted(f" ({effect})")]
            under.insert(0, Bullet(why))
        under += [self._other_bound(rule) for rule in table.rules if rule is not first]
        if table.open:
            under.append(Bullet(self.words.phrase("explain.could_hold")))
        return Bullet(head, [*under, Bullet(self.citing.line(first.evidence, table.table))])

    def _other_bound(self, rule: RuleSeen) -> Bullet:
        verdict = self.words.speaker.word("verdict", str(rule.gives))
        return Bullet(f"{verdict}: {self.arguing.why(rule.witness)}", self._opened([rule]))

    # ------------------------------------------------------------------ who does it

    def who(self) -> Iterator[Block]:
        """Tell the rules of who does it, in order: the first that holds decides."""
        tables = self.explanation.sourcing
        rules = [(table.table, rule) for table in tables for rule in table.rules]
        if rules:
            yield self._heading("heading.who")
            yield Paragraph(muted(self.speaker.text("explain.in_order")))
            yield Bullets([self._sourcing(table, rule) for table, rule in rules], ordered=True)

    def _sourcing(self, table: str, rule: RuleSeen) -> Bullet:
        gives = capital(self.words.speaker.word("sourcing", str(rule.gives)))
        why = self.arguing.why(rule.witness)
        cited = Bullet(self.citing.line(rule.evidence, rule.rule or table))
        if rule.state == "fired":
            said = "" if rule.statement is None else self.speaker.say(rule.statement)
            under = [Bullet(why), *self._opened([rule]), cited]
            return Bullet([strong(f"✓ {gives}: "), said], under)
        if rule.state == "covered":
            return Bullet([f"{gives}: ", muted(self.words.phrase("explain.covered"))], [cited])
        return Bullet(f"{gives}: {why}", [*self._opened([rule]), cited])


def _given(table: TableSeen) -> int:
    fired = table.fired
    return fired.gives if fired is not None and isinstance(fired.gives, int) else 0
