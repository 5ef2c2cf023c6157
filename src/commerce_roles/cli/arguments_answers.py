"""What the commands take that assess a business, or look facts up."""

import argparse
from typing import Final

from commerce_roles.cli import batches, commands
from commerce_roles.cli.arguments import FORMS, common, rates, taught
from commerce_roles.cli.arguments_tables import nights, reading

__all__ = [
    "ask_arguments",
    "assess_arguments",
    "batch_arguments",
    "check_arguments",
    "claims_arguments",
    "roles_arguments",
    "show_arguments",
]


def assess_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `assess` takes."""
    parser.add_argument("profile", metavar="PROFILE", help="a TOML or JSON file; - reads stdin")
    parser.add_argument(
        "--explain", metavar="ROLE", help="show how the verdict on a role came about"
    )
    rates(parser)
    common(parser)
    parser.set_defaults(run=commands.assess)


def ask_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `ask` takes."""
    parser.add_argument(
        "--profile", metavar="FILE", help="begin with what a TOML or JSON file tells"
    )
    parser.add_argument(
        "--role", action="append", default=[], metavar="ROLE", help="ask about this role only"
    )
    parser.add_argument("--out", metavar="FILE", help="write the answers to this file, as JSON")
    common(parser)
    parser.set_defaults(run=commands.ask)


def roles_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `roles` takes."""
    common(parser)
    parser.set_defaults(run=commands.roles)


def show_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `show` takes."""
    parser.add_argument("name", metavar="ID", help="an id such as create_posts, or a kind")
    common(parser, (*FORMS, "jsonld"))
    parser.epilog = "jsonld: a role as an Occupation of schema.org, for pages and job boards"
    parser.set_defaults(run=commands.show)


def claims_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `claims` takes."""
    parser.add_argument("claim", metavar="ID", nargs="?", help="such as DA-019; all if left out")
    common(parser)
    parser.set_defaults(run=commands.claims)


def check_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `check` takes."""
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="*",
        help="overlays, folders or files, in the order of use; none: the library's own facts; "
        "a .csv file is a sheet of who does what, in RACI or DACI",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="take every error of the structure or a sheet for wrong input (exit 1)",
    )
    table = parser.add_argument_group("a dry run of the overlays on a table of businesses")
    table.add_argument(
        "--table", metavar="FILE", help="say how many rows of this file would move, and why"
    )
    table.add_argument("--key", metavar="COLUMN", help="by which examples are named")
    reading(parser)
    common(parser)
    parser.set_defaults(run=commands.check)


_BATCH_EPILOG: Final = """\
a column tells what its name says: monthly_orders, channels, channels.instagram (yes or no),
monthly_orders_low and monthly_orders_high, crisis.trigger, kpis.aov, existing_roles.ROLE;
every other column stays. In CSV a set is written a|b, none is [], and an empty cell is not known.

  commerce-roles batch shops.csv -o answers.csv
  commerce-roles batch shops.csv -o answers.parquet --delimiter ";" --decimal comma
  commerce-roles batch shops.parquet -o answers.parquet --column orders=monthly_orders

every night, with what the last one wrote: --previous last.csv --key shop --changes moved.csv

stopped? run it again: it goes on where it was. The result is there as a whole or not at all.
"""


def batch_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `batch` takes."""
    taught(parser, _BATCH_EPILOG)
    nights(parser)
    parser.add_argument("source", metavar="IN", help="a .csv, .tsv, .parquet or .jsonl file")
    parser.add_argument(
        "-o", "--out", required=True, metavar="OUT", help="the file to write; its ending counts"
    )
    parser.add_argument(
        "--rejects", metavar="FILE", help="where rejected rows are listed (OUT.rejects.csv)"
    )
    reading(parser)
    parser.add_argument(
        "--rows", type=int, default=1 << 16, metavar="N", help="rows at a time (default: 65536)"
    )
    parser.add_argument(
        "--progress", action=argparse.BooleanOptionalAction, help="draw how far it is"
    )
    common(parser, ("text", "json"))
    parser.set_defaults(run=batches.batch)
