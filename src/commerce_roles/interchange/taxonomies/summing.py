"""How a taxonomy reads: what it holds, its terms, its defects.

May import: `assessment.speaking`, `display`.
"""

from collections.abc import Iterable, Iterator

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import Block, Document, Heading, Paragraph, Table, link, muted
from commerce_roles.interchange.taxonomies.concepts import Notice
from commerce_roles.interchange.taxonomies.defects import Defect
from commerce_roles.interchange.taxonomies.finding import Candidate
from commerce_roles.interchange.taxonomies.holdings import Holdings

__all__ = ["defects_of", "found_document", "named", "notice_of", "report"]


def named(scheme: str, version: str, speaker: Speaker) -> str:
    """Say the name of a taxonomy, with its version."""
    message = f"taxonomy.scheme.{scheme}"
    name = speaker.text(message) if message in speaker.catalogue.messages else scheme
    return f"{name} {version}".strip()


def report(held: Holdings, speaker: Speaker) -> Document:
    """Show what a taxonomy holds."""
    sizes = (
        ("occupations", len(held.occupations)),
        ("skills", len(held.skills)),
        ("groups", len(held.groups)),
        ("relations", len(held.relations)),
        ("skill_relations", len(held.skill_relations)),
    )
    heads = [speaker.text(f"taxonomy.{word}") for word in ("what", "count")]
    blocks = [
        Table(
            heads,
            [[speaker.phrase(f"taxonomy.{name}"), speaker.number(count)] for name, count in sizes],
            alignments=("left", "right"),
        ),
        *defects_of(held.defects, speaker),
        *notice_of([held.notice], speaker),
    ]
    return Document(named(held.scheme, held.version, speaker), blocks, lang=speaker.language)


def defects_of(defects: Iterable[Defect], speaker: Speaker) -> Iterator[Block]:
    """Show defects, each with count, places and what was done."""
    rows = [
        [
            speaker.phrase(f"taxonomy.defect.{one.kind}"),
            one.file,
            speaker.number(one.count),
            speaker.phrase(f"taxonomy.done.{one.done}"),
            "; ".join(one.places),
        ]
        for one in defects
    ]
    if rows:
        words = ("defect", "file", "count", "done", "places")
        yield Heading(speaker.text("taxonomy.defects"))
        yield Table(
            [speaker.text(f"taxonomy.{word}") for word in words],
            rows,
            alignments=("left", "left", "right", "left", "left"),
        )


def notice_of(notices: Iterable[Notice], speaker: Speaker) -> Iterator[Block]:
    """Show the terms under which taxonomies may be passed on."""
    yield Heading(speaker.text("taxonomy.terms"))
    for notice in dict.fromkeys(notices):
        yield Paragraph([str(notice)])
        terms = link(notice.licence, notice.address)
        yield Paragraph([muted(f"{notice.holder}. "), terms])


def found_document(
    found: Iterable[Candidate], notice: Notice, catalogue: Catalogue, lang: str
) -> Document:
    """Show what a look-up found, the nearest first."""
    speaker = Speaker(catalogue, lang)
    rows = [
        [
            one.label,
            speaker.phrase(f"taxonomy.{one.kind}"),
            speaker.phrase(f"taxonomy.how.{one.how}"),
            one.matched,
            one.uri,
        ]
        for one in found
    ]
    words = ("name", "kind", "how", "matched", "uri")
    table = Table([speaker.text(f"taxonomy.{word}") for word in words], rows)
    shown: list[Block] = [table] if rows else [Paragraph(speaker.text("taxonomy.none"))]
    title = speaker.text("taxonomy.found")
    return Document(title, [*shown, *notice_of([notice], speaker)], lang=speaker.language)
