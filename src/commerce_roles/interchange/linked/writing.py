"""The document around a thing: its context, its terms of use, a text that is safe inside HTML.

May import: `catalogue`, `structuring`.
"""

import json
from collections.abc import Iterable
from typing import Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.interchange.linked.terms import Node
from commerce_roles.structuring import Export, Omitted

__all__ = ["document_of"]

_CONTEXT: Final = "https://schema.org"
_INSIDE_HTML: Final = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
"""What would end a script, or begin something else, where the text stands inside a page."""


def document_of(thing: Node, lang: str, catalogue: Catalogue, lost: Iterable[Omitted]) -> Export:
    """Write a thing as a JSON-LD document; properties of nothing are left away."""
    terms: Node = {"@type": "CreativeWork", "creditText": catalogue.notice}
    told = {
        "@context": [_CONTEXT, {"@language": lang}],
        **{key: part for key, part in thing.items() if part not in ("", [], {}, None)},
        **({"subjectOf": terms} if catalogue.notice else {}),
    }
    text = (
        json.dumps(told, ensure_ascii=False, allow_nan=False, indent=2).translate(_INSIDE_HTML)
        + "\n"
    )
    content = text.encode("utf-8", "replace")  # half a character is none
    kept = tuple(one for one in lost if one.count)
    return Export(form=f"schema.org/{thing['@type']}", content=content, lost=kept)
