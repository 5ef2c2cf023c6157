"""The schemas as declarations of TypeScript, for pages and services that speak it.

What a type cannot say (bounds, patterns, lengths) stays with the schema; a type never refuses what
the schema takes. Texts of facts stand in comments, where nothing in them can end the comment or be
taken for a tag.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.display.cleaning import clean
from commerce_roles.interchange.schema.gathering import gathered
from commerce_roles.interchange.schema.shaping import Schema

__all__ = ["typescript_types"]

_SCALARS: Final = {
    "boolean": "boolean",
    "integer": "number",
    "null": "null",
    "number": "number",
    "string": "string",
}
_NAME: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_STEP: Final = "  "
_PAIR: Final = 2


def typescript_types(*names: str, catalogue: Catalogue | None = None, lang: str = "en") -> str:
    """Give schemas as the text of a TypeScript module.

    Each schema, and each definition in it, is an interface or a type; words are unions of
    literals, a range is a pair, titles, descriptions and units are comments. Where a schema forbids
    other keys, so does the compiler for literals.

    Args:
        names: Some of `SCHEMAS`; all of them where there is none.
        catalogue: The facts whose fields and words are legal; the library's own where left out.
        lang: The language of titles.

    Raises:
        UnknownIdError: There is no such schema.
        InputError: Nothing has a name in the language.

    Examples:
        >>> text = typescript_types("plan")
        >>> start = text.index("export interface PlanMonthLoad")
        >>> print(text[start:].split("/** Roles")[0].rstrip())
        export interface PlanMonthLoad {
          /** Hours. Typical hours that fall into it. */
          hours: number;
          /** Month. Its first day. */
          month: string;
    """
    facts = catalogue or load_catalogue()
    schemas = gathered(names, facts, lang, "")
    head = f"// Made from the schemas of commerce-roles; facts {facts.version}, {facts.hash}."
    return "\n\n".join((head, *(_declared(name, one) for name, one in schemas.items()))) + "\n"


def _declared(name: str, schema: Schema) -> str:
    """Declare one schema: as an interface, where it is a table."""
    written = _type(schema, "")
    text = (
        f"export interface {name} {written}"
        if written.startswith("{")
        else f"export type {name} = {written};"
    )
    return "\n".join((*_comment(schema, ""), text))


def _type(schema: Mapping[str, Any], indent: str) -> str:
    """Write a schema as a type."""
    match schema:
        case {"$ref": str(to)}:
            return to
        case {"const": value}:
            return json.dumps(value)
        case {"enum": words}:
            return _union(map(json.dumps, words))
        case {"oneOf": parts} | {"anyOf": parts}:
            return _union(_type(part, indent) for part in parts)
        case {"type": "array", "items": item, "minItems": 2, "maxItems": 2}:
            return f"[{', '.join([_type(item, indent)] * _PAIR)}]"
        case {"type": "array", "items": item}:
            return f"Array<{_type(item, indent)}>"
        case {"type": "object"}:
            return _table(schema, indent)
        case {"type": str(scalar)}:
            return _SCALARS[scalar]
        case _:
            return "unknown"


def _union(types: Iterable[str]) -> str:
    """Join types of which each will do, each once."""
    return " | ".join(dict.fromkeys(types)) or "never"


def _table(schema: Mapping[str, Any], indent: str) -> str:
    """Write a table: the keys that are listed, and those that may stand beside."""
    inner = indent + _STEP
    needed: Sequence[str] = schema.get("required", ())
    beside: Any = schema.get("additionalProperties", {})
    listed: Mapping[str, Schema] = schema.get("properties", {})
    keys: dict[str, Any] = {**dict.fromkeys(needed, beside), **listed}
    lines: list[str] = []
    written: list[str] = []
    for key, part in keys.items():
        kind = _type(part, inner)
        optional = "" if key in needed else "?"
        lines += (*_comment(part, inner), f"{inner}{_key(key)}{optional}: {kind};")
        written.append(kind if key in needed else f"{kind} | undefined")
    if beside is not False:
        lines.append(_others(schema, [_type(beside, inner), *written], inner))
    return "\n".join(("{", *lines, f"{indent}}}")) if lines else "Record<string, never>"


def _others(schema: Mapping[str, Any], kinds: list[str], indent: str) -> str:
    """Write which other keys there may be; TypeScript wants the listed ones among their types."""
    words = schema.get("propertyNames", {}).get("enum")
    if words is None:
        return f"{indent}[key: string]: {_union(kinds)};"
    return f"{indent}[key in {_union(map(json.dumps, words))}]?: {_union(kinds)};"


def _key(key: str) -> str:
    return key if _NAME.fullmatch(key) else json.dumps(key)


def _comment(schema: Mapping[str, Any], indent: str) -> list[str]:
    """Write what a schema says of itself: title, description, unit."""
    unit = schema.get("x-unit", "")
    said = (schema.get("title", ""), schema.get("description", ""), unit and f"({unit})")
    sentences = [_harmless(text) for text in said if text]
    text = " ".join(
        one if one[-1:] in ".?!)" or one is sentences[-1] else f"{one}." for one in sentences
    )
    return [f"{indent}/** {text} */"] if text else []


def _harmless(text: str) -> str:
    """Keep a text from ending its comment, or being a tag of it."""
    return clean(text).replace("*/", "*\\/").replace("@", "\\@").strip()
