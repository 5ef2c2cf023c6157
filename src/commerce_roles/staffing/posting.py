"""A post put into words for those who might fill it: the vacancy, and the brief for outside help.

They describe work, never a person one would like; what is asked for is what the catalogue asks of
the post, with its evidence.
"""

from collections.abc import Iterable

from attrs import field, frozen

from commerce_roles.assessment.need import (
    NOTHING,
    LanguageNeed,
    Need,
    Needs,
    SkillNeed,
    TaskNeed,
)
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.errors import TeamError
from commerce_roles.staffing import posts_contract, posts_reporting
from commerce_roles.staffing.assigning import tasks_of
from commerce_roles.staffing.posted import Brief as _Brief
from commerce_roles.staffing.posted import Vacancy as _Vacancy

__all__ = ["Brief", "Vacancy", "brief", "vacancy"]

_STAYS = "stays"
_FREE = "may_go"
_TRAIT = "trait"


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Vacancy(Result, _Vacancy):
    """A post to be filled: what is done, what it asks for, what is a plus."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Write the vacancy out."""
        return posts_reporting.vacancy(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the vacancy as plain data in the form `vacancy/1`."""
        return posts_contract.vacancy_data(self, Speaker(self.catalogue, lang))

    def rows(self) -> list[dict[str, object]]:
        """Write what is asked for as flat rows."""
        return posts_contract.asked_rows(self.skills, self.languages)

    def __repr__(self) -> str:
        """Say for which roles it is."""
        return f"<Vacancy {', '.join(self.roles)}>"


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Brief(Result, _Brief):
    """What a supplier is asked to offer: the work, what stays inside, what the offer must say."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Write the brief out."""
        return posts_reporting.brief(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the brief as plain data in the form `brief/1`."""
        return posts_contract.brief_data(self, Speaker(self.catalogue, lang))

    def rows(self) -> list[dict[str, object]]:
        """Write the tasks as flat rows."""
        return posts_contract.task_rows(self)

    def __repr__(self) -> str:
        """Say for which roles it is."""
        return f"<Brief {', '.join(self.roles)}>"


def vacancy(
    needs: Needs,
    *roles: str,
    hours: Estimate | None = None,
    catalogue: Catalogue | None = None,
) -> Vacancy:
    """Describe a post to be filled.

    Args:
        needs: What has to be staffed.
        roles: The roles of the post: one, or those that one person is to hold.
        hours: Hours a month, such as those of a `Gap`; left out, all that the roles take.
        catalogue: The facts; the library's own where left out.

    Raises:
        UnknownIdError: There is no such role.
        TeamError: No role is named.

    Examples:
        >>> from commerce_roles import assess
        >>> needs = assess({"channels": ["instagram"], "monthly_orders": 900}).needs()
        >>> post = vacancy(needs, "ecommerce_manager")
        >>> post.must[0].skill, post.must[0].level, post.must[0].excludes
        ('tech', 'advanced', True)
    """
    facts = catalogue or load_catalogue()
    wanted = _wanted(needs, roles)
    skills = _joined_skills(needs, wanted)
    return Vacancy(
        roles=tuple(need.role for need in wanted),
        level=needs.level,
        hours=hours or _hours(wanted, needs.level),
        full_post=needs.full_post,
        tasks=_tasks(wanted, needs.level),
        skills=tuple(skill for skill in skills if skill.kind != _TRAIT),
        traits=tuple(skill.skill for skill in skills if skill.kind == _TRAIT),
        languages=_joined_languages(needs, wanted),
        reports_to=tuple(dict.fromkeys(n.reports_to for n in wanted if n.reports_to not in roles)),
        catalogue=facts,
    )


def brief(needs: Needs, *roles: str, catalogue: Catalogue | None = None) -> Brief:
    """Describe work that is to be given out, for suppliers to answer with an offer.

    Args:
        needs: What has to be staffed.
        roles: The roles whose work it is.
        catalogue: The facts; the library's own where left out.

    Raises:
        UnknownIdError: There is no such role.
        TeamError: No role is named.

    Examples:
        >>> from commerce_roles import assess
        >>> shop = {"channels": ["instagram"], "existing_roles": {"community_manager": 1}}
        >>> asked = brief(assess(shop).needs("standard"), "social_media_manager")
        >>> "lead_community_manager" in [task.task for task in asked.stays]
        True
    """
    facts = catalogue or load_catalogue()
    wanted = _wanted(needs, roles)
    tasks = _tasks(wanted, needs.level)
    out = tuple(task for task in tasks if task.outside != _STAYS)
    order = sorted(out, key=lambda task: (task.outside != _FREE, task.task))
    hours = (task.hours.get(needs.level, NOTHING) for task in out)
    return Brief(
        roles=tuple(need.role for need in wanted),
        level=needs.level,
        hours=sum(hours, NOTHING),
        tasks=tuple(order),
        stays=tuple(task for task in tasks if task.outside == _STAYS),
        languages=_joined_languages(needs, wanted),
        channels=needs.channels,
        skills=tuple(s for s in _joined_skills(needs, wanted) if s.kind != _TRAIT),
        catalogue=facts,
    )


def _wanted(needs: Needs, roles: tuple[str, ...]) -> list[Need]:
    if not roles:
        raise TeamError.of("no role is named", remedy=f"name one of {', '.join(needs)}")
    return [needs[role] for role in dict.fromkeys(roles)]


def _hours(needs: Iterable[Need], level: str) -> Estimate:
    return sum((need.hours_at(level) for need in needs), NOTHING)


def _tasks(needs: Iterable[Need], level: str) -> tuple[TaskNeed, ...]:
    return tuple(task for need in needs for task in tasks_of(need, level) if task.task)


def _joined_skills(needs: Needs, wanted: list[Need]) -> tuple[SkillNeed, ...]:
    """Give of each skill what the role asks that asks the most, the most important first."""
    found: dict[str, SkillNeed] = {}
    for skill in (skill for need in wanted for skill in need.skills):
        other = found.get(skill.skill, skill)
        found[skill.skill] = max(
            (other, skill),
            key=lambda s: (s.necessity == "essential", needs.rank(s.level), s.importance),
        )
    order = sorted(found.values(), key=lambda s: (not s.excludes, -s.importance, s.skill))
    return tuple(order)


def _joined_languages(needs: Needs, wanted: list[Need]) -> tuple[LanguageNeed, ...]:
    found: dict[str, LanguageNeed] = {}
    for one in (one for need in wanted for one in need.languages):
        other = found.get(one.language, one)
        found[one.language] = max(
            (other, one), key=lambda n: (n.necessity == "essential", needs.rank(n.level))
        )
    return tuple(found[tag] for tag in sorted(found))
