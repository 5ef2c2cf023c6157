"""The parts that every schema is made of. Knows the words of JSON Schema and nothing of roles."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from commerce_roles.model.limits import LONGEST_TEXT

__all__ = [
    "LINE", "NULL", "ONE_LINE", "Schema", "choice", "described", "either", "listed", "number",
    "ranged", "table",
]  # fmt: skip

Schema = dict[str, Any]
"""A schema as plain data."""

NULL: Final[Mapping[str, object]] = {"type": "null"}
"""What is not known."""

_SEEN: Final = r"[^\u0000-\u001f\u007f-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*$"
"""Characters that can be seen, as far as a short class tells."""

ONE_LINE: Final[Mapping[str, object]] = {"type": "string", "pattern": f"^{_SEEN}"}
"""One line of text, perhaps empty."""

LINE: Final[Mapping[str, object]] = {
    "type": "string",
    "maxLength": LONGEST_TEXT,
    "pattern": rf"^(?=.*\S){_SEEN}",
}
"""One line of an answer, not blank."""


def choice(words: Iterable[tuple[object, str]]) -> Schema:
    """Make a schema of words that each have a title.

    Examples:
        >>> choice([("low", "Low")])
        {'oneOf': [{'const': 'low', 'title': 'Low'}]}
    """
    return {"oneOf": [{"const": word, "title": title} for word, title in words]}


def either(*schemas: Mapping[str, object]) -> Schema:
    """Make a schema that any of these satisfies; one alone stays as it is."""
    return dict(schemas[0]) if len(schemas) == 1 else {"anyOf": [dict(one) for one in schemas]}


def number(low: float, high: float | None, *, whole: bool = False) -> Schema:
    """Make a schema of a number between two ends, both included.

    Examples:
        >>> number(0, 100, whole=True)
        {'type': 'integer', 'minimum': 0, 'maximum': 100}
    """
    most = {} if high is None else {"maximum": _short(high)}
    return {"type": "integer" if whole else "number", "minimum": _short(low), **most}


def ranged(one: Schema) -> Schema:
    """Make a schema of two ends `[low, high]`, each like one number."""
    return {"type": "array", "items": dict(one), "minItems": 2, "maxItems": 2}


def listed(item: Mapping[str, object], *, least: int = 0, most: int | None = None) -> Schema:
    """Make a schema of a list of like items."""
    ends = {**({"minItems": least} if least else {}), **({"maxItems": most} if most else {})}
    return {"type": "array", "items": dict(item), **ends}


def table(properties: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    """Make a schema of a table that has no other keys than these."""
    asked = {"required": sorted(required)} if required else {}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": dict(sorted(properties.items())),
        **asked,
    }


def described(schema: Schema, title: str = "", description: str = "") -> Schema:
    """Put a title and a description, where there are any, before what a schema asks for."""
    said = {"title": title, "description": description}
    return {**{key: text for key, text in said.items() if text}, **schema}


def _short(value: float) -> float:
    """Write a whole number without a decimal point."""
    return int(value) if float(value).is_integer() else value
