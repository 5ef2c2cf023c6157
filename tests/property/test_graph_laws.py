"""Laws of the graph: coverage, measures against slow oracles, likeness, sheets."""

from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_roles.errors import SheetError
from commerce_roles.graph import (
    Graph,
    RaciMatrix,
    RaciRow,
    SkillIndex,
    covered_kpis,
    graph_of,
    krackhardt_connectedness,
    krackhardt_efficiency,
    krackhardt_hierarchy,
    krackhardt_lubness,
    lint_raci,
    measure_hierarchy,
    movers_of,
    orphan_kpis,
    path_between,
    read_raci,
    without_role,
    work_order,
)
from commerce_roles.graph.linting.sheets import parse_sheet
from commerce_roles.graph.viewing import circles, order
from commerce_roles.model import FrozenMap

# ---------------------------------------------------------------------- structures

IDS = [f"x{n}" for n in range(5)]


@st.composite
def structures(draw: st.DrawFn) -> Graph:
    """Small graphs of roles, tasks, KPIs, objectives and skills with any edges among them."""
    kinds = ("role", "task", "kpi", "objective", "skill")
    nodes = {kind: [f"{kind}:{n}" for n in range(draw(st.integers(0, 4)))] for kind in kinds}
    edges: list[tuple[str, str, str, dict[str, object]]] = []
    for relation, source, target in (
        ("responsible", "role", "task"),
        ("accountable", "role", "task"),
        ("accountable", "role", "kpi"),
        ("reports_to", "role", "role"),
        ("moves", "task", "kpi"),
        ("serves", "kpi", "objective"),
        ("precedes", "task", "task"),
        ("governed_by", "task", "task"),
        ("requires", "role", "skill"),
        ("requires", "task", "skill"),
    ):
        pairs = [(a, b) for a in nodes[source] for b in nodes[target] if a != b]
        for a, b in draw(st.lists(st.sampled_from(pairs), max_size=6)) if pairs else ():
            weight: dict[str, object] = {}
            if (relation, source) == ("requires", "role"):
                weight = {"importance": draw(st.integers(1, 5)), "rank": draw(st.integers(0, 4))}
            edges.append((a, b, relation, weight))
    return graph_of([(name, {}) for names in nodes.values() for name in names], edges)


def named(graph: Graph, kind: str) -> list[str]:
    return [name for name in graph if name.startswith(f"{kind}:")]


@given(structures(), st.data())
def test_adding_a_task_never_uncovers_a_kpi(graph: Graph, data: st.DataObject) -> None:
    before = covered_kpis(graph)
    orphans = {one.kpi for one in orphan_kpis(graph).kpis}
    graph.add_node("task:more", kind="task", id="more")
    for kpi in data.draw(st.sets(st.sampled_from(named(graph, "kpi")))) if before else ():
        graph.add_edge("task:more", kpi, "moves")
    for role in data.draw(st.sets(st.sampled_from(named(graph, "role")))) if before else ():
        graph.add_edge(role, "task:more", "responsible")
    assert before <= covered_kpis(graph)
    assert {one.kpi for one in orphan_kpis(graph).kpis} <= orphans


@given(structures())
def test_removing_a_role_never_covers_a_kpi_and_loses_what_the_question_says(graph: Graph) -> None:
    before = covered_kpis(graph)
    orphans = {one.kpi for one in orphan_kpis(graph).kpis}
    for role in named(graph, "role"):
        loss = without_role(graph, role)
        gone = graph.copy()
        gone.remove_node(role)
        assert covered_kpis(gone) <= before
        assert orphans <= {one.kpi for one in orphan_kpis(gone).kpis}
        assert set(loss.kpis) == before - covered_kpis(gone)
        assert not set(loss.kpis) & set(loss.weaker_kpis)
        for objective in named(graph, "objective"):
            kpis = set(graph.predecessors(objective))
            was, now = len(kpis & before), len(kpis & covered_kpis(gone))
            assert (objective in loss.objectives) == bool(was and not now)
            assert (objective in loss.weaker_objectives) == bool(0 < now < was)


