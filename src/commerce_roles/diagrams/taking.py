"""Conditions taken apart: every condition becomes tests of one input each, joined by and, or, not.

`formula_of` rewrites a checked condition. Whatever compares what is computed (`max(a, b) >= 5`,
`count(…) >= 2`, a quantity of a quantity) is pushed down to the inputs; that is possible where
all but one of the numbers in a comparison have few values. Where it is not, `InexactError` says
what stands in the way.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any as Anything
from typing import Final

from attrs import field, frozen

from commerce_roles.diagrams.formulas import (
    Both,
    Cut,
    Either,
    Elements,
    Formula,
    Opposite,
    Truth,
    Words,
    opposite,
)
from commerce_roles.errors import InexactError
from commerce_roles.expressions import (
    All,
    Amount,
    Any,
    Boolean,
    Choice,
    Combine,
    Compare,
    Count,
    First,
    Form,
    Greatest,
    Integer,
    Least,
    Literal,
    Member,
    Not,
    Ordered,
    Product,
    Quotient,
    Ref,
    SetOf,
    Size,
    Sum,
    evaluate,
    references,
)

__all__ = ["formula_of"]

_FEW: Final = 64
"""Values that a number may have to be tried one by one."""
_MOST_COUNTED: Final = 24
"""Conditions under one `count`."""
_MOST_TAKEN: Final = 4_000
"""Comparisons of numbers within one condition."""


def formula_of(
    form: Form, steps: Mapping[str, Form], *, open_ends: list[Form] | None = None
) -> Formula:
    """Take a condition apart.

    Args:
        form: A checked condition.
        steps: The forms of keys that are worked out; all other keys are inputs.
        open_ends: Where given, a part that cannot be taken apart is left open, as if it were a
            yes-or-no input of its own, and added here.

    Raises:
        InexactError: It compares numbers that all have many values, or texts with texts.

    Examples:
        >>> from commerce_roles.expressions import Integer, Scope, check
        >>> scope = Scope({key: Ref(Integer(0, 99), key) for key in ("orders", "planned")})
        >>> formula_of(check("max(orders, planned) >= 5", scope), {})
        Either(parts=(Cut(key='orders', value=5, beyond=False), Cut(key='planned', value=5, beyond=False)))
    """  # noqa: E501 one value a line
    return _Taking(steps, open_ends).condition(form)


def _both(*parts: Formula) -> Formula:
    if any(part is False for part in parts):
        return False
    left = tuple(dict.fromkeys(part for part in parts if part is not True))
    return left[0] if len(left) == 1 else Both(left) if left else True


def _either(*parts: Formula) -> Formula:
    if any(part is True for part in parts):
        return True
    left = tuple(dict.fromkeys(part for part in parts if part is not False))
    return left[0] if len(left) == 1 else Either(left) if left else False


@frozen
class _Taking:
    """Takes forms apart; holds the forms of what is worked out, and counts what it did."""

    steps: Mapping[str, Form]
    open_ends: list[Form] | None
    taken: Iterator[int] = field(factory=lambda: iter(range(_MOST_TAKEN)))

    # ------------------------------------------------------------------ conditions

    def condition(self, form: Form) -> Formula:
        """Take a condition apart."""
        match form:
            case Literal(value=value):
                return bool(value)
            case Ref(key=key):
                return self.condition(self.steps[key]) if key in self.steps else Truth(key)
            case Not(operand=operand):
                return opposite(self.condition(operand))
            case All(operands=operands):
                return _both(*map(self.condition, operands))
            case Any(operands=operands):
                return _either(*map(self.condition, operands))
            case Compare() | Member():
                return self._ended(form)
            case First():
                return self._cases(form, self.condition)
            case _:
                raise InexactError

    def _ended(self, form: Compare | Member) -> Formula:
        """Take a comparison apart, or leave it open where that is wanted."""
        try:
            if isinstance(form, Compare):
                return self._compared(form)
            return self._member(form.item, form.container)
        except InexactError:
            if self.open_ends is None:
                raise
            self.open_ends.append(form)
            return Truth(repr(form))

    def _cases(self, form: First, take: Callable[[Form], Formula]) -> Formula:
        """Take the first case whose condition holds."""
        found: list[Formula] = []
        earlier: list[Formula] = []
        for when, then in form.cases:
            holds = self.condition(when)
            found.append(_both(*earlier, holds, take(then)))
            earlier.append(opposite(holds))
        return _either(*found, _both(*earlier, take(form.otherwise)))

    # ------------------------------------------------------------------ comparisons

    def _compared(self, form: Compare) -> Formula:
        domain = form.left.domain
        if isinstance(domain, Choice):
            same = self._same(form.left, form.right)
            return same if form.operator == "==" else opposite(same)
        if isinstance(domain, Amount):
            return self._amount(form)
        if not isinstance(form.right, Literal):
            if isinstance(form.left, Literal):
                return self._compared(_flipped(form))
            return self._apart(form)
        number = form.right.value
        if not isinstance(number, int):
            raise InexactError
        return self._against(form, lambda least: self.at_least(form.left, least), number)

    def _against(self, form: Compare, at_least: Callable[[int], Formula], number: int) -> Formula:
        match form.operator:
            case ">=":
                return at_least(number)
            case ">":
                return at_least(number + 1)
            case "<":
                return opposite(at_least(number))
            case "<=":
                return opposite(at_least(number + 1))
            case "==":
                return _both(at_least(number), opposite(at_least(number + 1)))
            case _:
                return _either(opposite(at_least(number)), at_least(number + 1))

    def _apart(self, form: Compare) -> Formula:
        """Compare two numbers by trying each value of the one that has few."""
        (_, right_count), (_, left_count) = _extent(form.right), _extent(form.left)
        if left_count < right_count:
            return self._apart(_flipped(form))
        low, count = _extent(form.right)
        if count > _FEW:
            raise InexactError
        return _either(
            *(
                _both(
                    self.at_least(form.right, value),
                    opposite(self.at_least(form.right, value + 1)),
                    self._against(form, lambda least: self.at_least(form.left, least), value),
                )
                for value in range(low, low + count)
            )
        )

    def _amount(self, form: Compare) -> Formula:
        """Compare money or a KPI's value with a literal."""
        if isinstance(form.left, Literal):
            form = _flipped(form)
        left, right = form.left, form.right
        if isinstance(left, Ref) and left.key in self.steps:
            return self._amount(Compare(form.operator, self.steps[left.key], right))
        if not isinstance(left, Ref) or not isinstance(right, Literal):
            raise InexactError
        number = right.value
        if not isinstance(number, int | float):
            raise InexactError
        reached, passed = Cut(left.key, number), Cut(left.key, number, beyond=True)
        found: dict[str, Formula] = {
            ">=": reached,
            ">": passed,
            "<": Opposite(reached),
            "<=": Opposite(passed),
            "==": Both((reached, Opposite(passed))),
            "!=": Either((Opposite(reached), passed)),
        }
        return found[form.operator]

    # ------------------------------------------------------------------ numbers

    def at_least(self, form: Form, least: int) -> Formula:  # noqa: C901, PLR0912 one case a form
        """Say when a whole number or rank is at least so much."""
        if next(self.taken, None) is None:
            raise InexactError
        low, count = _extent(form)
        if least <= low:
            return True
        if least >= low + count:
            return False
        match form:
            case Ref(key=key):
                return (
                    self.at_least(self.steps[key], least) if key in self.steps else Cut(key, least)
                )
            case Least(operands=operands):
                return _both(*(self.at_least(part, least) for part in operands))
            case Greatest(operands=operands):
                return _either(*(self.at_least(part, least) for part in operands))
            case Quotient(operand=operand, divisor=divisor):
                return self.at_least(operand, least * divisor)
            case Count(operands=operands):
                return self._counted(operands, least)
            case Size(container=container):
                return self._size(container, least)
            case First():
                return self._cases(form, lambda part: self.at_least(part, least))
            case Sum(operands=operands):
                return self._sum(operands, least)
            case Product(left=left, right=right):
                return self._product(left, right, least)
            case _:
                raise InexactError

    def _counted(self, operands: tuple[Form, ...], least: int) -> Formula:
        """Say when so many of some conditions hold."""
        if len(operands) > _MOST_COUNTED:
            raise InexactError
        reached: list[Formula] = [True, *([False] * least)]
        for part in map(self.condition, reversed(operands)):
            reached = [
                True,
                *(
                    _either(reached[wanted], _both(part, reached[wanted - 1]))
                    for wanted in range(1, least + 1)
                ),
            ]
        return reached[least]

    def _sum(self, operands: tuple[Form, ...], least: int) -> Formula:
        """Say when a sum is at least so much: all parts but one are tried."""
        parts = sorted(operands, key=lambda part: _extent(part)[1])
        one, *others = parts
        if not others:
            return self.at_least(one, least)
        low, count = _extent(one)
        if count > _FEW:
            raise InexactError
        return _either(
            *(
                _both(self.at_least(one, value), self._sum(tuple(others), least - value))
                for value in range(low, low + count)
            )
        )

    def _product(self, left: Form, right: Form, least: int) -> Formula:
        """Say when a product is at least so much: one factor is tried."""
        few, other = sorted((left, right), key=lambda part: _extent(part)[1])
        low, count = _extent(few)
        if count > _FEW:
            raise InexactError
        return _either(
            *(
                _both(
                    self.at_least(few, value),
                    opposite(self.at_least(few, value + 1)),
                    self._times(value, other, least),
                )
                for value in range(low, low + count)
            )
        )

    def _times(self, factor: int, form: Form, least: int) -> Formula:
        if factor == 0:
            return least <= 0
        if factor > 0:
            return self.at_least(form, -(-least // factor))
        return opposite(self.at_least(form, least // factor + 1))

    # ------------------------------------------------------------------ texts and sets

    def _same(self, left: Form, right: Form) -> Formula:
        """Say when two texts are equal."""
        if isinstance(left, Literal):
            left, right = right, left
        if isinstance(left, Ref) and left.key in self.steps:
            return self._same(self.steps[left.key], right)
        if isinstance(left, First):
            return self._cases(left, lambda part: self._same(part, right))
        if not isinstance(right, Literal):
            raise InexactError
        if isinstance(left, Literal):
            return left.value == right.value
        if isinstance(left, Ref) and isinstance(right.value, str):
            return Words(left.key, frozenset({right.value}))
        raise InexactError

    def _member(self, item: Form, container: Form) -> Formula:
        if isinstance(item, Literal) and isinstance(item.value, str):
            word = frozenset({item.value})
            single = Literal(SetOf(word), word)
            return self._size(Combine("&", single, container, SetOf(word)), 1)
        if isinstance(item, Ref) and item.key not in self.steps and not references(container):
            words: Anything = evaluate(container, {})
            return Words(item.key, frozenset(words))
        raise InexactError

    def _size(self, container: Form, least: int) -> Formula:
        inner = self._inlined(container)
        if not references(inner):
            constant: Anything = evaluate(inner, {})
            return len(constant) >= least
        return Elements(inner, least)

    def _inlined(self, container: Form) -> Form:
        """Write a set in terms of inputs and constants."""
        match container:
            case Ref(key=key) if key in self.steps:
                return self._inlined(self.steps[key])
            case Ref() | Literal():
                return container
            case Combine(operator=operator, left=left, right=right, domain=domain):
                return Combine(operator, self._inlined(left), self._inlined(right), domain)
            case _:
                raise InexactError


def _flipped(form: Compare) -> Compare:
    turned: dict[str, Anything] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
    return Compare(turned.get(form.operator, form.operator), form.right, form.left)


def _extent(form: Form) -> tuple[int, int]:
    """Give the least value of a whole number or rank, and how many it may have."""
    match form.domain:
        case Integer(low=low, high=high):
            return low, high - low + 1
        case Ordered(levels=levels) if isinstance(form, Literal):
            rank = form.value
            return (rank, 1) if isinstance(rank, int) else (0, len(levels))
        case Ordered(levels=levels):
            return 0, len(levels)
        case Boolean():
            return 0, 2
        case _:
            raise InexactError
