"""A group of brands or countries: what is done once for all is counted once, people are pooled."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, field, fields, frozen

from commerce_roles.assessment.assessing import assess
from commerce_roles.assessment.need import (
    NOTHING,
    Hours,
    LanguageNeed,
    Need,
    Needs,
    PostNeed,
    SkillNeed,
    TaskNeed,
)
from commerce_roles.assessment.outcome import Combination, Estimate, frozen_params
from commerce_roles.assessment.reading import profile_of
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.display import (
    Alignment,
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    strong,
    to_text,
)
from commerce_roles.errors import TeamError, UnknownIdError
from commerce_roles.model import BusinessProfile, FrozenMap
from commerce_roles.staffing.framing import as_json, bundle
from commerce_roles.structuring import frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Group", "group"]


@frozen(kw_only=True, repr=False, slots=False)
class Group:
    """Several businesses of one house, staffed together."""

    profiles: FrozenMap[str, BusinessProfile]
    """The members, by name, in the order of the names."""
    level: str
    """The level of service that is planned for."""
    _catalogue: Catalogue | None = field(eq=False, default=None, alias="catalogue")

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
    def members(self) -> Mapping[str, Needs]:
        """What each member would have to staff by itself."""
        return {
            name: assess(profile, catalogue=self.catalogue).needs(self.level)
            for name, profile in self.profiles.items()
        }

    @cached_property
    def shared(self) -> frozenset[str]:
        """The tasks that a group does once."""
        return frozenset(t for one in self.catalogue.sharings.values() for t in one.tasks)

    @cached_property
    def needs(self) -> Needs:
        """What has to be staffed for all of them, with people pooled."""
        members = list(self.members.values())
        roles = sorted({role for needs in members for role in needs})
        pooled = {role: self._pooled(role) for role in roles}
        first = members[0]
        countries = {needs.country for needs in members}
        return evolve(
            first,
            roles=pooled,
            posts=tuple(_post(need, first.full_post) for need in pooled.values()),
            combinations=_combinations(members),
            channels=tuple(sorted({one for needs in members for one in needs.channels})),
            country=first.country if len(countries) == 1 else "",
        )

    def saved(self, level: str = "") -> Estimate:
        """Give the hours a month that doing things once saves.

        Args:
            level: The level of service; left out, the group's.
        """
        wanted = level or self.level
        alone = sum(
            (need.hours_at(wanted) for needs in self.members.values() for need in needs.values()),
            NOTHING,
        )
        together = sum((need.hours_at(wanted) for need in self.needs.values()), NOTHING)
        return _minus(alone, together)

    # ------------------------------------------------------------------ pooling

    def _pooled(self, role: str) -> Need:
        own = [needs[role] for needs in self.members.values() if role in needs]
        levels = own[0].hours
        lead = max(own, key=lambda need: need.verdict.rank)
        saved = {level: self._saved(own, level) for level in levels}
        months = sorted({month for need in own for month in need.peaks})
        return evolve(
            lead,
            hours=_added_less([need.hours for need in own], saved),
            peaks=FrozenMap(
                {
                    month: _added_less([n.peaks.get(month, n.hours) for n in own], saved)
                    for month in months
                }
            ),
            skills=_most_asked((skill for need in own for skill in need.skills), self.members),
            languages=_most_spoken((one for need in own for one in need.languages), self.members),
            language_skills=tuple(sorted({s for need in own for s in need.language_skills})),
            tasks=tuple(self._tasks(own)),
        )

    def _saved(self, own: list[Need], level: str) -> Estimate:
        """Give the hours of what is done once, beyond those of the member that needs the most."""
        found = NOTHING
        for task in sorted(self.shared):
            hours = [
                one.hours.get(level, NOTHING)
                for need in own
                for one in need.tasks
                if one.task == task
            ]
            if len(hours) > 1:
                most = Estimate(
                    max(h.low for h in hours),
                    max(h.typical for h in hours),
                    max(h.high for h in hours),
                )
                found += _minus(sum(hours, NOTHING), most)
        return found

    def _tasks(self, own: list[Need]) -> Iterable[TaskNeed]:
        by_task: dict[str, list[TaskNeed]] = {}
        for task in (task for need in own for task in need.tasks):
            by_task.setdefault(task.task, []).append(task)
        for identifier in sorted(by_task):
            parts = by_task[identifier]
            levels = dict.fromkeys(level for one in parts for level in one.hours)
            once = identifier in self.shared
            hours = {
                level: _joined([p.hours.get(level, NOTHING) for p in parts], once=once)
                for level in levels
            }
            amounts = {
                level: (max if once else sum)(p.amount.get(level, 0) for p in parts)
                for level in levels
            }
            yield evolve(parts[0], hours=FrozenMap(hours), amount=FrozenMap(amounts))

    # ------------------------------------------------------------------ how it is shown

    def document(self, lang: str = "en") -> Document:
        """Show what the group needs, beside what its members would need one by one."""
        speaker = Speaker(self.catalogue, lang)
        catalogue = self.catalogue
        hours = sum((need.hours_at(self.level) for need in self.needs.values()), NOTHING)
        params = {
            "count_members": len(self.profiles),
            "hours": hours.as_numbers(),
            "saved": self.saved().as_numbers(),
        }
        roles = list(self.needs)
        rows = [
            [name, *(_cell(needs, role, speaker) for role in roles)]
            for name, needs in self.members.items()
        ]
        total = [strong(capital(speaker.word("group", "title")))]
        total += [strong(_cell(self.needs, role, speaker)) for role in roles]
        right: Alignment = "right"
        once = [
            catalogue.label("task", task, lang)
            for task in sorted(self.shared)
            if sum(any(t.task == task for n in needs.values() for t in n.tasks_at(self.level))
                   for needs in self.members.values()) > 1
        ]  # fmt: skip
        blocks: list[Block] = [
            Paragraph([strong(speaker.text("group.lead", frozen_params(params)))]),
            Table(
                [speaker.word("group", "member"), *(speaker.role(role) for role in roles)],
                [*rows, total],
                alignments=("left", *(right for _ in roles)),
            ),
        ]
        if once:
            blocks += [Heading(capital(speaker.word("group", "shared"))), Bullets(once)]
        return Document(capital(speaker.word("group", "title")), blocks, lang=lang)

    def rows(self) -> list[dict[str, object]]:
        """Write hours as flat rows, of each member and role, and of all together."""
        return [
            {"member": name, "role": role, "level": level, **hours.as_numbers()}
            for name, needs in (*self.members.items(), ("", self.needs))
            for role, need in needs.items()
            for level, hours in need.hours.items()
        ]

    def to_frame(self) -> "pd.DataFrame":
        """Write hours as a data frame of pandas; the row without a member is all together.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        return frame(self.rows())

    def to_dict(self) -> dict[str, object]:
        """Write the group as plain data in the form `group/1`."""
        return {
            "format": "group/1",
            "level": self.level,
            "members": list(self.profiles),
            "done_once": sorted(self.shared),
            "saved_per_month": self.saved().as_numbers(),
            "hours": self.rows(),
        }

    def to_json(self) -> str:
        """Write the group as JSON, the same bytes for the same input."""
        return as_json(self.to_dict())

    def __str__(self) -> str:
        """Draw the group as text."""
        return to_text(self.document())

    def __repr__(self) -> str:
        """Name the members."""
        return f"<Group {', '.join(self.profiles)}>"

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Give a notebook the group."""
        return bundle(self.document())


def group(
    profiles: Mapping[str, BusinessProfile | Mapping[str, object]],
    *,
    level: str = "",
    catalogue: Catalogue | None = None,
) -> Group:
    """Put several businesses of one house together.

    Args:
        profiles: The members, by name; a mapping is read like a file.
        level: The level of service that is planned for; left out, the least.
        catalogue: The facts; the library's own where left out.

    Raises:
        TeamError: There are no members.
        ProfileError: With every fault of a profile.
        UnknownIdError: There is no such level.

    Examples:
        >>> brand = {"channels": ["instagram"], "monthly_orders": 300}
        >>> house = group({"one": brand, "other": brand}, level="standard")
        >>> alone = house.members["one"]["community_manager"].hours_at("standard")
        >>> together = house.needs["community_manager"].hours_at("standard")
        >>> alone.typical < together.typical < 2 * alone.typical
        True
    """
    facts = catalogue or load_catalogue()
    served = level or facts.levels[0]
    if served not in facts.levels:
        raise UnknownIdError("level of service", served, facts.levels)
    if not profiles:
        raise TeamError.of("there are no businesses", remedy="give one at least, by name")
    known = {
        name: profile
        if isinstance(profile, BusinessProfile)
        else profile_of(profile, catalogue=facts)
        for name, profile in sorted(profiles.items())
    }
    return Group(profiles=FrozenMap(known), level=served, catalogue=facts)


def _cell(needs: Needs, role: str, speaker: Speaker) -> str:
    if role not in needs:
        return ""
    hours = needs[role].hours_at(needs.level)
    low, typical, high = (round(end) for end in (hours.low, hours.typical, hours.high))
    return f"{speaker.number(typical)} ({speaker.number(low)}–{speaker.number(high)})"


def _minus(one: Estimate, other: Estimate) -> Estimate:
    return Estimate(one.low - other.low, one.typical - other.typical, one.high - other.high)


def _joined(hours: list[Estimate], *, once: bool) -> Estimate:
    if not once:
        return sum(hours, NOTHING)
    return Estimate(
        max(h.low for h in hours), max(h.typical for h in hours), max(h.high for h in hours)
    )


def _added_less(hours: list[Hours], saved: Mapping[str, Estimate]) -> Hours:
    return FrozenMap(
        {
            level: _minus(sum((one.get(level, NOTHING) for one in hours), NOTHING), less)
            for level, less in saved.items()
        }
    )


def _most_asked(skills: Iterable[SkillNeed], members: Mapping[str, Needs]) -> tuple[SkillNeed, ...]:
    needs = next(iter(members.values()))
    found: dict[str, SkillNeed] = {}
    for one in skills:
        other = found.get(one.skill, one)
        found[one.skill] = max(
            (other, one), key=lambda s: (s.necessity == "essential", needs.rank(s.level))
        )
    return tuple(found[skill] for skill in sorted(found))


def _most_spoken(
    languages: Iterable[LanguageNeed], members: Mapping[str, Needs]
) -> tuple[LanguageNeed, ...]:
    needs = next(iter(members.values()))
    found: dict[str, LanguageNeed] = {}
    for one in languages:
        other = found.get(one.language, one)
        found[one.language] = max(
            (other, one), key=lambda n: (n.necessity == "essential", needs.rank(n.level))
        )
    return tuple(found[tag] for tag in sorted(found))


def _combinations(members: list[Needs]) -> tuple[Combination, ...]:
    """Keep of each pair what is strictest: what one member forbids, the group forbids."""
    found: dict[tuple[str, str], Combination] = {}
    for one in (one for needs in members for one in needs.combinations):
        other = found.get(one.roles, one)
        found[one.roles] = min((other, one), key=lambda c: (c.allowed, not c.owner_accountable))
    return tuple(found[pair] for pair in sorted(found))


def _post(need: Need, full: float) -> PostNeed:
    def parts(hours: Estimate) -> Estimate:
        return Estimate(hours.low / full, hours.typical / full, hours.high / full)

    def of(work: str, free: str) -> Hours:
        levels = need.hours
        return FrozenMap(
            {
                level: sum(
                    (
                        task.hours.get(level, NOTHING)
                        for task in need.tasks
                        if (not work or task.work == work) and (not free or task.outside == free)
                    ),
                    NOTHING,
                )
                for level in levels
            }
        )

    return PostNeed(
        roles=(need.role,),
        sourcing=need.sourcing,
        hours=need.hours,
        fte=FrozenMap({level: parts(hours) for level, hours in need.hours.items()}),
        seat=of("seat", ""),
        skills=need.skills,
        languages=need.languages,
        peaks=need.peaks,
        given_out=of("", "may_go"),
    )
