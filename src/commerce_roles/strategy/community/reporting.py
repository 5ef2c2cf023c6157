"""A community as a document: how good it is first, how large it is last."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Alignment,
    Bar,
    Bars,
    Block,
    Callout,
    Document,
    Paragraph,
    Table,
    Text,
)
from commerce_roles.expressions import references
from commerce_roles.model import tenth
from commerce_roles.strategy.community.judging import rules_of
from commerce_roles.strategy.community.member import Counted, Counts, Looked, Pressed

__all__ = ["promotion_report", "report"]

_NUMBERS: Final[tuple[Alignment, ...]] = ("left", "right", "right", "right")


def report(looked: Looked, speaker: Speaker) -> Document:
    """Show a community, quality before numbers."""
    return _Report(looked, speaker).document()


@frozen
class _Report:
    looked: Looked
    say: Speaker

    def document(self) -> Document:
        blocks: list[Block] = [
            Callout(self.say.say(one), "warning") for one in self.looked.warnings
        ]
        blocks += self.say.sections(
            ("community.quality", self._quality),
            ("community.profile", self._profile),
            ("community.ladder", self._ladder),
            ("community.moves", self._moves),
            ("community.counts", self._counts),
        )
        return Document(self.say.text("community.title"), blocks, lang=self.say.sentences)

    def _columns(self, *names: str) -> list[Text]:
        return [self.say.word("community_column", name) for name in names]

    # ------------------------------------------------------------------ quality

    def _quality(self) -> Iterator[Block]:
        now, before = self.looked.now, self.looked.before
        rows = [
            self._bar(name, counted, dict(self._figures(before)).get(name) if before else None)
            for name, counted in self._figures(now)
        ]
        bars = [row for row in rows if row is not None]
        if bars:
            yield Bars(bars, maximum=100)

    def _figures(self, counts: Counts) -> Iterator[tuple[str, Counted]]:
        """Give what tells of quality: who fits, the groups, the steps above the first."""
        yield self.say.word("community", "belongs"), counts.belongs
        tests = self.say.catalogue.member_tests
        for name, counted in counts.tests:
            if not tests[name].criterion:
                yield self.say.fact("member_test", name), counted
        for one in counts.steps[1:]:
            yield self.say.fact("loyalty_step", one.step), one.reached

    def _bar(self, name: str, counted: Counted, before: Counted | None) -> Bar | None:
        share, most = counted.share, counted.most_share
        if share is None or most is None:
            return None
        said = self._percent(share, most)
        if before is not None and before.share is not None and before.most_share is not None:
            earlier = self._percent(before.share, before.most_share)
            then = self.say.phrase("community.before", {"wanted": earlier})
            said = f"{said} ({then})"
        return Bar(capital(name), share, share, most, said)

    def _percent(self, share: float, most: float) -> str:
        ends = [self.say.number(tenth(end)) for end in dict.fromkeys((share, most))]
        return f"{'–'.join(ends)} %"

    # ------------------------------------------------------------------ profile

    def _profile(self) -> Iterator[Block]:
        facts = self.say.catalogue
        counts = dict(self.looked.now.tests)
        by_part = {test.criterion: test.id for test in rules_of(facts).tests}
        rows: list[list[Text]] = []
        for part in rules_of(facts).criteria:
            test = by_part.get(part)
            name = self.say.fact("affinity_criterion", part)
            if test is None:
                rows.append([name, self.say.word("community", "no_test")])
            else:
                rows.append(
                    [f"{name}: {self.say.fact('member_test', test)}", *_cells(counts[test])]
                )
        if rows:
            rows.append([self.say.word("community", "belongs"), *_cells(self.looked.now.belongs)])
            columns = self._columns("what", "met", "not_met", "not_told")
            yield Table(columns, rows, alignments=_NUMBERS)

    # ------------------------------------------------------------------ ladder

    def _ladder(self) -> Iterator[Block]:
        steps = self.say.catalogue.loyalty_steps
        rows: list[list[Text]] = []
        for place, one in enumerate(self.looked.now.steps):
            fact = steps[one.step]
            following = self.looked.now.steps[place + 1 : place + 2]
            rows.append(
                [
                    self.say.fact("loyalty_step", one.step),
                    str(one.here),
                    "".join(self._condition(after.step) for after in following),
                    "; ".join(self.say.fact("task", task) for task in fact.tasks),
                    ", ".join(fact.evidence.claims),
                ]
            )
        if rows:
            yield Table(self._columns("step", "here", "next_step", "does", "claims"), rows)
        if self.looked.now.undecided:
            number = {"number": self.looked.now.undecided}
            yield Paragraph(self.say.text("community.undecided", number))

    def _condition(self, step: str) -> str:
        """Say what the next step asks for: its columns, and how many at the least."""
        fact = self.say.catalogue.loyalty_steps[step]
        form = rules_of(self.say.catalogue).forms[f"loyalty_step.{step}"]
        read = sorted(set(references(form)))
        asked = " + ".join(self.say.fact("member_column", name) for name in read)
        return f"{asked}: ≥ {fact.least}" if fact.least else asked

    def _moves(self) -> Iterator[Block]:
        rows: list[list[Text]] = [
            [self._step(one.start, "joined"), self._step(one.end, "gone"), str(one.members)]
            for one in self.looked.moves
        ]
        if rows:
            columns = self._columns("before", "now", "members")
            yield Table(columns, rows, alignments=("left", "left", "right"))
        if self.looked.unfollowed:
            number = {"number": self.looked.unfollowed}
            yield Paragraph(self.say.text("community.unfollowed", number))

    def _step(self, name: str, otherwise: str) -> str:
        return (
            self.say.fact("loyalty_step", name) if name else self.say.word("community", otherwise)
        )

    # ------------------------------------------------------------------ counts

    def _counts(self) -> Iterator[Block]:
        params: dict[str, object] = {"number": self.looked.now.members}
        yield Paragraph(self.say.text("community.members_now", params))
        if self.looked.before is not None:
            params = {"number": self.looked.before.members}
            yield Paragraph(self.say.text("community.members_before", params))


def _cells(counted: Counted) -> list[Text]:
    return [str(counted.yes), str(counted.no), str(counted.unknown)]


def promotion_report(pressed: Pressed, speaker: Speaker) -> Document:
    """Show what promotes by channel and month, beside what may."""
    facts = speaker.catalogue
    blocks: list[Block] = [Callout(speaker.say(one), "warning") for one in pressed.warnings]
    if pressed.percent is not None:
        params = {"percent": pressed.percent}
        blocks.append(Paragraph(speaker.text("community.cap", params)))
    rows: list[list[Text]] = [
        [
            f"{one.month:%Y-%m}",
            facts.label("channel", one.channel, speaker.language),
            str(one.pieces),
            str(one.promoting),
            str(one.unknown),
            str(one.allowed),
            str(one.over_by or ""),
        ]
        for one in pressed.months
    ]
    if rows:
        names = ("month", "where", "pieces", "promotes", "not_told", "may", "too_many")
        columns = [speaker.word("community_column", name) for name in names]
        right: tuple[Alignment, ...] = ("right",) * 5
        blocks.append(Table(columns, rows, alignments=("left", "left", *right)))
    return Document(speaker.text("community.promotion"), blocks, lang=speaker.sentences)
