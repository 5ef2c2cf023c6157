"""What the command `align` takes."""

import argparse
from typing import Final

from commerce_roles.cli import taxonomies
from commerce_roles.cli.arguments import common, taught

__all__ = ["align_arguments"]

_EPILOG: Final = """\
a folder as ESCO or O*NET is published; the terms of either stand in every answer
  commerce-roles align esco/ --version 1.1.1
  commerce-roles align esco/ --find "comunity manager"
  commerce-roles align esco_1_1/ --version 1.1.1 --compare esco_1_2/ --compared-version 1.2.0
  commerce-roles align onet/ --version 29.3 --only-read --format json > onet.json
"""


def align_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `align` takes."""
    taught(parser, _EPILOG)
    parser.add_argument("folder", metavar="FOLDER", help="the unpacked files of the taxonomy")
    parser.add_argument(
        "--scheme",
        choices=("esco", "onet"),
        help="which it is (default: by the names of its files)",
    )
    parser.add_argument(
        "--version", default="", help="its version, which the files do not tell, such as 1.1.1"
    )
    parser.add_argument(
        "--labels", default="en", metavar="LANG", help="the language of ESCO's files (default: en)"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--find", metavar="TEXT", help="rank what a name may mean, and stop")
    what.add_argument(
        "--compare", metavar="FOLDER", help="say what this later version has other than the first"
    )
    what.add_argument(
        "--only-read", action="store_true", help="show what it holds and what is wrong with it"
    )
    parser.add_argument("--compared-version", default="", help="the version of the later one")
    common(parser)
    parser.set_defaults(run=taxonomies.align)
