"""Money in the smallest unit of its currency, as whole numbers, so that nothing is lost."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.strategy.campaigns.campaign import Campaigns, Spending

__all__ = ["amount_of", "decimals_of", "half_up", "in_minor", "minor_of", "rate_on"]

_GROUPS: Final = {"decimals_0": 0, "decimals_3": 3}
_USUAL: Final = 2


def decimals_of(currency: str, catalogue: Catalogue) -> int:
    """Say how many decimals amounts of a currency have, by ISO 4217.

    Examples:
        >>> from commerce_roles import load_catalogue
        >>> [decimals_of(code, load_catalogue()) for code in ("EUR", "JPY", "KWD")]
        [2, 0, 3]
    """
    named: tuple[str, ...] = getattr(catalogue.of("currency").get(currency), "groups", ())
    return next((_GROUPS[group] for group in named if group in _GROUPS), _USUAL)


def half_up(value: Fraction) -> int:
    """Round to a whole number, halves up.

    Examples:
        >>> half_up(Fraction(5, 2)), half_up(Fraction(7, 3))
        (3, 2)
    """
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def minor_of(amount: Decimal, decimals: int) -> int:
    """Write an amount in its smallest unit, rounded half up.

    Examples:
        >>> minor_of(Decimal("12.30"), 2)
        1230
    """
    return half_up(Fraction(amount) * 10**decimals)


def amount_of(minor: int, decimals: int) -> Decimal:
    """Write the smallest units as an amount.

    Examples:
        >>> amount_of(1230, 2)
        Decimal('12.30')
    """
    return Decimal(minor).scaleb(-decimals)


def rate_on(told: Campaigns, currency: str, day: date) -> Decimal | None:
    """Give what a currency is worth on a day: the last rate that was told until then."""
    rates = [one for one in told.rates if one.currency == currency and one.as_of <= day]
    return max(rates, key=lambda one: one.as_of).rate if rates else None


def in_minor(one: Spending, told: Campaigns, decimals: int) -> int:
    """Write an entry in the smallest unit of the campaigns' currency, without its sign.

    Each entry is converted by itself, at the rate of its day, and rounded half up.
    """
    if one.currency in ("", told.currency):
        return minor_of(one.amount, decimals)
    rate = rate_on(told, one.currency, one.day)
    return half_up(Fraction(one.amount) * Fraction(rate or 0) * 10**decimals)
