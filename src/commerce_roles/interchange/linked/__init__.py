"""Roles and posts as linked data of schema.org (JSON-LD), for search engines and job boards.

| module | what it does |
|---|---|
| `terms` | texts with their language, skills and categories as terms of a set |
| `occupations` | a role as an `Occupation` |
| `postings` | a vacancy as a `JobPosting` |
| `writing` | the document around them: context, terms of use, text that is safe inside HTML |

The properties are those that schema.org defines for the types, https://schema.org/Occupation and
https://schema.org/JobPosting; nothing is written that was not told.

May import: `staffing`, `assessment.speaking`, `catalogue`, `structuring`, `model`, `errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.interchange.linked.occupations import occupation_jsonld
    from commerce_roles.interchange.linked.postings import job_posting_jsonld

__all__ = ["job_posting_jsonld", "occupation_jsonld"]

_HOMES: Final = {
    "job_posting_jsonld": "commerce_roles.interchange.linked.postings",
    "occupation_jsonld": "commerce_roles.interchange.linked.occupations",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
