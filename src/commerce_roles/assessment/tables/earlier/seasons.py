"""Seasonal fields read as a mean over a window of runs: one busy month is not everything."""

from collections.abc import Mapping, Sequence

from commerce_roles.assessment.tables.arrow_cells import missing, plain
from commerce_roles.assessment.tables.arrow_tables import one_array
from commerce_roles.assessment.tables.earlier.runs import Run
from commerce_roles.assessment.tables.faults import Fault
from commerce_roles.assessment.tables.layout import Layout
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem
from commerce_roles.expressions import Amount, Integer

__all__ = ["averaged", "seasonal_columns"]


def seasonal_columns(layout: Layout, catalogue: Catalogue) -> dict[str, str]:
    """Give the columns that tell a seasonal field by a number, each with its field."""
    return {
        name: key
        for key, name in layout.values.items()
        if catalogue.fields[key].seasonal
        and isinstance(catalogue.program.inputs.get(key), Integer | Amount)
    }


def averaged(
    cells: Mapping[str, Foreign],
    columns: Mapping[str, str],
    runs: Sequence[tuple[Run, Array]],
    catalogue: Catalogue,
) -> tuple[dict[str, Foreign], list[Fault]]:
    """Give for each seasonal column the mean of tonight's number and those of earlier runs.

    A cell that is not told tonight stays so, and one that is wrong stays as it is, to be refused;
    an earlier run that does not tell it has no part in the mean. Of counts the mean is rounded to
    the nearest whole number, halves upwards.

    Args:
        cells: Tonight's columns.
        columns: Those that are seasonal, with their fields.
        runs: Earlier runs with, for each row of tonight, its row there; -1: none.
        catalogue: The facts, which know the bounds of each field.
    """
    found: dict[str, Foreign] = {}
    faults: list[Fault] = []
    for name, key in columns.items():
        domain = catalogue.program.inputs[key]
        if not isinstance(domain, Integer | Amount):  # pragma: no cover seasonal_columns says so
            continue
        tonight = _numbers(one_array(cells[name]))
        if tonight is None:
            message = f"numbers are wanted for a mean, the column is of type {cells[name].type}"
            faults.append(Fault(Problem(message, name, "give the column a numeric type"), ()))
            continue
        values, told = tonight
        fits = told & (values >= domain.low) & (values <= domain.high)
        total, number = np.where(fits, values, 0), fits.astype(np.int64)
        for run, places in runs:
            then = _numbers(run.columns[name]) if name in run.columns else None
            if then is None or not len(then[0]):
                continue
            value, known = then[0][places], then[1][places] & (places >= 0)
            good = fits & known & (value >= domain.low) & (value <= domain.high)
            total, number = total + np.where(good, value, 0), number + good
        mean = total / np.maximum(number, 1)
        if isinstance(domain, Integer):
            mean = np.floor(mean + 0.5)
            mean = np.where(values == np.floor(values), mean, values)  # what is wrong stays so
        kept = np.where(fits, mean, values)
        found[name] = pyarrow().array(kept, mask=~told)
    return found, faults


def _numbers(array: Foreign) -> tuple[Array, Array] | None:
    """Give numbers and where there are any; None where the column holds something else."""
    arrow = pyarrow()
    types = arrow.types
    if types.is_null(array.type):
        return np.zeros(len(array)), np.zeros(len(array), np.bool_)
    if types.is_decimal(array.type):
        array = array.cast(arrow.float64())
    if not (types.is_integer(array.type) or types.is_floating(array.type)):
        return None
    values = plain(array).astype(np.float64)
    return np.nan_to_num(values), ~missing(array) & ~np.isnan(values)
