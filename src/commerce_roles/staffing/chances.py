"""How likely it is that work has somebody who is there: on average, and all of it at once."""

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from random import Random
from typing import Final

__all__ = ["all_covered", "expected_coverage"]

_EXACT: Final = 20
"""People up to which the probability that all is covered is worked out exactly."""
_Z: Final = 1.959963984540054
"""Of the standard normal distribution, 97.5 per cent lie below."""


def expected_coverage(
    work: Sequence[tuple[float, tuple[str, ...]]], absence_rate: float
) -> float | None:
    """Give the part of the work, by weight, that is covered on average, in closed form.

    Formula: Σₜ wₜ·(1 − q^nₜ) / Σₜ wₜ, where nₜ people can do t and each is away with probability
    q, apart from the others; 0 to 1. By linearity of expectation it needs no independence between
    tasks. None where nothing weighs anything.

    Args:
        work: For each piece of work its weight, and who can do it.
        absence_rate: q.

    Examples:
        >>> expected_coverage([(3.0, ("a", "b")), (1.0, ("a",))], 0.5)
        0.6875
    """
    whole = math.fsum(weight for weight, _ in work)
    if not whole:
        return None
    there = math.fsum(weight * (1 - absence_rate ** len(who)) for weight, who in work)
    return there / whole


def all_covered(
    work: Sequence[tuple[str, ...]], absence_rate: float, *, samples: int = 20_000, seed: int = 0
) -> tuple[float, tuple[float, float] | None]:
    """Give the probability that every piece of work has somebody who is there.

    Up to 20 people it is exact: somebody is there or is not, and what is left is looked at anew,
    in fractions. Beyond, absences are drawn.

    Args:
        work: For each piece of work who can do it.
        absence_rate: The probability that somebody is away, of each apart from the others.
        samples: How many draws.
        seed: Of the draws.

    Returns:
        The probability, and for a drawn one the 95 % interval after Wilson (1927), else None.

    Examples:
        >>> all_covered([("a", "b"), ("b", "c")], 0.5)
        (0.625, None)
    """
    people = sorted({person for who in work for person in who})
    places = {person: place for place, person in enumerate(people)}
    masks = frozenset(sum(1 << places[person] for person in set(who)) for who in work)
    if len(people) <= _EXACT:
        return float(_exactly(_least(masks), Fraction(absence_rate))), None
    return _drawn(sorted(_least(masks)), len(people), absence_rate, samples, seed)


def _least(masks: frozenset[int]) -> frozenset[int]:
    """Leave out work that is covered whenever other work is."""
    return frozenset(
        mask
        for mask in masks
        if not any(other != mask and other & mask == other for other in masks)
    )


@lru_cache(maxsize=65_536)
def _exactly(masks: frozenset[int], away: Fraction) -> Fraction:
    if not masks:
        return Fraction(1)
    if 0 in masks:
        return Fraction(0)
    bit = _busiest(masks)
    there = frozenset(mask for mask in masks if not mask & bit)
    gone = _least(frozenset(mask & ~bit for mask in masks))
    return (1 - away) * _exactly(there, away) + away * _exactly(gone, away)


def _busiest(masks: frozenset[int]) -> int:
    """Give whoever can do most of the work, the first of several."""
    every = 0
    for mask in masks:
        every |= mask
    bits = [1 << place for place in range(every.bit_length()) if every >> place & 1]
    return max(bits, key=lambda bit: (sum(bool(mask & bit) for mask in masks), -bit))


def _drawn(
    masks: list[int], people: int, away: float, samples: int, seed: int
) -> tuple[float, tuple[float, float]]:
    random = Random(seed)  # noqa: S311 no secret
    hits = 0
    for _ in range(samples):
        there = 0
        for place in range(people):
            if random.random() >= away:
                there |= 1 << place
        hits += all(mask & there for mask in masks)
    part = hits / samples
    spread = _Z * math.sqrt(part * (1 - part) / samples + (_Z / (2 * samples)) ** 2)
    centre, scale = part + _Z**2 / (2 * samples), 1 + _Z**2 / samples
    return part, (max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale))
