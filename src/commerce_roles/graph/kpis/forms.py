"""What a figure is made of, as a form over drivers: products, sums and ratios."""

import ast
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final, TypeAlias, assert_never

from attrs import frozen

from commerce_roles.catalogue import Figure
from commerce_roles.expressions import parse

__all__ = [
    "Driver", "Fixed", "Form", "Monomial", "Product", "Ratio", "Sum", "form_of_formula",
    "monomials", "value_of",
]  # fmt: skip

_MOST_TERMS: Final = 4_096
"""So many terms are multiplied out."""


@frozen
class Driver:
    """A place where a driver's value goes."""

    place: int


@frozen
class Fixed:
    """A number that does not change."""

    number: Fraction


@frozen
class Product:
    """What its parts give multiplied."""

    parts: "tuple[Form, ...]"


@frozen
class Sum:
    """What its parts give added, those under a minus sign subtracted."""

    parts: "tuple[Form, ...]"
    less: tuple[bool, ...]


@frozen
class Ratio:
    """One part by the other."""

    above: "Form"
    below: "Form"


Form: TypeAlias = Driver | Fixed | Product | Sum | Ratio
"""How drivers make a figure."""


@frozen
class Monomial:
    """A number times powers of drivers."""

    number: Fraction
    powers: tuple[tuple[int, int], ...]
    """The place of a driver and its power, in the order of places."""


def value_of(form: Form, values: Sequence[Fraction]) -> Fraction | None:
    """Compute a form; None where a divisor is 0.

    Examples:
        >>> value_of(Ratio(Driver(0), Driver(1)), [Fraction(9), Fraction(3)])
        Fraction(3, 1)
    """
    match form:
        case Driver(place=place):
            return values[place]
        case Fixed(number=number):
            return number
        case Ratio(above=above, below=below):
            one, other = value_of(above, values), value_of(below, values)
            return None if one is None or not other else one / other
        case Product(parts=parts):
            product = Fraction(1)
            for part in parts:
                factor = value_of(part, values)
                if factor is None:
                    return None
                product *= factor
            return product
        case Sum(parts=parts, less=less):
            total = Fraction(0)
            for part, minus in zip(parts, less, strict=True):
                term = value_of(part, values)
                if term is None:
                    return None
                total += -term if minus else term
            return total
        case _:
            assert_never(form)


def monomials(form: Form) -> tuple[Monomial, ...] | None:
    """Multiply a form out; None where it divides by a sum, or would have thousands of terms.

    Examples:
        >>> for one in monomials(Product((Driver(0), Sum((Driver(1), Driver(2)), (False, True))))):
        ...     print(one.number, one.powers)
        1 ((0, 1), (1, 1))
        -1 ((0, 1), (2, 1))
    """
    terms = _terms(form)
    return None if terms is None else tuple(terms)


def _gathered(terms: Iterable[Monomial]) -> list[Monomial]:
    """Add up what differs in its number only."""
    found: dict[tuple[tuple[int, int], ...], Fraction] = {}
    for term in terms:
        found[term.powers] = found.get(term.powers, Fraction(0)) + term.number
    return [Monomial(number, powers) for powers, number in found.items() if number]


def form_of_formula(formula: str) -> tuple[Form, tuple[Figure, ...]]:
    """See a formula over measures as a form, with the measures as drivers in the order met."""
    places: dict[str, int] = {}
    form = _form(parse(formula), places)
    return form, tuple(Figure("measure", name, name) for name in places)


def _form(node: ast.expr, places: dict[str, int]) -> Form:
    match node:
        case ast.Name(id=name):
            return Driver(places.setdefault(name, len(places)))
        case ast.BinOp(left=left, op=operator, right=right):
            one, other = _form(left, places), _form(right, places)
            match operator:
                case ast.Mult():
                    return Product((one, other))
                case ast.Div():
                    return Ratio(one, other)
                case _:
                    return Sum((one, other), (False, isinstance(operator, ast.Sub)))
        case _:
            return Fixed(Fraction(ast.unparse(node)))


def _terms(form: Form) -> list[Monomial] | None:
    match form:
        case Driver(place=place):
            return [Monomial(Fraction(1), ((place, 1),))]
        case Fixed(number=number):
            return [Monomial(number, ())]
        case Product(parts=parts):
            found = [Monomial(Fraction(1), ())]
            for part in parts:
                terms = _terms(part)
                if terms is None or len(found) * len(terms) > _MOST_TERMS:
                    return None
                found = _gathered(_times(one, other) for one in found for other in terms)
            return found
        case Sum(parts=parts, less=less):
            total: list[Monomial] = []
            for part, minus in zip(parts, less, strict=True):
                terms = _terms(part)
                if terms is None:
                    return None
                sign = -1 if minus else 1
                total += [Monomial(sign * term.number, term.powers) for term in terms]
            return _gathered(total)
        case Ratio(above=above, below=below):
            ones, others = _terms(above), _terms(below)
            if ones is None or others is None or len(others) != 1:
                return None
            return [_times(one, _inverse(others[0])) for one in ones]
        case _:
            assert_never(form)


def _times(one: Monomial, other: Monomial) -> Monomial:
    powers: dict[int, int] = dict(one.powers)
    for place, power in other.powers:
        powers[place] = powers.get(place, 0) + power
    kept = tuple((place, power) for place, power in sorted(powers.items()) if power)
    return Monomial(one.number * other.number, kept)


def _inverse(one: Monomial) -> Monomial:
    return Monomial(1 / one.number, tuple((place, -power) for place, power in one.powers))
