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
| `crisis` | when a good name is in danger: playbook, alarms, what to do, review |
| `planning` | on days: set-up, routines, what is published, hours, the critical path |
| `community` | members tested and counted, steps of loyalty, no pressure |
| `campaigns` | the money of campaigns: spent, forecast, the alarm before it is gone |
| `tracking` | beside what was counted: how key results stand, what has to change, own times |
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
    from commerce_roles.strategy.tracking.calibrated import Moved, TimedEffort
    from commerce_roles.strategy.tracking.calibrating import calibrate
    from commerce_roles.strategy.tracking.calibration import Calibration
    from commerce_roles.strategy.tracking.deciding import (
        Decision,
        DecisionLog,
        carry_out,
        decide,
    )
    from commerce_roles.strategy.tracking.observed import Observation, Observations
    from commerce_roles.strategy.tracking.observing import observe
    from commerce_roles.strategy.tracking.reading import read_observations
    from commerce_roles.strategy.tracking.review import CycleReview
    from commerce_roles.strategy.tracking.reviewing import track
    from commerce_roles.strategy.tracking.tabulating import track_table
    from commerce_roles.strategy.tracking.timesheets import (
        Timed,
        read_timesheets,
        timesheets_of,
    )
    from commerce_roles.strategy.tracking.totals import Gap
    from commerce_roles.strategy.tracking.tracked import Proposal, Reading, ResultStanding

__all__ = [
    "Activity",
    "Budget",
    "BudgetLine",
    "BudgetLook",
    "Calibration",
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
    "CycleReview",
    "Decision",
    "DecisionLog",
    "Drafted",
    "Entry",
    "FirstStep",
    "Gap",
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
    "Moved",
    "Observation",
    "Observations",
    "Peak",
    "Plan",
    "Planned",
    "PromotionCheck",
    "PromotionMonth",
    "Proposal",
    "Rate",
    "Reading",
    "ResultStanding",
    "SetUp",
    "Slip",
    "Slot",
    "Spending",
    "Standing",
    "Strategy",
    "Timed",
    "TimedEffort",
    "Work",
    "budget_look",
    "calibrate",
    "campaigns_data",
    "campaigns_of",
    "carry_out",
    "chain_quantile",
    "check_goals",
    "check_promotion",
    "community_look",
    "critical_path",
    "decide",
    "draft_strategy",
    "likely_days",
    "make_plan",
    "mark_members",
    "members_of",
    "observe",
    "read_campaigns",
    "read_members",
    "read_observations",
    "read_strategy",
    "read_timesheets",
    "strategy_of",
    "timesheets_of",
    "total_days",
    "track",
    "track_table",
]

_HOMES: Final = {
    "Activity": "commerce_roles.strategy.planning.critical",
    "Budget": "commerce_roles.strategy.drafted",
    "BudgetLine": "commerce_roles.strategy.drafted",
    "BudgetLook": "commerce_roles.strategy.campaigns.budget",
    "Calibration": "commerce_roles.strategy.tracking.calibration",
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
    "CycleReview": "commerce_roles.strategy.tracking.review",
    "Decision": "commerce_roles.strategy.tracking.deciding",
    "DecisionLog": "commerce_roles.strategy.tracking.deciding",
    "Drafted": "commerce_roles.strategy.drafted",
    "Entry": "commerce_roles.strategy.planning.planned",
    "FirstStep": "commerce_roles.strategy.drafted",
    "Gap": "commerce_roles.strategy.tracking.totals",
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
    "Moved": "commerce_roles.strategy.tracking.calibrated",
    "Observation": "commerce_roles.strategy.tracking.observed",
    "Observations": "commerce_roles.strategy.tracking.observed",
    "Peak": "commerce_roles.strategy.drafted",
    "Plan": "commerce_roles.strategy.planning.plan",
    "Planned": "commerce_roles.strategy.planning.planned",
    "PromotionCheck": "commerce_roles.strategy.community.community",
    "PromotionMonth": "commerce_roles.strategy.planning.promoting",
    "Proposal": "commerce_roles.strategy.tracking.tracked",
    "Rate": "commerce_roles.strategy.campaigns.campaign",
    "Reading": "commerce_roles.strategy.tracking.tracked",
    "ResultStanding": "commerce_roles.strategy.tracking.tracked",
    "SetUp": "commerce_roles.strategy.planning.planned",
    "Slip": "commerce_roles.strategy.slips",
    "Slot": "commerce_roles.strategy.planning.planned",
    "Spending": "commerce_roles.strategy.campaigns.campaign",
    "Standing": "commerce_roles.strategy.community.member",
    "Strategy": "commerce_roles.strategy.strategy",
    "Timed": "commerce_roles.strategy.tracking.timesheets",
    "TimedEffort": "commerce_roles.strategy.tracking.calibrated",
    "Work": "commerce_roles.strategy.drafted",
    "budget_look": "commerce_roles.strategy.campaigns.looking",
    "calibrate": "commerce_roles.strategy.tracking.calibrating",
    "campaigns_data": "commerce_roles.strategy.campaigns.reading",
    "campaigns_of": "commerce_roles.strategy.campaigns.reading",
    "carry_out": "commerce_roles.strategy.tracking.deciding",
    "chain_quantile": "commerce_roles.strategy.planning.likely",
    "check_goals": "commerce_roles.strategy.checking",
    "check_promotion": "commerce_roles.strategy.community.looking",
    "community_look": "commerce_roles.strategy.community.looking",
    "critical_path": "commerce_roles.strategy.planning.critical",
    "decide": "commerce_roles.strategy.tracking.deciding",
    "draft_strategy": "commerce_roles.strategy.drafting",
    "likely_days": "commerce_roles.strategy.planning.likely",
    "make_plan": "commerce_roles.strategy.planning.making",
    "mark_members": "commerce_roles.strategy.community.marking",
    "members_of": "commerce_roles.strategy.community.reading",
    "observe": "commerce_roles.strategy.tracking.observing",
    "read_campaigns": "commerce_roles.strategy.campaigns.reading",
    "read_members": "commerce_roles.strategy.community.reading",
    "read_observations": "commerce_roles.strategy.tracking.reading",
    "read_strategy": "commerce_roles.strategy.reading",
    "read_timesheets": "commerce_roles.strategy.tracking.timesheets",
    "strategy_of": "commerce_roles.strategy.reading",
    "timesheets_of": "commerce_roles.strategy.tracking.timesheets",
    "total_days": "commerce_roles.strategy.planning.critical",
    "track": "commerce_roles.strategy.tracking.reviewing",
    "track_table": "commerce_roles.strategy.tracking.tabulating",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
