"""Detecting: mentions watched by the catalogue's triggers, with what is usual before each day.

1. Every day is compared with the whole days before it, as far as a trigger looks back.
2. Too many mentions: at least `limit` times the usual, more than chance has it (`usual`), and at
   least `least_count`; of hours, in the hour or in the last twenty-four. Where sentiment is known
   and holds, that is praise and no alarm.
3. Too unfriendly: of at least `least_count` messages, of an hour or else of the last twenty-four,
   the share changed by `limit` points, and by more than chance has it.
4. Alarms that are no farther apart than `calm_hours` are one.

What is not known is left out, never taken for none; before `least_days` known days there is no
usual, and that is said; so is it where mentions are so few that only far more than `limit` times
the usual is told from chance.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from attrs import field, fields, frozen

from commerce_roles.assessment.outcome import Statement, frozen_params
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached
from commerce_roles.display import Document
from commerce_roles.model import CrisisTrigger
from commerce_roles.strategy.crisis import watching_reporting as reporting
from commerce_roles.strategy.crisis.alarms import alarms_of
from commerce_roles.strategy.crisis.detected import Detected, Look
from commerce_roles.strategy.crisis.mentions import MentionCount, Mentions
from commerce_roles.strategy.crisis.storing import DETECTION, Stored
from commerce_roles.strategy.crisis.usual import Day
from commerce_roles.strategy.crisis.watching import MENTIONS, SENTIMENT, Watch, ratio_of

__all__ = ["Detection", "detect"]


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Detection(Stored, Detected):
    """Mentions that were watched; it draws itself."""

    form = DETECTION
    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def document(self, lang: str = "en") -> Document:
        """Show the mentions beside the usual, and every alarm.

        Args:
            lang: The language of the texts.
        """
        return reporting.report(self, Speaker(self.catalogue, lang))

    def without_alarm(self, lang: str = "en") -> Document:
        """Show the mentions only, for a page that has told the alarm.

        Args:
            lang: The language of the texts.
        """
        speaker = Speaker(self.catalogue, lang)
        return Document("", tuple(reporting.mention_blocks(self, speaker)), lang=speaker.sentences)

    def rows(self) -> list[dict[str, object]]:
        """Write a flat row for each count."""
        names = [one.name for one in fields(Look)]
        return [
            {
                **{name: getattr(look, name) for name in names},
                "triggers": ", ".join(look.triggers) or None,
            }
            for look in self.looks
        ]

    def __repr__(self) -> str:
        """Say how many counts and alarms there are."""
        return f"<Detection: {len(self.looks)} counts, {len(self.alarms)} alarms>"


def detect(mentions: Mentions, *, catalogue: Catalogue | None = None) -> Detection:
    """Watch mentions by the triggers of the catalogue.

    Args:
        mentions: Counts by the hour or the day.
        catalogue: The facts; the library's own where left out.

    Sources:
        The limits are facts: `commerce-roles show crisis_triggers`. The count against chance is
        that of Farrington et al. (1996) in its idea, on a variance-stabilised scale, without a
        regression.

    Examples:
        >>> from datetime import datetime, timedelta
        >>> first = datetime(2026, 9, 1)
        >>> told = [20] * 60 + [90, 120]
        >>> counts = tuple(MentionCount(time=first + timedelta(days=n), mentions=count)
        ...     for n, count in enumerate(told))
        >>> found = detect(Mentions(step="day", counts=counts))
        >>> found.now.since.date(), found.now.mention_volume_ratio
        (datetime.date(2026, 10, 31), 5.25)
    """
    facts = catalogue or load_catalogue()
    triggers = sorted(facts.crisis_triggers.values(), key=lambda one: (one.signal, one.id))
    days = _days(mentions)
    looks = {
        one.time: Look(time=one.time, mentions=one.mentions, friendly=_tenth(one.friendly),
                       judged=one.judged)
        for one in mentions.counts
    }  # fmt: skip
    hidden = [Watch(trigger, mentions.step) for trigger in triggers]
    for watch in sorted(hidden, key=lambda one: one.trigger.signal != SENTIMENT):
        for look in watch.looks(days, looks):
            looks[look.time] = look
    seen = tuple(looks.values())
    return Detection(
        step=mentions.step,
        looks=seen,
        alarms=tuple(alarms_of(seen, triggers, mentions.length)),
        open=tuple(_open(seen, days, triggers)),
        catalogue_hash=facts.hash,
        catalogue=facts,
    )


def _days(mentions: Mentions) -> tuple[Day, ...]:
    found: dict[int, list[MentionCount]] = {}
    for one in mentions.counts:
        found.setdefault(one.time.toordinal(), []).append(one)
    return tuple(Day(number, tuple(counts)) for number, counts in found.items())


def _open(
    looks: Sequence[Look], days: Sequence[Day], triggers: Sequence[CrisisTrigger]
) -> Iterator[Statement]:
    """Say what cannot be said at the end."""
    if not any(day.known for day in days):
        yield Statement(id="crisis.open.nothing")
        return
    last = looks[-1]
    for it in triggers:
        if it.signal == MENTIONS and last.usual is None:
            known = sum(bool(day.known) for day in days[:-1])
            params = frozen_params({"number": known, "least": str(it.least_days)})
            yield Statement(id="crisis.open.history", params=params, rule=f"crisis_trigger.{it.id}")
        if it.signal == MENTIONS and last.usual and last.line and last.line > it.limit * last.usual:
            number = ceil(last.line)
            times = ratio_of(number, last.usual)
            params = frozen_params({"number": number, "least": f"{times:g}"})
            yield Statement(id="crisis.open.few", params=params, rule=f"crisis_trigger.{it.id}")
        if it.signal == SENTIMENT and last.change is None:
            yield Statement(id="crisis.open.sentiment", rule=f"crisis_trigger.{it.id}")


def _tenth(value: float | None) -> float | None:
    """Round to a tenth of a point."""
    return None if value is None else round(value, 1)
