"""What a survey of a table found."""

from collections.abc import Iterator

from attrs import field, frozen

from commerce_roles.catalogue import VERDICTS
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.model import Estimate, Verdict

__all__ = ["AskedMost", "Part", "RuleShare", "Share", "Survey"]


@frozen(kw_only=True)
class Share:
    """The businesses that got one verdict about one role."""

    role: str
    verdict: Verdict
    businesses: int
    decided: int
    """How many of them keep it whatever the missing answers are."""
    hours: Estimate
    """Hours a month of all of them together, at the lowest level of service."""


@frozen(kw_only=True)
class Part:
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
class RuleShare:
    """How often a rule fires, and how often the verdict would be another without it."""

    role: str
    table: str
    rule: str
    gives: int | str
    """Points, or the verdict that it demands or allows."""
    fires: int
    decides: int


@frozen(kw_only=True)
class AskedMost:
    """What one more answer would bring, on the rows that were tried."""

    field: str
    missing: int
    """Of how many businesses it is not known."""
    tried: int
    """On how many of these it was tried: some that are not decided, spread over the table."""
    decides: int
    """How many of those tried would be decided for some role more, if the answer were the best
    estimate."""
    narrows: float
    """By how many points a range of scores would narrow on average, over roles."""


@frozen(kw_only=True, getstate_setstate=False)
class Survey(Result):
    """How many businesses of a table need which role, by what rules, and how sure that is."""

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
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

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

    def document(self, lang: str = "en") -> Document:
        """Show the survey, with pictures."""
        from commerce_roles.assessment.surveying.reporting import document

        return document(self, lang)

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the survey as plain data, in the form `survey/1`."""
        from commerce_roles.assessment.surveying.reporting import plain_survey

        return plain_survey(self, lang)

    def rows(self) -> list[dict[str, object]]:
        """Write the shares as flat rows: of all businesses, and of each part."""
        whole = Part(segment="", part="", businesses=self.businesses, shares=self.shares)
        return [row for part in (whole, *self.parts) for row in _rows(part, self.full_post)]


def _rows(part: Part, full_post: float) -> Iterator[dict[str, object]]:
    for share in part.shares:
        yield {
            "segment": part.segment or None,
            "part": part.part or None,
            "role": share.role,
            "verdict": share.verdict.value,
            "businesses": share.businesses,
            "of": part.businesses,
            "decided": share.decided,
            "hours_low": share.hours.low,
            "hours_typical": share.hours.typical,
            "hours_high": share.hours.high,
            "fte": share.hours.typical / full_post,
        }
