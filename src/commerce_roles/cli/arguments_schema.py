"""What the command `schema` takes."""

import argparse
from typing import Final

from commerce_roles.cli import schemas
from commerce_roles.cli.arguments import facts, taught

__all__ = ["schema_arguments"]

_EPILOG: Final = """\
the same facts and language give the same bytes; an overlay's fields are in it
  commerce-roles schema profile --lang es --overlay our_roles/ > profile.schema.json
  commerce-roles schema --format openapi > schemas.json    all of them, to point to from your own
  commerce-roles schema profile --format typescript > profile.ts
"""


def schema_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `schema` takes."""
    taught(parser, _EPILOG)
    parser.add_argument(
        "name",
        nargs="?",
        default="",
        metavar="NAME",
        help="assessment, offers, overlay, plan, profile, strategy or team; "
        "all of them where OpenAPI or TypeScript is asked for and none is named",
    )
    parser.add_argument(
        "--format",
        default="json-schema",
        choices=schemas.FORMATS,
        help="form of the output (default: json-schema)",
    )
    facts(parser)
    parser.set_defaults(run=schemas.schema)
