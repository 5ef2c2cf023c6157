"""The facts: reading, checking, overlaying, looking up; and the program their rules make.

`load_catalogue` reads the library's own facts, lays overlays over them, checks every reference
and expression, and links the rules into one `Program` that every evaluator runs.

| module | what it does |
|---|---|
| `kinds`, `head` | the kinds of facts, and what holds for all of them |
| `merging`, `builtin`, `reading` | files to documents |
| `overlaying`, `adjusting`, `versions` | layer upon layer |
| `making`, `checking` | documents to values; every reference followed |
| `formulas`, `dimensions` | formulas over measures, and what their units come to |
| `figures`, `checking_figures` | how figures are made up of others, and that they are |
| `linking`, `program` | the rules linked into one program |
| `proving` | what can be proven of the rules without any business |
| `loading`, `keeping`, `sharing` | the front door; what is kept, and what is held once |
| `teaming`, `choosing` | what rules about teams, and those of a strategy, may name |
| `results` | what results have in common: they draw themselves, and pickle without their facts |
| `holding`, `catalogue` | the facts as a value; what can be asked of it |
| `finding`, `recording`, `tracing`, `differing` | look-up, rows, claims, differences |
| `showing`, `showing_keys`, `showing_roles` | facts as documents |

May import: `structuring`, `model`, `expressions`, `display`,
`errors`.
"""

from commerce_roles.catalogue.catalogue import Catalogue
from commerce_roles.catalogue.choosing import (
    CANDIDATE_FACTS,
    CHOSEN,
    STRATEGY_FACTS,
    choice_form,
)
from commerce_roles.catalogue.differing import Change, Difference, Step
from commerce_roles.catalogue.figures import Figure, combine, figure_of, part_of, sides_of
from commerce_roles.catalogue.finding import Found, find, fold
from commerce_roles.catalogue.formulas import Undefined, evaluate_formula, exact_value, measures_of
from commerce_roles.catalogue.head import Head
from commerce_roles.catalogue.keeping import CATALOGUES_KEPT
from commerce_roles.catalogue.linking import (
    ALLOWANCES,
    COUNTS,
    ESTIMATES,
    HOURS,
    MEASURED,
    MINUTES,
    PLACEHOLDER,
    PRODUCTIVE,
    SUPPLIED,
    VERDICTS,
    coefficient,
    hours_key,
    options_of,
    placeholders,
    points_key,
)
from commerce_roles.catalogue.loading import load_catalogue
from commerce_roles.catalogue.membership import column_domain, member_form
from commerce_roles.catalogue.program import Instance, LinkedParameter, LinkedRule, Program
from commerce_roles.catalogue.program import Step as ProgramStep
from commerce_roles.catalogue.proving import prove
from commerce_roles.catalogue.reading import Overlay
from commerce_roles.catalogue.showing import claims_document, document_of, plain_of
from commerce_roles.catalogue.showing_keys import plain_fact
from commerce_roles.catalogue.showing_roles import roles_document
from commerce_roles.catalogue.teaming import TEAM_FACTS, team_condition
from commerce_roles.catalogue.tracing import Account, Citation, Link, account, links_from, links_to

__all__ = [
    "ALLOWANCES", "CANDIDATE_FACTS", "CATALOGUES_KEPT", "CHOSEN", "COUNTS", "ESTIMATES",
    "HOURS", "MEASURED", "MINUTES", "PLACEHOLDER", "PRODUCTIVE", "STRATEGY_FACTS", "SUPPLIED",
    "TEAM_FACTS", "VERDICTS", "Account", "Catalogue", "Change", "Citation", "Difference",
    "Figure", "Found", "Head", "Instance", "Link", "LinkedParameter", "LinkedRule", "Overlay",
    "Program", "ProgramStep", "Step", "Undefined", "account", "choice_form", "claims_document",
    "coefficient", "column_domain", "combine", "document_of", "evaluate_formula", "exact_value",
    "figure_of", "find", "fold", "hours_key", "links_from", "links_to", "load_catalogue",
    "measures_of", "member_form", "options_of", "part_of", "placeholders", "plain_fact",
    "plain_of", "points_key", "prove", "roles_document", "sides_of", "team_condition",
]  # fmt: skip
