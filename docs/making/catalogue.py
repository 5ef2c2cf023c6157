"""A page for every fact that a person may look for, linked both ways, with its JSON beside it."""

import json
import re
from collections.abc import Iterator
from typing import Final

from commerce_roles import role_graph
from commerce_roles.catalogue import Catalogue
from commerce_roles.catalogue.kinds import KINDS, STANDARD_KINDS
from commerce_roles.catalogue.showing import plain_fact
from commerce_roles.display import (
    Block,
    Document,
    Heading,
    Paragraph,
    code,
    link,
    muted,
    plain,
    to_markdown,
    to_svg,
)
from commerce_roles.graph import Graph, Viewed, draw, part_of
from making.places import FRONT

_NO_PAGE: Final = frozenset(
    {"message", "parameter", "unit", "word", "translation", "support", *STANDARD_KINDS}
)
"""Kinds that only serve sentences, or are codes of a standard."""
_FIRST: Final = (
    "role", "task", "skill", "kpi", "channel", "sector", "claim", "contradiction", "source",
)  # fmt: skip
"""The kinds that most ask for, before all others."""
_WEIGHTS: Final = {"role": 4, "skill": 2, "task": 2, "kpi": 2}
"""How many times as much a word weighs in a search on pages of some kinds."""
_ALTERNATIVE: Final = re.compile(r"[\[\]\\`<>*_]")
"""What Markdown would read in the text that stands for a picture."""
_AROUND_TASK: Final = ("responsible", "accountable", "precedes", "governed_by", "moves")
"""How a task is tied to what its picture shows."""


def pages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Write every page, picture and JSON file: its path among the pages, and its text."""
    kinds = sorted(
        (kind for kind in KINDS if kind not in _NO_PAGE and catalogue.ids(kind)),
        key=lambda kind: _FIRST.index(kind) if kind in _FIRST else len(_FIRST),
    )
    drawn = dict(_pictures(catalogue, role_graph(catalogue)))
    yield FRONT, _front(catalogue, kinds)
    yield "catalogue/index.json", _json({kind: sorted(catalogue.ids(kind)) for kind in kinds})
    for kind in kinds:
        yield f"catalogue/{kind}/index.md", _list(catalogue, kind)
        for identifier, fact in catalogue.of(kind).items():
            place = f"{kind}/{identifier}"
            if place in drawn:
                yield f"catalogue/{place}.svg", f"{to_svg(drawn[place].picture())}\n"
            yield f"catalogue/{place}.md", _page(catalogue, kind, identifier, drawn.get(place))
            data = {"kind": kind, "id": identifier, "fact": plain_fact(fact)}
            yield f"catalogue/{place}.json", _json(data)


def _json(data: object) -> str:
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n"


def _front(catalogue: Catalogue, kinds: list[str]) -> str:
    written = (
        "# The catalogue\n\n"
        f"All facts of version {catalogue.version}. Every page says what a fact is, what it rests "
        "on, what it names and what names it. The same as data stands beside it: put `.json` "
        "after the address, in place of the last stroke.\n\n"
        "| | facts |\n|---|--:|\n"
    )
    for kind in kinds:
        name = catalogue.heading("kinds", kind, "en")
        written += f"| [{name}]({kind}/index.md) | {len(catalogue.ids(kind))} |\n"
    return written


def _list(catalogue: Catalogue, kind: str) -> str:
    return written(catalogue, catalogue.show(kind), "..") + "\n"


def _page(catalogue: Catalogue, kind: str, identifier: str, drawn: Viewed | None) -> str:
    title, *blocks = catalogue.show(f"{kind}.{identifier}").blocks
    assert isinstance(title, Heading)  # noqa: S101 a fact is shown under its name
    said = plain(title.text)
    told, details = _first_paragraph(blocks)
    head = {"title": said, **({"search": {"boost": _WEIGHTS[kind]}} if kind in _WEIGHTS else {})}
    name = [code(f"{kind}.{identifier}"), muted(" · "), link("as data", f"./{identifier}.json")]
    parts = [
        "\n".join(["---", *(f"{key}: {json.dumps(value)}" for key, value in head.items()), "---"]),
        written(catalogue, Document(title.text, [Paragraph(name), *told]), ".."),
        # a link too: on a phone a picture is small until it is opened
        f"[![{_ALTERNATIVE.sub('', said)}]({identifier}.svg)]({identifier}.svg)" if drawn else "",
        written(catalogue, Document("", details), ".."),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _first_paragraph(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Take what a fact says of itself in a sentence, where it does, from its details."""
    at = int(bool(blocks) and isinstance(blocks[0], Paragraph))
    return blocks[:at], blocks[at:]


def written(catalogue: Catalogue, document: Document, up: str) -> str:
    """Write a document of a page, every fact that it speaks of linked to its page.

    Args:
        catalogue: The facts.
        document: What the page says.
        up: The way from the page to the pages of the facts.
    """

    def address(about: str) -> str:
        kind, _, identifier = about.partition(".")
        there = kind not in _NO_PAGE and identifier in catalogue.ids(kind)
        return f"{up}/{kind}/{identifier}.md" if there else ""

    return to_markdown(document.linked(address))


def _pictures(catalogue: Catalogue, graph: Graph) -> Iterator[tuple[str, Viewed]]:
    """Draw what stands around the facts of some kinds."""
    for role in catalogue.roles:
        yield f"role/{role}", draw(part_of(graph, role=role), "raci")
    for kpi in catalogue.kpis:
        yield f"kpi/{kpi}", draw(part_of(graph, kpi=kpi))
    for channel in catalogue.channels:
        yield f"channel/{channel}", draw(part_of(graph, channel=channel))
    for task in catalogue.tasks:
        yield f"task/{task}", draw(_around(graph, f"task:{task}"))


def _around(graph: Graph, task: str) -> Graph:
    """Cut out a task with what it is tied to, in the order of the whole."""
    ends = {*graph.in_edges(task, keys=True), *graph.out_edges(task, keys=True)}
    kept = {edge for edge in ends if edge[2] in _AROUND_TASK}
    names = {task, *(name for edge in kept for name in edge[:2])}
    part = graph.__class__(**graph.graph)
    part.add_nodes_from((name, told) for name, told in graph.nodes(data=True) if name in names)
    for start, end, key, told in graph.edges(keys=True, data=True):
        if (start, end, key) in kept:
            part.add_edge(start, end, key=key, **told)
    return part
