"""The front door to a plan: a strategy, a first day, some months."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from attrs import evolve

from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import StrategyError
from commerce_roles.strategy.assigning import in_order
from commerce_roles.strategy.drafted import Drafted, Hand, Work
from commerce_roles.strategy.judging import judge_strategy
from commerce_roles.strategy.planning.critical import Activity, critical_path
from commerce_roles.strategy.planning.dating import Dating
from commerce_roles.strategy.planning.editorial import Editorial
from commerce_roles.strategy.planning.likely import Likely, likely_days
from commerce_roles.strategy.planning.pacing import round_hours
from commerce_roles.strategy.planning.plan import Plan
from commerce_roles.strategy.planning.planned import Entry, MonthLoad, SetUp
from commerce_roles.strategy.planning.promoting import (
    pieces_of,
    promotion_months,
    promotion_said,
)
from commerce_roles.strategy.planning.resuming import without
from commerce_roles.strategy.planning.unrolling import add_months, working_days
from commerce_roles.strategy.strategy import Strategy

__all__ = ["make_plan"]

_MOST_MONTHS: Final = 24
_DAYS_A_MONTH: Final = 260 / 12


def make_plan(
    strategy: Strategy, *, start: date | None = None, months: int = 3, done: Iterable[str] = ()
) -> Plan:
    """Lay a strategy on days: set-up, routines, what is published, hours month by month.

    What does not fit is told: months with more work than hours, pieces that are left out, work
    that is not scheduled at all.

    Args:
        strategy: What is done, by whom.
        start: The first day; left out, that of the strategy.
        months: How far to plan, 1 to 24.
        done: Ids of what was set up before the first day, and is not set up again.

    Raises:
        StrategyError: No day is told, the months are out of bounds, what is done is no work of the
            strategy, or an edited strategy has faults: all of them.
        DetachedError: The catalogue of the strategy is not at hand.

    Examples:
        >>> from commerce_roles import assess, draft_strategy
        >>> shop = {"channels": ["instagram"], "objectives": ["visibility"], "owner_hours_week": 20}
        >>> plan = make_plan(draft_strategy(assess(shop)), start=date(2026, 11, 30), months=2)
        >>> plan.end, plan.set_up[0].task
        (datetime.date(2027, 1, 29), 'analyse_market')
    """
    first = start or strategy.start
    if first is None:
        remedy = "give a first day, such as 2026-11-30"
        raise StrategyError.of("there is no day to start on", path="start", remedy=remedy)
    if not 1 <= months <= _MOST_MONTHS:
        message = f"{months} months cannot be planned"
        raise StrategyError.of(message, path="months", remedy=f"write 1 to {_MOST_MONTHS}")
    facts = strategy.catalogue
    judge_strategy(strategy, facts)
    strategy = without(strategy, tuple(done))
    ordered = in_order((one.task for one in strategy.work), facts, _told_order(strategy))
    by_task = {one.task: one for one in strategy.work}
    strategy = evolve(strategy, work=tuple(by_task[task] for task in ordered))
    end = add_months(first, months) - timedelta(days=1)
    dating = Dating(strategy, facts, first, end)
    rank = {one.task: place for place, one in enumerate(strategy.work)}
    entries = sorted(dating.entries(), key=lambda entry: (entry.day, rank[entry.task]))
    editorial = Editorial(strategy, facts, first, end)
    slots = [
        slot
        for one in strategy.work
        if one.task in dating.dates
        for slot in editorial.slots(one, dating.dates[one.task][0])
    ]
    slots.sort(key=lambda slot: (slot.day, slot.channel, slot.adapted, slot.language, slot.task))
    loads = tuple(_loads(strategy, entries, first, end))
    set_up, critical, likely = _set_up(strategy, dating)
    plan = Plan(
        start=first,
        end=end,
        entries=tuple(entries),
        slots=tuple(slots),
        loads=loads,
        left_out=tuple(sorted(editorial.left_out, key=lambda one: (one.month, one.channel))),
        set_up=set_up,
        critical=critical,
        likely=likely,
        unscheduled=tuple(o.task for o in strategy.work if not _fits(o, dating)),
        warnings=(),
        catalogue_hash=facts.hash,
        catalogue=facts,
    )
    return plan.warned(tuple(_warnings(plan, facts)))


def _told_order(strategy: Drafted) -> tuple[str, ...]:
    return tuple(one.task for one in strategy.work)


def _fits(one: Work, dating: Dating) -> bool:
    """Say whether work begins before the end, and what is done once is done by then."""
    pace = dating.paces[one.task]
    first = dating.dates.get(one.task)
    return first is not None and first[0] <= dating.end and (pace.routine or pace.ends > 0)


# ---------------------------------------------------------------------- hours by month


def _loads(
    strategy: Drafted, entries: Sequence[Entry], start: date, end: date
) -> Iterator[MonthLoad]:
    month = start.replace(day=1)
    while month <= end:
        last = add_months(month, 1) - timedelta(days=1)
        part = working_days(max(month, start), min(last, end)) / _DAYS_A_MONTH
        for hand in strategy.hands:
            own = [entry for entry in entries if entry.party in hand.roles]
            hours = sum(entry.hours * _within(entry, month, last) for entry in own)
            peak = next((one for one in hand.peaks if one.month == month.month), None)
            if peak is not None and hand.needed.typical:
                hours *= peak.hours.typical / hand.needed.typical
            if own:
                yield MonthLoad(
                    month=month,
                    roles=hand.roles,
                    hours=round(hours, 1),
                    there=None if hand.hours is None else round(hand.hours * part, 1),
                    peak=peak is not None,
                )
        month = add_months(month, 1)


def _within(entry: Entry, first: date, last: date) -> float:
    """Give the part of an entry that lies between two days."""
    days = (min(entry.until, last) - max(entry.day, first)).days + 1
    return max(0, days) / ((entry.until - entry.day).days + 1)


# ---------------------------------------------------------------------- set-up


def _set_up(
    strategy: Drafted, dating: Dating
) -> tuple[tuple[SetUp, ...], tuple[str, ...], Likely | None]:
    """Find the critical path of what is set up once, and how long it takes likely.

    A hand does one thing after another, so that what it does waits for what it did before.
    """
    own = [
        one
        for one in strategy.work
        if one.task in dating.dates and not dating.paces[one.task].routine
    ]
    place = {one.task: number for number, one in enumerate(own)}
    before = [
        sorted({place[t] for t in _waits(one, own, strategy, dating) if t in place}) for one in own
    ]
    hours = [_a_day(strategy, one) for one in own]
    points = [
        tuple(round_hours(one, dating.catalogue, end) / a_day for end in ("low", "typical", "high"))
        for one, a_day in zip(own, hours, strict=True)
    ]
    found = critical_path(
        Activity(id=one.task, days=points[n][1], after=tuple(own[b].task for b in before[n]))
        for n, one in enumerate(own)
    )
    set_up = tuple(
        SetUp(
            task=one.task,
            party=one.responsible,
            begins=dating.dates[one.task][0],
            ends=dating.dates[one.task][1],
            slack=round(found.slack[one.task], 1),
        )
        for one in own
    )
    known = all(_known(strategy, one) for one in own)
    three = [(low, typical, high) for low, typical, high in points]
    likely = likely_days(three, before) if own and known else None
    return set_up, found.path, likely


def _waits(one: Work, own: Sequence[Work], strategy: Drafted, dating: Dating) -> Iterator[str]:
    yield from (other.task for other in dating.before(one))
    yield from one.governed_by[:1]
    hand = strategy.hand_of(one.responsible)
    earlier = own[: own.index(one)]
    same = [o.task for o in earlier if hand is not None and o.responsible in hand.roles]
    yield from same[-1:]


def _known(strategy: Drafted, one: Work) -> bool:
    hand = strategy.hand_of(one.responsible)
    return hand is not None and hand.hours is not None and hand.hours > 0


def _a_day(strategy: Drafted, one: Work) -> float:
    """Give the hours of a working day of whoever does it; a whole month's work where unknown."""
    hand: Hand | None = strategy.hand_of(one.responsible)
    if hand is None or not hand.hours:
        return max(1.0, one.hours.typical)
    return hand.hours / _DAYS_A_MONTH


# ---------------------------------------------------------------------- warnings


def _warnings(plan: Plan, facts: Catalogue) -> Iterator[Statement]:
    hands = dict.fromkeys(load.roles for load in plan.loads)
    for roles in hands:
        over = [load for load in plan.loads if load.roles == roles and load.over]
        if over:
            listed = ", ".join(f"{load.month:%Y-%m}" for load in over)
            yield _say("plan.over_months", facts, party=roles, listed=listed)
    channels = dict.fromkeys(one.channel for one in plan.left_out)
    for channel in channels:
        own = [one for one in plan.left_out if one.channel == channel]
        wanted, fits = sum(one.wanted for one in own), sum(one.fits for one in own)
        numbers = {"number": fits, "of_number": wanted}
        yield _say("plan.left_out", facts, rested=(channel,), **numbers)
    if plan.unscheduled:
        yield _say("plan.unscheduled", facts, tasks=plan.unscheduled)
    yield from promotion_said(promotion_months(pieces_of(plan.slots), facts), facts)


def _say(message: str, facts: Catalogue, **params: object) -> Statement:
    evidence = facts.messages[message].evidence
    return Statement(
        id=message,
        params=frozen_params(params),
        claims=evidence.claims,
        basis=evidence.basis or "derived",
    )
