"""How an assessment reads to the owner of a business: what to do first, then why."""

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from commerce_roles.assessment.contract import question_text
from commerce_roles.assessment.outcome import (
    Combination,
    Findings,
    OpenQuestion,
    RoleAssessment,
    Statement,
    frozen_params,
)
from commerce_roles.assessment.reporting_crisis import crisis_blocks
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import (
    Alignment,
    Bar,
    Bars,
    Block,
    Bullet,
    Bullets,
    Callout,
    Document,
    Heading,
    Paragraph,
    Table,
    Text,
    muted,
    strong,
)
from commerce_roles.model import Sourcing, Verdict

__all__ = ["report"]

_WARNINGS: Final = 3
_REASONS: Final = 4
_QUESTIONS: Final = 3


def report(
    result: Findings, asked: tuple[OpenQuestion, ...], catalogue: Catalogue, lang: str
) -> Document:
    """Tell what to do, who does it, what it takes and costs, and what it rests on.

    Args:
        result: What was found.
        asked: The questions of the result, the most telling first.
        catalogue: The facts, with their texts.
        lang: The language of the sentences.
    """
    speaker = Speaker(catalogue, lang)
    result = evolve(result, questions=asked)
    blocks: list[Block] = []
    for part in (
        _answer, _inconsistent, _roles, _hours, _crisis, _combinations, _warnings, _again,
        _questions, _why,
    ):  # fmt: skip
        blocks.extend(part(result, speaker))
    title = result.profile.name or speaker.text("heading.title")
    return Document(title, blocks, lang=lang)


def _heading(speaker: Speaker, name: str) -> Heading:
    return Heading(speaker.text(name))


def _answer(result: Findings, speaker: Speaker) -> Iterator[Block]:
    answer = result.answer
    yield Paragraph(strong(speaker.say(answer.statement)))
    if answer.leads:
        yield Paragraph(" ".join(speaker.say(lead) for lead in answer.leads))
    if answer.monday is not None or answer.first_steps:
        yield _heading(speaker, "heading.monday")
        said = [] if answer.monday is None else [answer.monday]
        yield Bullets([speaker.say(step) for step in (*said, *answer.first_steps)])
    if answer.costs and not all(role.wide_open for role in result.roles.values()):
        yield _heading(speaker, "heading.cost")
        yield Bullets([speaker.say(cost) for cost in dict.fromkeys(answer.costs)])


def _roles(result: Findings, speaker: Speaker) -> Iterator[Block]:
    yield _heading(speaker, "heading.roles")
    items: list[Bullet] = []
    for role in _ordered(result):
        estimate = [_pair(role, speaker), *(speaker.say(said) for said in role.sourcing_reasons)]
        if role.decided:
            items.append(Bullet(estimate[0], estimate[1:]))
        else:
            undecided = _undecided(result, role, speaker)
            items.append(Bullet(undecided, () if role.wide_open else estimate))
    yield Bullets(items)


def _ordered(result: Findings) -> list[RoleAssessment]:
    return sorted(result.roles.values(), key=lambda role: (-role.verdict.rank, role.role))


def _pair(role: RoleAssessment, speaker: Speaker) -> str:
    """Say a verdict together with who does the work."""
    hours = next(iter(role.hours.values())).as_numbers()
    support = role.support.as_numbers()
    params = {
        "post": role.role,
        "work": role.role,
        "hours": hours,
        "hours_low": hours["low"],
        "support_hours": support,
    }
    beyond = support["typical"] > 0 and role.sourcing is Sourcing.IN_HOUSE
    message = f"seat.{role.verdict}" if beyond else f"pair.{role.verdict}.{role.sourcing}"
    return speaker.text(message, frozen_params(params))


def _undecided(result: Findings, role: RoleAssessment, speaker: Speaker) -> str:
    asked = next((q for q in result.questions if role.role in q.roles), None)
    params = {
        "post": role.role,
        "lowest": role.possible[0].value,
        "highest": role.possible[-1].value,
        "question": "" if asked is None else question_text(speaker, asked.field),
    }
    return speaker.text("verdict.undecided", params)


