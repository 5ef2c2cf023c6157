"""The plan: a value that draws itself, and writes itself for calendars and spreadsheets."""

from typing import Any

from attrs import evolve, field, frozen

from commerce_roles.assessment.need import SupportsText
from commerce_roles.assessment.outcome import Statement
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import Document, to_text
from commerce_roles.staffing.attaching import Facts, facts_of, state_of, take_up
from commerce_roles.staffing.framing import as_json, bundle
from commerce_roles.strategy.planning import reporting, writing
from commerce_roles.strategy.planning.planned import Planned

__all__ = ["Plan"]


@frozen(kw_only=True, repr=False)
class Plan(Planned):
    """A strategy on days; equal strategies and days give equal plans, and the same bytes."""

    _catalogue: Facts = field(eq=False, default=None, alias="catalogue")

    def __getstate__(self) -> dict[str, object]:
        """Leave the catalogue behind; it is found again by its hash."""
        return state_of(self)

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take up the values again."""
        take_up(self, state)

    @property
    def catalogue(self) -> Catalogue:
        """The facts with the names; found again by their hash after unpickling.

        Raises:
            DetachedError: They are not the library's own, or have changed.
        """
        return facts_of(self._catalogue)

    def warned(self, warnings: tuple[Statement, ...]) -> "Plan":
        """Give the plan with what there is to mind."""
        return evolve(self, warnings=warnings)

    def document(self, lang: str = "en") -> Document:
        """Show the plan: when what is set up, what comes back, what is published, hours.

        Args:
            lang: The language of the texts.
        """
        return reporting.report(self, Speaker(self.catalogue, lang))

    def to_dict(self) -> dict[str, Any]:
        """Write the plan as plain data in the form `plan/1`; days as texts."""
        return writing.as_data(self)

    def to_json(self) -> str:
        """Write the plan as JSON in the form `plan/1`, the same bytes for the same plan."""
        return as_json(self.to_dict())

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

    def __str__(self) -> str:
        """Draw the plan as text."""
        return to_text(self.document())

    def __repr__(self) -> str:
        """Say from when to when, and how much there is."""
        return f"<Plan {self.start} to {self.end}: {len(self.entries)} entries>"

    def _repr_pretty_(self, printer: SupportsText, _cycle: object) -> None:
        """Say the same where values are printed one by one."""
        printer.text(repr(self))

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Give a notebook the plan."""
        return bundle(self.document())
