"""Who fills it: people, how they fit, what they cover, at what load; and what would change it.

A team is judged by its work, never a person by another: nothing here ranks people, results carry
ids, and what one may keep of a person is a closed list (`Person`).

| module | what it does |
|---|---|
| `matching`, `telling`, `amounts`, `rows` | words matched; parts taken one by one; sheets |
| `reading`, `describing`, `judging`, `writing` | people and teams from files and frames, and back |
| `fitting`, `assigning` | a person beside a role; who holds what, and what falls to them |
| `covering`, `covered`, `loading`, `leaning` | what is covered, at what load; what leans on one |
| `chances`, `absent`, `absences`, `absences_reporting` | what absences do |
| `finding`, `closing` | rules about how posts are held; gaps, and the shortest ways to close them |
| `costing`, `forgetting` | money in one currency; taking people out |
| `looking`, `seen` | the look at a team, and what it holds |
| `posting`, `posted`, `posts_reporting`, `posts_contract` | the vacancy; the brief for suppliers |
| `offering`, `comparing`, `offered`, `offers_reporting` | offers, read and side by side |
| `composing` | a package of its own: the team that is best, proven |
| `supposing`, `supposed`, `changing`, `phrasing` | what-ifs, step by step, and in one line |
| `weighing`, `gauging`, `scenarios_reporting` | scenarios side by side |
| `measuring` | a package of its own: measures of a team as a meta-network, after Carley |
| `surveying`, `surveyed`, `surveying_reporting` | all of these measures of a team at once |
| `growing`, `grouping`, `pooling` | how far one person is enough; several businesses of one house |
| `reporting`, `picturing`, `wording` | the look as a document: sentences, pictures, words |
| `contract`, `framing` | the look as JSON and rows; results in notebooks |

May import: `assessment`, `catalogue`, `structuring`, `model`, `display`, `expressions`, `errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.assessment.growing import Growth
    from commerce_roles.model.offer import Offer, OfferedTask
    from commerce_roles.model.person import Absence, Assignment, Person, SkillHeld, Team, Unmatched
    from commerce_roles.staffing.absences import Risk, risk
    from commerce_roles.staffing.closing import Gap, Way
    from commerce_roles.staffing.comparing import Comparison, compare_offers
    from commerce_roles.staffing.composing.composing import compose_team, pareto_front
    from commerce_roles.staffing.composing.composition import Composition
    from commerce_roles.staffing.composing.points import Frontier
    from commerce_roles.staffing.composing.wishing import Waiver
    from commerce_roles.staffing.covered import Cover
    from commerce_roles.staffing.finding import Finding
    from commerce_roles.staffing.fitting import Fit, Met, fit
    from commerce_roles.staffing.forgetting import forget, redact
    from commerce_roles.staffing.gauging import Measured
    from commerce_roles.staffing.grouping import Group, group
    from commerce_roles.staffing.growing import GrowthPath, growth_path
    from commerce_roles.staffing.leaning import SinglePoint
    from commerce_roles.staffing.loading import Load, MonthLoad
    from commerce_roles.staffing.looking import Look, look
    from commerce_roles.staffing.offered import OfferLook, TaskOffer
    from commerce_roles.staffing.offering import offers_of, read_offers
    from commerce_roles.staffing.phrasing import what_if
    from commerce_roles.staffing.posting import Brief, Vacancy, brief, vacancy
    from commerce_roles.staffing.reading import read_team, sample_team, team_of
    from commerce_roles.staffing.supposing import Scenario, scenario
    from commerce_roles.staffing.surveying import Measures, measures
    from commerce_roles.staffing.weighing import Scenarios, compare_scenarios
    from commerce_roles.staffing.writing import offers_data, team_data

__all__ = [
    "Absence",
    "Assignment",
    "Brief",
    "Comparison",
    "Composition",
    "Cover",
    "Finding",
    "Fit",
    "Frontier",
    "Gap",
    "Group",
    "Growth",
    "GrowthPath",
    "Load",
    "Look",
    "Measured",
    "Measures",
    "Met",
    "MonthLoad",
    "Offer",
    "OfferLook",
    "OfferedTask",
    "Person",
    "Risk",
    "Scenario",
    "Scenarios",
    "SinglePoint",
    "SkillHeld",
    "TaskOffer",
    "Team",
    "Unmatched",
    "Vacancy",
    "Waiver",
    "Way",
    "brief",
    "compare_offers",
    "compare_scenarios",
    "compose_team",
    "fit",
    "forget",
    "group",
    "growth_path",
    "look",
    "measures",
    "offers_data",
    "offers_of",
    "pareto_front",
    "read_offers",
    "read_team",
    "redact",
    "risk",
    "sample_team",
    "scenario",
    "team_data",
    "team_of",
    "vacancy",
    "what_if",
]

_HOMES: Final = {
    "Absence": "commerce_roles.model.person",
    "Assignment": "commerce_roles.model.person",
    "Brief": "commerce_roles.staffing.posting",
    "Comparison": "commerce_roles.staffing.comparing",
    "Composition": "commerce_roles.staffing.composing.composition",
    "Cover": "commerce_roles.staffing.covered",
    "Finding": "commerce_roles.staffing.finding",
    "Fit": "commerce_roles.staffing.fitting",
    "Frontier": "commerce_roles.staffing.composing.points",
    "Gap": "commerce_roles.staffing.closing",
    "Group": "commerce_roles.staffing.grouping",
    "Growth": "commerce_roles.assessment.growing",
    "GrowthPath": "commerce_roles.staffing.growing",
    "Load": "commerce_roles.staffing.loading",
    "Look": "commerce_roles.staffing.looking",
    "Measured": "commerce_roles.staffing.gauging",
    "Measures": "commerce_roles.staffing.surveying",
    "Met": "commerce_roles.staffing.fitting",
    "MonthLoad": "commerce_roles.staffing.loading",
    "Offer": "commerce_roles.model.offer",
    "OfferLook": "commerce_roles.staffing.offered",
    "OfferedTask": "commerce_roles.model.offer",
    "Person": "commerce_roles.model.person",
    "Risk": "commerce_roles.staffing.absences",
    "Scenario": "commerce_roles.staffing.supposing",
    "Scenarios": "commerce_roles.staffing.weighing",
    "SinglePoint": "commerce_roles.staffing.leaning",
    "SkillHeld": "commerce_roles.model.person",
    "TaskOffer": "commerce_roles.staffing.offered",
    "Team": "commerce_roles.model.person",
    "Unmatched": "commerce_roles.model.person",
    "Vacancy": "commerce_roles.staffing.posting",
    "Waiver": "commerce_roles.staffing.composing.wishing",
    "Way": "commerce_roles.staffing.closing",
    "brief": "commerce_roles.staffing.posting",
    "compare_offers": "commerce_roles.staffing.comparing",
    "compare_scenarios": "commerce_roles.staffing.weighing",
    "compose_team": "commerce_roles.staffing.composing.composing",
    "fit": "commerce_roles.staffing.fitting",
    "forget": "commerce_roles.staffing.forgetting",
    "group": "commerce_roles.staffing.grouping",
    "growth_path": "commerce_roles.staffing.growing",
    "look": "commerce_roles.staffing.looking",
    "measures": "commerce_roles.staffing.surveying",
    "offers_of": "commerce_roles.staffing.offering",
    "pareto_front": "commerce_roles.staffing.composing.composing",
    "read_offers": "commerce_roles.staffing.offering",
    "read_team": "commerce_roles.staffing.reading",
    "redact": "commerce_roles.staffing.forgetting",
    "risk": "commerce_roles.staffing.absences",
    "sample_team": "commerce_roles.staffing.reading",
    "scenario": "commerce_roles.staffing.supposing",
    "offers_data": "commerce_roles.staffing.writing",
    "team_data": "commerce_roles.staffing.writing",
    "team_of": "commerce_roles.staffing.reading",
    "vacancy": "commerce_roles.staffing.posting",
    "what_if": "commerce_roles.staffing.phrasing",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
