"""People, as far as the planning of posts needs them: a closed list of what is kept.

A person is an opaque id, skills with level and evidence, languages, hours, cost, employment and
planned absences. There is no age, sex, nationality, photo or health, and nothing ranks people.

These classes are no part of `commerce_roles.model`'s names: what assesses a business imports that
package and so never sees a person. `commerce_roles.staffing` offers them.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, cast

from attrs import field, frozen

from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.money import Money
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed

__all__ = [
    "Absence",
    "Assignment",
    "Employment",
    "Person",
    "Shown",
    "SkillHeld",
    "Team",
    "Unmatched",
]

Employment = Literal["employee", "freelance", "agency", "owner"]
Shown = Literal["told", "work", "test", "certificate"]
"""What shows a level: the person told it, seen at work, a test, a certificate."""

_OUTSIDE = ("freelance", "agency")


@frozen(kw_only=True)
class SkillHeld(Displayed):
    """A skill that a person has, at a level that may be unknown."""

    skill: str = field(metadata=to("skill"))
    level: str = field(default="", metadata=to("proficiency"))
    """A step of the catalogue's `proficiency`; empty: unknown, which is not none."""
    evidence: Shown | None = None
    """What shows it; None where that was not told."""
    told: str = ""
    """The level as it was told on another scale, such as `sfia 4`."""


@frozen(kw_only=True)
class Absence(Displayed):
    """Days on which a person does not work, both ends included; the reason is not kept."""

    start: date
    end: date


def _skills(
    value: Iterable[SkillHeld] | Mapping[str, str] | None,
) -> tuple[SkillHeld, ...] | None:
    """Keep skills in the order of their ids; a mapping gives levels by skill."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        levels = cast("Mapping[str, str]", value)
        held = [SkillHeld(skill=skill, level=level) for skill, level in levels.items()]
    else:
        held = list(value)
    return tuple(sorted(held, key=lambda one: one.skill))


def _languages(value: Mapping[str, str] | None) -> FrozenMap[str, str] | None:
    return None if value is None else FrozenMap(sorted(value.items()))


def _absences(value: Iterable[Absence]) -> tuple[Absence, ...]:
    return tuple(sorted(value, key=lambda absence: (absence.start, absence.end)))


@frozen(kw_only=True)
class Person(Displayed):
    """One person: what can be planned with, and nothing else.

    A set that was not told (`None`) is unknown as a whole; one that was told is complete, so that
    a skill it leaves out is not there.

    Examples:
        >>> ana = Person(id="p1", skills={"seo": "advanced", "ux": ""}, languages={"es": "C2"})
        >>> ana.skill("seo").level, ana.skill("ux").level, ana.skill("crm")
        ('advanced', '', None)
    """

    id: str
    """Opaque: results and logs carry it, so it should not be a name."""
    name: str = field(default="", repr=False)
    """To be shown on request only; empty where it was not told."""
    skills: tuple[SkillHeld, ...] | None = field(default=None, converter=_skills)
    languages: FrozenMap[str, str] | None = field(default=None, converter=_languages)
    """By BCP 47 tag the level: a step of a scale of languages (CEFR), or empty where unknown."""
    capacity: float | None = None
    """Hours a month for this work; None where unknown, which is not 0."""
    cost: Money | None = None
    """What the business pays; None where unknown, which is not free."""
    employment: Employment = "employee"
    absences: tuple[Absence, ...] = field(default=(), converter=_absences)
    """Planned only."""

    @property
    def outside(self) -> bool:
        """Whether the person is paid from outside: freelance or of an agency."""
        return self.employment in _OUTSIDE

    def skill(self, skill: str) -> SkillHeld | None:
        """Give what the person has of a skill; None where it is not there, or nothing was told."""
        return next((held for held in self.skills or () if held.skill == skill), None)


@frozen(kw_only=True)
class Assignment(Displayed):
    """Who holds a role today, and for how many hours."""

    person: str
    """The id of a person."""
    role: str = field(metadata=to("role"))
    hours: float | None = None
    """Hours a month that are reserved for it; None: as much of the work as falls to them."""
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """Only these tasks of the role; empty: all."""


@frozen(kw_only=True)
class Unmatched(Displayed):
    """A skill that was told and is none of the catalogue's, with what comes nearest."""

    person: str
    text: str
    candidates: tuple[str, ...] = ()
    """Ids of skills, the most alike first; several may have this very name."""


def _people(value: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(value, key=lambda person: person.id))


def _assignments(value: Iterable[Assignment] | None) -> tuple[Assignment, ...] | None:
    if value is None:
        return None
    return tuple(sorted(value, key=lambda one: (one.person, one.role, one.tasks)))


def _ids(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(value)))


@frozen(kw_only=True)
class Team(Displayed):
    """People, and who of them holds which role today. The order in which they are told is lost.

    Examples:
        >>> team = Team(people=[Person(id="b"), Person(id="a")])
        >>> [person.id for person in team.people], team.assignments
        (['a', 'b'], None)
    """

    name: str = ""
    people: tuple[Person, ...] = field(default=(), converter=_people)
    """In the order of their ids."""
    assignments: tuple[Assignment, ...] | None = field(default=None, converter=_assignments)
    """Who holds what; None where nobody has said, empty where nobody holds anything."""
    dual: tuple[str, ...] = field(default=(), converter=_ids)
    """Ids of those who openly hold several roles: the owner answers for plans and approvals."""
    onboarded: tuple[str, ...] = field(default=(), converter=_ids)
    """Ids of those from outside who were taught the brand."""
    unmatched: tuple[Unmatched, ...] = ()
    """Skills that were told and could not be matched."""

    def person(self, identifier: str) -> Person | None:
        """Give the person of an id; None if there is none."""
        return next((person for person in self.people if person.id == identifier), None)
