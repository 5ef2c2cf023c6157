"""Members as they were told, and what is counted of them: frozen values, no language."""

from datetime import date

from attrs import field, frozen

from commerce_roles.assessment.outcome import Statement
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed
from commerce_roles.strategy.planning.promoting import PromotionMonth

__all__ = [
    "Counted", "Counts", "Judged", "Looked", "Members", "Move", "Pressed", "Standing", "Told",
]  # fmt: skip

Told = bool | int | None
"""A cell: yes or no, a count, or unknown."""


@frozen(kw_only=True)
class Members(Displayed):
    """A table of members: an id that says nothing, and counts of what they do."""

    ids: tuple[str, ...]
    columns: tuple[str, ...] = field(metadata=to("member_column"))
    """The declared columns that the table has."""
    rows: tuple[tuple[Told, ...], ...]
    """One for each id, in the order of `columns`."""
    dropped: tuple[str, ...] = ()
    """Columns that were left out, as the caller asked."""


@frozen(kw_only=True)
class Judged:
    """What is known of one member: no score and no rank, only what is met and what is not told."""

    id: str
    met: tuple[bool | None, ...]
    """One answer for each test, in the order of the catalogue's; None: not told."""
    belongs: bool | None
    """Whether every part of the profile is met; None: cannot be said yet."""
    steps: tuple[str, ...] = field(metadata=to("loyalty_step"))
    """The steps on which the member may stand, lowest first: one where all is told; empty for a
    member that stands on none."""


@frozen(kw_only=True)
class Counted(Displayed):
    """How many members meet a condition."""

    yes: int
    no: int
    unknown: int

    @property
    def share(self) -> float | None:
        """The members who surely meet it, of 100; None where there are no members."""
        whole = self.yes + self.no + self.unknown
        return 100 * self.yes / whole if whole else None

    @property
    def most_share(self) -> float | None:
        """The same if all that is unknown meets it."""
        whole = self.yes + self.no + self.unknown
        return 100 * (self.yes + self.unknown) / whole if whole else None


@frozen(kw_only=True)
class Standing(Displayed):
    """How many members stand on a step of loyalty."""

    step: str = field(metadata=to("loyalty_step"))
    here: int
    """Members who surely stand on it, and on none above."""
    reached: Counted
    """Members who have reached it, whether or not they went on."""


@frozen(kw_only=True)
class Counts(Displayed):
    """A community in numbers, without anybody's id."""

    members: int
    belongs: Counted
    tests: tuple[tuple[str, Counted], ...]
    """By test, in the order of the catalogue's."""
    steps: tuple[Standing, ...]
    """From the lowest step up."""
    undecided: int
    """Members of whom it is not told on which step they stand."""
    untold: tuple[str, ...] = field(default=(), metadata=to("member_column"))
    """Columns that tests ask for and nobody told of any member."""

    def test(self, name: str) -> Counted:
        """Give the counts of one test.

        Raises:
            KeyError: There is no test of that id.
        """
        return dict(self.tests)[name]


@frozen(kw_only=True)
class Move(Displayed):
    """How many members went from one step to another between two tables."""

    start: str
    """The step before; empty: joined since."""
    end: str
    """The step now; empty: gone since."""
    members: int


@frozen(kw_only=True)
class Looked:
    """A community as it is, and how it came there."""

    now: Counts
    before: Counts | None = None
    moves: tuple[Move, ...] = ()
    """From the lowest step up; those whose step is not told, then or now, are not among them."""
    unfollowed: int = 0
    """Members in either table whose step is not told in one of them."""
    dropped: tuple[str, ...] = ()
    warnings: tuple[Statement, ...] = ()
    catalogue_hash: str = ""


@frozen(kw_only=True)
class Pressed:
    """What is published, and how much of it promotes, channel by month."""

    start: date | None
    """The day of the first piece; None: there is none."""
    months: tuple[PromotionMonth, ...] = ()
    percent: int | None = None
    """The largest share that may promote; None: the facts have no cap."""
    warnings: tuple[Statement, ...] = ()
    catalogue_hash: str = ""
