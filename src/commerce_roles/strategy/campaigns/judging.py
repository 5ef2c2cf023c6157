"""Campaigns judged: names, days, amounts and currencies that cannot be right, all of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem, nearest
from commerce_roles.model.limits import MOST_MONEY
from commerce_roles.strategy.campaigns.campaign import Campaign, Campaigns, Spending
from commerce_roles.strategy.campaigns.minor import decimals_of, in_minor, rate_on

__all__ = ["faults_of"]


def faults_of(told: Campaigns, catalogue: Catalogue) -> Iterator[Problem]:
    """Find every fault of campaigns and of what was spent on them."""
    yield from _currency("currency", told.currency, catalogue)
    if told.budget is not None:
        yield from _amount("budget", told.budget, told.currency, catalogue, least=0)
    yield from _campaigns(told, catalogue)
    yield from _rates(told, catalogue)
    spent = list(_spending(told, catalogue))
    yield from spent
    if not spent:
        yield from _refunds(told, catalogue)


def _currency(path: str, code: str, catalogue: Catalogue) -> Iterator[Problem]:
    known = catalogue.of("currency")
    if code not in known:
        near = nearest(code, [*known])
        remedy = f"did you mean {near[0]}?" if near else "write a code of ISO 4217, such as EUR"
        yield Problem(f"there is no currency {code!r:.40}", path, remedy)


def _amount(
    path: str, amount: Decimal, currency: str, catalogue: Catalogue, *, least: int
) -> Iterator[Problem]:
    if abs(amount) > MOST_MONEY:
        yield Problem(f"{amount} is out of bounds", path, f"write at most {MOST_MONEY:,.0f}")
        return
    if amount < least:
        yield Problem(f"{amount} is less than {least}", path, f"write {least} or more")
    decimals = decimals_of(currency, catalogue)
    if amount != round(amount, decimals):
        message = f"{amount} has more decimals than {currency} has ({decimals})"
        yield Problem(message, path, f"write {round(amount, decimals)}")


# ---------------------------------------------------------------------- campaigns


def _campaigns(told: Campaigns, catalogue: Catalogue) -> Iterator[Problem]:
    if not told.campaigns:
        yield Problem("there are no campaigns", "campaigns", "write [[campaigns]] for each of them")
    counted = Counter(one.id for one in told.campaigns)
    for place, one in enumerate(told.campaigns):
        path = f"campaigns[{place}]"
        if not one.id.strip() or not one.id.isprintable():
            yield Problem("this is no id", f"{path}.id", "write one line, not empty")
        elif counted[one.id] > 1:
            yield Problem(f"{one.id} stands {counted[one.id]} times", f"{path}.id", "keep one")
        if one.end < one.start:
            message = f"it ends on {one.end}, before it begins on {one.start}"
            yield Problem(message, f"{path}.end", "write the later day here")
        if one.channel and one.channel not in catalogue.channels:
            near = nearest(one.channel, [*catalogue.channels])
            remedy = f"did you mean {near[0]}?" if near else "leave it out if none fits"
            yield Problem(f"there is no channel {one.channel!r:.40}", f"{path}.channel", remedy)
        yield from _amount(f"{path}.budget", one.budget, told.currency, catalogue, least=0)
    shared = sum((one.budget for one in told.campaigns), Decimal(0))
    if told.budget is not None and shared > told.budget:
        message = (
            f"the campaigns have {shared} {told.currency} together, all there is is {told.budget}"
        )
        remedy = f"take {shared - told.budget} out, or raise the budget"
        yield Problem(message, "campaigns", remedy)


def _rates(told: Campaigns, catalogue: Catalogue) -> Iterator[Problem]:
    counted = Counter((one.currency, one.as_of) for one in told.rates)
    for place, one in enumerate(told.rates):
        path = f"rates[{place}]"
        yield from _currency(f"{path}.currency", one.currency, catalogue)
        if one.rate <= 0:
            yield Problem(f"{one.rate} is no rate", f"{path}.rate", "write more than 0")
        if counted[one.currency, one.as_of] > 1:
            message = f"{one.currency} has another rate on {one.as_of}"
            yield Problem(message, path, "keep one")


# ---------------------------------------------------------------------- spending


def _spending(told: Campaigns, catalogue: Catalogue) -> Iterator[Problem]:
    by_id = {one.id: one for one in told.campaigns}
    counted = Counter(told.spending)
    referred = Counter(one.reference for one in told.spending if one.reference)
    for place, one in enumerate(told.spending):
        path = f"spending[{place}]"
        yield from _entry(path, one, by_id)
        yield from _paid(path, one, told, catalogue)
        if one.reference and referred[one.reference] > 1:
            message = f"the reference {one.reference!r:.40} stands {referred[one.reference]} times"
            yield Problem(message, f"{path}.reference", "keep one entry, or mend the reference")
        elif not one.reference and counted[one] > 1:
            message = f"this entry stands {counted[one]} times"
            yield Problem(message, path, "keep one, or give each a reference of its own")


def _entry(path: str, one: Spending, by_id: Mapping[str, Campaign]) -> Iterator[Problem]:
    campaign = by_id.get(one.campaign)
    if campaign is None:
        near = nearest(one.campaign, [*by_id])
        remedy = f"did you mean {near[0]}?" if near else f"campaigns are {', '.join(by_id)}"
        message = f"there is no campaign {one.campaign!r:.40}"
        yield Problem(message, f"{path}.campaign", remedy)
    elif one.day < campaign.start:
        message = f"{one.day} is before {campaign.id} begins on {campaign.start}"
        yield Problem(message, f"{path}.day", "mend the day, or let the campaign begin earlier")
    elif one.day > campaign.end:
        message = f"{one.day} is after {campaign.id} ends on {campaign.end}"
        yield Problem(message, f"{path}.day", "mend the day, or let the campaign end later")


def _paid(path: str, one: Spending, told: Campaigns, catalogue: Catalogue) -> Iterator[Problem]:
    currency = one.currency or told.currency
    if one.amount <= 0:
        remedy = 'where money came back, write it without the sign and kind = "refund"'
        yield Problem(f"{one.amount} is not more than 0", f"{path}.amount", remedy)
    else:
        yield from _amount(f"{path}.amount", one.amount, currency, catalogue, least=0)
    if currency not in catalogue.of("currency"):
        yield from _currency(f"{path}.currency", currency, catalogue)
    elif currency != told.currency and rate_on(told, currency, one.day) is None:
        message = f"there is no rate of {currency} on {one.day}"
        remedy = f"add [[rates]] with what one {currency} is worth in {told.currency}, and as_of"
        yield Problem(message, f"{path}.currency", remedy)


def _refunds(told: Campaigns, catalogue: Catalogue) -> Iterator[Problem]:
    decimals = decimals_of(told.currency, catalogue)
    left = Counter({one.id: 0 for one in told.campaigns})
    for one in told.spending:
        sign = {"spent": 1, "refund": -1}.get(one.kind, 0)
        left[one.campaign] += sign * in_minor(one, told, decimals)
    for place, campaign in enumerate(told.campaigns):
        if left[campaign.id] < 0:
            message = f"more came back of {campaign.id} than was spent on it"
            yield Problem(message, f"campaigns[{place}]", "add what was spent, or mend the refunds")
