"""Taking people out of what was composed: their ids, or all that was told of one of them.

May import: what was found as values, and how ids are made up for teams.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from attrs import evolve

from commerce_roles.assessment.outcome import Statement
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import FrozenMap
from commerce_roles.staffing.composing.composed import (
    Alternative,
    Composed,
    Concession,
    Conflict,
    Given,
    Lack,
    Placing,
)
from commerce_roles.staffing.forgetting import made_up

__all__ = ["everybody", "forgotten", "redacted"]

_Found = TypeVar("_Found", bound=Composed)
_PERSON = "person"
"""The parameter by which a statement names people."""


def everybody(found: Composed) -> tuple[str, ...]:
    """List everybody of whom something is told, by id."""
    of_problem = {one.id for one in found.problem.candidates}
    return tuple(sorted(of_problem | {one.person for one in found.placings}))


# ---------------------------------------------------------------------- made-up ids


def redacted(found: _Found, ids: Mapping[str, str] | None = None) -> _Found:
    """Put made-up ids in place of those that were told.

    Args:
        found: What was composed.
        ids: The made-up ids by those that were told; left out, they are made up here.

    Raises:
        UnknownIdError: Somebody has no made-up id.
    """
    return _Redacting(ids or made_up(everybody(found))).found(found)


class _Redacting:
    """Ids by which others are replaced, wherever they stand."""

    def __init__(self, ids: Mapping[str, str]) -> None:
        self.ids = ids

    def of(self, person: str) -> str:
        if person not in self.ids:
            raise UnknownIdError("person", person, list(self.ids))
        return self.ids[person]

    def all_of(self, people: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(map(self.of, people)))

    def found(self, found: _Found) -> _Found:
        problem = found.problem
        people = (evolve(one, id=self.of(one.id)) for one in problem.candidates)
        placings = (
            Placing(person=self.of(o.person), chosen=o.chosen, reasons=self.said(o.reasons))
            for o in found.placings
        )
        return evolve(
            found,
            given=self.given(found.given),
            uncovered=tuple(map(self.lack, found.uncovered)),
            placings=tuple(sorted(placings, key=lambda one: one.person)),
            declared=self.said(found.declared),
            alternatives=tuple(map(self.alternative, found.alternatives)),
            conflicts=tuple(map(self.conflict, found.conflicts)),
            nearest=None if found.nearest is None else self.found(found.nearest),
            problem=evolve(problem, candidates=tuple(sorted(people, key=lambda o: o.content))),
        )

    def given(self, given: Iterable[Given]) -> tuple[Given, ...]:
        parts = (evolve(one, person=self.of(one.person)) for one in given)
        return tuple(sorted(parts, key=lambda one: (one.person, one.role)))

    def said(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        return tuple(map(self.statement, statements))

    def statement(self, said: Statement) -> Statement:
        named = said.params.get(_PERSON)
        if named is None:
            return said
        return evolve(said, params=FrozenMap({**said.params, _PERSON: self.of(str(named))}))

    def lack(self, one: Lack) -> Lack:
        return evolve(one, statement=self.statement(one.statement))

    def alternative(self, one: Alternative) -> Alternative:
        return evolve(
            one,
            given=self.given(one.given),
            without=self.all_of(one.without),
            instead=self.all_of(one.instead),
        )

    def conflict(self, one: Conflict) -> Conflict:
        ways = (evolve(way, given=self.given(way.given)) for way in one.concessions)
        return evolve(one, concessions=tuple(ways))


# ---------------------------------------------------------------------- nothing left of somebody


def forgotten(found: _Found, person: str) -> _Found:
    """Take a person out, with everything that was told of them.

    What was best without them still is. A team of which they were part is no team any more: its
    cost, hours and reasons would tell of them, so nothing of it is left.

    Args:
        found: What was composed.
        person: Who is to be forgotten, by id.

    Raises:
        UnknownIdError: There is no such person.
    """
    known = everybody(found)
    if person not in known:
        raise UnknownIdError("person", person, known)
    problem = found.problem
    rest = evolve(problem, candidates=tuple(o for o in problem.candidates if o.id != person))
    if person in found.people:
        return evolve(
            found, status="unknown", stopped="forgotten", problem=rest, given=(), cost=None,
            coverage=None, changes=None, bound=None, gap=None, uncovered=(), placings=(),
            declared=(), alternatives=(),
        )  # fmt: skip
    near = found.nearest
    return evolve(
        found,
        placings=tuple(one for one in found.placings if one.person != person),
        alternatives=tuple(one for one in found.alternatives if not _part(one.given, person)),
        conflicts=tuple(_conflict(one, person) for one in found.conflicts),
        nearest=None if near is None or person in near.people else forgotten(near, person),
        problem=rest,
    )


def _part(given: tuple[Given, ...], person: str) -> bool:
    return any(one.person == person for one in given)


def _conflict(one: Conflict, person: str) -> Conflict:
    """Leave out what gives way with their help; without them a smaller conflict may be there."""
    ways: tuple[Concession, ...] = tuple(
        way for way in one.concessions if not _part(way.given, person)
    )
    return evolve(one, concessions=ways, smallest=False)
