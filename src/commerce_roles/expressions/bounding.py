"""What a form may be worth when some of what it reads is unknown.

Unknown is not false. Conditions run on two rails (surely true, possibly true), numbers and ranks
as intervals, texts and sets as what they may hold. The result is sound: it contains what
`evaluate` gives for every completion. It is not always the smallest such result, because two
readings of one unknown are taken as independent.
"""

from collections.abc import Callable, Mapping
from typing import Any as Anything
from typing import Final, NamedTuple

from commerce_roles.expressions.domains import (
    Boolean,
    Choice,
    Domain,
    Ordered,
    SetOf,
)
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
    SetOperator,
    Size,
    Sum,
    Value,
)

__all__ = [
    "Bound", "Bounds", "Interval", "Rails", "Sets", "Texts", "bound", "combined", "exactly", "join",
    "member", "same", "size", "unknown",
]  # fmt: skip


class Rails(NamedTuple):
    """A condition: surely true, and possibly true."""

    surely: bool
    possibly: bool


class Interval(NamedTuple):
    """A number or a rank between two ends, both possible."""

    low: float
    high: float


class Texts(NamedTuple):
    """The texts a choice may be; any text where `options` is None."""

    options: frozenset[str | None] | None


class Sets(NamedTuple):
    """A set that holds all of `surely` and nothing outside `possibly` (None: no limit)."""

    surely: frozenset[str]
    possibly: frozenset[str] | None


Bound = Rails | Interval | Texts | Sets
Bounds = Mapping[str, Bound]
"""What may stand under each key."""


def exactly(domain: Domain, value: Value) -> Bound:
    """Bound a value that is known."""
    match domain:
        case Boolean():
            return Rails(bool(value), bool(value))
        case Choice():
            return Texts(frozenset({value if isinstance(value, str) else None}))
        case SetOf():
            known = value if isinstance(value, frozenset) else frozenset[str]()
            return Sets(known, known)
        case _:
            number = value if isinstance(value, int | float) else 0
            return Interval(number, number)


def unknown(domain: Domain) -> Bound:
    """Bound a value of which nothing but its domain is known."""
    match domain:
        case Boolean():
            return Rails(surely=False, possibly=True)
        case Choice(options=options):
            return Texts(None if options is None else frozenset({*options, None}))
        case SetOf(options=options):
            return Sets(frozenset(), options)
        case Ordered(levels=levels):
            return Interval(0, len(levels) - 1)
        case _:
            return Interval(domain.low, domain.high)


def bound(form: Form, bounds: Bounds) -> Anything:  # noqa: ANN401 the form's domain says which
    """Work out what a form may be worth, given what each key may be.

    Raises:
        KeyError: A key that the form reads has no bound.

    Examples:
        >>> from commerce_roles.expressions import Integer, Ref, Scope, check
        >>> scope = Scope({"orders": Ref(Integer(0, 9), "orders")})
        >>> bound(check("orders >= 5", scope), {"orders": Interval(3, 9)})
        Rails(surely=False, possibly=True)
        >>> bound(check("2 * orders", scope), {"orders": Interval(3, 4)})
        Interval(low=6, high=8)
    """
    return _WALK[type(form)](form, bounds)


def _all(form: All, bounds: Bounds) -> Rails:
    rails = [bound(part, bounds) for part in form.operands]
    return Rails(all(r.surely for r in rails), all(r.possibly for r in rails))


def _any(form: Any, bounds: Bounds) -> Rails:
    rails = [bound(part, bounds) for part in form.operands]
    return Rails(any(r.surely for r in rails), any(r.possibly for r in rails))


def _not(form: Not, bounds: Bounds) -> Rails:
    rails = bound(form.operand, bounds)
    return Rails(not rails.possibly, not rails.surely)


def _compare(form: Compare, bounds: Bounds) -> Rails:
    left, right = bound(form.left, bounds), bound(form.right, bounds)
    if isinstance(left, Texts):
        rails = same(left.options, right.options)
        return rails if form.operator == "==" else Rails(not rails.possibly, not rails.surely)
    match form.operator:
        case "<":
            return Rails(left.high < right.low, left.low < right.high)
        case "<=":
            return Rails(left.high <= right.low, left.low <= right.high)
        case ">":
            return Rails(left.low > right.high, left.high > right.low)
        case ">=":
            return Rails(left.low >= right.high, left.high >= right.low)
        case _:
            meet = left.low <= right.high and right.low <= left.high
            equal = left.low == left.high == right.low == right.high
            return Rails(equal, meet) if form.operator == "==" else Rails(not meet, not equal)


def same(left: frozenset[str | None] | None, right: frozenset[str | None] | None) -> Rails:
    """Bound whether two texts are equal, given what each may be."""
    if left is None or right is None:
        return Rails(surely=False, possibly=True)
    equal = len(left) == 1 and left == right
    return Rails(equal, bool(left & right))


