"""What an hour costs, as forms over the business's country: no country, no price."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from math import ceil
from typing import Final

from attrs import frozen

from commerce_roles.catalogue.linking.names import Names
from commerce_roles.expressions import (
    Choice,
    Compare,
    Form,
    Literal,
    Ref,
    Value,
    first,
    key_of,
    whole,
)
from commerce_roles.model import Constant, Cost, Loading

__all__ = ["BREAK_EVEN", "PRODUCTIVE", "employee_hour", "link_prices"]

PRODUCTIVE: Final = "productive_hours"
"""The constant that says how many hours a month a full post works."""
BREAK_EVEN: Final = "break_even_hours"
"""The constant that stands in where a country's prices are not known."""
_CURRENCY: Final = "EUR"
"""Budgets are told in this currency; a price in another is never compared with one."""
_COUNTRY: Final = "country"
_CENTS: Final = 100
_MONTHS: Final = 12


@frozen
class _Market:
    """The typical figures of one role in one country, exact."""

    freelance_hour: Fraction | None = None
    gross_year: Fraction | None = None
    loading: Fraction | None = None


def link_prices(
    names: Names,
    costs: Iterable[Cost],
    loadings: Iterable[Loading],
    constants: Mapping[str, Constant],
) -> None:
    """Define `price(role, …)` for every role: 0 where nothing comparable is known."""
    hours = constants[PRODUCTIVE].value if PRODUCTIVE in constants else 1
    fallback = constants[BREAK_EVEN].value if BREAK_EVEN in constants else 0
    markets = _markets(list(costs), {loading.country: loading for loading in loadings})
    for role in names.roles:
        own = {country: m for (country, r), m in markets.items() if r == role}
        for what, price, otherwise in (
            ("external", _external, 0),
            ("in_house", partial(_in_house, hours), 0),
            ("break_even", _break_even, fallback),
        ):
            values = {country: price(market) for country, market in sorted(own.items())}
            names.builders[key_of("price", role, what)] = _by_country(names, values, otherwise)


def employee_hour(
    gross_year: Fraction | None, loading: Fraction | None, productive_hours: int
) -> int | None:
    """Give the cents that an employed, productive hour costs, rounded up.

    The formula is gross pay a year × loading ÷ 12 ÷ productive hours a month.
    """
    if gross_year is None or loading is None:
        return None
    return ceil(gross_year * loading * _CENTS / _MONTHS / productive_hours)


def _in_house(hours: int, market: _Market) -> int | None:
    return employee_hour(market.gross_year, market.loading, hours)


def _external(market: _Market) -> int | None:
    return None if market.freelance_hour is None else ceil(market.freelance_hour * _CENTS)


def _break_even(market: _Market) -> int | None:
    """From so many bought hours a month on, a full post costs no more."""
    if market.gross_year is None or market.loading is None or not market.freelance_hour:
        return None
    return ceil(market.gross_year * market.loading / _MONTHS / market.freelance_hour)


def _markets(costs: list[Cost], loadings: Mapping[str, Loading]) -> dict[tuple[str, str], _Market]:
    found: dict[tuple[str, str], _Market] = {}
    figures = {
        (cost.country, cost.role, cost.contract, cost.unit): Fraction(str(cost.typical))
        for cost in costs
        if cost.typical is not None and cost.currency == _CURRENCY
    }
    for country, role in sorted({(cost.country, cost.role) for cost in costs}):
        loading = loadings.get(country)
        found[country, role] = _Market(
            figures.get((country, role, "freelance", "hour")),
            figures.get((country, role, "employee", "gross_year")),
            None if loading is None else Fraction(str(loading.typical)),
        )
    return found


def _by_country(
    names: Names, values: Mapping[str, int | None], otherwise: int
) -> Callable[[], Form]:
    def build() -> Form:
        domain = names.inputs.get(_COUNTRY)
        known = {country: value for country, value in values.items() if value is not None}
        if domain is None or not known:
            return whole(otherwise)
        cases = [
            (Compare("==", Ref(domain, _COUNTRY), _text(country)), whole(value))
            for country, value in known.items()
        ]
        return first(cases, whole(otherwise))

    return build


def _text(word: Value) -> Form:
    return Literal(Choice(frozenset({str(word)})), word)
