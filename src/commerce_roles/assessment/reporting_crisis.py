"""How advice for a crisis reads: what it is, who, by when, what to say and what never."""

from collections.abc import Iterable, Iterator

from commerce_roles.assessment.outcome import CrisisAdvice, Statement
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Block,
    Bullet,
    Bullets,
    Callout,
    Heading,
    Paragraph,
    Span,
    muted,
    strong,
)

__all__ = ["crisis_blocks"]


def crisis_blocks(crisis: CrisisAdvice, speaker: Speaker) -> Iterator[Block]:
    """Tell what to do in a crisis, each step with what it rests on."""
    yield Heading(speaker.text("heading.crisis"))
    for said in (crisis.kind, crisis.main):
        if said is not None:
            yield Paragraph([strong(speaker.say(said)), *_cited(said)])
    yield from _open(crisis, speaker)
    charges = {
        "accountable": crisis.accountable,
        "approver": crisis.approver,
        "responsible": crisis.responsible,
    }
    who = [
        Bullet(
            [
                strong(f"{capital(speaker.word('charge', name))}: "),
                speaker.say(charge.statement),
                *_cited(charge.statement),
            ]
        )
        for name, charge in charges.items()
        if charge is not None
    ]
    use = "heading.crisis.use" if crisis.clocks else "heading.crisis.prepare"
    for heading, items, ordered in (
        ("heading.crisis.who", who, False),
        ("heading.crisis.clocks", _said((c.statement for c in crisis.clocks), speaker), False),
        (use, _said((one.statement for one in crisis.use), speaker), True),
        ("heading.crisis.avoid", _said((one.statement for one in crisis.avoid), speaker), False),
        ("heading.crisis.besides", _said(crisis.advice, speaker), False),
    ):
        if items:
            yield Heading(speaker.text(heading), 3)
            yield Bullets(items, ordered=ordered)


def _open(crisis: CrisisAdvice, speaker: Speaker) -> Iterator[Block]:
    """Say which kinds or responses the missing answers leave open, and what to ask."""
    if crisis.decided or not crisis.ask:
        return
    kinds = [
        (kind, words)
        for kind, words in (
            ("crisis_cluster", crisis.possible_clusters),
            ("crisis_response", crisis.possible_responses),
        )
        if len(words) > 1
    ]
    listed = "; ".join(
        ", ".join(speaker.catalogue.label(kind, word, speaker.sentences) for word in words)
        for kind, words in kinds
    )
    field = speaker.catalogue.fields[crisis.ask]
    params = {"listed": listed, "question": speaker.label(field.question)}
    yield Callout(speaker.text("crisis.undecided", params))


def _said(statements: Iterable[Statement], speaker: Speaker) -> list[Bullet]:
    return [Bullet([speaker.say(said), *_cited(said)]) for said in statements]


def _cited(said: Statement) -> list[Span]:
    cited = ", ".join((*said.claims, *said.sources, *said.contradictions))
    return [muted(f" ({cited})")] if cited else []
