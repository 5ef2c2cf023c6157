"""The command `check` with a table: what overlays would move in it."""

import argparse

from commerce_roles.cli.rendering import catalogue_of
from commerce_roles.cli.table_reading import answered, marks_of, options_of
from commerce_roles.errors import InputError

__all__ = ["try_table"]


def try_table(options: argparse.Namespace) -> tuple[str, tuple[str, ...]]:
    """Try overlays on a file of businesses.

    Raises:
        InputError: There is no overlay to be tried, or something is wrong with the file.
    """
    from commerce_roles.assessment.nights import review_file
    from commerce_roles.catalogue import load_catalogue

    if not options.path:
        remedy = "name the overlay to be tried: check OVERLAY --table FILE"
        raise InputError.of("there are no other facts to be tried", path="--table", remedy=remedy)
    delimiter, decimal = marks_of(options)
    found = review_file(
        options.table,
        load_catalogue(*options.overlay, *options.path),
        catalogue=catalogue_of(options),
        key=options.key,
        options=options_of(options),
        delimiter=delimiter,
        decimal=decimal,
    )
    return answered(found, options)
