"""Series of mentions, drawn or written by hand."""

import random
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from commerce_roles.strategy.crisis import MentionCount, Mentions

FIRST = datetime(2026, 6, 1)  # noqa: DTZ001 a series of no place
DAYS = 91


def mentions(
    counts: Iterable[int | None],
    *,
    hours: bool = False,
    friendly: Sequence[int] = (),
    first: datetime = FIRST,
) -> Mentions:
    """Make a series of counts; with `friendly`, so many of 100 judged messages are."""
    length = timedelta(hours=1) if hours else timedelta(days=1)
    found: list[MentionCount] = []
    for place, count in enumerate(counts):
        told = {}
        if friendly:
            share = friendly[min(place, len(friendly) - 1)]
            told = {"positive": share, "neutral": 0, "negative": 100 - share}
        found.append(MentionCount(time=first + place * length, mentions=count, **told))
    return Mentions(step="hour" if hours else "day", counts=tuple(found))


def noisy(seed: int, level: int, days: int = DAYS) -> list[int]:
    """Draw quiet days: a binomial count about a level, less on weekends."""
    drawn = random.Random(seed)  # noqa: S311 no secret
    found: list[int] = []
    for place in range(days):
        mean = level * (0.6 if (FIRST + timedelta(days=place)).weekday() > 4 else 1)
        found.append(sum(drawn.random() < mean / (4 * level) for _ in range(4 * level)))
    return found
