"""The structure: roles, tasks, KPIs and skills as one networkx graph that can be asked.

`role_graph` makes a plain `networkx.MultiDiGraph`; all that is asked takes such a graph, so that
one may change it first.

| module | what it does |
|---|---|
| `relations` | the kinds of nodes and edges, and what each edge means |
| `facts`, `building`, `checking` | facts to edges, edges to the graph; whether it has its form |
| `looking` | nodes and their neighbours by name |
| `viewing`, `selecting` | the parts of the graph that one question needs |
| `shapes`, `drawing`, `exporting` | views as pictures; the graph for other programs |
| `kpis` | a package of its own: figures, trees, what changed them |
| `answers` | what all answers have in common: they draw themselves |
| `raci`, `matrix`, `sheets` | who does what, for one thing and for all; as a workbook |
| `moving`, `reaching` | what moves a KPI; from an objective down to hours |
| `leaving_out` | what is lost without a role, who could step in |
| `comparing`, `crossing` | how alike roles are; what is missing from one to another |
| `measuring` | the shape of a hierarchy |
| `deciding` | the decision as a graph |
| `linting` | whether a structure or a sheet is sound |

May import: `catalogue`, `structuring`, `model`, `display`, `errors`; networkx only inside
functions.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.graph.answers import Answer, Wording
    from commerce_roles.graph.building import graph_of, role_graph
    from commerce_roles.graph.checking import check_graph
    from commerce_roles.graph.comparing import Likeness, Similar, SkillIndex, similar_roles
    from commerce_roles.graph.crossing import RolePath, SkillGap, path_between
    from commerce_roles.graph.deciding import decision_graph
    from commerce_roles.graph.drawing import Viewed, draw, view_of
    from commerce_roles.graph.exporting import as_graphml, as_node_link, export_graph, plain_graph
    from commerce_roles.graph.leaving_out import Loss, StandIn, without_role
    from commerce_roles.graph.linting.checking import lint, lint_raci, read_raci
    from commerce_roles.graph.linting.findings import Lint, LintFinding
    from commerce_roles.graph.matrix import RaciMatrix, RaciRow, raci_matrix
    from commerce_roles.graph.measuring import (
        HierarchyMeasures,
        Span,
        krackhardt_connectedness,
        krackhardt_efficiency,
        krackhardt_hierarchy,
        krackhardt_lubness,
        layers,
        measure_hierarchy,
        span_of_control,
    )
    from commerce_roles.graph.moving import (
        Movers,
        Orphan,
        Orphans,
        Upstream,
        covered_kpis,
        movers_of,
        orphan_kpis,
    )
    from commerce_roles.graph.raci import Raci, raci_of
    from commerce_roles.graph.reaching import TaskWork, Work, work_towards
    from commerce_roles.graph.relations import RELATIONS, Edge, Graph, Node
    from commerce_roles.graph.selecting import part_of
    from commerce_roles.graph.shapes import VIEWS, View
    from commerce_roles.graph.viewing import governance, hierarchy, kpi_tree, skill_map, work_order

__all__ = [
    "RELATIONS",
    "VIEWS",
    "Answer",
    "Edge",
    "Graph",
    "HierarchyMeasures",
    "Likeness",
    "Lint",
    "LintFinding",
    "Loss",
    "Movers",
    "Node",
    "Orphan",
    "Orphans",
    "Raci",
    "RaciMatrix",
    "RaciRow",
    "RolePath",
    "Similar",
    "SkillGap",
    "SkillIndex",
    "Span",
    "StandIn",
    "TaskWork",
    "Upstream",
    "View",
    "Viewed",
    "Wording",
    "Work",
    "as_graphml",
    "as_node_link",
    "check_graph",
    "covered_kpis",
    "decision_graph",
    "draw",
    "export_graph",
    "governance",
    "graph_of",
    "hierarchy",
    "kpi_tree",
    "krackhardt_connectedness",
    "krackhardt_efficiency",
    "krackhardt_hierarchy",
    "krackhardt_lubness",
    "layers",
    "lint",
    "lint_raci",
    "measure_hierarchy",
    "movers_of",
    "orphan_kpis",
    "part_of",
    "path_between",
    "plain_graph",
    "raci_matrix",
    "raci_of",
    "read_raci",
    "role_graph",
    "similar_roles",
    "skill_map",
    "span_of_control",
    "view_of",
    "without_role",
    "work_order",
    "work_towards",
]

_HOMES: Final = {
    "RELATIONS": "commerce_roles.graph.relations",
    "VIEWS": "commerce_roles.graph.shapes",
    "Answer": "commerce_roles.graph.answers",
    "Edge": "commerce_roles.graph.relations",
    "LintFinding": "commerce_roles.graph.linting.findings",
    "Graph": "commerce_roles.graph.relations",
    "HierarchyMeasures": "commerce_roles.graph.measuring",
    "Likeness": "commerce_roles.graph.comparing",
    "Lint": "commerce_roles.graph.linting.findings",
    "Loss": "commerce_roles.graph.leaving_out",
    "Movers": "commerce_roles.graph.moving",
    "Node": "commerce_roles.graph.relations",
    "Orphan": "commerce_roles.graph.moving",
    "Orphans": "commerce_roles.graph.moving",
    "Raci": "commerce_roles.graph.raci",
    "RaciMatrix": "commerce_roles.graph.matrix",
    "RaciRow": "commerce_roles.graph.matrix",
    "RolePath": "commerce_roles.graph.crossing",
    "Similar": "commerce_roles.graph.comparing",
    "SkillGap": "commerce_roles.graph.crossing",
    "SkillIndex": "commerce_roles.graph.comparing",
    "Span": "commerce_roles.graph.measuring",
    "StandIn": "commerce_roles.graph.leaving_out",
    "TaskWork": "commerce_roles.graph.reaching",
    "Upstream": "commerce_roles.graph.moving",
    "View": "commerce_roles.graph.shapes",
    "Viewed": "commerce_roles.graph.drawing",
    "Wording": "commerce_roles.graph.answers",
    "Work": "commerce_roles.graph.reaching",
    "as_graphml": "commerce_roles.graph.exporting",
    "as_node_link": "commerce_roles.graph.exporting",
    "check_graph": "commerce_roles.graph.checking",
    "covered_kpis": "commerce_roles.graph.moving",
    "decision_graph": "commerce_roles.graph.deciding",
    "draw": "commerce_roles.graph.drawing",
    "export_graph": "commerce_roles.graph.exporting",
    "governance": "commerce_roles.graph.viewing",
    "graph_of": "commerce_roles.graph.building",
    "hierarchy": "commerce_roles.graph.viewing",
    "kpi_tree": "commerce_roles.graph.viewing",
    "krackhardt_connectedness": "commerce_roles.graph.measuring",
    "krackhardt_efficiency": "commerce_roles.graph.measuring",
    "krackhardt_hierarchy": "commerce_roles.graph.measuring",
    "krackhardt_lubness": "commerce_roles.graph.measuring",
    "layers": "commerce_roles.graph.measuring",
    "lint": "commerce_roles.graph.linting.checking",
    "lint_raci": "commerce_roles.graph.linting.checking",
    "measure_hierarchy": "commerce_roles.graph.measuring",
    "movers_of": "commerce_roles.graph.moving",
    "orphan_kpis": "commerce_roles.graph.moving",
    "part_of": "commerce_roles.graph.selecting",
    "path_between": "commerce_roles.graph.crossing",
    "plain_graph": "commerce_roles.graph.exporting",
    "raci_matrix": "commerce_roles.graph.matrix",
    "raci_of": "commerce_roles.graph.raci",
    "read_raci": "commerce_roles.graph.linting.checking",
    "role_graph": "commerce_roles.graph.building",
    "similar_roles": "commerce_roles.graph.comparing",
    "skill_map": "commerce_roles.graph.viewing",
    "span_of_control": "commerce_roles.graph.measuring",
    "view_of": "commerce_roles.graph.drawing",
    "without_role": "commerce_roles.graph.leaving_out",
    "work_order": "commerce_roles.graph.viewing",
    "work_towards": "commerce_roles.graph.reaching",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
