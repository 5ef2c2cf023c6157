"""How much of what is published may promote: the cap of the catalogue, channel by month."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import field, frozen

from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Guardrail
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed
from commerce_roles.strategy.planning.planned import Slot

__all__ = [
    "Piece",
    "PromotionMonth",
    "allowed",
    "cap_of",
    "pieces_of",
    "promotion_months",
    "promotion_said",
]


@frozen
class Piece:
    """One thing that is published."""

    day: date
    channel: str = field(metadata=to("channel"))
    promotes: bool | None
    """None: nobody has told."""


@frozen(kw_only=True)
class PromotionMonth(Displayed):
    """What one channel publishes in one month, and how much of it promotes."""

    month: date
    """Its first day."""
    channel: str = field(metadata=to("channel"))
    pieces: int
    promoting: int
    """Pieces of which it is known that they promote."""
    unknown: int = 0
    """Pieces of which nobody has told."""
    allowed: int
    """Pieces that may promote: the share of the cap, rounded up to a whole piece."""

    @property
    def over_by(self) -> int:
        """How many promotional pieces are surely too many."""
        return max(0, self.promoting - self.allowed)

    @property
    def may_be_over_by(self) -> int:
        """How many are too many if all that is unknown promotes."""
        return max(0, self.promoting + self.unknown - self.allowed)


def cap_of(catalogue: Catalogue) -> Guardrail | None:
    """Give the guardrail with the lowest cap on what promotes; None where there is none."""
    capped = [rail for rail in catalogue.guardrails.values() if rail.most_percent is not None]
    return min(capped, key=lambda rail: (rail.most_percent or 0, rail.id), default=None)


def allowed(pieces: int, percent: int) -> int:
    """Say how many of some pieces may promote, rounded up: there is no part of a piece.

    Whoever lets every fifth piece promote keeps a cap of 20 % in any stretch of days.

    Examples:
        >>> allowed(10, 20), allowed(3, 20), allowed(0, 20), allowed(4, 0)
        (2, 1, 0, 0)
    """
    return -(-pieces * percent // 100)


def promotion_months(pieces: Iterable[Piece], catalogue: Catalogue) -> Iterator[PromotionMonth]:
    """Count what promotes, by channel and month, beside what may.

    Args:
        pieces: What is published; of one piece in several languages only the first.
        catalogue: The facts with the cap; without one all may promote.
    """
    rail = cap_of(catalogue)
    percent = 100 if rail is None or rail.most_percent is None else rail.most_percent
    counted: Counter[tuple[str, date, bool | None]] = Counter(
        (one.channel, one.day.replace(day=1), one.promotes) for one in pieces
    )
    for channel, month in sorted({(channel, month) for channel, month, _ in counted}):
        yes, no, unknown = (counted[channel, month, told] for told in (True, False, None))
        yield PromotionMonth(
            month=month,
            channel=channel,
            pieces=yes + no + unknown,
            promoting=yes,
            unknown=unknown,
            allowed=allowed(yes + no + unknown, percent),
        )


def pieces_of(slots: Iterable[Slot]) -> Iterator[Piece]:
    """Take the pieces of a calendar; what is told anew in another language counts once."""
    for slot in slots:
        if not slot.adapted:
            yield Piece(slot.day, slot.channel, slot.may_promote)


def promotion_said(months: Iterable[PromotionMonth], catalogue: Catalogue) -> Iterator[Statement]:
    """Say where more promotes than may, the channel, the month and by how much."""
    rail = cap_of(catalogue)
    if rail is None:
        return
    for one in months:
        surely = one.over_by > 0
        if surely or one.may_be_over_by:
            yield Statement(
                id="community.pressure" if surely else "community.may_press",
                params=frozen_params(
                    {
                        "rested": (one.channel,),
                        "day": f"{one.month:%Y-%m}",
                        "number": one.promoting if surely else one.unknown,
                        "of_number": one.pieces,
                        "allowed": one.allowed,
                        "over": one.over_by or one.may_be_over_by,
                        "percent": rail.most_percent,
                    }
                ),
                rule=f"guardrail.{rail.id}",
                claims=rail.evidence.claims,
                contradictions=rail.evidence.contradictions,
                basis=rail.evidence.basis or "assumption",
            )