def _member(form: Member, bounds: Bounds) -> Rails:
    item, container = bound(form.item, bounds), bound(form.container, bounds)
    return member(item.options, container.surely, container.possibly)


def member(
    item: frozenset[str | None] | None, surely: frozenset[str], possibly: frozenset[str] | None
) -> Rails:
    """Bound whether a text is in a set, given what it may be and what the set may hold."""
    if item is None:
        return Rails(surely=False, possibly=possibly is None or bool(possibly))
    return Rails(item <= surely, possibly is None or bool(item & possibly))


def _combine(form: Combine, bounds: Bounds) -> Sets:
    return combined(form.operator, *bound(form.left, bounds), *bound(form.right, bounds))


def combined(
    operator: SetOperator,
    left: frozenset[str],
    left_most: frozenset[str] | None,
    right: frozenset[str],
    right_most: frozenset[str] | None,
) -> Sets:
    """Bound what two sets have in common, together, or apart."""
    match operator:
        case "&":
            return Sets(left & right, _both(left_most, right_most))
        case "|":
            return Sets(left | right, _either(left_most, right_most))
        case _:
            kept = frozenset[str]() if right_most is None else left - right_most
            return Sets(kept, None if left_most is None else left_most - right)


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return one if other is None else other
    return one & other


def _either(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None else one | other


def _size(form: Size, bounds: Bounds) -> Interval:
    inner: Sets = bound(form.container, bounds)
    return size(inner.surely, inner.possibly, form.domain.high)


def size(surely: frozenset[str], possibly: frozenset[str] | None, most: int) -> Interval:
    """Bound how many members a set has, given what it may hold."""
    high = most if possibly is None else len(possibly)
    return Interval(len(surely), max(high, len(surely)))


def _count(form: Count, bounds: Bounds) -> Interval:
    rails = [bound(part, bounds) for part in form.operands]
    return Interval(sum(r.surely for r in rails), sum(r.possibly for r in rails))


def _numbers(
    combine: Callable[[list[float]], float],
) -> Callable[[Sum | Least | Greatest, Bounds], Interval]:
    def walk(form: Sum | Least | Greatest, bounds: Bounds) -> Interval:
        inner = [bound(part, bounds) for part in form.operands]
        return Interval(combine([i.low for i in inner]), combine([i.high for i in inner]))

    return walk


def _product(form: Product, bounds: Bounds) -> Interval:
    left, right = bound(form.left, bounds), bound(form.right, bounds)
    corners = [a * b for a in left for b in right]
    return Interval(min(corners), max(corners))


def _quotient(form: Quotient, bounds: Bounds) -> Interval:
    low, high = bound(form.operand, bounds)
    return Interval(low // form.divisor, high // form.divisor)


def _cents(form: Cents, bounds: Bounds) -> Interval:
    low, high = bound(form.operand, bounds)
    return Interval(cents(low), cents(high))


def _first(form: First, bounds: Bounds) -> Bound:
    reached: list[Bound] = []
    for condition, value in form.cases:
        rails = bound(condition, bounds)
        if rails.possibly:
            reached.append(bound(value, bounds))
        if rails.surely:
            return join(reached)
    return join([*reached, bound(form.otherwise, bounds)])


def join(bounds: list[Bound]) -> Bound:
    """Bound a value that is one of several."""
    head = bounds[0]
    if all(other == head for other in bounds):
        return head
    if isinstance(head, Rails):
        rails = [b for b in bounds if isinstance(b, Rails)]
        return Rails(all(r.surely for r in rails), any(r.possibly for r in rails))
    if isinstance(head, Interval):
        intervals = [b for b in bounds if isinstance(b, Interval)]
        return Interval(min(i.low for i in intervals), max(i.high for i in intervals))
    if isinstance(head, Texts):
        texts = [b.options for b in bounds if isinstance(b, Texts)]
        known = [t for t in texts if t is not None]
        return Texts(frozenset[str | None]().union(*known) if len(known) == len(texts) else None)
    sets = [b for b in bounds if isinstance(b, Sets)]
    most = [s.possibly for s in sets if s.possibly is not None]
    surely = sets[0].surely.intersection(*(s.surely for s in sets))
    return Sets(surely, frozenset[str]().union(*most) if len(most) == len(sets) else None)


_WALK: Final[Mapping[type[Form], Callable[[Anything, Bounds], Anything]]] = {
    Literal: lambda form, _: exactly(form.domain, form.value),
    Ref: lambda form, bounds: bounds[form.key],
    Not: _not,
    All: _all,
    Any: _any,
    Compare: _compare,
    Member: _member,
    Combine: _combine,
    Size: _size,
    Count: _count,
    Sum: _numbers(sum),
    Product: _product,
    Least: _numbers(min),
    Greatest: _numbers(max),
    Quotient: _quotient,
    Cents: _cents,
    First: _first,
}
