"""What is decided: points that add up to a rung, lifted by floors and held down by caps."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from commerce_roles.diagrams.formulas import Both, Cut, Either, Formula, Opposite, Test
from commerce_roles.diagrams.taking import formula_of
from commerce_roles.expressions import Form

__all__ = ["Ladder", "Rules", "TakenTable", "needed", "take", "tests_of"]

Rules = tuple[tuple[Form, int], ...]
"""An ordered table: the first condition that holds gives its number."""


@frozen
class Ladder:
    """One decision: ordered tables of points, floors and caps, and the score of each rung."""

    key: str
    """The key under which conditions of other ladders read its rung, as a rank."""
    points: tuple[Rules, ...]
    """Tables that give points; none where no rule holds."""
    floors: tuple[Rules, ...]
    """Tables that give a least rung."""
    caps: tuple[Rules, ...]
    """Tables that give a highest rung; a cap is stronger than a floor."""
    rungs: tuple[int, ...]
    """The score from which each rung holds, rising, without the lowest rung."""

    @property
    def top(self) -> int:
        """The highest rung."""
        return len(self.rungs)

    def rung(self, score: int, floor: int, cap: int) -> int:
        """Give the rung of a score between a floor and a cap."""
        return min(cap, max(floor, sum(score >= step for step in self.rungs)))


@frozen
class TakenTable:
    """A table whose conditions were taken apart."""

    ladder: int
    kind: str
    """`points`, `floor` or `cap`."""
    cases: tuple[tuple[Formula, int], ...]
    otherwise: int

    @property
    def tests(self) -> frozenset[Test]:
        """The tests in its conditions."""
        return frozenset(test for when, _ in self.cases for test in tests_of(when))


def take(ladders: Sequence[Ladder], steps: Mapping[str, Form]) -> tuple[TakenTable, ...]:
    """Take the conditions of all tables of some ladders apart.

    Raises:
        InexactError: One of them cannot be taken apart.
    """
    found: list[TakenTable] = []
    for position, ladder in enumerate(ladders):
        for kind, tables, otherwise in (
            ("points", ladder.points, 0),
            ("floor", ladder.floors, 0),
            ("cap", ladder.caps, ladder.top),
        ):
            for rules in tables:
                cases = tuple((formula_of(when, steps), then) for when, then in rules)
                found.append(TakenTable(position, kind, cases, otherwise))
    return tuple(found)


def needed(ladders: Sequence[Ladder], steps: Mapping[str, Form]) -> tuple[Ladder, ...]:
    """Leave out the ladders whose rungs the last one does not read, directly or through others.

    Raises:
        InexactError: A condition cannot be taken apart.
    """
    *others, last = ladders
    wanted = {last.key}
    kept: list[Ladder] = []
    for ladder in (last, *reversed(others)):
        if ladder.key in wanted:
            kept.insert(0, ladder)
            tests = (test for table in take([ladder], steps) for test in table.tests)
            wanted |= {test.key for test in tests if isinstance(test, Cut)}
    return tuple(kept)


def tests_of(formula: Formula) -> Iterator[Test]:
    """Go through the tests of a formula."""
    match formula:
        case bool():
            return
        case Both(parts=parts) | Either(parts=parts):
            for part in parts:
                yield from tests_of(part)
        case Opposite(part=part):
            yield from tests_of(part)
        case _:
            yield formula
