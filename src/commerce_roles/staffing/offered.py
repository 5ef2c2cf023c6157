"""What is seen of offers laid beside what may be given out: values only."""

from typing import Literal

from attrs import frozen

from commerce_roles.assessment.need import NOTHING, Needs
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import Offer
from commerce_roles.showing import Displayed
from commerce_roles.staffing.finding import Finding

__all__ = ["Compared", "OfferLook", "OfferedState", "TaskOffer"]

OfferedState = Literal["covered", "in_part", "left", "stays"]
"""`left`: not offered; `stays`: offered, and must not leave the house."""


@frozen(kw_only=True)
class TaskOffer(Displayed):
    """One task beside an offer."""

    task: str
    role: str
    state: OfferedState
    needed: int | None
    """How much a month there is of what its effort counts; None where that is not known."""
    amount: float | None
    """How much is offered; None: all there is, or nothing where it is not offered."""
    covered: Estimate
    """Hours a month that it would take off the business."""
    left: Estimate
    """Hours a month that would stay."""


@frozen(kw_only=True)
class OfferLook(Displayed):
    """One offer beside what is to be done."""

    offer: Offer
    tasks: tuple[TaskOffer, ...]
    price: float | None
    """A month, in the currency of the comparison; None where it was not told."""
    once: float | None
    """To be paid at the start; None where nothing was told."""
    findings: tuple[Finding, ...]
    """What to settle before signing, the heaviest first."""

    @property
    def covered(self) -> Estimate:
        """Hours a month that the offer would take off the business, no more than it sells."""
        hours = sum((task.covered for task in self.tasks), NOTHING)
        most = self.offer.hours
        if most is None:
            return hours
        return Estimate(min(hours.low, most), min(hours.typical, most), min(hours.high, most))

    @property
    def left(self) -> Estimate:
        """Hours a month that would stay with the business."""
        whole = sum((task.covered + task.left for task in self.tasks), NOTHING)
        taken = self.covered
        return Estimate(
            whole.low - taken.low, whole.typical - taken.typical, whole.high - taken.high
        )

    @property
    def per_hour(self) -> Estimate | None:
        """Price for an hour of covered work: low where the hours are high. None where unknown."""
        hours = self.covered
        if self.price is None or hours.typical <= 0:
            return None
        ends = (hours.high, hours.typical, hours.low or hours.typical)
        low, typical, high = (self.price / end for end in ends)
        return Estimate(low, typical, high)

    @property
    def beyond(self) -> tuple[str, ...]:
        """List what is offered and is no part of the work that is compared, in the order of ids."""
        asked = {task.task for task in self.tasks}
        return tuple(sorted(one.task for one in self.offer.tasks if one.task not in asked))

    def of(self, state: OfferedState) -> tuple[str, ...]:
        """List the tasks in one state."""
        return tuple(task.task for task in self.tasks if task.state == state)


@frozen(kw_only=True)
class Compared:
    """Offers side by side, in the order of their ids."""

    needs: Needs
    roles: tuple[str, ...]
    """The roles whose work is compared."""
    looks: tuple[OfferLook, ...]
    currency: str
    """Of all prices; empty where none was told."""

    def __getitem__(self, offer: str) -> OfferLook:
        """Give the look at one offer.

        Raises:
            UnknownIdError: There is no such offer.
        """
        found = {look.offer.id: look for look in self.looks}
        if offer not in found:
            raise UnknownIdError("offer", offer, found)
        return found[offer]

    @property
    def near_equal(self) -> tuple[str, ...]:
        """Offers whose price for a covered hour cannot be told from the lowest.

        They are those whose range, for the uncertainty of the hours alone, meets that of the offer
        with the lowest typical price; empty where there is only one.
        """
        priced = [(look.offer.id, look.per_hour) for look in self.looks]
        known = [(identifier, price) for identifier, price in priced if price is not None]
        if not known:
            return ()
        best = min((price for _, price in known), key=lambda price: price.typical)
        near = tuple(
            identifier
            for identifier, price in known
            if price.low <= best.high and best.low <= price.high
        )
        return near if len(near) > 1 else ()
