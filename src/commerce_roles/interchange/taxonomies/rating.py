"""Ratings of O*NET, row by row one number, put together to one relation.

May import: `errors`.
"""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import define, field

from commerce_roles.interchange.taxonomies.concepts import Relation, Scale
from commerce_roles.interchange.taxonomies.gathering import Gathering
from commerce_roles.structuring import shown

__all__ = ["Ratings", "number_in"]

_NOTHING: Final = frozenset({"", "n/a", "na", "null", "*", "-"})
"""What stands in a cell that has no rating, in small letters."""
Told = tuple[str, str, bool, bool]
"""The scale, the cell, whether it is steady, whether it is relevant."""


def number_in(text: str) -> float | None:
    """Read a number; None where there is none, or it is not finite.

    Examples:
        >>> number_in("4.53"), number_in("1e999"), number_in("four"), number_in("1_0")
        (4.53, None, None, None)
    """
    try:
        value = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


@define
class _Rated:
    values: dict[str, float | None] = field(factory=dict[str, float | None])
    relevant: bool = True
    steady: bool = True
    place: tuple[str, int] = ("", 0)


@define
class Ratings:
    """Gathers what is rated, and makes relations of it."""

    gathering: Gathering
    scales: Mapping[str, Scale]
    _rated: dict[tuple[str, str], _Rated] = field(factory=dict[tuple[str, str], _Rated])

    def take(self, ends: tuple[str, str], told: Told, path: Path, row: int) -> None:
        """Take one number: of one occupation and element, on one scale."""
        scale, cell, steady, relevant = told
        findings = self.gathering.findings
        value: float | None = None
        if cell.casefold() not in _NOTHING:
            value = number_in(cell)
            known = self.scales.get(scale)
            if value is None or (known and not known.least <= value <= known.most):
                ends_of = f"from {known.least:g} to {known.most:g}" if known else "a number"
                message = f"{shown(cell)} is no rating of {scale}"
                findings.fault(message, str(path), row, f"write {ends_of}, or leave it empty")
                return
        rated = self._rated.setdefault(ends, _Rated(place=(path.name, row)))
        if scale in rated.values:
            findings.note("duplicate_row", path.name, row, f"{ends[0]} {ends[1]}")
            return
        rated.values[scale] = value if relevant else None
        rated.relevant = rated.relevant and relevant
        rated.steady = rated.steady and steady

    def settle(self) -> None:
        """Make a relation of each pair that was rated."""
        for (source, target), rated in self._rated.items():
            relation = Relation(
                source=source,
                target=target,
                kind="rated",
                importance=rated.values.get("importance"),
                level=rated.values.get("level"),
                relevant=rated.relevant,
                steady=rated.steady,
            )
            self.gathering.relate(relation, "occupation", *rated.place)
