"""An explanation as a document: what counted, what did not and why, hours, and what it rests on."""

from collections.abc import Iterator

from commerce_roles.assessment.explaining.arguing import Arguing
from commerce_roles.assessment.explaining.citing import Citing
from commerce_roles.assessment.explaining.seen import Seen
from commerce_roles.assessment.explaining.telling_hours import TellingHours
from commerce_roles.assessment.explaining.telling_rules import TellingRules
from commerce_roles.assessment.explaining.wording import Wording
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import Block, Document, Heading, Paragraph, Table, Text, muted, strong

__all__ = ["tell"]


def tell(explanation: Seen, catalogue: Catalogue, lang: str) -> Document:
    """Write an explanation as a document.

    Args:
        explanation: What is told.
        catalogue: The facts by which it was decided.
        lang: The language; sentences are said whole in the catalogue's first where it has none.
    """
    speaker = Speaker(catalogue, lang)
    words = Wording.of(speaker, explanation.readings, explanation.role)
    citing = Citing(catalogue, speaker)
    rules = TellingRules(explanation, speaker, words, Arguing(words), citing)
    blocks: list[Block] = [
        *_head(explanation, speaker, words),
        *rules.verdict(),
        *TellingHours(explanation, speaker, words, citing).blocks(),
        *rules.who(),
        *_assumed(explanation, speaker, words, citing),
        *citing.blocks(explanation),
    ]
    return Document(capital(speaker.role(explanation.role)), blocks, lang=lang)


def _head(seen: Seen, speaker: Speaker, words: Wording) -> Iterator[Block]:
    """Say the verdict, how the score makes it, and what is still possible."""

    def verdict(word: str) -> str:
        return words.speaker.word("verdict", word)

    def number(value: float) -> str:
        return words.speaker.number(value)

    least, most = map(number, seen.score_range)
    open_ = {"least": least, "most": most} if least != most else {}
    message = "explain.score_open" if open_ else "explain.score"
    said = [speaker.text(message, {"seen": number(seen.score), **open_})]
    wanted = verdict(seen.verdict)
    if seen.verdict == seen.band:
        said.append(speaker.text("explain.by_points", {"wanted": wanted}))
    else:
        message = "explain.by_floor" if seen.verdict > seen.band else "explain.by_cap"
        said.append(speaker.text(message, {"seen": verdict(seen.band), "wanted": wanted}))
    for message, margin, place in (
        ("explain.margin_up", seen.margin_up, 1),
        ("explain.margin_down", seen.margin_down, -1),
    ):
        if margin is not None:
            other = list(type(seen.verdict))[seen.verdict.rank + place]
            params = {"points": number(margin), "wanted": verdict(other)}
            said.append(speaker.text(message, params))
    yield Paragraph(strong(f"{capital(verdict(seen.verdict))}."))
    yield Paragraph(" ".join(said))
    if len(seen.possible) > 1:
        listed = ", ".join(
            words.phrase("explain.quoted", seen=verdict(one)) for one in seen.possible
        )
        yield Paragraph(strong(speaker.text("explain.possible", {"listed": listed})))
    bands = [
        words.phrase("explain.band", limit=number(limit), wanted=verdict(band))
        for band, limit in sorted(seen.bands.items(), key=lambda band: -band[1])
        if limit
    ]
    yield Paragraph(muted(speaker.text("explain.bands", {"listed": "; ".join(bands)})))


def _assumed(seen: Seen, speaker: Speaker, words: Wording, citing: Citing) -> Iterator[Block]:
    """Show what stood for answers that were not given, and what they could change."""
    rows: list[list[Text]] = []
    for one in seen.assumed:
        could = ", ".join(words.speaker.word("bears", what) for what in one.bears_on)
        name, value = words.name(one.field), words.value(one.field, one.value)
        rows.append([name, value, could, citing.line(one.evidence)])
    if rows:
        yield Heading(speaker.text("heading.defaults"))
        names = ("field", "value", "could_change", "claims")
        yield Table([speaker.word("column", name) for name in names], rows)
