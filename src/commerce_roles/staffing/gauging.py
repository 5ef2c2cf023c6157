"""Figures of a scenario, and whether two differ by more than the hours are uncertain."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from attrs import frozen

from commerce_roles.assessment.need import NOTHING
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.showing import Displayed
from commerce_roles.staffing.fitting import TRAIT
from commerce_roles.staffing.looking import Look

__all__ = ["MEASURES", "Amount", "Apart", "Measured", "apart", "beside", "ends_of"]

Apart = Literal["same", "clear", "likely", "open", "unknown"]
"""`clear`: further apart than the hours are uncertain; `likely`: the same way at low, typical and
high hours; `open`: neither; `unknown`: one of them is not known."""
Amount = float | Estimate | None
_SETTLE: Final = 2


def _count(look: Look, kind: str) -> float:
    return float(sum(cover.state == "covered" for cover in look.covered(kind)))


def _work(look: Look) -> Estimate:
    return sum((need.hours_at(look.needs.level) for need in look.needs.values()), NOTHING)


def _uncovered(look: Look) -> Estimate:
    """Hours of roles beyond what is known to be given to them."""
    found = NOTHING
    for cover in look.covered("role"):
        hours, share = cover.hours or NOTHING, cover.share or NOTHING
        found += Estimate(
            hours.low * (1 - share.high),
            hours.typical * (1 - share.typical),
            hours.high * (1 - share.low),
        )
    return found


def _overload(look: Look) -> Estimate:
    """Hours that fall to people beyond those they have."""
    found = NOTHING
    for load in look.loads:
        hours, most = load.hours.get(look.needs.level, NOTHING), load.capacity
        if most is not None:
            found += Estimate(*(max(0.0, h - most) for h in (hours.low, hours.typical, hours.high)))
    return found


def _lacking(look: Look) -> float:
    """Count what is essential and not there; a post that nobody holds lacks all it asks for."""
    count = float(len(look.gaps))
    for cover in look.covered("role"):
        if cover.state == "open":
            need = look.needs[cover.id]
            skills = [one for one in need.skills if look.traits or one.kind != TRAIT]
            count += sum(one.necessity == "essential" for one in skills)
            count += sum(one.necessity == "essential" for one in need.languages)
    return count


MEASURES: Final[Mapping[str, Callable[[Look], Amount]]] = {
    "people": lambda look: float(len(look.team.people)),
    "cost": lambda look: look.cost,
    "work": _work,
    "uncovered": _uncovered,
    "overload": _overload,
    "roles": lambda look: float(sum(one.state != "open" for one in look.covered("role"))),
    "tasks": lambda look: _count(look, "task"),
    "gaps": _lacking,
    "alone": lambda look: float(sum(len(point.without) for point in look.single_points)),
    "findings": lambda look: float(sum(one.weight >= _SETTLE for one in look.findings)),
}
"""What is compared, by name: numbers that are exact, and hours with their uncertainty."""


@frozen(kw_only=True)
class Measured(Displayed):
    """One figure of one scenario, beside the first scenario's."""

    measure: str
    amount: Amount
    change: float | None
    """Against the first, at the typical hours; None where one of them is not known."""
    apart: Apart
    """Whether the change exceeds what the hours are uncertain by."""


def beside(measure: str, amount: Amount, base: Amount) -> Measured:
    """Lay a figure beside that of the first scenario."""
    return Measured(
        measure=measure, amount=amount, change=_change(amount, base), apart=apart(amount, base)
    )


def _change(amount: Amount, base: Amount) -> float | None:
    one, other = (a.typical if isinstance(a, Estimate) else a for a in (amount, base))
    return None if one is None or other is None else one - other


def apart(amount: Amount, base: Amount) -> Apart:
    """Say whether two figures differ by more than the hours are uncertain."""
    if amount is None or base is None:
        return "unknown"
    if not isinstance(amount, Estimate) or not isinstance(base, Estimate):
        return "same" if amount == base else "clear"
    changes = (amount.low - base.low, amount.typical - base.typical, amount.high - base.high)
    if not any(changes):
        return "same"
    if amount.low > base.high or amount.high < base.low:
        return "clear"
    ways = {change > 0 for change in changes if change}
    return "likely" if all(changes) and len(ways) == 1 else "open"


def ends_of(amount: Amount) -> dict[str, object]:
    """Write a figure as plain data: three ends, which are the same of what is exact."""
    if isinstance(amount, Estimate):
        return {
            "low": round(amount.low, 2),
            "typical": round(amount.typical, 2),
            "high": round(amount.high, 2),
        }
    return {"low": amount, "typical": amount, "high": amount}
