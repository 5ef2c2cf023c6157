"""Rows made into a data frame, where pandas is installed."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from commerce_roles.errors import MissingPackageError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frame"]


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
