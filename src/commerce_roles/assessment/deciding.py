"""The program run on one business: at the point of the best estimate, and over what is possible."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import attrs

from commerce_roles.assessment.judging import Told
from commerce_roles.catalogue import VERDICTS, Program, hours_key
from commerce_roles.diagrams import Outcomes, Telling, sweep
from commerce_roles.errors import InexactError
from commerce_roles.expressions import (
    Amount,
    Bound,
    Domain,
    Integer,
    Interval,
    Value,
    evaluate,
    exactly,
    key_of,
    unknown,
)
from commerce_roles.model import Verdict, tenth

__all__ = ["SEMANTICS", "Decision", "decide", "estimate", "point_of"]

SEMANTICS: Final = 2
"""Raised when the same facts and answers would be decided otherwise than before."""


@attrs.frozen(slots=False, eq=False)
class Decision:
    """Every value of the program for one business."""

    program: Program
    told: Told
    values: Mapping[str, Value]
    """The point: what was told, the defaults for the rest, and every step."""
    defaulted: tuple[str, ...]
    """The inputs for which a default stands."""

    @cached_property
    def bounds(self) -> Mapping[str, Bound]:
        """What each input and step may be; defaults are ignored."""
        found: dict[str, Bound] = {}
        for key, domain in self.program.inputs.items():
            if key in self.told.values:
                found[key] = exactly(domain, self.told.values[key])
            else:
                found[key] = self.told.ranges.get(key) or unknown(domain)
        return self.program.bounds_of(found)

    def whole(self, key: str) -> int:
        """Give a whole number of the point."""
        value = self.values[key]
        return int(value) if isinstance(value, int | float) else 0

    def verdict(self, role: str) -> Verdict:
        """Give the verdict of a role at the point."""
        return Verdict(VERDICTS.levels[self.whole(key_of("verdict", role))])

    def outcomes(self, role: str) -> Outcomes | None:
        """Give all that can come out for a role; None where only bounds are known."""
        if role not in self._outcomes:
            self._outcomes[role] = self._swept(role)
        return self._outcomes[role]

    def _swept(self, role: str) -> Outcomes | None:
        diagram = self.program.diagram(role)
        try:
            return None if diagram is None else sweep(diagram, self.bounds)
        except InexactError:
            return None

    @cached_property
    def _outcomes(self) -> dict[str, Outcomes | None]:
        return {}

    def possible(self, role: str) -> tuple[Verdict, ...]:
        """List the verdicts a role may get, lowest first: all that cannot be excluded."""
        outcomes = self.outcomes(role)
        if outcomes is None:
            low, high = self.interval(key_of("verdict", role))
            return tuple(Verdict(word) for word in VERDICTS.levels[int(low) : int(high) + 1])
        return tuple(Verdict(VERDICTS.levels[rung]) for rung in outcomes.rungs)

    def score_range(self, role: str) -> tuple[int, int]:
        """Give the lowest and the highest score that a role may get."""
        outcomes = self.outcomes(role)
        low, high = outcomes.score_range if outcomes else self.interval(key_of("score", role))
        return int(low), int(high)

    def can_tell(self, role: str, key: str) -> bool:
        """Say whether there are other answers with which an unknown one decides a verdict.

        Where only bounds are known, it is taken to.
        """
        diagram = self.program.diagram(role)
        if diagram is None:
            return True
        try:
            if role not in self._tellings:
                self._tellings[role] = Telling(diagram, self.bounds)
            return self._tellings[role].tells(key)
        except InexactError:
            return True

    @cached_property
    def _tellings(self) -> dict[str, Telling]:
        return {}

    def interval(self, key: str) -> Interval:
        """Give what a number may be."""
        found = self.bounds[key]
        return found if isinstance(found, Interval) else Interval(0, 0)

    def hours_range(self, role: str, level: str) -> tuple[float, float]:
        """Give the bounds of the typical hours a month of a role."""
        low, high = self.interval(hours_key(role, level, "typical"))
        return tenth(low / self.program.scale), tenth(high / self.program.scale)

    def hours(self, role: str, level: str, estimate: str = "typical") -> float:
        """Give the hours a month of a role, divided out once."""
        return self.whole(hours_key(role, level, estimate)) / self.program.scale


def decide(program: Program, told: Told) -> Decision:
    """Run the program on what was told; an unknown input gets its default."""
    values, defaulted = point_of(program, told)
    return Decision(program, told, program.values_of(values), tuple(sorted(defaulted)))


def point_of(program: Program, told: Told) -> tuple[dict[str, Value], list[str]]:
    """Give every input the value that was told, else its default; and list those it was given."""
    values: dict[str, Value] = {}
    defaulted: list[str] = []
    for key in program.defaults:
        if key in told.values:
            values[key] = told.values[key]
        elif key in told.ranges:
            values[key] = _middle(told.ranges[key], program.inputs[key])
        else:
            values[key] = estimate(program, key, values)
            defaulted.append(key)
    return values, defaulted


def estimate(program: Program, key: str, values: Mapping[str, Value]) -> Value:
    """Work out the default of an input, kept inside its domain."""
    value: Value = evaluate(program.defaults[key], values)
    domain = program.inputs[key]
    if isinstance(domain, Integer | Amount) and isinstance(value, int | float):
        return min(max(value, domain.low), domain.high)
    return value


def _middle(interval: Interval, domain: Domain) -> Value:
    middle = (interval.low + interval.high) / 2
    return int(middle) if isinstance(domain, Integer) else middle
