"""One hash for the same content, whatever files, order or spelling of numbers it came in."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping

import attrs

from commerce_roles.model import is_value
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["digest"]


def digest(facts: Mapping[str, object], *, without: frozenset[str] = frozenset()) -> str:
    """Hash facts in one canonical form: sorted, NFC, defaults left out, numbers as written."""
    plain = _plain(facts, without)
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def _plain(value: object, without: frozenset[str]) -> object:
    if is_value(value):
        pairs = ((a, getattr(value, a.name)) for a in attrs.fields(type(value)))
        return {
            a.name: _plain(part, without)
            for a, part in pairs
            if a.name not in without and part not in ("", (), None) and part != a.default
        }
    if is_mapping(value):
        return {str(key): _plain(part, without) for key, part in value.items()}
    if is_sequence(value):
        return [_plain(part, without) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
