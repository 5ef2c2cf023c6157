"""Columns of answers as nodes: each stands for a column of a table without nulls."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
from attrs import define, evolve, field

from commerce_roles.assessment.tables.answers import Told
from commerce_roles.assessment.tables.elsewhere.nodes import Flags, Kind, Node

KINDS: Mapping[str, Kind] = {"b": "b", "i": "i", "u": "i", "f": "f"}


@define
class Columns:
    """A table in the making, and what nodes stand for."""

    rows: int
    cells: dict[str, list[Any]] = field(factory=dict[str, list[Any]])

    def nodes(self, told: Mapping[str, Told]) -> dict[str, Told]:
        """Put answers into the table, and nodes in their place."""
        return {key: self._told(key, own) for key, own in told.items()}

    def table(self) -> pa.Table:
        """Give the table, with the number of each row."""
        return pa.table({"row": [*range(self.rows)], **self.cells})

    def sources(self) -> dict[str, nw.Expr]:
        """Give the expressions for which the nodes stand."""
        return {name: nw.col(name) for name in self.cells}

    def _told(self, key: str, own: Told) -> Told:
        known = np.True_ if np.all(own.known) else self._node(f"{key} known", own.known)
        if own.bits is not None:
            bits = (self._flags(f"{key} {part}", bits) for part, bits in enumerate(own.bits))
            return Told(None, known, tuple(bits))
        values = self._node(key, own.values)
        if own.values.dtype == np.int32:  # numbers of texts
            values = evolve(values, among=frozenset(own.values.tolist()))
        if not np.any(own.ranged):
            return Told(values, known)
        ends = {name: self._node(f"{key} {name}", getattr(own, name)) for name in ("low", "high")}
        return Told(values, known, None, **ends, ranged=self._node(f"{key} ranged", own.ranged))

    def _flags(self, name: str, bits: Any) -> Flags:
        places = (bits >> np.uint64(place) & np.uint64(1) for place in range(64))
        return Flags(
            tuple(
                self._node(f"{name} {number}", place.astype(np.bool_)) if place.any() else np.False_
                for number, place in enumerate(places)
            )
        )

    def _node(self, name: str, array: Any) -> Node:
        self.cells[name] = np.broadcast_to(array, (self.rows,)).tolist()
        return Node("column", (name,), KINDS[np.asarray(array).dtype.kind])
