"""The community, and what is published to it: values that draw and write themselves."""

from typing import Any

from attrs import field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.strategy.community import reporting, writing
from commerce_roles.strategy.community.member import Looked, Pressed

__all__ = ["Community", "PromotionCheck"]


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Community(Result, Looked):
    """A community in numbers: how good it is first, how large it is last; nobody's id."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show the community: quality, the profile, the ladder of loyalty, then counts.

        Args:
            lang: The language of the texts.
        """
        return reporting.report(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Write the community as plain data in the form `community/1`, whichever language."""
        del lang
        return writing.as_data(self, "community/1")

    def rows(self) -> list[dict[str, object]]:
        """Write one flat row for each figure: what it is, how many, and of 100."""
        return writing.figure_rows(self)

    def __repr__(self) -> str:
        """Say how many there are, and how many surely belong."""
        return f"<Community of {self.now.members}, {self.now.belongs.yes} surely belong>"


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class PromotionCheck(Result, Pressed):
    """What is published, and where more of it promotes than may."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show channels and months, those that are over first said.

        Args:
            lang: The language of the texts.
        """
        return reporting.promotion_report(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Write the check as plain data in the form `promotion/1`, whichever language."""
        del lang
        return writing.as_data(self, "promotion/1")

    def rows(self) -> list[dict[str, object]]:
        """Write one flat row for each channel and month."""
        return writing.month_rows(self)

    def __repr__(self) -> str:
        """Say how many months of channels are over."""
        over = sum(one.over_by > 0 for one in self.months)
        return f"<PromotionCheck: {over} of {len(self.months)} over>"
