"""A post, as a job title names it: what it is, what it does, what it asks of whoever holds it."""

from typing import Final, Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable, to
from commerce_roles.model.verdict import Verdict
from commerce_roles.model.work import Phase
from commerce_roles.showing import Displayed

__all__ = [
    "GREATEST_IMPORTANCE", "USUAL_IMPORTANCE", "Background", "Criterion", "Education", "FirstStep",
    "Requirement", "Responsibility", "Role",
]  # fmt: skip

USUAL_IMPORTANCE: Final = 3
"""Of a requirement that tells none: the middle of the scale."""
GREATEST_IMPORTANCE: Final = 5
"""Decides success or failure; 1 is rarely used."""


@frozen(kw_only=True)
class FirstStep(Displayed):
    """One thing to begin with."""

    verdict: Verdict
    """The verdict from which on it is said, until the steps of a higher one."""
    when: Literal["monday", "week", "month"]
    """When to do it."""
    message: str = field(metadata=to("message"))
    """The sentence that says it."""
    task: str = field(metadata=to("task"))
    """The task it begins."""


@frozen(kw_only=True)
class Role(Displayed):
    """A post: what it is, where it stands, how sentences name it."""

    id: str
    label: Label
    area: str
    """Roles of one area plan and execute together."""
    reports_to: str = field(metadata=to("party"))
    """A role, or `owner`."""
    definition: Label
    horizon: Literal["days", "quarters", "years"] = "quarters"
    """How far ahead the role looks: the day's work, a quarter's plan, a direction of years."""
    phrases: FrozenMap[str, FrozenMap[str, str]]
    """Per language the forms `name`, `post`, `work` and `person`."""
    settings: FrozenMap[str, int] = field(default=FrozenMap(), metadata=adjustable())
    """Whole numbers that rules read by `setting(role, name)`."""
    first_steps: tuple[FirstStep, ...] = ()
    """What to begin with, by verdict."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Requirement(Displayed):
    """What a post asks of whoever holds it: one skill, how much of it, and how badly."""

    id: str
    role: str = field(metadata=to("role"))
    """The post that asks."""
    skill: str = field(metadata=to("skill"))
    """What it asks for."""
    necessity: Literal["essential", "optional"]
    """`optional`: a plus."""
    level: str = field(default="", metadata=to("proficiency"))
    """A step of the catalogue's `proficiency` scale; empty where no degree is meant."""
    importance: int = field(default=USUAL_IMPORTANCE, metadata=adjustable())
    """1, rarely used, to 5, decides success or failure."""
    excludes: bool = False
    """Whether lacking it excludes, whatever else is there."""
    language_fields: tuple[str, ...] = field(default=(), metadata=to("field"))
    """For languages: the inputs of a business that say which."""
    languages: tuple[str, ...] = field(default=(), metadata=to("language"))
    """For languages: these, whatever the business is."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Responsibility(Displayed):
    """What a post answers for, and how."""

    id: str
    role: str = field(metadata=to("role"))
    """Who answers."""
    mode: Phase
    """How it answers: by planning, approving, executing, monitoring …"""
    area: str
    """The area of the role."""
    label: Label
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The tasks in which it is carried out."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Background(Displayed):
    """Where a holder of the post may come from."""

    id: str
    role: str = field(metadata=to("role"))
    """The post it leads to."""
    label: Label
    fit: Literal["suits", "needed", "not_enough"]
    """`not_enough`: it looks suitable, and is not by itself."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Education(Displayed):
    """What a holder of the post has learnt, or keeps learning."""

    id: str
    role: str = field(metadata=to("role"))
    """The post it serves."""
    label: Label
    when: Literal["before", "throughout"]
    """`before` one begins, or `throughout`."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Criterion(Displayed):
    """What to look at when the post is filled. It describes the post; it ranks nobody."""

    id: str
    role: str = field(metadata=to("role"))
    """The post that is filled."""
    label: Label
    weight: Literal["excludes", "must", "plus", "leans"]
    """`excludes`: without it no; `leans`: a default that other reasons may overturn."""
    skills: tuple[str, ...] = field(default=(), metadata=to("skill"))
    """The skills it looks at."""
    evidence: Evidence = field(factory=Evidence)
