"""How what has to be staffed reads: posts, what they ask for, what may be combined."""

from collections.abc import Iterator
from typing import Final

from commerce_roles.assessment.need import NOTHING, Needs, PostNeed
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.display import (
    Alignment,
    Block,
    Bullet,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    muted,
    strong,
)

__all__ = ["report"]

_TENTH: Final = 0.1


def report(needs: Needs, speaker: Speaker) -> Document:
    """Show what has to be staffed."""
    blocks = [*_lead(needs, speaker), *_posts(needs, speaker), *_peaks(needs, speaker)]
    blocks += [*_pairs(needs, speaker), *_asked(needs, speaker)]
    title = capital(speaker.word("needs", "title"))
    return Document(title, blocks, lang=speaker.language)


def _lead(needs: Needs, speaker: Speaker) -> Iterator[Block]:
    if not needs:
        unknown = bool(needs.unsettled)
        yield Paragraph(speaker.text("needs.cannot_say" if unknown else "needs.nothing"))
    elif needs.unsettled:
        text = speaker.text("needs.unsettled", {"names": needs.unsettled})
        yield Paragraph([muted(text)])


def _posts(needs: Needs, speaker: Speaker) -> Iterator[Block]:
    if not needs.posts:
        return
    right: Alignment = "right"
    columns = ["post", "who", *needs.levels, "given_out"]
    heads = [speaker.word("level" if one in needs.levels else "needs", one) for one in columns]
    yield Table(
        heads,
        [_post(post, needs, speaker) for post in needs.posts],
        alignments=("left", "left", *(right for _ in needs.levels), right),
    )
    params = {"available": round(needs.full_post), "service": needs.level}
    yield Paragraph([muted(speaker.text("needs.shares", params))])


def _post(post: PostNeed, needs: Needs, speaker: Speaker) -> list[str]:
    hours = [_share(post.fte.get(level, NOTHING)) for level in needs.levels]
    out = post.given_out.get(needs.level, NOTHING)
    return [
        speaker.names(post.roles),
        speaker.word("sourcing", post.sourcing),
        *hours,
        speaker.ends(out),
    ]


def _share(fte: Estimate) -> str:
    """Write a share of a full post: to a tenth, and to a hundredth where it is less than one."""
    digits = 1 if fte.typical >= _TENTH else 2
    low, typical, high = (f"{part:.{digits}f}" for part in (fte.low, fte.typical, fte.high))
    return typical if low == high else f"{typical} ({low}–{high})"


def _peaks(needs: Needs, speaker: Speaker) -> Iterator[Block]:
    months = sorted({month for post in needs.posts for month in post.peaks})
    if months:
        right: Alignment = "right"
        yield Heading(capital(speaker.word("needs", "peaks")))
        rows = [
            [
                speaker.names(post.roles),
                *(
                    speaker.ends(post.peaks.get(month, post.hours).get(needs.level, NOTHING))
                    for month in months
                ),
            ]
            for post in needs.posts
        ]
        heads = ["", *(speaker.word("month", str(month)) for month in months)]
        yield Table(heads, rows, alignments=("left", *(right for _ in months)))


def _pairs(needs: Needs, speaker: Speaker) -> Iterator[Block]:
    if needs.combinations:
        yield Heading(capital(speaker.word("needs", "combine")))
        yield Bullets(
            [
                Bullet(
                    [
                        strong(speaker.names(pair.roles)),
                        f": {speaker.word('needs', 'may' if pair.allowed else 'may_not')}",
                    ],
                    [speaker.say(said) for said in pair.conditions],
                )
                for pair in needs.combinations
            ]
        )


def _asked(needs: Needs, speaker: Speaker) -> Iterator[Block]:
    label, language = speaker.catalogue.label, speaker.language
    for need in needs.values():
        must = [
            (label("skill", one.skill, language), one.level)
            for one in sorted(need.skills, key=lambda skill: (-skill.importance, skill.skill))
            if one.necessity == "essential"
        ]
        must += [
            (label("language", one.language, language), one.level)
            for one in need.languages
            if one.necessity == "essential"
        ]
        if must:
            yield Heading(f"{speaker.role(need.role)}: {speaker.word('needs', 'must')}", 3)
            yield Bullets(
                [
                    f"{name} ({label('proficiency', level, language)})" if level else name
                    for name, level in must
                ]
            )
