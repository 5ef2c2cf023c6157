"""Night after night: what moved between two runs over a table, and what new facts would move.

| module | what it does |
|---|---|
| `seen` | the results of a run, read back |
| `causes` | from masks of rules that fired to the rule that moved a verdict |
| `feeding` | a change feed: `changes` |
| `counting` | how many rows move, and by which rules, counted piece by piece |
| `trying` | a dry run of other facts on a table or file: `review_table`, `review_file` |
| `reporting` | that as a document and as data |
| `recalling`, `batching` | an earlier run on disk; a file assessed beside it: `assess_night` |

How a verdict stands from night to night is worked out where a table is assessed:
`assessment.tables.earlier`.

May import: `assessment.tables`, and what `assessment` may; `numpy` and `pyarrow` come with the
extra `tables`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.assessment.nights.batching import assess_night
    from commerce_roles.assessment.nights.counting import Moved, Why
    from commerce_roles.assessment.nights.feeding import changes
    from commerce_roles.assessment.nights.reporting import TableReview
    from commerce_roles.assessment.nights.trying import review_file, review_table

__all__ = [
    "Moved",
    "TableReview",
    "Why",
    "assess_night",
    "changes",
    "review_file",
    "review_table",
]

_HOMES: Final = {
    "Moved": "commerce_roles.assessment.nights.counting",
    "TableReview": "commerce_roles.assessment.nights.reporting",
    "Why": "commerce_roles.assessment.nights.counting",
    "assess_night": "commerce_roles.assessment.nights.batching",
    "changes": "commerce_roles.assessment.nights.feeding",
    "review_file": "commerce_roles.assessment.nights.trying",
    "review_table": "commerce_roles.assessment.nights.trying",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
