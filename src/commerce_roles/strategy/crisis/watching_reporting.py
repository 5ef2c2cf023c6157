"""How watched mentions read: the last counts beside the usual, alarms, what cannot be said."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.display import (
    Block,
    Bullets,
    Document,
    Heading,
    Line,
    Lines,
    Paragraph,
    Table,
    Text,
    strong,
)
from commerce_roles.strategy.crisis.detected import Alarm, Detected, Look
from commerce_roles.strategy.crisis.mentions import Step

__all__ = ["alarm_said", "mention_blocks", "picture", "report", "time_said", "trigger_said"]

_NONE: Final = "–"
_SHOWN: Final = 14
"""Counts that a table shows: two weeks of days."""
_DRAWN: Final = {"day": 56, "hour": 72}
"""Counts that a picture shows: eight weeks of days, three days of hours."""


def report(detected: Detected, speaker: Speaker) -> Document:
    """Show what was watched: whether there is an alarm, and the mentions."""
    title = _title(detected)
    blocks: list[Block] = []
    if detected.now is not None:
        blocks.append(Bullets(alarm_said(detected.now, speaker)))
    blocks += mention_blocks(detected, speaker)
    return Document(speaker.text(title), blocks, lang=speaker.sentences)


def _title(detected: Detected) -> str:
    if detected.now is not None:
        return "incident.title"
    if not detected.known:
        return "incident.title_open"
    return "incident.title_over" if detected.alarms else "incident.title_calm"


def mention_blocks(detected: Detected, speaker: Speaker) -> Iterator[Block]:
    """Tell what cannot be said, that all is calm, earlier alarms, and the last counts."""
    for said in detected.open:
        yield Paragraph(speaker.say(said))
    if detected.now is None and detected.known:
        seen = time_said(detected.step, detected.looks[-1].time)
        yield Paragraph(speaker.text("incident.calm", {"seen": seen}))
    if praised := [time_said(detected.step, look.time) for look in detected.looks if look.praise]:
        yield Paragraph(speaker.text("incident.praise", {"listed": ", ".join(praised)}))
    earlier = [alarm for alarm in detected.alarms if alarm.over]
    if earlier:
        yield Heading(speaker.text("incident.earlier"))
        yield Bullets(
            " ".join((_span(detected, one, speaker), *alarm_said(one, speaker))) for one in earlier
        )
    if detected.looks:
        yield Heading(speaker.text("incident.mentions"))
        yield picture(detected, speaker)
        yield _table(detected, speaker)


def picture(detected: Detected, speaker: Speaker) -> Lines:
    """Draw the last counts: the usual, with everything that is no alarm behind it, and alarms."""
    looks = detected.looks[-_DRAWN[detected.step] :]
    places = [time_said(detected.step, look.time) for look in looks]
    usual = Line(
        speaker.word("incident", "usual"),
        [_tenth(look.usual) for look in looks],
        low=[None if look.line is None else 0.0 for look in looks],
        high=[_tenth(look.line) for look in looks],
        style="dashed",
    )
    mentions = Line(speaker.word("incident", "mentions"), [look.mentions for look in looks])
    alarms = [look.mentions if look.triggers else None for look in looks]
    alarm = Line(speaker.word("incident", "alarm"), alarms)
    caption = speaker.text("incident.picture")
    return Lines(places, [usual, mentions, alarm], caption=caption, lang=speaker.language)


def _table(detected: Detected, speaker: Speaker) -> Table:
    names = ("time", "mentions", "usual", "alarm_from", "friendly", "alarm")
    heads: list[Text] = [speaker.word("incident", name) for name in names]
    rows = [_row(detected, look, speaker) for look in detected.looks[-_SHOWN:]]
    return Table(heads, rows, alignments=("left", "right", "right", "right", "right", "left"))


def _row(detected: Detected, look: Look, speaker: Speaker) -> list[Text]:
    def number(value: float | None) -> str:
        return _NONE if value is None else speaker.number(round(value, 1))

    label = speaker.catalogue.label
    alarms = ", ".join(label("crisis_trigger", one, speaker.language) for one in look.triggers)
    return [
        time_said(detected.step, look.time),
        number(look.mentions),
        number(look.usual),
        number(look.line),
        number(look.friendly),
        strong(alarms) if alarms else "",
    ]


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _span(detected: Detected, alarm: Alarm, speaker: Speaker) -> str:
    since, until = (time_said(detected.step, one) for one in (alarm.since, alarm.until))
    params = {"seen": since, "day": until}
    return speaker.text("incident.since", params)


def alarm_said(alarm: Alarm, speaker: Speaker) -> list[str]:
    """Say an alarm, a sentence for each trigger."""
    ratio, change = alarm.mention_volume_ratio, alarm.sentiment_change_points
    return [trigger_said(name, ratio, change, speaker) for name in alarm.triggers]


def trigger_said(name: str, ratio: float | None, change: float | None, speaker: Speaker) -> str:
    """Say what a trigger saw."""
    trigger = speaker.catalogue.crisis_triggers[name]
    value = ratio if trigger.signal == "mentions" else change
    told = _NONE if value is None else speaker.number(round(value, 1))
    listed = speaker.catalogue.label("crisis_trigger", name, speaker.language)
    return speaker.text(trigger.message, {"number": told, "points": told, "listed": listed})


def time_said(step: Step, time: datetime) -> str:
    """Write a time as exactly as it is known."""
    if step == "day":
        return time.date().isoformat()
    return time.isoformat(" ", "minutes")
