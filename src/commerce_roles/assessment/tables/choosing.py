"""The first case that holds: of numbers, conditions, texts and sets."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, cast

from commerce_roles.assessment.tables.rails import Array, Rails, is_alone, known, np, rails
from commerce_roles.assessment.tables.sets import Column
from commerce_roles.assessment.tables.texts import Chosen, Text

__all__ = ["chosen", "reaching"]


def chosen(columns: Sequence[Any]) -> Any:  # noqa: ANN401 the values' kind says which
    """Give the value of the first case whose condition holds, else the last value.

    Args:
        columns: Condition and value of each case in turn, then the value where none holds.
    """
    conditions = list(columns[:-1:2])
    values = [*columns[1:-1:2], columns[-1]]
    last = values[-1]
    if isinstance(last, Rails):
        return _rails(conditions, values)
    if isinstance(last, Column):
        return _sets(conditions, values)
    return _texts(conditions, values)


def reaching(conditions: Sequence[Rails]) -> list[Array]:
    """Say for each case, and for none of them, where it may be the first to hold."""
    found: list[Array] = []
    still: Array = np.True_
    for condition in conditions:
        found.append(condition.other & still)
        still = still & ~condition.one
    return [*found, still]


def _point(conditions: Sequence[Rails], values: Sequence[Array]) -> Array:
    """Choose by the best estimate of the conditions."""
    found = values[-1]
    for condition, value in zip(reversed(conditions), reversed(values[:-1]), strict=True):
        holds = condition.point
        found = (value if holds else found) if is_alone(holds) else np.where(holds, value, found)
    return found


def _rails(conditions: Sequence[Rails], values: Sequence[Rails]) -> Rails:
    point = _point(conditions, [value.point for value in values])
    if all(part.exact for part in (*conditions, *values)):
        return known(point)
    reached = reaching(conditions)
    lows, highs = [v.one for v in values], [v.other for v in values]
    return rails(_ends(reached, lows, np.minimum), _ends(reached, highs, np.maximum), point)


def _ends(
    reached: Sequence[Array], ends: Sequence[Array], join: Callable[[Array, Array], Array]
) -> Array:
    """Take the lowest or highest end of what may be reached; something always is."""
    found: Array = None
    settled: Array = np.False_
    for may, end in zip(reached, ends, strict=True):
        if found is None:
            found = end
        else:
            beyond = np.where(settled, join(found, end), end)
            found = np.where(may, beyond, found)
        settled = settled | may
    return found


def _texts(conditions: Sequence[Rails], values: Sequence[Text]) -> Chosen:
    point = _point(conditions, [value.point for value in values])
    reached = reaching(conditions)
    planes: dict[int, Array] = {}
    anything: Array = np.False_
    for may, value in zip(reached, values, strict=True):
        anything = anything | (may & value.anything)
        for number in value.numbers():
            planes[number] = planes.get(number, np.False_) | (may & value.may(number))
    return Chosen(point, planes, anything)


def _sets(conditions: Sequence[Rails], values: Sequence[Any]) -> Column:
    own = cast("Sequence[Column]", values)
    universe = own[-1].universe
    width = len(own[-1].point)
    point = tuple(_point(conditions, [v.point[i] for v in own]) for i in range(width))
    if all(c.exact for c in conditions) and all(v.exact for v in own):
        return Column(universe, point, point, point)
    reached = reaching(conditions)
    one = tuple(
        reduce(
            np.bitwise_and,
            (
                np.where(may, v.one[i], np.uint64(2**64 - 1))
                for may, v in zip(reached, own, strict=True)
            ),
        )
        for i in range(width)
    )
    other = tuple(
        reduce(
            np.bitwise_or,
            (np.where(may, v.other[i], np.uint64(0)) for may, v in zip(reached, own, strict=True)),
        )
        for i in range(width)
    )
    endless = reduce(
        np.logical_or, (may & v.endless for may, v in zip(reached, own, strict=True)), np.False_
    )
    return Column(universe, one, other, point, endless)
