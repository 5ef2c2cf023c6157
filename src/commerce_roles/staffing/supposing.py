"""What if: a business and a team as they might be; every step gives a new scenario."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs
from attrs import evolve, field, fields, frozen

from commerce_roles.assessment.assessing import assess
from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.assessment.reading import Rate, profile_of
from commerce_roles.assessment.recording import profile_data
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.display import Document, to_text
from commerce_roles.errors import InputError, TeamError, UnknownIdError
from commerce_roles.model import BusinessProfile, FrozenMap, Offer
from commerce_roles.model.person import Assignment, Person, SkillHeld, Team
from commerce_roles.staffing.forgetting import forget
from commerce_roles.staffing.framing import as_json, bundle
from commerce_roles.staffing.judging import judged
from commerce_roles.staffing.looking import Look, look
from commerce_roles.staffing.matching import Levels, language_tag, match_skill
from commerce_roles.structuring import is_collection

if TYPE_CHECKING:
    import pandas as pd

    from commerce_roles.assessment.need import Needs

__all__ = ["Scenario", "scenario"]

_OUTSIDE: Final = "outside"


@frozen(kw_only=True, repr=False, slots=False)
class Scenario:
    """A business, a team, and what was changed of them; each step gives a new scenario.

    Examples:
        >>> from commerce_roles import read_profile
        >>> from commerce_roles.staffing import read_team, scenario
        >>> today = scenario(read_profile("examples/clothing_retailer.toml"),
        ...                  read_team("examples/teams/clothing_three.toml"))
        >>> tomorrow = today.leave("p1").grow(monthly_orders=900)
        >>> len(today.team.people), len(tomorrow.team.people), tomorrow.profile.monthly_orders
        (3, 2, 900)
        >>> [cover.id for cover in tomorrow.look.covered("role") if cover.state == "open"]
        ['community_manager']
    """

    profile: BusinessProfile
    team: Team
    level: str
    """The level of service that is planned for."""
    name: str = ""
    """What to call it; empty: by its steps."""
    steps: tuple[Statement, ...] = ()
    """What was changed, in order."""
    traits: bool = False
    currency: str = ""
    _catalogue: Catalogue | None = field(eq=False, default=None, alias="catalogue")
    _rates: FrozenMap[str, Rate] = field(eq=False, default=FrozenMap(), alias="rates")

    def __getstate__(self) -> dict[str, object]:
        """Leave the catalogue and all that was worked out behind."""
        names = (attribute.name for attribute in fields(type(self)))
        return {name: getattr(self, name) for name in names if name != "_catalogue"}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take up the values again, with the library's own catalogue."""
        for name, value in {**state, "_catalogue": None}.items():
            object.__setattr__(self, name, value)

    @property
    def catalogue(self) -> Catalogue:
        """The facts; the library's own after unpickling."""
        return self._catalogue or load_catalogue()

    @cached_property
    def needs(self) -> "Needs":
        """What has to be staffed."""
        return assess(self.profile, catalogue=self.catalogue).needs(self.level)

    @cached_property
    def look(self) -> Look:
        """The look at the team.

        Raises:
            TeamError: Costs are in several currencies without rates.
        """
        return look(
            self.team,
            self.needs,
            catalogue=self.catalogue,
            traits=self.traits,
            currency=self.currency,
            rates=self._rates,
        )

    # ------------------------------------------------------------------ steps

    def hire(self, person: Person, *roles: str, hours: float | None = None) -> "Scenario":
        """Add a person, who holds some roles or none yet.

        Args:
            person: Who joins.
            roles: What they hold.
            hours: Hours a month for each of the roles; left out, as much as there is of them.

        Raises:
            TeamError: There is somebody of this id, or something about them is wrong.
        """
        held = [Assignment(person=person.id, role=role, hours=hours) for role in roles]
        team = self._staffed([*self.team.people, person], [*self._assignments, *held])
        message = "what_if.hire" if roles else "what_if.hire_free"
        params = {"person": person.id, **({"names": roles} if roles else {})}
        return self._step(message, params, team=team)

    def leave(self, person: str) -> "Scenario":
        """Take a person out.

        Raises:
            UnknownIdError: There is no such person.
        """
        return self._step("what_if.leave", {"person": person}, team=forget(self.team, person))

    def train(self, person: str, what: str, level: str) -> "Scenario":
        """Raise somebody's level of a skill or a language; nobody unlearns what they know.

        Args:
            person: Who.
            what: A skill, by id or name, or a language, by tag or name.
            level: The level reached: a step of proficiency, or for a language of CEFR.

        Raises:
            UnknownIdError: There is no such person, or neither such a skill nor such a language.
            TeamError: There is no such level.
        """
        who = self._person(person)
        levels = Levels(self.catalogue)
        skill = match_skill(self.catalogue, what).id
        if skill:
            reached = levels.skill(level)
            if reached is None:
                raise TeamError.of(f"{level!r} is no level", remedy=levels.remedy(level))
            self._told(who, who.skills, "skills")
            trained = _trained(who, skill, reached, levels)
            params = {"person": person, "skill": skill, "level": reached}
            return self._step("what_if.train", params, team=self._with(trained))
        tag = language_tag(self.catalogue, what)
        if not tag:
            raise UnknownIdError("skill or language", what, sorted(self.catalogue.skills))
        step = levels.language(level)
        if step is None:
            remedy = levels.remedy(level, "language")
            raise TeamError.of(f"{level!r} is no level of a language", remedy=remedy)
        self._told(who, who.languages, "languages")
        trained = _taught(who, tag, step, levels)
        params = {"person": person, "language": tag, "level_told": step}
        return self._step("what_if.train_language", params, team=self._with(trained))

    def combine(self, person: str, role: str, *, hours: float | None = None) -> "Scenario":
        """Give somebody a role besides what they hold, and say so openly.

        Raises:
            UnknownIdError: There is no such person.
            TeamError: There is no such role, or they hold it already.
        """
        self._person(person)
        held = Assignment(person=person, role=role, hours=hours)
        team = evolve(
            self.team,
            assignments=[*self._assignments, held],
            dual=[*self.team.dual, person],
        )
        return self._step("what_if.combine", {"person": person, "names": (role,)}, team=team)

    def outsource(self, role: str, offer: Offer | None = None) -> "Scenario":
        """Give a role's work out: what an offer names of it, or all.

        Whoever held it keeps what is not given out. What the supplier can do is not known, unless
        it is told later; onboarding counts where the offer has it.

        Raises:
            UnknownIdError: There is no such role.
            TeamError: There is somebody of the supplier's id.
        """
        if role not in self.catalogue.roles:
            raise UnknownIdError("role", role, self.catalogue.roles)
        tasks = self._given_out(role, offer)
        supplier = Person(
            id=_OUTSIDE if offer is None else offer.id,
            capacity=None if offer is None else offer.hours,
            cost=None if offer is None else offer.price,
            employment="agency",
        )
        kept = self._kept(role, tasks)
        hours = None if offer is None else offer.hours
        given = Assignment(person=supplier.id, role=role, hours=hours, tasks=tasks)
        team = self._staffed([*self.team.people, supplier], [*kept, given])
        if offer is not None and offer.onboarding:
            team = evolve(team, onboarded=[*team.onboarded, supplier.id])
        params: dict[str, object] = {"names": (role,), "person": supplier.id}
        if tasks:
            params["count"] = len(tasks)
        message = "what_if.outsource_part" if tasks else "what_if.outsource"
        return self._step(message, params, team=team)

    def grow(self, changes: Mapping[str, object] | None = None, **told: object) -> "Scenario":
        """Let the business answer otherwise.

        Args:
            changes: Answers by field; a set is added to, a number written `"x2"` is multiplied.
            told: The same, by name.

        Raises:
            ProfileError: An answer is wrong.

        Examples:
            >>> from commerce_roles import BusinessProfile
            >>> shop = scenario(BusinessProfile(monthly_orders=450, channels={"blog"}), Team())
            >>> grown = shop.grow(monthly_orders="x2", channels={"tiktok"}).profile
            >>> grown.monthly_orders, sorted(grown.channels)
            (900, ['blog', 'tiktok'])
        """
        wanted = {**(changes or {}), **told}
        data = profile_data(self.profile)
        for key, value in wanted.items():
            data[key] = _grown(key, data.get(key), value)
        profile = profile_of(data, catalogue=self.catalogue)
        assess(profile, catalogue=self.catalogue)
        what = {key: data[key] for key in wanted}
        return self._step("what_if.grow", {"answers": what}, profile=profile)

    def named(self, name: str) -> "Scenario":
        """Call it by a name of one's own."""
        return evolve(self, name=name)

    # ------------------------------------------------------------------ parts of steps

    @property
    def _assignments(self) -> tuple[Assignment, ...]:
        return self.team.assignments or ()

    def _person(self, identifier: str) -> Person:
        found = self.team.person(identifier)
        if found is None:
            raise UnknownIdError("person", identifier, [one.id for one in self.team.people])
        return found

    def _told(self, person: Person, told: object, what: str) -> None:
        """Refuse to add to what was not told: what is left out then would count as not there."""
        if told is None:
            message = f"nothing was told of the {what} of {person.id}"
            raise TeamError.of(message, path=f"people.{person.id}.{what}", remedy="tell them first")

    def _with(self, person: Person) -> Team:
        others = [one for one in self.team.people if one.id != person.id]
        return evolve(self.team, people=[*others, person])

    def _staffed(self, people: Iterable[Person], assignments: Iterable[Assignment]) -> Team:
        return evolve(self.team, people=people, assignments=assignments)

    def _given_out(self, role: str, offer: Offer | None) -> tuple[str, ...]:
        """List the tasks of a role that an offer names; empty where all of it is given out."""
        if offer is None or not offer.tasks:
            return ()
        own = {t.id for t in self.catalogue.tasks.values() if t.responsible == role}
        named = tuple(sorted(own & {one.task for one in offer.tasks}))
        if not named:
            message = f"the offer {offer.id} names no task of {role}"
            raise TeamError.of(message, remedy="give out another role, or mend the offer")
        return () if set(named) == own else named

    def _kept(self, role: str, tasks: tuple[str, ...]) -> list[Assignment]:
        """Leave everybody what they hold without what is given out."""
        kept = [one for one in self._assignments if one.role != role]
        if not tasks:
            return kept
        own = [t.id for t in self.catalogue.tasks.values() if t.responsible == role]
        for one in self._assignments:
            rest = tuple(task for task in (one.tasks or own) if task not in tasks)
            if one.role == role and rest:
                kept.append(evolve(one, tasks=tuple(sorted(rest))))
        return kept

    def _step(
        self,
        message: str,
        params: Mapping[str, object],
        *,
        team: Team | None = None,
        profile: BusinessProfile | None = None,
    ) -> "Scenario":
        said = Statement(id=message, params=frozen_params(params))
        return evolve(
            self,
            team=judged(team or self.team, self.catalogue),
            profile=profile or self.profile,
            steps=(*self.steps, said),
            name="",
        )

    # ------------------------------------------------------------------ how it is shown

    def document(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> Document:
        """Show the look at the team as it would be."""
        return self.look.document(lang, names=names)

    def title(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> str:
        """Say what was changed, in one line."""
        from commerce_roles.staffing.reporting import named

        speaker = Speaker(self.catalogue, lang)
        if self.name:
            return self.name
        said = [speaker.text(one.id, named(one, names or {})) for one in self.steps]
        return " ".join(said) or speaker.text("what_if.base")

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the look as plain data, with what was changed."""
        speaker = Speaker(self.catalogue, lang)
        steps = [{"id": one.id, "text": speaker.say(one)} for one in self.steps]
        return {**self.look.to_dict(lang), "steps": steps}

    def to_json(self, lang: str = "en") -> str:
        """Write the scenario as JSON, the same bytes for the same input."""
        return as_json(self.to_dict(lang))

    def to_frame(self) -> "pd.DataFrame":
        """Write what is covered as a data frame of pandas.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        return self.look.to_frame()

    def __str__(self) -> str:
        """Draw the look as text."""
        return to_text(self.document())

    def __repr__(self) -> str:
        """Say what was changed."""
        return f"<Scenario {self.title()}>"

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Give a notebook the look."""
        return bundle(self.document())


def scenario(  # noqa: PLR0913 options by name
    profile: BusinessProfile | Mapping[str, object],
    team: Team,
    *,
    level: str = "",
    catalogue: Catalogue | None = None,
    traits: bool = False,
    currency: str = "",
    rates: Mapping[str, Rate] | None = None,
) -> Scenario:
    """Begin with a business and a team as they are.

    Args:
        profile: What is known of the business; a mapping is read like a file.
        team: People, and who of them holds what.
        level: The level of service that is planned for; left out, the least.
        catalogue: The facts; the library's own where left out.
        traits: Whether traits are matched to people too.
        currency: In which costs are added; left out, the one they are told in.
        rates: What one unit of another currency is worth in euro, with the day.

    Raises:
        ProfileError: With every fault of the profile.
        TeamError: With every fault of the team.
        UnknownIdError: There is no such level.
    """
    facts = catalogue or load_catalogue()
    served = level or facts.levels[0]
    if served not in facts.levels:
        raise UnknownIdError("level of service", served, facts.levels)
    known = (
        profile if isinstance(profile, BusinessProfile) else profile_of(profile, catalogue=facts)
    )
    return Scenario(
        profile=known,
        team=judged(team, facts),
        level=served,
        traits=traits,
        currency=currency,
        catalogue=facts,
        rates=FrozenMap(rates or {}),
    )


def _trained(person: Person, skill: str, level: str, levels: Levels) -> Person:
    order = levels.proficiency
    held = person.skill(skill)
    if held is not None and held.level and order.index(held.level) >= order.index(level):
        return person
    others = [one for one in person.skills or () if one.skill != skill]
    return attrs.evolve(person, skills=[*others, SkillHeld(skill=skill, level=level)])


def _taught(person: Person, tag: str, step: str, levels: Levels) -> Person:
    order = list(levels.language_levels())
    told = dict(person.languages or {})
    if told.get(tag) and order.index(told[tag]) >= order.index(step):
        return person
    return attrs.evolve(person, languages={**told, tag: step})


def _grown(key: str, before: object, value: object) -> object:
    """Add to a set, multiply a number by `x2`, take all else as it is."""
    if isinstance(value, str) and value[:1] == "x" and value[1:].replace(".", "", 1).isdigit():
        if isinstance(before, bool) or not isinstance(before, int | float):
            message = f"{value} of what was not told as a number"
            raise InputError.of(message, path=key, remedy="write the number itself")
        grown = before * float(value[1:])
        return round(grown) if isinstance(before, int) else grown
    if is_collection(value) and (is_collection(before) or before is None):
        return sorted({*map(str, before or ()), *map(str, value)})
    return value
