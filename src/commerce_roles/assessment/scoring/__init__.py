"""Verdicts, scores and the rules that fired, and nothing else: the part that is run most often.

Where a program asks about one business many times, or about many businesses, it wants no sentence
and no answer. From the rules of a catalogue two functions of Python are generated which give only
that: `decider` for what is known, `ranger` for what may be while some answers are missing.

| module | what it does |
|---|---|
| `outcomes` | what they give, and what they take |
| `planning` | which steps they need, and the place of each rule in a mask |
| `joining` | what a table adds where several of its rules may be the first to hold |
| `deciding` | the function for what is known |
| `knowing` | what is known while a function is written, case by case |
| `ranging` | the function for what may be |
| `tracing` | what one table said: the rule that fired, and what it saw |

May import: `catalogue`, `model`, `expressions`.
"""

from commerce_roles.assessment.scoring.deciding import decider, tracer
from commerce_roles.assessment.scoring.outcomes import Decided, Known, Ranged
from commerce_roles.assessment.scoring.planning import Plan, RolePlan, TablePlan, plan_of
from commerce_roles.assessment.scoring.ranging import Ranger, ranger
from commerce_roles.assessment.scoring.tracing import TablePlace, TableTrace, rules_of

__all__ = [
    "Decided", "Known", "Plan", "Ranged", "Ranger", "RolePlan", "TablePlace", "TablePlan",
    "TableTrace", "decider", "plan_of", "ranger", "rules_of", "tracer",
]  # fmt: skip
