"""Mentions over time, as frozen values: counts by the hour or the day, and nobody's words.

May import: what `strategy` may.
"""

from datetime import datetime, timedelta
from typing import Final, Literal

from attrs import frozen

from commerce_roles.showing import Displayed

__all__ = ["MentionCount", "Mentions", "Step"]

Step = Literal["hour", "day"]
"""How far apart counts are."""
_LENGTHS: Final = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
_FULL: Final = 100


@frozen(kw_only=True)
class MentionCount(Displayed):
    """What was counted in one hour or day.

    Examples:
        >>> from datetime import datetime
        >>> day = datetime(2026, 11, 2)
        >>> MentionCount(time=day, mentions=40, positive=12, neutral=5, negative=3).friendly
        60.0
        >>> MentionCount(time=day, mentions=40, sentiment=-0.5).friendly
        25.0
    """

    time: datetime
    """When it begins."""
    mentions: int | None = None
    """How many messages speak of the business; None: nobody counted, which is not none."""
    positive: int | None = None
    """Of the messages that were judged, how many are friendly."""
    neutral: int | None = None
    negative: int | None = None
    sentiment: float | None = None
    """Where no messages were sorted: their mean, from -1, all unfriendly, to 1, all friendly."""

    @property
    def judged(self) -> int:
        """How many messages the sentiment is known of."""
        if self.positive is not None and self.negative is not None:
            return self.positive + (self.neutral or 0) + self.negative
        return (self.mentions or 0) if self.sentiment is not None else 0

    @property
    def friendly(self) -> float | None:
        """The share of friendly messages in percent; None where none was judged.

        Of a mean it is (mean + 1) / 2, which is the share itself where no message is neutral.
        """
        if not self.judged:
            return None
        if self.positive is not None and self.negative is not None:
            return _FULL * self.positive / self.judged
        return _FULL * ((self.sentiment or 0.0) + 1) / 2


@frozen(kw_only=True)
class Mentions(Displayed):
    """Counts in the order of time; what is not there is unknown, not none."""

    step: Step
    counts: tuple[MentionCount, ...] = ()

    @property
    def length(self) -> timedelta:
        """How long a count takes."""
        return _LENGTHS[self.step]

    def until(self, time: datetime) -> "Mentions":
        """Give what was known at a time: the counts that were complete by then.

        A time without a zone is in that of the counts; of counts without one, the zone of the time
        says nothing.
        """
        zone = self.counts[0].time.tzinfo if self.counts else None
        if zone is None or time.tzinfo is None:
            time = time.replace(tzinfo=zone)
        kept = tuple(one for one in self.counts if one.time + self.length <= time)
        return Mentions(step=self.step, counts=kept)

    def before(self, time: datetime) -> "Mentions":
        """Give the counts that begin before a time."""
        return Mentions(step=self.step, counts=tuple(c for c in self.counts if c.time < time))
