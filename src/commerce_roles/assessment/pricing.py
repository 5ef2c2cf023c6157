"""What a post costs a month: the country's own figures, in its own currency, or nothing."""

from fractions import Fraction
from math import ceil

from attrs import frozen

from commerce_roles.assessment.outcome import Price
from commerce_roles.catalogue import PRODUCTIVE, Catalogue
from commerce_roles.model import Cost, Estimate, Loading, Sourcing

__all__ = ["price_of"]

_MONTHS = 12
_LARGE, _STEP, _LARGE_STEP = "large_price", "price_step", "large_price_step"
"""The constants by which prices are rounded: no price is known to the last digit."""


def price_of(
    catalogue: Catalogue,
    country: str | None,
    roles: tuple[str, ...],
    sourcing: Sourcing,
    hours: Estimate,
) -> Price | None:
    """Price the hours of a post by the dearest of its roles; None where nothing is known.

    An employee costs gross pay a year × loading ÷ 12 ÷ productive hours, for each hour; bought
    hours cost the freelance rate. No price is carried over a border.
    """
    if country is None:
        return None
    found = [_price(catalogue, country, role, sourcing, hours) for role in roles]
    known = [price for price in found if price is not None]
    return max(known, key=lambda price: price.typical) if len(known) == len(roles) else None


@frozen
class _Rates:
    """Exact money an hour, low to high."""

    low: Fraction
    typical: Fraction
    high: Fraction


def _price(
    catalogue: Catalogue, country: str, role: str, sourcing: Sourcing, hours: Estimate
) -> Price | None:
    unit = {Sourcing.IN_HOUSE: "gross_year", Sourcing.EXTERNAL: "hour"}.get(sourcing)
    cells = [
        cost
        for cost in catalogue.costs.values()
        if (cost.country, cost.role, cost.unit) == (country, role, unit)
    ]
    steps = tuple(catalogue.constants[name].value for name in (_LARGE, _STEP, _LARGE_STEP))
    for cost in sorted(cells, key=lambda cost: cost.contract == "agency"):
        loading = next((x for x in catalogue.loadings.values() if x.country == country), None)
        rates = _rates(cost, loading, catalogue.constants[PRODUCTIVE].value)
        if rates is not None:
            return Price(
                low=_round(hours.low, rates.low, steps),
                typical=_round(hours.typical, rates.typical, steps),
                high=_round(hours.high, rates.high, steps),
                currency=cost.currency,
                country=country,
                contract=cost.contract,
                as_of=cost.as_of,
                stale=cost.stale,
                basis="derived",
            )
    return None


def _rates(cost: Cost, loading: Loading | None, productive_hours: int) -> _Rates | None:
    if cost.low is None or cost.typical is None or cost.high is None:
        return None
    low, typical, high = (Fraction(str(x)) for x in (cost.low, cost.typical, cost.high))
    if cost.unit == "hour":
        return _Rates(low, typical, high)
    if loading is None:
        return None
    factors = (Fraction(str(x)) for x in (loading.low, loading.typical, loading.high))
    year = _MONTHS * productive_hours
    return _Rates(
        *(pay * factor / year for pay, factor in zip((low, typical, high), factors, strict=True))
    )


def _round(hours: float, rate: Fraction, steps: tuple[int, ...]) -> float:
    large, small_step, large_step = steps
    money = Fraction(str(hours)) * rate
    step = small_step if money < large else large_step
    return ceil(money / step - Fraction(1, 2)) * step
