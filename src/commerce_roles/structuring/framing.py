"""Rows made into a data frame and taken from one, where the packages for it are installed."""

import math
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args, overload

from commerce_roles.errors import MissingPackageError, UnknownIdError
from commerce_roles.showing import Displayed
from commerce_roles.structuring.shapes import is_sequence

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FrameKind", "Tabled", "frame", "is_frame", "rows_of"]

FrameKind: TypeAlias = Literal["pandas", "polars", "pyarrow"]
"""Whose data frame rows are written as."""
_EXTRAS: Final = {"pandas": "frames", "polars": "polars", "pyarrow": "tables"}
"""The extra that brings each package."""
_MISSING = ("NAType", "NaTType")
"""What pandas says of a cell without a number, and without a time."""


class Tabled(Displayed):
    """A value that writes itself as flat rows, and so as a data frame of whichever package."""

    __slots__ = ()

    def rows(self) -> list[dict[str, object]]:
        """Write it as flat rows."""
        raise NotImplementedError

    @overload
    def to_frame(self, *, kind: Literal["pandas"] = ...) -> "pd.DataFrame": ...
    @overload
    def to_frame(self, *, kind: FrameKind) -> Any: ...  # noqa: ANN401 of another package
    def to_frame(self, *, kind: FrameKind = "pandas") -> object:
        """Write the rows as a data frame.

        Args:
            kind: Whose: of pandas, polars or pyarrow.

        Raises:
            MissingPackageError: That package is not installed.
            UnknownIdError: There is no such kind.
        """
        return frame(self.rows(), kind)


@overload
def frame(
    rows: Iterable[Mapping[str, object]], kind: Literal["pandas"] = "pandas"
) -> "pd.DataFrame": ...
@overload
def frame(rows: Iterable[Mapping[str, object]], kind: FrameKind) -> Any: ...  # noqa: ANN401 of another package
def frame(rows: Iterable[Mapping[str, object]], kind: FrameKind = "pandas") -> object:
    """Make a data frame of rows.

    A column is of one type, whatever stands in its first rows; what is None stays a missing value.

    Args:
        rows: With the same keys each.
        kind: Whose data frame: of pandas, polars or pyarrow.

    Raises:
        MissingPackageError: That package is not installed.
        UnknownIdError: There is no such kind.
    """
    if kind not in _EXTRAS:
        raise UnknownIdError("kind of data frame", kind, get_args(FrameKind))
    try:
        package: Any = import_module(kind)
    except ImportError:
        raise MissingPackageError(kind, _EXTRAS[kind]) from None
    told = [dict(row) for row in rows]
    if kind == "pyarrow":
        return package.Table.from_pylist(told)
    return package.DataFrame(told, **({"infer_schema_length": None} if kind == "polars" else {}))


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
