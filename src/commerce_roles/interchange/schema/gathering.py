"""Several schemas in one space of names: what those ask for that generate code, and OpenAPI.

A schema alone keeps its definitions inside, under `$defs`. Laid side by side, each definition
becomes a schema of its own, named after the schema that it comes from: a `Money` of offers that are
read asks for less than one that is written.
"""

import re
from typing import Any, Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.interchange.schema.naming import SCHEMAS, json_schema
from commerce_roles.interchange.schema.shaping import Schema
from commerce_roles.structuring import is_mapping, is_sequence

__all__ = ["gathered", "type_name"]

_INNER: Final = "#/$defs/"
_SOLITARY: Final = ("$schema", "$id", "$defs")
"""What only a schema that stands alone says."""


def gathered(
    names: tuple[str, ...], catalogue: Catalogue | None, lang: str, place: str
) -> dict[str, Schema]:
    """Gather schemas with their definitions, each under the name of a type, sorted.

    Args:
        names: Some of `SCHEMAS`; all of them where there is none.
        catalogue: The facts whose fields and words are legal; the library's own where left out.
        lang: The language of titles.
        place: What stands before the name of a type where another schema points to it.

    Raises:
        UnknownIdError: There is no such schema.
        InputError: Nothing has a name in the language.
    """
    found: dict[str, Schema] = {}
    for name in names or SCHEMAS:
        schema = json_schema(name, catalogue=catalogue, lang=lang)
        before = type_name(name)
        inner = {before + type_name(key): part for key, part in schema.get("$defs", {}).items()}
        outer = {key: part for key, part in schema.items() if key not in _SOLITARY}
        for key, part in {before: outer, **inner}.items():
            found[key] = _pointed(part, place + before)
    return dict(sorted(found.items()))


def type_name(name: str) -> str:
    """Write a name as those of types are written.

    Examples:
        >>> type_name("adjust_Role"), type_name("offers")
        ('AdjustRole', 'Offers')
    """
    return "".join(part[:1].upper() + part[1:] for part in re.split("_+", name))


def _pointed(part: object, place: str) -> Any:  # noqa: ANN401 any part of a schema
    """Let all that points to a definition point to where it now stands."""
    if is_sequence(part):
        return [_pointed(inner, place) for inner in part]
    if not is_mapping(part):
        return part
    found = {key: _pointed(inner, place) for key, inner in part.items()}
    to = found.get("$ref")
    if isinstance(to, str) and to.startswith(_INNER):
        found["$ref"] = place + type_name(to.removeprefix(_INNER))
    return found
