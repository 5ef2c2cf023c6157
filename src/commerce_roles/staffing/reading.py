"""People and teams from files, mappings and data frames, with every fault named at once."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final, cast

import attrs

from commerce_roles.catalogue import PRODUCTIVE, Catalogue, load_catalogue
from commerce_roles.errors import InputError, TeamError, nearest
from commerce_roles.model import Money, Per
from commerce_roles.model.person import (
    Absence,
    Assignment,
    Employment,
    Person,
    Shown,
    SkillHeld,
    Team,
    Unmatched,
)
from commerce_roles.staffing.judging import judge_team
from commerce_roles.staffing.matching import (
    LANGUAGES,
    Levels,
    language_tag,
    match_role,
    match_skill,
)
from commerce_roles.staffing.rows import csv_rows, is_frame, person_of_row, records_of
from commerce_roles.staffing.telling import Telling
from commerce_roles.structuring import is_mapping, is_sequence, read_document, read_text

__all__ = ["read_team", "team_of"]

_LARGEST_SHEET: Final = 64 * 1024 * 1024
"""Bytes that a spreadsheet of people may have."""
_TEAM: Final = ("name", "scale", "people", "assignments", "dual", "onboarded")
_PERSON: Final = (
    "id", "name", "skills", "languages", "capacity", "fte", "cost", "employment", "absences",
    "scale", "roles", "dual", "onboarded",
)  # fmt: skip
_SKILL: Final = ("skill", "level", "scale", "evidence")
_ASSIGNMENT: Final = tuple(attribute.name for attribute in attrs.fields(Assignment))
_ABSENCE: Final = tuple(attribute.name for attribute in attrs.fields(Absence))
_WHY: Final = (
    "of a person only this is kept: id, name, skills, languages, capacity, cost, employment, "
    "absences; never age, sex, nationality, photo or health"
)


def read_team(path: str | Path, *, catalogue: Catalogue | None = None, scale: str = "") -> Team:
    """Read a team from a TOML, JSON or CSV file; `-` is standard input, in TOML or JSON.

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
        if str(path).lower().endswith(".csv"):
            _, text = read_text(path, most=_LARGEST_SHEET)
            return team_of(list(csv_rows(text, name)), catalogue=catalogue, scale=scale)
        return team_of(read_document(path), catalogue=catalogue, scale=scale)
    except InputError as error:
        raise TeamError([attrs.evolve(p, file=name) for p in error.problems]) from None


def team_of(data: object, *, catalogue: Catalogue | None = None, scale: str = "") -> Team:
    """Make a team of plain data: what a file says, a list of people, or a data frame of them.

    A skill may be told by its id, its name in any language, or the address of a taxonomy's
    concept; what cannot be matched is listed in `Team.unmatched` with what comes nearest.

    Args:
        data: A mapping with `people`, a list of people, or a data frame of pandas, polars or
            pyarrow with one row for each.
        catalogue: The facts whose skills and roles are named; the library's own where left out.
        scale: The scale of levels that name none; left out, the catalogue's own.

    Raises:
        TeamError: With every fault: unknown keys, wrong shapes and types, unknown levels and
            roles, two people of one id, numbers out of bounds.

    Examples:
        >>> rows = [{"id": "a", "skills": "Servizio clienti: advanced; SEO; juggling", "fte": 0.5}]
        >>> team = team_of(rows)
        >>> [(held.skill, held.level) for held in team.people[0].skills]
        [('customer_service', 'advanced'), ('seo', '')]
        >>> team.people[0].capacity, team.unmatched[0].text
        (71.5, 'juggling')
        >>> team_of([{"id": "a", "age": 40}])
        Traceback (most recent call last):
        commerce_roles.errors.TeamError: people[0].age: this is not kept; of a person only this ...
    """
    facts = catalogue or load_catalogue()
    reading = _Reading(Telling(), facts, Levels(facts), scale)
    team = reading.team(data)
    problems = [*reading.telling.problems, *judge_team(team, facts)]
    if problems:
        raise TeamError(dict.fromkeys(problems))
    return team


