"""A survey as a document with pictures, and as plain data."""

from collections.abc import Sequence
from typing import Final

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.assessment.surveying.findings import AskedMost, Findings, Part, Share
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import (
    Alignment,
    Bar,
    Bars,
    Block,
    Document,
    Heading,
    Matrix,
    Paragraph,
    Square,
    Table,
    write_number,
)
from commerce_roles.model import Estimate

__all__ = ["document", "plain_survey"]

_FORM: Final = "survey/1"
_STRONG: Final = 2
"""How many verdicts, from the strongest, say that a role is worth reserved hours."""
_MOST: Final = 12
"""More parts, rules and answers are in the data, not in the document."""


def document(survey: Findings, catalogue: Catalogue, lang: str) -> Document:
    """Draw a survey."""
    speaker = Speaker(catalogue, lang)
    say = speaker.catalogue.heading
    counts = {
        "seen": speaker.number(survey.businesses),
        "what": speaker.number(survey.rejected),
    }
    blocks: list[Block] = [Paragraph(speaker.text("survey.businesses", counts))]
    if survey.rejected:
        blocks.append(Paragraph(speaker.text("survey.rejected", counts)))
    if survey.businesses:
        blocks += [Heading(say("survey", "verdicts", lang)), _verdicts(survey, speaker)]
        blocks += [Heading(say("survey", "sure", lang)), _sure(survey, speaker)]
        blocks += [Heading(say("survey", "hours", lang)), *_hours(survey, speaker)]
        for segment in dict.fromkeys(part.segment for part in survey.parts):
            label = speaker.catalogue.label("segment", segment, lang)
            blocks += [Heading(label[:1].upper() + label[1:]), _heat(survey, segment, speaker)]
        blocks += [Heading(say("survey", "rules", lang)), *_rules(survey, speaker)]
        if survey.asked:
            blocks += [Heading(say("survey", "asked", lang))]
            blocks += [Paragraph(speaker.text("survey.tried")), _asked(survey.asked, speaker)]
    return Document(say("survey", "title", lang), blocks, lang=lang)


def _sides(numbers: int) -> list[Alignment]:
    """Set a name to the left and numbers to the right."""
    right: list[Alignment] = ["right"] * numbers
    return ["left", *right]


def _percent(speaker: Speaker, part: float, whole: float) -> str:
    share = 100 * part / whole if whole else 0.0
    return f"{write_number(share, speaker.language, places=0 if share in (0, 100) else 1)} %"


def _verdicts(survey: Findings, speaker: Speaker) -> Table:
    verdicts = [share.verdict for share in survey.of(survey.roles[0])]
    rows = [
        (
            speaker.role(role),
            *(
                f"{speaker.number(own.businesses)} "
                f"({_percent(speaker, own.businesses, survey.businesses)})"
                for own in survey.of(role)
            ),
        )
        for role in survey.roles
    ]
    columns = ["", *(speaker.word("verdict", verdict) for verdict in verdicts)]
    return Table(columns, rows, alignments=_sides(len(verdicts)))


def _sure(survey: Findings, speaker: Speaker) -> Bars:
    """Draw the share of businesses of which a role is decided."""
    bars: list[Bar] = []
    for role in survey.roles:
        share = 100 * (survey.decided(role) or 0.0)
        bars.append(Bar(speaker.role(role), 0, share, share, _percent(speaker, share, 100)))
    return Bars(bars, unit="%", maximum=100)


def _hours(survey: Findings, speaker: Speaker) -> list[Block]:
    """Draw the hours of those who need a role or are recommended one, and of all."""
    rows: list[tuple[str, ...]] = []
    bars: list[Bar] = []
    unit = speaker.word("survey", "hours_month")
    for role in survey.roles:
        strong = survey.of(role)[:_STRONG]
        low, typical, high = (
            sum(getattr(share.hours, end) for share in strong) for end in ("low", "typical", "high")
        )
        words = [share.verdict for share in strong]
        said = speaker.ends(Estimate(low, typical, high))
        bars.append(Bar(speaker.role(role), low, typical, high, f"{said} {unit}"))
        rows.append(
            (
                speaker.role(role),
                *(speaker.number(round(end)) for end in (low, typical, high)),
                _posts(speaker, survey.fte(role, *words)),
                _posts(speaker, survey.fte(role)),
            )
        )
    say = speaker.catalogue.word
    columns = [
        "",
        *(say("survey", end, speaker.language) for end in ("low", "typical", "high")),
        say("survey", "posts", speaker.language),
        say("survey", "posts_all", speaker.language),
    ]
    table = Table(columns, rows, alignments=_sides(len(columns) - 1))
    return [Paragraph(speaker.text("survey.hours")), Bars(bars, unit=unit), table]


def _posts(speaker: Speaker, posts: float) -> str:
    return write_number(posts, speaker.language, places=1)


