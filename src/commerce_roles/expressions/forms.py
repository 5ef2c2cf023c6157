"""The checked expression: one intermediate form for every evaluator.

A form is a tree of frozen values. Literals are typed, names are resolved to keys, macros are
expanded, hours are scaled: an evaluator needs no catalogue and can meet no type error.
"""

from collections.abc import Iterator
from typing import Literal as Word

from attrs import frozen

from commerce_roles.expressions.domains import (
    Amount,
    Boolean,
    Choice,
    Domain,
    Integer,
    Ordered,
    SetOf,
)

__all__ = [
    "All",
    "Any",
    "Cents",
    "Combine",
    "Compare",
    "Comparison",
    "Count",
    "First",
    "Form",
    "Greatest",
    "Least",
    "Literal",
    "Member",
    "Not",
    "Product",
    "Quotient",
    "Ref",
    "SetOperator",
    "Size",
    "Sum",
    "Value",
    "parts",
    "references",
    "walk",
]

Value = bool | int | float | str | frozenset[str] | None
"""What a form evaluates to. None is a text that nobody gave."""

Comparison = Word["==", "!=", "<", "<=", ">", ">="]
SetOperator = Word["&", "|", "-"]

_BOOLEAN = Boolean()


@frozen
class Literal:
    """A constant."""

    domain: Domain
    value: Value


@frozen
class Ref:
    """The value that stands under a key: a field, a quantity, or a step of the decision."""

    domain: Domain
    key: str


@frozen
class Not:
    """The opposite of a condition."""

    operand: "Form"
    domain: Boolean = _BOOLEAN


@frozen
class All:
    """True if every condition holds; true of none."""

    operands: tuple["Form", ...]
    domain: Boolean = _BOOLEAN


@frozen
class Any:
    """True if some condition holds; false of none."""

    operands: tuple["Form", ...]
    domain: Boolean = _BOOLEAN


@frozen
class Compare:
    """A comparison of two numbers of one scale, two ranks, or (== and != only) two texts."""

    operator: Comparison
    left: "Form"
    right: "Form"
    domain: Boolean = _BOOLEAN


@frozen
class Member:
    """True if a text is in a set."""

    item: "Form"
    container: "Form"
    domain: Boolean = _BOOLEAN


@frozen
class Combine:
    """The common (`&`), joint (`|`) or remaining (`-`) members of two sets."""

    operator: SetOperator
    left: "Form"
    right: "Form"
    domain: SetOf


@frozen
class Size:
    """How many members a set has."""

    container: "Form"
    domain: Integer


@frozen
class Count:
    """How many of the conditions hold."""

    operands: tuple["Form", ...]

    @property
    def domain(self) -> Integer:
        """From none to all of them."""
        return Integer(0, len(self.operands))


@frozen
class Sum:
    """The sum of numbers of one scale."""

    operands: tuple["Form", ...]
    domain: Integer


@frozen
class Product:
    """The product of two whole numbers."""

    left: "Form"
    right: "Form"
    domain: Integer


@frozen
class Least:
    """The smallest of several numbers of one scale."""

    operands: tuple["Form", ...]
    domain: Integer


@frozen
class Greatest:
    """The largest of several numbers of one scale."""

    operands: tuple["Form", ...]
    domain: Integer


@frozen
class Quotient:
    """A whole number divided by a literal, rounded down; stands in defaults only."""

    operand: "Form"
    divisor: int
    domain: Integer


@frozen
class Cents:
    """Money as the nearest whole number of cents, halves upwards."""

    operand: "Form"
    domain: Integer


@frozen
class First:
    """The value of the first case whose condition holds, else the last value."""

    cases: tuple[tuple["Form", "Form"], ...]
    otherwise: "Form"
    domain: Integer | Ordered | Choice | Amount | Boolean | SetOf


Form = (
    Literal | Ref | Not | All | Any | Compare | Member | Combine | Size | Count
    | Sum | Product | Least | Greatest | Quotient | Cents | First
)  # fmt: skip


def parts(form: Form) -> tuple[Form, ...]:
    """Give the forms directly inside a form, left to right."""
    match form:
        case Literal() | Ref():
            return ()
        case Not(operand=operand) | Quotient(operand=operand) | Cents(operand=operand):
            return (operand,)
        case Size(container=container):
            return (container,)
        case Member(item=item, container=container):
            return (item, container)
        case Compare() | Combine() | Product():
            return (form.left, form.right)
        case First():
            inner = [part for case in form.cases for part in case]
            return (*inner, form.otherwise)
        case _:
            return form.operands


def walk(form: Form) -> Iterator[Form]:
    """Visit a form and all forms inside it, outermost first, left to right."""
    waiting = [form]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(parts(current)))


def references(form: Form) -> tuple[str, ...]:
    """List the keys a form reads, each once, in order of appearance."""
    return tuple(dict.fromkeys(part.key for part in walk(form) if isinstance(part, Ref)))
