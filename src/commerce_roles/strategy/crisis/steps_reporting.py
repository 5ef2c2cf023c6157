"""How duties, steps, clocks and things to say read, in a playbook as in an incident."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from commerce_roles.assessment.outcome import Statement
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import Bullet, Bullets, Span, Table, Text, muted, strong
from commerce_roles.model import CrisisStep
from commerce_roles.strategy.crisis.prepared import Duty, Pausing, Todo

__all__ = ["cited", "duties_said", "outline", "pause_said", "said", "step_table", "steps_of"]

Part = Literal["before", "during", "statement", "after"]
_PAUSES: Final = {
    "nothing": "crisis.pause_nothing",
    "promotional": "crisis.pause_promotional",
    "everything": "crisis.pause_everything",
}


def cited(claims: Sequence[str], sources: Sequence[str] = ()) -> list[Span]:
    """Name what something rests on, muted."""
    names = ", ".join((*claims, *sources))
    return [muted(f" ({names})")] if names else []


def said(statements: Iterable[Statement], speaker: Speaker) -> list[Bullet]:
    """Say sentences, each with what it rests on."""
    return [Bullet([speaker.say(one), *cited(one.claims, one.sources)]) for one in statements]


def duties_said(duties: Iterable[Duty], speaker: Speaker) -> Bullets:
    """Say who decides, approves and answers."""
    return Bullets(
        [
            Bullet(
                [
                    strong(f"{capital(speaker.word('charge', duty.charge))}: "),
                    f"{capital(speaker.role(duty.party))}. {speaker.say(duty.statement)}",
                    *cited(duty.statement.claims, duty.statement.sources),
                ]
            )
            for duty in duties
        ]
    )


def steps_of(todos: Iterable[Todo], part: Part, speaker: Speaker) -> list[tuple[Todo, CrisisStep]]:
    """Give the steps of a part, with their facts."""
    facts = speaker.catalogue.crisis_steps
    return [(one, facts[one.step]) for one in todos if facts[one.step].part == part]


def outline(todos: Iterable[Todo], part: Part, speaker: Speaker) -> Iterator[Bullet]:
    """Say the steps of a part, a line each."""
    for _, step in steps_of(todos, part, speaker):
        yield Bullet(speaker.text(step.message))


def step_table(todos: Iterable[Todo], part: Part, speaker: Speaker) -> Table:
    """Show the steps of a part: by when, who, what."""
    heads: list[Text] = [speaker.word("incident", one) for one in ("by_when", "who", "what")]
    rows: list[list[Text]] = []
    for todo, step in steps_of(todos, part, speaker):
        when = (
            todo.due.isoformat(" ", "minutes")
            if todo.due is not None
            else speaker.parameter("duration", todo.minute)
        )
        grave = ", ".join(
            speaker.catalogue.label("crisis_severity", one, speaker.language)
            for one in step.severities
        )
        only = [strong(f"{capital(grave)}: ")] if grave and todo.due is None else []
        who = capital(speaker.role(todo.party))
        rows.append([strong(when), who, [*only, speaker.text(step.message)]])
    return Table(heads, rows)


def pause_said(pause: Pausing, days: int, speaker: Speaker) -> str:
    """Say what is paused, and for how many days."""
    return speaker.text(_PAUSES[pause], {"days_most": days})
