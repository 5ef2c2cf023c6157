"""What they do: goals, a strategy drafted from an assessment, its work laid on the hours there are.

The planner plans, the executor carries out, the owner approves: the spine holds for every drafted
strategy, and `Strategy.slips` looks whether an edited one keeps it. What is chosen, and by which
rules, is data (`data/strategy`); nothing here knows a channel, a tactic or a role.

| module | what it does |
|---|---|
| `drafting` | the front door: `draft_strategy` |
| `goals`, `checking` | goals with key results; the rules of a good goal asked of them |
| `hands` | who is there to do the work, and for how many hours |
| `choosing` | objectives, channels, formats, tactics: chosen by rules, with reasons |
| `assigning`, `slips` | tasks by whom, RACI collapsed to who is there; the spine checked |
| `aiming` | goals drafted: figures, where they stand, first targets |
| `budgeting`, `beginning` | money shared out; the first thirty days |
| `drafted`, `strategy` | what a strategy holds; the value that draws and writes itself |
| `contract`, `reading`, `reporting` | as data and back; as a document |

May import: `staffing`, `assessment`, `catalogue`, `structuring`, `model`, `display`,
`expressions`, `errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.strategy.checking import GoalFinding, check_goals
    from commerce_roles.strategy.drafted import (
        Budget,
        BudgetLine,
        Choice,
        Control,
        Drafted,
        FirstStep,
        Hand,
        Work,
    )
    from commerce_roles.strategy.drafting import draft_strategy
    from commerce_roles.strategy.goals import Goal, KeyResult
    from commerce_roles.strategy.reading import read_strategy, strategy_of
    from commerce_roles.strategy.slips import Slip
    from commerce_roles.strategy.strategy import Strategy

__all__ = [
    "Budget",
    "BudgetLine",
    "Choice",
    "Control",
    "Drafted",
    "FirstStep",
    "Goal",
    "GoalFinding",
    "Hand",
    "KeyResult",
    "Slip",
    "Strategy",
    "Work",
    "check_goals",
    "draft_strategy",
    "read_strategy",
    "strategy_of",
]

_HOMES: Final = {
    "Budget": "commerce_roles.strategy.drafted",
    "BudgetLine": "commerce_roles.strategy.drafted",
    "Choice": "commerce_roles.strategy.drafted",
    "Control": "commerce_roles.strategy.drafted",
    "Drafted": "commerce_roles.strategy.drafted",
    "FirstStep": "commerce_roles.strategy.drafted",
    "Goal": "commerce_roles.strategy.goals",
    "GoalFinding": "commerce_roles.strategy.checking",
    "Hand": "commerce_roles.strategy.drafted",
    "KeyResult": "commerce_roles.strategy.goals",
    "Slip": "commerce_roles.strategy.slips",
    "Strategy": "commerce_roles.strategy.strategy",
    "Work": "commerce_roles.strategy.drafted",
    "check_goals": "commerce_roles.strategy.checking",
    "draft_strategy": "commerce_roles.strategy.drafting",
    "read_strategy": "commerce_roles.strategy.reading",
    "strategy_of": "commerce_roles.strategy.reading",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
