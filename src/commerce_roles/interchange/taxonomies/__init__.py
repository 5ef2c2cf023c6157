"""Taxonomies of others: ESCO and O*NET read, searched, compared, and laid beside our facts.

| module | what it does |
|---|---|
| `concepts`, `defects`, `holdings` | what a taxonomy holds, what is wrong with its files |
| `tables`, `labels`, `gathering` | a file to rows; labels cleaned and folded; both to values |
| `esco`, `onet`, `rating` | the two taxonomies, each in the form in which it is published |
| `finding` | labels looked up: ranked candidates, each with the kind of match |
| `taxonomy`, `opening`, `summing` | one frozen value; as a catalogue or a graph; how it reads |
| `notices` | the terms under which they are published, which go with whatever is made of them |
| `comparing` | two versions of one taxonomy |
| `aligned`, `aligning`, `aligned_reporting`, `holding_facts` | our roles and skills beside theirs |

May import: `graph`, `assessment.speaking`, `catalogue`, `structuring`, `model`, `display`,
`errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.interchange.taxonomies.aligning import Alignment, align
    from commerce_roles.interchange.taxonomies.comparing import (
        TaxonomyComparison,
        compare_taxonomies,
    )
    from commerce_roles.interchange.taxonomies.esco import read_esco
    from commerce_roles.interchange.taxonomies.onet import read_onet
    from commerce_roles.interchange.taxonomies.taxonomy import Taxonomy

__all__ = [
    "Alignment",
    "Taxonomy",
    "TaxonomyComparison",
    "align",
    "compare_taxonomies",
    "read_esco",
    "read_onet",
]

_HOMES: Final = {
    "Alignment": "commerce_roles.interchange.taxonomies.aligning",
    "Taxonomy": "commerce_roles.interchange.taxonomies.taxonomy",
    "TaxonomyComparison": "commerce_roles.interchange.taxonomies.comparing",
    "align": "commerce_roles.interchange.taxonomies.aligning",
    "compare_taxonomies": "commerce_roles.interchange.taxonomies.comparing",
    "read_esco": "commerce_roles.interchange.taxonomies.esco",
    "read_onet": "commerce_roles.interchange.taxonomies.onet",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
