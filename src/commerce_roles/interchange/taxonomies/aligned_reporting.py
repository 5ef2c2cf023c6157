"""How an alignment reads: matches, coverage, what is uncovered and why, where we disagree.

May import: `assessment.speaking`, `display`.
"""

from collections.abc import Iterator

from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Alignment,
    Block,
    Bullet,
    Bullets,
    Document,
    Paragraph,
    Span,
    Table,
    listed,
    muted,
    strong,
)
from commerce_roles.interchange.taxonomies.aligned import STANDINGS, Aligned, Asked, Disagreement
from commerce_roles.interchange.taxonomies.summing import named, notice_of

__all__ = ["report"]


def report(found: Aligned, speaker: Speaker) -> Document:
    """Show our facts beside a taxonomy."""
    taxonomy = {"taxonomy": named(found.scheme, found.version, speaker)}
    sections = speaker.sections(
        ("align.roles", lambda: _roles(found, speaker)),
        ("align.coverage", lambda: _coverage(found, speaker)),
        ("align.disagreements", lambda: _disagreements(found, speaker)),
        ("align.uncovered_list", lambda: _uncovered(found, speaker)),
        ("align.unnamed_ours", lambda: _unnamed(found, speaker)),
        ("align.gone", lambda: _gone(found)),
    )
    blocks = [*sections, *notice_of([found.notice], speaker)]
    return Document(speaker.text("align.title", taxonomy), blocks, lang=speaker.language)


def _roles(found: Aligned, speaker: Speaker) -> Iterator[Block]:
    rows = [
        [
            capital(speaker.role(one.fact.partition(".")[2])),
            one.label,
            speaker.phrase(f"align.match.{one.match}"),
            speaker.word("basis", one.basis or ""),
        ]
        for one in found.matches
        if one.fact.startswith("role.")
    ]
    if not rows:
        yield Paragraph(speaker.text("align.no_roles"))
        return
    heads = [speaker.text(f"align.{word}") for word in ("ours", "theirs", "match", "basis")]
    yield Table(heads, rows)
    if found.version and found.version not in found.made_for:
        told = {"listed_versions": ", ".join(found.made_for)}
        yield Paragraph(speaker.text("align.made_for", told))


def _pairs(found: Aligned) -> dict[tuple[str, str], list[Asked]]:
    pairs: dict[tuple[str, str], list[Asked]] = {}
    for one in found.asked:
        pairs.setdefault((one.role, one.occupation), []).append(one)
    return pairs


def _coverage(found: Aligned, speaker: Speaker) -> Iterator[Block]:
    rows = [
        [
            capital(speaker.role(role)),
            found.name(occupation),
            *(str(sum(one.standing == standing for one in asked)) for standing in STANDINGS),
            str(len(asked)),
        ]
        for (role, occupation), asked in _pairs(found).items()
    ]
    if rows:
        heads = [speaker.text(f"align.{word}") for word in ("ours", "theirs", *STANDINGS, "all")]
        numbers: list[Alignment] = ["right" for _ in (*STANDINGS, "all")]
        yield Table(heads, rows, alignments=("left", "left", *numbers))


def _disagreements(found: Aligned, speaker: Speaker) -> Iterator[Block]:
    items = [
        Bullet(
            speaker.text(
                "align.disagreement",
                {
                    "taxonomy": named(found.scheme, "", speaker),
                    "occupation": found.name(one.occupation),
                    "asked_skill": one.label,
                    "our_roles": one.ours,
                    "our_fact": _fact(one, speaker),
                },
            ),
            [muted(", ".join((*one.claims, *one.contradictions)))] if one.claims else (),
        )
        for one in found.disagreements
    ]
    if items:
        yield Bullets(items)


def _fact(one: Disagreement, speaker: Speaker) -> str:
    kind, _, identifier = one.fact.partition(".")
    return speaker.fact(kind, identifier)


def _uncovered(found: Aligned, speaker: Speaker) -> Iterator[Block]:
    """Show each skill once, under the reason why our facts do not ask for it."""
    reasons: dict[str, set[str]] = {}
    for one in found.asked:
        if one.standing == "uncovered":
            reasons.setdefault(one.reason, set()).add(one.label)
    if reasons:
        yield Bullets(
            [strong(speaker.text(f"align.reason.{reason}")), f": {listed(sorted(labels))}"]
            for reason, labels in sorted(reasons.items())
        )


def _unnamed(found: Aligned, speaker: Speaker) -> Iterator[Block]:
    if found.unnamed:
        names = [Span(speaker.fact("skill", one)) for one in found.unnamed]
        yield Paragraph(listed(names))


def _gone(found: Aligned) -> Iterator[Block]:
    if found.gone:
        yield Paragraph(", ".join(found.gone))
