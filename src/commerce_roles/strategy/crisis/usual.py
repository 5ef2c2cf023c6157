"""What is usual: a robust baseline of mentions by weekday and hour, and of their sentiment.

Days are looked back on from the outside: what a day is compared with are whole days before it, so
no peak is part of its own yardstick.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from statistics import NormalDist, median
from typing import Final

from attrs import field, frozen

from commerce_roles.strategy.crisis.mentions import MentionCount

__all__ = ["Day", "UsualMentions", "UsualSentiment", "beyond_chance", "line_of", "middle", "spread"]

_NORMAL: Final = 1.4826
"""By which a median absolute deviation becomes a standard deviation of normal values."""
_FAR: Final = 3.0
"""Standard deviations beyond which a value counts as if it lay there."""
_HALF: Final = 0.5
_FULL: Final = 100.0


@frozen
class Day:
    """The counts of one day."""

    number: int
    """Days since the first day of the calendar; its remainder by seven is the weekday."""
    counts: tuple[MentionCount, ...]

    @property
    def known(self) -> tuple[tuple[int, int], ...]:
        """Hour and mentions, where they were counted."""
        told = ((one.time.hour, one.mentions) for one in self.counts)
        return tuple((hour, mentions) for hour, mentions in told if mentions is not None)


def spread(values: Sequence[float], about: float) -> float:
    """Give the robust standard deviation about a middle: 1.4826 times the median distance.

    Examples:
        >>> spread([4, 5, 6, 500], 5.5)
        1.4826
    """
    return _NORMAL * median(abs(value - about) for value in values)


def middle(told: Sequence[tuple[float, float]]) -> float:
    """Give the rate of counts, each over what was expected of it, with outliers held back.

    A winsorised mean: rates count in full while within three robust standard deviations of their
    median, and as if they lay there beyond. The deviation is never less than that of a Poisson
    count of this size, nor than one count, so that rare mentions are no outliers.

    Args:
        told: Pairs of a count and its exposure, more than 0: what a rate of 1 would have given.

    Sources:
        Huber (1964), Robust estimation of a location parameter: bounded influence by clipping.

    Examples:
        >>> middle([(4, 1), (6, 1), (5, 1)]), round(middle([(4, 1), (6, 1), (5, 1), (500, 1)]), 2)
        (5.0, 6.88)
    """
    rates = [count / exposure for count, exposure in told]
    centre = median(rates)
    wide = spread(rates, centre)
    total = weight = 0.0
    for rate, (_, exposure) in zip(rates, told, strict=True):
        far = _FAR * max(wide, sqrt(centre / exposure), 1 / exposure)
        total += exposure * min(max(rate, centre - far), centre + far)
        weight += exposure
    return max(0.0, total / weight)


def beyond_chance(times_year: float, periods_year: float) -> float:
    """Give the normal quantile that chance passes so many times a year.

    Examples:
        >>> round(beyond_chance(1, 365), 2), round(beyond_chance(1, 8760), 2)
        (2.78, 3.69)
    """
    chance = min(_HALF, times_year / periods_year)
    return NormalDist().inv_cdf(1 - chance) if chance > 0 else float("inf")


@frozen
class UsualMentions:
    """How many mentions are usual at an hour of a weekday.

    The expectation is a rate for each hour (one, of daily counts) times a factor for each weekday,
    which is 1 until that weekday was seen often enough. Counts vary more than Poisson counts do:
    `scatter` is by how much, as a ratio of variances of 2·√count, which for Poisson counts is
    about 1 whatever their size.

    Sources:
        Anscombe (1948), The transformation of Poisson, binomial and negative-binomial data.
    """

    hours: Mapping[int, float]
    weekdays: Mapping[int, float]
    scatter: float = 1.0
    scatter_day: float = 1.0
    """The same of whole days, in which hours rise and fall together."""
    least: float = 0.0
    """Half a mention in all that is known: what stands for an expectation of none."""

    @classmethod
    def of(cls, days: Sequence[Day], *, least_weeks: int) -> "UsualMentions":
        """Learn from whole days, at least one of them known."""
        told = [(day.number % 7, day.known) for day in days]
        by_hour: dict[int, list[tuple[float, float]]] = {}
        for _, counts in told:
            for hour, count in counts:
                by_hour.setdefault(hour, []).append((count, 1.0))
        hours = {hour: middle(counts) for hour, counts in by_hour.items()}
        by_day: dict[int, list[tuple[float, float]]] = {}
        for weekday, counts in told:
            expected = sum(hours[hour] for hour, _ in counts)
            if expected > 0:
                total = float(sum(count for _, count in counts))
                by_day.setdefault(weekday, []).append((total, expected))
        weekdays = {key: middle(v) for key, v in by_day.items() if len(v) >= least_weeks}
        number = sum(len(counts) for _, counts in told)
        plain = cls(hours, weekdays, least=_HALF / number)
        each: list[float] = []
        whole: list[float] = []
        for weekday, counts in told:
            usual = [plain.at(weekday, hour) for hour, _ in counts]
            each += [_away(n, rate) for (_, n), rate in zip(counts, usual, strict=True)]
            whole.append(_away(sum(n for _, n in counts), sum(usual)))
        scatter, scatter_day = (max(1.0, spread(one, 0.0) ** 2) for one in (each, whole))
        return cls(hours, weekdays, scatter, scatter_day, plain.least)

    def at(self, weekday: int, hour: int) -> float:
        """Say how many mentions are usual; of an hour that was never seen, as of the mean one."""
        rate = self.hours.get(hour)
        if rate is None:
            rate = sum(self.hours.values()) / len(self.hours)
        return max(self.least, rate * self.weekdays.get(weekday, 1.0))


def line_of(usual: float, scatter: float, times: float, quantile: float, least: int) -> float:
    """Say from how many mentions on they are both many and more than chance.

    That is the greatest of `times` the usual, of (√usual + quantile·√scatter / 2)², and of `least`.

    Examples:
        >>> line_of(100, 1, 3, 2.78, 5), round(line_of(3, 1, 3, 2.78, 5), 1)
        (300, 9.7)
    """
    return max(times * usual, (sqrt(usual) + quantile * sqrt(scatter) / 2) ** 2, float(least))


def _away(count: float, usual: float) -> float:
    """Give how far a count is from the usual, on the scale on which chance is the same for all."""
    return 2 * (sqrt(count) - sqrt(usual))


@frozen
class UsualSentiment:
    """What share of messages is usually friendly, and how far days differ beyond chance."""

    share: float
    """In percent."""
    between: float = field(default=0.0)
    """Variance between days, in points squared, beyond that of the number of messages."""

    @classmethod
    def of(cls, days: Iterable[Day]) -> "UsualSentiment | None":
        """Learn from days of which messages were judged; None where none were."""
        shares = [(share, n) for day in days for share, n in [_of_day(day)] if n]
        if not shares:
            return None
        share = _weighted_median(shares)
        chance = median(share * (_FULL - share) / n for _, n in shares)
        wide = spread([one for one, _ in shares], share)
        return cls(share, max(0.0, wide**2 - chance))

    def deviation(self, judged: int) -> float:
        """Give the standard deviation of the share of so many messages, in points."""
        share = min(max(self.share, _FULL / (judged + 2)), _FULL - _FULL / (judged + 2))
        return sqrt(share * (_FULL - share) / judged + self.between)


def _of_day(day: Day) -> tuple[float, int]:
    told = [(one.friendly, one.judged) for one in day.counts]
    number = sum(n for share, n in told if share is not None)
    if not number:
        return 0.0, 0
    return sum(share * n for share, n in told if share is not None) / number, number


def _weighted_median(told: Sequence[tuple[float, int]]) -> float:
    """Give the value at which half of the weight is reached."""
    half = sum(weight for _, weight in told) / 2
    reached = 0
    ordered = sorted(told)
    for value, weight in ordered:
        reached += weight
        if reached >= half:
            return value
    return ordered[-1][0]
