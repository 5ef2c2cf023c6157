"""After a crisis: figures before, during and after, clocks, whether the triggers were right.

Figures say what was and what would have been; why it was, and what is learnt, people say: the
questions of the review are part of it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

from attrs import field, frozen

from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached
from commerce_roles.display import Document
from commerce_roles.errors import StrategyError
from commerce_roles.model import CrisisTrigger
from commerce_roles.strategy.contract import plain_table
from commerce_roles.strategy.crisis import review_reporting as reporting
from commerce_roles.strategy.crisis.detecting import detect
from commerce_roles.strategy.crisis.mentions import MentionCount, Mentions
from commerce_roles.strategy.crisis.prepared import Handled, Todo
from commerce_roles.strategy.crisis.reviewed import ClockKept, Figures, Reviewed, TriggerTried
from commerce_roles.strategy.crisis.storing import REVIEW, Stored

__all__ = ["CrisisReview", "look_back"]

LOWER: Final = "review_limit_part"
_DAYS: Final = 365
_HOURS: Final = 24


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class CrisisReview(Stored, Reviewed):
    """What the figures say after a crisis; it draws itself."""

    form = REVIEW
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show the review.

        Args:
            lang: The language of the texts.
        """
        return reporting.report(self, Speaker(self.catalogue, lang))

    def rows(self) -> list[dict[str, object]]:
        """Write a flat row for each stretch of time."""
        return [{**plain_table(one), "stretch": one.stretch} for one in self.figures]

    def __repr__(self) -> str:
        """Say whether it is over."""
        return f"<CrisisReview: {'over' if self.over else 'not over'}>"


def look_back(
    incident: Handled,
    mentions: Mentions,
    *,
    answered: Sequence[datetime] = (),
    catalogue: Catalogue | None = None,
) -> CrisisReview:
    """Look back on an incident with the counts that there are now.

    Args:
        incident: What was found when it was on.
        mentions: Counts from before it until now.
        answered: When the deadlines were met, in their order: the first sign of life, then the
            substance; what is not given is not known.
        catalogue: The facts; the library's own where left out.

    Raises:
        StrategyError: More answers than deadlines, or one before the alarm; or the counts do not
            reach the incident.

    Examples:
        >>> from datetime import date
        >>> from commerce_roles import assess
        >>> from commerce_roles.strategy.crisis import find_incident, mentions_of
        >>> told = [{"time": date.fromordinal(739000 + n), "mentions": count}
        ...     for n, count in enumerate([30] * 60 + [200] * 2 + [35] * 10)]
        >>> then = detect(mentions_of(told[:62]))
        >>> review = look_back(find_incident(assess({}), then), mentions_of(told))
        >>> review.over, [figures.mentions_day for figures in review.figures]
        (True, [30.0, 200.0, 35.0])
    """
    facts = catalogue or load_catalogue()
    _judge(incident, mentions, answered)
    found = detect(mentions, catalogue=facts)
    own = [a for a in found.alarms if a.since <= incident.until and a.until >= incident.since]
    end = max((incident.until, *(one.until for one in own))) + mentions.length
    history = max((one.history_days for one in facts.crisis_triggers.values()), default=0)
    first = incident.since - timedelta(days=history)
    stretches: tuple[tuple[Literal["before", "during", "after"], list[MentionCount]], ...] = (
        ("before", [c for c in mentions.counts if first <= c.time < incident.since]),
        ("during", [c for c in mentions.counts if incident.since <= c.time < end]),
        ("after", [c for c in mentions.counts if c.time >= end]),
    )
    figures = tuple(_figures(name, counts, mentions) for name, counts in stretches)
    over = bool(stretches[2][1]) and found.now not in own
    clocks = tuple(_clocks(incident, answered))
    tried = tuple(_tried(incident, mentions, facts))
    parties = [one for one in incident.steps if facts.crisis_steps[one.step].part == "after"]
    return CrisisReview(
        since=incident.since,
        end=end,
        over=over,
        figures=figures,
        clocks=clocks,
        tried=tried,
        questions=tuple(Todo(step=one.step, party=one.party) for one in parties),
        changes=tuple(_changes(figures, clocks, tried, facts, over=over)),
        catalogue_version=facts.version,
        catalogue_hash=facts.hash,
        catalogue=facts,
    )


