"""Pictures of the structure that pages show."""

from pathlib import Path
from typing import Final

from commerce_roles import role_graph
from commerce_roles.catalogue import Catalogue
from commerce_roles.display import to_svg
from commerce_roles.graph import draw, part_of
from making.places import ROOT

PICTURES: Final = ROOT / "docs/pictures"
_KPI: Final = "first_response_time"
"""The KPI whose work is drawn."""


def pictures(catalogue: Catalogue) -> dict[Path, str]:
    """Draw the pictures that the pages show."""
    graph = role_graph(catalogue)
    shown = {
        "hierarchy": draw(graph, "hierarchy"),
        "one_kpi": draw(part_of(graph, kpi=_KPI)),
        "raci": draw(part_of(graph, area="social", phase="plan"), "raci"),
    }
    return {PICTURES / f"{name}.svg": f"{to_svg(v.picture())}\n" for name, v in shown.items()}
