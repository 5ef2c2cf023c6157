"""What a survey of a table finds, as values."""

from attrs import frozen

from commerce_roles.catalogue import VERDICTS
from commerce_roles.model import Estimate, Verdict
from commerce_roles.showing import Displayed

__all__ = ["AskedMost", "Findings", "Part", "RuleShare", "Share"]


@frozen(kw_only=True)
class Share(Displayed):
    """The businesses that got one verdict about one role."""

    role: str
    verdict: Verdict
    businesses: int
    decided: int
    """How many of them keep it whatever the missing answers are."""
    hours: Estimate
    """Hours a month of all of them together, at the lowest level of service."""


@frozen(kw_only=True)
class Part(Displayed):
    """The businesses of one part of a segment: of a sector, a country, a class of size."""

    segment: str
    part: str
    """A word of the field, `10-49` for a class of numbers; empty where it was not told."""
    businesses: int
    shares: tuple[Share, ...]

    def share_of(self, role: str, *verdicts: str) -> int:
        """Count the businesses that got one of some verdicts about a role."""
        return sum(s.businesses for s in self.shares if s.role == role and s.verdict in verdicts)


@frozen(kw_only=True)
class RuleShare(Displayed):
    """How often a rule fires, and how often the verdict would be another without it."""

    role: str
    table: str
    rule: str
    gives: int | str
    """Points, or the verdict that it demands or allows."""
    fires: int
    decides: int


@frozen(kw_only=True)
class AskedMost(Displayed):
    """What one more answer would bring, on the rows that were tried."""

    field: str
    missing: int
    """Of how many businesses it is not known."""
    tried: int
    """On how many of these it was tried: some that are not decided, spread over the table."""
    decides: int
    """How many of those tried would surely be decided for some role more, if the answer were the
    best estimate; found by bounds, so that there may be more."""
    narrows: float
    """By how many points a range of scores would narrow on average, over roles."""


@frozen(kw_only=True, getstate_setstate=False)
class Findings:
    """All that is counted of a table."""

    businesses: int
    rejected: int = 0
    """How many rows of a file were left out, because something in them is wrong."""
    shares: tuple[Share, ...] = ()
    """By role and verdict, the strongest first; all of them, those of nobody too."""
    parts: tuple[Part, ...] = ()
    """By segment; in each, most businesses first, classes of numbers in their order."""
    rules: tuple[RuleShare, ...] = ()
    """By role, what decides most first; rules that never fire are left out."""
    asked: tuple[AskedMost, ...] = ()
    """What would decide most first."""
    full_post: float
    """Hours a month of a full post."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles, in order."""
        return tuple(dict.fromkeys(share.role for share in self.shares))

    def of(self, role: str) -> tuple[Share, ...]:
        """Give the shares of one role, the strongest verdict first."""
        return tuple(share for share in self.shares if share.role == role)

    def count(self, role: str, *verdicts: str) -> int:
        """Count the businesses that got one of some verdicts about a role."""
        return sum(share.businesses for share in self.of(role) if share.verdict in verdicts)

    def decided(self, role: str) -> float | None:
        """Give the share of businesses of which a role is decided; None where there are none."""
        if not self.businesses:
            return None
        return sum(share.decided for share in self.of(role)) / self.businesses

    def fte(self, role: str, *verdicts: str) -> float:
        """Give the typical hours of businesses with some verdicts, in full posts."""
        own = [share for share in self.of(role) if share.verdict in (verdicts or VERDICTS.levels)]
        return sum(share.hours.typical for share in own) / self.full_post
