"""What if: a business and a team as they might be; every step gives a new scenario."""

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from commerce_roles.assessment.assessing import assess
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.needing import served_at
from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.assessment.reading import Rate, profile_of
from commerce_roles.assessment.recording import profile_data
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import TeamError, UnknownIdError
from commerce_roles.model import BusinessProfile, FrozenMap, Offer
from commerce_roles.model.person import Assignment, Person, Team
from commerce_roles.staffing.changing import given_out, grown, kept, supplier_of, taught, trained
from commerce_roles.staffing.forgetting import forget, nameless
from commerce_roles.staffing.judging import judged
from commerce_roles.staffing.matching import Levels, language_tag, match_skill
from commerce_roles.staffing.supposed import Supposed

__all__ = ["Scenario", "scenario"]


@frozen(kw_only=True, repr=False, slots=False)
class Scenario(Supposed):
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
        match = match_skill(self.catalogue, what)
        skill = match.id
        if skill:
            reached = levels.skill(level)
            if reached is None:
                raise TeamError.of(f"{level!r} is no level", remedy=levels.remedy(level))
            self._told(who, who.skills, "skills")
            learnt = trained(who, skill, reached, levels)
            params = {"person": person, "skill": skill, "level": reached}
            return self._step("what_if.train", params, team=self._with(learnt))
        tag = language_tag(self.catalogue, what)
        if not tag:
            known = sorted(self.catalogue.skills)
            raise UnknownIdError("skill or language", what, known, near=match.candidates)
        step = levels.language(level)
        if step is None:
            remedy = levels.remedy(level, "language")
            raise TeamError.of(f"{level!r} is no level of a language", remedy=remedy)
        self._told(who, who.languages, "languages")
        learnt = taught(who, tag, step, levels)
        params = {"person": person, "language": tag, "level_told": step}
        return self._step("what_if.train_language", params, team=self._with(learnt))

    def combine(self, person: str, role: str, *, hours: float | None = None) -> "Scenario":
        """Give somebody a role besides what they hold, and say so openly.

        Raises:
            UnknownIdError: There is no such person.
            TeamError: There is no such role, or they hold it already.
        """
        self._person(person)
        if any(one.person == person and one.role == role for one in self._assignments):
            message = f"{person} holds {role} already"
            raise TeamError.of(message, remedy="combine it with a role they do not hold")
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
        tasks = given_out(self.catalogue, role, offer)
        supplier = supplier_of(offer)
        rest = kept(self.catalogue, self._assignments, role, tasks)
        hours = None if offer is None else offer.hours
        given = Assignment(person=supplier.id, role=role, hours=hours, tasks=tasks)
        team = self._staffed([*self.team.people, supplier], [*rest, given])
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
            data[key] = grown(key, data.get(key), value)
        profile = profile_of(data, catalogue=self.catalogue)
        assess(profile, catalogue=self.catalogue)
        what = {key: data[key] for key in wanted}
        return self._step("what_if.grow", {"answers": what}, profile=profile)

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
            team=nameless(judged(team or self.team, self.catalogue)),
            profile=profile or self.profile,
            steps=(*self.steps, said),
            name="",
        )


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
    served = served_at(facts, level)
    known = (
        profile if isinstance(profile, BusinessProfile) else profile_of(profile, catalogue=facts)
    )
    judge(known, facts)
    return Scenario(
        profile=known,
        team=nameless(judged(team, facts)),
        level=served,
        traits=traits,
        currency=currency,
        catalogue=facts,
        rates=FrozenMap(rates or {}),
    )
