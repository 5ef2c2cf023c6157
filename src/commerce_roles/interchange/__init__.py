"""The facts and decisions written for other programs.

`json_schema` gives the JSON Schema of what is read or written, in any language of the catalogue,
`openapi_components` and `typescript_types` the same for services and pages; `questionnaire` the
questions as data, for forms. `occupation_jsonld` and `job_posting_jsonld` write roles and vacancies
for search engines and job boards. `decision_model` writes the whole decision as a
GoRules JSON Decision Model, so that an engine in another language decides as this library does;
what such a model cannot hold is listed in it. `read_esco` and `read_onet` read taxonomies of
others, `align` lays our roles and skills beside theirs.

| module | what it does |
|---|---|
| `schema` | schemas of what is read and written: JSON Schema, OpenAPI, TypeScript |
| `formats` | every form of JSON that is written, and how it is read again |
| `asking` | the questions as data: texts, options, bounds, when to ask |
| `linked` | roles and vacancies as linked data of schema.org |
| `gorules` | the decision as a GoRules JSON Decision Model, its conditions in ZEN |
| `taxonomies` | ESCO and O*NET: read, searched, compared, laid beside our facts |

May import: `strategy`, `staffing`, `assessment`, `catalogue`, `structuring`, `model`, `display`,
`expressions`, `errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.interchange.asking import Questionnaire, questionnaire
    from commerce_roles.interchange.formats import FORMATS, Format
    from commerce_roles.interchange.gorules import decision_model
    from commerce_roles.interchange.linked import job_posting_jsonld, occupation_jsonld
    from commerce_roles.interchange.schema import (
        SCHEMAS,
        json_schema,
        openapi_components,
        typescript_types,
    )
    from commerce_roles.interchange.taxonomies import (
        Alignment,
        Taxonomy,
        TaxonomyComparison,
        align,
        compare_taxonomies,
        read_esco,
        read_onet,
    )

__all__ = [
    "FORMATS",
    "SCHEMAS",
    "Alignment",
    "Format",
    "Questionnaire",
    "Taxonomy",
    "TaxonomyComparison",
    "align",
    "compare_taxonomies",
    "decision_model",
    "job_posting_jsonld",
    "json_schema",
    "occupation_jsonld",
    "openapi_components",
    "questionnaire",
    "read_esco",
    "read_onet",
    "typescript_types",
]

_HOMES: Final = {
    "FORMATS": "commerce_roles.interchange.formats.listing",
    "Format": "commerce_roles.interchange.formats.form",
    "Questionnaire": "commerce_roles.interchange.asking",
    "questionnaire": "commerce_roles.interchange.asking",
    "SCHEMAS": "commerce_roles.interchange.schema.naming",
    "decision_model": "commerce_roles.interchange.gorules",
    "job_posting_jsonld": "commerce_roles.interchange.linked",
    "occupation_jsonld": "commerce_roles.interchange.linked",
    "json_schema": "commerce_roles.interchange.schema.naming",
    "openapi_components": "commerce_roles.interchange.schema.openapi",
    "typescript_types": "commerce_roles.interchange.schema.typescript",
    "Alignment": "commerce_roles.interchange.taxonomies.aligning",
    "Taxonomy": "commerce_roles.interchange.taxonomies.taxonomy",
    "TaxonomyComparison": "commerce_roles.interchange.taxonomies.comparing",
    "align": "commerce_roles.interchange.taxonomies.aligning",
    "compare_taxonomies": "commerce_roles.interchange.taxonomies.comparing",
    "read_esco": "commerce_roles.interchange.taxonomies.esco",
    "read_onet": "commerce_roles.interchange.taxonomies.onet",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
