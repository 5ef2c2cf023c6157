"""Watching: each count judged by one trigger, beside what is usual before its day."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from math import floor
from typing import Final

from attrs import evolve, frozen

from commerce_roles.model import CrisisTrigger
from commerce_roles.strategy.crisis.detected import Look
from commerce_roles.strategy.crisis.mentions import Step
from commerce_roles.strategy.crisis.usual import (
    Day,
    UsualMentions,
    UsualSentiment,
    beyond_chance,
    line_of,
)

__all__ = ["MENTIONS", "SENTIMENT", "Watch", "ratio_of"]

MENTIONS: Final = "mentions"
SENTIMENT: Final = "sentiment"
_PERIODS: Final = {"hour": 365 * 24.0, "day": 365.0}
"""Counts in a year, by how far apart they are."""
_HOURS: Final = 24
_CENTS: Final = 100


def ratio_of(counted: float, expected: float) -> float:
    """Give mentions as a multiple of the usual, to two places, rounded down.

    Examples:
        >>> ratio_of(59.99, 20)
        2.99
    """
    return floor(_CENTS * counted / expected) / _CENTS


@frozen
class Watch:
    """One trigger over the days."""

    trigger: CrisisTrigger
    step: Step

    def looks(self, days: Sequence[Day], before: Mapping[datetime, Look]) -> Iterator[Look]:
        """Look at every count of days that have a usual."""
        it, first = self.trigger, 0
        quantile = beyond_chance(it.noise_alarms_year, _PERIODS[self.step])
        recent: deque[Look] = deque(maxlen=_HOURS)
        for place, day in enumerate(days):
            while days[first].number < day.number - it.history_days:
                first += 1
            past = [one for one in days[first:place] if self._tells(one)]
            looks = [before[one.time] for one in day.counts]
            enough = len(past) >= it.least_days
            counted = it.signal == MENTIONS
            usual = (
                UsualMentions.of(past, least_weeks=it.least_weeks) if enough and counted else None
            )
            sentiment = UsualSentiment.of(past) if enough and not counted else None
            for look in looks:
                seen = look
                if usual is not None:
                    expected = usual.at(day.number % 7, look.time.hour)
                    line = line_of(expected, usual.scatter, it.limit, quantile, it.least_count)
                    seen = evolve(look, usual=look.usual or expected, line=look.line or line)
                    recent.append(evolve(seen, usual=expected, line=line))
                    yield self._mentions(seen, line, usual.scatter_day, quantile, recent)
                elif sentiment is not None:
                    recent.append(look)
                    yield self._sentiment(look, sentiment, quantile, recent)
                else:
                    recent.append(look)

    def _tells(self, day: Day) -> bool:
        if self.trigger.signal == MENTIONS:
            return bool(day.known)
        return any(one.judged for one in day.counts)

    def _mentions(
        self, look: Look, line: float, scatter: float, quantile: float, recent: Iterable[Look]
    ) -> Look:
        it = self.trigger
        if look.mentions is None:
            return look
        times = self._day(look, scatter, quantile, recent) if self.step == "hour" else None
        if look.mentions < line and times is None:
            return look
        held = look.change is not None and it.praise_points is not None
        praise = held and (look.change or 0.0) > (it.praise_points or 0.0)
        triggers = look.triggers if praise else (*look.triggers, it.id)
        return evolve(look, times=look.times or times, praise=praise, triggers=triggers)

    def _day(
        self, look: Look, scatter: float, quantile: float, recent: Iterable[Look]
    ) -> float | None:
        """Give by how much the last day is beyond the usual, where it is too much."""
        it = self.trigger
        known = [
            (one.mentions, one.usual)
            for one in _last_day(look, recent)
            if one.mentions is not None and one.usual is not None
        ]
        counted, expected = sum(n for n, _ in known), sum(usual for _, usual in known)
        line = line_of(expected, scatter, it.limit, quantile, it.least_count)
        return ratio_of(counted, expected) if counted >= line else None

    def _sentiment(
        self, look: Look, usual: UsualSentiment, quantile: float, recent: Iterable[Look]
    ) -> Look:
        """Judge a count, or where too few messages of an hour were judged, the last day."""
        it = self.trigger
        whole = look.judged >= it.least_count or self.step == "day"
        looks = [look] if whole else _last_day(look, recent)
        told = [(one.friendly, one.judged) for one in looks if one.friendly is not None]
        judged = sum(n for _, n in told)
        if judged < it.least_count:
            return look
        change = sum(share * n for share, n in told) / judged - usual.share
        far = abs(change) >= quantile * usual.deviation(judged)
        triggers = (*look.triggers, it.id) if far and change <= it.limit else look.triggers
        return evolve(look, change=round(change, 1), triggers=triggers)


def _last_day(look: Look, recent: Iterable[Look]) -> list[Look]:
    return [one for one in recent if look.time - one.time < timedelta(hours=_HOURS)]
