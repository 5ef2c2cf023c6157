"""What the command `schema` takes."""

import argparse
from typing import Final

from commerce_roles.cli import schemas
from commerce_roles.cli.arguments import facts, taught

__all__ = ["schema_arguments"]

_EPILOG: Final = """\
the same facts and language give the same bytes; an overlay's fields are in it
  commerce-roles schema profile --lang es --overlay our_roles/ > profile.schema.json
"""


def schema_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `schema` takes."""
    taught(parser, _EPILOG)
    parser.add_argument(
        "name",
        metavar="NAME",
        help="assessment, offers, overlay, plan, profile, strategy or team",
    )
    facts(parser)
    parser.set_defaults(run=schemas.schema)
