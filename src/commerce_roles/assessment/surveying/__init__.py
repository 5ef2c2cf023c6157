"""A market surveyed: how many of a table of businesses need which role, and how well that is known.

| module | what it does |
|---|---|
| `findings`, `surveyed` | shares, parts, rules, what to ask; the survey of all of them |
| `counting` | counted piece by piece, in little memory |
| `parting` | to which part of a segment a row belongs |
| `asking` | which missing answer would decide most rows |
| `surveying` | the front doors: `survey` and `survey_file` |
| `reporting` | the survey as a document with pictures, and as data |

May import: `assessment.tables`, and what `assessment` may; `numpy` and `pyarrow` come with the
extra `tables`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.assessment.surveying.findings import AskedMost, Part, RuleShare, Share
    from commerce_roles.assessment.surveying.surveyed import Survey
    from commerce_roles.assessment.surveying.surveying import survey, survey_file

__all__ = ["AskedMost", "Part", "RuleShare", "Share", "Survey", "survey", "survey_file"]

_VALUES: Final = "commerce_roles.assessment.surveying.findings"
_HOMES: Final = {
    **dict.fromkeys(("AskedMost", "Part", "RuleShare", "Share"), _VALUES),
    "Survey": "commerce_roles.assessment.surveying.surveyed",
    "survey": "commerce_roles.assessment.surveying.surveying",
    "survey_file": "commerce_roles.assessment.surveying.surveying",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
