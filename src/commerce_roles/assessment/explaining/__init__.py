"""Why a role got what it got: every rule, gate, hour, assumption and claim, nothing before asked.

| module | what it does |
|---|---|
| `seen`, `explanation` | the values; the one that draws itself |
| `seeing` | a result followed back to what was told |
| `wording`, `arguing`, `citing` | conditions in words; why they hold; what they rest on |
| `telling`, `telling_rules`, `telling_hours` | the explanation as a document |
| `listing` | the explanation as plain data |

May import: the modules of `assessment` that decide and speak, and what those may import.
"""

from commerce_roles.assessment.explaining.explanation import Explanation
from commerce_roles.assessment.explaining.seeing import see
from commerce_roles.assessment.explaining.seen import (
    Assumed,
    Reading,
    RuleSeen,
    TableSeen,
    TaskSeen,
)

__all__ = ["Assumed", "Explanation", "Reading", "RuleSeen", "TableSeen", "TaskSeen", "see"]
