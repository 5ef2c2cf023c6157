"""Why a condition came out as it did: the parts of it that made it so.

Of a conjunction that does not hold, only the parts that fail matter; of a choice that holds, only
those that hold. What is told is down to single comparisons, so that each can be said on its own
and checked again.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from attrs import frozen

from commerce_roles.expressions.bounding import Bounds, Rails, bound
from commerce_roles.expressions.domains import Boolean
from commerce_roles.expressions.evaluating import Values, evaluate
from commerce_roles.expressions.forms import All, Any, Compare, Comparison, Count, Form, Not, Ref
from commerce_roles.expressions.forms import Literal as Constant

__all__ = ["Joined", "Witness", "opposite", "witness"]

Joined = Literal["", "all", "any", "count", "opened"]

_OPPOSITE: Final[Mapping[Comparison, Comparison]] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}
_NOTHING: Final[Mapping[str, Form]] = {}


@frozen
class Witness:
    """A condition, how it came out, and the parts that made it so."""

    form: Form
    """The condition, with every `not` moved to the single comparisons."""
    holds: bool
    certain: bool
    """Whether nothing that is unknown could turn it."""
    joined: Joined = ""
    """How the parts belong together: `all` and `any` as in the condition, `count` where it counts
    how many hold, `opened` where a named condition is opened; empty: a single comparison."""
    parts: tuple["Witness", ...] = ()
    """The parts that came out like the whole; of `count`, all of them."""

    @property
    def leaves(self) -> tuple["Witness", ...]:
        """The single comparisons, left to right; named conditions stay closed."""
        return tuple(self._leaves())

    def _leaves(self) -> Iterator["Witness"]:
        if self.joined in {"all", "any"}:
            for part in self.parts:
                yield from part.leaves
        else:
            yield self

    @property
    def missing(self) -> int:
        """How many single comparisons would have to turn, at least, for the condition to hold."""
        if self.holds:
            return 0
        counts = [part.missing for part in self.parts]
        match self.joined:
            case "all":
                return sum(counts)
            case "any" | "opened":
                return min(counts)
            case _:
                return 1


def opposite(form: Form) -> Form:
    """Turn a condition round, with `not` at single parts only.

    Examples:
        >>> from commerce_roles.expressions import Integer, Ref, Scope, check
        >>> scope = Scope({"orders": Ref(Integer(0, 9), "orders")})
        >>> opposite(check("not (orders >= 5 and orders < 8)", scope)) == check(
        ...     "orders >= 5 and orders < 8", scope)
        True
    """
    match form:
        case Not(operand=operand):
            return _straight(operand)
        case All(operands=operands):
            return Any(tuple(map(opposite, operands)))
        case Any(operands=operands):
            return All(tuple(map(opposite, operands)))
        case Compare():
            return Compare(_OPPOSITE[form.operator], form.left, form.right)
        case Constant(value=value):
            return Constant(Boolean(), not value)
        case _:
            return Not(form)


def witness(
    form: Form, values: Values, bounds: Bounds, named: Mapping[str, Form] = _NOTHING
) -> Witness:
    """Say why a condition holds or does not.

    Args:
        form: The condition.
        values: The value of every key it reads.
        bounds: What each of them may be.
        named: Conditions that stand under keys, to be opened.

    Raises:
        KeyError: A key that the form reads has no value.

    Examples:
        >>> from commerce_roles.expressions import Integer, Interval, Ref, Scope, check
        >>> scope = Scope({name: Ref(Integer(0, 9), name) for name in ("orders", "people")})
        >>> told = {"orders": 3, "people": 7}
        >>> exactly = {"orders": Interval(3, 3), "people": Interval(7, 7)}
        >>> found = witness(check("orders >= 5 and people >= 2", scope), told, exactly)
        >>> found.holds, [part.form.left.key for part in found.leaves]
        (False, ['orders'])
    """
    return _Witnessing(values, bounds, named).see(_straight(form))


def _straight(form: Form) -> Form:
    """Move every `not` to the single parts."""
    match form:
        case Not(operand=operand):
            return opposite(operand)
        case All(operands=operands):
            return All(tuple(map(_straight, operands)))
        case Any(operands=operands):
            return Any(tuple(map(_straight, operands)))
        case _:
            return form


@frozen
class _Witnessing:
    values: Values
    bounds: Bounds
    named: Mapping[str, Form]

    def see(self, form: Form) -> Witness:
        holds = bool(evaluate(form, self.values))
        rails: Rails = bound(form, self.bounds)
        certain = rails.surely == rails.possibly
        joined, parts = self._parts(form)
        if joined in {"all", "any"}:
            parts = tuple(part for part in parts if part.holds is holds)
        return Witness(form, holds, certain, joined, parts)

    def _parts(self, form: Form) -> tuple[Joined, tuple[Witness, ...]]:
        match form:
            case All(operands=operands):
                return "all", tuple(map(self.see, operands))
            case Any(operands=operands):
                return "any", tuple(map(self.see, operands))
            case Compare(left=Count(operands=operands)):
                return "count", tuple(self.see(_straight(part)) for part in operands)
            case Ref(key=key) if key in self.named:
                return "opened", (self.see(_straight(self.named[key])),)
            case Not(operand=Ref(key=key)) if key in self.named:
                return "opened", (self.see(opposite(self.named[key])),)
            case _:
                return "", ()
