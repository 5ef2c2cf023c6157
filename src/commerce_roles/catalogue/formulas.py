"""The second language: formulas of KPIs over base measures, with division, undefined by zero.

No decision reads a formula. `exact_value` computes in fractions, and says why where there is no
value; `evaluate_formula` gives the same as a float.
"""

import ast
from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from attrs import frozen

from commerce_roles.errors import ExpressionError, nearest
from commerce_roles.expressions import parse
from commerce_roles.showing import Displayed

__all__ = ["Undefined", "check_formula", "evaluate_formula", "exact_value", "measures_of"]


def check_formula(text: str, measures: Collection[str]) -> None:
    """Refuse a formula that is malformed or names no measure.

    Raises:
        ExpressionError: With the place of the fault.

    Examples:
        >>> check_formula("100 * orders / sessions", {"orders", "sessions"})
        >>> check_formula("orders / session", {"orders", "sessions"})
        Traceback (most recent call last):
        commerce_roles.errors.ExpressionError: no measure is called session; did you mean sessions?
            orders / session
                     ^
    """
    if not text:
        return
    unknown: dict[str, int] = {}
    for node in ast.walk(_parsed(text)):
        match node:
            case ast.Name(id=name) if name not in measures:
                unknown.setdefault(name, node.col_offset)
            case ast.Constant(value=value) if type(value) not in (int, float):
                message = "a formula holds measures and numbers"
                raise ExpressionError(message, text, node.col_offset)
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div()):
                continue
            case ast.Name() | ast.Constant() | ast.expr_context() | ast.operator():
                continue
            case ast.expr():
                message = "a formula holds + - * / and brackets only"
                raise ExpressionError(message, text, node.col_offset)
            case _:
                continue
    if unknown:
        names = sorted(unknown, key=lambda name: unknown[name])
        message = "; ".join(f"no measure is called {_with_hint(name, measures)}" for name in names)
        raise ExpressionError(message, text, unknown[names[0]])


def _with_hint(name: str, measures: Collection[str]) -> str:
    near = nearest(name, list(measures))
    return f"{name}; did you mean {near[0]}?" if near else name


@lru_cache(maxsize=1024)
def measures_of(text: str) -> tuple[str, ...]:
    """List the measures that a formula reads, in alphabetical order.

    Examples:
        >>> measures_of("100 * orders / sessions")
        ('orders', 'sessions')
    """
    if not text:
        return ()
    nodes = ast.walk(_parsed(text))
    return tuple(sorted({node.id for node in nodes if isinstance(node, ast.Name)}))


def evaluate_formula(text: str, values: Mapping[str, float]) -> float | None:
    """Compute a formula; None where a measure is missing or a divisor is 0.

    Computed in fractions and rounded once, a float counting as it is written.

    Raises:
        ValueError: A value is not finite.

    Examples:
        >>> evaluate_formula("100 * orders / sessions", {"orders": 3, "sessions": 120})
        2.5
        >>> evaluate_formula("100 * orders / sessions", {"orders": 3, "sessions": 0}) is None
        True
    """
    exact = {name: Fraction(str(value)) for name, value in values.items()}
    found = exact_value(text, exact)
    return None if isinstance(found, Undefined) else float(found)


@frozen
class Undefined(Displayed):
    """Why a figure has no value: never a silent 0."""

    reason: Literal["missing", "zero_divisor", "contradiction", "sign", "sum", "no_formula"]
    """`missing`: measures are not told; `zero_divisor`: a divisor is 0; `contradiction`: measures
    contradict each other; `sign`: a logarithm needs numbers of one sign; `sum`: a method cannot
    take sums apart; `no_formula`: the KPI has none."""
    names: tuple[str, ...] = ()
    """The measures that are missing, that the divisor reads, or that are at odds."""


def exact_value(text: str, values: Mapping[str, Fraction]) -> "Fraction | Undefined":
    """Compute a formula without rounding, or say why it has no value.

    A decimal number of the formula counts as it is written: 0.1 is a tenth.

    Examples:
        >>> orders = {"orders": Fraction(1), "sessions": Fraction(3)}
        >>> exact_value("100 * orders / sessions", orders)
        Fraction(100, 3)
        >>> exact_value("100 * orders / sessions", {**orders, "sessions": Fraction(0)})
        Undefined(reason='zero_divisor', names=('sessions',))
        >>> exact_value("revenue / orders", orders)
        Undefined(reason='missing', names=('revenue',))
    """
    if not text:
        return Undefined("no_formula")
    missing = tuple(name for name in measures_of(text) if name not in values)
    if missing:
        return Undefined("missing", missing)
    return _exactly(_parsed(text), values)


@lru_cache(maxsize=1024)
def _parsed(text: str) -> ast.expr:
    return parse(text)


def _exactly(node: ast.expr, values: Mapping[str, Fraction]) -> Fraction | Undefined:
    match node:
        case ast.Name(id=name):
            return values[name]
        case ast.BinOp(left=left, op=operator, right=right):
            one, other = _exactly(left, values), _exactly(right, values)
            if isinstance(one, Undefined):
                return one
            if isinstance(other, Undefined):
                return other
            match operator:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case ast.Div() if other:
                    return one / other
                case ast.Div():
                    return Undefined("zero_divisor", measures_of(ast.unparse(right)))
                case _:
                    raise ExpressionError("a formula holds + - * / and brackets only")
        case ast.Constant(value=int() | float() as number):
            return Fraction(str(number))
        case _:
            raise ExpressionError("a formula holds + - * / and brackets only")
