"""A checklist that answers roughly without the engine, each line proven by the engine.

How it is derived: for each of the catalogue's own example businesses, the engine says whether a
role is worth reserved hours. Then one answer after another is forgotten, the least telling first,
as long as the engine still cannot come to the other side; what is left of numbers is widened as
far as that holds. So every line holds for every business it fits, whatever its other answers are.
Of all lines, the fewest are kept that fit as many of the businesses.

Working it out takes a while, so it is kept in `docs/playground/checklist.json`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve, frozen

from commerce_roles.assessment import profile_of
from commerce_roles.assessment.deciding import Decision, decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.questioning import ranked_questions
from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Business, BusinessProfile, Field, FrozenMap, Range, Verdict
from making.playground.places import CHECKLIST

_RESERVED: Final = Verdict.RECOMMENDED
"""From this verdict on, hours are reserved."""
_SPOKEN: Final = frozenset({"count", "money", "yes_no", "ordered", "choice"})
"""Types of answers that a line can say in a few words."""
_STEPS: Final = (1, 2, 3, 4, 5, 8)
"""Numbers are widened to these, and to their tens and hundreds: numbers that one remembers."""
_MOST: Final = 6
"""A line of more answers is no rough answer any more."""

Answers = FrozenMap[str, object]


@frozen
class Line:
    """Answers that settle on which side a role is, whatever all others are."""

    role: str
    reserved: bool
    """Whether hours are reserved; else they never are."""
    answers: Answers
    """By field, a word, yes or no, or a range with both ends included."""

    def fits(self, told: Mapping[str, object]) -> bool:
        """Say whether a business gave answers as in the line."""
        return all(_within(told.get(key), answer) for key, answer in self.answers.items())


def lines(catalogue: Catalogue) -> tuple[Line, ...]:
    """Derive the checklist, the shortest lines of each role first."""
    order = telling(catalogue)
    kept: list[Line] = []
    for role in catalogue.roles:
        found: list[Line] = []
        for business in catalogue.businesses.values():
            if not any(line.fits(business.profile) for line in found):
                found.extend(_line(catalogue, role, business, order))
        kept.extend(_fewest(catalogue, found))
    return tuple(sorted(kept, key=lambda line: (line.role, line.reserved, len(line.answers))))


def as_data(found: Iterable[Line]) -> list[dict[str, object]]:
    """Write lines as plain data."""
    return [
        {
            "role": line.role,
            "reserved": line.reserved,
            "answers": {
                key: [value.low, value.high] if isinstance(value, Range) else value
                for key, value in line.answers.items()
            },
        }
        for line in found
    ]


def kept() -> tuple[Line, ...]:
    """Read the lines that are kept in the repository."""
    return tuple(
        Line(
            one["role"],
            one["reserved"],
            FrozenMap(
                (key, Range(*value) if isinstance(value, list) else value)
                for key, value in one["answers"].items()
            ),
        )
        for one in json.loads(CHECKLIST.read_text(encoding="utf-8"))
    )


def telling(catalogue: Catalogue) -> list[str]:
    """List the questions of a business of which nothing is known, the most telling first."""
    decision = decide(catalogue.program, judge(BusinessProfile(), catalogue))
    return [one.field for one in ranked_questions(decision, catalogue, tuple(catalogue.roles))]


def proven(catalogue: Catalogue, line: Line) -> bool:
    """Say whether the engine can come to no other side, whatever else is answered."""
    return line.reserved in _sides(catalogue, line) and len(_sides(catalogue, line)) == 1


def _fewest(catalogue: Catalogue, found: list[Line]) -> Iterator[Line]:
    """Take the line that fits most businesses that none fits yet, again and again."""
    left = [business.profile for business in catalogue.businesses.values()]
    while found:
        best = max(found, key=lambda line: sum(map(line.fits, left)))
        if not any(map(best.fits, left)):
            return
        yield best
        left = [profile for profile in left if not best.fits(profile)]


def _line(catalogue: Catalogue, role: str, business: Business, order: list[str]) -> Iterator[Line]:
    fields = [
        catalogue.fields[key]
        for key in reversed(order)
        if key in catalogue.fields and catalogue.fields[key].type in _SPOKEN
    ]
    told = {
        field.id: value for field in fields if (value := business.profile.get(field.id)) is not None
    }
    whole = _decision(catalogue, told)
    line = Line(role, whole.verdict(role) >= _RESERVED, FrozenMap(told))
    if not proven(catalogue, line):
        return
    for key in told:
        less = FrozenMap((k, v) for k, v in line.answers.items() if k != key)
        shorter = evolve(line, answers=less)
        line = shorter if proven(catalogue, shorter) else line
    if len(line.answers) > _MOST:
        return
    for key, value in line.answers.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            wider = _widened(catalogue, line, catalogue.fields[key], value)
            if wider is None:
                return
            line = wider
    yield line


def _widened(catalogue: Catalogue, line: Line, field: Field, value: float) -> Line | None:
    """Widen a number to one side, as far as the engine proves the line."""
    low, high = field.minimum, field.maximum or value
    steps = [step * 10**power for power in range(9) for step in _STEPS]
    marks = [step for step in steps if low < step < high]
    upward = [Range(mark, high) for mark in marks if mark <= value]
    downward = [Range(low, mark - 1) for mark in reversed(marks) if mark > value]
    nothing = [Range(low, low)] if value == low else []
    for ends in (*sorted(upward, key=lambda one: one.low), *downward, *nothing):
        wider = evolve(line, answers=FrozenMap({**line.answers, field.id: ends}))
        if proven(catalogue, wider):
            return wider
    return None


def _sides(catalogue: Catalogue, line: Line) -> set[bool]:
    possible = _decision(catalogue, line.answers).possible(line.role)
    return {verdict >= _RESERVED for verdict in possible}


def _decision(catalogue: Catalogue, answers: Mapping[str, object]) -> Decision:
    told = {
        key: [value.low, value.high] if isinstance(value, Range) else value
        for key, value in answers.items()
    }
    profile = profile_of(told, catalogue=catalogue)
    return decide(catalogue.program, judge(profile, catalogue))


def _within(told: object, answer: object) -> bool:
    if not isinstance(answer, Range):
        return told == answer
    low, high = (told.low, told.high) if isinstance(told, Range) else (told, told)
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return False
    return answer.low <= low and high <= answer.high
