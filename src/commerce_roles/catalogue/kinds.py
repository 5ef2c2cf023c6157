"""The kinds of facts, the value each becomes, and the short forms that TOML allows."""

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from commerce_roles.model import (
    Claim,
    Constant,
    Contradiction,
    Cost,
    Evidence,
    Field,
    Kpi,
    Loading,
    Message,
    Name,
    Parameter,
    Quantity,
    Role,
    Skill,
    Source,
    Table,
    Task,
    Unit,
    Word,
)
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["EVIDENCE_KINDS", "KINDS", "LAZY_KINDS", "NAME_KINDS", "Raw", "widen"]

Raw = Mapping[str, object]
"""A fact as TOML or JSON gives it."""

NAME_KINDS: Final = ("channel", "objective", "sector", "content_format", "sales_channel")
"""Kinds whose facts are names that a business may give."""

EVIDENCE_KINDS: Final = ("claim", "source", "contradiction")
"""Kinds that other facts rest on."""

STANDARD_KINDS: Final = ("country", "language", "currency")
"""Kinds whose ids are codes of a standard."""

LAZY_KINDS: Final = (*EVIDENCE_KINDS, *STANDARD_KINDS)
"""Kinds whose facts are made on first use only; none of them holds a rule."""

KINDS: Final[Mapping[str, type[object]]] = {
    "constant": Constant,
    "role": Role,
    "field": Field,
    "quantity": Quantity,
    "task": Task,
    "table": Table,
    "message": Message,
    "unit": Unit,
    "parameter": Parameter,
    "word": Word,
    **dict.fromkeys((*NAME_KINDS, *STANDARD_KINDS), Name),
    "skill": Skill,
    "kpi": Kpi,
    "cost": Cost,
    "loading": Loading,
    "claim": Claim,
    "source": Source,
    "contradiction": Contradiction,
}
"""Every kind of fact but `catalogue` itself."""

_EVIDENCE: Final = frozenset(attribute.name for attribute in attrs.fields(Evidence))


def widen(kind: str, identifier: str, raw: Raw) -> Raw:
    """Write a fact out: its id, and the languages of a text in one place.

    Examples:
        >>> widen("word", "verdict.needed", {"en": "needed", "es": "necesario"})
        {'text': {'en': 'needed', 'es': 'necesario'}, 'id': 'verdict.needed'}
    """
    widened = _SHORT.get(kind, dict)(raw)
    return {**widened, "id": identifier}


def _texts(key: str) -> Callable[[Raw], Raw]:
    def gather(raw: Raw) -> Raw:
        kept = {name: part for name, part in raw.items() if name in _EVIDENCE}
        texts = {name: part for name, part in raw.items() if name not in _EVIDENCE}
        return {**kept, key: texts}

    return gather


def _field(raw: Raw) -> Raw:
    anchors = raw.get("anchors")
    if not is_sequence(anchors):
        return raw
    return {**raw, "anchors": [_anchor(anchor) for anchor in anchors]}


def _anchor(anchor: object) -> object:
    if not is_mapping(anchor):
        return anchor
    texts = {name: part for name, part in anchor.items() if name != "value"}
    return {"text": texts, **{name: anchor[name] for name in anchor if name == "value"}}


_SHORT: Final[Mapping[str, Callable[[Raw], Raw]]] = {
    "message": _texts("text"),
    "word": _texts("text"),
    "unit": _texts("forms"),
    "field": _field,
}
