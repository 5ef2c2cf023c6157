"""What a team lacks, and the ways to close each gap, the shortest first.

A way is as long as the catalogue's `closing` facts say: training by one step of level is the
measure. Ways of one length are equally good as far as anybody can tell; people stand in the order
of their ids.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from attrs import evolve, frozen

from commerce_roles.assessment.need import NOTHING, LanguageNeed, Need, SkillNeed, TaskNeed
from commerce_roles.assessment.outcome import Estimate, Statement, frozen_params
from commerce_roles.catalogue import Catalogue
from commerce_roles.model import FrozenMap
from commerce_roles.model.person import Person
from commerce_roles.model.role import GREATEST_IMPORTANCE
from commerce_roles.showing import Displayed
from commerce_roles.staffing.assigning import tasks_of
from commerce_roles.staffing.covering import Covering
from commerce_roles.staffing.fitting import Met, fit, language_met
from commerce_roles.staffing.framing import joined, spread
from commerce_roles.staffing.loading import Load
from commerce_roles.structuring import Tabled

__all__ = ["Gap", "How", "Way", "gaps"]

How = Literal["combine", "train", "give_out", "hire"]
_SHOWN_TASKS: Final = 4
_FREE: Final = "may_go"
_KINDS: Final = ("role", "language", "skill")
_LACKS: Final = ("missing", "short")


@frozen(kw_only=True)
class Way(Displayed):
    """One way to close a gap."""

    how: How
    person: str = ""
    """Who takes it on or is trained; empty where somebody new does it."""
    distance: int
    """How long the way is, in steps of training."""
    statement: Statement


@frozen(kw_only=True)
class Gap(Tabled):
    """One thing a team lacks, with the ways to close it."""

    kind: Literal["role", "skill", "language"]
    id: str
    role: str
    """The role that lacks it."""
    hours: Estimate | None = None
    """For a role: hours a month that are missing."""
    importance: int = GREATEST_IMPORTANCE
    """1, rarely used, to 5, decides success or failure."""
    statement: Statement
    ways: tuple[Way, ...] = ()
    """The shortest first."""

    @property
    def shortest(self) -> tuple[Way, ...]:
        """The ways than which none is shorter: several where nothing speaks for one of them."""
        return tuple(way for way in self.ways if way.distance == self.ways[0].distance)

    def rows(self) -> list[dict[str, object]]:
        """Write it as one flat row."""
        ways = dict.fromkeys(f"{way.how} {way.person}".strip() for way in self.shortest)
        return [
            {
                "kind": self.kind,
                "id": self.id,
                "role": self.role,
                "importance": self.importance,
                **spread("hours", self.hours),
                "shortest": joined(ways),
                "distance": self.ways[0].distance if self.ways else None,
            }
        ]


def gaps(covering: Covering, loads: Mapping[str, Load], catalogue: Catalogue) -> tuple[Gap, ...]:
    """List what a team lacks, role by role: hours, then languages and skills by importance."""
    closing = _Closing(covering, loads, catalogue)
    found: list[Gap] = []
    for need in covering.needs.values():
        found += sorted(closing.of(need), key=lambda gap: (_KINDS.index(gap.kind), -gap.importance))
    return tuple(found)


@frozen
class _Closing:
    covering: Covering
    loads: Mapping[str, Load]
    catalogue: Catalogue

    def of(self, need: Need) -> Iterator[Gap]:
        holders = [held.person for held in self.covering.posts.by_role[need.role]]
        yield from self._hours(need, holders)
        if not holders:
            return
        for skill in need.skills:
            met = [self.covering.met(person, need.role, skill) for person in holders]
            if skill.necessity == "essential" and all(m.standing in _LACKS for m in met):
                yield self._skill(need, skill, dict(zip(holders, met, strict=True)))
        for one in need.languages:
            met = [language_met(person, one, self.covering.needs) for person in holders]
            if one.necessity == "essential" and all(m.standing in _LACKS for m in met):
                yield self._language(need, one, dict(zip(holders, met, strict=True)))

    def _distance(self, how: How) -> int:
        return self.catalogue.closings[how].distance

    def _way(self, how: How, what: str, distance: int, person: str = "", **params: object) -> Way:
        if person:
            params["person"] = person
        evidence = self.catalogue.closings[how].evidence
        said = Statement(
            id=f"close.{how}.{what}",
            params=frozen_params(params),
            rule=f"closing.{how}",
            claims=evidence.claims,
            basis=evidence.basis or "assumption",
        )
        return Way(how=how, person=person, distance=distance, statement=said)

    def _gap(self, gap: Gap, ways: Iterator[Way]) -> Gap:
        order = sorted(
            ways, key=lambda way: (way.distance, self._distance(way.how), way.how, way.person)
        )
        return evolve(gap, ways=tuple(order))

    # ------------------------------------------------------------------ hours of a role

    def _hours(self, need: Need, holders: list[Person]) -> Iterator[Gap]:
        hours = need.hours_at(self.covering.needs.level)
        given, whole = self.covering.posts.given(need.role)
        missing = Estimate(*(max(0.0, h - given) for h in (hours.low, hours.typical, hours.high)))
        if hours.high <= 0 or (holders and (not whole or missing.typical <= 0)):
            return
        message = "gap.role_hours" if holders else "gap.role_open"
        params = {"post": need.role, "hours": missing.as_numbers()}
        gap = Gap(
            kind="role",
            id=need.role,
            role=need.role,
            hours=missing,
            statement=Statement(id=message, params=frozen_params(params)),
        )
        yield self._gap(gap, self._ways_for_hours(need, missing))

    def _ways_for_hours(self, need: Need, missing: Estimate) -> Iterator[Way]:
        for person in self.covering.team.people:
            way = self._combine(person, need, missing)
            if way is not None:
                yield way
        free = [t for t in tasks_of(need, self.covering.needs.level) if t.outside == _FREE]
        hours = sum((task.hours.get(self.covering.needs.level, NOTHING) for task in free), NOTHING)
        if hours.typical > 0:
            part = Estimate(
                min(hours.low, missing.low),
                min(hours.typical, missing.typical),
                min(hours.high, missing.high),
            )
            yield self._way(
                "give_out",
                "role",
                self._distance("give_out"),
                hours=part.as_numbers(),
                work=need.role,
            )
        share = round(100 * missing.typical / self.covering.needs.full_post)
        yield self._way("hire", "role", self._distance("hire"), work=need.role, share=max(1, share))

    def _combine(self, person: Person, need: Need, missing: Estimate) -> Way | None:
        """Let somebody take a role on who has the hours and may hold it beside their posts."""
        held = self.covering.posts.by_person[person.id]
        load = self.loads[person.id]
        spare = load.spare(self.covering.needs.level)
        if spare is None or spare.typical < missing.typical:
            return None
        pairs = [self.covering.needs.combination(role, need.role) for role in held]
        if any(pair is not None and not pair.allowed for pair in pairs):
            return None
        found = fit(person, need, self.covering.needs, traits=self.covering.traits)
        if found.standing == "excluded":
            return None
        learn = tuple(met.id for met in found.missing if met.kind == "skill")
        distance = self._distance("combine") + found.steps * self._distance("train")
        what = "role_train" if learn else "role"
        params: dict[str, object] = {"work": need.role, "spare": int(spare.typical)}
        if learn:
            params["skills"] = learn
        return self._way("combine", what, distance, person.id, **params)

    # ------------------------------------------------------------------ a skill, a language

    def _skill(self, need: Need, skill: SkillNeed, met: Mapping[Person, Met]) -> Gap:
        name = "gap.skill" if skill.level else "gap.skill_any"
        level = {"level": skill.level} if skill.level else {}
        params = {"post": need.role, "skill": skill.skill, **level}
        gap = Gap(
            kind="skill",
            id=skill.skill,
            role=need.role,
            importance=skill.importance,
            statement=Statement(
                id=name,
                params=FrozenMap(params),
                rule=f"requirement.{skill.requirement}" if skill.requirement else "",
                claims=self._claims(skill.requirement),
            ),
        )
        return self._gap(gap, self._ways_for_skill(need, skill, met))

    def _claims(self, requirement: str) -> tuple[str, ...]:
        found = self.catalogue.requirements.get(requirement)
        return () if found is None else found.evidence.claims

    def _ways_for_skill(
        self, need: Need, skill: SkillNeed, met: Mapping[Person, Met]
    ) -> Iterator[Way]:
        what = "skill" if skill.level else "skill_any"
        level = {"level": skill.level} if skill.level else {}
        for person, one in met.items():
            distance = one.steps * self._distance("train")
            yield self._way("train", what, distance, person.id, skill=skill.skill, **level)
        tasks = [
            task
            for task in tasks_of(need, self.covering.needs.level)
            if task.task and skill.skill in task.skills
        ]
        names = tuple(task.task for task in tasks[:_SHOWN_TASKS])
        if tasks:
            work = (task.hours.get(self.covering.needs.level, NOTHING) for task in tasks)
            hours = sum(work, NOTHING).typical
            for person in self._others(met, hours):
                if self.covering.met(person, need.role, skill).standing == "met":
                    distance = self._distance("combine")
                    yield self._way("combine", "skill", distance, person.id, tasks=names)
        if tasks and all(task.outside == _FREE for task in tasks):
            yield self._way("give_out", "skill", self._distance("give_out"), tasks=names)
        yield self._way("hire", "skill", self._distance("hire"), skill=skill.skill)

    def _language(self, need: Need, one: LanguageNeed, met: Mapping[Person, Met]) -> Gap:
        level = {"level": one.level} if one.level else {}
        message = "gap.language" if one.level else "gap.language_any"
        params = {"post": need.role, "language": one.language, **level}
        gap = Gap(
            kind="language",
            id=one.language,
            role=need.role,
            statement=Statement(id=message, params=FrozenMap(params)),
        )
        return self._gap(gap, self._ways_for_language(need, one, met))

    def _ways_for_language(
        self, need: Need, one: LanguageNeed, met: Mapping[Person, Met]
    ) -> Iterator[Way]:
        tag = one.language
        what = "language" if one.level else "language_any"
        level = {"level": one.level} if one.level else {}
        for person, asked in met.items():
            distance = asked.steps * self._distance("train")
            yield self._way("train", what, distance, person.id, language=tag, **level)
        for person in self._others(met):
            if language_met(person, one, self.covering.needs).standing == "met":
                distance = self._distance("combine")
                yield self._way("combine", "language", distance, person.id, language=tag)
        tasks: list[TaskNeed] = [t for t in need.tasks if t.outside == _FREE]
        if tasks:
            yield self._way("give_out", "language", self._distance("give_out"), language=tag)
        yield self._way("hire", "language", self._distance("hire"), language=tag)

    def _others(self, met: Mapping[Person, Met], hours: float = 0.0) -> Iterator[Person]:
        """Give the rest of the team, as far as they are not known to have too few hours left."""
        own = {person.id for person in met}
        for person in self.covering.team.people:
            spare = self.loads[person.id].spare(self.covering.needs.level)
            if person.id in own:
                continue
            if spare is None or (spare.typical > 0 and spare.typical >= hours):
                yield person
