"""Build forms with their bounds: scales are aligned and overflow is refused."""

import math
from collections.abc import Sequence
from typing import Final

from commerce_roles.errors import ExpressionError
from commerce_roles.expressions.domains import (
    LARGEST,
    Amount,
    Boolean,
    Choice,
    Domain,
    Integer,
    Ordered,
    SetOf,
)
from commerce_roles.expressions.evaluating import cents
from commerce_roles.expressions.forms import (
    Cents,
    First,
    Form,
    Greatest,
    Least,
    Literal,
    Product,
    Sum,
)

__all__ = [
    "add",
    "aligned_pair",
    "describe",
    "first",
    "greatest",
    "in_cents",
    "least",
    "multiply",
    "whole",
]

_TOO_LARGE: Final = "this can grow beyond what a column of whole numbers holds (2**63 - 1)"


def whole(value: int) -> Literal:
    """Make the literal of a whole number."""
    return Literal(Integer(value, value), value)


def add(operands: Sequence[Form]) -> Form:
    """Add whole numbers; hours and whole numbers are brought to one scale first.

    Raises:
        ExpressionError: The sum could pass the largest whole number.
    """
    aligned, domains = _align(operands)
    if len(aligned) == 1:
        return aligned[0]
    low, high = sum(d.low for d in domains), sum(d.high for d in domains)
    return Sum(aligned, _bounded(low, high, domains[0].scale))


def multiply(left: Form, right: Form) -> Form:
    """Multiply two whole numbers, at most one of which is scaled.

    Raises:
        ExpressionError: Both are scaled, or the product could pass the largest whole number.
    """
    one, other = _integer(left), _integer(right)
    if one.scale > 1 and other.scale > 1:
        message = "hours cannot be multiplied by hours"
        raise ExpressionError(message)
    corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    domain = _bounded(min(corners), max(corners), one.scale * other.scale)
    return Product(left, right, domain)


def least(operands: Sequence[Form]) -> Form:
    """Take the smallest of whole numbers."""
    aligned, domains = _align(operands)
    low, high = min(d.low for d in domains), min(d.high for d in domains)
    return Least(aligned, Integer(low, high, domains[0].scale))


def greatest(operands: Sequence[Form]) -> Form:
    """Take the largest of whole numbers."""
    aligned, domains = _align(operands)
    low, high = max(d.low for d in domains), max(d.high for d in domains)
    return Greatest(aligned, Integer(low, high, domains[0].scale))


def in_cents(amount: Form) -> Form:
    """Take money as whole cents.

    Raises:
        ExpressionError: It is no money, or could be more than a column of whole numbers holds.
    """
    domain = amount.domain
    if not isinstance(domain, Amount):
        message = f"cents(…) takes one amount of money, this is {describe(domain)}"
        raise ExpressionError(message)
    if max(abs(domain.low), abs(domain.high)) * 100 >= LARGEST:
        raise ExpressionError(_TOO_LARGE)
    return Cents(amount, Integer(cents(domain.low), cents(domain.high)))


def first(cases: Sequence[tuple[Form, Form]], otherwise: Form) -> Form:
    """Choose by the first condition that holds; all values are of one type.

    Raises:
        ExpressionError: The values are of different types.
    """
    values = [value for _, value in cases] + [otherwise]
    return First(tuple(cases), otherwise, _joint([value.domain for value in values]))


def aligned_pair(left: Form, right: Form) -> tuple[Form, Form]:
    """Bring two whole numbers to one scale."""
    (one, other), _ = _align([left, right])
    return one, other


def _joint(domains: Sequence[Domain]) -> Integer | Ordered | Choice | Amount | Boolean | SetOf:
    one = domains[0]
    if all(isinstance(d, Integer) for d in domains):
        numbers = [d for d in domains if isinstance(d, Integer)]
        if len({d.scale for d in numbers}) == 1:
            low, high = min(d.low for d in numbers), max(d.high for d in numbers)
            return Integer(low, high, numbers[0].scale)
    elif all(isinstance(d, Choice) for d in domains):
        options = [d.options for d in domains if isinstance(d, Choice)]
        known = [o for o in options if o is not None]
        return Choice(frozenset[str]().union(*known) if len(known) == len(options) else None)
    elif all(d == one for d in domains):
        return one
    message = "the cases of one table must give values of one type"
    raise ExpressionError(message)


def _align(operands: Sequence[Form]) -> tuple[tuple[Form, ...], list[Integer]]:
    scale = math.lcm(*(_integer(form).scale for form in operands))
    aligned = tuple(_scaled(form, scale) for form in operands)
    return aligned, [_integer(form) for form in aligned]


def _scaled(form: Form, scale: int) -> Form:
    domain = _integer(form)
    factor = scale // domain.scale
    if factor == 1:
        return form
    bounded = _bounded(domain.low * factor, domain.high * factor, scale)
    if isinstance(form, Literal) and isinstance(form.value, int):
        return Literal(bounded, form.value * factor)
    return Product(whole(factor), form, bounded)


def _integer(form: Form) -> Integer:
    if isinstance(form.domain, Integer):
        return form.domain
    message = f"a whole number is wanted here, this is {describe(form.domain)}"
    raise ExpressionError(message)


def _bounded(low: int, high: int, scale: int) -> Integer:
    if max(abs(low), abs(high)) > LARGEST:
        raise ExpressionError(_TOO_LARGE)
    return Integer(low, high, scale)


def describe(domain: Domain) -> str:
    """Name a type as a sentence would."""
    match domain:
        case Boolean():
            return "a condition"
        case Integer():
            return "a whole number"
        case Amount():
            return "an amount"
        case Ordered(levels=levels):
            return f"one of the levels {' < '.join(levels)}"
        case Choice():
            return "a text"
        case _:
            return "a set"
