"""The front doors of a survey: a table of any kind, or a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from attrs import evolve

from commerce_roles.assessment.surveying.counting import Counting
from commerce_roles.assessment.surveying.surveyed import Survey
from commerce_roles.assessment.tables.arrow_tables import kernel_of
from commerce_roles.assessment.tables.faults import Fault, merged, raise_faults
from commerce_roles.assessment.tables.layout import Options
from commerce_roles.assessment.tables.packages import Foreign, needed
from commerce_roles.assessment.tables.sources import opened_file
from commerce_roles.assessment.tables.walking import pieces_of, rejects_of, walked
from commerce_roles.catalogue import PRODUCTIVE, Catalogue, load_catalogue
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import FrozenMap, Segment

__all__ = ["survey", "survey_file"]


def survey(  # noqa: PLR0913 as assess_table
    table: Any,  # noqa: ANN401 a table of any package
    *,
    catalogue: Catalogue | None = None,
    by: Sequence[str] | None = None,
    on_unknown: Literal["reject", "other"] = "reject",
    coerce: bool = False,
    columns: Mapping[str, str] | None = None,
    categories: Mapping[str, Mapping[str, str | None]] | None = None,
) -> Survey:
    """Say how many businesses of a table need which role, by what rules, and how sure that is.

    Lazy and distributed tables are read into memory as far as they tell something.

    Args:
        table: A table of any kind that `assess_table` takes.
        catalogue: The facts to decide by; the library's own where left out.
        by: The segments that it is divided by, such as `sector`; all that there are where left out.
        on_unknown: As for `assess_table`.
        coerce: As for `assess_table`.
        columns: As for `assess_table`.
        categories: As for `assess_table`.

    Raises:
        TableError: With every fault.
        TypeError: It is no table that is known here.
        UnknownIdError: There is no such segment.

    Examples:
        >>> shops = [{"sector": "clothing", "monthly_orders": 450}, {"sector": "legal"}]
        >>> found = survey(shops)
        >>> found.count("ecommerce_manager", "needed", "recommended"), found.businesses
        (1, 2)
        >>> found.rules[0].decides <= found.rules[0].fires
        True
    """
    needed("numpy")
    options = Options(
        on_unknown=on_unknown,
        coerce=coerce,
        columns=FrozenMap(columns or {}),
        categories=FrozenMap(categories or {}),
    )
    found, faults = _counted(table, catalogue or load_catalogue(), options, by)
    raise_faults(merged(faults))
    return _survey(found)


def survey_file(  # noqa: PLR0913 as assess_file
    source: str | Path,
    *,
    catalogue: Catalogue | None = None,
    by: Sequence[str] | None = None,
    options: Options | None = None,
    delimiter: str = ",",
    decimal: str = ".",
) -> Survey:
    """Survey a CSV, Parquet or JSON Lines file, piece by piece.

    A row with a fault is left out, and counted in `rejected`.

    Args:
        source: The file; its ending says the format.
        catalogue: The facts to decide by; the library's own where left out.
        by: The segments that it is divided by; all that there are where left out.
        options: How columns and words are read.
        delimiter: What stands between the cells of a CSV file.
        decimal: The decimal sign of a CSV file.

    Raises:
        TableError: The file cannot be read, or its columns are wrong.
        UnknownIdError: There is no such segment.
    """
    facts, read = catalogue or load_catalogue(), options or Options()
    opened = opened_file(Path(source), facts, read, delimiter, decimal)
    if opened.kind == "csv":
        read = evolve(read, coerce=True)
    found, _ = _counted(opened, facts, read, by)
    return _survey(found)


def _counted(
    table: Foreign, catalogue: Catalogue, options: Options, by: Sequence[str] | None
) -> tuple[Counting, list[Fault]]:
    counting = Counting(catalogue, _segments(catalogue, by))
    faults: list[Fault] = []
    for piece, kept in pieces_of(table, catalogue, options):
        wrong = [*piece.faults]
        for part in walked(piece, kept, catalogue, options):
            wrong += part.faults
            counting.add(part)
        counting.rejected += len(rejects_of(piece, wrong))
        faults += wrong
    return counting, faults


def _segments(catalogue: Catalogue, by: Sequence[str] | None) -> tuple[Segment, ...]:
    """Choose the segments, in their order."""
    known = catalogue.segments
    for name in by or ():
        if name not in known:
            raise UnknownIdError("segment", name, known)
    wanted = known if by is None else by
    return tuple(sorted((known[name] for name in wanted), key=lambda one: (one.order, one.id)))


def _survey(counting: Counting) -> Survey:
    facts = counting.catalogue
    return counting.survey(kernel_of(facts), float(facts.constants[PRODUCTIVE].value))
