"""What is written for other programs holds what their forms can, and says what they cannot."""

import csv
import io
import json
import sys
from collections import Counter
from typing import Any

import attrs
import networkx as nx
import openpyxl
import pytest

from commerce_roles import role_graph
from commerce_roles.errors import MissingPackageError, UnknownIdError
from commerce_roles.graph import RaciMatrix, export_graph, graph_of, raci_matrix
from commerce_roles.structuring import Export

GRAPH = role_graph()
MATRIX = raci_matrix(GRAPH)
HOSTILE = (
    '=HYPERLINK("http://a")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "<script>alert(1)</script>",
    '"; "', "a\nb", "\u202eabc", "\x00", "\ud800", "x" * 40_000, "]]>", "&amp;",
    "=cmd|' /C calc'!A0",
)  # fmt: skip


def read_back(export: Export) -> Any:
    """Read a graph as another program would."""
    if export.form == "graphml":
        return nx.parse_graphml(export.text, force_multigraph=True)
    return nx.node_link_graph(json.loads(export.text), edges="edges")


def hostile_matrix() -> RaciMatrix:
    nodes: list[tuple[str, dict[str, Any]]] = [("role:r", {"names": {"en": "=1+1"}})]
    edges: list[tuple[str, str, str, dict[str, Any]]] = []
    for number, label in enumerate(HOSTILE):
        nodes.append((f"task:t{number}", {"label": label, "names": {"en": label}}))
        edges.append(("role:r", f"task:t{number}", "accountable", {}))
    return raci_matrix(graph_of(nodes, edges))


# ---------------------------------------------------------------------- graphs


@pytest.mark.parametrize("form", ["graphml", "node_link"])
def test_every_part_of_a_fact_is_in_the_file_or_said_to_be_left_out(form: Any) -> None:
    export = export_graph(GRAPH, form)
    found = read_back(export)
    absent: Counter[str] = Counter()
    for name, data in GRAPH.nodes(data=True):
        fact, kind = data["entity"], data["kind"]
        if fact is None:
            continue
        for attribute in attrs.fields(type(fact)):
            value = getattr(fact, attribute.name)
            if attribute.name in ("id", "kind", "label") or value in (None, "", (), {}):
                continue
            if attribute.name in found.nodes[name]:
                assert str(found.nodes[name][attribute.name]) == str(value)
            else:
                absent[f"{kind}.{attribute.name}"] += 1
    said = {one.what: one.count for one in export.lost}
    assert {what: said.get(what) for what in absent} == absent
    assert len(found) == len(GRAPH)
    assert found.number_of_edges() == GRAPH.number_of_edges()


@pytest.mark.parametrize("form", ["graphml", "node_link"])
def test_what_was_left_out_and_the_terms_travel_in_the_file(form: Any) -> None:
    export = export_graph(GRAPH, form)
    found = read_back(export)
    assert found.graph["lost"].splitlines() == [str(one) for one in export.lost]
    assert "CC BY 4.0" in found.graph["notice"]
    assert any("other languages" in one.what for one in export.lost)
    assert "xmlns" not in repr(export)


def test_a_graph_of_plain_things_loses_nothing() -> None:
    graph = graph_of([("role:a", {"label": "a"}), ("task:b", {"label": "b"})], [])
    graph.graph.clear()
    assert export_graph(graph).lost == ()


def test_a_form_that_is_not_known_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="graphml"):
        export_graph(GRAPH, "graphlm")  # type: ignore[arg-type]  # that is what is tried
    with pytest.raises(UnknownIdError, match="xlsx"):
        MATRIX.export("xls")  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("form", ["graphml", "node_link"])
def test_what_somebody_added_to_a_graph_is_written_or_said_to_be_left_out(form: Any) -> None:
    added = {"names": {"en": "a"}, "colour": "red", "weight": 3, "many": (1, 2), "fact": "mine"}
    worth = {"relation": "mine", "share": float("nan"), "since": None, "size": 0.5}
    graph = graph_of(
        [("role:a", added), ("task:b", {})], [("role:a", "task:b", "responsible", worth)]
    )
    graph.graph.clear()
    export = export_graph(graph, form)
    found = read_back(export)
    assert (found.nodes["role:a"]["colour"], found.nodes["role:a"]["weight"]) == ("red", 3)
    ((_, _, edge),) = found.edges(data=True)
    assert (edge["relation"], edge["size"]) == ("responsible", 0.5)
    assert {one.what for one in export.lost} == {
        "role.many", "role.fact", "responsible.relation", "responsible.share",
    }  # fmt: skip
    if form == "node_link":
        json.loads(export.text, parse_constant=pytest.fail)


# ---------------------------------------------------------------------- workbooks


def test_a_workbook_says_what_the_sheet_says(tmp_path: Any) -> None:
    path = tmp_path / "raci.xlsx"
    assert [one.what for one in MATRIX.export().lost] == ["names in other languages"]
    MATRIX.export().save(path)
    book = openpyxl.load_workbook(path)
    cells = [[cell or "" for cell in row] for row in book["RACI"].iter_rows(values_only=True)]
    assert cells == [*csv.reader(io.StringIO(MATRIX.to_csv()))]
    about = [tuple(filter(None, row)) for row in book["about"].iter_rows(values_only=True)]
    assert {row[-1] for row in about} >= {*MATRIX.parties, *(row.task for row in MATRIX.rows)}
    assert ("A accountable",) in about
    assert any("CC BY 4.0" in str(row[0]) for row in about)


def test_the_same_matrix_gives_the_same_workbook() -> None:
    assert MATRIX.to_xlsx("es") == raci_matrix(role_graph()).to_xlsx("es")


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(hostile_matrix().to_xlsx()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in {cell.value for cell in cells}  # as it was written, and a text
    assert len([*book["RACI"].iter_rows()]) == len(HOSTILE) + 1
    assert all(len(str(cell.value)) <= 32_767 for cell in cells)


def test_no_cell_of_a_sheet_begins_a_formula() -> None:
    matrix = hostile_matrix()
    rows = [*csv.reader(io.StringIO(matrix.to_csv()))]
    assert len(rows) == len(HOSTILE) + 1
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")]
    marked = sum(cell.startswith("'") for row in rows for cell in row)
    said = {one.what: one.count for one in matrix.export("csv").lost}
    assert said["texts behind an apostrophe, lest they be read as formulas"] == marked > 5
    said = {one.what: one.count for one in matrix.export("xlsx").lost}
    assert said["what of a text a cell cannot hold"] == 1


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingPackageError, match=r"commerce_roles\[sheets\]"):
        MATRIX.to_xlsx()
