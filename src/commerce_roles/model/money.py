"""Money as it was told: an amount, its currency, for how long it pays, and of which day it is."""

from datetime import date
from typing import Literal

from attrs import field, frozen

from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed

__all__ = ["Money", "Per"]

Per = Literal["hour", "month", "year"]


@frozen(kw_only=True)
class Money(Displayed):
    """What somebody is paid, or asks for.

    Examples:
        >>> Money(amount=2600, currency="EUR", as_of=date(2026, 5, 1)).per
        'month'
    """

    amount: float
    """At least 0, everything included that the business pays."""
    currency: str = field(metadata=to("currency"))
    """ISO 4217."""
    per: Per = "month"
    """For an hour of work, a month, or a year."""
    as_of: date | None = None
    """The day of the figure; None where it was not told."""
