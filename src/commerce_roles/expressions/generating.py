"""Two-valued Python, generated: what steps are worth when every input is known.

Equal to the tree walker, which stays the oracle, and many times as fast.
"""

import math
from collections.abc import Callable, Iterable
from typing import assert_never, cast

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
from commerce_roles.expressions.lines import Lines, held_in

__all__ = ["ValueWriter", "generate_values"]


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
    writer = ValueWriter()
    for key, form in steps:
        name = writer.lines.fresh()
        writer.lines.say(f"{name} = {writer.write(form)}")
        writer.variables[key] = name
    names = (f"{writer.lines.constant(key)}: {name}" for key, name in writer.variables.items())
    return writer.lines.function(f"{{{', '.join(names)}}}")


@define
class ValueWriter:
    """Writes forms as expressions of Python; a choice among cases needs lines before it.

    What a form reads stands in variables, or in the argument of the function.
    """

    lines: Lines = field(factory=Lines)
    variables: dict[str, str] = field(factory=dict[str, str])
    """For a key that is at hand: the variable that holds it, or a short expression."""

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
                return self._joined(" and ", operands) or "True"
            case Any(operands=operands):
                return self._joined(" or ", operands) or "False"
            case Compare():
                return self._compare(form)
            case Combine(operator=operator, left=left, right=right):
                return f"({self.write(left)} {operator} {self.write(right)})"
            case Product(left=left, right=right):
                return self._product(left, right)
            case Member():
                return self._member(form)
            case Size(container=container):
                return f"len({self.write(container)})"
            case Count(operands=operands):
                return self._count(operands)
            case Sum(operands=operands):
                return self._joined(" + ", operands)
            case Least(operands=operands):
                return self._end("<=", "min", operands)
            case Greatest(operands=operands):
                return self._end(">=", "max", operands)
            case Quotient(operand=operand, divisor=divisor):
                return f"({self.write(operand)} // {divisor})"
            case Cents(operand=operand):
                return f"{self.lines.constant(math.floor)}({self.write(operand)} * 100 + 0.5)"
            case First():
                return self._first(form)
            case _:
                assert_never(form)

    def _joined(self, operator: str, operands: tuple[Form, ...]) -> str:
        written = [self.write(part) for part in operands]
        return f"({operator.join(written)})" if len(written) > 1 else "".join(written)

    def _compare(self, form: Compare) -> str:
        """Compare; whether sets meet is asked without making their meeting."""
        if _asks_whether_sets_meet(form):
            both = cast("Combine", cast("Size", form.left).container)
            apart = f"{self.write(both.left)}.isdisjoint({self.write(both.right)})"
            return apart if form.operator == "==" else f"(not {apart})"
        return f"({self.write(form.left)} {form.operator} {self.write(form.right)})"

    def _member(self, form: Member) -> str:
        """Look a text up in sets, without making the set that they make together."""
        item, container = self.write(form.item), form.container
        if not isinstance(container, Combine):
            return f"({item} in {self.write(container)})"
        left, right = (
            self._member(Member(form.item, part)) for part in (container.left, container.right)
        )
        words = {"&": "and", "|": "or", "-": "and not"}
        return f"({left} {words[container.operator]} {right})"

    def _product(self, left: Form, right: Form) -> str:
        """Multiply; a number that counts only if one condition holds is chosen instead."""
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Count) and len(one.operands) == 1:
                return f"({self.write(other)} if {self.write(one.operands[0])} else 0)"
        return f"({self.write(left)} * {self.write(right)})"

    def _count(self, operands: tuple[Form, ...]) -> str:
        if len(operands) == 1:
            return f"(1 if {self.write(operands[0])} else 0)"
        return self._joined(" + ", operands) or "0"

    def _end(self, operator: str, function: str, operands: tuple[Form, ...]) -> str:
        """Take the smaller or larger of two at once, of more by the function for it."""
        written = [self.write(part) for part in operands]
        if len(written) != 2:  # noqa: PLR2004 a choice between two
            return f"{function}({', '.join(written)})" if len(written) > 1 else written[0]
        (one, first), (other, second) = (held_in(self.lines, part) for part in written)
        return f"({one} if {first} {operator} {second} else {other})"

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


def _asks_whether_sets_meet(form: Compare) -> bool:
    size, number = form.left, form.right
    if not (isinstance(size, Size) and isinstance(size.container, Combine)):
        return False
    meets = (form.operator, number.value) if isinstance(number, Literal) else None
    return size.container.operator == "&" and meets in {(">=", 1), (">", 0), ("!=", 0), ("==", 0)}
