"""Views of the graph as pictures and for other programs."""

import json
import xml.etree.ElementTree as ET
from typing import Any

import networkx as nx
import pytest
from strategies.influencers import OVERLAY, ROLE

from commerce_roles import load_catalogue, role_graph
from commerce_roles.display import Drawing, Matrix, to_dot, to_html, to_mermaid, to_svg
from commerce_roles.display.inking import colours_of
from commerce_roles.errors import UnknownIdError
from commerce_roles.graph import (
    VIEWS,
    as_graphml,
    as_node_link,
    draw,
    part_of,
    plain_graph,
    view_of,
)

GRAPH = role_graph()
HOSTILE = '<script>alert(1)</script>"]-->\u202e\x1b[31m\x00\ufffe'


def nodes_of(graph: Any) -> dict[str, Any]:
    return {name: dict(data) for name, data in graph.nodes(data=True)}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["en", "es", "mr"])
def test_every_view_is_drawn_in_every_language(view: Any, lang: str) -> None:
    viewed = draw(GRAPH, view)
    assert str(viewed.document(lang))
    ET.fromstring(to_svg(viewed.picture(lang)))  # noqa: S314 our own bytes
    assert "<svg" in to_html(viewed.document(lang)) or view == "raci"


def test_the_pictures_show_what_their_views_hold() -> None:
    for view in VIEWS:
        picture = draw(GRAPH, view).picture()
        assert isinstance(picture, Matrix if view == "raci" else Drawing)
        if isinstance(picture, Drawing):
            names = {box.id for box in picture.boxes}
            assert names <= set(view_of(GRAPH, view))
            assert all(a.source in names and a.target in names for a in picture.arrows)
            assert picture.arrows


def test_belief_is_dashed_and_fact_is_not() -> None:
    picture = draw(GRAPH, "kpis").picture()
    assert isinstance(picture, Drawing)
    for arrow in picture.arrows:
        believed = arrow.source.startswith("task:")
        assert (arrow.style == "dashed") == believed


def test_in_who_answers_for_what_no_two_kinds_have_one_colour() -> None:
    picture = draw(role_graph(), "governance").picture()
    assert isinstance(picture, Drawing)
    colours = colours_of(picture)
    assert len({colours[box.group] for box in picture.boxes}) == len(picture.groups) == 8


def test_a_hierarchy_leads_down_from_the_owner() -> None:
    picture = draw(GRAPH, "hierarchy").picture()
    assert isinstance(picture, Drawing)
    assert picture.direction == "down"
    led = {arrow.target for arrow in picture.arrows}
    assert [box.id for box in picture.boxes if box.id not in led] == ["party:owner"]


def test_who_bears_more_is_warmer() -> None:
    matrix = draw(GRAPH, "raci").picture()
    assert isinstance(matrix, Matrix)
    heat = {square.text[0].text: square.heat for row in matrix.squares for square in row
            if square.text}  # fmt: skip
    assert heat["A"] == heat["A/R"] > heat["R"] > heat["C"]


def test_a_part_is_drawn_like_the_whole_and_nothing_is_said_to_be_nothing() -> None:
    part = draw(part_of(GRAPH, kpi="email_ctr"))
    assert "produce e-mail campaign" in str(part)
    nothing = draw(GRAPH.__class__(**GRAPH.graph))
    assert "There is nothing to draw." in str(nothing)
    assert "No hay nada que dibujar." in str(nothing.document("es"))


def test_a_line_to_what_is_not_in_the_picture_is_left_out() -> None:
    graph = role_graph()
    graph.add_edge("party:owner", "task:create_posts", "responsible")
    picture = draw(graph).picture()
    assert isinstance(picture, Drawing)
    assert "party:owner" not in {
        end for arrow in picture.arrows for end in (arrow.source, arrow.target)
    }


