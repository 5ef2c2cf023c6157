"""Conditions proven over all cells: whether they can hold, can fail, and what covers what."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from commerce_roles.diagrams.forest import Forest
from commerce_roles.diagrams.formulas import Both, Formula, Test, opposite
from commerce_roles.diagrams.ladders import tests_of
from commerce_roles.diagrams.ordering import order
from commerce_roles.diagrams.taking import formula_of
from commerce_roles.diagrams.variables import variables_of
from commerce_roles.expressions import Domain, Form

__all__ = ["Conditions"]


class Conditions:
    """Some conditions, in order, over the product of the domains of what they read.

    Examples:
        >>> from commerce_roles.expressions import Integer, Ref, Scope, check
        >>> scope = Scope({"orders": Ref(Integer(0, 99), "orders")})
        >>> forms = [check(text, scope) for text in ("orders >= 5", "orders >= 9")]
        >>> found = Conditions(forms, {}, {"orders": Integer(0, 99)}, most=100)
        >>> found.can_hold(1), found.reached
        (True, {0})
    """

    def __init__(
        self,
        forms: Sequence[Form],
        steps: Mapping[str, Form],
        domains: Mapping[str, Domain],
        *,
        most: int,
    ) -> None:
        """Take the conditions apart.

        Args:
            forms: The conditions.
            steps: The forms of what is worked out.
            domains: The domain of every other key that they read.
            most: How many nodes their diagrams may have.

        Raises:
            InexactError: They are too many.
        """
        self.open_ends: list[Form] = []
        """Comparisons of what has too many values to try: they may hold or not, it is not known.

        What cannot hold in spite of that cannot hold; what can, may not."""
        self._formulas: list[Formula] = [
            formula_of(form, steps, open_ends=self.open_ends) for form in forms
        ]
        supports = [frozenset(tests_of(formula)) for formula in self._formulas]
        tests = sorted(frozenset[Test]().union(*supports), key=repr)
        variables, homes = variables_of(tests, domains)
        sizes = [variable.size for variable in variables]
        chosen = order([frozenset(homes[t] for t in support) for support in supports], sizes, {})
        places = {number: place for place, number in enumerate(chosen)}
        cells = {
            test: (
                places[homes[test]],
                variables[homes[test]].truths(test),
                (1 << sizes[homes[test]]) - 1,
            )
            for test in tests
        }
        self._forest = Forest(cells, [sizes[number] for number in chosen], most)

    def can_hold(self, position: int) -> bool:
        """Say whether something meets a condition."""
        return 1 in self._values(self._formulas[position])

    def can_fail(self, position: int) -> bool:
        """Say whether something does not meet a condition."""
        return 0 in self._values(self._formulas[position])

    @cached_property
    def reached(self) -> set[int]:
        """The conditions that can be the first of all to hold."""
        last = len(self._formulas)
        cases = [(formula, position) for position, formula in enumerate(self._formulas)]
        return set(self._forest.reached(self._forest.table(cases, last))) - {last}

    def holds_without(self, position: int, others: Sequence[int]) -> bool:
        """Say whether something meets a condition and none of some others."""
        parts = (self._formulas[position], *(opposite(self._formulas[n]) for n in others))
        return 1 in self._values(Both(parts))

    def _values(self, formula: Formula) -> frozenset[int]:
        return self._forest.reached(self._forest.table([(formula, 1)], 0))
