"""What is needed: decide, say why, say what is not known. It reads no personal data.

`assess` takes a `BusinessProfile` or a mapping and gives an `Assessment`: per role a verdict with
its possible range, score, hours, sourcing and reasons; for the whole business one answer.

| module | what it does |
|---|---|
| `assessing` | the front door: `assess` |
| `reading`, `judging` | a business from a file or mapping; every answer judged against its field |
| `deciding` | the program run, at the point and over what is possible |
| `need`, `needing` | what has to be staffed: work, hours, skills, languages |
| `posts`, `pricing`, `answering`, `asking_again` | roles put into posts, priced; the one answer |
| `statements`, `speaking` | sentences with their parameters; the sentences in a language |
| `asking`, `questioning`, `interviewing` | what is not known; what to ask next; a talk |
| `recording`, `replaying` | a decision kept, and decided again |
| `reviewing` | which verdicts a change of the facts moves |
| `reporting`, `explaining`, `contract` | the result as a document, as an explanation, as JSON |

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
    from commerce_roles.assessment.engine import (
        Engine,
    )
    from commerce_roles.assessment.interviewing import Interview, asked_of, options_shown
    from commerce_roles.assessment.need import (
        LanguageNeed,
        Need,
        Needs,
        PostNeed,
        SkillNeed,
        TaskNeed,
    )
    from commerce_roles.assessment.outcome import (
        Answer,
        AskAgain,
        Combination,
        CrisisAdvice,
        DefaultUsed,
        Estimate,
        OpenQuestion,
        Post,
        Price,
        Reason,
        RoleAssessment,
        Statement,
    )
    from commerce_roles.assessment.reading import (
        Rate,
        profile_of,
        read_profile,
    )
    from commerce_roles.assessment.recording import profile_data
    from commerce_roles.assessment.replaying import replay
    from commerce_roles.assessment.reviewing import Move, Review, review

__all__ = [
    "Answer",
    "AskAgain",
    "Assessment",
    "Combination",
    "CrisisAdvice",
    "DefaultUsed",
    "Engine",
    "Estimate",
    "Interview",
    "LanguageNeed",
    "Move",
    "Need",
    "Needs",
    "OpenQuestion",
    "Post",
    "PostNeed",
    "Price",
    "Rate",
    "Reason",
    "Review",
    "RoleAssessment",
    "SkillNeed",
    "Statement",
    "TaskNeed",
    "asked_of",
    "assess",
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
    "Combination": "commerce_roles.assessment.outcome",
    "CrisisAdvice": "commerce_roles.assessment.outcome",
    "DefaultUsed": "commerce_roles.assessment.outcome",
    "Engine": "commerce_roles.assessment.engine",
    "Estimate": "commerce_roles.assessment.outcome",
    "Interview": "commerce_roles.assessment.interviewing",
    "LanguageNeed": "commerce_roles.assessment.need",
    "Move": "commerce_roles.assessment.reviewing",
    "Need": "commerce_roles.assessment.need",
    "Needs": "commerce_roles.assessment.need",
    "OpenQuestion": "commerce_roles.assessment.outcome",
    "Post": "commerce_roles.assessment.outcome",
    "PostNeed": "commerce_roles.assessment.need",
    "Price": "commerce_roles.assessment.outcome",
    "Rate": "commerce_roles.assessment.reading",
    "Reason": "commerce_roles.assessment.outcome",
    "Review": "commerce_roles.assessment.reviewing",
    "RoleAssessment": "commerce_roles.assessment.outcome",
    "SkillNeed": "commerce_roles.assessment.need",
    "Statement": "commerce_roles.assessment.outcome",
    "TaskNeed": "commerce_roles.assessment.need",
    "asked_of": "commerce_roles.assessment.interviewing",
    "assess": "commerce_roles.assessment.assessing",
    "options_shown": "commerce_roles.assessment.interviewing",
    "profile_data": "commerce_roles.assessment.recording",
    "profile_of": "commerce_roles.assessment.reading",
    "read_profile": "commerce_roles.assessment.reading",
    "replay": "commerce_roles.assessment.replaying",
    "review": "commerce_roles.assessment.reviewing",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
