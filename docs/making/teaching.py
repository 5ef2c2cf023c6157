"""The teaching kit: judged businesses as printable cases without answers, the keys apart."""

from collections.abc import Iterator
from typing import Final

from commerce_roles import Assessment, assess
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import VERDICTS, Catalogue
from commerce_roles.catalogue.showing_keys import key_rows
from commerce_roles.display import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Span,
    Table,
    Text,
    link,
    muted,
    plain,
    strong,
    to_markdown,
)
from commerce_roles.model import Business
from making.catalogue import written

PLACE: Final = "teaching"
_LANG: Final = "en"
_REASONS: Final = 3
"""So many reasons of a verdict stand in a key."""
_BARE: Final = "---\nhide:\n  - navigation\n  - toc\n---\n\n"
"""What makes a page one to print."""


def pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Write a sheet for every judged business, the list of them, and the keys."""
    cases = list(catalogue.businesses.values())
    yield f"{PLACE}/cases.md", _list(cases)
    for case in cases:
        yield f"{PLACE}/case/{case.id}.md", _BARE + _sheet(catalogue, case)
    yield (
        f"{PLACE}/keys.md",
        written(catalogue, Document("Keys", _keys(catalogue, cases)), "../catalogue"),
    )


def _list(cases: list[Business]) -> str:
    items = [[link(case.name, f"./case/{case.id}.md")] for case in cases]
    intro = Paragraph("A sheet for each, to print or to show. What was judged stands apart.")
    keys = Paragraph([link("The keys", "./keys.md"), ", for whoever teaches."])
    return to_markdown(Document("Cases", [intro, Bullets(items, ordered=True), keys]))


def _sheet(catalogue: Catalogue, case: Business) -> str:
    """Write what is told of a business, and room for answers."""
    columns = ["role", *(_word(catalogue, "verdict", verdict) for verdict in VERDICTS.levels)]
    rooms: list[Text] = ["hours a month", "whose hands"]
    box = "☐"
    rows = [[_role(catalogue, role), *[box] * len(VERDICTS.levels), "", ""]
            for role in catalogue.roles]  # fmt: skip
    blocks: list[Block] = [
        Table(["what is told", ""], list(_told(catalogue, case))),
        Heading("Your answer"),
        Table([*columns, *rooms], rows),
        Bullets(
            [
                "Three reasons, each with a figure from above:",
                "May one person hold two of these posts? Under which condition?",
                "Which answer is missing that could change yours?",
                "What would have to change for one verdict to be another?",
                "What does the owner do on Monday?",
            ],
            ordered=True,
        ),
    ]
    return to_markdown(Document(case.name, blocks))


def _told(catalogue: Catalogue, case: Business) -> Iterator[tuple[str, str]]:
    apart = ("name", "acceptable", "sourcing")
    for key, value in key_rows(catalogue, case, _LANG, without=apart):
        if plain(value):
            yield plain(key).rpartition(": ")[2], plain(value)


def _keys(catalogue: Catalogue, cases: list[Business]) -> Iterator[Block]:
    yield Paragraph(
        "Judged: the verdict that was judged best by hand, then others that were not wrong. "
        "Computed: what the library says, with its score and the rules that gave most. Where the "
        "two differ, there is something to discuss."
    )
    for case in cases:
        found = assess(dict(case.profile), catalogue=catalogue)
        yield Heading(case.name)
        yield Table(
            ["role", "judged", "computed", "hours a month", "what gave most"],
            [_key(catalogue, case, found, role) for role in catalogue.roles],
        )
        if case.evidence.why:
            yield Paragraph([muted("Why it was judged so: "), case.evidence.why])
        yield Paragraph(
            [strong("The answer: "), Speaker(catalogue, _LANG).say(found.answer.statement)]
        )


def _key(catalogue: Catalogue, case: Business, found: Assessment, role: str) -> list[Text]:
    need = found[role]
    judged = [_word(catalogue, "verdict", verdict) for verdict in case.acceptable.get(role, ())]
    hours = need.hours[catalogue.levels[0]]
    best = sorted(need.reasons, key=lambda reason: -reason.points)[:_REASONS]
    reasons = [_reason(reason.points, reason.statement.rule) for reason in best]
    return [
        _role(catalogue, role),
        ", or ".join(judged),
        f"{_word(catalogue, 'verdict', need.verdict)} ({need.score})",
        f"{hours.low:.0f} to {hours.high:.0f}, usually {hours.typical:.0f}",
        [span for number, reason in enumerate(reasons) for span in (*[", "][:number], *reason)],
    ]


def _reason(points: int, rule: str) -> tuple[str | Span, ...]:
    table = rule.partition("/")[0]
    return (f"{points:+d} ", Span(table, about=f"table.{table}"))


def _word(catalogue: Catalogue, group: str, word: str) -> str:
    return catalogue.word(group, str(word), _LANG)


def _role(catalogue: Catalogue, role: str) -> Text:
    return Span(catalogue.label("role", role, _LANG), about=f"role.{role}")
