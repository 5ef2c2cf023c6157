"""The plan: a value that draws itself, and writes itself for calendars and spreadsheets."""

from typing import Any

from attrs import evolve, field, frozen

from commerce_roles.assessment.outcome import Statement
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.strategy.planning import reporting, writing
from commerce_roles.strategy.planning.planned import Planned
from commerce_roles.strategy.planning.writing import PlanForm
from commerce_roles.structuring import Export

__all__ = ["Plan"]


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Plan(Result, Planned):
    """A strategy on days; equal strategies and days give equal plans, and the same bytes."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def warned(self, warnings: tuple[Statement, ...]) -> "Plan":
        """Give the plan with what there is to mind."""
        return evolve(self, warnings=warnings)

    def document(self, lang: str = "en") -> Document:
        """Show the plan: when what is set up, what comes back, what is published, hours.

        Args:
            lang: The language of the texts.
        """
        return reporting.report(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Write the plan as plain data in the form `plan/1`, whichever language; days as texts."""
        del lang
        return writing.as_data(self)

    def rows(self, lang: str = "en") -> list[dict[str, object]]:
        """Write everything that stands on a day as flat rows: work, then what is published."""
        return writing.rows(self, Speaker(self.catalogue, lang))

    def to_csv(self, lang: str = "en") -> str:
        """Write the rows as CSV, with a header.

        Args:
            lang: The language of names.
        """
        return writing.as_csv(self, Speaker(self.catalogue, lang))

    def to_ics(self, lang: str = "en") -> str:
        """Write a calendar that other programs read (iCalendar, RFC 5545): whole days.

        Args:
            lang: The language of names.

        Raises:
            MissingPackageError: icalendar is not installed.
        """
        return writing.as_ics(self, Speaker(self.catalogue, lang))

    def export(self, form: PlanForm = "csv", *, lang: str = "en") -> Export:
        """Write the plan for other programs, and say what of it is not in there.

        Args:
            form: `csv` as of `to_csv`, `ics` as of `to_ics`.
            lang: The language of names.

        Raises:
            UnknownIdError: There is no such form.
            MissingPackageError: icalendar is not installed.
        """
        return writing.exported(self, form, Speaker(self.catalogue, lang))

    def __repr__(self) -> str:
        """Say from when to when, and how much there is."""
        return f"<Plan {self.start} to {self.end}: {len(self.entries)} entries>"
