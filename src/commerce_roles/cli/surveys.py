"""The command `survey`: how many businesses of a file need which role."""

import argparse

from commerce_roles.cli.rendering import catalogue_of
from commerce_roles.cli.table_reading import answered, marks_of, options_of

__all__ = ["survey"]


def survey(options: argparse.Namespace) -> tuple[str, tuple[str, ...]]:
    """Survey a file."""
    from commerce_roles.assessment.surveying import survey_file

    delimiter, decimal = marks_of(options)
    found = survey_file(
        options.source,
        catalogue=catalogue_of(options),
        by=options.by or None,
        options=options_of(options),
        delimiter=delimiter,
        decimal=decimal,
    )
    return answered(found, options)
