"""What there is to choose between: nobody, or one of the levels of service, side by side."""

from collections.abc import Iterable
from typing import Final

from commerce_roles.assessment import Assessment, Price
from commerce_roles.assessment.pricing import price_of
from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Estimate, Sourcing

__all__ = ["OWN", "options"]

OWN: Final = "own"
"""What it costs where all is done in the owner's own time."""
_PAID: Final = frozenset({Sourcing.IN_HOUSE, Sourcing.EXTERNAL})


def options(result: Assessment, lang: str) -> list[dict[str, object]]:
    """Tell for each level, and for nobody at all: hours, cost, and the work that stays undone.

    Undone is work that the highest level does and this one does not. A cost is named where every
    paid post of the answer has a price in its country; it is that of the level's hours.

    Examples:
        >>> from commerce_roles import assess
        >>> nobody, basics, *_ = options(assess({"monthly_orders": 450}), "en")
        >>> nobody["hours"]["typical"], basics["level"]
        (0, 'minimum')
    """
    catalogue = result.catalogue
    done = {level: _done(result, level) for level in catalogue.levels}
    everything = done[catalogue.levels[-1]]
    found: list[dict[str, object]] = [
        {
            "level": "",
            "hours": _hours([]),
            "cost": None,
            "undone": _named(everything, catalogue, lang),
        }
    ]
    for level in catalogue.levels:
        undone = [task for task in everything if task not in done[level]]
        found.append(
            {
                "level": level,
                "hours": _hours(role.hours[level] for role in result.roles.values()),
                "cost": _cost(result, catalogue, level),
                "undone": _named(undone, catalogue, lang),
            }
        )
    return found


def _done(result: Assessment, level: str) -> dict[str, float]:
    hours = {task: each.typical for task, each in result.task_hours(level).items()}
    ordered = sorted(hours.items(), key=lambda item: (-item[1], item[0]))
    return {task: each for task, each in ordered if each > 0}


def _named(tasks: Iterable[str], catalogue: Catalogue, lang: str) -> list[str]:
    return [catalogue.label("task", task, lang) for task in tasks]


def _hours(estimates: Iterable[Estimate]) -> dict[str, float]:
    parts = list(estimates)
    low, typical, high = (
        round(sum(getattr(part, end) for part in parts), 1) for end in ("low", "typical", "high")
    )
    return {"low": low, "typical": typical, "high": high}


def _cost(result: Assessment, catalogue: Catalogue, level: str) -> object:
    """Price the paid posts of the answer at a level's hours.

    Returns:
        None where one of them has no price, `OWN` where nobody is paid.
    """
    paid = [post for post in result.answer.posts if post.sourcing in _PAID]
    prices: list[Price] = []
    for post in paid:
        hours = sum((result.roles[role].hours[level] for role in post.roles), Estimate(0, 0, 0))
        country = result.profile.country
        price = price_of(catalogue, country, post.roles, post.sourcing, hours)
        if price is None:
            return None
        prices.append(price)
    if not prices:
        return OWN
    ends = ("low", "typical", "high")
    summed = {end: sum(getattr(price, end) for price in prices) for end in ends}
    return {**summed, "currency": prices[0].currency}
