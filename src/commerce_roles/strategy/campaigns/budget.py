"""The money of campaigns on a day: a value that draws and writes itself."""

from typing import Any

from attrs import field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.strategy.campaigns import reporting, writing
from commerce_roles.strategy.campaigns.campaign import Seen

__all__ = ["BudgetLook"]


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class BudgetLook(Result, Seen):
    """What is spent, promised and to be expected, by campaign, by channel, and in all."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show the money: warnings, budget, spent and forecast of each campaign, control points.

        Args:
            lang: The language of the texts.
        """
        return reporting.report(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Write the look as plain data in the form `budget/1`, whichever language."""
        del lang
        return writing.as_data(self)

    def rows(self) -> list[dict[str, object]]:
        """Write one flat row for each campaign, each channel, and the whole; amounts as texts."""
        return writing.rows(self)

    def __repr__(self) -> str:
        """Say what is spent of what there is."""
        return f"<BudgetLook {self.whole.spent} of {self.whole.budget} {self.currency}>"