def test_nodes_without_facts_and_names_are_drawn_and_written() -> None:
    bare: Any = nx.MultiDiGraph()
    bare.add_edge("role:a", "role:b", "reports_to")
    assert plain_graph(bare).nodes["role:a"] == {"kind": "", "fact": "a", "label": "a"}
    assert nx.parse_graphml(as_graphml(bare)).number_of_edges() == 1


def test_a_view_that_does_not_exist_gets_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="did you mean raci"):
        draw(GRAPH, "racy")  # type: ignore[arg-type]


def test_a_fourth_role_is_drawn_like_the_three() -> None:
    graph = role_graph(load_catalogue(OVERLAY))
    for view in ("map", "hierarchy"):
        picture = draw(graph, view).picture("es")
        assert isinstance(picture, Drawing)
        assert f"role:{ROLE}" in {box.id for box in picture.boxes}


@pytest.mark.parametrize("view", [None, *VIEWS])
def test_networkx_reads_both_forms_again(view: Any) -> None:
    graph = GRAPH if view is None else view_of(GRAPH, view)
    wanted = plain_graph(graph)
    linked = nx.node_link_graph(json.loads(json.dumps(as_node_link(graph))), edges="edges")
    assert type(linked) is nx.MultiDiGraph
    assert nodes_of(linked) == nodes_of(wanted)
    assert list(linked.edges(keys=True, data=True)) == list(wanted.edges(keys=True, data=True))
    marked = nx.parse_graphml(as_graphml(graph), force_multigraph=True)
    assert nodes_of(marked) == nodes_of(wanted)
    told = sorted((u, v, d["relation"]) for u, v, d in marked.edges(data=True))
    assert told == sorted((u, v, d["relation"]) for u, v, d in wanted.edges(data=True))


def test_edges_between_two_nodes_stay_apart() -> None:
    marked = nx.parse_graphml(as_graphml(GRAPH))
    assert marked.number_of_edges() == GRAPH.number_of_edges()
    assert isinstance(marked, nx.MultiDiGraph)


def test_names_and_labels_are_those_of_the_language() -> None:
    assert plain_graph(GRAPH, lang="es").nodes["role:community_manager"]["label"]
    node = plain_graph(GRAPH, lang="mr").nodes["role:community_manager"]
    assert node["label"] == "कम्युनिटी मॅनेजर"


def test_hostile_names_are_shown_and_never_read() -> None:
    label = {"en": HOSTILE, "es": HOSTILE}
    tasks = {"task": {"create_posts": {**load_catalogue().to_dict()["task"]["create_posts"],  # type: ignore[index]
                                       "label": label, "replaces": True}}}  # fmt: skip
    graph = role_graph(load_catalogue(tasks))
    for view in VIEWS:
        viewed = draw(graph, view)
        picture = viewed.picture()
        texts = [to_html(viewed.document()), to_svg(picture), str(viewed)]
        if isinstance(picture, Drawing):
            texts += [to_dot(picture), to_mermaid(picture)]
        for text in texts[:2]:
            assert "<script" not in text
        for text in texts:
            assert not {"\u202e", "\x1b", "\x00", "\ufffe"} & set(text)
    noted = {"kpi": {"aov": {**load_catalogue().to_dict()["kpi"]["aov"],  # type: ignore[index]
                             "note": HOSTILE, "replaces": True}}}  # fmt: skip
    note = plain_graph(role_graph(load_catalogue(noted))).nodes["kpi:aov"]["note"]
    assert note == '<script>alert(1)</script>"]-->\N{REPLACEMENT CHARACTER}'
    marked = nx.parse_graphml(as_graphml(graph))
    assert marked.nodes["task:create_posts"]["label"].startswith('<script>alert(1)</script>"]-->')
    assert "\u202e" not in json.dumps(as_node_link(graph), ensure_ascii=False)


def test_the_same_facts_give_the_same_bytes() -> None:
    again = role_graph(load_catalogue(base=load_catalogue().to_dict()))
    for view in VIEWS:
        assert to_svg(draw(again, view).picture()) == to_svg(draw(GRAPH, view).picture())
    assert as_graphml(again) == as_graphml(GRAPH)