@given(structures())
def test_what_moves_a_kpi_upstream_is_what_leads_to_it_in_the_order_of_work(graph: Graph) -> None:
    order: nx.DiGraph[str] = nx.DiGraph()
    order.add_nodes_from(named(graph, "task"))
    for source, target, kind in graph.edges(keys=True):
        if kind == "precedes":
            order.add_edge(source, target)
        elif kind == "governed_by":
            order.add_edge(target, source)
    for kpi in named(graph, "kpi"):
        found = movers_of(graph, kpi)
        direct = {s for s, _, k in graph.in_edges(kpi, keys=True) if k == "moves"}
        assert set(found.direct) == direct
        reach = {t: n for t, n in nearest_steps(order, direct).items() if t not in direct}
        assert {one.task: one.steps for one in found.upstream} == reach


def nearest_steps(order: "nx.DiGraph[str]", ends: set[str]) -> dict[str, int]:
    back = order.reverse()
    found: dict[str, int] = {}
    for end in ends:
        for task, steps in nx.single_source_shortest_path_length(back, end).items():
            found[task] = min(steps, found.get(task, steps))
    return found


@given(structures())
def test_the_order_of_work_is_an_order_or_its_circles_are_told(graph: Graph) -> None:
    try:
        order = work_order(graph)
    except ValueError as error:
        assert " → " in str(error)
    else:
        assert nx.is_directed_acyclic_graph(order)


# ---------------------------------------------------------------------- skills


@given(structures(), st.sampled_from(["common", "rare"]), st.sampled_from(["jaccard", "cosine"]))
def test_likeness_is_between_0_and_1_mutual_and_1_to_a_double(
    graph: Graph, weighed: str, method: Any
) -> None:
    roles = named(graph, "role")
    for role in roles[:1]:
        graph.add_node("role:double", kind="role", id="double")
        for _, skill, kind, data in list(graph.out_edges(role, keys=True, data=True)):
            if kind == "requires":
                graph.add_edge("role:double", skill, kind, **data)
    index = SkillIndex.of(graph, rarity=weighed == "rare")
    scores = {
        (role, one.role): one.score
        for role in named(graph, "role")
        for one in index.like(role, method=method).others
    }
    for (one, other), score in scores.items():
        assert score is None or 0 <= score <= 1
        assert score == (None if score is None else pytest.approx(scores[other, one]))
    for role in roles[:1]:
        same = scores[role, "role:double"]
        assert same is None or same == pytest.approx(1)


@given(structures())
def test_every_skill_of_the_goal_is_a_gap_or_carries_over(graph: Graph) -> None:
    for one, other in combinations(named(graph, "role"), 2):
        path = path_between(graph, one, other)
        asked = {t for _, t, k in graph.out_edges(other, keys=True) if k == "requires"}
        assert {gap.skill for gap in path.gaps} | set(path.carried) == asked
        assert (path.share is None) == (not asked)
        assert path.share is None or (path.share == 1) == (not path.gaps)


# ---------------------------------------------------------------------- hierarchy


@st.composite
def rankings(draw: st.DrawFn) -> "nx.DiGraph[int]":
    members = draw(st.integers(0, 7))
    pairs = [(a, b) for a in range(members) for b in range(members) if a != b]
    ranking: nx.DiGraph[int] = nx.DiGraph()
    ranking.add_nodes_from(range(members))
    ranking.add_edges_from(draw(st.sets(st.sampled_from(pairs))) if pairs else ())
    return ranking


def reaches(ranking: "nx.DiGraph[int]") -> dict[int, set[int]]:
    """Say whom each member reaches, itself included, by following every arc until nothing new."""
    found = {member: {member} for member in ranking}
    for _ in ranking:
        for superior, below in ranking.edges:
            for reached in found.values():
                if superior in reached:
                    reached.add(below)
    return found


def components(ranking: "nx.DiGraph[int]") -> list[set[int]]:
    both = ranking.copy()
    both.add_edges_from([(b, a) for a, b in ranking.edges])
    return [set(part) for part in {frozenset(members) for members in reaches(both).values()}]


def ratio(violations: int, most: int) -> float | None:
    return None if most == 0 else float(1 - Fraction(violations, most))


def slow_connectedness(ranking: "nx.DiGraph[int]") -> float | None:
    parts = components(ranking)
    pairs = list(combinations(ranking, 2))
    apart = sum(not any({i, j} <= part for part in parts) for i, j in pairs)
    return ratio(apart, len(pairs))


