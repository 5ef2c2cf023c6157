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
| `contract`, `reading`, `judging`, `reporting` | as data and back, judged; as a document |
| `warning` | what to mind |
| `planning` | on days: set-up, routines, what is published, hours, the critical path |
| `community` | members tested and counted, steps of loyalty, no pressure |
| `campaigns` | the money of campaigns: spent, forecast, the alarm before it is gone |
| `tabling` | rows from wherever they come |

May import: `staffing`, `assessment`, `catalogue`, `structuring`, `model`, `display`,
`expressions`, `errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.strategy.campaigns.budget import BudgetLook
    from commerce_roles.strategy.campaigns.campaign import (
        Campaign,
        Campaigns,
        CampaignSeen,
        CheckPoint,
        MoneySeen,
        Rate,
        Spending,
    )
    from commerce_roles.strategy.campaigns.looking import budget_look
    from commerce_roles.strategy.campaigns.reading import (
        campaigns_data,
        campaigns_of,
        read_campaigns,
    )
    from commerce_roles.strategy.checking import GoalFinding, check_goals
    from commerce_roles.strategy.community.community import Community, PromotionCheck
    from commerce_roles.strategy.community.looking import check_promotion, community_look
    from commerce_roles.strategy.community.marking import mark_members
    from commerce_roles.strategy.community.member import Counted, Counts, Members, Move, Standing
    from commerce_roles.strategy.community.reading import members_of, read_members
    from commerce_roles.strategy.drafted import (
        Budget,
        BudgetLine,
        Choice,
        Control,
        Drafted,
        FirstStep,
        Hand,
        Peak,
        Work,
    )
    from commerce_roles.strategy.drafting import draft_strategy
    from commerce_roles.strategy.goals import Goal, KeyResult
    from commerce_roles.strategy.planning.critical import (
        Activity,
        CriticalPath,
        critical_path,
        total_days,
    )
    from commerce_roles.strategy.planning.likely import Likely, chain_quantile, likely_days
    from commerce_roles.strategy.planning.making import make_plan
    from commerce_roles.strategy.planning.plan import Plan
    from commerce_roles.strategy.planning.planned import (
        Entry,
        LeftOut,
        MonthLoad,
        Planned,
        SetUp,
        Slot,
    )
    from commerce_roles.strategy.planning.promoting import PromotionMonth
    from commerce_roles.strategy.reading import read_strategy, strategy_of
    from commerce_roles.strategy.slips import Slip
    from commerce_roles.strategy.strategy import Strategy

__all__ = [
    "Activity",
    "Budget",
    "BudgetLine",
    "BudgetLook",
    "Campaign",
    "CampaignSeen",
    "Campaigns",
    "CheckPoint",
    "Choice",
    "Community",
    "Control",
    "Counted",
    "Counts",
    "CriticalPath",
    "Drafted",
    "Entry",
    "FirstStep",
    "Goal",
    "GoalFinding",
    "Hand",
    "KeyResult",
    "LeftOut",
    "Likely",
    "Members",
    "MoneySeen",
    "MonthLoad",
    "Move",
    "Peak",
    "Plan",
    "Planned",
    "PromotionCheck",
    "PromotionMonth",
    "Rate",
    "SetUp",
    "Slip",
    "Slot",
    "Spending",
    "Standing",
    "Strategy",
    "Work",
    "budget_look",
    "campaigns_data",
    "campaigns_of",
    "chain_quantile",
    "check_goals",
    "check_promotion",
    "community_look",
    "critical_path",
    "draft_strategy",
    "likely_days",
    "make_plan",
    "mark_members",
    "members_of",
    "read_campaigns",
    "read_members",
    "read_strategy",
    "strategy_of",
    "total_days",
]

_HOMES: Final = {
    "Activity": "commerce_roles.strategy.planning.critical",
    "Budget": "commerce_roles.strategy.drafted",
    "BudgetLine": "commerce_roles.strategy.drafted",
    "BudgetLook": "commerce_roles.strategy.campaigns.budget",
    "Campaign": "commerce_roles.strategy.campaigns.campaign",
    "CampaignSeen": "commerce_roles.strategy.campaigns.campaign",
    "Campaigns": "commerce_roles.strategy.campaigns.campaign",
    "CheckPoint": "commerce_roles.strategy.campaigns.campaign",
    "Choice": "commerce_roles.strategy.drafted",
    "Community": "commerce_roles.strategy.community.community",
    "Control": "commerce_roles.strategy.drafted",
    "Counted": "commerce_roles.strategy.community.member",
    "Counts": "commerce_roles.strategy.community.member",
    "CriticalPath": "commerce_roles.strategy.planning.critical",
    "Drafted": "commerce_roles.strategy.drafted",
    "Entry": "commerce_roles.strategy.planning.planned",
    "FirstStep": "commerce_roles.strategy.drafted",
    "Goal": "commerce_roles.strategy.goals",
    "GoalFinding": "commerce_roles.strategy.checking",
    "Hand": "commerce_roles.strategy.drafted",
    "KeyResult": "commerce_roles.strategy.goals",
    "LeftOut": "commerce_roles.strategy.planning.planned",
    "Likely": "commerce_roles.strategy.planning.likely",
    "Members": "commerce_roles.strategy.community.member",
    "MoneySeen": "commerce_roles.strategy.campaigns.campaign",
    "MonthLoad": "commerce_roles.strategy.planning.planned",
    "Move": "commerce_roles.strategy.community.member",
    "Peak": "commerce_roles.strategy.drafted",
    "Plan": "commerce_roles.strategy.planning.plan",
    "Planned": "commerce_roles.strategy.planning.planned",
    "PromotionCheck": "commerce_roles.strategy.community.community",
    "PromotionMonth": "commerce_roles.strategy.planning.promoting",
    "Rate": "commerce_roles.strategy.campaigns.campaign",
    "SetUp": "commerce_roles.strategy.planning.planned",
    "Slip": "commerce_roles.strategy.slips",
    "Slot": "commerce_roles.strategy.planning.planned",
    "Spending": "commerce_roles.strategy.campaigns.campaign",
    "Standing": "commerce_roles.strategy.community.member",
    "Strategy": "commerce_roles.strategy.strategy",
    "Work": "commerce_roles.strategy.drafted",
    "budget_look": "commerce_roles.strategy.campaigns.looking",
    "campaigns_data": "commerce_roles.strategy.campaigns.reading",
    "campaigns_of": "commerce_roles.strategy.campaigns.reading",
    "chain_quantile": "commerce_roles.strategy.planning.likely",
    "check_goals": "commerce_roles.strategy.checking",
    "check_promotion": "commerce_roles.strategy.community.looking",
    "community_look": "commerce_roles.strategy.community.looking",
    "critical_path": "commerce_roles.strategy.planning.critical",
    "draft_strategy": "commerce_roles.strategy.drafting",
    "likely_days": "commerce_roles.strategy.planning.likely",
    "make_plan": "commerce_roles.strategy.planning.making",
    "mark_members": "commerce_roles.strategy.community.marking",
    "members_of": "commerce_roles.strategy.community.reading",
    "read_campaigns": "commerce_roles.strategy.campaigns.reading",
    "read_members": "commerce_roles.strategy.community.reading",
    "read_strategy": "commerce_roles.strategy.reading",
    "strategy_of": "commerce_roles.strategy.reading",
    "total_days": "commerce_roles.strategy.planning.critical",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
