"""The schemas as components of an OpenAPI 3.1 document, for whoever describes a service."""

from typing import Final

from commerce_roles import __version__
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.interchange.schema.gathering import gathered
from commerce_roles.interchange.schema.naming import DIALECT
from commerce_roles.interchange.schema.shaping import Schema

__all__ = ["openapi_components"]

_OPENAPI: Final = "3.1.1"
_PLACE: Final = "#/components/schemas/"


def openapi_components(*names: str, catalogue: Catalogue | None = None, lang: str = "en") -> Schema:
    """Give schemas as the components of an OpenAPI 3.1 document.

    The document has no paths: those are the service's own. It is whole and valid, so that tools
    take it as it is, and the `components` of another document may point into it. Definitions stand
    beside the schemas, named after the one they come from: `PlanEntry` is the `Entry` of `Plan`.

    Args:
        names: Some of `SCHEMAS`; all of them where there is none.
        catalogue: The facts whose fields and words are legal; the library's own where left out.
        lang: The language of titles.

    Raises:
        UnknownIdError: There is no such schema.
        InputError: Nothing has a name in the language.

    Examples:
        >>> document = openapi_components("offers", lang="es")
        >>> document["openapi"], list(document["components"]["schemas"])
        ('3.1.1', ['Offers'])
        >>> sorted(openapi_components("plan")["components"]["schemas"])[:3]
        ['Plan', 'PlanEntry', 'PlanLeftOut']

    Sources:
        OpenAPI Specification 3.1.1, 4.8.7 "Components Object" (2024).
    """
    facts = catalogue or load_catalogue()
    schemas = gathered(names, facts, lang, _PLACE)
    about = {
        "title": "commerce-roles",
        "version": __version__,
        "x-catalogue": {"version": facts.version, "hash": facts.hash},
    }
    return {
        "openapi": _OPENAPI,
        "info": about,
        "jsonSchemaDialect": DIALECT,
        "components": {"schemas": schemas},
    }
