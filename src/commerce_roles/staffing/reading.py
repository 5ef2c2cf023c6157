"""People and teams from files, mappings and data frames, with every fault named at once."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, cast

import attrs

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import InputError, TeamError
from commerce_roles.model.person import Assignment, Person, Team
from commerce_roles.staffing.describing import Describing
from commerce_roles.staffing.judging import judge_team
from commerce_roles.staffing.matching import Levels, match_role
from commerce_roles.staffing.opening import told_in
from commerce_roles.staffing.rows import TOLD, person_of_row
from commerce_roles.staffing.telling import Telling
from commerce_roles.structuring import (
    is_frame,
    is_mapping,
    is_sequence,
    sample_path,
)

__all__ = ["TEAM_KEYS", "read_team", "sample_team", "team_of"]

TEAM_KEYS: Final = ("name", "scale", "people", "assignments", "dual", "onboarded")
_ASSIGNMENT: Final = tuple(attribute.name for attribute in attrs.fields(Assignment))


def read_team(path: str | Path, *, catalogue: Catalogue | None = None, scale: str = "") -> Team:
    """Read a team from a TOML, JSON or CSV file; `-` is standard input, in TOML or JSON.

    A JSON file may also be a list of records, as data frames write it: one for each person, read
    like the rows of a spreadsheet.

    Args:
        path: The file.
        catalogue: The facts whose skills and roles are named; the library's own where left out.
        scale: The scale of levels that name none; left out, the catalogue's own.

    Raises:
        TeamError: With every fault of the file.

    Examples:
        >>> team = read_team("examples/teams/clothing_three.toml")
        >>> [person.id for person in team.people]
        ['p1', 'p2', 'p3']
    """
    name = "standard input" if str(path) == "-" else str(path)
    try:
        return team_of(told_in(path, name, TOLD), catalogue=catalogue, scale=scale)
    except InputError as error:
        raise TeamError([attrs.evolve(p, file=name) for p in error.problems]) from None


def sample_team(name: str, *, catalogue: Catalogue | None = None) -> Team:
    """Read a sample: `clothing_three` or `wholesaler_five`, invented teams of ids without names.

    `commerce_roles.structuring.sample_path` gives its file, and that of the business it works for.

    Raises:
        UnknownIdError: There is no such sample.

    Examples:
        >>> sample_team("wholesaler_five").name, len(sample_team("wholesaler_five").people)
        ('', 5)
    """
    return read_team(sample_path(name), catalogue=catalogue)


def team_of(data: object, *, catalogue: Catalogue | None = None, scale: str = "") -> Team:
    """Make a team of plain data: what a file says, a list of people, or a data frame of them.

    A skill may be told by its id, its name in any language, or the address of a taxonomy's
    concept; what cannot be matched is listed in `Team.unmatched` with what comes nearest.

    Args:
        data: A mapping with `people`, a list of people, or a data frame of pandas, polars or
            pyarrow, or any other that narwhals reads, with one row for each.
        catalogue: The facts whose skills and roles are named; the library's own where left out.
        scale: The scale of levels that name none; left out, the catalogue's own.

    Raises:
        TeamError: With every fault: unknown keys, wrong shapes and types, unknown levels and
            roles, two people of one id, numbers out of bounds.
        MissingPackageError: There is a data frame, and narwhals is not installed.

    Examples:
        >>> rows = [{"id": "a", "skills": "Servizio clienti: advanced; SEO; juggling", "fte": 0.5}]
        >>> team = team_of(rows)
        >>> [(held.skill, held.level) for held in team.people[0].skills]
        [('customer_service', 'advanced'), ('seo', '')]
        >>> team.people[0].capacity, team.unmatched[0].text
        (71.5, 'juggling')
        >>> team_of([{"id": "a", "age": 40}])
        Traceback (most recent call last):
        commerce_roles.errors.TeamError: people[0].age: this is not kept of a person: posts ...
    """
    facts = catalogue or load_catalogue()
    telling = Telling()
    reading = _Reading(telling, facts, Describing(telling, facts, Levels(facts)), scale)
    team = reading.team(data)
    problems = [*telling.problems, *judge_team(team, facts)]
    if problems:
        raise TeamError(dict.fromkeys(problems))
    return team


@attrs.define
class _Reading:
    telling: Telling
    catalogue: Catalogue
    describing: Describing
    scale: str
    assignments: list[Assignment] = attrs.field(factory=list[Assignment])
    dual: list[str] = attrs.field(factory=list[str])
    onboarded: list[str] = attrs.field(factory=list[str])

    def team(self, data: object) -> Team:
        document, flat = self._document(data)
        self.telling.strangers("", document, TEAM_KEYS)
        self.scale = self.describing.scale_of(document, "", self.scale)
        people = self._people(document.get("people"), flat=flat)
        assignments = document.get("assignments")
        for place, one in self.telling.items("assignments", assignments):
            self._assignment(place, one)
        told = assignments is not None or bool(self.assignments)
        self.dual += self.telling.texts("dual", document.get("dual", []))
        self.onboarded += self.telling.texts("onboarded", document.get("onboarded", []))
        return Team(
            name=self.telling.text("name", document.get("name", "")),
            people=people,
            assignments=self.assignments if told else None,
            dual=self.dual,
            onboarded=self.onboarded,
            unmatched=tuple(self.describing.unmatched),
        )

    def _document(self, data: object) -> tuple[Mapping[str, object], bool]:
        """Give what a file would say, and whether its people are flat rows of a sheet."""
        if is_frame(data):
            return {"people": self.telling.rows(data, "person")}, True
        if is_mapping(data):
            return data, False
        if isinstance(data, Iterable) and not isinstance(data, str | bytes):
            return {"people": list(cast("Iterable[object]", data))}, True
        self.telling.wrong("", "a mapping, a list or a data frame is wanted", "see examples/")
        return {"people": []}, False

    def _people(self, value: object, *, flat: bool) -> list[Person]:
        if value is None:
            self.telling.wrong("people", "there are no people", "write [[people]] for each of them")
        found: list[Person] = []
        for place, row in self.telling.items("people", value):
            if is_mapping(row):
                told = person_of_row(row, place, self.telling.problems) if flat else row
                found.append(self._person(place, told))
            else:
                self.telling.shape(place, "a table of keys", row)
        return found

    def _person(self, place: str, told: Mapping[str, object]) -> Person:
        person = self.describing.person(place, told, self.scale)
        for key, ids in (("dual", self.dual), ("onboarded", self.onboarded)):
            if self.telling.yes(f"{place}.{key}", told.get(key, False)):
                ids.append(person.id)
        self._roles(place, person.id, told.get("roles"))
        return person

    def _roles(self, place: str, person: str, value: object) -> None:
        """Take the roles that stand in a person's own row."""
        if value is None:
            return
        if is_sequence(value):
            value = dict.fromkeys(self.telling.texts(f"{place}.roles", value))
        if not is_mapping(value):
            self.telling.shape(f"{place}.roles", "a list of roles, or a table with hours", value)
            return
        for role, hours in value.items():
            path = f"{place}.roles.{role}"
            self.assignments.append(
                Assignment(
                    person=person,
                    role=match_role(self.catalogue, str(role)).id or str(role),
                    hours=self.telling.number(path, hours),
                )
            )

    def _assignment(self, place: str, one: object) -> None:
        if not is_mapping(one):
            self.telling.shape(place, "a table with person and role", one)
            return
        self.telling.strangers(place, one, _ASSIGNMENT)
        role = self.telling.text(f"{place}.role", one.get("role"))
        self.assignments.append(
            Assignment(
                person=self.telling.identifier(f"{place}.person", one.get("person")),
                role=match_role(self.catalogue, role).id or role,
                hours=self.telling.number(f"{place}.hours", one.get("hours")),
                tasks=tuple(sorted(self.telling.texts(f"{place}.tasks", one.get("tasks", [])))),
            )
        )
