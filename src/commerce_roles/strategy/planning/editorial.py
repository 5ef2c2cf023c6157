"""The editorial calendar: what is published where, in which language and format, as hours allow."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Final

from attrs import define, field

from commerce_roles.catalogue import Catalogue
from commerce_roles.strategy.drafted import Drafted, Hand, Work
from commerce_roles.strategy.planning.planned import LeftOut, Slot
from commerce_roles.strategy.planning.promoting import cap_of
from commerce_roles.strategy.planning.unrolling import add_months, working_days

__all__ = ["Editorial"]

_SATURDAY: Final = 5


@define
class Editorial:
    """Lays pieces on days, month by month; keeps what there are no hours for."""

    strategy: Drafted
    catalogue: Catalogue
    start: date
    end: date
    left_out: list[LeftOut] = field(factory=list[LeftOut])

    def slots(self, one: Work, first: date) -> Iterator[Slot]:
        """Give the pieces that one work publishes from its first day on."""
        fact = self.catalogue.tasks[one.task]
        if not fact.publishes or not one.channels:
            return
        pieces = ceil(one.amount / max(1, fact.effort.per))
        hand = self.strategy.hand_of(one.responsible)
        for place, channel in enumerate(one.channels):
            share = (pieces + len(one.channels) - 1 - place) // len(one.channels)
            yield from self._on_channel(one, channel, share, first, hand)

    def _on_channel(
        self, one: Work, channel: str, pieces: int, first: date, hand: Hand | None
    ) -> Iterator[Slot]:
        formats = self._formats(channel)
        count = 0
        months: dict[date, list[date]] = defaultdict(list)
        day = max(first, self.start)
        while day <= self.end:
            if day.weekday() < _SATURDAY:
                months[day.replace(day=1)].append(day)
            day += timedelta(days=1)
        for month, days in months.items():
            whole = working_days(month, add_months(month, 1) - timedelta(days=1))
            wanted = (pieces * len(days) + whole - 1) // whole
            fits = int(wanted * _share(hand, month) + 1e-9)
            if fits < wanted:
                left = LeftOut(month=month, channel=channel, wanted=wanted, fits=fits)
                self.left_out.append(left)
            for number in range(fits):
                on = days[number * len(days) // fits]
                form = formats[count % len(formats)] if formats else ""
                yield from self._in_languages(one, channel, on, form, count)
                count += 1

    def _in_languages(
        self, one: Work, channel: str, day: date, form: str, count: int
    ) -> Iterator[Slot]:
        for place, language in enumerate(self.strategy.languages or ("",)):
            yield Slot(
                day=day,
                channel=channel,
                language=language,
                format=form,
                task=one.task,
                adapted=place > 0,
                may_promote=self._may_promote(count),
            )

    def _may_promote(self, count: int) -> bool:
        """Say whether a piece may promote, by how many came before it; all may where no cap is."""
        rail = cap_of(self.catalogue)
        if rail is None or rail.most_percent is None:
            return True
        every = ceil(100 / rail.most_percent) if rail.most_percent else 0
        return every > 0 and count % every == every - 1

    def _formats(self, channel: str) -> Sequence[str]:
        """List the chosen formats for a channel: those bound to it by a tactic, else the free."""
        chosen = [
            choice.id
            for choice in self.strategy.choices
            if choice.chosen and self.catalogue.selections[choice.selection].of == "content_format"
        ]
        bound: dict[str, set[str]] = defaultdict(set)
        for tactic in self.catalogue.tactics.values():
            for form in tactic.content_formats if tactic.channels else ():
                bound[form].update(tactic.channels)
        own = [form for form in chosen if channel in bound[form]]
        return own or [form for form in chosen if not bound[form]]


def _share(hand: Hand | None, month: date) -> float:
    """Give the part of the work of a month for which a hand has hours, 0 to 1."""
    if hand is None or hand.hours is None:
        return 1.0
    peak = next((one.hours for one in hand.peaks if one.month == month.month), hand.needed)
    return min(1.0, hand.hours / peak.typical) if peak.typical else 1.0
