"""The money of campaigns as a document: what to decide, then budget, spent and forecast."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
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
    write_number,
)
from commerce_roles.strategy.campaigns.campaign import CampaignSeen, MoneySeen, Seen

__all__ = ["report"]

_NONE: Final = "–"
_MONEY: Final[tuple[Alignment, ...]] = ("left", "right", "right", "right", "right", "right")


def report(seen: Seen, speaker: Speaker) -> Document:
    """Show the money of campaigns on a day."""
    return _Report(seen, speaker).document()


@frozen
class _Report:
    seen: Seen
    say: Speaker

    def document(self) -> Document:
        blocks: list[Block] = [Callout(self.say.say(one), "warning") for one in self.seen.warnings]
        blocks += self.say.sections(
            ("campaign.by_campaign", self._bars),
            ("campaign.sums", self._sums),
            ("campaign.points", self._points),
        )
        blocks.append(Paragraph(self.say.text("campaign.forecast_said")))
        title = self.say.text("campaign.title", {"day": self.seen.today.isoformat()})
        return Document(title, blocks, lang=self.say.sentences)

    def _amount(self, amount: Decimal) -> str:
        places = max(0, -int(amount.as_tuple().exponent))
        number = write_number(float(amount), self.say.language, places=places)
        return f"{number} {self.seen.currency}"

    def _columns(self, *names: str) -> list[Text]:
        return [self.say.word("campaign_column", name) for name in names]

    def _named(self, one: CampaignSeen) -> str:
        return one.name or one.id

    # ------------------------------------------------------------------ by campaign

    def _bars(self) -> Iterator[Block]:
        rows: list[Bar] = []
        for one in self.seen.campaigns:
            money = one.money
            for word, low, value, high in (
                ("budget", money.budget, money.budget, money.budget),
                ("spent", money.spent, money.spent, money.spent),
                ("forecast", money.low, money.forecast, money.high),
            ):
                said = self._amount(value)
                if low != high:
                    said = f"{said} ({self._amount(low)} – {self._amount(high)})"
                name = f"{self._named(one)}: {self.say.word('campaign_column', word)}"
                rows.append(Bar(capital(name), float(low), float(value), float(high), said))
        yield Bars(rows)

    # ------------------------------------------------------------------ sums

    def _sums(self) -> Iterator[Block]:
        rows = [self._row(self._named(one), one.money) for one in self.seen.campaigns]
        rows += [self._row(self._channel(name), money) for name, money in self.seen.channels]
        rows.append(self._row(self.say.word("campaign", "whole"), self.seen.whole))
        names = ("what", "budget", "spent", "committed", "forecast", "left")
        yield Table(self._columns(*names), rows, alignments=_MONEY)
        if self.seen.budget is not None:
            free = self._amount(self.seen.budget - self.seen.whole.budget)
            told = {"limit": self._amount(self.seen.budget), "wanted": free}
            yield Paragraph(self.say.text("campaign.unshared", told))

    def _channel(self, name: str) -> str:
        if not name:
            return self.say.word("campaign", "several")
        return self.say.fact("channel", name)

    def _row(self, name: str, money: MoneySeen) -> list[Text]:
        amounts = (money.budget, money.spent, money.committed, money.forecast, money.variance)
        return [name, *map(self._amount, amounts)]

    # ------------------------------------------------------------------ control points

    def _points(self) -> Iterator[Block]:
        rows: list[list[Text]] = [
            [
                self._named(one),
                self._amount(point.amount),
                _day(point.reached),
                _day(point.expected),
                self.say.role(point.party),
                self.say.fact("control_point", point.point),
            ]
            for one in self.seen.campaigns
            for point in one.points
        ]
        if rows:
            names = ("campaign", "spent", "reached", "expected", "decides", "question")
            yield Table(self._columns(*names), rows, alignments=("left", "right"))


def _day(day: date | None) -> str:
    return day.isoformat() if day else _NONE
