"""The optional packages that tables need, imported on first use."""

from importlib import import_module
from typing import Any

from commerce_roles.errors import MissingPackageError

__all__ = ["compute", "needed", "pyarrow"]


def needed(name: str, extra: str = "tables") -> Any:  # noqa: ANN401 a module of another package
    """Import a package.

    Raises:
        MissingPackageError: It is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise MissingPackageError(name.partition(".")[0], extra) from None


def pyarrow() -> Any:  # noqa: ANN401 as above
    """Give pyarrow, which has no types of its own."""
    return needed("pyarrow")


def compute() -> Any:  # noqa: ANN401 as above
    """Give what pyarrow computes with."""
    return needed("pyarrow.compute")
