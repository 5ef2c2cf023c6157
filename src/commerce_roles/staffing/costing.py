"""What people and offers cost a month, in one currency: never added across currencies unasked."""

from collections.abc import Iterable, Mapping
from typing import Final

from commerce_roles.assessment.reading import Rate
from commerce_roles.errors import Problem, TeamError
from commerce_roles.model import Money
from commerce_roles.model.person import Person

__all__ = ["common_currency", "converted", "month_cost", "monthly"]

_MONTHS: Final = 12
_EURO: Final = "EUR"


def monthly(money: Money, hours: float | None) -> float | None:
    """Give what money comes to a month; None where it is paid by the hour and those are unknown.

    A year's amount is divided by twelve.

    Examples:
        >>> monthly(Money(amount=24, currency="EUR", per="hour"), 10)
        240
        >>> monthly(Money(amount=24000, currency="EUR", per="year"), None)
        2000.0
    """
    if money.per == "hour":
        return None if hours is None else money.amount * hours
    return money.amount / _MONTHS if money.per == "year" else money.amount


def month_cost(
    person: Person, hours: float | None, currency: str, rates: Mapping[str, Rate]
) -> float | None:
    """Give what a person costs a month; None where the cost or the hours were not told.

    Args:
        person: Who.
        hours: Hours a month that are paid, for who is paid by the hour.
        currency: In which currency.
        rates: What one unit of another currency is worth in euro.

    Raises:
        TeamError: The cost is in another currency, and no rate was given.
    """
    if person.cost is None:
        return None
    amount = monthly(person.cost, hours)
    if amount is None:
        return None
    return converted(amount, person.cost.currency, currency, rates, f"people.{person.id}.cost")


def converted(
    amount: float, source: str, target: str, rates: Mapping[str, Rate], path: str = ""
) -> float:
    """Bring an amount to another currency by the caller's own dated rates.

    Raises:
        TeamError: A rate is missing.

    Examples:
        >>> converted(100, "PLN", "EUR", {"PLN": Rate(0.23, "2026-10-01")})
        23.0
    """
    if source == target or not target:
        return amount
    euro = {**{name: rate.euro for name, rate in rates.items()}, _EURO: 1.0}
    missing = [name for name in (source, target) if not euro.get(name)]
    if missing:
        raise TeamError(
            Problem(f"no rate was given for {name}", path, _rate_remedy(name)) for name in missing
        )
    return amount * euro[source] / euro[target]


def common_currency(
    costs: Mapping[str, Money | None], wanted: str, rates: Mapping[str, Rate]
) -> str:
    """Find the one currency in which costs can be added; empty where no cost was told.

    Args:
        costs: Amounts by the place where each was told.
        wanted: The currency that is asked for; empty: that of the amounts.
        rates: What one unit of another currency is worth in euro.

    Raises:
        TeamError: The amounts are in several currencies, and rates are missing for some.
    """
    told = {path: money.currency for path, money in costs.items() if money is not None}
    used = sorted({*told.values(), wanted} - {""})
    if len(used) <= 1:
        return used[0] if used else ""
    missing = [name for name in used if name != _EURO and name not in rates]
    if missing:
        raise TeamError(
            Problem(
                f"costs are in {', '.join(used)}, and no rate was given for {name}",
                next((path for path, own in told.items() if own == name), ""),
                _rate_remedy(name),
            )
            for name in missing
        )
    return wanted or _first_euro(used)


def _first_euro(currencies: Iterable[str]) -> str:
    return min(currencies, key=lambda name: (name != _EURO, name))


def _rate_remedy(currency: str) -> str:
    return f"give what one {currency} is worth in euro, with its day"
