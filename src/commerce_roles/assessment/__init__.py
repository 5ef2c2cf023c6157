"""What is needed: decide, say why, say what is not known. It reads no personal data.

`assess` takes a `BusinessProfile` or a mapping and gives an `Assessment`: per role a verdict with
its possible range, score, hours, sourcing and reasons; for the whole business one answer.

| module | what it does |
|---|---|
| `assessing` | the front door: `assess` |
| `reading`, `judging` | a business from a file or mapping; every answer judged against its field |
| `scoring` | verdicts, scores and rules that fired, and nothing else, thousands of times as fast |
| `deciding` | the program run, at the point and over what is possible |
| `need`, `needing`, `needs` | what has to be staffed: work, hours, skills, languages |
| `need_reporting`, `need_contract` | the same drawn, as JSON and as rows |
| `growing` | where the hours of a growing business pass a limit |
| `posts`, `pricing`, `answering`, `asking_again` | roles put into posts, priced; the one answer |
| `advising`, `reporting_crisis` | what to do in a crisis, as values and as a document |
| `statements`, `speaking` | sentences with their parameters; the sentences in a language |
| `asking`, `guessing`, `questioning` | what is not known; what may come out; what to ask next |
| `interviewing` | a talk, question by question |
| `recording`, `replaying` | a decision kept, and decided again |
| `changing`, `sufficing`, `reweighing` | what would change a verdict, suffices for it, holds it |
| `completing` | what stood for the unknown, written out |
| `comparing` | two results side by side |
| `reviewing`, `shifting` | which verdicts a change of the facts moves; which rules moved them |
| `reporting`, `contract` | the result as a document, as JSON |
| `tables` | a table of businesses on whole columns; its packages are imported on first use |
| `nights` | what moved between two runs over a table, and what new facts would move |
| `surveying` | a table of businesses counted: who needs what, and how sure that is |
| `explaining` | why, down to the single answer; nothing of it is imported before it is asked for |

May import: `catalogue`, `structuring`, `model`, `display`, `expressions`, `errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.assessment.assessing import (
        assess,
    )
    from commerce_roles.assessment.assessment import (
        Assessment,
    )
    from commerce_roles.assessment.changing import ChangedAnswer, Changes, WayThere
    from commerce_roles.assessment.comparing import Comparison, Pair, RoleComparison, compare
    from commerce_roles.assessment.engine import (
        Engine,
    )
    from commerce_roles.assessment.explaining import (
        Assumed,
        Explanation,
        Reading,
        RuleSeen,
        TableSeen,
        TaskSeen,
    )
    from commerce_roles.assessment.growing import Growth, growth_of
    from commerce_roles.assessment.interviewing import Interview, asked_of, options_shown
    from commerce_roles.assessment.need import (
        LanguageNeed,
        Need,
        PostNeed,
        SkillNeed,
        TaskNeed,
    )
    from commerce_roles.assessment.needs import Needs
    from commerce_roles.assessment.outcome import (
        Answer,
        AskAgain,
        Charge,
        Clock,
        Combination,
        CrisisAdvice,
        DefaultUsed,
        OpenQuestion,
        Post,
        Price,
        Reason,
        RoleAssessment,
        Statement,
        StrategyAdvice,
    )
    from commerce_roles.assessment.reading import (
        Rate,
        profile_of,
        read_profile,
    )
    from commerce_roles.assessment.recording import profile_data
    from commerce_roles.assessment.replaying import replay
    from commerce_roles.assessment.reviewing import Move, Review, review
    from commerce_roles.assessment.reweighing import Draws, Robustness
    from commerce_roles.assessment.shifting import Shift
    from commerce_roles.assessment.sufficing import Enough, SufficientReason
    from commerce_roles.model import Estimate

__all__ = [
    "Answer",
    "AskAgain",
    "Assessment",
    "Assumed",
    "ChangedAnswer",
    "Changes",
    "Charge",
    "Clock",
    "Combination",
    "Comparison",
    "CrisisAdvice",
    "DefaultUsed",
    "Draws",
    "Engine",
    "Enough",
    "Estimate",
    "Explanation",
    "Growth",
    "Interview",
    "LanguageNeed",
    "Move",
    "Need",
    "Needs",
    "OpenQuestion",
    "Pair",
    "Post",
    "PostNeed",
    "Price",
    "Rate",
    "Reading",
    "Reason",
    "Review",
    "Robustness",
    "RoleAssessment",
    "RoleComparison",
    "RuleSeen",
    "Shift",
    "SkillNeed",
    "Statement",
    "StrategyAdvice",
    "SufficientReason",
    "TableSeen",
    "TaskNeed",
    "TaskSeen",
    "WayThere",
    "asked_of",
    "assess",
    "compare",
    "growth_of",
    "options_shown",
    "profile_data",
    "profile_of",
    "read_profile",
    "replay",
    "review",
]

_HOMES: Final = {
    "Answer": "commerce_roles.assessment.outcome",
    "AskAgain": "commerce_roles.assessment.outcome",
    "Assessment": "commerce_roles.assessment.assessment",
    "Assumed": "commerce_roles.assessment.explaining",
    "ChangedAnswer": "commerce_roles.assessment.changing",
    "Changes": "commerce_roles.assessment.changing",
    "Charge": "commerce_roles.assessment.outcome",
    "Clock": "commerce_roles.assessment.outcome",
    "Combination": "commerce_roles.assessment.outcome",
    "Comparison": "commerce_roles.assessment.comparing",
    "CrisisAdvice": "commerce_roles.assessment.outcome",
    "DefaultUsed": "commerce_roles.assessment.outcome",
    "Draws": "commerce_roles.assessment.reweighing",
    "Engine": "commerce_roles.assessment.engine",
    "Enough": "commerce_roles.assessment.sufficing",
    "Estimate": "commerce_roles.model.estimate",
    "Explanation": "commerce_roles.assessment.explaining",
    "Growth": "commerce_roles.assessment.growing",
    "Interview": "commerce_roles.assessment.interviewing",
    "LanguageNeed": "commerce_roles.assessment.need",
    "Move": "commerce_roles.assessment.reviewing",
    "Need": "commerce_roles.assessment.need",
    "Needs": "commerce_roles.assessment.needs",
    "OpenQuestion": "commerce_roles.assessment.outcome",
    "Pair": "commerce_roles.assessment.comparing",
    "Post": "commerce_roles.assessment.outcome",
    "PostNeed": "commerce_roles.assessment.need",
    "Price": "commerce_roles.assessment.outcome",
    "Rate": "commerce_roles.assessment.reading",
    "Reading": "commerce_roles.assessment.explaining",
    "Reason": "commerce_roles.assessment.outcome",
    "Review": "commerce_roles.assessment.reviewing",
    "Robustness": "commerce_roles.assessment.reweighing",
    "RoleAssessment": "commerce_roles.assessment.outcome",
    "RoleComparison": "commerce_roles.assessment.comparing",
    "RuleSeen": "commerce_roles.assessment.explaining",
    "Shift": "commerce_roles.assessment.shifting",
    "SkillNeed": "commerce_roles.assessment.need",
    "Statement": "commerce_roles.assessment.outcome",
    "StrategyAdvice": "commerce_roles.assessment.outcome",
    "SufficientReason": "commerce_roles.assessment.sufficing",
    "TableSeen": "commerce_roles.assessment.explaining",
    "TaskNeed": "commerce_roles.assessment.need",
    "TaskSeen": "commerce_roles.assessment.explaining",
    "WayThere": "commerce_roles.assessment.changing",
    "asked_of": "commerce_roles.assessment.interviewing",
    "assess": "commerce_roles.assessment.assessing",
    "compare": "commerce_roles.assessment.comparing",
    "growth_of": "commerce_roles.assessment.growing",
    "options_shown": "commerce_roles.assessment.interviewing",
    "profile_data": "commerce_roles.assessment.recording",
    "profile_of": "commerce_roles.assessment.reading",
    "read_profile": "commerce_roles.assessment.reading",
    "replay": "commerce_roles.assessment.replaying",
    "review": "commerce_roles.assessment.reviewing",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
