"""The front door: what is spent, promised, to be expected, and who decides before it is gone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import define

from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import Problem, StrategyError
from commerce_roles.model import BudgetRule
from commerce_roles.strategy.campaigns.budget import BudgetLook
from commerce_roles.strategy.campaigns.campaign import (
    Campaign,
    Campaigns,
    CampaignSeen,
    CheckPoint,
    MoneySeen,
    Spending,
)
from commerce_roles.strategy.campaigns.forecasting import (
    Forecast,
    crossed,
    forecast,
    will_cross,
)
from commerce_roles.strategy.campaigns.judging import faults_of
from commerce_roles.strategy.campaigns.minor import amount_of, decimals_of, in_minor, minor_of
from commerce_roles.strategy.drafted import OWNER, Drafted

__all__ = ["budget_look"]

_LATELY: Final = "lately"
_NOTHING: Final = Decimal(0)


def budget_look(
    campaigns: Campaigns,
    *,
    today: date,
    strategy: Drafted | None = None,
    catalogue: Catalogue | None = None,
) -> BudgetLook:
    """Look at the money of campaigns on a day: spent, promised, forecast, and when it is used up.

    Warnings come before the overrun: at the typical and at the highest pace, with the day on which
    more would be spent than there is. From which share on they are said, and who is asked, are
    facts (`budget_rule`, `control_point`); whoever answers for that work decides.

    Args:
        campaigns: What `read_campaigns` gives.
        today: The last day of which spending is told.
        strategy: Who is there; without one, work is shared as the catalogue has it.
        catalogue: The facts with rules and control points; those of the library where left out.

    Raises:
        StrategyError: With every fault: those of `campaigns_of`, and what was spent after today.

    Examples:
        >>> from commerce_roles.strategy import read_campaigns
        >>> told = read_campaigns("examples/campaigns/autumn.toml")
        >>> seen = budget_look(told, today=date(2026, 11, 30))
        >>> one = seen.campaigns[0]
        >>> one.money.spent, one.money.forecast, one.used_up
        (Decimal('331.50'), Decimal('550.15'), datetime.date(2026, 12, 10))
    """
    facts = catalogue or load_catalogue()
    problems = [*faults_of(campaigns, facts), *_ahead(campaigns, today)]
    if problems:
        raise StrategyError(problems)
    looking = _Looking(campaigns, today, strategy, facts)
    seen = tuple(looking.seen(one) for one in campaigns.campaigns)
    by_channel: defaultdict[str, list[MoneySeen]] = defaultdict(list)
    for one in seen:
        by_channel[one.channel].append(one.money)
    return BudgetLook(
        today=today,
        currency=campaigns.currency,
        budget=campaigns.budget,
        campaigns=seen,
        channels=tuple((name, _sum(by_channel[name])) for name in sorted(by_channel)),
        whole=_sum(one.money for one in seen),
        warnings=tuple(said for one in seen for said in looking.warnings(one)),
        catalogue_hash=facts.hash,
        catalogue=facts,
    )


def _ahead(told: Campaigns, today: date) -> Iterator[Problem]:
    for place, one in enumerate(told.spending):
        if one.kind != "committed" and one.day > today:
            message = f"{one.day} is after today, {today}"
            remedy = 'mend the day, or write kind = "committed" until it is paid'
            yield Problem(message, f"spending[{place}].day", remedy)


def _sum(parts: Iterable[MoneySeen]) -> MoneySeen:
    """Add money up, to the cent."""
    told = list(parts)
    return MoneySeen(
        budget=sum((one.budget for one in told), _NOTHING),
        spent=sum((one.spent for one in told), _NOTHING),
        committed=sum((one.committed for one in told), _NOTHING),
        low=sum((one.low for one in told), _NOTHING),
        forecast=sum((one.forecast for one in told), _NOTHING),
        high=sum((one.high for one in told), _NOTHING),
    )


@define
class _Looking:
    told: Campaigns
    today: date
    strategy: Drafted | None
    facts: Catalogue

    def seen(self, one: Campaign) -> CampaignSeen:
        decimals = decimals_of(self.told.currency, self.facts)
        budget = minor_of(one.budget, decimals)
        own = sorted((s for s in self.told.spending if s.campaign == one.id), key=lambda s: s.day)
        left = [(s.day, self._signed(s, decimals)) for s in own if s.kind != "committed"]
        spent = sum(minor for _, minor in left)
        promised = sum(in_minor(s, self.told, decimals) for s in own if s.kind == "committed")
        days = (one.end - one.start).days + 1
        gone = min(max((self.today - one.start).days + 1, 0), days)
        last = one.start + timedelta(days=gone - 1)
        window = self._window(days)
        found = forecast(
            budget=budget,
            spent=spent,
            lately=sum(minor for day, minor in left if day > last - timedelta(days=window)),
            committed=promised,
            days=days,
            gone=gone,
            window=window,
        )
        over = crossed(left, budget, reached=False) if spent > budget else None

        def ends(pace: Fraction) -> date | None:
            return over or will_cross(budget, spent, pace, last, days - gone, reached=False)

        return CampaignSeen(
            id=one.id,
            name=one.name,
            channel=one.channel,
            days=days,
            gone=gone,
            money=MoneySeen(
                budget=amount_of(budget, decimals),
                spent=amount_of(spent, decimals),
                committed=amount_of(promised, decimals),
                low=amount_of(found.low, decimals),
                forecast=amount_of(found.typical, decimals),
                high=amount_of(found.high, decimals),
            ),
            planned=amount_of(budget * gone // days, decimals),
            used_up=ends(found.pace),
            earliest=ends(found.fastest),
            points=tuple(self._points(budget, left, found, last, days - gone)),
        )

    def _signed(self, one: Spending, decimals: int) -> int:
        minor = in_minor(one, self.told, decimals)
        return -minor if one.kind == "refund" else minor

    def _window(self, days: int) -> int:
        """Say how many days count as of late: all of a campaign where the facts name none."""
        rule = self.facts.budget_rules.get(_LATELY)
        return days if rule is None or rule.limit is None else max(1, rule.limit)

    def _points(
        self,
        budget: int,
        left: list[tuple[date, int]],
        found: Forecast,
        last: date,
        days: int,
    ) -> Iterator[CheckPoint]:
        decimals = decimals_of(self.told.currency, self.facts)
        spent = sum(minor for _, minor in left)
        points = sorted(self.facts.control_points.values(), key=lambda one: (one.percent, one.id))
        for point in points if budget else ():
            amount = -(-budget * point.percent // 100)
            reached = crossed(left, amount, reached=True)
            expected = will_cross(amount, spent, found.pace, last, days, reached=True)
            yield CheckPoint(
                point=point.id,
                amount=amount_of(amount, decimals),
                party=self._party(point.tasks),
                reached=reached,
                expected=None if reached else expected,
            )

    def _party(self, tasks: tuple[str, ...]) -> str:
        """Give who answers for the first of some work that there is; else the owner."""
        if self.strategy is not None:
            answers: Mapping[str, str] = {w.task: w.accountable for w in self.strategy.work}
        else:
            answers = {name: task.accountable for name, task in self.facts.tasks.items()}
        return next((answers[task] for task in tasks if task in answers), OWNER)

    # ------------------------------------------------------------------ warnings

    def warnings(self, one: CampaignSeen) -> Iterator[Statement]:
        """Say the gravest of what is found of a campaign."""
        money, rules = one.money, self.facts.budget_rules
        started = one.gone >= min(self._window(one.days), one.days)
        compared = {
            "over": money.spent,
            "promised": money.spent + money.committed,
            "runs_out": money.forecast,
            "may_run_out": money.high,
        }
        for name, amount in compared.items():
            if name in rules and amount * 100 > money.budget * _limit(rules[name]):
                yield self._said(rules[name], one, amount)
                return
        name = "left_over"
        if name in rules and started and money.forecast * 100 < money.budget * _limit(rules[name]):
            yield self._said(rules[name], one, money.forecast)

    def _said(self, rule: BudgetRule, one: CampaignSeen, amount: Decimal) -> Statement:
        money, currency = one.money, self.told.currency
        day = one.used_up or one.earliest
        return Statement(
            id=rule.message,
            params=frozen_params(
                {
                    "campaign_name": one.name or one.id,
                    "seen": f"{amount} {currency}",
                    "limit": f"{money.budget} {currency}",
                    "wanted": f"{abs(amount - money.budget)} {currency}",
                    "day": day.isoformat() if day else "–",
                    "party": self._party(rule.tasks),
                }
            ),
            rule=f"budget_rule.{rule.id}",
            claims=rule.evidence.claims,
            sources=rule.evidence.sources,
            basis=rule.evidence.basis or "derived",
        )


def _limit(rule: BudgetRule) -> int:
    return 100 if rule.limit is None else rule.limit