def _heat(survey: Findings, segment: str, speaker: Speaker) -> Matrix:
    """Draw by part the share that needs a role or is recommended one."""
    parts = [part for part in survey.parts if part.segment == segment][:_MOST]
    words = [share.verdict for share in survey.of(survey.roles[0])[:_STRONG]]
    squares: list[list[Square]] = []
    for part in parts:
        shares = [part.share_of(role, *words) / part.businesses for role in survey.roles]
        squares.append(
            [Square(speaker.number(part.businesses))]
            + [Square(_percent(speaker, share, 1), share) for share in shares]
        )
    columns = [speaker.word("survey", "count"), *(speaker.role(role) for role in survey.roles)]
    names = [_part(part, speaker) for part in parts]
    caption = speaker.catalogue.heading("survey", "heat", speaker.language)
    return Matrix(columns, names, squares, caption=caption)


def _part(part: Part, speaker: Speaker) -> str:
    if not part.part:
        return speaker.word("survey", "untold")
    options = speaker.catalogue.fields[speaker.catalogue.segments[part.segment].field].options
    kind = options if isinstance(options, str) else ""
    for one in (kind, "sector", "country"):
        if one and part.part in speaker.catalogue.ids(one):
            return speaker.catalogue.label(one, part.part, speaker.language)
    return part.part.replace("-", "–")


def _rules(survey: Findings, speaker: Speaker) -> list[Block]:
    say = speaker.catalogue.word
    blocks: list[Block] = [Paragraph(speaker.text("survey.rules"))]
    for role in survey.roles:
        own = [rule for rule in survey.rules if rule.role == role and rule.decides][:_MOST]
        rows = [
            (
                rule.rule,
                speaker.number(rule.gives)
                if isinstance(rule.gives, int)
                else speaker.word("verdict", rule.gives),
                _percent(speaker, rule.fires, survey.businesses),
                _percent(speaker, rule.decides, survey.businesses),
            )
            for rule in own
        ]
        columns = [
            say("survey", name, speaker.language) for name in ("rule", "gives", "fires", "decides")
        ]
        if rows:
            blocks.append(Heading(speaker.role(role), 3))
            blocks.append(Table(columns, rows, alignments=_sides(3)))
    return blocks


def _asked(asked: Sequence[AskedMost], speaker: Speaker) -> Table:
    say = speaker.catalogue.word
    rows = [
        (
            speaker.catalogue.label("field", one.field, speaker.language),
            speaker.number(one.missing),
            f"{speaker.number(one.decides)} / {speaker.number(one.tried)}",
            write_number(one.narrows, speaker.language, places=1),
        )
        for one in asked[:_MOST]
    ]
    names = ("field", "missing", "would_decide", "narrows")
    columns = [say("survey", name, speaker.language) for name in names]
    return Table(columns, rows, alignments=_sides(3))


# ---------------------------------------------------------------------- data


def plain_survey(survey: Findings, facts: Catalogue, lang: str) -> dict[str, object]:
    """Write a survey as plain data."""
    speaker = Speaker(facts, lang)
    return {
        "format": _FORM,
        "lang": speaker.sentences,
        "catalogue": {
            "version": facts.version,
            "hash": facts.hash,
            "decision_hash": facts.decision_hash,
        },
        "businesses": survey.businesses,
        "rejected": survey.rejected,
        "hours_of_a_full_post": survey.full_post,
        "roles": {
            role: {
                "decided_share": survey.decided(role),
                "fte": survey.fte(role),
                "verdicts": _plain_shares(survey.of(role)),
                "rules": [
                    {
                        "rule": rule.rule,
                        "table": rule.table,
                        "gives": rule.gives,
                        "fires": rule.fires,
                        "decides": rule.decides,
                    }
                    for rule in survey.rules
                    if rule.role == role
                ],
            }
            for role in survey.roles
        },
        "segments": {
            segment: [
                {
                    "part": part.part or None,
                    "label": _part(part, speaker),
                    "businesses": part.businesses,
                    "roles": {
                        role: _plain_shares([s for s in part.shares if s.role == role])
                        for role in survey.roles
                    },
                }
                for part in survey.parts
                if part.segment == segment
            ]
            for segment in dict.fromkeys(part.segment for part in survey.parts)
        },
        "ask": [
            {
                "field": one.field,
                "label": facts.label("field", one.field, lang),
                "missing": one.missing,
                "tried": one.tried,
                "decides": one.decides,
                "narrows": one.narrows,
            }
            for one in survey.asked
        ],
    }


def _plain_shares(shares: Sequence[Share]) -> dict[str, object]:
    return {
        share.verdict.value: {
            "businesses": share.businesses,
            "decided": share.decided,
            "hours_per_month": share.hours.as_numbers(),
        }
        for share in shares
    }
