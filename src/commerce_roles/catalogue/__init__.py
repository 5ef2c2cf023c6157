"""The facts: reading, checking, overlaying, looking up; and the program their rules make.

`load_catalogue` reads the library's own facts, lays overlays over them, checks every reference
and expression, and links the rules into one `Program` that every evaluator runs.

May import: `structuring`, `model`, `expressions`, `errors`.
"""

from commerce_roles.catalogue.catalogue import Catalogue
from commerce_roles.catalogue.linking import (
    ALLOWANCES,
    COUNTS,
    ESTIMATES,
    HOURS,
    MEASURED,
    MINUTES,
    PLACEHOLDER,
    PRODUCTIVE,
    SUPPLIED,
    VERDICTS,
    coefficient,
    hours_key,
    options_of,
    placeholders,
    points_key,
)
from commerce_roles.catalogue.loading import load_catalogue
from commerce_roles.catalogue.program import Instance, LinkedParameter, LinkedRule, Program, Step
from commerce_roles.catalogue.reading import Overlay
from commerce_roles.catalogue.reporting import (
    document_of,
    find,
    plain_fact,
    plain_of,
    roles_document,
)

__all__ = [
    "ALLOWANCES", "COUNTS", "ESTIMATES", "HOURS", "MEASURED", "MINUTES", "PLACEHOLDER",
    "PRODUCTIVE", "SUPPLIED", "VERDICTS", "Catalogue", "Instance", "LinkedParameter", "LinkedRule",
    "Overlay", "Program", "Step", "coefficient", "document_of", "find", "hours_key",
    "load_catalogue", "options_of", "placeholders", "plain_fact", "plain_of", "points_key",
    "roles_document",
]  # fmt: skip
