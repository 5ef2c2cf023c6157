"""What the commands take that read a table of businesses."""

import argparse
from typing import Final

from commerce_roles.cli import surveys
from commerce_roles.cli.arguments import common, taught

__all__ = ["nights", "reading", "survey_arguments"]


def reading(parser: argparse.ArgumentParser) -> None:
    """Add how the columns and words of a table are read."""
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="YOURS=FIELD",
        help="what a column with another name tells; may be repeated",
    )
    parser.add_argument(
        "--on-unknown",
        default="reject",
        choices=("reject", "other"),
        help="what becomes of a word that is not known here (default: reject)",
    )
    parser.add_argument(
        "--coerce", action="store_true", help="read numbers from text, which CSV always does"
    )
    parser.add_argument("--delimiter", default=",", metavar="CHAR", help="between cells; or: tab")
    parser.add_argument(
        "--decimal", default="point", choices=("point", "comma"), help="decimal sign in CSV"
    )


def nights(parser: argparse.ArgumentParser) -> None:
    """Add what `batch` takes of earlier runs."""
    group = parser.add_argument_group("night after night")
    group.add_argument(
        "--key",
        metavar="COLUMN",
        help="by which a row is known from night to night; adds what stands and what waits",
    )
    group.add_argument("--previous", metavar="FILE", help="what the last run wrote")
    group.add_argument("--changes", metavar="FILE", help="where to list what moved, and why")
    group.add_argument(
        "--points",
        type=int,
        metavar="N",
        help="up to how many points outside its band a verdict stands (a fact where left out)",
    )
    group.add_argument(
        "--after-runs",
        type=int,
        metavar="N",
        help="after how many runs in a row another verdict stands (a fact where left out)",
    )


_SURVEY_EPILOG: Final = """\
  commerce-roles survey shops.csv
  commerce-roles survey shops.parquet --by sector --by size --format html > survey.html
"""


def survey_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `survey` takes."""
    taught(parser, _SURVEY_EPILOG)
    parser.add_argument("source", metavar="FILE", help="a .csv, .tsv, .parquet or .jsonl file")
    parser.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="SEGMENT",
        help="by what it is divided, such as sector; may be repeated (all that there are)",
    )
    reading(parser)
    common(parser)
    parser.set_defaults(run=surveys.survey)
