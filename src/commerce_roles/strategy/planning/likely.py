"""How long a network of work takes, likely and nearly surely: three points, many draws."""

from collections.abc import Sequence
from math import sqrt
from random import Random
from statistics import NormalDist
from typing import Final

from attrs import frozen

from commerce_roles.showing import Displayed
from commerce_roles.strategy.planning.critical import longest

__all__ = ["Likely", "chain_quantile", "likely_days", "pert_moments"]

_DRAWS: Final = 2_000
_WEIGHT: Final = 4.0
"""How much more the typical length weighs than an end, in PERT."""


@frozen(kw_only=True)
class Likely(Displayed):
    """Lengths that are not passed in half, and in four of five, of all draws."""

    p50: float
    p80: float
    typical: float
    """The length if everything took its typical time: as a rule too short."""
    draws: int
    seed: int


def pert_moments(low: float, typical: float, high: float) -> tuple[float, float]:
    """Give mean and standard deviation of a length told by three points, after PERT.

    The mean is `(low + 4 × typical + high) / 6`, the deviation `(high - low) / 6`.

    Sources: Malcolm, Roseboom, Clark and Fazar (1959).

    Examples:
        >>> pert_moments(2, 4, 12)
        (5.0, 1.6666666666666667)
    """
    return (low + _WEIGHT * typical + high) / (_WEIGHT + 2), (high - low) / (_WEIGHT + 2)


def chain_quantile(points: Sequence[tuple[float, float, float]], share: float) -> float:
    """Give the length of a chain that is not passed with a probability, by the normal law.

    Exact in the limit of many independent links, each by `pert_moments`. It knows no merging: in
    a network it is too short.

    Args:
        points: For each link low, typical and high.
        share: More than 0 and less than 1, such as 0.8.

    Examples:
        >>> round(chain_quantile([(1, 2, 3)] * 30, 0.5), 6)
        60.0
    """
    moments = [pert_moments(*one) for one in points]
    mean = sum(one for one, _ in moments)
    deviation = sqrt(sum(one * one for _, one in moments))
    return NormalDist(mean, deviation).inv_cdf(share) if deviation else mean


def likely_days(
    points: Sequence[tuple[float, float, float]],
    before: Sequence[Sequence[int]],
    *,
    draws: int = _DRAWS,
    seed: int = 0,
) -> Likely:
    """Draw the length of a whole network many times, each activity from its own PERT beta.

    The draws are independent. Where chains merge, the latest decides, so that the whole takes
    longer than its typical path: which is why quantiles are told and no mean.

    Args:
        points: For each activity low, typical and high, in days, `low <= typical <= high`.
        before: For each activity, the places of those that come before it.
        draws: How many, at least 1.
        seed: Draws with one seed are the same draws.

    Raises:
        ValueError: The activities go round in a circle.

    Sources: Vose (2000) for the beta of PERT, whose shapes are `1 + 4 (typical - low) / range` and
    `1 + 4 (high - typical) / range`.

    Examples:
        >>> found = likely_days([(1, 2, 6), (1, 2, 6)], [[], []])
        >>> found.typical, found.p50 > 2, found.p80 > found.p50
        (2.0, True, True)
    """
    random = Random(seed)  # noqa: S311 no secret
    shapes = [_shape(*one) for one in points]
    totals = sorted(
        longest([_draw(random, *shape) for shape in shapes], before) for _ in range(draws)
    )
    return Likely(
        p50=_at(totals, 0.5),
        p80=_at(totals, 0.8),
        typical=longest([typical for _, typical, _ in points], before),
        draws=draws,
        seed=seed,
    )


def _shape(low: float, typical: float, high: float) -> tuple[float, float, float, float]:
    span = high - low
    if span <= 0:
        return low, 0.0, 1.0, 1.0
    return low, span, 1 + _WEIGHT * (typical - low) / span, 1 + _WEIGHT * (high - typical) / span


def _draw(random: Random, low: float, span: float, alpha: float, beta: float) -> float:
    return low + span * random.betavariate(alpha, beta) if span else low


def _at(ordered: Sequence[float], share: float) -> float:
    """Give a quantile of ordered values, linear between neighbours."""
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
