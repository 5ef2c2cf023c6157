"""The command `schema`: what other programs need to know of what is read and written."""

import argparse

from commerce_roles.cli.rendering import as_json, catalogue_of

__all__ = ["schema"]


def schema(options: argparse.Namespace) -> str:
    """Write the schema of one name."""
    from commerce_roles.interchange import json_schema

    return as_json(json_schema(options.name, catalogue=catalogue_of(options), lang=options.lang))
