"""The program run on one business: at the point of the best estimate, and over what is possible."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import attrs

from commerce_roles.assessment.judging import Told
from commerce_roles.catalogue import VERDICTS, Program, hours_key
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
from commerce_roles.model import Verdict

__all__ = ["SEMANTICS", "Decision", "decide", "estimate"]

SEMANTICS: Final = 1
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

    def possible(self, role: str) -> tuple[Verdict, ...]:
        """List the verdicts a role may get, lowest first: all that cannot be excluded."""
        low, high = self.interval(key_of("verdict", role))
        return tuple(Verdict(word) for word in VERDICTS.levels[int(low) : int(high) + 1])

    def interval(self, key: str) -> Interval:
        """Give what a number may be."""
        found = self.bounds[key]
        return found if isinstance(found, Interval) else Interval(0, 0)

    def hours(self, role: str, level: str, estimate: str = "typical") -> float:
        """Give the hours a month of a role, divided out once."""
        return self.whole(hours_key(role, level, estimate)) / self.program.scale


def decide(program: Program, told: Told) -> Decision:
    """Run the program on what was told; an unknown input gets its default."""
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
    return Decision(program, told, program.values_of(values), tuple(sorted(defaulted)))


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
