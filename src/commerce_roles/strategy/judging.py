"""A strategy that somebody edited, judged: names, numbers, and that somebody does the work."""

from collections import Counter
from collections.abc import Iterator
from math import isfinite

from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem, StrategyError
from commerce_roles.model import Estimate
from commerce_roles.model.limits import MONTH_HOURS
from commerce_roles.staffing.matching import language_tag
from commerce_roles.strategy.checking import refuse_strangers
from commerce_roles.strategy.drafted import Budget, Drafted

__all__ = ["judge_strategy"]

_WEEKS = 4


def judge_strategy(strategy: Drafted, catalogue: Catalogue, *, file: str = "") -> None:
    """See that a strategy can be planned with.

    Raises:
        StrategyError: With every fault: names that are not there, work that nobody does or that
            stands twice, hours below 0 or beyond a month, money that does not add up.
    """
    try:
        refuse_strangers({"": strategy}, catalogue, file=file)
    except StrategyError as error:
        strangers = list(error.problems)
    else:
        strangers = []
    own = (Problem(p.message, p.path, p.remedy, file) for p in _faults(strategy, catalogue))
    problems = [*strangers, *own]
    if problems:
        raise StrategyError(problems)


def _faults(strategy: Drafted, catalogue: Catalogue) -> Iterator[Problem]:
    yield from _choices(strategy, catalogue)
    for tag in strategy.languages:
        if not language_tag(catalogue, tag):
            yield Problem(
                f"{tag!r:.40} is no language tag (BCP 47)", "languages", "write es or pt-BR"
            )
    yield from _hands(strategy)
    yield from _work(strategy)
    for place, step in enumerate(strategy.first_month):
        if not 0 <= step.week <= _WEEKS:
            message = f"{step.week} is none of the first four weeks"
            yield Problem(message, f"first_month[{place}].week", "write 1 to 4, or 0 for later")
    if strategy.budget is not None:
        yield from _money(strategy.budget)


def _hands(strategy: Drafted) -> Iterator[Problem]:
    there = Counter(role for hand in strategy.hands for role in hand.roles)
    for role, count in there.items():
        if count > 1:
            yield Problem(f"{role} is in {count} hands", "hands", "put it into one")
    for place, hand in enumerate(strategy.hands):
        path = f"hands[{place}]"
        if hand.hours is not None and not 0 <= hand.hours <= MONTH_HOURS * len(hand.roles):
            message = f"{hand.hours:g} hours a month are out of bounds"
            yield Problem(message, f"{path}.hours", f"write 0 to {MONTH_HOURS}, or leave it out")
        yield from _estimate(f"{path}.needed", hand.needed)
        for number, peak in enumerate(hand.peaks):
            yield from _estimate(f"{path}.peaks[{number}].hours", peak.hours)
            if not 1 <= peak.month <= 12:  # noqa: PLR2004 months of a year
                message = f"{peak.month} is no month"
                yield Problem(message, f"{path}.peaks[{number}].month", "write 1 to 12")


def _work(strategy: Drafted) -> Iterator[Problem]:
    there = [role for hand in strategy.hands for role in hand.roles]
    tasks = Counter(one.task for one in strategy.work)
    for place, one in enumerate(strategy.work):
        path = f"work[{place}]"
        if tasks[one.task] > 1:
            yield Problem(f"{one.task} stands {tasks[one.task]} times", path, "keep one")
        if one.responsible not in there:
            remedy = f"name one of {', '.join(there) or 'the hands, of which there are none'}"
            message = f"{one.responsible} does it and is in no hand"
            yield Problem(message, f"{path}.responsible", remedy)
        yield from _estimate(f"{path}.hours", one.hours)
        if one.amount < 0:
            yield Problem(f"{one.amount} is less than 0", f"{path}.amount", "write 0 or more")


def _choices(strategy: Drafted, catalogue: Catalogue) -> Iterator[Problem]:
    for place, choice in enumerate(strategy.choices):
        selection = catalogue.selections.get(choice.selection)
        if selection is not None and choice.id not in catalogue.ids(selection.of):
            message = f"there is no {selection.of} {choice.id!r:.60}"
            remedy = f"look it up: commerce-roles show {selection.of}"
            yield Problem(message, f"choices[{place}].id", remedy)


def _estimate(path: str, hours: Estimate) -> Iterator[Problem]:
    ends = (hours.low, hours.typical, hours.high)
    if not all(map(isfinite, ends)) or not 0 <= hours.low <= hours.typical <= hours.high:
        shown = ", ".join(f"{end:g}" for end in ends)
        yield Problem(f"{shown} is no range of hours", path, "write 0 <= low <= typical <= high")


def _money(budget: Budget) -> Iterator[Problem]:
    if budget.amount < 0:
        yield Problem(f"{budget.amount} is less than 0", "budget.amount", "write 0 or more")
    for place, line in enumerate(budget.lines):
        if line.amount < 0:
            path = f"budget.lines[{place}].amount"
            yield Problem(f"{line.amount} is less than 0", path, "write 0 or more")
    total = sum(line.amount for line in budget.lines)
    if budget.lines and total != budget.amount:
        message = f"the lines come to {total} {budget.currency}, not to {budget.amount}"
        more = "over" if total > budget.amount else "under"
        remedy = f"take {abs(total - budget.amount)} {'out' if more == 'over' else 'more'}"
        yield Problem(message, "budget.lines", remedy)