def slow_hierarchy(ranking: "nx.DiGraph[int]") -> float | None:
    reach = reaches(ranking)
    ordered = [(i, j) for i, j in combinations(ranking, 2) if j in reach[i] or i in reach[j]]
    return ratio(sum(j in reach[i] and i in reach[j] for i, j in ordered), len(ordered))


def slow_efficiency(ranking: "nx.DiGraph[int]", counting: str) -> float | None:
    violations = most = 0
    for part in components(ranking):
        inside = [(a, b) for a, b in ranking.edges if a in part]
        size = len(part)
        if counting == "arcs":
            links, full = len(inside), size * (size - 1)
        else:
            links = len({(min(edge), max(edge)) for edge in inside})
            full = size * (size - 1) // 2
        violations += links - (size - 1)
        most += full - (size - 1)
    return ratio(violations, most)


def slow_lubness(ranking: "nx.DiGraph[int]") -> float | None:
    reach = reaches(ranking)
    violations = most = 0
    for part in components(ranking):
        most += (len(part) - 1) * (len(part) - 2) // 2
        for i, j in combinations(sorted(part), 2):
            bounds = [u for u in part if i in reach[u] and j in reach[u]]
            violations += not any(all(u in reach[w] for w in bounds) for u in bounds)
    return ratio(violations, most)


@given(rankings())
def test_each_measure_equals_its_definition_computed_slowly(ranking: "nx.DiGraph[int]") -> None:
    assert krackhardt_connectedness(ranking) == slow_connectedness(ranking)
    assert krackhardt_hierarchy(ranking) == slow_hierarchy(ranking)
    for counting in ("arcs", "underlying"):
        found = krackhardt_efficiency(ranking, counting=counting)
        assert found == slow_efficiency(ranking, counting)
    assert krackhardt_lubness(ranking) == slow_lubness(ranking)


@given(rankings(), st.randoms(use_true_random=False))
def test_measures_do_not_depend_on_names_or_order(ranking: "nx.DiGraph[int]", chance: Any) -> None:
    names = [f"n{n}" for n in range(len(ranking))]
    chance.shuffle(names)
    renamed = nx.relabel_nodes(ranking, dict(enumerate(names)))
    other: nx.DiGraph[Any] = nx.DiGraph()
    other.add_nodes_from(sorted(renamed))
    other.add_edges_from(sorted(renamed.edges))
    one, two = measure_hierarchy(ranking), measure_hierarchy(other)
    for name in ("members", "layers", "connectedness", "hierarchy", "efficiency", "lubness"):
        assert getattr(one, name) == getattr(two, name)
    assert (one.span.mean, one.span.largest) == (two.span.mean, two.span.largest)


@given(st.lists(st.integers(0, 10), min_size=2, max_size=12))
def test_out_trees_of_three_and_more_score_1_on_all_four(parents: list[int]) -> None:
    tree: nx.DiGraph[int] = nx.DiGraph(
        [(parent % child, child) for child, parent in enumerate(parents, 1)]
    )
    for counting in ("arcs", "underlying"):
        shape = measure_hierarchy(tree, counting=counting)
        assert (shape.connectedness, shape.hierarchy, shape.efficiency, shape.lubness) == (1,) * 4


@given(rankings())
def test_the_largest_span_and_the_layers_are_those_of_the_longest_chain(
    ranking: "nx.DiGraph[int]",
) -> None:
    shape = measure_hierarchy(ranking)
    assert shape.span.largest == max((d for _, d in ranking.out_degree()), default=0)
    if shape.layers is not None and len(ranking):
        assert shape.layers == nx.dag_longest_path_length(ranking) + 1


# ---------------------------------------------------------------------- sheets

names = st.text("abcdefgh ", min_size=2, max_size=12).map(str.strip).filter(bool)
cells = {"raci": ["", "A", "R", "C", "I", "AR"], "daci": ["", "A", "D", "C", "I", "AD"]}


