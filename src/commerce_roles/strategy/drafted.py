"""What a strategy holds, as frozen values: no language, no layout, nobody's name."""

from datetime import date
from decimal import Decimal

from attrs import field, frozen

from commerce_roles.assessment.need import NOTHING
from commerce_roles.assessment.outcome import Statement
from commerce_roles.model import Estimate
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed
from commerce_roles.strategy.goals import Goal

__all__ = [
    "Budget", "BudgetLine", "Choice", "Control", "Drafted", "FirstStep", "Hand", "Peak", "Work",
]  # fmt: skip

OWNER = "owner"
"""The party that is no role."""


@frozen(kw_only=True)
class Choice(Displayed):
    """A candidate that was weighed, chosen or not, and why."""

    selection: str = field(metadata=to("selection"))
    id: str
    """The objective, channel, format or tactic."""
    points: int = 0
    chosen: bool = True
    used: bool = False
    """Whether the business has it already."""
    reasons: tuple[Statement, ...] = ()
    claims: tuple[str, ...] = ()
    """What the articles say of it, whoever chooses."""


@frozen(kw_only=True)
class Peak(Displayed):
    """A month that is busier than others."""

    month: int
    """1 to 12."""
    hours: Estimate
    """Hours a month that the work takes then."""


@frozen(kw_only=True)
class Hand(Displayed):
    """One who does the work: the roles in one hand, and the hours there are."""

    roles: tuple[str, ...] = field(metadata=to("party"))
    """Roles that are held together, or `owner` alone."""
    hours: float | None = None
    """Hours a month; None: unknown."""
    needed: Estimate = NOTHING
    """Hours a month that the work takes at the level of the strategy."""
    peaks: tuple[Peak, ...] = ()
    """Busier months, in the order of the year."""

    @property
    def over(self) -> bool:
        """Whether the work takes more hours than there are."""
        return self.hours is not None and self.needed.typical > self.hours


@frozen(kw_only=True)
class Work(Displayed):
    """One piece of work, and by whom: RACI with every party a staffed role or the owner."""

    task: str = field(metadata=to("task"))
    responsible: str = field(metadata=to("party"))
    accountable: str = field(metadata=to("party"))
    consulted: tuple[str, ...] = field(default=(), metadata=to("party"))
    informed: tuple[str, ...] = field(default=(), metadata=to("party"))
    hours: Estimate
    """Hours a month."""
    amount: int = 1
    """How much there is of what the effort counts, in a month or a round."""
    governed_by: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The plans and policies of this strategy that it stands under."""
    approved_by: str = field(default="", metadata=to("party"))
    """For a plan: who approves it."""
    channels: tuple[str, ...] = field(default=(), metadata=to("channel"))
    """Where it is done, among the channels that were chosen."""


@frozen(kw_only=True)
class BudgetLine(Displayed):
    """Money that is kept for one thing."""

    share: str = field(metadata=to("budget_share"))
    amount: Decimal


@frozen(kw_only=True)
class Control(Displayed):
    """When spending is looked at, and who does it."""

    point: str = field(metadata=to("control_point"))
    spent: Decimal
    """The amount that is spent then."""
    party: str = field(metadata=to("party"))


@frozen(kw_only=True)
class Budget(Displayed):
    """Money for campaigns a month, shared out to the cent."""

    amount: Decimal
    currency: str = field(default="EUR", metadata=to("currency"))
    lines: tuple[BudgetLine, ...] = ()
    """They add up to the amount."""
    controls: tuple[Control, ...] = ()


@frozen(kw_only=True)
class FirstStep(Displayed):
    """Work of the first thirty days."""

    task: str = field(metadata=to("task"))
    week: int = 1
    """The week in which it begins, 1 to 4; 0: there are no hours for it in the first thirty days,
    and it comes after them."""
    until: int = 0
    """The week in which it ends; 0: of a routine, or unknown."""
    party: str = field(metadata=to("party"))
    hours: float = 0.0
    """Typical hours: of something done once all of them, of a routine those of a week."""
    routine: bool = False
    """Whether it comes back every week from then on."""


@frozen(kw_only=True)
class Drafted(Displayed):
    """What a business does, by whom, towards what, and with which hours and money."""

    level: str = field(metadata=to("level"))
    """The level of service that the hours allow."""
    start: date | None = None
    """The first day; None: whenever one begins."""
    goals: tuple[Goal, ...] = ()
    choices: tuple[Choice, ...] = ()
    """Everything that was weighed, in the order of selections, the best first."""
    hands: tuple[Hand, ...] = ()
    work: tuple[Work, ...] = ()
    """In an order in which it can be begun."""
    languages: tuple[str, ...] = ()
    """BCP 47 tags of what is published, that of the home market first; empty: nobody has told."""
    kpis: tuple[str, ...] = field(default=(), metadata=to("kpi"))
    """What to look at every week, most telling first."""
    budget: Budget | None = None
    """None: no money for campaigns, or nobody has told."""
    first_month: tuple[FirstStep, ...] = ()
    first_tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The ten to begin with."""
    warnings: tuple[Statement, ...] = ()
    catalogue_version: str = ""
    catalogue_hash: str = ""
    """The facts that it rests on."""

    def chosen(self, selection: str) -> tuple[str, ...]:
        """Give what one selection chose, the best first."""
        return tuple(c.id for c in self.choices if c.selection == selection and c.chosen)

    def hand_of(self, party: str) -> Hand | None:
        """Give whose hand a party is in; None for one that is not there."""
        return next((hand for hand in self.hands if party in hand.roles), None)
