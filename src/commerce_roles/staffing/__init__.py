"""Who fills it: people, how they fit, what they cover, at what load; and what would change it.

A team is judged by its work, never a person by another: nothing here ranks people, results carry
ids, and what one may keep of a person is a closed list (`Person`).

| module | what it does |
|---|---|
| `matching`, `telling`, `rows` | words of others matched; parts taken one by one; spreadsheets |
| `reading`, `judging` | people and teams from files and frames; every fault at once |
| `fitting`, `assigning` | a person beside a role; who holds what, and what falls to them |
| `covering`, `loading`, `leaning` | what is covered, at what load, and what leans on one |
| `finding`, `closing` | rules about how posts are held; gaps, and the shortest ways to close them |
| `costing`, `forgetting` | money in one currency; taking people out |
| `looking`, `seen` | the look at a team, and what it holds |
| `reporting`, `contract`, `framing` | results as documents, as JSON, as rows and data frames |

May import: `assessment`, `catalogue`, `structuring`, `model`, `display`, `expressions`, `errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.model.offer import Offer, OfferedTask
    from commerce_roles.model.person import Absence, Assignment, Person, SkillHeld, Team, Unmatched
    from commerce_roles.staffing.closing import Gap, Way
    from commerce_roles.staffing.covering import Cover
    from commerce_roles.staffing.finding import Finding
    from commerce_roles.staffing.fitting import Fit, Met, fit
    from commerce_roles.staffing.forgetting import forget, redact
    from commerce_roles.staffing.leaning import SinglePoint
    from commerce_roles.staffing.loading import Load, MonthLoad
    from commerce_roles.staffing.looking import Look, look
    from commerce_roles.staffing.reading import read_team, team_of

__all__ = [
    "Absence",
    "Assignment",
    "Cover",
    "Finding",
    "Fit",
    "Gap",
    "Load",
    "Look",
    "Met",
    "MonthLoad",
    "Offer",
    "OfferedTask",
    "Person",
    "SinglePoint",
    "SkillHeld",
    "Team",
    "Unmatched",
    "Way",
    "fit",
    "forget",
    "look",
    "read_team",
    "redact",
    "team_of",
]

_HOMES: Final = {
    "Absence": "commerce_roles.model.person",
    "Assignment": "commerce_roles.model.person",
    "Cover": "commerce_roles.staffing.covering",
    "Finding": "commerce_roles.staffing.finding",
    "Fit": "commerce_roles.staffing.fitting",
    "Gap": "commerce_roles.staffing.closing",
    "Load": "commerce_roles.staffing.loading",
    "Look": "commerce_roles.staffing.looking",
    "Met": "commerce_roles.staffing.fitting",
    "MonthLoad": "commerce_roles.staffing.loading",
    "Offer": "commerce_roles.model.offer",
    "OfferedTask": "commerce_roles.model.offer",
    "Person": "commerce_roles.model.person",
    "SinglePoint": "commerce_roles.staffing.leaning",
    "SkillHeld": "commerce_roles.model.person",
    "Team": "commerce_roles.model.person",
    "Unmatched": "commerce_roles.model.person",
    "Way": "commerce_roles.staffing.closing",
    "fit": "commerce_roles.staffing.fitting",
    "forget": "commerce_roles.staffing.forgetting",
    "look": "commerce_roles.staffing.looking",
    "read_team": "commerce_roles.staffing.reading",
    "redact": "commerce_roles.staffing.forgetting",
    "team_of": "commerce_roles.staffing.reading",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
