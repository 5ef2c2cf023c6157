"""Alarms over mentions, missed and false, beside two naive rules on the same series.

    python benchmarks/detection.py [SERIES]

Series are drawn with a seed: negative binomial counts (a Poisson count whose mean itself varies)
with a weekly season, in hours a daily one too, a slow trend, hours or days that nobody counted, and
campaigns, which are peaks of friendly mentions. In half of the series a crisis begins on one of the
last days: for two days (or six hours) so many times the usual mentions, of which few are friendly.

| rule | an alarm is |
|---|---|
| ours | `detect`, by the facts as they are |
| ours, no sentiment | the same where no message was judged: what the naive rules know too |
| mean + 3 sigma | more than the mean of all counts before, and three of their standard deviations |
| moving average x 3 | at least three times the mean of the last four weeks |

A false alarm is one outside the crisis: they are counted a year, campaigns among them, since an
alarm for praise is one too many. Missed is a crisis without an alarm while it lasts. Naive rules
are warm after the same history as ours, and know nothing of sentiment.
"""

import math
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from commerce_roles.strategy.crisis import MentionCount, Mentions, detect

FIRST = datetime(2025, 1, 1)  # noqa: DTZ001 a series of no place
DAYS = 365
SIZES = (2.0, 3.0, 5.0, 10.0)
LEVELS = (5.0, 30.0, 300.0)
WEEK = (1.1, 1.0, 1.0, 1.0, 1.2, 0.7, 0.6)
WARM = 14
LARGE = 50
UNCOUNTED = 0.03
JUDGED = 50
Alarmed = set[datetime]


def poisson(drawn: random.Random, mean: float) -> int:
    """Draw a Poisson count: by products of uniforms, of a large mean by the normal one."""
    if mean > LARGE:
        return max(0, round(drawn.gauss(mean, math.sqrt(mean))))
    bound, product, count = math.exp(-mean), drawn.random(), 0
    while product > bound:
        product *= drawn.random()
        count += 1
    return count


def series(seed: int, step: str, level: float, size: float) -> tuple[Mentions, Alarmed]:
    """Draw a year of counts, `level` a day, and the times of the crisis in it."""
    drawn = random.Random(seed)  # noqa: S311 no secret
    length = timedelta(hours=1) if step == "hour" else timedelta(days=1)
    periods = DAYS * (24 if step == "hour" else 1)
    each = level / (24 if step == "hour" else 1)
    begun = periods - drawn.randint(2, 20) * (24 if step == "hour" else 1)
    crisis = range(begun, begun + (6 if step == "hour" else 2)) if size > 1 else range(0)
    campaigns = {drawn.randrange(DAYS) for _ in range(4)}
    counts: list[MentionCount] = []
    for place in range(periods):
        when = FIRST + place * length
        day = (when - FIRST).days
        mean = each * WEEK[when.weekday()] * (1 + 0.5 * day / DAYS)
        if step == "hour":
            mean *= 1 + 0.8 * math.sin((when.hour - 8) / 24 * 2 * math.pi)
        praised = day in campaigns and place not in crisis
        mean *= size if place in crisis else 4 if praised else 1
        mentions = poisson(drawn, mean * drawn.gammavariate(20, 1 / 20))
        friendly = 0.2 if place in crisis else 0.8 if praised else 0.6
        judged = min(mentions, JUDGED)
        positive = sum(drawn.random() < friendly for _ in range(judged))
        if drawn.random() < UNCOUNTED and place not in crisis:
            continue
        told = {"positive": positive, "neutral": 0, "negative": judged - positive}
        counts.append(MentionCount(time=when, mentions=mentions, **told))
    during = {FIRST + place * length for place in crisis}
    return Mentions(step="hour" if step == "hour" else "day", counts=tuple(counts)), during


def ours(mentions: Mentions) -> Alarmed:
    """Give the times at which `detect` alarms."""
    return {look.time for look in detect(mentions).looks if look.triggers}


def three_sigma(mentions: Mentions) -> Alarmed:
    """Give the times beyond the mean and three deviations of all that was before."""
    return set(_beyond(mentions, _past_sigma))


def moving(mentions: Mentions) -> Alarmed:
    """Give the times beyond three times the mean of four weeks."""
    return set(_beyond(mentions, _past_mean))


def _past_sigma(past: Sequence[int]) -> float:
    return statistics.fmean(past) + 3 * statistics.pstdev(past)


def _past_mean(past: Sequence[int]) -> float:
    return 3 * statistics.fmean(past)


def _beyond(mentions: Mentions, line: Callable[[Sequence[int]], float]) -> Iterator[datetime]:
    """Compare every day with a line drawn from the days before it."""
    past: list[int] = []
    today: list[int] = []
    per_day = 24 if mentions.step == "hour" else 1
    limit, day = math.inf, None
    for one in mentions.counts:
        if one.time.date() != day:
            past, today, day = past + today, [], one.time.date()
            window = past if line is _past_sigma else past[-28 * per_day :]
            limit = line(window) if len(past) >= WARM * per_day else math.inf
        if one.mentions is not None:
            today.append(one.mentions)
            if one.mentions > limit:
                yield one.time


def ours_counts(mentions: Mentions) -> Alarmed:
    """Give the times at which `detect` alarms where nobody judged a message."""
    bare = tuple(MentionCount(time=c.time, mentions=c.mentions) for c in mentions.counts)
    return ours(Mentions(step=mentions.step, counts=bare))


RULES = {
    "ours": ours,
    "ours, no sentiment": ours_counts,
    "mean + 3 sigma": three_sigma,
    "moving average x 3": moving,
}


def false_alarms(alarmed: Alarmed, during: Alarmed) -> int:
    """Count alarms outside the crisis, those within a day of each other as one."""
    found, last = 0, None
    for when in sorted(alarmed - during):
        found += last is None or when - last > timedelta(days=1)
        last = when
    return found


def main(number: int) -> None:
    """Print rates for every step, level and size."""
    heads = " ".join(f"missed x{size:g}".rjust(10) for size in SIZES)
    sys.stdout.write(f"{'step':5} {'a day':>5} {'rule':18} {heads} false/year\n")
    for step in ("day", "hour"):
        for level in LEVELS:
            drawn = {s: [series(n, step, level, s) for n in range(number)] for s in (*SIZES, 1.0)}
            for name, rule in RULES.items():
                missed: list[str] = []
                wrong = 0
                for size in SIZES:
                    hits = 0
                    for told, during in drawn[size]:
                        hits += bool(rule(told) & during)
                    missed.append(f"{100 * (1 - hits / number):8.0f} %")
                for told, during in drawn[1.0]:
                    wrong += false_alarms(rule(told), during)
                row = f"{step:5} {level:5g} {name:18} {' '.join(missed)} {wrong / number:10.1f}"
                sys.stdout.write(f"{row}\n")
    told, _ = series(1, "hour", 300.0, 5.0)
    begun = time.perf_counter()
    detect(told)
    seconds = time.perf_counter() - begun
    sys.stdout.write(f"a year of hours ({len(told.counts):,} counts): {seconds:.2f} s\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
