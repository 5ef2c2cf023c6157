"""JSON Schema (2020-12) of what the library reads and writes, from what reads and writes it.

A schema is derived on demand: that of a profile from the catalogue's fields, so that an overlay's
field is in it at once; those of values from their classes. None is written by hand, so that schema
and reader cannot drift apart.

| module | what it does |
|---|---|
| `shaping` | the parts that every schema is made of |
| `answers` | a field of the catalogue as a schema |
| `profile` | a business |
| `deriving` | a class as a schema, with one definition for each class in it |
| `naming` | which schemas there are, and each with its dialect, id and version |
| `gathering` | several schemas in one space of names |
| `openapi` | those as components of an OpenAPI document |
| `typescript` | those as declarations of TypeScript |

May import: `strategy`, `staffing`, `assessment`, `catalogue`, `model`, `display`,
`expressions`, `errors`.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.interchange.schema.naming import SCHEMAS, json_schema
    from commerce_roles.interchange.schema.openapi import openapi_components
    from commerce_roles.interchange.schema.typescript import typescript_types

__all__ = ["SCHEMAS", "json_schema", "openapi_components", "typescript_types"]

_HOMES: Final = {
    "SCHEMAS": "commerce_roles.interchange.schema.naming",
    "json_schema": "commerce_roles.interchange.schema.naming",
    "openapi_components": "commerce_roles.interchange.schema.openapi",
    "typescript_types": "commerce_roles.interchange.schema.typescript",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