@attrs.define
class _Reading:
    telling: Telling
    catalogue: Catalogue
    levels: Levels
    scale: str
    assignments: list[Assignment] = attrs.field(factory=list[Assignment])
    dual: list[str] = attrs.field(factory=list[str])
    onboarded: list[str] = attrs.field(factory=list[str])
    unmatched: list[Unmatched] = attrs.field(factory=list[Unmatched])

    def team(self, data: object) -> Team:
        document, flat = self._document(data)
        self.telling.strangers("", document, _TEAM)
        self.scale = self._scale_of(document, "", self.scale)
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
            unmatched=tuple(self.unmatched),
        )

    def _document(self, data: object) -> tuple[Mapping[str, object], bool]:
        """Give what a file would say, and whether its people are flat rows of a sheet."""
        if is_frame(data):
            return {"people": records_of(data)}, True
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
        for key in told:
            if key not in _PERSON:
                near = nearest(str(key), list(_PERSON))
                hint = f"did you mean {near[0]}? " if near else ""
                self.telling.wrong(f"{place}.{key}", "this is not kept", f"{hint}{_WHY}")
        identifier = self._id(place, told.get("id"))
        scale = self._scale_of(told, place, self.scale)
        for key, ids in (("dual", self.dual), ("onboarded", self.onboarded)):
            if self.telling.yes(f"{place}.{key}", told.get(key, False)):
                ids.append(identifier)
        self._roles(place, identifier, told.get("roles"))
        return Person(
            id=identifier,
            name=self.telling.text(f"{place}.name", told.get("name", "")),
            skills=self._skills(place, identifier, told.get("skills"), scale),
            languages=self._languages(place, told.get("languages")),
            capacity=self._capacity(place, told),
            cost=money_of(self.telling, f"{place}.cost", told.get("cost")),
            employment=self._employment(place, told.get("employment", "employee")),
            absences=self._absences(place, told.get("absences")),
        )

    def _id(self, place: str, value: object) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is None:
            self.telling.wrong(place, "the key id is missing", "give everybody one of their own")
            return place
        text = self.telling.text(f"{place}.id", value)
        if isinstance(value, str) and not text:
            self.telling.wrong(f"{place}.id", "the id is empty", "write one line, not empty")
        return text or place

    # ------------------------------------------------------------------ skills and languages

    def _scale_of(self, told: Mapping[str, object], place: str, otherwise: str) -> str:
        path = f"{place}.scale".lstrip(".")
        name = self.telling.text(path, told.get("scale", otherwise))
        scales = self.catalogue.scales
        if name and name not in scales:
            near = nearest(name, list(scales))
            remedy = f"did you mean {near[0]}?" if near else f"use one of {', '.join(scales)}"
            self.telling.wrong(path, f"there is no scale {name!r}", remedy)
            return ""
        return name

    def _skills(self, place: str, person: str, value: object, scale: str) -> list[SkillHeld] | None:
        if value is None:
            return None
        held: dict[str, SkillHeld] = {}
        for path, text, level, shown in self._skills_told(f"{place}.skills", value):
            match = match_skill(self.catalogue, text)
            if not match.id:
                self.unmatched.append(
                    Unmatched(person=person, text=text, candidates=match.candidates)
                )
            elif match.id in held:
                self.telling.wrong(path, f"the skill {match.id} stands twice", "leave one out")
            else:
                one = self._held(path, match.id, level, scale)
                if one is not None:
                    held[match.id] = attrs.evolve(one, evidence=shown)
        return list(held.values())

    def _skills_told(
        self, path: str, value: object
    ) -> Iterable[tuple[str, str, object, Shown | None]]:
        """Give place, name, level and evidence of each skill: a table by skill, or a list."""
        if is_mapping(value):
            pairs = [(f"{path}.{key}", key, part) for key, part in value.items()]
            for inner, key, part in pairs:
                yield inner, str(key), part, self._shown(inner, part)
        elif is_sequence(value):
            for position, part in enumerate(value):
                inner = f"{path}[{position}]"
                if is_mapping(part):
                    name = self.telling.text(f"{inner}.skill", part.get("skill"))
                    yield inner, name, part, self._shown(inner, part)
                else:
                    yield inner, self.telling.text(inner, part), "", None
        else:
            self.telling.shape(path, "a table or list of skills", value)

    def _shown(self, path: str, part: object) -> Shown | None:
        if not is_mapping(part):
            return None
        self.telling.strangers(path, part, _SKILL)
        found: Shown | None = self.telling.one_of(f"{path}.evidence", part.get("evidence"), Shown)
        return found

    def _held(self, path: str, skill: str, told: object, scale: str) -> SkillHeld | None:
        if is_mapping(told):
            scale = self._scale_of(told, path, scale)
            told = told.get("level")
        text = _level(told)
        if text is None:
            self.telling.shape(path, "a level, or a table with one", told)
            return None
        if not text:
            return SkillHeld(skill=skill)
        level = self.levels.skill(text, scale)
        if level is None:
            remedy = self.levels.remedy(text, scale=scale)
            self.telling.wrong(path, f"{text!r:.40} is no level", remedy)
            return None
        if not level:
            return None
        return SkillHeld(skill=skill, level=level, told=f"{scale} {text}" if scale else "")

    def _languages(self, place: str, value: object) -> dict[str, str] | None:
        path = f"{place}.languages"
        if value is None:
            return None
        if is_sequence(value):
            value = dict.fromkeys(self.telling.texts(path, value), "")
        if not is_mapping(value):
            self.telling.shape(path, "a table of languages with levels", value)
            return None
        found: dict[str, str] = {}
        for key, part in value.items():
            inner, text = f"{path}.{key}", _level(part)
            tag = language_tag(self.catalogue, str(key))
            level = self.levels.language(text) if text else ""
            if not tag:
                self.telling.wrong(inner, f"{key!r:.40} is no language", "write es, en or pt-BR")
            elif text is None or level is None:
                remedy = self.levels.remedy(text or "", LANGUAGES)
                self.telling.wrong(inner, f"{part!r:.40} is no level of a language", remedy)
            else:
                found[tag] = level
        return found

    # ------------------------------------------------------------------ hours, days, posts

    def _capacity(self, place: str, told: Mapping[str, object]) -> float | None:
        if told.get("capacity") is not None and told.get("fte") is not None:
            message = "both capacity and fte are told"
            self.telling.wrong(
                f"{place}.fte", message, "tell hours a month, or the share of a post"
            )
        hours = self.telling.number(f"{place}.capacity", told.get("capacity"))
        share = self.telling.number(f"{place}.fte", told.get("fte"))
        if share is None:
            return hours
        return share * self.catalogue.constants[PRODUCTIVE].value

    def _employment(self, place: str, value: object) -> Employment:
        return self.telling.one_of(f"{place}.employment", value, Employment) or "employee"

    def _absences(self, place: str, value: object) -> list[Absence]:
        found: list[Absence] = []
        for path, one in self.telling.items(f"{place}.absences", value):
            if not is_mapping(one):
                self.telling.shape(path, "a table with start and end", one)
                continue
            self.telling.strangers(path, one, _ABSENCE)
            days = [day_of(self.telling, f"{path}.{key}", one.get(key)) for key in _ABSENCE]
            if days[0] is not None and days[1] is not None:
                found.append(Absence(start=days[0], end=days[1]))
        return found

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
                person=self._id(f"{place}.person", one.get("person")),
                role=match_role(self.catalogue, role).id or role,
                hours=self.telling.number(f"{place}.hours", one.get("hours")),
                tasks=tuple(sorted(self.telling.texts(f"{place}.tasks", one.get("tasks", [])))),
            )
        )


