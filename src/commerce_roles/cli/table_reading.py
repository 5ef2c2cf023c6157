"""How the words of a call say that a table is read, and how what is found in it is told."""

import argparse
from typing import TYPE_CHECKING

from commerce_roles.cli.rendering import drawn
from commerce_roles.errors import InputError

if TYPE_CHECKING:
    from commerce_roles.assessment.nights import TableReview
    from commerce_roles.assessment.surveying import Survey
    from commerce_roles.assessment.tables import Options

__all__ = ["answered", "marks_of", "options_of"]


def answered(
    found: "Survey | TableReview", options: argparse.Namespace
) -> tuple[str, tuple[str, ...]]:
    """Tell what was found in a table, and how many of its rows were left out."""
    rejected: tuple[str, ...] = ()
    if found.rejected:
        total = found.businesses + found.rejected
        rejected = (f"{found.rejected:,} of {total:,} rows were left out; batch lists why",)
    if options.format == "json":
        return found.to_json(options.lang), rejected
    return drawn(found.document(options.lang), options.format), rejected


def options_of(options: argparse.Namespace) -> "Options":
    """Give how columns and words are read.

    Raises:
        InputError: A pair of names is none.
        MissingPackageError: What reads tables is not installed.
    """
    from commerce_roles.assessment.tables import Options

    renamed = dict(_pair(text) for text in options.column)
    return Options(on_unknown=options.on_unknown, coerce=options.coerce, columns=renamed)


def marks_of(options: argparse.Namespace) -> tuple[str, str]:
    """Give what stands between the cells of a CSV file, and its decimal sign."""
    delimiter = "\t" if options.delimiter == "tab" else options.delimiter
    return delimiter, {"comma": ",", "point": "."}[options.decimal]


def _pair(text: str) -> tuple[str, str]:
    theirs, sign, ours = text.rpartition("=")
    if not (sign and theirs and ours):
        remedy = "write YOURS=FIELD, such as orders=monthly_orders"
        raise InputError.of(f"{text!r} names no column", path="--column", remedy=remedy)
    return theirs, ours
