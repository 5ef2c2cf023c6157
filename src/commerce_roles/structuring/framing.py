"""Rows made into a data frame and taken from one, where the packages for it are installed."""

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from commerce_roles.errors import MissingPackageError
from commerce_roles.structuring.shapes import is_sequence

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frame", "is_frame", "rows_of"]

_MISSING = ("NAType", "NaTType")
"""What pandas says of a cell without a number, and without a time."""


def frame(rows: Iterable[Mapping[str, object]]) -> "pd.DataFrame":
    """Make a data frame of rows.

    Raises:
        MissingPackageError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise MissingPackageError("pandas", "frames") from None
    return pd.DataFrame([dict(row) for row in rows])


def is_frame(data: object) -> bool:
    """Say whether something is a data frame, of whichever package."""
    return hasattr(type(data), "columns")


def rows_of(data: Any) -> list[dict[str, object]]:  # noqa: ANN401 a frame of any package
    """Give the rows of a data frame, lazy or not, of any package that narwhals reads.

    A cell without a value is None, and every other is plain Python.

    Raises:
        MissingPackageError: narwhals is not installed.
        TypeError: It is no data frame that narwhals reads.
    """
    try:
        import narwhals as nw
    except ImportError:
        raise MissingPackageError("narwhals", "frames") from None
    told: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(data)
    whole = told.collect() if isinstance(told, nw.LazyFrame) else told
    return [
        {str(key): _plain(value) for key, value in row.items()}
        for row in whole.iter_rows(named=True)
    ]


def _plain(value: object) -> object:
    """Make plain Python of a cell: no NaN, no number or time of another package."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if type(value).__name__ in _MISSING:
        return None
    item = getattr(value, "item", None)
    return item() if callable(item) and not is_sequence(value) else value
