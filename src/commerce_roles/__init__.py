"""Who does what around an online shop: which roles a business needs, and why.

The names below are found on first use, so that `import commerce_roles` costs nothing but its
version. This module imports nothing
of the library at run time but the few lines that find them.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.assessment import Assessment, Engine, assess, compare, read_profile
    from commerce_roles.assessment.tables import assess_table, explain_row
    from commerce_roles.catalogue import Catalogue, load_catalogue
    from commerce_roles.graph import role_graph
    from commerce_roles.model import BusinessProfile, Verdict
    from commerce_roles.staffing.composing import compose_team
    from commerce_roles.strategy import draft_strategy

__all__ = [
    "Assessment",
    "BusinessProfile",
    "Catalogue",
    "Engine",
    "Verdict",
    "assess",
    "assess_table",
    "compare",
    "compose_team",
    "draft_strategy",
    "explain_row",
    "load_catalogue",
    "read_profile",
    "role_graph",
]

__version__: Final = "0.1.0"

_HOMES: Final = {
    "Assessment": "commerce_roles.assessment.assessment",
    "BusinessProfile": "commerce_roles.model.profile",
    "Catalogue": "commerce_roles.catalogue.catalogue",
    "Engine": "commerce_roles.assessment.engine",
    "Verdict": "commerce_roles.model.verdict",
    "assess": "commerce_roles.assessment.assessing",
    "assess_table": "commerce_roles.assessment.tables.assessing",
    "compare": "commerce_roles.assessment.comparing",
    "compose_team": "commerce_roles.staffing.composing.composing",
    "draft_strategy": "commerce_roles.strategy.drafting",
    "explain_row": "commerce_roles.assessment.tables.explaining",
    "load_catalogue": "commerce_roles.catalogue.loading",
    "read_profile": "commerce_roles.assessment.reading",
    "role_graph": "commerce_roles.graph.building",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
