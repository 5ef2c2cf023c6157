"""Laws of pictures: whatever a drawing holds, it is drawn, told, and only that.

- inert: SVG is well-formed XML with the elements of its renderer only, nothing is an id, a link or
  a script; DOT and Mermaid are read back as what was drawn;
- faithful: every label is told in full beside the picture, every arrow is drawn once;
- orderly: boxes of a layer do not overlap, arrows lead on, circles end nowhere in a loop;
- stable: the same drawing gives the same bytes.
"""

import html
import json
import math
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce_roles.display import (
    Arrow,
    Box,
    Document,
    Drawing,
    Matrix,
    Point,
    Square,
    Steps,
    plain,
    to_dot,
    to_html,
    to_markdown,
    to_mermaid,
    to_svg,
    to_text,
)
from commerce_roles.display.layering import crossings, layered
from commerce_roles.display.pictures import Style
from commerce_roles.display.placing import placed

HOSTILE = [
    "<script>alert(1)</script>", '"]-->', "\u202eabc\u2066", "]]>", "<!--", "&lt;", "&amp;", "#35;",
    "\\n", "\\N", "\\", '\\"', "`md`", "**b**", "end", "subgraph", "%%{init: {}}%%", "click n0",
    "style n0", "}", "{", "|", ";", "'", "\x00", "\x1b[31m", "\ufffe", "\ud800", "\n", "役割",
    "\u0301", "onload=alert(1)", "javascript:x", " ", "", "a" * 60,
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=4).map(
    "".join
)
names = st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "<x>"])
styles: st.SearchStrategy[Style] = st.sampled_from(["solid", "dashed", "dotted"])


def drawings(texts: st.SearchStrategy[str], *, layers: bool = True) -> st.SearchStrategy[Drawing]:
    layer = st.none() | st.integers(-1, 3) if layers else st.none()
    return st.builds(
        Drawing,
        st.lists(st.builds(Box, names, texts, group=names, layer=layer), max_size=9),
        st.lists(st.builds(Arrow, names, names, texts, style=styles), max_size=14),
        caption=texts,
        groups=st.lists(st.tuples(names, texts), max_size=3),
        styles=st.lists(st.tuples(styles, texts), max_size=3),
        layers=st.lists(texts, max_size=4),
        direction=st.sampled_from(["right", "down"]),
        in_words=texts,
    )


def matrices(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Matrix]:
    square = st.one_of(texts, st.builds(Square, texts, st.floats()))
    return st.builds(
        Matrix,
        st.lists(texts, max_size=4),
        st.lists(texts, max_size=4),
        st.lists(st.lists(square, max_size=5), max_size=5),
        corner=texts,
        caption=texts,
    )


def steps(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Steps]:
    point = st.builds(Point, st.floats(), st.floats(), texts, texts, label=texts)
    return st.builds(Steps, st.lists(point, max_size=6), texts, texts, caption=texts)


pictures = st.one_of(drawings(hostile), matrices(hostile), steps(hostile))
ELEMENTS = {"svg", "style", "g", "rect", "path", "text", "tspan", "title"}
ATTRIBUTES = {
    "width", "height", "viewBox", "role", "aria-label", "font-family", "font-size", "fill", "x",
    "y", "rx", "fill-opacity", "stroke", "stroke-opacity", "stroke-dasharray", "text-anchor",
    "font-weight", "opacity", "transform", "d",
}  # fmt: skip


@given(pictures)
def test_svg_is_xml_with_the_elements_of_its_renderer_only(
    picture: Drawing | Matrix | Steps,
) -> None:
    root = ET.fromstring(to_svg(picture))  # noqa: S314 our own bytes
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
    text = to_svg(picture)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "") or "http" in str(picture)
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", text)
    text.encode()


@given(pictures)
def test_the_same_picture_gives_the_same_bytes(picture: Drawing | Matrix | Steps) -> None:
    document = Document("", [picture])
    first = (to_svg(picture), to_html(document), to_markdown(document), to_text(document))
    again = (to_svg(picture), to_html(document), to_markdown(document), to_text(document))
    assert first == again


@given(drawings(hostile))
def test_every_label_is_told_in_full_in_every_form(drawing: Drawing) -> None:
    document = Document("", [drawing])
    shown = html.unescape(re.sub("<[^>]*>", " ", to_html(document)))
    told = to_text(document, width=10_000)
    first: dict[str, str] = {}
    for box in drawing.boxes:
        first.setdefault(box.id, plain(box.label))
    for label in first.values():
        assert label in shown
        assert label in told


@given(drawings(hostile))
def test_every_arrow_between_boxes_is_drawn_once(drawing: Drawing) -> None:
    known = {box.id for box in drawing.boxes}
    wanted = sum(a.source in known and a.target in known for a in drawing.arrows)
    found = placed(drawing)
    assert len(found.arrows) == wanted
    assert len(found.boxes) == len(known)
    assert to_svg(drawing).count(' fill-opacity="0.6" stroke="none"/>') == wanted


@given(drawings(st.text(max_size=30)))
def test_boxes_do_not_overlap_and_stand_inside_the_picture(drawing: Drawing) -> None:
    found = placed(drawing)
    for number, one in enumerate(found.boxes):
        assert one.x >= -0.01
        assert one.y >= -0.01
        assert one.x + one.width <= found.width + 0.01
        assert one.y + one.height <= found.height + 0.01
        for other in found.boxes[number + 1 :]:
            apart = (
                one.x + one.width <= other.x + 0.01
                or other.x + other.width <= one.x + 0.01
                or one.y + one.height <= other.y + 0.01
                or other.y + other.height <= one.y + 0.01
            )
            assert apart


