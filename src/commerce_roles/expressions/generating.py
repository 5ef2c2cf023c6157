"""Two-valued Python, generated: what steps are worth when every input is known.

Equal to the tree walker, which stays the oracle, and many times as fast.
"""

import math
from collections.abc import Callable, Iterable
from typing import assert_never

from attrs import define, field

from commerce_roles.expressions.evaluating import Values
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
from commerce_roles.expressions.lines import Lines

__all__ = ["generate_values"]


def generate_values(steps: Iterable[tuple[str, Form]]) -> Callable[[Values], dict[str, Value]]:
    """Make a function that works out steps from the values of what they read.

    Args:
        steps: Keys and forms, each form after the steps that it reads; all else is an input.

    Examples:
        >>> from commerce_roles.expressions import Integer, Scope, check
        >>> scope = Scope({"orders": Ref(Integer(0, 9), "orders")})
        >>> run = generate_values([("twice", check("2 * orders", scope))])
        >>> run({"orders": 3})
        {'twice': 6}
    """
    writer = _Writer()
    for key, form in steps:
        name = writer.lines.fresh()
        writer.lines.say(f"{name} = {writer.write(form)}")
        writer.variables[key] = name
    names = (f"{writer.lines.constant(key)}: {name}" for key, name in writer.variables.items())
    return writer.lines.function(f"{{{', '.join(names)}}}")


@define
class _Writer:
    """Writes forms as expressions; a choice among cases needs lines before it."""

    lines: Lines = field(factory=Lines)
    variables: dict[str, str] = field(factory=dict[str, str])

    def write(self, form: Form) -> str:  # noqa: C901, PLR0912 one case per form
        """Write a form as an expression."""
        match form:
            case Literal(value=value):
                plain = value is None or isinstance(value, bool | int)
                return repr(value) if plain else self.lines.constant(value)
            case Ref(key=key):
                return self.variables.get(key) or f"given[{self.lines.constant(key)}]"
            case Not(operand=operand):
                return f"(not {self.write(operand)})"
            case All(operands=operands):
                return f"({' and '.join(map(self.write, operands)) or 'True'})"
            case Any(operands=operands):
                return f"({' or '.join(map(self.write, operands)) or 'False'})"
            case Compare(operator=operator, left=left, right=right):
                return f"({self.write(left)} {operator} {self.write(right)})"
            case Combine(operator=operator, left=left, right=right):
                return f"({self.write(left)} {operator} {self.write(right)})"
            case Product(left=left, right=right):
                return f"({self.write(left)} * {self.write(right)})"
            case Member(item=item, container=container):
                return f"({self.write(item)} in {self.write(container)})"
            case Size(container=container):
                return f"len({self.write(container)})"
            case Count(operands=operands) | Sum(operands=operands):
                return f"sum({self._tuple(operands)})"
            case Least(operands=operands):
                return f"min({self._tuple(operands)})"
            case Greatest(operands=operands):
                return f"max({self._tuple(operands)})"
            case Quotient(operand=operand, divisor=divisor):
                return f"({self.write(operand)} // {divisor})"
            case Cents(operand=operand):
                return f"{self.lines.constant(math.floor)}({self.write(operand)} * 100 + 0.5)"
            case First():
                return self._first(form)
            case _:
                assert_never(form)

    def _tuple(self, operands: tuple[Form, ...]) -> str:
        return f"({''.join(f'{self.write(part)}, ' for part in operands)})"

    def _first(self, form: First) -> str:
        name = self.lines.fresh()
        with self.lines.inside("while True:"):
            for condition, value in form.cases:
                with self.lines.inside(f"if {self.write(condition)}:"):
                    self.lines.say(f"{name} = {self.write(value)}")
                    self.lines.say("break")
            self.lines.say(f"{name} = {self.write(form.otherwise)}")
            self.lines.say("break")
        return name
