"""The units of formulas: what they come to follows from the units of their measures."""

import ast
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from commerce_roles.errors import ExpressionError
from commerce_roles.expressions import parse

__all__ = ["BASE_UNITS", "Dimension", "check_unit", "dimension_of", "factor_of", "written"]

Dimension = Mapping[str, int]
"""The power of each base unit; empty for a pure number."""

BASE_UNITS: Final[Mapping[str, Dimension]] = {
    "count": {"count": 1},
    "money": {"money": 1},
    "minutes": {"minutes": 1},
    "years": {"years": 1},
    "per_year": {"years": -1},
}
"""What the unit of a measure is made of."""


def dimension_of(text: str, units: Mapping[str, str]) -> Dimension:
    """Say what a formula comes to, given the unit of every measure.

    Raises:
        ExpressionError: Two things in different units are added or subtracted.

    Examples:
        >>> written(dimension_of("revenue / orders", {"revenue": "money", "orders": "count"}))
        'money / count'
        >>> dimension_of("revenue - orders", {"revenue": "money", "orders": "count"})
        Traceback (most recent call last):
        commerce_roles.errors.ExpressionError: money and count cannot be subtracted
            revenue - orders
            ^
    """
    return _dimension(parse(text), {name: BASE_UNITS[unit] for name, unit in units.items()}, text)


def factor_of(text: str) -> Fraction:
    """Give the number by which a formula multiplies as a whole; 1 where there is none.

    Examples:
        >>> factor_of("100 * (orders - 1) / sessions"), factor_of("orders / sessions")
        (Fraction(100, 1), Fraction(1, 1))
    """
    return _factor(parse(text))


def check_unit(text: str, dimension: str, factor: int, units: Mapping[str, str]) -> str:
    """Say why a formula does not come to a unit; empty where it does.

    Args:
        text: The formula.
        dimension: What it must come to, over the names of base units.
        factor: What it must multiply by.
        units: The unit of every measure.

    Examples:
        >>> units = {"orders": "count", "sessions": "count"}
        >>> check_unit("100 * orders / sessions", "1", 100, units)
        ''
        >>> check_unit("orders / sessions", "1", 100, units)
        'it multiplies by 1, and its unit by 100'
        >>> check_unit("100 * orders", "1", 100, units)
        'it comes to count, and its unit is 1'
    """
    try:
        found = dimension_of(text, units)
    except ExpressionError as error:
        return error.message
    wanted = dimension_of(dimension, {name: name for name in BASE_UNITS})
    if found != wanted:
        return f"it comes to {written(found)}, and its unit is {written(wanted)}"
    times = factor_of(text)
    return "" if times == factor else f"it multiplies by {times}, and its unit by {factor}"


def written(dimension: Dimension) -> str:
    """Write a dimension as a quotient.

    Examples:
        >>> written({"money": 1, "count": -1}), written({}), written({"years": -1})
        ('money / count', '1', '1 / years')
    """
    above = " * ".join(name for name, power in sorted(dimension.items()) for _ in range(power))
    below = "".join(
        f" / {name}" for name, power in sorted(dimension.items()) for _ in range(-power)
    )
    return (above or "1") + below


def _dimension(node: ast.expr, units: Mapping[str, Dimension], text: str) -> Dimension:
    match node:
        case ast.Name(id=name) if name in units:
            return units[name]
        case ast.BinOp(left=left, op=operator, right=right):
            one, other = _dimension(left, units, text), _dimension(right, units, text)
            match operator:
                case ast.Mult():
                    return _joined(one, other, 1)
                case ast.Div():
                    return _joined(one, other, -1)
                case _ if one != other:
                    done = "added" if isinstance(operator, ast.Add) else "subtracted"
                    message = f"{written(one)} and {written(other)} cannot be {done}"
                    raise ExpressionError(message, text, node.col_offset)
                case _:
                    return one
        case _:
            return {}


def _joined(one: Dimension, other: Dimension, sign: int) -> Dimension:
    names = {*one, *other}
    powers = {name: one.get(name, 0) + sign * other.get(name, 0) for name in names}
    return {name: power for name, power in powers.items() if power}


def _factor(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Fraction(str(number))
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _factor(left) * _factor(right)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            below = _factor(right)
            return _factor(left) / below if below else Fraction(0)
        case _:
            return Fraction(1)
