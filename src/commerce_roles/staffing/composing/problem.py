"""The problem of composing a team, in whole numbers: frozen values that a solver reads exactly.

Hours are counted in tenths of an hour, money in mills (a tenth of a cent), so that an hourly rate
in cents is whole per tenth of an hour. People and posts are named by their place.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Final, Literal

from attrs import frozen

__all__ = [
    "AWAY",
    "MILLS",
    "PERCENT",
    "TENTHS",
    "Candidate",
    "Demand",
    "DemandKind",
    "Post",
    "Problem",
    "Requirement",
]

TENTHS: Final = 10
"""Units of time in an hour."""
MILLS: Final = 1000
"""Units of money in one unit of a currency."""
PERCENT: Final = 100
AWAY: Final = 2
"""Where anybody may be away, so many must bring what is required."""
TEAM: Final = -1
"""The post that stands for the whole team."""

DemandKind = Literal[
    "absence",
    "apart",
    "budget",
    "headcount",
    "hours",
    "inside",
    "onboarded",
    "outside",
    "outside_hours",
    "posts_each",
    "requirement",
]
RULES: Final[tuple[DemandKind, ...]] = ("apart", "onboarded", "outside", "posts_each")
"""Demands that forbid somebody to hold some posts together."""


@frozen(order=True)
class Demand:
    """One thing that is demanded of a team, such that it may be named, dropped or priced."""

    kind: DemandKind
    place: int = TEAM
    """The post, or the requirement; -1 for the whole team."""
    other: int = TEAM
    """The other post of two that are to be kept apart."""


@frozen(kw_only=True)
class Candidate:
    """Somebody who may be part of the team."""

    id: str
    month: int
    """What being part of the team costs a month, whatever the hours, in mills."""
    hour: int
    """What a tenth of an hour costs beside that, in mills; 0 for who is paid by the month."""
    capacity: int
    """Tenths of an hour a month."""
    posts: tuple[int, ...]
    """Posts that they may hold, in order."""
    brings: frozenset[int] = frozenset()
    """Requirements that they meet, where they hold the post."""
    outside: bool = False
    onboarded: bool = True
    waived: frozenset[tuple[int, int]] = frozenset()
    """Pairs of posts that are kept apart for others and may be in this one hand."""
    today: frozenset[int] = frozenset()
    """Posts that they hold today."""

    @property
    def content(self) -> tuple[object, ...]:
        """All that matters of them, without the name: the order in which people are tried."""
        return (
            self.month,
            self.hour,
            -self.capacity,
            self.posts,
            sorted(self.brings),
            self.outside,
            self.onboarded,
            sorted(self.waived),
            sorted(self.today),
            self.id,
        )


@frozen(kw_only=True)
class Post:
    """The work of one role."""

    role: str
    hours: int
    """Tenths of an hour a month."""
    inside: int = 0
    """Of these, those of work that stays inside."""


@frozen(kw_only=True)
class Requirement:
    """A skill or a language that somebody must have who holds a post, or anybody of the team."""

    kind: Literal["skill", "language"]
    id: str
    level: str = ""
    post: int = TEAM
    """The post; -1 where anybody of the team will do."""
    points: int = 0
    """What it weighs in coverage, in tenths of an hour."""


@frozen(kw_only=True, slots=False)
class Problem:
    """People who may be chosen, posts to be filled, and what is demanded of the team."""

    candidates: tuple[Candidate, ...]
    posts: tuple[Post, ...]
    requirements: tuple[Requirement, ...] = ()
    budget: int | None = None
    """Mills a month."""
    headcount: int | None = None
    posts_each: int | None = None
    """How many posts one person may hold."""
    apart: tuple[tuple[int, int], ...] = ()
    """Pairs of posts that are not to be in one hand."""
    outside: bool = True
    """Whether people from outside may be part of the team."""
    outside_hours: int | None = None
    """Tenths of an hour that people from outside give at most, all together."""
    onboarded: bool = False
    """Whether people from outside must have been taught the brand."""
    least: int = 0
    """Tenths of an hour that everybody gives at least to every post that they hold."""
    absence: int | None = None
    """Per cent of the hours that must still be there, and everything required, whoever is away;
    where hours and requirements are counted and not demanded, of what is counted."""

    def demands(self) -> Iterator[Demand]:
        """Give everything that is demanded, in order."""
        yield from sorted(self._demands())

    def _demands(self) -> Iterator[Demand]:
        for place, post in enumerate(self.posts):
            if post.hours:
                yield Demand("hours", place)
            if post.inside:
                yield Demand("inside", place)
        for place in range(len(self.requirements)):
            yield Demand("requirement", place)
        for kind, told in (
            ("budget", self.budget is not None),
            ("headcount", self.headcount is not None),
            ("posts_each", self.posts_each is not None),
            ("outside", not self.outside),
            ("outside_hours", self.outside_hours is not None),
            ("onboarded", self.onboarded),
            ("absence", self.absence is not None),
        ):
            if told:
                yield Demand(kind)  # type: ignore[arg-type] # one of the words above
        for pair in self.apart:
            yield Demand("apart", *pair)

    def least_of(self, post: int) -> int:
        """Give the tenths of an hour that whoever holds a post gives to it at least."""
        return min(self.least, self.posts[post].hours)

    @cached_property
    def bringers(self) -> tuple[tuple[int, ...], ...]:
        """Who meets each requirement, were they to hold its post."""
        found: list[list[int]] = [[] for _ in self.requirements]
        for place, candidate in enumerate(self.candidates):
            for requirement in candidate.brings:
                post = self.requirements[requirement].post
                if post == TEAM or post in candidate.posts:
                    found[requirement].append(place)
        return tuple(tuple(places) for places in found)

    @property
    def most(self) -> int:
        """Coverage in full: all hours, and what all requirements weigh, in tenths of an hour."""
        return sum(post.hours for post in self.posts) + sum(r.points for r in self.requirements)