def _judge(incident: Handled, mentions: Mentions, answered: Sequence[datetime]) -> None:
    if not any(one.time == incident.since for one in mentions.counts):
        message = f"there is no count of {incident.since.isoformat()}, when the alarm began"
        raise StrategyError.of(message, path="mentions", remedy="add the counts of that time")
    if len(answered) > len(incident.deadlines):
        message = f"{len(answered)} answers are told, and {len(incident.deadlines)} were due"
        raise StrategyError.of(message, path="answered", remedy="tell one for each deadline")
    for place, when in enumerate(answered):
        path = f"answered[{place}]"
        if (when.utcoffset() is None) != (incident.since.utcoffset() is None):
            message = "one of answer and alarm has a time zone, and the other has none"
            raise StrategyError.of(message, path=path, remedy="write both in one way")
        if when < incident.since:
            message = f"{when.isoformat()} is before the alarm of {incident.since.isoformat()}"
            raise StrategyError.of(message, path=path, remedy="look the day up")


def _figures(
    stretch: Literal["before", "during", "after"], counts: Sequence[MentionCount], told: Mentions
) -> Figures:
    known = [one.mentions for one in counts if one.mentions is not None]
    per_day = _HOURS if told.step == "hour" else 1
    judged = [(one.friendly, one.judged) for one in counts if one.friendly is not None]
    number = sum(n for _, n in judged)
    return Figures(
        stretch=stretch,
        mentions_day=round(sum(known) / len(known) * per_day, 1) if known else None,
        friendly=round(sum(s * n for s, n in judged) / number, 1) if number else None,
    )


def _clocks(incident: Handled, answered: Sequence[datetime]) -> Iterator[ClockKept]:
    for place, deadline in enumerate(incident.deadlines):
        when = answered[place] if place < len(answered) else None
        kept = None if when is None else when <= deadline.due
        yield ClockKept(clock=deadline.clock, due=deadline.due, answered=when, kept=kept)


def _tried(incident: Handled, mentions: Mentions, facts: Catalogue) -> Iterator[TriggerTried]:
    """Watch the same counts by a lower limit: would the alarm have come earlier, at what price?"""
    plain = detect(mentions, catalogue=facts)
    for name in incident.triggers:
        trigger = facts.crisis_triggers.get(name)
        if trigger is None:
            continue
        limit = round(trigger.limit - trigger.limit / facts.constants[LOWER].value, 1)
        adjusted = {"adjust": {"crisis_trigger": {name: {"limit": limit}}}}
        lower = detect(mentions, catalogue=load_catalogue(adjusted, base=facts))
        own = [one for one in lower.alarms if one.since <= incident.until <= one.until]
        began = min((one.since for one in own), default=incident.since)
        earlier = max(incident.since - began, timedelta(0))
        days = len({one.time.date() for one in mentions.counts})
        yield TriggerTried(
            trigger=name,
            limit=trigger.limit,
            lower=limit,
            minutes_earlier=int(earlier.total_seconds() // 60),
            more_alarms=max(0, len(lower.alarms) - len(plain.alarms)),
            worth_it=bool(earlier) and _bearable(trigger, lower.alarms, plain.alarms, days),
        )


def _bearable(
    trigger: CrisisTrigger, more: Sequence[object], before: Sequence[object], days: int
) -> bool:
    """Say whether alarms stay as rare as the trigger allows by chance."""
    return len(more) - len(before) <= trigger.noise_alarms_year * days / _DAYS


def _changes(
    figures: Sequence[Figures],
    clocks: Sequence[ClockKept],
    tried: Sequence[TriggerTried],
    facts: Catalogue,
    *,
    over: bool,
) -> Iterator[Statement]:
    if not over:
        yield Statement(id="review.not_over")
    before, after = figures[0].friendly, figures[-1].friendly
    bounds = [one.praise_points for one in facts.crisis_triggers.values() if one.praise_points]
    if before is not None and after is not None and bounds:
        away = round(after - before, 1)
        back = away >= min(bounds)
        points = f"{abs(min(bounds)):g}" if back else f"{away:g}"
        name = "review.recovered" if back else "review.not_recovered"
        yield Statement(id=name, params=frozen_params({"points": points}))
    if any(one.kept is False for one in clocks):
        yield Statement(id="review.clock_change")
    if any(one.worth_it for one in tried):
        yield Statement(id="review.limit_change")
    yield Statement(id="review.history_change")
