"""How what has to be staffed reads: posts, what they ask for, what may be combined."""

from collections.abc import Iterator

from commerce_roles.assessment.need import NOTHING, Needs, PostNeed
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.assessment.speaking import Speaker, capital
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.display import (
    Alignment,
    Block,
    Bullet,
    Bullets,
    Document,
    Heading,
    Table,
    strong,
)

__all__ = ["needs_document"]


def needs_document(
    needs: Needs, lang: str = "en", *, catalogue: Catalogue | None = None
) -> Document:
    """Show what has to be staffed.

    Args:
        needs: What `Assessment.needs` gave, or what was written by hand.
        lang: The language of the texts.
        catalogue: The facts with the names; the library's own where left out.

    Examples:
        >>> from commerce_roles import assess
        >>> needs = assess({"channels": ["instagram"], "sell_languages": ["es"]}).needs()
        >>> print(needs_document(needs))
        What has to be staffed
        ...
    """
    speaker = Speaker(catalogue or load_catalogue(), lang)
    blocks = [*_posts(needs, speaker), *_peaks(needs, speaker)]
    blocks += [*_pairs(needs, speaker), *_asked(needs, speaker)]
    return Document(capital(speaker.word("needs", "title")), blocks, lang=lang)


def _posts(needs: Needs, speaker: Speaker) -> Iterator[Block]:
    right: Alignment = "right"
    columns = ["post", "who", *needs.levels, "given_out"]
    heads = [speaker.word("level" if one in needs.levels else "needs", one) for one in columns]
    yield Table(
        heads,
        [_post(post, needs, speaker) for post in needs.posts],
        alignments=("left", "left", *(right for _ in needs.levels), right),
    )


def _post(post: PostNeed, needs: Needs, speaker: Speaker) -> list[str]:
    hours = [_share(post.fte.get(level, NOTHING)) for level in needs.levels]
    out = post.given_out.get(needs.level, NOTHING)
    return [
        speaker.names(post.roles),
        speaker.word("sourcing", post.sourcing),
        *hours,
        _hours(out, speaker),
    ]


def _share(fte: Estimate) -> str:
    low, typical, high = (f"{part:.1f}" for part in (fte.low, fte.typical, fte.high))
    return typical if low == high else f"{typical} ({low}–{high})"


def _hours(hours: Estimate, speaker: Speaker) -> str:
    low, typical, high = (round(end) for end in (hours.low, hours.typical, hours.high))
    if low == high:
        return speaker.number(typical)
    return f"{speaker.number(typical)} ({speaker.number(low)}–{speaker.number(high)})"


def _peaks(needs: Needs, speaker: Speaker) -> Iterator[Block]:
    months = sorted({month for post in needs.posts for month in post.peaks})
    if months:
        right: Alignment = "right"
        yield Heading(capital(speaker.word("needs", "peaks")))
        rows = [
            [
                speaker.names(post.roles),
                *(
                    _hours(post.peaks.get(month, post.hours).get(needs.level, NOTHING), speaker)
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