@given(drawings(st.just("x"), layers=False))
def test_without_circles_every_arrow_leads_on(drawing: Drawing) -> None:
    order = "abcdefg"
    arrows = [a for a in drawing.arrows if a.source in order and a.target in order]
    onward = [a for a in arrows if a.source < a.target]
    found = layered(Drawing(drawing.boxes, onward))
    places = {n: rank for rank, layer in enumerate(found.layers) for n in layer}
    assert not found.beside
    for route in found.routes:
        ranks = [places[stop] for stop in route.stops]
        assert ranks == list(range(ranks[0], ranks[0] + len(ranks)))


@given(drawings(st.just("x")))
def test_every_box_stands_in_one_layer_and_waypoints_fill_the_rest(drawing: Drawing) -> None:
    found = layered(drawing)
    stops = [number for layer in found.layers for number in layer]
    assert sorted(stops) == list(range(len(stops)))
    boxes = len({box.id for box in drawing.boxes})
    assert len(stops) == boxes + sum(len(route.stops) - 2 for route in found.routes)
    assert all(layer for layer in found.layers)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 11)), max_size=20),
       st.permutations(range(6)), st.permutations(range(6, 12)))  # fmt: skip
def test_crossings_are_counted_as_by_hand(
    edges: list[tuple[int, int]], above: list[int], below: list[int]
) -> None:
    def crosses(one: tuple[int, int], other: tuple[int, int]) -> bool:
        first = above.index(one[0]) - above.index(other[0])
        second = below.index(one[1]) - below.index(other[1])
        return first * second < 0

    wanted = sum(
        crosses(one, other) for place, one in enumerate(edges) for other in edges[place + 1 :]
    )
    assert crossings(edges, above, below) == wanted


@given(drawings(st.just("x"), layers=False))
def test_ordering_never_makes_it_worse(drawing: Drawing) -> None:
    found = layered(drawing)
    given_order = [sorted(layer) for layer in found.layers]
    now, before = (
        sum(crossings(e, layers[r], layers[r + 1]) for r, e in enumerate(found.edges))
        for layers in ([list(layer) for layer in found.layers], given_order)
    )
    assert now <= before


@given(drawings(hostile))
def test_mermaid_has_no_character_of_its_language_in_a_label(drawing: Drawing) -> None:
    text = to_mermaid(drawing)
    assert text.isascii()
    for line in text.splitlines()[1:]:
        assert re.fullmatch(
            r'  (n\d+\["[\w .,/+#;-]*"\]'
            r'|n\d+ (-->|-\.->)(\|"[\w .,/+#;-]+"\|)? n\d+'
            r"|classDef g\d+ fill:#[0-9a-f]{8},stroke:#[0-9a-f]{6}|class [n\d,]+ g\d+)",
            line,
        ), line
    labels = re.findall(r'^  n\d+\["(.*)"\]$', text, re.MULTILINE)
    first: dict[str, str] = {}
    for box in drawing.boxes:
        first.setdefault(box.id, plain(box.label))
    read = [re.sub(r"#(\d+);", lambda m: chr(int(m[1])), label) for label in labels]
    assert read == list(first.values())


def read_dot(text: str) -> list[str]:
    """What a lexer of DOT sees: every quoted text once, `\\"` being the only escape in it."""
    return re.findall(r'label="((?:[^"\\]|\\.)*)"', text)


@given(drawings(hostile))
def test_dot_quotes_every_label(drawing: Drawing) -> None:
    first: dict[str, str] = {}
    for box in drawing.boxes:
        first.setdefault(box.id, plain(box.label))
    text = to_dot(drawing)
    labels = [
        label for line in text.splitlines() if "->" not in re.sub('".*"', "", line)
        for label in read_dot(line)
    ]  # fmt: skip
    read = [html.unescape(re.sub(r"\\(.)", r"\1", label)) for label in labels]
    assert read == list(first.values())


@pytest.mark.skipif(shutil.which("dot") is None, reason="graphviz is not installed")
@settings(max_examples=15)
@given(drawings(hostile))
def test_graphviz_reads_what_was_drawn(drawing: Drawing) -> None:
    done = subprocess.run(
        ["dot", "-Tjson0"],  # noqa: S607 whichever is installed
        input=to_dot(drawing), capture_output=True, text=True, check=True,
    )  # fmt: skip
    read = json.loads(done.stdout)
    known = {box.id for box in drawing.boxes}
    objects = [one for one in read.get("objects", []) if one["name"].startswith("n")]
    assert len(objects) == len(known)
    arrows = [a for a in drawing.arrows if a.source in known and a.target in known]
    assert len(read.get("edges", [])) == len(arrows)


@given(steps(hostile), st.integers(1, 120))
def test_steps_have_a_point_wherever_one_lies_and_read_in_every_form(
    drawn: Steps, width: int
) -> None:
    there = [one for one in drawn.points if math.isfinite(one.across) and math.isfinite(one.up)]
    svg = to_svg(drawn)
    assert svg.count("<rect") == len(there)
    shown = html.unescape(re.sub("<[^>]*>", " ", to_html(Document("", [drawn]))))
    for point in there:
        assert plain(point.label) in shown
        assert plain(point.up_text) in shown
    picture = to_text(Document("", [drawn]), width=width)
    assert ("└" in picture) >= bool(there)


@given(steps(st.just("")))
def test_steps_never_go_down_where_more_buys_more(drawn: Steps) -> None:
    numbers = sorted(one.across for one in drawn.points if math.isfinite(one.across))
    rising = Steps([Point(one, place) for place, one in enumerate(numbers)])
    rows = to_text(Document("", [rising])).splitlines()
    ends = [line.rfind("●") for line in rows if "●" in line]
    assert ends == sorted(ends, reverse=True)
