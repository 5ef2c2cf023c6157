"""What is said of the money of campaigns, and from which share on."""

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.label import Label
from commerce_roles.model.lint import Severity
from commerce_roles.model.reference import adjustable, to
from commerce_roles.showing import Displayed

__all__ = ["BudgetRule"]


@frozen(kw_only=True)
class BudgetRule(Displayed):
    """What is said of a campaign's money. How it is checked is code, all else stands here.

    An overlay may retire a rule, and it is checked no longer.
    """

    id: str
    label: Label
    """What is looked for, such as "the forecast is over the budget"."""
    severity: Severity
    """`error`: decide today; `warning`: look at it; `note`: worth knowing."""
    message: str = field(metadata=to("message"))
    """What is said where it is found."""
    limit: int | None = field(default=None, metadata=adjustable())
    """A number that the rule needs: a share of 100 of the budget, or days."""
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """Whoever answers for the first that there is decides."""
    evidence: Evidence = field(factory=Evidence)
