"""How many rows other facts move, and by which rules: counted piece by piece, in little memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import define, evolve, field, frozen

from commerce_roles.assessment.nights.causes import Causes, pairs_of
from commerce_roles.assessment.shifting import Shift
from commerce_roles.assessment.tables.kernel import RoleColumns
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.catalogue import VERDICTS
from commerce_roles.model import Verdict
from commerce_roles.showing import Displayed

__all__ = ["Counting", "Moved", "Why"]

_EXAMPLES: Final = 5
_NONE: Final = -1


@frozen
class Moved(Displayed):
    """How many rows get one verdict by the old facts and one by the new."""

    role: str
    before: Verdict | None
    """None where the role is new."""
    after: Verdict | None
    """None where the role is gone."""
    rows: int

    @property
    def moves(self) -> bool:
        """Whether the two are not the same."""
        return self.before != self.after


@frozen
class Why(Displayed):
    """A table or band that speaks otherwise of rows whose verdict moves."""

    role: str
    shift: Shift
    """What it gave and gives; `decides`: of some row it does."""
    rows: int
    """Of how many rows that move it speaks otherwise."""
    decides: int
    """How many of them would not move so without it alone."""
    examples: tuple[int | str, ...]
    """The first of these rows, those that it decides before others: by key, else by number."""


@define
class _Tally:
    rows: int = 0
    decides: int = 0
    first: list[tuple[bool, int, int | str]] = field(factory=list[tuple[bool, int, "int | str"]])

    def add(self, decides: bool, rows: Array, names: Sequence[int | str]) -> None:  # noqa: FBT001 one count or both
        self.rows += len(rows)
        self.decides += len(rows) * decides
        own = zip(rows[:_EXAMPLES].tolist(), names, strict=False)
        self.first += [(not decides, number, name) for number, name in own]
        self.first = sorted(self.first, key=lambda entry: entry[:2])[:_EXAMPLES]


@define
class Counting:
    """Counts what moves between two sets of facts."""

    causes: Causes
    roles: tuple[str, ...]
    """Of both."""
    rows: int = 0
    _moves: Counter[tuple[str, int, int]] = field(factory=Counter[tuple[str, int, int]])
    _whys: dict[tuple[str, Shift], _Tally] = field(factory=dict[tuple[str, Shift], _Tally])

    def add(
        self,
        old: Mapping[str, RoleColumns],
        new: Mapping[str, RoleColumns],
        good: Array,
        names: Sequence[int | str],
        numbers: Array,
    ) -> None:
        """Count some rows.

        Args:
            old: What roles get by the old facts.
            new: What they get by the new ones.
            good: Which rows are counted.
            names: How each row is called.
            numbers: The number of each row.
        """
        kept = np.flatnonzero(good)
        self.rows += len(kept)
        for role in self.roles:
            before, after = (_ranks(run.get(role), good, kept) for run in (old, new))
            codes = (before + 1) * (len(VERDICTS.levels) + 1) + after + 1
            values, counts = np.unique(codes, return_counts=True)
            for code, count in zip(values.tolist(), counts.tolist(), strict=True):
                one, other = divmod(code, len(VERDICTS.levels) + 1)
                self._moves[role, one - 1, other - 1] += count
            moved = np.flatnonzero((before != after) & (before >= 0) & (after >= 0))
            if len(moved):
                self._count(role, (old[role], new[role]), kept[moved], (names, numbers))

    def _count(
        self,
        role: str,
        runs: tuple[RoleColumns, RoleColumns],
        rows: Array,
        called_by: tuple[Sequence[int | str], Array],
    ) -> None:
        names, numbers = called_by
        before, after = ([_at(mask, rows) for mask in run.fired] for run in runs)
        pairs, which = pairs_of(before, after, len(rows))
        order = np.argsort(which, kind="stable")
        starts = np.searchsorted(which[order], np.arange(len(pairs) + 1))
        for place, pair in enumerate(pairs):
            own = rows[order[starts[place] : starts[place + 1]]]
            first: list[int] = own[:_EXAMPLES].tolist()
            called = [names[row] for row in first]
            for shift in self.causes.shifts(role, *pair):
                tally = self._whys.setdefault((role, evolve(shift, decides=False)), _Tally())
                tally.add(shift.decides, numbers[own], called)

    def moves(self) -> tuple[Moved, ...]:
        """Give the counts: by role, then by the verdict before and after, the strongest first."""
        found = sorted(
            self._moves.items(),
            key=lambda entry: (self.roles.index(entry[0][0]), -entry[0][1], -entry[0][2]),
        )
        return tuple(
            Moved(role, _verdict(before), _verdict(after), rows)
            for (role, before, after), rows in found
        )

    def whys(self) -> tuple[Why, ...]:
        """Give what speaks otherwise: by role, what decides most rows first."""
        found = [
            Why(
                role,
                evolve(shift, decides=tally.decides > 0),
                tally.rows,
                tally.decides,
                tuple(name for _, _, name in tally.first),
            )
            for (role, shift), tally in self._whys.items()
        ]
        found.sort(
            key=lambda why: (
                self.roles.index(why.role),
                -why.decides,
                -why.rows,
                (why.shift.kind, why.shift.what, why.shift.old_rule, why.shift.new_rule),
            )
        )
        return tuple(found)


def _ranks(role: RoleColumns | None, good: Array, kept: Array) -> Array:
    if role is None:
        return np.full(len(kept), _NONE, np.int64)
    return np.broadcast_to(role.verdict, good.shape)[kept].astype(np.int64)


def _at(mask: Array, rows: Array) -> Array:
    return np.broadcast_to(mask, (int(rows.max()) + 1,))[rows] if np.ndim(mask) == 0 else mask[rows]


def _verdict(rank: int) -> Verdict | None:
    return None if rank < 0 else Verdict(VERDICTS.levels[rank])
