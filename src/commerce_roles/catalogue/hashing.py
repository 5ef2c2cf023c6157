"""One hash for the same content, whatever files, order or spelling of numbers it came in."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping

import attrs

from commerce_roles.model import is_value
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["digest", "plain", "written"]


def digest(facts: Mapping[str, object]) -> str:
    """Hash facts in one canonical form: sorted, NFC, defaults left out, numbers as written."""
    text = json.dumps(plain(facts), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def plain(value: object, without: frozenset[str] = frozenset()) -> object:
    """Write a value as plain data, without what it does not say and without some keys."""
    if is_value(value):
        pairs = ((a, getattr(value, a.name)) for a in attrs.fields(type(value)))
        return {
            a.name: plain(part, without)
            for a, part in pairs
            if a.name not in without and part not in ("", (), None) and part != a.default
        }
    if is_mapping(value):
        return {str(key): plain(part, without) for key, part in value.items()}
    if is_sequence(value):
        return [plain(part, without) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def written(value: object) -> object:
    """Write a value as plain data with all it holds, texts as they are hashed."""
    if is_value(value):
        return {a.name: written(getattr(value, a.name)) for a in attrs.fields(type(value))}
    if is_mapping(value):
        return {str(key): written(part) for key, part in value.items()}
    if is_sequence(value):
        return [written(part) for part in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
