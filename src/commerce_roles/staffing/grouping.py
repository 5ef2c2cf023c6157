"""A group of brands or countries: what is done once for all is counted once, people are pooled."""

from collections.abc import Mapping
from functools import cached_property

from attrs import evolve, field, frozen

from commerce_roles.assessment.assessing import assess
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.need import NOTHING
from commerce_roles.assessment.needing import served_at
from commerce_roles.assessment.needs import Needs
from commerce_roles.assessment.outcome import Estimate, frozen_params
from commerce_roles.assessment.reading import profile_of
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import (
    Alignment,
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    strong,
)
from commerce_roles.errors import Problem, ProfileError, TeamError
from commerce_roles.model import BusinessProfile, FrozenMap
from commerce_roles.staffing.pooling import less, pooled
from commerce_roles.structuring import is_mapping, shown

__all__ = ["Group", "group"]


@frozen(kw_only=True, repr=False, slots=False)
class Group(Result):
    """Several businesses of one house, staffed together."""

    profiles: FrozenMap[str, BusinessProfile]
    """The members, by name, in the order of the names."""
    level: str
    """The level of service that is planned for."""
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

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
        return pooled(tuple(self.members.values()), self.shared)

    def saved(self, level: str = "") -> Estimate:
        """Give the hours a month that doing things once saves.

        Args:
            level: The level of service; left out, the group's.
        """
        wanted = level or self.level
        alone = [
            need.hours_at(wanted) for needs in self.members.values() for need in needs.values()
        ]
        together = [need.hours_at(wanted) for need in self.needs.values()]
        return less(sum(alone, NOTHING), sum(together, NOTHING))

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

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the group as plain data in the form `group/1`."""
        return {
            "format": "group/1",
            "lang": lang,
            "level": self.level,
            "members": list(self.profiles),
            "done_once": sorted(self.shared),
            "saved_per_month": self.saved().as_numbers(),
            "hours": self.rows(),
        }

    def __repr__(self) -> str:
        """Name the members."""
        return f"<Group {', '.join(self.profiles)}>"


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
        TeamError: There are no members, or they have no names.
        ProfileError: With every fault of every profile, under its name.
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
    served = served_at(facts, level)
    given: object = profiles
    if not is_mapping(given):
        message = f"businesses by name are wanted, this is {shown(given)}"
        raise TeamError.of(message, remedy="give a mapping of names to businesses")
    if not profiles:
        raise TeamError.of("there are no businesses", remedy="give one at least, by name")
    known: dict[str, BusinessProfile] = {}
    problems: list[Problem] = []
    for name, told in sorted(profiles.items()):
        try:
            known[name] = _judged(told, facts)
        except ProfileError as error:
            problems += [evolve(one, path=f"{name}.{one.path}") for one in error.problems]
    if problems:
        raise ProfileError(problems)
    return Group(profiles=FrozenMap(known), level=served, catalogue=facts)


def _judged(told: BusinessProfile | Mapping[str, object], facts: Catalogue) -> BusinessProfile:
    profile = told if isinstance(told, BusinessProfile) else profile_of(told, catalogue=facts)
    judge(profile, facts)
    return profile


def _cell(needs: Needs, role: str, speaker: Speaker) -> str:
    if role not in needs:
        return ""
    return speaker.ends(needs[role].hours_at(needs.level))
