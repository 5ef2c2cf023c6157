"""Which missing answer would decide most: tried on rows that are not decided, spread over a table.

The answer is taken to be the best estimate that already stands for it: what would be known then,
not what it would be, is what is asked. What is then open is bounded, which takes little time and
never says that a row is decided that is not.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import define, evolve, field

from commerce_roles.assessment.surveying.findings import AskedMost
from commerce_roles.assessment.tables.answers import Told, placed
from commerce_roles.assessment.tables.kernel import Kernel, RoleColumns
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.sets import Column

__all__ = ["Trying"]

_TRIED: Final = 256
"""Rows tried of each slice of a table, evenly spread."""


@define
class Trying:
    """Counts what one more answer would bring."""

    missing: dict[str, int] = field(factory=dict[str, int])
    _tried: dict[str, list[float]] = field(factory=dict[str, "list[float]"])

    def add(
        self,
        kernel: Kernel,
        told: Mapping[str, Told],
        found: Mapping[str, RoleColumns],
        good: Array,
    ) -> None:
        """Try every missing answer on some rows of a slice."""
        rows = len(good)
        for key in _fields(kernel):
            known = _known(told.get(key), rows)
            self.missing[key] = self.missing.get(key, 0) + int((good & ~known).sum())
        open_ = [~np.broadcast_to(own.possible.decided, (rows,)) for own in found.values()]
        undecided = np.flatnonzero(good & np.logical_or.reduce(open_))
        if not len(undecided):
            return
        step = max(1, -(-len(undecided) // _TRIED))
        taken = undecided[::step]
        some = {key: _taken(one, taken, rows) for key, one in told.items()}
        before = kernel.run(some, len(taken), exact=False)
        sure = {role: ~left[taken] for role, left in zip(found, open_, strict=True)}
        given = placed(kernel.plans, some)
        for key in _fields(kernel):
            known = _known(some.get(key), len(taken))
            if known.all():
                continue
            filled = _filled(given[kernel.plans.inputs[key]], len(taken))
            after = kernel.run({**some, key: filled}, len(taken), exact=False)
            self._count(key, (before, after), sure, ~known)

    def _count(
        self,
        key: str,
        runs: tuple[Mapping[str, RoleColumns], Mapping[str, RoleColumns]],
        sure: Mapping[str, Array],
        tried: Array,
    ) -> None:
        before, after = runs
        decides = np.zeros(len(tried), np.bool_)
        narrower: Array = np.zeros(len(tried), np.int64)
        for role, own in before.items():
            one, other = own.possible, after[role].possible
            decides |= other.decided & ~sure[role]
            narrower = narrower + (one.highest - one.lowest) - (other.highest - other.lowest)
        count = self._tried.setdefault(key, [0, 0, 0])
        count[0] += int(tried.sum())
        count[1] += int((decides & tried).sum())
        count[2] += int(narrower[tried].sum()) / len(before)

    def asked(self) -> tuple[AskedMost, ...]:
        """Give what would decide most first."""
        found = [
            AskedMost(
                field=key,
                missing=missing,
                tried=int(self._tried.get(key, [0])[0]),
                decides=int(self._tried.get(key, [0, 0])[1]),
                narrows=_mean(self._tried.get(key, [0, 0, 0])),
            )
            for key, missing in self.missing.items()
            if missing
        ]
        found.sort(key=lambda one: (-one.decides, -one.narrows, -one.missing, one.field))
        return tuple(found)


def _mean(counts: list[float]) -> float:
    return round(counts[2] / counts[0], 6) if counts[0] else 0.0


def _fields(kernel: Kernel) -> Iterator[str]:
    return (key for key in kernel.plans.inputs if key in kernel.catalogue.fields)


def _known(told: Told | None, rows: int) -> Array:
    if told is None:
        return np.zeros(rows, np.bool_)
    return np.broadcast_to(np.asarray(told.known), (rows,))


def _at(array: Array, taken: Array, rows: int) -> Array:
    return np.broadcast_to(array, (rows,))[taken] if np.ndim(array) == 0 else array[taken]


def _taken(told: Told, taken: Array, rows: int) -> Told:
    """Give what was told of some rows."""
    changed: dict[str, Any] = {
        name: _at(part, taken, rows)
        for name in ("values", "known", "low", "high", "ranged")
        if (part := getattr(told, name)) is not None
    }
    if told.bits is not None:
        changed["bits"] = tuple(_at(part, taken, rows) for part in told.bits)
    return evolve(told, **changed)


def _filled(value: Any, rows: int) -> Told:  # noqa: ANN401 of its kind
    """Tell the best estimate everywhere: where something is told, it is that."""
    everywhere = np.ones(rows, np.bool_)
    if isinstance(value, Column):
        bits = tuple(np.array(np.broadcast_to(part, (rows,))) for part in value.point)
        return Told(None, everywhere, bits)
    return Told(np.array(np.broadcast_to(value.point, (rows,))), everywhere)
