"""The review of one cycle: a value that draws itself, and writes itself for other programs."""

from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.errors import DecisionError, UnknownIdError
from commerce_roles.strategy.tracking import reporting, writing
from commerce_roles.strategy.tracking.deciding import Decision, decide
from commerce_roles.strategy.tracking.reviewed import Reviewed
from commerce_roles.strategy.tracking.tracked import Proposal, ResultStanding

__all__ = ["CycleReview"]


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class CycleReview(Result, Reviewed):
    """How a strategy stands on a day: its key results, what is proposed, what moved the figures.

    Equal strategies and observations give equal reviews, and the same bytes.
    """

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def standing(self, identifier: str) -> ResultStanding:
        """Give how one key result stands.

        Args:
            identifier: The objective and the KPI, such as `loyalty.churn_rate`.

        Raises:
            UnknownIdError: The strategy has no such key result.
        """
        found = {one.id: one for one in reversed(self.standings)}
        if identifier not in found:
            raise UnknownIdError("key result", identifier, found)
        return found[identifier]

    def proposal(self, identifier: str) -> Proposal:
        """Give what is proposed about one key result.

        Raises:
            UnknownIdError: Nothing is proposed about it.
        """
        found = {one.id: one for one in self.proposals}
        if identifier not in found:
            raise UnknownIdError("proposal", identifier, found)
        return found[identifier]

    def decide(
        self,
        identifier: str,
        *,
        by: str,
        accept: bool,
        reason: str,
        day: date | None = None,
    ) -> "CycleReview":
        """Decide on a proposal, and give the review with a log that is longer by the decision.

        Args:
            identifier: The proposal.
            by: Who decides; it has to be whom the proposal names.
            accept: Whether it is carried out.
            reason: Why, in a sentence.
            day: When; the last day that the review looked at where left out.

        Raises:
            UnknownIdError: Nothing is proposed about it.
            DecisionError: It was decided before, or as `commerce_roles.strategy.decide` says.
        """
        before = [one for one in self.log.decisions if one.proposal.id == identifier]
        if before and identifier not in {one.id for one in self.proposals}:
            message = f"it was decided on {before[-1].day} as number {before[-1].number}"
            remedy = "wait until it is proposed again"
            raise DecisionError.of(message, path=identifier, remedy=remedy)
        proposal = self.proposal(identifier)
        log = decide(proposal, by=by, accept=accept, reason=reason, day=day, log=self.log)
        return evolve(self, log=log)

    @property
    def open(self) -> tuple[Proposal, ...]:
        """The proposals on which nothing was decided."""
        return tuple(one for one in self.proposals if self.log.on(one) is None)

    @property
    def decided(self) -> tuple[Decision, ...]:
        """What was decided on the proposals of this review, in the order of the log."""
        return tuple(one for one in self.log.decisions if one.proposal in self.proposals)

    def document(self, lang: str = "en") -> Document:
        """Show the review: how key results stand, what is to be decided, how it came about.

        Args:
            lang: The language of the texts.
        """
        return reporting.report(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Write the review as plain data in the form `review/1`; only drivers have names in it."""
        return writing.as_data(self, lang)

    def rows(self) -> list[dict[str, object]]:
        """Write the review as flat rows, one for each key result, as `track_table` does."""
        return [writing.standing_row(one, self.shop) for one in self.standings]

    def readings(self) -> list[dict[str, object]]:
        """Write every period of every key result as flat rows, for a data frame."""
        return writing.reading_rows(self)

    def __repr__(self) -> str:
        """Say of which day it is, and how many key results stand how."""
        states = [one.status for one in self.standings]
        told = ", ".join(f"{states.count(s)} {s}" for s in dict.fromkeys(states))
        return f"<CycleReview {self.day}: {told or 'no key results'}>"
