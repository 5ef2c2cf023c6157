import networkx as nx
import pytest
from strategies.influencers import OVERLAY, ROLE

from commerce_roles import load_catalogue, role_graph
from commerce_roles.errors import GraphError, UnknownIdError
from commerce_roles.graph import (
    Graph,
    check_graph,
    decision_graph,
    governance,
    graph_of,
    hierarchy,
    kpi_tree,
    part_of,
    raci_matrix,
    skill_map,
    work_order,
)

CATALOGUE = load_catalogue()
GRAPH = role_graph(CATALOGUE)
CM, SMM, ECM, OWNER = (
    "role:community_manager", "role:social_media_manager", "role:ecommerce_manager", "party:owner",
)  # fmt: skip


@pytest.fixture
def graph() -> Graph:
    return GRAPH.copy()


def told(error: pytest.ExceptionInfo[GraphError]) -> list[str]:
    return [str(problem) for problem in error.value.problems]


def test_the_hierarchy_runs_from_superior_to_subordinate() -> None:
    view = hierarchy(GRAPH)
    assert set(view.edges) == {(OWNER, SMM), (OWNER, ECM), (SMM, CM)}
    assert set(hierarchy(GRAPH, owner=False).edges) == {(SMM, CM)}
    assert nx.is_arborescence(view)


def test_every_fault_of_a_hierarchy_is_told_at_once(graph: Graph) -> None:
    graph.add_edge(ECM, ECM, "reports_to")
    graph.add_edge(CM, "role:comunity_manager", "reports_to")
    graph.add_edge(SMM, CM, "reports_to")
    with pytest.raises(GraphError) as caught:
        hierarchy(graph)
    faults = told(caught)
    assert f"{ECM}: it reports to itself; name its superior" in faults
    assert any("'role:comunity_manager' is no role to report to" in f for f in faults)
    assert any(f.startswith(f"{CM}: it reports to 2: {SMM}, role:comunity") for f in faults)
    assert any(f"{CM} → {SMM} → {CM}" in f for f in faults)


def test_two_superiors_are_allowed_where_one_says_so(graph: Graph) -> None:
    graph.add_edge(CM, ECM, "reports_to")
    with pytest.raises(GraphError, match="it reports to 2"):
        hierarchy(graph)
    assert set(hierarchy(graph, several_superiors=True).predecessors(CM)) == {SMM, ECM}


def test_work_comes_after_what_it_follows_and_after_its_plan() -> None:
    order = work_order(GRAPH)
    assert nx.is_directed_acyclic_graph(order)
    for task in CATALOGUE.tasks.values():
        for plan in task.governed_by:
            assert "governed_by" in order.edges[f"task:{plan}", f"task:{task.id}"]["relations"]
        for later in task.precedes:
            assert "precedes" in order.edges[f"task:{task.id}", f"task:{later}"]["relations"]


def test_work_in_circles_is_shown_step_by_step(graph: Graph) -> None:
    graph.add_edge("task:publish_posts", "task:make_editorial_calendar", "precedes")
    graph.add_edge("task:keep_learning", "task:keep_learning", "precedes")
    with pytest.raises(GraphError) as caught:
        work_order(graph)
    faults = told(caught)
    assert len(faults) == 2
    assert "task:keep_learning → task:keep_learning" in faults[1]
    assert "task:publish_posts comes before task:make_editorial_calendar" in faults[0]


def test_views_hold_what_they_say_and_are_graphs_of_their_own() -> None:
    plans = governance(GRAPH)
    assert all(data.get("approval") for *_, k, data in plans.edges(keys=True, data=True)
               if k == "precedes")  # fmt: skip
    assert {k for *_, k in plans.edges(keys=True)} == {
        "governed_by", "precedes", "responsible", "accountable", "reports_to",
    }  # fmt: skip
    tree = kpi_tree(GRAPH)
    assert all(target.startswith("kpi:") for _, target, k in tree.edges(keys=True)
               if k in ("accountable", "responsible", "moves"))  # fmt: skip
    skills = skill_map(GRAPH)
    assert {k for *_, k in skills.edges(keys=True)} == {"requires", "responsible"}
    for view in (plans, tree, skills):
        edges = GRAPH.number_of_edges()
        view.remove_node(CM)
        assert GRAPH.number_of_edges() == edges


@pytest.mark.parametrize(
    ("asked", "inside", "outside"),
    [
        ({"role": "ecommerce_manager"}, "task:check_security", "task:create_posts"),
        ({"role": "role:ecommerce_manager"}, "skill:seo", "role:community_manager_x"),
        ({"area": "shop"}, "role:ecommerce_manager", "task:create_posts"),
        ({"phase": "approve"}, "task:approve_promotions", "task:reply_to_messages"),
        ({"kpi": "revenue"}, "measure:revenue", "kpi:likes"),
        ({"channel": "blog"}, "task:write_blog_article", "task:check_security"),
        ({"area": "shop", "phase": "plan"}, "task:plan_promotions", "task:supervise_orders"),
        ({"evidence": True, "kpi": "csat"}, "claim:IT-073", "task:create_posts"),
    ],
)
def test_a_part_holds_what_is_asked_for_with_what_it_touches(
    asked: dict[str, str], inside: str, outside: str
) -> None:
    part = part_of(GRAPH, **asked)  # type: ignore[arg-type]
    assert inside in part
    assert outside not in part
    assert list(part) == [name for name in GRAPH if name in part]
    for source, target, kind in part.edges(keys=True):
        assert GRAPH.has_edge(source, target, kind)
    for task in (name for name in part if name.startswith("task:")):
        letters = {k for *_, k in GRAPH.in_edges(task, keys=True)} & {"responsible", "consulted"}
        assert letters <= {k for *_, k in part.in_edges(task, keys=True)}


