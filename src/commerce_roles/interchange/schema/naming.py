"""Which schemas there are; each with its dialect, its id and the facts it was made of."""

from typing import Final

from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import InputError, UnknownIdError, nearest
from commerce_roles.interchange.schema.documents import (
    assessment_schema,
    plan_schema,
    strategy_schema,
)
from commerce_roles.interchange.schema.overlay import overlay_schema
from commerce_roles.interchange.schema.people import offers_schema, team_schema
from commerce_roles.interchange.schema.profile import profile_schema
from commerce_roles.interchange.schema.shaping import Schema

__all__ = ["DIALECT", "SCHEMAS", "json_schema"]

_MAKERS: Final = {
    "assessment": assessment_schema,
    "offers": offers_schema,
    "overlay": overlay_schema,
    "plan": plan_schema,
    "profile": profile_schema,
    "strategy": strategy_schema,
    "team": team_schema,
}
SCHEMAS: Final = tuple(sorted(_MAKERS))
"""The names of all schemas."""
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
"""The version of JSON Schema that all are written in."""
_VERSION: Final = 1
_SHORT: Final = 12


def json_schema(name: str, *, catalogue: Catalogue | None = None, lang: str = "en") -> Schema:
    """Give the JSON Schema (2020-12) of something that is read or written.

    Titles and descriptions are in the language that was asked for, else in the catalogue's first.
    The id tells name, version, language and facts, so that two schemas of one id are the same.

    Args:
        name: One of `SCHEMAS`.
        catalogue: The facts whose fields and words are legal; the library's own where left out.
        lang: The language of titles.

    Raises:
        UnknownIdError: There is no such schema.
        InputError: Nothing has a name in the language.

    Examples:
        >>> schema = json_schema("profile", lang="es")
        >>> schema["properties"]["competition"]["title"]
        'Competencia'
        >>> schema["properties"]["competition"]["anyOf"][0]["oneOf"][0]
        {'const': 'low', 'title': 'Poca'}
        >>> schema["$id"].split(":")[:5]
        ['urn', 'commerce-roles', 'profile', '1', 'es']
    """
    if name not in _MAKERS:
        raise UnknownIdError("schema", name, SCHEMAS)
    facts = catalogue or load_catalogue()
    if lang not in facts.label_languages:
        near = nearest(lang, facts.label_languages)
        remedy = f"did you mean {near[0]}?" if near else f"use {', '.join(facts.label_languages)}"
        raise InputError.of(f"there are no texts in {lang!r:.20}", path="lang", remedy=remedy)
    made = _MAKERS[name](Speaker(facts, lang))
    head = {
        "$schema": DIALECT,
        "$id": f"urn:commerce-roles:{name}:{_VERSION}:{lang}:{facts.hash[:_SHORT]}",
    }
    return {**head, **made}
