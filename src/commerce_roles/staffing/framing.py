"""Results as cells of a sheet."""

from collections.abc import Iterable

__all__ = ["joined"]


def joined(words: Iterable[str]) -> str | None:
    """Write several words in one cell; None where there are none."""
    return ", ".join(words) or None
