"""How a person fits a role: what it must have, what is a plus, what is missing, what excludes.

It compares a person with a post, never with another person. A level that was not told is neither
enough nor too little; a trait is matched only where that is switched on.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from attrs import frozen

from commerce_roles.assessment.need import LanguageNeed, Need, Needs, SkillNeed
from commerce_roles.model.person import Person
from commerce_roles.showing import Displayed
from commerce_roles.structuring import Tabled

__all__ = ["Fit", "FitStanding", "Met", "Standing", "fit", "language_met", "skill_met", "spoken"]

Standing = Literal["met", "short", "missing", "unknown", "not_matched"]
"""`short`: there, and below the level; `unknown`: the level, or all of them, was not told;
`not_matched`: a trait, which is described and not matched."""
FitStanding = Literal["fits", "may_fit", "short", "excluded"]
TRAIT: Final = "trait"


@frozen(kw_only=True)
class Met(Displayed):
    """One thing that a role asks for, and what a person has of it."""

    kind: Literal["skill", "language"]
    id: str
    """The skill, or the tag of the language."""
    necessity: Literal["essential", "optional"]
    wanted: str
    """The level asked for; empty where no degree is meant."""
    held: str
    """The level the person has, as it was told; empty where unknown or not there."""
    standing: Standing
    steps: int = 0
    """How many steps of level are missing; 0 where nothing is known to be missing."""
    excludes: bool = False
    requirement: str = ""
    """The fact that asks for it."""


@frozen(kw_only=True, repr=False)
class Fit(Tabled):
    """How one person fits one role."""

    person: str
    role: str
    asked: tuple[Met, ...]
    """Everything the role asks for: skills by id, then languages by tag."""

    @property
    def must(self) -> tuple[Met, ...]:
        """Essential, and there."""
        return self._of("met", "essential")

    @property
    def plus(self) -> tuple[Met, ...]:
        """Optional, and there."""
        return self._of("met", "optional")

    @property
    def missing(self) -> tuple[Met, ...]:
        """Essential, and not there or below the level."""
        return (*self._of("missing", "essential"), *self._of("short", "essential"))

    @property
    def unclear(self) -> tuple[Met, ...]:
        """Essential, and not known."""
        return self._of("unknown", "essential")

    @property
    def excluded(self) -> tuple[Met, ...]:
        """What excludes, whatever else is there."""
        return tuple(met for met in self.missing if met.excludes)

    @property
    def not_matched(self) -> tuple[Met, ...]:
        """Traits, which are described and not matched."""
        return tuple(met for met in self.asked if met.standing == "not_matched")

    @property
    def standing(self) -> FitStanding:
        """Say whether the person fits: surely, perhaps, with something missing, or not."""
        if self.excluded:
            return "excluded"
        if self.missing:
            return "short"
        return "may_fit" if self.unclear else "fits"

    @property
    def steps(self) -> int:
        """How many steps of level all that is missing comes to."""
        return sum(met.steps for met in self.missing)

    def rows(self) -> list[dict[str, object]]:
        """Write it as flat rows, one for each thing that the role asks for."""
        return [
            {
                "person": self.person,
                "role": self.role,
                "fit": self.standing,
                "kind": met.kind,
                "id": met.id,
                "necessity": met.necessity,
                "wanted": met.wanted or None,
                "held": met.held or None,
                "standing": met.standing,
                "steps": met.steps,
            }
            for met in self.asked
        ]

    def __repr__(self) -> str:
        """Say how they fit, and which of what is essential is missing or not known."""
        parts = [f"<Fit {self.person} {self.role}: {self.standing}"]
        for word, met in (("missing", self.missing), ("unclear", self.unclear)):
            if met:
                parts.append(f"{word} {', '.join(one.id for one in met)}")
        return f"{'; '.join(parts)}>"

    def _of(self, standing: Standing, necessity: str) -> tuple[Met, ...]:
        return tuple(m for m in self.asked if (m.standing, m.necessity) == (standing, necessity))


def fit(person: Person, need: Need, needs: Needs, *, traits: bool = False) -> Fit:
    """Compare what a person has with what a role asks for.

    Args:
        person: Who.
        need: The role.
        needs: All needs, which say how levels are ordered.
        traits: Whether traits such as empathy are matched too: only where that is lawful and
            somebody qualified has assessed them.

    Examples:
        >>> planner = Need(role="planner", skills=(SkillNeed(skill="seo", level="b"),))
        >>> needs = Needs(level="m", levels=("m",), proficiency=("a", "b"))
        >>> [fit(Person(id="p", skills=skills), planner, needs).standing
        ...  for skills in ({"seo": "b"}, {"seo": "a"}, {"seo": ""}, {}, None)]
        ['fits', 'short', 'may_fit', 'short', 'may_fit']
        >>> fit(Person(id="p", skills={}), planner, needs)
        <Fit p planner: short; missing seo>
    """
    asked = (*_skills(person, need, needs, traits=traits), *_languages(person, need, needs))
    return Fit(person=person.id, role=need.role, asked=asked)


def _skills(person: Person, need: Need, needs: Needs, *, traits: bool) -> Iterator[Met]:
    for skill in need.skills:
        yield skill_met(person, skill, needs, traits=traits)


def _languages(person: Person, need: Need, needs: Needs) -> Iterator[Met]:
    for language in need.languages:
        yield language_met(person, language, needs)


def skill_met(person: Person, skill: SkillNeed, needs: Needs, *, traits: bool = False) -> Met:
    """Compare what a person has of one skill with what is asked for."""
    held = person.skill(skill.skill)
    wanted = needs.rank(skill.level)
    standing: Standing
    if skill.kind == TRAIT and not traits:
        standing, steps = "not_matched", 0
    elif person.skills is None:
        standing, steps = "unknown", 0
    elif held is None:
        standing, steps = "missing", max(1, wanted)
    elif not wanted:
        standing, steps = "met", 0
    else:
        standing, steps = _compared(needs.rank(held.level), wanted)
    return Met(
        kind="skill",
        id=skill.skill,
        necessity=skill.necessity,
        wanted=skill.level,
        held="" if held is None or standing == "not_matched" else held.level,
        standing=standing,
        steps=steps,
        excludes=skill.excludes,
        requirement=skill.requirement,
    )


def language_met(person: Person, language: LanguageNeed, needs: Needs) -> Met:
    """Compare how well a person knows a language with what is asked for.

    A tag with a region, such as pt-BR, is met by the language without one and the other way.
    """
    told = person.languages
    level = None if told is None else spoken(told, language.language)
    wanted = needs.rank(language.level)
    standing: Standing
    if told is None:
        standing, steps = "unknown", 0
    elif level is None:
        standing, steps = "missing", max(1, wanted)
    elif not wanted:
        standing, steps = "met", 0
    else:
        standing, steps = _compared(needs.language_rank(level), wanted)
    return Met(
        kind="language",
        id=language.language,
        necessity=language.necessity,
        wanted=language.level,
        held=level or "",
        standing=standing,
        steps=steps,
    )


def spoken(languages: Mapping[str, str], tag: str) -> str | None:
    """Give the level of a language: of the tag itself, else of one that differs in region only."""
    if tag in languages:
        return languages[tag]
    base, _, region = tag.partition("-")
    for other in sorted(languages):
        other_base, _, other_region = other.partition("-")
        if base == other_base and not (region and other_region):
            return languages[other]
    return None


def _compared(held: int, wanted: int) -> tuple[Standing, int]:
    if not held:
        return "unknown", 0
    return ("met", 0) if held >= wanted else ("short", wanted - held)
