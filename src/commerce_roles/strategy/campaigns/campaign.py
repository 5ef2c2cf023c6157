"""Campaigns as they were told, and what is seen of their money: frozen values, exact amounts."""

from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from commerce_roles.assessment.outcome import Statement
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed

__all__ = [
    "Campaign", "CampaignSeen", "Campaigns", "CheckPoint", "MoneySeen", "Rate", "Seen", "Spending",
    "SpendingKind",
]  # fmt: skip

SpendingKind = Literal["spent", "committed", "refund"]


@frozen(kw_only=True)
class Campaign(Displayed):
    """A campaign and the money there is for it, from its first day to its last."""

    id: str
    name: str = ""
    """As people call it; empty: its id."""
    channel: str = field(default="", metadata=to("channel"))
    """Where it runs; empty: on several, or nobody has told."""
    start: date
    end: date
    """The last day; the same as the first where it is a single day."""
    budget: Decimal
    """0 or more, in the currency of all campaigns."""


@frozen(kw_only=True)
class Spending(Displayed):
    """Money that left, that is promised, or that came back."""

    day: date
    campaign: str
    """The id of the campaign."""
    amount: Decimal
    """More than 0, whatever its kind."""
    currency: str = field(default="", metadata=to("currency"))
    """ISO 4217; empty: that of the campaigns."""
    kind: SpendingKind = "spent"
    """`spent`: it left; `committed`: promised and not yet paid; `refund`: it came back."""
    reference: str = ""
    """The number of a receipt, which tells equal entries of one day apart."""


@frozen(kw_only=True)
class Rate(Displayed):
    """What one unit of another currency is worth, from a day on."""

    currency: str = field(metadata=to("currency"))
    rate: Decimal
    """In the currency of the campaigns; more than 0."""
    as_of: date
    """It holds from this day until the next that is told."""


@frozen(kw_only=True)
class Campaigns(Displayed):
    """All campaigns with what was spent on them, in one currency."""

    currency: str = field(default="EUR", metadata=to("currency"))
    """ISO 4217."""
    budget: Decimal | None = None
    """The money for all of them; None: nobody has told, and what each has is all there is."""
    campaigns: tuple[Campaign, ...] = ()
    spending: tuple[Spending, ...] = ()
    rates: tuple[Rate, ...] = ()


@frozen(kw_only=True)
class MoneySeen(Displayed):
    """The money of one campaign, of a channel, or of all of them."""

    budget: Decimal
    spent: Decimal
    """What left, less what came back."""
    committed: Decimal
    """What is promised and not yet paid."""
    low: Decimal
    """The lowest forecast of what is spent at the end."""
    forecast: Decimal
    """The typical one: as so far."""
    high: Decimal
    """The highest one."""

    @property
    def variance(self) -> Decimal:
        """What is left at the end by the typical forecast; less than 0: what is lacking."""
        return self.budget - self.forecast


@frozen(kw_only=True)
class CheckPoint(Displayed):
    """A control point of a campaign: from which amount on, when, and who looks."""

    point: str = field(metadata=to("control_point"))
    amount: Decimal
    """What is spent then."""
    party: str = field(metadata=to("party"))
    reached: date | None = None
    """The day on which that much was spent; None: not yet."""
    expected: date | None = None
    """The day on which it will be at the pace so far; None: reached, or not before the end."""


@frozen(kw_only=True)
class CampaignSeen(Displayed):
    """One campaign on one day."""

    id: str
    name: str
    channel: str = field(default="", metadata=to("channel"))
    days: int
    """From the first to the last."""
    gone: int
    """Days that have passed, today's among them."""
    money: MoneySeen
    planned: Decimal
    """What would be spent by today if every day had an equal part."""
    used_up: date | None = None
    """The first day on which more is spent than there is: as it was, or at the pace so far;
    None: not before the end."""
    earliest: date | None = None
    """The same at the highest pace."""
    points: tuple[CheckPoint, ...] = ()


@frozen(kw_only=True)
class Seen:
    """All campaigns on one day."""

    today: date
    currency: str = field(metadata=to("currency"))
    budget: Decimal | None = None
    """The money for all; None: nobody has told."""
    campaigns: tuple[CampaignSeen, ...] = ()
    channels: tuple[tuple[str, MoneySeen], ...] = ()
    """By channel; the empty one holds what runs on several."""
    whole: MoneySeen
    """All campaigns together: the sum, to the cent."""
    warnings: tuple[Statement, ...] = ()
    """What to mind, the gravest of each campaign, with who decides."""
    catalogue_hash: str = ""
