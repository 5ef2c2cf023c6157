"""What several commands take."""

import argparse
from collections.abc import Sequence
from typing import Final

__all__ = ["FORMS", "common", "facts", "rates", "taught"]

FORMS: Final = ("text", "json", "markdown", "html")
"""In which forms most results are written."""


def common(
    parser: argparse.ArgumentParser,
    forms: Sequence[str] = FORMS,
) -> None:
    """Add the language, overlays, and the form of the output."""
    facts(parser)
    parser.add_argument(
        "--format",
        default="text",
        choices=forms,
        help="form of the output (default: text)",
    )


def facts(parser: argparse.ArgumentParser) -> None:
    """Add the language, and the facts of one's own."""
    parser.add_argument(
        "--lang", default="en", metavar="LANG", help="en, es; names also in it, da, sk, mr"
    )
    parser.add_argument(
        "--overlay",
        action="append",
        default=[],
        metavar="DIR",
        help="a folder or file of your own facts, laid over the library's; may be repeated",
    )


def rates(parser: argparse.ArgumentParser) -> None:
    """Add rates of currencies, each with its day."""
    parser.add_argument(
        "--rate",
        action="append",
        default=[],
        metavar="CUR=EURO@DATE",
        help="what one unit of a currency is worth in euro, such as PLN=0.23@2026-10-01",
    )


def taught(parser: argparse.ArgumentParser, examples: str) -> None:
    """Put examples below the help, line by line as they are written."""
    parser.epilog = examples
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