def _level(value: object) -> str | None:
    """Give a level as a text; a whole number is the step of that name."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return str(int(value)) if float(value).is_integer() else str(value)


def day_of(telling: Telling, path: str, value: object) -> date | None:
    """Read a day: a date of TOML, or a text like 2026-08-01."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        telling.wrong(path, f"a day is wanted, this is {value!r:.40}", "write it like 2026-08-01")
        return None


_MONEY: Final = tuple(attribute.name for attribute in attrs.fields(Money))


def money_of(telling: Telling, path: str, value: object) -> Money | None:
    """Read money with its currency, for how long it pays, and its day."""
    if value is None:
        return None
    if not is_mapping(value):
        remedy = 'write {amount = 2600, currency = "EUR", per = "month", as_of = 2026-05-01}'
        telling.wrong(path, f"an amount with its currency is wanted, this is {value!r:.40}", remedy)
        return None
    telling.strangers(path, value, _MONEY)
    amount = telling.number(f"{path}.amount", value.get("amount"))
    if amount is None and value.get("amount") is None:
        telling.wrong(path, "the key amount is missing", "add it, or leave the cost out if unknown")
    if value.get("currency") is None:
        telling.wrong(path, "the key currency is missing", 'add it, such as currency = "EUR"')
    day = value.get("as_of")
    return Money(
        amount=amount or 0.0,
        currency=telling.text(f"{path}.currency", value.get("currency", "")),
        per=telling.one_of(f"{path}.per", value.get("per"), Per) or "month",
        as_of=None if day is None else day_of(telling, f"{path}.as_of", day),
    )
