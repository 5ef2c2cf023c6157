"""When a question makes sense, as a JSON Schema of the answers so far.

What was not answered leaves a condition open, and then one asks. Conditions over numbers are not
written: a form then asks too often and never too rarely.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.expressions import Form, Ordered
from commerce_roles.expressions.forms import All, Any, Compare, Literal, Member, Ref
from commerce_roles.interchange.schema.shaping import Schema

__all__ = ["asked_if"]

_TESTS: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def asked_if(form: Form, catalogue: Catalogue) -> Schema:
    """Write a condition; an empty schema where it says nothing that can be written."""
    match form:
        case Ref(key=key) if _flat(key, catalogue):
            return {"properties": {key: {"enum": [True, None]}}}
        case Compare(operator=sign, left=Ref(domain=Ordered(levels=levels), key=key), right=right):
            level = right.value if isinstance(right, Literal) else None
            if isinstance(level, int) and _flat(key, catalogue):
                test = _TESTS[sign]
                legal = [word for rank, word in enumerate(levels) if test(rank, level)]
                return {"properties": {key: {"enum": [*legal, None]}}}
        case Member(item=Literal(value=word), container=Ref(key=key)) if _flat(key, catalogue):
            kind = catalogue.fields[key].options
            aliases = catalogue.aliases(kind).items() if isinstance(kind, str) else ()
            words = [word, *(alias for alias, meant in aliases if meant == word)]
            held = {"type": "array", "contains": {"enum": words}}
            return {"properties": {key: {"anyOf": [{"type": "null"}, held]}}}
        case Any(operands=operands):
            return {"anyOf": [asked_if(part, catalogue) for part in operands]}
        case All(operands=operands):
            return {"allOf": [asked_if(part, catalogue) for part in operands]}
        case _:
            pass
    return {}


def _flat(key: str, catalogue: Catalogue) -> bool:
    """Say whether a form reads an answer that stands at the top of a profile."""
    return key in catalogue.fields and "." not in key
