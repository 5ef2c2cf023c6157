"""The command graph: every view in every form."""

import json
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from commerce_roles.cli import main
from commerce_roles.cli.graphs import FORMATS, VIEWS
from commerce_roles.graph import VIEWS as KNOWN


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["graph", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_command_knows_the_views_of_the_library() -> None:
    assert VIEWS == KNOWN


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_written_in_every_form(
    view: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run("--view", view, "--format", form, "--role", "ecommerce_manager",
                           capsys=capsys)  # fmt: skip
    if view == "raci" and form in ("dot", "mermaid"):
        assert (status, out) == (1, "")
        assert "use svg, html, text or json" in err
        return
    assert (status, err) == (0, "")
    assert out.endswith("\n")
    match form:
        case "svg":
            ET.fromstring(out)  # noqa: S314 our own bytes
        case "json":
            assert nx.node_link_graph(json.loads(out), edges="edges").number_of_nodes()
        case "graphml":
            assert nx.parse_graphml(out).number_of_nodes()
        case "dot":
            assert out.startswith("digraph {")
        case "mermaid":
            assert out.startswith("flowchart ")
        case _:
            worked = view in ("work", "kpis", "raci")
            assert ("re-prioritise" if worked else "e-commerce manager") in out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--kpi", "email_ctr"], "produce e-mail campaign"),
        (["--area", "shop"], "e-commerce manager"),
        (["--phase", "plan"], "editorial calendar"),
        (["--channel", "mailing_list"], "produce e-mail campaign"),
        (["--lang", "es"], "puestos"),
    ],
)
def test_parts_are_cut_out(
    options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(*options, capsys=capsys)
    assert status == 0
    assert told in out


@pytest.mark.parametrize(
    ("options", "status", "hint"),
    [
        (["--kpi", "emial_ctr"], 1, "did you mean email_ctr"),
        (["--role", "owner"], 1, "no role is called 'owner'"),
        (["--area", "shp"], 1, "did you mean shop"),
        (["--view", "racy"], 2, "did you mean raci"),
        (["--format", "pdf"], 2, "invalid choice"),
    ],
)
def test_what_does_not_exist_is_named(
    options: list[str], status: int, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found, out, err = run(*options, capsys=capsys)
    assert (found, out) == (status, "")
    assert hint in err
