"""The optional packages that tables need, imported on first use."""

import sys
from importlib import import_module
from typing import Any

from commerce_roles.errors import MissingPackageError

__all__ = ["Foreign", "compute", "needed", "pyarrow"]

Foreign = Any
"""A module, a table or a column of an optional package, whose types need not be installed."""


def needed(name: str, extra: str = "tables") -> Foreign:
    """Import a package.

    Raises:
        MissingPackageError: It is not installed.
    """
    if (found := sys.modules.get(name)) is not None:
        return found  # asked for many times a chunk, and importing takes its time
    try:
        return import_module(name)
    except ImportError:
        raise MissingPackageError(name.partition(".")[0], extra) from None


def pyarrow() -> Foreign:
    """Give pyarrow, which has no types of its own."""
    return needed("pyarrow")


def compute() -> Foreign:
    """Give what pyarrow computes with."""
    return needed("pyarrow.compute")
