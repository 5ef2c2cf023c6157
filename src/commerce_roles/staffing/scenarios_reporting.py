"""How scenarios read side by side: what was changed, every figure, the hours nobody gives."""

from collections.abc import Sequence

from commerce_roles.assessment.outcome import Estimate
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Alignment,
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
from commerce_roles.staffing.gauging import Amount, Measured

__all__ = ["report"]

_DRAWN = "uncovered"
"""The figure that is drawn: hours that nobody gives."""


def report(
    titles: Sequence[str],
    figures: Sequence[Sequence[Measured]],
    currency: str,
    speaker: Speaker,
) -> Document:
    """Show scenarios side by side: one column each, in the order of the titles."""
    marks = [_letter(place) for place in range(len(titles))]
    right: Alignment = "right"
    steps = [(strong(mark), title) for mark, title in zip(marks, titles, strict=True)]
    rows = [
        [
            _named(first.measure, currency, speaker),
            *(_cell(own[row], place, speaker) for place, own in enumerate(figures)),
        ]
        for row, first in enumerate(figures[0])
    ]
    bars = [
        Bar(mark, one.amount.low, one.amount.typical, one.amount.high, _said(one.amount, speaker))
        for mark, own in zip(marks, figures, strict=True)
        for one in own
        if one.measure == _DRAWN and isinstance(one.amount, Estimate)
    ]
    drawn: list[Block] = [Heading(capital(speaker.word("scenario", "work"))), Bars(bars)]
    blocks: list[Block] = [
        Paragraph(speaker.text("scenario.lead")),
        Table(["", speaker.word("scenario", "steps")], steps),
        Table(["", *marks], rows, alignments=("left", *(right for _ in marks))),
        Paragraph([muted(speaker.text("scenario.key"))]),
        *(drawn if bars else ()),
    ]
    return Document(capital(speaker.word("scenario", "title")), blocks, lang=speaker.language)


def _named(measure: str, currency: str, speaker: Speaker) -> str:
    unit = f" ({currency})" if measure == "cost" and currency else ""
    return speaker.word("scenario_measure", measure) + unit


def _cell(figure: Measured, place: int, speaker: Speaker) -> str:
    text = _said(figure.amount, speaker)
    if not place or figure.apart in ("same", "unknown") or figure.change is None:
        return text
    sign = "+" if figure.change > 0 else "−"
    much = abs(figure.change)
    change = speaker.ends(Estimate(much, much, much))  # rounded as the hours beside it are
    uncertain = isinstance(figure.amount, Estimate)
    word = f" {speaker.word('difference', figure.apart)}" if uncertain else ""
    return f"{text}  {sign}{change}{word}"


def _said(amount: Amount, speaker: Speaker) -> str:
    if amount is None:
        return "?"
    if isinstance(amount, Estimate):
        return speaker.ends(amount)
    return speaker.number(round(amount))


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)  # noqa: PLR2004 letters
