"""KPIs from measures: values with their reasons, status, trees, and what changed them.

| module | what it does |
|---|---|
| `periods` | measures taken in and judged |
| `contradicting` | measures that do not fit together |
| `judging` | a value against its target and an earlier one |
| `results`, `table` | KPIs of periods: `kpi_table` |
| `trees` | a figure made up of others, reconciled |
| `forms`, `methods`, `decomposing` | a change shared out among its drivers |
| `files` | measures from TOML, JSON and CSV |
| `saying`, `reporting`, `contract` | figures in words, as documents, as JSON |

May import: `graph.relations`, `graph.answers`, `catalogue`, `structuring`, `model`, `display`,
`errors`; no networkx.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.graph.kpis.contradicting import Contradiction, contradictions
    from commerce_roles.graph.kpis.decomposing import Contribution, Decomposition, decompose
    from commerce_roles.graph.kpis.files import FiguresFile, figures_in, read_kpis
    from commerce_roles.graph.kpis.judging import Target, against_target, target_of, trend
    from commerce_roles.graph.kpis.methods import METHODS, Method
    from commerce_roles.graph.kpis.periods import Period, periods_of
    from commerce_roles.graph.kpis.results import KpiValue
    from commerce_roles.graph.kpis.table import KpiTable, kpi_table
    from commerce_roles.graph.kpis.trees import (
        MetricNode,
        Reconciliation,
        metric_tree,
        reconcile,
    )

__all__ = [
    "METHODS",
    "Contradiction",
    "Contribution",
    "Decomposition",
    "FiguresFile",
    "KpiTable",
    "KpiValue",
    "Method",
    "MetricNode",
    "Period",
    "Reconciliation",
    "Target",
    "against_target",
    "contradictions",
    "decompose",
    "figures_in",
    "kpi_table",
    "metric_tree",
    "periods_of",
    "read_kpis",
    "reconcile",
    "target_of",
    "trend",
]

_HOMES: Final = {
    "METHODS": "commerce_roles.graph.kpis.methods",
    "Contradiction": "commerce_roles.graph.kpis.contradicting",
    "Contribution": "commerce_roles.graph.kpis.decomposing",
    "Decomposition": "commerce_roles.graph.kpis.decomposing",
    "FiguresFile": "commerce_roles.graph.kpis.files",
    "KpiTable": "commerce_roles.graph.kpis.table",
    "KpiValue": "commerce_roles.graph.kpis.results",
    "Method": "commerce_roles.graph.kpis.methods",
    "MetricNode": "commerce_roles.graph.kpis.trees",
    "Period": "commerce_roles.graph.kpis.periods",
    "Reconciliation": "commerce_roles.graph.kpis.trees",
    "Target": "commerce_roles.graph.kpis.judging",
    "against_target": "commerce_roles.graph.kpis.judging",
    "contradictions": "commerce_roles.graph.kpis.contradicting",
    "decompose": "commerce_roles.graph.kpis.decomposing",
    "figures_in": "commerce_roles.graph.kpis.files",
    "kpi_table": "commerce_roles.graph.kpis.table",
    "metric_tree": "commerce_roles.graph.kpis.trees",
    "periods_of": "commerce_roles.graph.kpis.periods",
    "read_kpis": "commerce_roles.graph.kpis.files",
    "reconcile": "commerce_roles.graph.kpis.trees",
    "target_of": "commerce_roles.graph.kpis.judging",
    "trend": "commerce_roles.graph.kpis.judging",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
