"""What a team covers: roles, tasks, skills, KPIs and languages, by those who hold the posts.

Four states, from the least: `open`, nobody does it; `in_part`, somebody does and something that is
essential is missing; `uncertain`, only what was not told could be missing; `covered`. Adding a
person never lowers one.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from commerce_roles.assessment.need import NOTHING, Need, Needs, SkillNeed, TaskNeed
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.model.person import Person, Team
from commerce_roles.staffing.assigning import Held, Posts, tasks_of
from commerce_roles.staffing.covered import STATES, Cover, CoverKind, CoverState
from commerce_roles.staffing.fitting import Met, fit, language_met, skill_met

__all__ = ["Covering"]

_CAN: Final = ("no", "perhaps", "yes")
_ALL_HOURS: Final = 0.999
"""From this share on hours are whole, so that a rounded reservation is enough."""


@attrs.frozen(slots=False, eq=False)
class Covering:
    """Works out what a team covers."""

    team: Team
    needs: Needs
    traits: bool = False
    """Whether traits are matched too."""

    @cached_property
    def posts(self) -> Posts:
        """Who holds what."""
        return Posts(self.team, self.needs)

    def all(self) -> tuple[Cover, ...]:
        """Give what is covered of every kind: roles, tasks, skills, languages, KPIs."""
        return (*self.roles(), *self.tasks(), *self.skills(), *self.languages(), *self.kpis())

    # ------------------------------------------------------------------ what a person can do

    @cached_property
    def _met(self) -> dict[tuple[str, str, str], Met]:
        return {}

    def met(self, person: Person, role: str, skill: SkillNeed) -> Met:
        """Compare, once, what somebody has of a skill with what a role asks."""
        key = (person.id, role, skill.skill)
        if key not in self._met:
            self._met[key] = skill_met(person, skill, self.needs, traits=self.traits)
        return self._met[key]

    def can(self, person: Person, need: Need, task: TaskNeed) -> str:
        """Say whether a person can do a task: `yes`, `no`, or `perhaps` where it is not known."""
        asked = {skill.skill: skill for skill in need.skills}
        standings = [
            self.met(person, need.role, asked.get(skill, SkillNeed(skill=skill))).standing
            for skill in task.skills
            if skill not in need.language_skills
        ]
        if not set(need.language_skills).isdisjoint(task.skills):
            standings += [
                language_met(person, one, self.needs).standing
                for one in need.languages
                if one.necessity == "essential"
            ]
        if any(standing in ("missing", "short") for standing in standings):
            return "no"
        return "perhaps" if "unknown" in standings else "yes"

    # ------------------------------------------------------------------ kinds of cover

    def roles(self) -> Iterator[Cover]:
        """Give for each role whether it is held, with all hours and all that is essential."""
        for role, need in self.needs.items():
            holders = self.posts.by_role[role]
            hours = need.hours_at(self.needs.level)
            share = self._share(role, hours)
            fits = {held.person.id: self._fit(held.person, need) for held in holders}
            yield Cover(
                kind="role",
                id=role,
                roles=(role,),
                state=self._role_state(need, holders, share),
                by=tuple(person for person, found in fits.items() if found == "yes"),
                perhaps=tuple(person for person, found in fits.items() if found == "perhaps"),
                stand_ins=tuple(
                    person.id
                    for person in self.team.people
                    if person.id not in fits and self._fit(person, need) == "yes"
                ),
                hours=hours,
                share=share,
            )

    def _fit(self, person: Person, need: Need) -> str:
        standing = fit(person, need, self.needs, traits=self.traits).standing
        return {"fits": "yes", "may_fit": "perhaps"}.get(standing, "no")

    def _share(self, role: str, hours: Estimate) -> Estimate:
        given, whole = self.posts.given(role)
        low, typical, high = (
            min(1.0, given / need) if need > 0 else 1.0
            for need in (hours.high, hours.typical, hours.low)
        )
        return Estimate(low, typical, high if whole else 1.0)

    def _role_state(self, need: Need, holders: tuple[Held, ...], share: Estimate) -> CoverState:
        """Say whether holders together give a role all that is essential, and its hours."""
        if not holders:
            return "open"
        people = [held.person for held in holders]
        together = [
            _best([self.met(person, need.role, skill).standing for person in people])
            for skill in need.skills
            if skill.necessity == "essential"
        ]
        together += [
            _best([language_met(person, one, self.needs).standing for person in people])
            for one in need.languages
            if one.necessity == "essential"
        ]
        enough, known = share.typical >= _ALL_HOURS, self.posts.given(need.role)[1]
        if "no" in together or (known and not enough):
            return "in_part"
        return "covered" if enough and "perhaps" not in together else "uncertain"

    def tasks(self) -> Iterator[Cover]:
        """Give for each task whether somebody whose post it is can do it."""
        for role, need in self.needs.items():
            for task in tasks_of(need, self.needs.level):
                if not task.task:
                    continue
                holders = [h.person for h in self.posts.by_role[role] if h.does(task.task)]
                able = {person.id: self.can(person, need, task) for person in holders}
                others = (p for p in self.team.people if p.id not in able)
                yield Cover(
                    kind="task",
                    id=task.task,
                    roles=(role,),
                    state=_state(able.values()),
                    by=_who(able, "yes"),
                    perhaps=_who(able, "perhaps"),
                    stand_ins=tuple(p.id for p in others if self.can(p, need, task) == "yes"),
                    hours=task.hours.get(self.needs.level, NOTHING),
                )

    def skills(self) -> Iterator[Cover]:
        """Give for each skill whether every role that must have it has somebody who has it."""
        asking: dict[str, list[tuple[Need, SkillNeed]]] = {}
        for need in self.needs.values():
            for skill in need.skills:
                if self.traits or skill.kind != "trait":
                    asking.setdefault(skill.skill, []).append((need, skill))
        for identifier in sorted(asking):
            by_role: dict[str, tuple[bool, Mapping[str, str]]] = {}
            for need, one in asking[identifier]:
                met = {p.id: self.met(p, need.role, one).standing for p in self.team.people}
                by_role[need.role] = (one.necessity == "essential", {**met})
            yield self._asked("skill", identifier, by_role)

    def languages(self) -> Iterator[Cover]:
        """Give for each language whether every role that must have it has somebody who has it."""
        asking: dict[str, dict[str, tuple[bool, Mapping[str, str]]]] = {}
        for need in self.needs.values():
            for one in need.languages:
                met = {p.id: language_met(p, one, self.needs).standing for p in self.team.people}
                asked = asking.setdefault(one.language, {})
                asked[need.role] = (one.necessity == "essential", {**met})
        for tag in sorted(asking):
            yield self._asked("language", tag, asking[tag])

    def _asked(
        self, kind: CoverKind, identifier: str, asking: Mapping[str, tuple[bool, Mapping[str, str]]]
    ) -> Cover:
        """Put together what several roles ask for; those that must have it decide."""
        must = {role: met for role, (essential, met) in asking.items() if essential}
        deciding = must or {role: met for role, (_, met) in asking.items()}
        able: dict[str, str] = {}
        states: list[CoverState] = []
        others: set[str] = set()
        for role, met in deciding.items():
            held = {h.person.id: _ability(met[h.person.id]) for h in self.posts.by_role[role]}
            states.append(_state(held.values()))
            others |= {person for person, standing in met.items() if standing == "met"}
            for person, can in held.items():
                able[person] = max(can, able.get(person, "no"), key=_CAN.index)
        by = _who(able, "yes")
        return Cover(
            kind=kind,
            id=identifier,
            roles=tuple(sorted(asking)),
            state=_together(states),
            by=by,
            perhaps=_who(able, "perhaps"),
            stand_ins=tuple(sorted(others - set(by))),
            essential=bool(must),
        )

    def kpis(self) -> Iterator[Cover]:
        """Give for each KPI whether any work that moves it is covered."""
        moving: dict[str, list[Cover]] = {}
        kpis = {
            task.task: task.kpis
            for need in self.needs.values()
            for task in tasks_of(need, self.needs.level)
        }
        for cover in self.tasks():
            for kpi in kpis[cover.id]:
                moving.setdefault(kpi, []).append(cover)
        for kpi in sorted(moving):
            covers = moving[kpi]
            yield Cover(
                kind="kpi",
                id=kpi,
                roles=tuple(sorted({role for cover in covers for role in cover.roles})),
                state=_most(covers),
                by=tuple(sorted({person for cover in covers for person in cover.by})),
                perhaps=tuple(sorted({person for cover in covers for person in cover.perhaps})),
                stand_ins=tuple(sorted({p for cover in covers for p in cover.stand_ins})),
            )


def _ability(standing: str) -> str:
    if standing in ("met", "not_matched"):
        return "yes"
    return "perhaps" if standing == "unknown" else "no"


def _best(standings: Iterable[str]) -> str:
    return max((_ability(standing) for standing in standings), key=_CAN.index, default="no")


def _state(able: Iterable[str]) -> CoverState:
    found = list(able)
    if not found:
        return "open"
    return STATES[1 + _CAN.index(max(found, key=_CAN.index))]


def _most(covers: list[Cover]) -> CoverState:
    return STATES[max(STATES.index(cover.state) for cover in covers)]


def _together(states: list[CoverState]) -> CoverState:
    """Join the states of several roles: the least; but where one has something it is in part."""
    least, most = min(states, key=STATES.index), max(states, key=STATES.index)
    return "in_part" if least == "open" and most != "open" else least


def _who(able: Mapping[str, str], can: str) -> tuple[str, ...]:
    return tuple(sorted(person for person, found in able.items() if found == can))
