"""A plan for other programs: plain data, rows, CSV, iCalendar."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal, TypeAlias, get_args

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import inert
from commerce_roles.errors import MissingPackageError, UnknownIdError
from commerce_roles.strategy.contract import plain_table
from commerce_roles.strategy.planning.planned import Planned
from commerce_roles.structuring import Export, Omitted

__all__ = ["FORMAT", "PlanForm", "as_csv", "as_data", "as_ics", "exported", "rows"]

PlanForm: TypeAlias = Literal["csv", "ics"]
"""In which form a plan is written for other programs."""

FORMAT: Final = "plan/1"
_HOST: Final = "commerce-roles"


def as_data(plan: Planned) -> dict[str, Any]:
    """Write a plan as plain data."""
    return {"format": FORMAT, **plain_table(plan)}


def rows(plan: Planned, speaker: Speaker) -> list[dict[str, object]]:
    """Write everything that stands on a day as flat rows."""
    label = speaker.catalogue.label
    lang = speaker.language
    work: list[dict[str, object]] = [
        {
            "day": one.day.isoformat(),
            "until": one.until.isoformat(),
            "kind": one.kind,
            "task": one.task,
            "label": label("task", one.task, lang),
            "party": one.party,
            "hours": one.hours,
            "channel": None,
            "language": None,
            "format": None,
            "may_promote": None,
        }
        for one in plan.entries
    ]
    published: list[dict[str, object]] = [
        {
            "day": one.day.isoformat(),
            "until": one.day.isoformat(),
            "kind": "published",
            "task": one.task,
            "label": label("channel", one.channel, lang),
            "party": None,
            "hours": None,
            "channel": one.channel,
            "language": one.language or None,
            "format": one.format or None,
            "may_promote": one.may_promote,
        }
        for one in plan.slots
    ]
    return [*work, *published]


def as_csv(plan: Planned, speaker: Speaker) -> str:
    """Write the rows as CSV (RFC 4180), what is not told as an empty cell."""
    written = rows(plan, speaker)
    names = ["day", "until", "kind", "task", "label", "party", "hours", "channel", "language",
             "format", "may_promote"]  # fmt: skip
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    for row in written:
        told = {key: inert(part) if isinstance(part, str) else part for key, part in row.items()}
        writer.writerow(told)
    return text.getvalue()


def as_ics(plan: Planned, speaker: Speaker) -> str:
    """Write an iCalendar: an event for each entry and each piece, all of whole days.

    The stamp is the first day of the plan, so that the same plan gives the same bytes.

    Raises:
        MissingPackageError: icalendar is not installed.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        package, extra = "icalendar", "calendar"
        raise MissingPackageError(package, extra) from None
    calendar: Any = Calendar()
    calendar.add("prodid", f"-//{_HOST}//plan//EN")
    calendar.add("version", "2.0")
    stamp = datetime(plan.start.year, plan.start.month, plan.start.day, tzinfo=UTC)
    label, lang = speaker.catalogue.label, speaker.language

    def add(uid: str, first: Any, last: Any, said: tuple[str, str]) -> None:  # noqa: ANN401 days
        event: Any = Event()
        event.add("uid", f"{uid}@{_HOST}")
        event.add("dtstamp", stamp)
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(days=1))
        event.add("summary", capital(said[0]))
        event.add("description", said[1])
        calendar.add_component(event)

    for one in plan.entries:
        name = label("task", one.task, lang)
        party = speaker.role(one.party)
        uid = f"{one.task}-{one.day:%Y%m%d}"
        add(uid, one.day, one.until, (name, f"{party}, {speaker.number(one.hours)} h"))
    seen: dict[str, int] = {}
    for slot in plan.slots:
        form = label("content_format", slot.format, lang) if slot.format else ""
        name = ": ".join(part for part in (label("channel", slot.channel, lang), form) if part)
        base = f"{slot.channel}-{slot.language or 'any'}-{slot.day:%Y%m%d}"
        seen[base] = seen.get(base, 0) + 1
        spoken = label("language", slot.language, lang) if slot.language else ""
        add(f"{base}-{seen[base]}", slot.day, slot.day, (name, spoken))
    return str(calendar.to_ical().decode("utf-8"))


_UNSAID: Final = ("loads", "left_out", "set_up", "critical", "unscheduled", "warnings")
"""Parts of a plan that stand on no day."""


def exported(plan: Planned, form: PlanForm, speaker: Speaker) -> Export:
    """Write a plan, and say what of it is not in there.

    Raises:
        UnknownIdError: There is no such form.
        MissingPackageError: icalendar is not installed.
    """
    if form not in get_args(PlanForm):
        raise UnknownIdError("form of a plan", form, get_args(PlanForm))
    counts = {name: len(getattr(plan, name)) for name in _UNSAID}
    counts["likely"] = int(plan.likely is not None)
    counts["slots.adapted"] = sum(slot.adapted for slot in plan.slots)
    if form == "ics":
        counts["entries.kind"] = len(plan.entries)
        counts["slots.task"] = len(plan.slots)
        counts["slots.may_promote"] = sum(slot.may_promote for slot in plan.slots)
    counts["the terms under which the facts may be passed on"] = int(bool(speaker.catalogue.notice))
    lost = tuple(Omitted(name, count) for name, count in counts.items() if count)
    text = as_csv(plan, speaker) if form == "csv" else as_ics(plan, speaker)
    return Export(form=form, content=text.encode(), lost=lost)
