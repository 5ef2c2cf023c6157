import networkx as nx
import pytest
from strategies.influencers import OVERLAY, ROLE

from commerce_roles import load_catalogue, role_graph
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import GraphError
from commerce_roles.graph import RELATIONS, Edge, Graph, Node, graph_of

CATALOGUE = load_catalogue()
GRAPH = role_graph(CATALOGUE)


def between(graph: Graph, source: str, target: str) -> set[str]:
    return set(graph.adj[source].get(target, {}))


def test_it_is_a_plain_multidigraph_of_kind_and_id_with_the_facts_attached() -> None:
    assert type(GRAPH) is nx.MultiDiGraph
    for name, data in GRAPH.nodes(data=True):
        assert name == f"{data['kind']}:{data['id']}"
        if data["kind"] != "party":
            assert data["entity"] is CATALOGUE.of(data["kind"])[data["id"]]
    assert GRAPH.nodes["party:owner"]["entity"] is None
    assert GRAPH.nodes["role:community_manager"]["names"]["mr"] == "कम्युनिटी मॅनेजर"


def test_every_kind_of_edge_is_a_declared_one_and_each_is_there() -> None:
    assert {kind for *_, kind in GRAPH.edges(keys=True)} == set(RELATIONS)


def test_every_part_of_every_task_is_an_edge() -> None:
    for task in CATALOGUE.tasks.values():
        name = f"task:{task.id}"
        accountable = "party" if task.accountable == "owner" else "role"
        assert "accountable" in between(GRAPH, f"{accountable}:{task.accountable}", name)
        assert "responsible" in between(GRAPH, f"role:{task.responsible}", name)
        assert all("moves" in between(GRAPH, name, f"kpi:{kpi}") for kpi in task.kpis)
        assert all("governed_by" in between(GRAPH, name, f"task:{p}") for p in task.governed_by)
        assert all("precedes" in between(GRAPH, name, f"task:{t}") for t in task.precedes)
        for plan in task.approves:
            assert GRAPH.edges[f"task:{plan}", name, "precedes"]["approval"]


def test_a_requirement_is_an_edge_with_its_level_and_weight() -> None:
    asked = next(r for r in CATALOGUE.requirements.values() if r.excludes)
    edge = GRAPH.edges[f"role:{asked.role}", f"skill:{asked.skill}", "requires"]
    assert edge["entity"] is asked
    assert (edge["importance"], edge["excludes"]) == (asked.importance, True)
    assert edge["rank"] == CATALOGUE.of("proficiency")[asked.level].rank  # type: ignore[attr-defined]


def test_the_same_facts_give_the_same_graph_in_the_same_order() -> None:
    again = role_graph(load_catalogue(base=CATALOGUE.to_dict()))
    assert list(again.nodes) == list(GRAPH.nodes)
    assert list(again.edges(keys=True)) == list(GRAPH.edges(keys=True))


def test_algorithms_of_networkx_run_on_it() -> None:
    assert nx.number_weakly_connected_components(GRAPH) >= 1
    assert max(nx.in_degree_centrality(GRAPH).values()) > 0
    assert not nx.is_strongly_connected(GRAPH)
    assert nx.has_path(GRAPH, "role:community_manager", "objective:loyalty")
    assert GRAPH.to_undirected().number_of_nodes() == len(GRAPH)


def test_a_fourth_role_is_in_it_with_its_work() -> None:
    graph = role_graph(load_catalogue(OVERLAY))
    assert "reports_to" in between(graph, f"role:{ROLE}", "role:social_media_manager")
    assert "responsible" in between(graph, f"role:{ROLE}", "task:brief_influencers")


@pytest.fixture(scope="module")
def nothing() -> Catalogue:
    return load_catalogue(base={"catalogue": CATALOGUE.facts.head})


def test_an_empty_catalogue_gives_the_owner_alone(nothing: Catalogue) -> None:
    assert list(role_graph(nothing)) == ["party:owner"]


def test_every_edge_to_nothing_and_every_unknown_kind_is_told_at_once() -> None:
    nodes: list[Node] = [("role:planner", {}), ("task:plan", {})]
    edges: list[Edge] = [
        ("role:planer", "task:plan", "responsible", {}),
        ("role:planner", "task:plan", "responsable", {}),
        ("x", "y", "moves", {}),
    ]
    with pytest.raises(GraphError) as caught:
        graph_of(nodes, edges)
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 4
    assert told[0].endswith("there is no node 'role:planer'; did you mean role:planner?")
    assert told[1].endswith("there is no kind of edge 'responsable'; did you mean responsible?")
    assert "there is no node 'x'; add the node, or leave it out" in told[2]
