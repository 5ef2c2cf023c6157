"""How far a figure may lie from what it shows: two methods, for shares and for all else."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import fsum, pi, sqrt
from statistics import NormalDist
from typing import Final

from attrs import frozen

from commerce_roles.catalogue import Catalogue, sides_of
from commerce_roles.graph.kpis.forms import (
    Driver,
    Form,
    Monomial,
    Sum,
    form_of_formula,
    monomials,
)
from commerce_roles.model import Kpi

__all__ = ["Share", "moving_range_half", "share_of", "wilson"]

_RANGE_OF_TWO: Final = 2 / sqrt(pi)
"""The mean distance of two draws of a normal distribution, in standard deviations (1.128)."""
_PAIR: Final = 2


@frozen
class Share:
    """A KPI that is a part of a whole: so many of so many, times a factor."""

    part: tuple[str, ...]
    """The measures that are added up to the part."""
    whole: str
    """The measure that is the whole."""
    factor: int
    """100 for a percentage."""
    rest: bool = False
    """Whether the KPI tells what is left of the whole, as a rate of abandonment does."""


def wilson(cases: int, of: int, sure: float) -> tuple[float, float]:
    """Give the score interval of a proportion, 0 to 1.

    Args:
        cases: How many of them, 0 to `of`.
        of: How many there are, at least 1.
        sure: How sure it is, above 0 and below 1.

    Sources:
        Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal
        of the American Statistical Association 22; recommended for small counts by Brown, Cai,
        DasGupta (2001), Interval estimation for a binomial proportion, Statistical Science 16.

    Examples:
        >>> low, high = wilson(0, 10, 0.95)
        >>> round(low, 4), round(high, 4)
        (0.0, 0.2775)
    """
    z = _deviations(sure)
    middle = (cases + z * z / 2) / (of + z * z)
    half = z * sqrt(cases * (of - cases) / of + z * z / 4) / (of + z * z)
    return (middle - half if cases else 0.0), (middle + half if cases < of else 1.0)


def moving_range_half(values: Sequence[float], sure: float) -> float:
    """Give half the width of the usual scatter of a figure, from how it moves between neighbours.

    The mean distance of neighbours, by the constant of two draws, estimates the standard deviation
    without being widened by a slow trend; the normal quantile makes of it a half width.

    Args:
        values: In order, at least two.
        sure: How sure it is, above 0 and below 1.

    Sources:
        Shewhart's control chart of individual values: NIST/SEMATECH e-Handbook of Statistical
        Methods, 6.3.2.2.

    Examples:
        >>> round(moving_range_half([10.0, 12.0, 10.0, 12.0, 10.0], 0.95), 3)
        3.474
    """
    ranges = [abs(one - other) for one, other in pairwise(values)]
    return _deviations(sure) * fsum(ranges) / len(ranges) / _RANGE_OF_TWO


@lru_cache(maxsize=64)
def _deviations(sure: float) -> float:
    return NormalDist().inv_cdf((1 + sure) / 2)


def share_of(kpi: Kpi, catalogue: Catalogue) -> Share | None:
    """See a KPI as a part of a whole, where a rule among measures says that it is one.

    Examples:
        >>> from commerce_roles import load_catalogue
        >>> facts = load_catalogue()
        >>> share_of(facts.kpis["conversion_rate"], facts)
        Share(part=('orders',), whole='sessions', factor=100, rest=False)
        >>> share_of(facts.kpis["aov"], facts) is None
        True
    """
    if not kpi.formula:
        return None
    form, drivers = form_of_formula(kpi.formula)
    names = [driver.id for driver in drivers]
    terms = monomials(form)
    if not terms:
        return None
    fixed = [term for term in terms if not term.powers]
    ratios = [_ratio(term, names) for term in terms if term.powers]
    found = [one for one in ratios if one is not None]
    if len(found) < len(ratios) or not found or len({whole for _, _, whole in found}) > 1:
        return None
    number = fixed[0].number if fixed else found[0][0]
    rest = bool(fixed)
    if number <= 0 or number.denominator > 1:
        return None
    if any(n != (-number if rest else number) for n, _, _ in found):
        return None
    share = Share(tuple(sorted(part for _, part, _ in found)), found[0][2], int(number), rest)
    return share if _is_part(share, catalogue) else None


def _ratio(term: Monomial, names: Sequence[str]) -> tuple[Fraction, str, str] | None:
    """Take a term as a number times one measure by another."""
    above = [names[place] for place, power in term.powers if power == 1]
    below = [names[place] for place, power in term.powers if power == -1]
    if len(term.powers) == _PAIR and len(above) == len(below) == 1:
        return term.number, above[0], below[0]
    return None


def _is_part(share: Share, catalogue: Catalogue) -> bool:
    counts = (*share.part, share.whole)
    if any(catalogue.measures[name].unit != "count" for name in counts):
        return False
    for rule in catalogue.measure_rules.values():
        smaller, larger = sides_of(rule.rule)
        if larger == share.whole and set(share.part) <= _added(smaller):
            return True
    return False


def _added(text: str) -> frozenset[str]:
    """Give the measures of a plain sum; none of anything else."""
    form, drivers = form_of_formula(text)
    return frozenset(d.id for d in drivers) if _plain_sum(form) else frozenset()


def _plain_sum(form: Form) -> bool:
    match form:
        case Driver():
            return True
        case Sum(parts=parts, less=less):
            return not any(less) and all(map(_plain_sum, parts))
        case _:
            return False