@st.composite
def matrices(draw: st.DrawFn) -> RaciMatrix:
    scheme = draw(st.sampled_from(["raci", "daci"]))
    parties = [f"role {n}" for n in range(draw(st.integers(1, 5)))]
    rows: list[RaciRow] = []
    for number in range(draw(st.integers(1, 6))):
        told = {party: draw(st.sampled_from(cells[scheme])) for party in parties}
        if number == 0:
            told[parties[0]] = cells[scheme][2]  # so that the scheme can be told
        kept = {party: letters for party, letters in told.items() if letters}
        rows.append(RaciRow(f"do thing {number}", FrozenMap(kept)))
    return RaciMatrix(parties=tuple(parties), rows=tuple(rows), scheme=scheme)  # type: ignore[arg-type]


def untied(matrix: RaciMatrix) -> list[tuple[str, dict[str, str]]]:
    return [(row.task, dict(row.cells)) for row in matrix.rows]


dialects = st.tuples(
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([str.upper, str.lower]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["/", "", ", ", " / ", "+"]),
)


@given(matrices(), dialects)
def test_a_sheet_is_read_as_it_was_written_in_any_dialect(
    tmp_path_factory: pytest.TempPathFactory, matrix: RaciMatrix, dialect: Any
) -> None:
    delimiter, cased, coding, between = dialect
    if between == ", " and delimiter == ",":
        between = "/"
    lines = [["Work", *matrix.parties]]
    for row in matrix.rows:
        letters = [between.join(row.cells.get(party, "")) for party in matrix.parties]
        lines.append([row.task, *map(cased, letters)])
    sheet = tmp_path_factory.mktemp("sheets") / "raci.csv"
    sheet.write_text("\r\n".join(delimiter.join(line) for line in lines), encoding=coding)
    read = read_raci(sheet)
    assert untied(read) == untied(matrix)
    assert read.parties == matrix.parties
    assert read.scheme == matrix.scheme
    sheet.write_text(read.to_csv(), encoding="utf-8")
    assert untied(read_raci(sheet)) == untied(matrix)


@given(matrices())
def test_the_same_letters_are_found_wrong_in_a_matrix_and_in_its_sheet(matrix: RaciMatrix) -> None:
    sheet = parse_sheet(matrix.to_csv()).matrix
    found = [[one.rule for one in lint_raci(each).findings] for each in (matrix, sheet)]
    assert found[0] == found[1]


def by_hand(matrix: RaciMatrix) -> set[tuple[str, str]]:
    """Find the plain faults of rows again, by another way."""
    found: set[tuple[str, str]] = set()
    for row in matrix.rows:
        letters = "".join(row.cells.values())
        if not letters:
            found.add(("empty_row", row.task))
            continue
        if letters.count("A") != 1:
            found.add(("no_accountable" if "A" not in letters else "two_accountables", row.task))
        if matrix.doing not in letters:
            found.add(("no_responsible", row.task))
    return found


@given(matrices())
def test_every_row_without_exactly_one_accountable_and_a_doer_is_found(matrix: RaciMatrix) -> None:
    rules = ("empty_row", "no_accountable", "two_accountables", "no_responsible")
    found = {(f.rule, f.where[0]) for f in lint_raci(matrix).findings if f.rule in rules}
    assert found == by_hand(matrix)


@given(st.text(st.sampled_from('ARCIDarcid,;\t|/ "\n\r\x00xé=\u202e\ufeff'), max_size=120))
def test_any_text_is_read_or_refused_as_a_sheet(text: str) -> None:
    try:
        sheet = parse_sheet(text)
    except SheetError as error:
        assert error.problems
    else:
        assert sheet.matrix.parties
        str(lint_raci(sheet.matrix))


@given(st.binary(max_size=200))
def test_any_file_is_read_or_refused_as_a_sheet(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("sheets") / "any.csv"
    path.write_bytes(data)
    try:
        read_raci(path)
    except SheetError as error:
        assert all(problem.file for problem in error.problems)


@given(structures())
def test_circles_that_are_shown_are_circles_and_there_is_one_for_every_knot(graph: Graph) -> None:
    view = order(graph)
    found = list(circles(view))
    for circle in found:
        assert circle[0] == circle[-1] == min(circle)
        assert all(view.has_edge(one, other) for one, other in pairwise(circle))
    knots = [knot for knot in nx.strongly_connected_components(view) if len(knot) > 1]
    assert len(found) == len(knots)
