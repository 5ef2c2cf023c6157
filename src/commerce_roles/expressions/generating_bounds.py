"""Three-valued Python, generated: what steps may be worth when some inputs are unknown.

Every form is two expressions: surely and possibly of a condition, the ends of a number, what a set
surely and possibly holds; the one expression of a text stands twice. Equal to `bound`, which stays
the oracle.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple, assert_never

from attrs import define, field

from commerce_roles.expressions.bounding import (
    Bound,
    Bounds,
    Interval,
    Rails,
    Sets,
    Texts,
    combined,
    exactly,
    join,
    member,
    same,
    size,
)
from commerce_roles.expressions.domains import Boolean, Choice, Domain, Integer, SetOf
from commerce_roles.expressions.evaluating import cents
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
    walk,
)
from commerce_roles.expressions.lines import Lines, held_in

__all__ = ["BoundWriter", "Pair", "generate_bounds"]

_ENDS: Final[Mapping[str, tuple[int, int]]] = {
    "<": (1, 0),
    "<=": (1, 0),
    ">": (0, 1),
    ">=": (0, 1),
}
"""For a comparison that is surely true: which end of the left, which end of the right."""


def generate_bounds(steps: Iterable[tuple[str, Form]]) -> Callable[[Bounds], dict[str, Bound]]:
    """Make a function that bounds steps, given the bounds of what they read.

    Args:
        steps: Keys and forms, each form after the steps that it reads; all else is an input.

    Examples:
        >>> from commerce_roles.expressions import Integer, Interval, Scope, check
        >>> scope = Scope({"orders": Ref(Integer(0, 9), "orders")})
        >>> run = generate_bounds([("many", check("orders >= 5", scope))])
        >>> run({"orders": Interval(6, 9)})
        {'many': Rails(surely=True, possibly=True)}
    """
    writer = BoundWriter()
    own = list(steps)
    computed = {key for key, _ in own}
    for part in (part for _, form in own for part in walk(form)):
        if isinstance(part, Ref) and part.key not in computed:
            writer.read(part)
    results: list[str] = []
    for key, form in own:
        pair = writer.hold(writer.write(form))
        writer.variables[key] = pair
        results.append(f"{writer.lines.constant(key)}: {writer.bound(form.domain, pair)}")
    return writer.lines.function(f"{{{', '.join(results)}}}")


class Pair(NamedTuple):
    """The two expressions of a bound."""

    one: str
    other: str


@define
class BoundWriter:
    """Writes forms as pairs of expressions; what is read more than once is held in variables."""

    lines: Lines = field(factory=Lines)
    variables: dict[str, Pair] = field(factory=dict[str, Pair])

    def read(self, ref: Ref) -> None:
        """Unpack the bound of an input, once."""
        if ref.key in self.variables:
            return
        given = f"given[{self.lines.constant(ref.key)}]"
        one = self.lines.fresh()
        if isinstance(ref.domain, Choice):
            self.lines.say(f"{one}, = {given}")
            self.variables[ref.key] = Pair(one, one)
        else:
            other = self.lines.fresh()
            self.lines.say(f"{one}, {other} = {given}")
            self.variables[ref.key] = Pair(one, other)

    def hold(self, pair: Pair) -> Pair:
        """Hold both expressions in variables."""
        if pair.one == pair.other:
            name = self.lines.fresh()
            self.lines.say(f"{name} = {pair.one}")
            return Pair(name, name)
        return self._unpacked(f"{pair.one}, {pair.other}")

    def _unpacked(self, expression: str) -> Pair:
        found = Pair(self.lines.fresh(), self.lines.fresh())
        self.lines.say(f"{found.one}, {found.other} = {expression}")
        return found

    def _call(self, function: object, *arguments: str) -> Pair:
        """Call a function of the walker that gives a pair."""
        return self._unpacked(f"{self.lines.constant(function)}({', '.join(arguments)})")

    def bound(self, domain: Domain, pair: Pair) -> str:
        """Write the bound of a domain that a pair stands for."""
        match domain:
            case Boolean():
                kind: type[Bound] = Rails
            case Choice():
                return f"{self.lines.constant(Texts)}({pair.one})"
            case SetOf():
                kind = Sets
            case _:
                kind = Interval
        return f"{self.lines.constant(kind)}({pair.one}, {pair.other})"

    def write(self, form: Form) -> Pair:  # noqa: C901, PLR0912 one case per form
        """Write a form as two expressions."""
        match form:
            case Literal():
                return self._literal(form)
            case Ref(key=key):
                return self.variables[key]
            case Not(operand=operand):
                one, other = self.write(operand)
                return Pair(f"(not {other})", f"(not {one})")
            case All(operands=operands):
                return self._each(operands, lambda parts: f"({' and '.join(parts) or 'True'})")
            case Any(operands=operands):
                return self._each(operands, lambda parts: f"({' or '.join(parts) or 'False'})")
            case Compare():
                return self._compare(form)
            case Member(item=item, container=container):
                return self._call(member, self.write(item).one, *self.write(container))
            case Combine(operator=operator, left=left, right=right):
                words = self.lines.constant(operator)
                return self._call(combined, words, *self.write(left), *self.write(right))
            case Size(container=container, domain=domain):
                return self._call(size, *self.write(container), repr(domain.high))
            case Count(operands=operands):
                return self._each(operands, _counted)
            case Sum(operands=operands):
                return self._each(operands, lambda parts: f"({' + '.join(parts)})")
            case Least(operands=operands):
                return self._each(operands, lambda parts: self._end("<=", "min", parts))
            case Greatest(operands=operands):
                return self._each(operands, lambda parts: self._end(">=", "max", parts))
            case Product():
                return self._product(form)
            case Quotient(operand=operand, divisor=divisor):
                one, other = self.write(operand)
                return Pair(f"({one} // {divisor})", f"({other} // {divisor})")
            case Cents(operand=operand):
                one, other = self.write(operand)
                name = self.lines.constant(cents)
                return Pair(f"{name}({one})", f"{name}({other})")
            case First():
                return self._first(form)
            case _:
                assert_never(form)

    def _literal(self, form: Literal) -> Pair:
        values = exactly(form.domain, form.value)
        words = [
            repr(value) if isinstance(value, bool | int) else self.lines.constant(value)
            for value in values
        ]
        return Pair(words[0], words[-1])

    def _each(self, operands: tuple[Form, ...], write: Callable[[list[str]], str]) -> Pair:
        pairs = [self.write(part) for part in operands]
        return Pair(write([pair.one for pair in pairs]), write([pair.other for pair in pairs]))

    def _end(self, operator: str, function: str, parts: list[str]) -> str:
        """Take the smaller or larger of two at once, of more by the function for it."""
        if len(parts) != 2:  # noqa: PLR2004 a choice between two
            return f"{function}({', '.join(parts)})" if len(parts) > 1 else parts[0]
        (one, first), (other, second) = (held_in(self.lines, part) for part in parts)
        return f"({one} if {first} {operator} {second} else {other})"

    def _product(self, form: Product) -> Pair:
        """Multiply the ends; all four corners only where a number may be negative."""
        if all(_never_negative(part) for part in (form.left, form.right)):
            for one, other in ((form.left, form.right), (form.right, form.left)):
                if isinstance(one, Count) and len(one.operands) == 1:
                    surely, possibly = self.write(one.operands[0])
                    low, high = self.write(other)
                    return Pair(f"({low} if {surely} else 0)", f"({high} if {possibly} else 0)")
            ends = zip(self.write(form.left), self.write(form.right), strict=True)
            return Pair(*(f"({a} * {b})" for a, b in ends))
        left, right = self.hold(self.write(form.left)), self.hold(self.write(form.right))
        corners = ", ".join(f"{a} * {b}" for a in left for b in right)
        return Pair(f"min({corners})", f"max({corners})")

    def _compare(self, form: Compare) -> Pair:
        left, right = self.write(form.left), self.write(form.right)
        if isinstance(form.left.domain, Choice):
            found = self._call(same, left.one, right.one)
        elif form.operator in _ENDS:
            one, other = _ENDS[form.operator]
            return Pair(
                f"({left[one]} {form.operator} {right[other]})",
                f"({left[other]} {form.operator} {right[one]})",
            )
        else:
            left, right = self.hold(left), self.hold(right)
            found = Pair(
                f"({left.one} == {left.other} == {right.one} == {right.other})",
                f"({left.one} <= {right.other} and {right.one} <= {left.other})",
            )
        if form.operator == "!=":
            return Pair(f"(not {found.other})", f"(not {found.one})")
        return found

    def _first(self, form: First) -> Pair:
        """Gather the bounds of the cases that may be reached, and join them."""
        reached = self.lines.fresh()
        self.lines.say(f"{reached} = []")
        with self.lines.inside("while True:"):
            for condition, value in form.cases:
                rails = self.hold(self.write(condition))
                with self.lines.inside(f"if {rails.other}:"):
                    self._reach(reached, value)
                with self.lines.inside(f"if {rails.one}:"):
                    self.lines.say("break")
            self._reach(reached, form.otherwise)
            self.lines.say("break")
        joined = f"{self.lines.constant(join)}({reached})"
        if isinstance(form.domain, Choice):
            name = self.lines.fresh()
            self.lines.say(f"{name}, = {joined}")
            return Pair(name, name)
        return self._unpacked(joined)

    def _reach(self, reached: str, value: Form) -> None:
        pair = self.write(value)
        self.lines.say(f"{reached}.append({self.bound(value.domain, pair)})")


def _never_negative(form: Form) -> bool:
    return isinstance(form.domain, Integer) and form.domain.low >= 0


def _counted(parts: list[str]) -> str:
    """Count conditions; one alone becomes a number."""
    if len(parts) == 1:
        return f"(1 if {parts[0]} else 0)"
    return f"({' + '.join(parts) or '0'})"
