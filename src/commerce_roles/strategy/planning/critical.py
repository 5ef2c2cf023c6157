"""The critical path: what must not be late, and how much slack the rest has. Lists, no graph."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import frozen

from commerce_roles.errors import Problem, StrategyError, nearest
from commerce_roles.model import FrozenMap
from commerce_roles.showing import Displayed

__all__ = ["Activity", "CriticalPath", "critical_path", "longest", "total_days"]

_EPSILON: Final = 1e-9
_SHOWN: Final = 12


@frozen(kw_only=True)
class Activity(Displayed):
    """A piece of work with a length, and what it has to wait for."""

    id: str
    days: float = 0.0
    """Its length in days, at least 0."""
    after: tuple[str, ...] = ()
    """Ids of activities that have to be done before it begins."""


@frozen(kw_only=True)
class CriticalPath(Displayed):
    """How long the whole takes, and which activities decide it."""

    days: float
    """From the first beginning to the last end."""
    path: tuple[str, ...]
    """A longest chain, from its first activity to its last."""
    begins: FrozenMap[str, float]
    """By activity the earliest day on which it can begin, from 0."""
    slack: FrozenMap[str, float]
    """By activity the days by which it may be late without the whole being late."""

    @property
    def critical(self) -> tuple[str, ...]:
        """List every activity without slack, in the order of the activities."""
        return tuple(one for one, days in self.slack.items() if days <= _EPSILON)


def longest(days: Sequence[float], before: Sequence[Sequence[int]]) -> float:
    """Give the length of a longest chain: Kahn's algorithm over lists.

    Args:
        days: The length of each activity.
        before: For each activity, the places of those that come before it.

    Raises:
        ValueError: The activities go round in a circle.

    Examples:
        >>> longest([2.0, 3.0, 1.0], [[], [0], [0]])
        5.0
    """
    return max(map(float.__add__, map(float, days), _begins(days, before)[0]), default=0.0)


def total_days(activities: Sequence[Activity]) -> float:
    """Give how long the whole takes, and nothing else: one pass, where forerunners come first.

    Told in an order in which they can be done, activities are gone through once; in any other
    order `critical_path` is asked.

    Args:
        activities: What has to be done.

    Raises:
        StrategyError: As `critical_path`.

    Examples:
        >>> total_days([Activity(id="a", days=2), Activity(id="b", days=3, after=("a",))])
        5.0
    """
    ends: dict[str, float] = {}
    end_of = ends.__getitem__
    try:
        for one in activities:
            after, days = one.after, one.days
            if days < 0:
                return critical_path(activities).days
            ends[one.id] = max(map(end_of, after)) + days if after else days
    except KeyError:
        return critical_path(activities).days
    if len(ends) < len(activities):
        return critical_path(activities).days
    return float(max(ends.values(), default=0.0))


def critical_path(activities: Iterable[Activity]) -> CriticalPath:
    """Find the critical path by the critical path method (Kelley and Walker, 1959).

    Args:
        activities: In any order.

    Raises:
        StrategyError: An activity stands twice, waits for one that is not there, has a length
            below 0, or they go round in a circle; every fault is told.

    Examples:
        >>> found = critical_path([
        ...     Activity(id="plan", days=3), Activity(id="approve", days=1, after=("plan",)),
        ...     Activity(id="photos", days=2),
        ...     Activity(id="post", days=1, after=("approve", "photos")),
        ... ])
        >>> found.days, found.path, found.slack["photos"]
        (5.0, ('plan', 'approve', 'post'), 2.0)
    """
    told = list(activities)
    place = _places(told)
    days = [float(one.days) for one in told]
    before = [[place[name] for name in one.after] for one in told]
    try:
        begins, order = _begins(days, before)
    except ValueError:
        raise StrategyError(_circles(told, before)) from None
    ends = [begin + length for begin, length in zip(begins, days, strict=True)]
    whole = max(ends, default=0.0)
    latest = [whole] * len(told)
    for one in reversed(order):
        must = latest[one] - days[one]
        for earlier in before[one]:
            latest[earlier] = min(latest[earlier], must)
    slack = [late - end for late, end in zip(latest, ends, strict=True)]
    ids = [one.id for one in told]
    return CriticalPath(
        days=whole,
        path=tuple(ids[one] for one in _chain(ends, begins, before)),
        begins=FrozenMap(zip(ids, begins, strict=True)),
        slack=FrozenMap(zip(ids, (max(0.0, round(s, 9)) for s in slack), strict=True)),
    )


def _begins(
    days: Sequence[float], before: Sequence[Sequence[int]]
) -> tuple[list[float], list[int]]:
    """Give the earliest beginning of each, and an order in which they can be done.

    Raises:
        ValueError: They go round in a circle.
    """
    count = len(days)
    follows: list[list[int]] = [[] for _ in range(count)]
    waits = [0] * count
    for one, earlier in enumerate(before):
        waits[one] = len(earlier)
        for other in earlier:
            follows[other].append(one)
    begins = [0.0] * count
    order = [one for one in range(count) if not waits[one]]
    for one in order:
        end = begins[one] + days[one]
        for after in follows[one]:
            begins[after] = max(begins[after], end)
            waits[after] -= 1
            if not waits[after]:
                order.append(after)
    if len(order) < count:
        message = "the activities go round in a circle"
        raise ValueError(message)
    return begins, order


def _chain(
    ends: Sequence[float], begins: Sequence[float], before: Sequence[Sequence[int]]
) -> list[int]:
    """Walk a longest chain back from its end; among equals the first in the order given."""
    if not ends:
        return []
    one = max(range(len(ends)), key=lambda place: (ends[place], -place))
    chain = [one]
    while before[one]:
        one = max(before[one], key=lambda place: (ends[place], -place))
        if begins[chain[-1]] > ends[one] + _EPSILON:
            break
        chain.append(one)
    return chain[::-1]


def _places(told: Sequence[Activity]) -> Mapping[str, int]:
    place: dict[str, int] = {}
    problems: list[Problem] = []
    for number, one in enumerate(told):
        if one.id in place:
            problems.append(
                Problem(f"{one.id!r} stands twice", one.id, "give each an id of its own")
            )
        if not one.days >= 0:
            problems.append(Problem(f"{one.days} days are less than 0", one.id, "write 0 or more"))
        place[one.id] = number
    for one in told:
        for name in one.after:
            if name not in place:
                near = nearest(name, list(place))
                remedy = f"did you mean {near[0]}?" if near else "add it, or leave it out"
                problems.append(
                    Problem(f"it waits for {name!r}, which is not there", one.id, remedy)
                )
    if problems:
        raise StrategyError(problems)
    return place


def _circles(told: Sequence[Activity], before: Sequence[Sequence[int]]) -> list[Problem]:
    """Name one circle: walk back from something that never becomes ready."""
    left = set(range(len(told)))
    while ready := {one for one in left if not left & set(before[one])}:
        left -= ready
    one = min(left)
    walked: list[int] = []
    while one not in walked:
        walked.append(one)
        one = min(left & set(before[one]))
    circle = [told[place].id for place in [*walked[walked.index(one) :], one]][::-1]
    shown = circle if len(circle) <= _SHOWN else [*circle[:_SHOWN], "…", circle[-1]]
    message = f"these wait for each other: {' → '.join(shown)}"
    return [Problem(message, circle[0], "take one step out")]
