"""Results as cells of a sheet: words in one cell, a range in three."""

from collections.abc import Iterable

from commerce_roles.assessment.outcome import Estimate

__all__ = ["joined", "spread"]


def joined(words: Iterable[str]) -> str | None:
    """Write several words in one cell; None where there are none."""
    return ", ".join(words) or None


def spread(name: str, hours: Estimate | None) -> dict[str, object]:
    """Write a range in three cells, `name_low`, `name_typical` and `name_high`."""
    return {
        f"{name}_{end}": None if hours is None else round(getattr(hours, end), 3)
        for end in ("low", "typical", "high")
    }
