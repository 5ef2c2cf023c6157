"""Forms as expressions of ZEN, the language of GoRules models.

Numbers are decimals there, ranks stay numbers, sets are arrays whose members stand once each,
and a text that nobody gave is null.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import assert_never

from attrs import field, frozen

from commerce_roles.expressions import (
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

__all__ = ["Cases", "Writer", "cases_of", "literal"]

Cases = tuple[tuple[Form, Value], ...]
"""The conditions of a choice, with what each gives."""


def literal(value: Value) -> str:
    """Write a constant; texts know no escapes, so one with both quotes is put together.

    Examples:
        >>> literal(True), literal(1e-7), literal(frozenset({"b", "a"})), literal(None)
        ('true', '0.0000001', "['a', 'b']", 'null')
        >>> print(literal("it's"), literal('"') + " and both: " + literal("'" + '"'))
        "it's" '"' and both: ('' + "'" + '"')
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return format(Decimal(repr(value)), "f")
        case str():
            return _text(value)
        case _:
            return f"[{', '.join(map(_text, sorted(value)))}]"


def _text(value: str) -> str:
    if "'" not in value:
        return f"'{value}'"
    if '"' not in value:
        return f'"{value}"'
    quoted = (f"'{part}'" for part in value.split("'"))
    joined = ' + "\'" + '.join(quoted)
    return f"({joined})"


@frozen
class Writer:
    """Writes forms; what reads a key, or the outcome of a table, is handed in."""

    read: Callable[[str], str]
    """Writes what reads the value under a key."""
    tables: Mapping[Cases, str] = field(factory=dict[Cases, str])
    """For a choice that a table makes: the key of the table's value."""

    def write(self, form: Form) -> str:  # noqa: C901, PLR0912 one case per form
        """Write a form as one expression."""
        match form:
            case Literal(value=value):
                return literal(value)
            case Ref(key=key):
                return self.read(key)
            case Not(operand=operand):
                return f"(not ({self.write(operand)}))"
            case All(operands=operands):
                return self._joined(" and ", operands) or "true"
            case Any(operands=operands):
                return self._joined(" or ", operands) or "false"
            case Compare(operator=operator, left=left, right=right):
                return f"({self.write(left)} {operator} {self.write(right)})"
            case Member(item=item, container=container):
                return f"({self.write(item)} in {self.write(container)})"
            case Combine():
                return self._combine(form)
            case Size(container=container):
                return f"len({self.write(container)})"
            case Count(operands=operands):
                ones = (f"({self.write(part)} ? 1 : 0)" for part in operands)
                return f"({' + '.join(ones) or '0'})"
            case Sum(operands=operands):
                return self._joined(" + ", operands)
            case Product(left=left, right=right):
                return f"({self.write(left)} * {self.write(right)})"
            case Least(operands=operands):
                return f"min([{', '.join(map(self.write, operands))}])"
            case Greatest(operands=operands):
                return f"max([{', '.join(map(self.write, operands))}])"
            case Quotient(operand=operand, divisor=divisor):
                return f"floor({self.write(operand)} / {divisor})"
            case Cents(operand=operand):
                return f"floor({self.write(operand)} * 100 + 0.5)"
            case First():
                return self._first(form)
            case _:
                assert_never(form)

    def _joined(self, operator: str, operands: tuple[Form, ...]) -> str:
        written = operator.join(map(self.write, operands))
        return f"({written})" if len(operands) > 1 else written

    def _combine(self, form: Combine) -> str:
        left, right = self.write(form.left), self.write(form.right)
        match form.operator:
            case "&":
                return f"filter({left}, # in {right})"
            case "|":
                return f"flatMap([{left}, filter({right}, not (# in {left}))], #)"
            case _:
                return f"filter({left}, not (# in {right}))"

    def _first(self, form: First) -> str:
        key = self.tables.get(cases_of(form)) if self.tables else None
        if key is not None:
            return f"({self.read(key)} ?? {self.write(form.otherwise)})"
        written = self.write(form.otherwise)
        for condition, value in reversed(form.cases):
            written = f"({self.write(condition)} ? {self.write(value)} : {written})"
        return written


def cases_of(form: First) -> Cases:
    """Give the cases of a choice among constants; empty where it is none."""
    if not all(isinstance(value, Literal) for _, value in form.cases):
        return ()
    return tuple((when, value.value) for when, value in form.cases if isinstance(value, Literal))
