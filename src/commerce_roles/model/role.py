"""A post, as a job title names it."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.speech import Label
from commerce_roles.model.verdict import Verdict

__all__ = ["FirstStep", "Role"]


@frozen(kw_only=True)
class FirstStep:
    """One thing to begin with."""

    verdict: Verdict
    """The verdict from which on it is said, until the steps of a higher one."""
    when: Literal["monday", "week", "month"]
    message: str
    """The sentence that says it."""
    task: str
    """The task it begins."""


@frozen(kw_only=True)
class Role:
    """A post: what it is, where it stands, how sentences name it."""

    id: str
    label: Label
    area: str
    """Roles of one area plan and execute together."""
    reports_to: str
    """A role, or `owner`."""
    definition: Label
    phrases: FrozenMap[str, FrozenMap[str, str]]
    """Per language the forms `name`, `post`, `work` and `person`."""
    settings: FrozenMap[str, int] = FrozenMap()
    """Whole numbers that rules read by `setting(role, name)`."""
    first_steps: tuple[FirstStep, ...] = ()
    evidence: Evidence = field(factory=Evidence)
