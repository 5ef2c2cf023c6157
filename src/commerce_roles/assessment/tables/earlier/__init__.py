"""Earlier runs beside tonight's: which verdict stands, and what is read as a mean over nights.

| module | what it does |
|---|---|
| `keys` | rows of one run found again in another |
| `runs` | the earlier runs that were given, their keys and the verdicts that stood |
| `standing` | hysteresis: whether a verdict that stands moves |
| `seasons` | seasonal fields as a mean over a window of runs |
| `nights` | all of it together, beside the results of a table |

May import: the modules of `tables` that read columns, none of those that call `assessed`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.assessment.tables.earlier.nights import Night, night_of
    from commerce_roles.assessment.tables.earlier.standing import Steady, stepped

__all__ = ["Night", "Steady", "night_of", "stepped"]

_HOMES: Final = {
    "Night": "commerce_roles.assessment.tables.earlier.nights",
    "Steady": "commerce_roles.assessment.tables.earlier.standing",
    "night_of": "commerce_roles.assessment.tables.earlier.nights",
    "stepped": "commerce_roles.assessment.tables.earlier.standing",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
