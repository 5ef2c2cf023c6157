"""Alarms: counts that raise one, put together while no calm parts them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from commerce_roles.model import CrisisTrigger
from commerce_roles.strategy.crisis.detected import Alarm, Look
from commerce_roles.strategy.crisis.watching import MENTIONS, SENTIMENT, ratio_of

__all__ = ["alarms_of"]


def alarms_of(
    looks: Sequence[Look], triggers: Iterable[CrisisTrigger], length: timedelta
) -> Iterator[Alarm]:
    """Put alarms together that no calm parts."""
    watched = {one.id: one for one in triggers}
    calm = max((timedelta(hours=one.calm_hours) for one in watched.values()), default=length)
    groups: list[list[Look]] = []
    for look in looks:
        if not look.triggers:
            continue
        if groups and look.time - groups[-1][-1].time - length <= calm:
            groups[-1].append(look)
        else:
            groups.append([look])
    for group in groups:
        yield _alarm(group, watched, over=looks[-1].time - group[-1].time > calm)


def _alarm(group: Sequence[Look], watched: Mapping[str, CrisisTrigger], *, over: bool) -> Alarm:
    def raised(signal: str) -> list[Look]:
        found = [one for one in group if any(watched[t].signal == signal for t in one.triggers)]
        return found or list(group)

    many = raised(MENTIONS)
    hours = [one for one in many if one.line is not None and (one.mentions or 0) >= one.line]
    told = [
        (one.mentions, one.usual) for one in hours or many if one.mentions is not None and one.usual
    ]
    expected, counted = sum(usual for _, usual in told), sum(n for n, _ in told)
    ratios = [one.times for one in many if one.times is not None]
    if expected:
        ratios.append(ratio_of(counted, expected))
    fallen = [(one.change, max(one.judged, 1)) for one in raised(SENTIMENT)]
    changed = [(points, n) for points, n in fallen if points is not None]
    judged = sum(n for _, n in changed)
    change = sum(points * n for points, n in changed) / judged if judged else None
    return Alarm(
        since=group[0].time,
        until=group[-1].time,
        triggers=tuple(dict.fromkeys(one for look in group for one in look.triggers)),
        mention_volume_ratio=max(ratios, default=None),
        sentiment_change_points=None if change is None else round(change, 1),
        over=over,
    )
