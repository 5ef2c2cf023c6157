"""How the risk of absences reads: on average, all at once, task by task, and in short months."""

from collections.abc import Iterator, Mapping

from commerce_roles.assessment.outcome import frozen_params
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Bar,
    Bars,
    Block,
    Document,
    Heading,
    Paragraph,
    Table,
    muted,
    strong,
)
from commerce_roles.staffing.absent import Absent

__all__ = ["report"]


def report(risk: Absent, speaker: Speaker, names: Mapping[str, str]) -> Document:
    """Show what absences do."""
    blocks = [*_lead(risk, speaker), *_tasks(risk, speaker, names), *_months(risk, speaker)]
    return Document(capital(speaker.word("risk", "title")), blocks, lang=speaker.language)


def _lead(risk: Absent, speaker: Speaker) -> Iterator[Block]:
    if risk.expected is None:
        yield Paragraph([strong(speaker.text("risk.nothing"))])
        return
    params = {
        "percent": _percent(risk.absence_rate),
        "share": _percent(risk.expected),
        "spread": _percent(risk.everybody or 0.0),
    }
    yield Paragraph([strong(speaker.text("risk.expected", frozen_params(params)))])
    message, likely = "risk.all", {"percent": _percent(risk.all_covered)}
    if risk.interval is not None:
        message = "risk.all_simulated"
        low, high = risk.interval
        likely |= {"share": _percent(low), "spread": _percent(high)}
    yield Paragraph(speaker.text(message, frozen_params(likely)))
    yield Paragraph([muted(speaker.text("risk.assumption"))])


def _tasks(risk: Absent, speaker: Speaker, names: Mapping[str, str]) -> Iterator[Block]:
    if not risk.tasks:
        return
    columns = [speaker.word("risk", word) for word in ("task", "by", "covered")]
    rows = [
        [
            speaker.catalogue.label("task", one.task, speaker.language),
            ", ".join(names.get(who, who) for who in one.by) or "–",
            f"{speaker.number(_percent(one.covered))} %",
        ]
        for one in sorted(risk.tasks, key=lambda one: (one.covered, one.task))
    ]
    yield Table(columns, rows, alignments=("left", "left", "right"))


def _months(risk: Absent, speaker: Speaker) -> Iterator[Block]:
    if not risk.peaks:
        return
    yield Heading(capital(speaker.word("risk", "months")))
    yield Bars(
        [
            Bar(
                capital(speaker.word("month", str(one.month))),
                one.hours.low,
                one.hours.typical,
                one.hours.high,
                speaker.text(
                    "risk.month", frozen_params({"available": one.capacity, "spare": one.short})
                ),
                mark=one.capacity,
            )
            for one in sorted(risk.peaks, key=lambda one: one.month)
        ]
    )
    yield Paragraph([muted(speaker.word("team_key", "load"))])


def _percent(part: float) -> float:
    return round(part * 100, 1)
