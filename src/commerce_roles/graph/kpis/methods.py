"""Ways to share a change out among the drivers that made it, each exact.

Given how drivers make a figure and their values before and after, a method gives what each driver
contributed. The contributions of every method add up to the change, without a remainder that
nobody owns.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from math import comb
from typing import Final, Literal, TypeAlias

from attrs import frozen

from commerce_roles.graph.kpis.forms import Form, Monomial, monomials, value_of

__all__ = ["METHODS", "MOST_DRIVERS", "Method", "Shares", "share_out"]

Method: TypeAlias = Literal["shapley", "lmdi", "sequential"]
"""A way to share a change out, by its published name."""

MOST_DRIVERS: Final = 16
"""Drivers among which `shapley` shares out; it looks at every set of them."""
_PLACES: Final = 50
"""Digits with which logarithms are computed, so that every machine gives the same ones."""
_LOGARITHMS: Final = Context(prec=_PLACES)


@frozen
class Shares:
    """What each driver contributed."""

    amounts: tuple[Fraction, ...]
    """In the order of the drivers; empty where there are none."""
    remainder: Fraction = Fraction(0)
    """What rounding left over and the largest contribution was given; 0 where nothing rounds."""
    why: Literal["", "zero_divisor", "sign", "sum"] = ""
    """Why there are none."""
    places: tuple[int, ...] = ()
    """The drivers that are to blame."""


def share_out(
    form: Form, before: Sequence[Fraction], after: Sequence[Fraction], method: Method
) -> Shares:
    """Share the change of a form out among its drivers.

    `shapley`: the mean of what a driver adds over every order in which the drivers could have
    changed (Shorrocks; in energy analysis Sun's "jointly created, equally distributed"). Exact
    in fractions, defined for zero and negative values, independent of the order of drivers.

    `lmdi`: the additive logarithmic mean Divisia index LMDI-I. Where a driver begins or ends at
    0, the analytical limit of the formula: the driver that reaches 0 has it all, several that do
    share it equally. None where a term or a driver changes its sign, or where the figure divides by
    a sum. Logarithms are computed to 50 digits; what their rounding leaves is given to the largest
    contribution and told as `remainder`.

    `sequential`: one driver after the other in the order given, as in a price-volume analysis.
    Exact, simple, and dependent on that order.

    Sources:
        Shorrocks (2013), Decomposition procedures for distributional analysis: a unified framework
        based on the Shapley value, Journal of Economic Inequality 11; Sun (1998), Changes in energy
        consumption and energy intensity: a complete decomposition model, Energy Economics 20;
        Ang (2005), The LMDI approach to decomposition analysis: a practical guide, Energy Policy
        33; Ang, Zhang, Choi (1998), Energy 23, table 2, and Wood, Lenzen (2006), Energy Policy 34,
        on zeros.

    Examples:
        >>> from commerce_roles.graph.kpis.forms import Driver, Product
        >>> area = Product((Driver(0), Driver(1)))
        >>> share_out(area, [Fraction(2), Fraction(3)], [Fraction(4), Fraction(5)], "shapley").amounts
        (Fraction(8, 1), Fraction(6, 1))
    """  # noqa: E501 an example is one line
    return METHODS[method](form, before, after)


def _shapley(form: Form, before: Sequence[Fraction], after: Sequence[Fraction]) -> Shares:
    moved = [p for p, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    values: list[Fraction] = []
    for chosen in range(1 << len(moved)):
        mixed = list(before)
        for bit, place in enumerate(moved):
            if chosen >> bit & 1:
                mixed[place] = after[place]
        value = value_of(form, mixed)
        if value is None:
            return Shares((), why="zero_divisor", places=tuple(moved))
        values.append(value)
    amounts = [Fraction(0)] * len(before)
    for bit, place in enumerate(moved):
        own = 1 << bit
        for chosen, value in enumerate(values):
            if not chosen & own:
                weight = _weight(chosen.bit_count(), len(moved))
                amounts[place] += weight * (values[chosen | own] - value)
    return Shares(tuple(amounts))


def _weight(others: int, drivers: int) -> Fraction:
    """Give the part of all orders in which exactly these others changed before a driver."""
    return Fraction(1, drivers * comb(drivers - 1, others))


def _sequential(form: Form, before: Sequence[Fraction], after: Sequence[Fraction]) -> Shares:
    mixed = list(before)
    last = value_of(form, mixed)
    amounts: list[Fraction] = []
    for place, value in enumerate(after):
        mixed[place] = value
        found = value_of(form, mixed)
        if found is None or last is None:
            return Shares((), why="zero_divisor", places=(place,))
        amounts.append(found - last)
        last = found
    return Shares(tuple(amounts))


def _lmdi(form: Form, before: Sequence[Fraction], after: Sequence[Fraction]) -> Shares:
    terms = monomials(form)
    if terms is None:
        return Shares((), why="sum", places=tuple(range(len(before))))
    amounts = [Fraction(0)] * len(before)
    change = Fraction(0)
    for term in terms:
        one, other = _value(term, before), _value(term, after)
        if one is None or other is None:
            return Shares((), why="zero_divisor", places=tuple(p for p, _ in term.powers))
        change += other - one
        shares = _limit(term, before, after) if not one * other else None
        if shares is None:
            flipped = [p for p, _ in term.powers if before[p] * after[p] < 0]
            if flipped or one * other < 0:
                return Shares((), why="sign", places=tuple(flipped))
            shares = _logarithmic(term, before, after)
        for place, share in shares.items():
            amounts[place] += share
    remainder = change - sum(amounts, Fraction(0))
    if remainder:
        largest = max(range(len(amounts)), key=lambda place: (abs(amounts[place]), -place))
        amounts[largest] += remainder
    return Shares(tuple(amounts), remainder)


def _value(term: Monomial, values: Sequence[Fraction]) -> Fraction | None:
    found = term.number
    for place, power in term.powers:
        if power < 0 and not values[place]:
            return None
        found *= values[place] ** power
    return found


def _limit(
    term: Monomial, before: Sequence[Fraction], after: Sequence[Fraction]
) -> Mapping[int, Fraction]:
    """Share out the change of a term that is 0 at one end, or at both, by the formula's limit."""
    one, other = _value(term, before) or Fraction(0), _value(term, after) or Fraction(0)
    at_zero = after if one else before
    powers = {place: power for place, power in term.powers if not at_zero[place]}
    whole = sum(powers.values())
    change = other - one
    return {place: change * power / whole for place, power in powers.items()} if change else {}


def _logarithmic(
    term: Monomial, before: Sequence[Fraction], after: Sequence[Fraction]
) -> Mapping[int, Fraction]:
    """Share out the change of a term by the logarithms of its drivers' changes."""
    one, other = _value(term, before) or Fraction(0), _value(term, after) or Fraction(0)
    logs = {p: power * _log(after[p] / before[p]) for p, power in term.powers}
    whole = _log(other / one)
    mean = (other - one) / whole if whole else one
    return {place: mean * log for place, log in logs.items()}


def _log(ratio: Fraction) -> Fraction:
    """Give the natural logarithm of a positive number to 50 digits."""
    if ratio == 1:
        return Fraction(0)
    numerator, denominator = Decimal(ratio.numerator), Decimal(ratio.denominator)
    quotient = _LOGARITHMS.divide(numerator, denominator)
    return Fraction(_LOGARITHMS.ln(quotient))


METHODS: Final[
    Mapping[Method, Callable[[Form, Sequence[Fraction], Sequence[Fraction]], Shares]]
] = {"shapley": _shapley, "lmdi": _lmdi, "sequential": _sequential}
"""Every method by its name."""
