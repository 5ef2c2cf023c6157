"""A post put into words: what stands in a vacancy and in a brief. Values only."""

from attrs import frozen

from commerce_roles.assessment.need import LanguageNeed, SkillNeed, TaskNeed
from commerce_roles.assessment.outcome import Estimate

__all__ = ["Brief", "Vacancy"]


@frozen(kw_only=True)
class Vacancy:
    """A post to be filled."""

    roles: tuple[str, ...]
    level: str
    """The level of service it is planned for."""
    hours: Estimate
    """Hours a month."""
    full_post: float
    """Hours a month of a full post."""
    tasks: tuple[TaskNeed, ...]
    skills: tuple[SkillNeed, ...]
    """What excludes first, then by importance."""
    traits: tuple[str, ...]
    """Qualities that the post asks for, to be talked about and not scored."""
    languages: tuple[LanguageNeed, ...]
    reports_to: tuple[str, ...]
    """Roles, or the owner."""

    @property
    def must(self) -> tuple[SkillNeed, ...]:
        """What one must bring."""
        return tuple(skill for skill in self.skills if skill.necessity == "essential")

    @property
    def plus(self) -> tuple[SkillNeed, ...]:
        """What is a plus."""
        return tuple(skill for skill in self.skills if skill.necessity == "optional")

    @property
    def share(self) -> float:
        """The part of a full post that the typical hours make."""
        return self.hours.typical / self.full_post


@frozen(kw_only=True)
class Brief:
    """Work that is to be given out."""

    roles: tuple[str, ...]
    level: str
    """The level of service it is planned for."""
    hours: Estimate
    """Hours a month."""
    tasks: tuple[TaskNeed, ...]
    """What may be given out freely first, then what somebody inside approves."""
    stays: tuple[TaskNeed, ...]
    """What is not given out."""
    languages: tuple[LanguageNeed, ...]
    channels: tuple[str, ...]
    """Empty where they are not known."""
    skills: tuple[SkillNeed, ...]