def _hours(result: Findings, speaker: Speaker) -> Iterator[Block]:
    """Draw the hours of the first level, and tell those of every level in a table."""
    roles = [
        role
        for role in _ordered(result)
        if not role.wide_open and any(hours.typical > 0 for hours in role.hours.values())
    ]
    if not roles:
        return
    yield _heading(speaker, "heading.hours")
    bars: list[Bar] = []
    for role in roles:
        hours = next(iter(role.hours.values()))
        said = speaker.quantity("hours_month", hours.as_numbers())
        bars.append(Bar(speaker.role(role.role), hours.low, hours.typical, hours.high, said))
    yield Bars(bars)
    levels = list(roles[0].hours)
    rows = [
        [speaker.role(role.role), *(speaker.number(hours.rounded) for hours in role.hours.values())]
        for role in roles
    ]
    columns = [speaker.text("column.service"), *(speaker.word("level", level) for level in levels)]
    yield Table(columns, rows, alignments=_aligned(len(levels)))


def _aligned(numbers: int) -> tuple[Alignment, ...]:
    right: Alignment = "right"
    return ("left", *(right for _ in range(numbers)))


def _crisis(result: Findings, speaker: Speaker) -> Iterator[Block]:
    if result.crisis is not None:
        yield from crisis_blocks(result.crisis, speaker)


def _combinations(result: Findings, speaker: Speaker) -> Iterator[Block]:
    pairs = [pair for pair in result.combinations if _matters(pair, result) and pair.conditions]
    if pairs:
        yield _heading(speaker, "heading.combine")
        yield Bullets(
            [
                Bullet(
                    [strong(speaker.names(pair.roles)), ": ", speaker.say(pair.conditions[0])],
                    [speaker.say(said) for said in pair.conditions[1:]],
                )
                for pair in pairs
            ]
        )


def _matters(pair: Combination, result: Findings) -> bool:
    return all(result.roles[role].verdict > Verdict.NOT_NEEDED for role in pair.roles)


def _inconsistent(result: Findings, speaker: Speaker) -> Iterator[Block]:
    """Say which answers do not fit together, all of them: what follows rests on them."""
    found = [said for said in result.warnings if _is_inconsistency(said, speaker)]
    if found:
        yield _heading(speaker, "heading.inconsistent")
        yield from (_callout(said, speaker) for said in found)


def _warnings(result: Findings, speaker: Speaker) -> Iterator[Block]:
    found = [said for said in result.warnings if not _is_inconsistency(said, speaker)]
    if found:
        yield _heading(speaker, "heading.watch")
        yield from (_callout(said, speaker) for said in found[:_WARNINGS])


def _is_inconsistency(said: Statement, speaker: Speaker) -> bool:
    table = speaker.catalogue.tables.get(said.rule.partition("/")[0])
    return table is not None and table.decides == "inconsistency"


def _callout(said: Statement, speaker: Speaker) -> Callout:
    label = speaker.catalogue.heading("callout", "warning", speaker.sentences)
    cited = ", ".join((*said.claims[:2], *said.contradictions))
    text: Text = (speaker.say(said), muted(f" ({cited})" if cited else ""))
    return Callout(text, "warning", label=label)


def _again(result: Findings, speaker: Speaker) -> Iterator[Block]:
    if all(role.wide_open for role in result.roles.values()):
        return
    again = result.answer.ask_again
    if again:
        yield _heading(speaker, "again.heading")
        yield Bullets([speaker.say(one.statement) for one in again])


def _questions(result: Findings, speaker: Speaker) -> Iterator[Block]:
    if result.questions:
        yield _heading(speaker, "heading.questions")
        shown = result.questions[:_QUESTIONS]
        yield Bullets([question_text(speaker, question.field) for question in shown])


def _why(result: Findings, speaker: Speaker) -> Iterator[Block]:
    yield _heading(speaker, "heading.why")
    items: list[Bullet] = []
    for role in _ordered(result):
        bounds = [r for r in role.reasons if r.at_least or r.at_most]
        reasons = [*[r for r in role.reasons if r.points][:_REASONS], *bounds]
        under = [_reason(speaker, reason.statement, reason.points) for reason in reasons]
        if under:
            verdict = speaker.word("verdict", role.verdict)
            items.append(Bullet([strong(speaker.role(role.role)), f": {verdict}"], under))
    yield Bullets(items)


def _reason(speaker: Speaker, said: Statement, points: int) -> Bullet:
    cited = [*([f"+{points}"] if points else []), *said.claims[:2]]
    return Bullet([speaker.say(said), " ", muted(f"({', '.join(cited)})")])
