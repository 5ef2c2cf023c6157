"""One person as somebody told of them: skills, languages, hours, cost, days away."""

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from commerce_roles.catalogue import PRODUCTIVE, Catalogue
from commerce_roles.errors import nearest
from commerce_roles.model.limits import MOST_FTE_EACH
from commerce_roles.model.person import (
    Absence,
    Employment,
    Person,
    Shown,
    SkillHeld,
    Unmatched,
)
from commerce_roles.staffing.amounts import day_of, money_of
from commerce_roles.staffing.matching import LANGUAGES, Levels, language_tag, match_skill
from commerce_roles.staffing.telling import Telling
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["PERSON_KEYS", "SKILL_KEYS", "Describing"]

PERSON_KEYS: Final = (
    "id", "name", "skills", "languages", "capacity", "fte", "cost", "employment", "absences",
    "scale", "roles", "dual", "onboarded",
)  # fmt: skip
SKILL_KEYS: Final = ("skill", "level", "scale", "evidence")
_ABSENCE: Final = tuple(attribute.name for attribute in attrs.fields(Absence))
_REFUSED: Final = "this is not kept of a person: posts are planned by work, not by who somebody is"
_KEPT: Final = (
    "leave it out; kept are id, name, skills, languages, capacity, cost, employment and absences, "
    "never age, sex, nationality, photo or health"
)


@attrs.define
class Describing:
    """Makes people of what was told; what is wrong joins the problems."""

    telling: Telling
    catalogue: Catalogue
    levels: Levels
    unmatched: list[Unmatched] = attrs.field(factory=list[Unmatched])
    """Skills that are none of the catalogue's."""

    def person(self, place: str, told: Mapping[str, object], scale: str) -> Person:
        """Make a person of a table of keys.

        Args:
            place: Where the table stands.
            told: What it says.
            scale: The scale of levels that name none.
        """
        for key in told:
            if key not in PERSON_KEYS:
                near = nearest(str(key), list(PERSON_KEYS))
                remedy = f"did you mean {near[0]}? Else {_KEPT}" if near else _KEPT
                self.telling.wrong(f"{place}.{key}", _REFUSED, remedy)
        identifier = self._id(place, told.get("id"))
        scale = self.scale_of(told, place, scale)
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
        """Take an id; the place stands for one that is missing."""
        if value is None:
            self.telling.wrong(place, "the key id is missing", "give everybody one of their own")
            return place
        text = self.telling.identifier(f"{place}.id", value)
        if isinstance(value, str) and not value.strip():
            self.telling.wrong(f"{place}.id", "the id is empty", "write one line, not empty")
        return text or place

    # ------------------------------------------------------------------ skills and languages

    def scale_of(self, told: Mapping[str, object], place: str, otherwise: str) -> str:
        """Take the name of a scale of levels; empty where there is none of this name."""
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
            one = self._held(path, match.id, level, scale)  # its faults are told anyway
            if not match.id:
                self.unmatched.append(
                    Unmatched(person=person, text=text, candidates=match.candidates)
                )
            elif match.id in held:
                self.telling.wrong(path, f"the skill {match.id} stands twice", "leave one out")
            elif one is not None:
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
        self.telling.strangers(path, part, SKILL_KEYS)
        found: Shown | None = self.telling.one_of(f"{path}.evidence", part.get("evidence"), Shown)
        return found

    def _held(self, path: str, skill: str, told: object, scale: str) -> SkillHeld | None:
        if is_mapping(told):
            scale = self.scale_of(told, path, scale)
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

    # ------------------------------------------------------------------ hours and days

    def _capacity(self, place: str, told: Mapping[str, object]) -> float | None:
        path = f"{place}.fte"
        if told.get("capacity") is not None and told.get("fte") is not None:
            message = "both capacity and fte are told"
            self.telling.wrong(path, message, "tell hours a month, or the share of a post")
        hours = self.telling.number(f"{place}.capacity", told.get("capacity"))
        share = self.telling.number(path, told.get("fte"))
        if share is None:
            return hours
        if not 0 <= share <= MOST_FTE_EACH:
            message = f"{share:g} is no share of a full post"
            remedy = "1 is a full post, 0.5 is half of one; leave it out if unknown"
            self.telling.wrong(path, message, remedy)
            return None
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


def _level(value: object) -> str | None:
    """Give a level as a text; a whole number is the step of that name."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    whole = isinstance(value, int) or value.is_integer()
    return str(int(value)) if whole else str(value)
