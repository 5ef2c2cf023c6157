"""A review of a crisis as a document: figures, clocks, triggers, questions, what to change."""

from typing import Final

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.display import Block, Bullets, Document, Heading, Paragraph, Table, Text
from commerce_roles.strategy.crisis.reviewed import ClockKept, Figures, Reviewed, TriggerTried
from commerce_roles.strategy.crisis.steps_reporting import outline

__all__ = ["report"]

_NONE: Final = "–"
_KEPT: Final = {
    True: "review.clock_kept",
    False: "review.clock_missed",
    None: "review.clock_unknown",
}


def report(review: Reviewed, speaker: Speaker) -> Document:
    """Show a review, the figures first."""
    span = {
        "seen": review.since.isoformat(" ", "minutes"),
        "day": review.end.isoformat(" ", "minutes"),
    }
    blocks: list[Block] = [
        Paragraph(speaker.text("review.span", span)),
        Heading(speaker.text("review.figures")),
        _figures(review.figures, speaker),
    ]
    if review.clocks:
        blocks += [
            Heading(speaker.text("incident.deadlines")),
            Bullets(_clock(one, speaker) for one in review.clocks),
        ]
    if review.tried:
        blocks += [
            Heading(speaker.text("review.triggers")),
            Bullets(_tried(one, speaker) for one in review.tried),
        ]
    blocks += [
        Heading(speaker.text("review.change")),
        Bullets(speaker.say(one) for one in review.changes),
        Heading(speaker.text("review.questions")),
        Bullets(outline(review.questions, "after", speaker)),
    ]
    return Document(speaker.text("review.title"), blocks, lang=speaker.sentences)


def _figures(figures: tuple[Figures, ...], speaker: Speaker) -> Table:
    def number(value: float | None) -> str:
        return _NONE if value is None else speaker.number(value)

    heads: list[Text] = ["", *(speaker.word("incident", one.stretch) for one in figures)]
    rows: list[list[Text]] = [
        [
            speaker.word("incident", "mentions_day"),
            *(number(one.mentions_day) for one in figures),
        ],
        [speaker.word("incident", "friendly"), *(number(one.friendly) for one in figures)],
    ]
    return Table(heads, rows, alignments=("left", "right", "right", "right"))


def _clock(one: ClockKept, speaker: Speaker) -> str:
    said = speaker.say(one.clock.statement)
    due = one.due.isoformat(" ", "minutes")
    when = one.answered.isoformat(" ", "minutes") if one.answered else ""
    listed = f"{said} ({when} ≤ {due})" if one.kept else f"{said} ({due})"
    return speaker.text(_KEPT[one.kept], {"listed": listed})


def _tried(one: TriggerTried, speaker: Speaker) -> str:
    params = {
        "number": speaker.number(one.lower),
        "least": speaker.number(one.limit),
        "duration": one.minutes_earlier,
        "most": str(one.more_alarms),
    }
    earlier = "review.earlier_alarm" if one.minutes_earlier else "review.same_alarm"
    return speaker.text(earlier, params)
