"""How the measures of a team read: each with what it says, and no person above another."""

from collections.abc import Iterator, Mapping

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Alignment,
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    muted,
    write_number,
)
from commerce_roles.model import FrozenMap
from commerce_roles.staffing.surveyed import Number, Surveyed

__all__ = ["report"]


def report(found: Surveyed, speaker: Speaker, names: Mapping[str, str]) -> Document:
    """Show the measures: of the team, of everybody's work, of tasks; who needs to talk."""
    called = {one: names.get(one, one) for one in _ids(found.people)}
    tasks = {
        one: speaker.catalogue.label("task", one, speaker.language) for one in _ids(found.tasks)
    }
    return Document(
        capital(speaker.word("measures", "title")),
        [
            Paragraph(muted(speaker.text("measures.lead"))),
            *_team(found, speaker),
            *_each("people", found.people, called, speaker),
            *_each("tasks", found.tasks, tasks, speaker),
            *_talk(found, speaker, called),
        ],
        lang=speaker.language,
    )


def _team(found: Surveyed, speaker: Speaker) -> Iterator[Block]:
    yield Table(
        [capital(speaker.word("measures", word)) for word in ("measure", "value", "meaning")],
        [
            [
                capital(speaker.word("measure_name", name)),
                _said(value, speaker),
                speaker.text(f"measures.{name}"),
            ]
            for name, value in found.team.items()
        ],
        alignments=("left", "right", "left"),
    )


def _each(
    what: str,
    measures: FrozenMap[str, FrozenMap[str, Number]],
    called: Mapping[str, str],
    speaker: Speaker,
) -> Iterator[Block]:
    """Show what is measured of each, a column a measure, and what the columns say."""
    if not called:
        return
    yield Heading(capital(speaker.word("measures", what)))
    heads = [capital(speaker.word("measure_name", name)) for name in measures]
    right: Alignment = "right"
    yield Table(
        ["", *heads],
        [
            [name, *(_said(values[one], speaker) for values in measures.values())]
            for one, name in called.items()
        ],
        alignments=("left", *(right for _ in heads)),
    )
    yield Bullets(
        [muted(f"{head}: {speaker.text(f'measures.{name}')}")]
        for head, name in zip(heads, measures, strict=True)
    )


def _talk(found: Surveyed, speaker: Speaker, called: Mapping[str, str]) -> Iterator[Block]:
    if found.need_to_talk:
        yield Heading(capital(speaker.word("measures", "talk")))
        yield Bullets(" – ".join(called[one] for one in pair) for pair in found.need_to_talk)


def _ids(measures: FrozenMap[str, FrozenMap[str, Number]]) -> list[str]:
    return [one for values in list(measures.values())[:1] for one in values]


def _said(value: Number, speaker: Speaker) -> str:
    if value is None:
        return "–"
    places = 0 if isinstance(value, int) else 2
    return write_number(value, speaker.language, places=places)
