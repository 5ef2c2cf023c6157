"""Who fills it: people, how they fit, what they cover, at what load; and what would change it.

A team is judged by its work, never a person by another: nothing here ranks people, results carry
ids, and what one may keep of a person is a closed list (`Person`).

| module | what it does |
|---|---|
| `matching`, `telling`, `rows` | words of others matched; parts taken one by one; spreadsheets |
| `reading`, `judging` | people and teams from files and frames; every fault at once |

May import: `assessment`, `catalogue`, `structuring`, `model`, `display`, `expressions`, `errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.model.offer import Offer, OfferedTask
    from commerce_roles.model.person import Absence, Assignment, Person, SkillHeld, Team, Unmatched
    from commerce_roles.staffing.reading import read_team, team_of

__all__ = [
    "Absence",
    "Assignment",
    "Offer",
    "OfferedTask",
    "Person",
    "SkillHeld",
    "Team",
    "Unmatched",
    "read_team",
    "team_of",
]

_HOMES: Final = {
    "Absence": "commerce_roles.model.person",
    "Assignment": "commerce_roles.model.person",
    "Offer": "commerce_roles.model.offer",
    "OfferedTask": "commerce_roles.model.offer",
    "Person": "commerce_roles.model.person",
    "SkillHeld": "commerce_roles.model.person",
    "Team": "commerce_roles.model.person",
    "Unmatched": "commerce_roles.model.person",
    "read_team": "commerce_roles.staffing.reading",
    "team_of": "commerce_roles.staffing.reading",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
