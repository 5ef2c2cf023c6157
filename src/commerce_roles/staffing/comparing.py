"""Offers laid beside what may be given out: what each covers, at what price, and what is left."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from commerce_roles.assessment.contract import message
from commerce_roles.assessment.need import NOTHING, Needs, TaskNeed
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.assessment.reading import Rate
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.errors import TeamError
from commerce_roles.model import Offer, Sourcing
from commerce_roles.staffing import offers_reporting
from commerce_roles.staffing.assigning import tasks_of
from commerce_roles.staffing.costing import common_currency, converted, monthly
from commerce_roles.staffing.finding import Finding, fired
from commerce_roles.staffing.framing import joined
from commerce_roles.staffing.offered import Compared, OfferedState, OfferLook, TaskOffer
from commerce_roles.staffing.offering import judge_offers

if TYPE_CHECKING:
    from commerce_roles.expressions import Value

__all__ = ["Comparison", "compare_offers"]

FORMAT = "offers/1"
_STAYS = "stays"
_SUPPLIER = "supplier"


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Comparison(Result, Compared):
    """Offers side by side: what each covers and costs, what stays, what to settle."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show the comparison."""
        return offers_reporting.report(self, Speaker(self.catalogue, lang))

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the comparison as plain data in the form `offers/1`."""
        speaker = Speaker(self.catalogue, lang)
        return {
            "format": FORMAT,
            "lang": lang,
            "level": self.needs.level,
            "roles": list(self.roles),
            "currency": self.currency or None,
            "near_equal": list(self.near_equal),
            "offers": [_data(look, speaker) for look in self.looks],
        }

    def rows(self) -> list[dict[str, object]]:
        """Write the comparison as flat rows, one for each offer."""
        return [_row(look, self.currency) for look in self.looks]

    def __repr__(self) -> str:
        """Say which offers are compared."""
        return f"<Comparison {', '.join(look.offer.id for look in self.looks)}>"


def compare_offers(
    offers: Iterable[Offer],
    needs: Needs,
    *,
    roles: tuple[str, ...] = (),
    catalogue: Catalogue | None = None,
    rates: Mapping[str, Rate] | None = None,
) -> Comparison:
    """Lay offers side by side: covered tasks, price for a covered hour, what stays with the owner.

    Args:
        offers: What suppliers offer.
        needs: What has to be staffed.
        roles: Whose work is to be given out; left out, of the roles of which tasks are offered;
            where there are none, of those that the assessment gives out, or of all.
        catalogue: The facts; the library's own where left out.
        rates: What one unit of another currency is worth in euro, with the day.

    Raises:
        TeamError: With every fault of the offers; prices in several currencies without rates.
        UnknownIdError: There is no such role.

    Examples:
        >>> from commerce_roles import assess, read_profile
        >>> from commerce_roles.staffing import compare_offers, read_offers
        >>> needs = assess(read_profile("examples/clothing_retailer.toml")).needs()
        >>> offers = read_offers("examples/teams/offers.toml")
        >>> compared = compare_offers(offers, needs, roles=("community_manager",))
        >>> compared["studio"].of("left")[:2]
        ('listen_to_mentions', 'make_editorial_calendar')
        >>> [round(look.per_hour.typical) for look in compared.looks]
        [26, 74]
    """
    facts = catalogue or load_catalogue()
    told = sorted(offers, key=lambda offer: offer.id)
    problems = judge_offers(told, facts)
    if problems:
        raise TeamError(problems)
    known = rates or {}
    moneys = {
        f"offers.{offer.id}.{key}": money
        for offer in told
        for key, money in (("price", offer.price), ("once", offer.once))
    }
    currency = common_currency(moneys, "", known)
    wanted = roles or _offered(told, needs) or _given_out(needs)
    tasks = [task for role in wanted for task in tasks_of(needs[role], needs.level) if task.task]
    looks = [_look(offer, tasks, needs, facts, (currency, known)) for offer in told]
    return Comparison(
        needs=needs, roles=wanted, looks=tuple(looks), currency=currency, catalogue=facts
    )


def _offered(offers: Iterable[Offer], needs: Needs) -> tuple[str, ...]:
    named = {one.task for offer in offers for one in offer.tasks}
    return tuple(
        role
        for role, need in needs.items()
        if any(task.task in named for task in tasks_of(need, needs.level))
    )


def _given_out(needs: Needs) -> tuple[str, ...]:
    outside = tuple(role for role, need in needs.items() if need.sourcing is Sourcing.EXTERNAL)
    return outside or tuple(needs)


def _look(
    offer: Offer,
    tasks: list[TaskNeed],
    needs: Needs,
    catalogue: Catalogue,
    money: tuple[str, Mapping[str, Rate]],
) -> OfferLook:
    currency, rates = money
    beside = tuple(_task(task, offer, needs.level) for task in tasks)
    hours = sum((one.covered for one in beside), NOTHING)
    price = None
    if offer.price is not None:
        paid = offer.hours if offer.hours is not None else hours.typical
        amount = monthly(offer.price, paid)
        if amount is not None:
            path = f"offers.{offer.id}.price"
            price = converted(amount, offer.price.currency, currency, rates, path)
    once = None
    if offer.once is not None:
        path = f"offers.{offer.id}.once"
        once = converted(offer.once.amount, offer.once.currency, currency, rates, path)
    return OfferLook(
        offer=offer,
        tasks=beside,
        price=price,
        once=once,
        findings=tuple(_findings(offer, beside, needs, catalogue)),
    )


def _task(task: TaskNeed, offer: Offer, level: str) -> TaskOffer:
    hours = task.hours.get(level, NOTHING)
    needed = task.amount.get(level)
    offered = next((one for one in offer.tasks if one.task == task.task), None)
    part, state = _part(task, offered.amount if offered else None, needed, offered=bool(offered))
    return TaskOffer(
        task=task.task,
        role=task.role,
        state=state,
        needed=needed,
        amount=offered.amount if offered else None,
        covered=_times(hours, part),
        left=_times(hours, 1 - part),
    )


def _part(
    task: TaskNeed, amount: float | None, needed: int | None, *, offered: bool
) -> tuple[float, OfferedState]:
    """Give the part of a task that an offer covers, 0 to 1."""
    if not offered:
        return 0.0, "left"
    if task.outside == _STAYS:
        return 0.0, "stays"
    if amount is None or not needed or amount >= needed:
        return 1.0, "covered"
    return amount / needed, "in_part" if amount > 0 else "left"


def _times(hours: Estimate, factor: float) -> Estimate:
    return Estimate(hours.low * factor, hours.typical * factor, hours.high * factor)


def _findings(
    offer: Offer, tasks: tuple[TaskOffer, ...], needs: Needs, catalogue: Catalogue
) -> Iterator[Finding]:
    covered = sum((task.covered for task in tasks), NOTHING)
    channels = () if offer.channels is None else _missing(needs.channels, offer.channels)
    wanted = sorted({one.language for need in needs.values() for one in need.languages
                     if one.necessity == "essential"})  # fmt: skip
    languages = () if offer.languages is None else _missing(wanted, offer.languages)
    stays = tuple(task.task for task in tasks if task.state == _STAYS)
    values: dict[str, Value] = {
        "accounts_known": offer.accounts is not None,
        "accounts_with_supplier": offer.accounts == _SUPPLIER,
        "onboarding_known": offer.onboarding is not None,
        "onboarding": bool(offer.onboarding),
        "price_known": offer.price is not None,
        "hours_short": offer.hours is not None and offer.hours < covered.low,
        "notice_days": offer.notice_days or 0,
        "response_known": offer.response_hours is not None,
        "channels_missing": len(channels),
        "languages_missing": len(languages),
        "tasks_that_stay": len(stays),
        "tasks_covered": sum(task.state == "covered" for task in tasks),
        "tasks_left": sum(task.state == "left" for task in tasks),
    }
    params = {"channels": channels, "languages": languages, "tasks": stays}
    found = fired(catalogue, "offer", offer.id, values, params)
    yield from sorted(found, key=lambda one: (-one.weight, one.rule))


def _missing(wanted: Iterable[str], offered: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in wanted if one not in offered)


def _data(look: OfferLook, speaker: Speaker) -> dict[str, object]:
    offer, per_hour = look.offer, look.per_hour
    return {
        "id": offer.id,
        "name": offer.name or None,
        "price_per_month": None if look.price is None else round(look.price, 2),
        "once": None if look.once is None else round(look.once, 2),
        "hours_covered_per_month": look.covered.as_numbers(),
        "hours_left_per_month": look.left.as_numbers(),
        "price_per_covered_hour": None if per_hour is None else _money(per_hour),
        "tasks": [
            {
                "task": task.task,
                "role": task.role,
                "state": task.state,
                "needed": task.needed,
                "amount": task.amount,
                "covered": task.covered.as_numbers(),
                "left": task.left.as_numbers(),
            }
            for task in look.tasks
        ],
        "beyond": list(look.beyond),
        "response_hours": offer.response_hours,
        "notice_days": offer.notice_days,
        "accounts": offer.accounts,
        "onboarding": offer.onboarding,
        "findings": [
            {**message(one.statement, speaker), "weight": one.weight} for one in look.findings
        ],
    }


def _money(price: Estimate) -> dict[str, float]:
    ends = {"low": price.low, "typical": price.typical, "high": price.high}
    return {end: round(amount, 2) for end, amount in ends.items()}


def _row(look: OfferLook, currency: str) -> dict[str, object]:
    offer, per_hour, hours = look.offer, look.per_hour, look.covered.as_numbers()
    return {
        "offer": offer.id,
        "price_per_month": look.price,
        "currency": currency or None,
        "hours_low": hours["low"],
        "hours_typical": hours["typical"],
        "hours_high": hours["high"],
        "per_hour_low": None if per_hour is None else round(per_hour.low, 2),
        "per_hour_typical": None if per_hour is None else round(per_hour.typical, 2),
        "per_hour_high": None if per_hour is None else round(per_hour.high, 2),
        "covered": joined(look.of("covered")),
        "in_part": joined(look.of("in_part")),
        "left": joined(look.of("left")),
        "beyond": joined(look.beyond),
        "response_hours": offer.response_hours,
        "notice_days": offer.notice_days,
        "accounts": offer.accounts,
        "onboarding": offer.onboarding,
        "findings": joined(one.rule for one in look.findings),
    }