def test_a_part_leads_from_its_work_to_the_objectives_that_its_kpis_show() -> None:
    part = part_of(role_graph(), area="shop")
    shown = {v for u, v, kind in part.edges(keys=True) if (kind, u[:4]) == ("serves", "kpi:")}
    whole = role_graph()
    kpis = [name for name in part if name.startswith("kpi:")]
    assert shown == {v for u in kpis for v in whole[u] if "serves" in whole[u][v]} != set()


def test_a_part_of_a_part_says_of_a_task_what_the_whole_says() -> None:
    whole = {row.task: row.cells for row in raci_matrix(GRAPH).rows}
    for row in raci_matrix(part_of(GRAPH, area="shop")).rows:
        assert row.cells == whole[row.task]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"role": "comunity_manager"}, "no role is called 'comunity_manager'; did you mean com"),
        ({"area": "shpo"}, "no area is called 'shpo'; did you mean shop?"),
        ({"phase": "planing"}, "no phase is called 'planing'; did you mean plan?"),
        ({"kpi": "kpi:revenu"}, "did you mean kpi:revenue or"),
        ({"channel": "instagramm"}, "did you mean instagram?"),
        ({"role": "task:create_posts"}, "no role is called 'task:create_posts'"),
    ],
)
def test_what_is_not_there_is_told_with_what_comes_nearest(
    asked: dict[str, str], message: str
) -> None:
    with pytest.raises(UnknownIdError) as caught:
        part_of(GRAPH, **asked)  # type: ignore[arg-type]
    assert message in str(caught.value)


def test_an_area_and_phase_that_share_no_work_give_an_empty_part() -> None:
    part = part_of(GRAPH, kpi="likes", phase="approve")
    assert [name for name in part if name.startswith("task:")] == []


def test_a_changed_graph_is_checked_as_a_whole(graph: Graph) -> None:
    check_graph(graph)
    graph.add_edge("role:planer", "task:create_posts", "responsible")
    graph.add_edge(CM, "task:create_posts", "owns")
    graph.add_edge("task:create_posts", CM, "moves")
    graph.add_edge("task:create_posts", "task:create_posts", "precedes")
    graph.add_node("shoe:left", kind="shoe")
    graph.add_node("nothing", kind="")
    with pytest.raises(GraphError) as caught:
        check_graph(graph)
    faults = told(caught)
    assert len(faults) == 6
    assert (
        "role:planer: only an edge names it, so it is no node; add it with its attributes" in faults
    )
    assert any("there is no kind of edge 'owns'; use reports_to" in f for f in faults)
    assert any("moves joins no task and role" in f for f in faults)
    assert any("it stands in relation to itself" in f for f in faults)
    assert any(f.startswith("shoe:left: 'shoe' is no kind of node") for f in faults)
    assert any("'nothing' is no kind of node; name it kind:id" in f for f in faults)


def test_a_graph_of_ones_own_is_asked_like_the_library_s() -> None:
    own = graph_of(
        [("role:a", {}), ("role:b", {}), ("task:t", {})],
        [("role:b", "role:a", "reports_to", {}), ("role:b", "task:t", "responsible", {})],
    )
    check_graph(own)
    assert list(hierarchy(own).edges) == [("role:a", "role:b")]
    assert "role:b" in part_of(own, role="a")


@pytest.mark.parametrize("overlay", [(), (OVERLAY,)])
def test_the_decision_is_a_graph_without_circles_that_reads_as_the_program(
    overlay: tuple[dict[str, object], ...],
) -> None:
    catalogue = load_catalogue(*overlay)
    graph = decision_graph(catalogue)
    assert nx.is_directed_acyclic_graph(graph)
    assert all(data["kind"] == name.partition(":")[0] for name, data in graph.nodes(data=True))
    program = catalogue.program
    keys = [key for _, data in graph.nodes(data=True) for key in data["keys"]]
    assert {*program.inputs, *program.forms} <= set(keys)
    for role in catalogue.roles:
        before = nx.ancestors(graph, f"verdict:{role}")
        fields = {n.partition(":")[2] for n in before if n.startswith("field:")}
        read = {key for key in program.reads[f"verdict('{role}')"] if key in catalogue.fields}
        assert read <= fields
    if overlay:
        assert nx.has_path(graph, "field:influencers_worked_with", f"verdict:{ROLE}")
    if not overlay:
        assert decision_graph().nodes == graph.nodes
