"""The front door: a strategy and what was counted, looked at together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.catalogue import Catalogue, measures_of
from commerce_roles.errors import MeasureError, Problem, StrategyError, nearest
from commerce_roles.graph.kpis import Decomposition, Period, decompose
from commerce_roles.strategy.strategy import Strategy
from commerce_roles.strategy.tracking.deciding import DecisionLog
from commerce_roles.strategy.tracking.observed import Observation, Observations
from commerce_roles.strategy.tracking.observing import observe
from commerce_roles.strategy.tracking.proposing import movers_of, proposals_of
from commerce_roles.strategy.tracking.review import CycleReview
from commerce_roles.strategy.tracking.reviewed import Moves
from commerce_roles.strategy.tracking.spans import EVERY, Every
from commerce_roles.strategy.tracking.standings import Standings
from commerce_roles.strategy.tracking.totals import totals_of, whole_spans
from commerce_roles.strategy.tracking.tracked import ResultStanding

__all__ = ["TOLERANCE", "settings_of", "track"]

TOLERANCE: Final = "track_tolerance"
PERIODS: Final = "track_periods"
_MOST_PERCENT: Final = 100


def track(  # noqa: PLR0913 all but two by name
    strategy: Strategy,
    observations: Any,  # noqa: ANN401 observations, or whatever `observe` takes
    *,
    every: Every = "month",
    today: date | None = None,
    shop: str = "",
    channel: str = "",
    tolerance: float | None = None,
    in_a_row: int | None = None,
    drivers: Iterable[str] | None = None,
    log: DecisionLog | None = None,
) -> CycleReview:
    """Review a strategy: how its key results stand, and what is really necessary to change.

    Observations are brought to periods, KPIs computed from them, and each key result put beside
    the straight line from its baseline to its target. A change is proposed only where a figure is
    behind that line for `in_a_row` periods by more than the tolerance and, where an interval can
    tell, by more than chance.

    Args:
        strategy: What is to be reached.
        observations: What was counted: `Observations`, or whatever `observe` takes.
        every: How long a period is: `week`, `month` or `quarter`.
        today: The day of the review; the last day that was told where left out.
        shop: Which shop, where there are several.
        channel: Look at one channel by itself; empty: at what is told of the whole shop.
        tolerance: Percent of the way from baseline to target by which a figure may be behind;
            the catalogue's where left out.
        in_a_row: Periods in a row after which a change is proposed; the catalogue's where left out.
        drivers: Figures whose change since the period before is shared out among what drives them;
            every figure at the top of a metric tree where left out.
        log: What was decided before. A figure that was decided on is given as many periods anew
            before a change of it is proposed again.

    Raises:
        MeasureError: With every fault of what was counted.
        StrategyError: A setting is out of bounds, or there is no such shop or channel.

    Examples:
        >>> from commerce_roles.strategy import Goal, KeyResult, Strategy
        >>> first = KeyResult(kpi="conversion_rate", baseline=2.0, target=2.6, owner="owner",
        ...                   start=date(2026, 9, 1), deadline=date(2026, 11, 30))
        >>> goal = Goal(objective="sales", key_results=(first,))
        >>> strategy = Strategy(level="minimum", goals=(goal,))
        >>> counted = [{"period": "2026-09", "orders": 90, "sessions": 4000},
        ...            {"period": "2026-10", "orders": 100, "sessions": 4000}]
        >>> track(strategy, counted)
        <CycleReview 2026-10-31: 1 on_track>
    """
    facts = strategy.catalogue
    allowed, least = settings_of(facts, every, tolerance, in_a_row)
    kept = log or DecisionLog()
    told = (
        observations
        if isinstance(observations, Observations)
        else observe(observations, today=today, catalogue=facts)
    )
    entries = _entries(told, shop, channel, today)
    shop = entries[0].shop
    day = today or max(one.span.last for one in entries)
    spans = whole_spans(entries, every, day)
    totals = totals_of(entries, spans, facts)
    measured = [period.measures for period in totals.periods]
    judge = Standings.of(strategy, every, allowed, facts)
    standings = tuple(judge.over(spans, measured, day))
    read = {name for kpi in judge.figurings for name in measures_of(facts.kpis[kpi].formula)}
    shared = tuple(_drivers(totals.periods[-2:], drivers, told.currency, facts))
    names = [period.name for period in totals.periods]
    return CycleReview(
        day=day,
        every=every,
        shop=shop,
        channel=channel,
        currency=told.currency,
        standings=standings,
        proposals=tuple(proposals_of(standings, strategy, least, kept, facts)),
        moves=tuple(_moves(standings, strategy, facts)),
        drivers=shared,
        between=(names[-2], names[-1]) if shared else ("", ""),
        gaps=tuple(gap for gap in totals.gaps if gap.measure in read),
        notes=tuple(_notes(told, shop, channel, read)),
        log=kept,
        catalogue_hash=facts.hash,
        catalogue=facts,
    )


def settings_of(
    facts: Catalogue, every: str, tolerance: float | None, in_a_row: int | None
) -> tuple[float, int]:
    """Give the tolerance and the periods in a row, the catalogue's where they are left out.

    Raises:
        StrategyError: One is out of bounds, or there are no such periods.
    """
    allowed = facts.constants[TOLERANCE].value if tolerance is None else tolerance
    least = facts.constants[PERIODS].value if in_a_row is None else in_a_row
    problems: list[Problem] = []
    if every not in EVERY:
        near = nearest(str(every), EVERY)
        remedy = f"did you mean {near[0]}?" if near else f"write {', '.join(EVERY)}"
        problems.append(Problem(f"{every!r:.40} is no period", "every", remedy))
    if not 0 <= allowed <= _MOST_PERCENT:
        message = f"{allowed:g} percent of the way is out of bounds"
        problems.append(Problem(message, "tolerance", f"write 0 to {_MOST_PERCENT}"))
    if least < 1:
        problems.append(Problem(f"{least} in a row is none", "in_a_row", "write 1 or more"))
    if problems:
        raise StrategyError(problems)
    return float(allowed), least


def _entries(
    told: Observations, shop: str, channel: str, today: date | None
) -> tuple[Observation, ...]:
    """Give what is told of the shop, up to the day of the review."""
    shops = told.shops
    if shop not in shops and (shop or len(shops) > 1):
        near = nearest(shop, shops) if shop else ()
        remedy = f"did you mean {near[0]}?" if near else f"name one of {', '.join(shops[:5])}"
        message = f"there is no shop {shop!r:.40}" if shop else f"there are {len(shops)} shops"
        raise StrategyError.of(message, path="shop", remedy=remedy)
    chosen = shop if shop in shops else next(iter(shops))
    entries = told.of(chosen, channel)
    if channel and not entries:
        near = nearest(channel, told.channels)
        remedy = f"did you mean {near[0]}?" if near else "look at the whole shop"
        raise StrategyError.of(f"nothing is told of {channel!r:.40}", path="channel", remedy=remedy)
    if not entries:
        remedy = f"name one of {', '.join(told.channels)}"
        message = "everything is told by channel, nothing of the whole shop"
        raise StrategyError.of(message, path="channel", remedy=remedy)
    late = [one.span.last for one in entries if today is not None and one.span.last > today]
    if late:
        message = f"something is told of {max(late)}, after the day of the review, {today}"
        raise MeasureError.of(message, path="today", remedy="review on a later day")
    return entries


def _drivers(
    periods: Sequence[Period], wanted: Iterable[str] | None, currency: str, facts: Catalogue
) -> Iterator[Decomposition]:
    """Share the change between two periods out, of each figure that has one."""
    told = [period for period in periods if period.measures]
    if len(told) < 2:  # noqa: PLR2004 the one before and the last
        return
    before, after = (_plain(period.measures) for period in periods)
    for figure in _tops(facts) if wanted is None else wanted:
        found = decompose(figure, before, after, currency=currency, catalogue=facts)
        if wanted is not None or (found.why is None and found.change):
            yield found


def _plain(measures: Mapping[str, Fraction]) -> Mapping[str, object]:
    return dict(measures)


def _tops(facts: Catalogue) -> Iterator[str]:
    """Give the figures that no other is made up of, by their main trees."""
    trees = [tree for tree in facts.metric_trees.values() if tree.main]
    parts = {part.of for tree in trees for part in tree.parts}
    yield from sorted(tree.of for tree in trees if tree.of not in parts)


def _moves(
    standings: Iterable[ResultStanding], strategy: Strategy, facts: Catalogue
) -> Iterator[Moves]:
    for kpi in dict.fromkeys(one.kpi for one in standings if one.status == "at_risk"):
        tasks = tuple(work.task for work in movers_of(kpi, strategy, facts))
        if tasks:
            yield Moves(kpi=kpi, tasks=tasks)


def _notes(told: Observations, shop: str, channel: str, read: set[str]) -> Iterator[Statement]:
    """Say what is told for channels only, where the whole shop is looked at."""
    if channel:
        return
    own = [one for one in told.entries if one.shop == shop]
    whole = {one.measure for one in own if not one.channel}
    parted = sorted({one.measure for one in own if one.channel} & read - whole)
    if parted:
        params = frozen_params({"measure": tuple(parted)})
        yield Statement(id="track.by_channel", params=params)
