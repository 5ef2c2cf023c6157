"""How offers read side by side: what each covers and costs, what stays, what to settle."""

from collections.abc import Iterator, Mapping
from typing import Final

from commerce_roles.assessment.need import NOTHING
from commerce_roles.assessment.outcome import frozen_params
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Alignment,
    Block,
    Bullet,
    Bullets,
    Document,
    Heading,
    Matrix,
    Paragraph,
    Square,
    Table,
    Text,
    muted,
    strong,
)
from commerce_roles.staffing.offered import Compared, OfferedState, OfferLook

__all__ = ["report"]

_HEAT: Final[Mapping[OfferedState, float]] = {
    "covered": 1.0, "in_part": 0.5, "left": 0.0, "stays": 0.0,
}  # fmt: skip
"""How warm a task is by what an offer makes of it."""


def report(compared: Compared, speaker: Speaker) -> Document:
    """Show offers side by side."""
    blocks = [*_lead(compared, speaker), *_terms(compared, speaker), *_tasks(compared, speaker)]
    for look in compared.looks:
        blocks += _one(look, speaker)
    title = capital(speaker.word("offers", "title"))
    return Document(title, blocks, lang=speaker.language)


def _lead(compared: Compared, speaker: Speaker) -> Iterator[Block]:
    if not compared.looks:
        yield Paragraph(speaker.text("offer.lead_none"))
        return
    first = compared.looks[0]
    hours = sum((task.covered + task.left for task in first.tasks), NOTHING).as_numbers()
    params = frozen_params({"offers": len(compared.looks), "hours": hours})
    yield Paragraph([strong(speaker.text("offer.lead", params))])
    if compared.near_equal:
        params = frozen_params({"names_of": compared.near_equal})
        yield Paragraph(speaker.text("offer.near", params))


def _terms(compared: Compared, speaker: Speaker) -> Iterator[Block]:
    names = ("offer", "price", "hours", "per_hour", "response", "notice", "accounts")
    right: Alignment = "right"
    if compared.looks:
        yield Table(
            [speaker.word("offer_column", name) for name in names],
            [_terms_of(look, compared.currency, speaker) for look in compared.looks],
            alignments=("left", right, right, right, right, right, "left"),
        )


def _terms_of(look: OfferLook, currency: str, speaker: Speaker) -> list[Text]:
    offer, per_hour = look.offer, look.per_hour
    answers, notice = offer.response_hours, offer.notice_days
    return [
        _name(look),
        "" if look.price is None else f"{speaker.number(round(look.price))} {currency}",
        speaker.ends(look.covered),
        "" if per_hour is None else f"{speaker.ends(per_hour)} {currency}",
        "" if answers is None else speaker.quantity("hours", answers),
        "" if notice is None else speaker.quantity("days", notice),
        "" if offer.accounts is None else speaker.word("accounts", offer.accounts),
    ]


def _name(look: OfferLook) -> str:
    offer = look.offer
    return f"{offer.name} ({offer.id})" if offer.name else offer.id


def _tasks(compared: Compared, speaker: Speaker) -> Iterator[Block]:
    """Draw a heat map of tasks and offers."""
    if not compared.looks:
        return
    tasks = [one.task for one in compared.looks[0].tasks]
    squares = [
        [_offered(look.tasks[place].state, speaker) for look in compared.looks]
        for place in range(len(tasks))
    ]
    yield Heading(capital(speaker.word("offer_column", "tasks")))
    yield Matrix(
        [look.offer.id for look in compared.looks],
        [speaker.catalogue.label("task", task, speaker.language) for task in tasks],
        squares,
        corner=speaker.word("offer_column", "task"),
    )


def _offered(state: OfferedState, speaker: Speaker) -> Square:
    return Square(speaker.word("offered", state), _HEAT[state])


def _one(look: OfferLook, speaker: Speaker) -> Iterator[Block]:
    yield Heading(_name(look), 3)
    params = {
        "hours": look.covered.as_numbers(),
        "count": len(look.of("covered")) + len(look.of("in_part")),
        "rest": len(look.of("left")) + len(look.of("stays")),
    }
    yield Paragraph(speaker.text("offer.covers", frozen_params(params)))
    items: list[Bullet] = []
    if look.beyond:
        said = speaker.text("offer.beyond", frozen_params({"tasks": look.beyond}))
        items.append(Bullet([said]))
    for one in look.findings:
        cited = ", ".join((*one.statement.claims[:2], *one.statement.contradictions))
        behind = muted(f"({cited})" if cited else "")
        items.append(Bullet([speaker.say(one.statement), " ", behind]))
    yield Bullets(items)
