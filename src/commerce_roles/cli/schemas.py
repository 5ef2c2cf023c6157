"""The command `schema`: what other programs need to know of what is read and written."""

import argparse
from typing import Final

from commerce_roles.cli.rendering import as_json, catalogue_of
from commerce_roles.errors import InputError

__all__ = ["FORMATS", "schema"]

FORMATS: Final = ("json-schema", "openapi", "typescript")


def schema(options: argparse.Namespace) -> str:
    """Write the schema of one name, or of all names in a form that holds several."""
    from commerce_roles.interchange import json_schema, openapi_components, typescript_types

    names = (options.name,) if options.name else ()
    catalogue = catalogue_of(options)
    match options.format:
        case "openapi":
            return as_json(openapi_components(*names, catalogue=catalogue, lang=options.lang))
        case "typescript":
            return typescript_types(*names, catalogue=catalogue, lang=options.lang)
        case _ if not names:
            message = "a JSON Schema is of one name"
            raise InputError.of(message, path="NAME", remedy="name it, or use --format openapi")
        case _:
            return as_json(json_schema(*names, catalogue=catalogue, lang=options.lang))
