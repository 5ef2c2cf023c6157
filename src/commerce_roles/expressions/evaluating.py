"""The tree walker: what a form is worth when everything it reads is known.

This is the plainest evaluator there can be, and the oracle of every faster one.
"""

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any as Anything
from typing import Final

from commerce_roles.expressions.forms import (
    All,
    Any,
    Cents,
    Combine,
    Compare,
    Count,
    First,
    Form,
    Greatest,
    Least,
    Literal,
    Member,
    Not,
    Product,
    Quotient,
    Ref,
    Size,
    Sum,
    Value,
)

__all__ = ["Values", "evaluate"]

Values = Mapping[str, Value]
"""What stands under each key."""

COMPARE: Final[Mapping[str, Callable[[Anything, Anything], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(form: Form, values: Values) -> Anything:  # noqa: ANN401 the form's domain says which
    """Work out a form, given a value for every key it reads.

    Raises:
        KeyError: A key that the form reads has no value.

    Examples:
        >>> from commerce_roles.expressions import Integer, Ref, Scope, check
        >>> scope = Scope({"orders": Ref(Integer(0, 9), "orders")})
        >>> evaluate(check("2 * orders + 1", scope), {"orders": 3})
        7
    """
    return _WALK[type(form)](form, values)


def cents(amount: float) -> int:
    """Round money to whole cents, halves upwards; the same in every engine.

    Examples:
        >>> cents(19.99), cents(0.005)
        (1999, 1)
    """
    return math.floor(amount * 100 + 0.5)


def _first(form: First, values: Values) -> Anything:  # noqa: ANN401 as above
    for condition, value in form.cases:
        if evaluate(condition, values):
            return evaluate(value, values)
    return evaluate(form.otherwise, values)


def _compare(form: Compare, values: Values) -> bool:
    return COMPARE[form.operator](evaluate(form.left, values), evaluate(form.right, values))


def _combine(form: Combine, values: Values) -> frozenset[str]:
    left: frozenset[str] = evaluate(form.left, values)
    right: frozenset[str] = evaluate(form.right, values)
    match form.operator:
        case "&":
            return left & right
        case "|":
            return left | right
        case _:
            return left - right


_WALK: Final[Mapping[type[Form], Callable[[Anything, Values], Anything]]] = {
    Literal: lambda form, _: form.value,
    Ref: lambda form, values: values[form.key],
    Not: lambda form, values: not evaluate(form.operand, values),
    All: lambda form, values: all(evaluate(part, values) for part in form.operands),
    Any: lambda form, values: any(evaluate(part, values) for part in form.operands),
    Compare: _compare,
    Member: lambda form, v: evaluate(form.item, v) in evaluate(form.container, v),
    Combine: _combine,
    Size: lambda form, values: len(evaluate(form.container, values)),
    Count: lambda form, values: sum(bool(evaluate(part, values)) for part in form.operands),
    Sum: lambda form, values: sum(evaluate(part, values) for part in form.operands),
    Product: lambda form, values: evaluate(form.left, values) * evaluate(form.right, values),
    Least: lambda form, values: min(evaluate(part, values) for part in form.operands),
    Greatest: lambda form, values: max(evaluate(part, values) for part in form.operands),
    Quotient: lambda form, values: evaluate(form.operand, values) // form.divisor,
    Cents: lambda form, values: cents(evaluate(form.operand, values)),
    First: _first,
}
