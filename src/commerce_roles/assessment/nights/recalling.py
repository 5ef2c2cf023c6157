"""What an earlier run said, kept in a database on disk: there may be more rows than memory.

It lies in the folder of finished pieces and goes with it. Keys are compared as text, since in a CSV
file there is nothing else.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from attrs import define

from commerce_roles.assessment.nights.seen import RoleSeen, Seen
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import Array, np

__all__ = ["Recall", "Recalled"]

_BLOCK: Final = 1 << 14
_NUMBERS: Final = 3
"""Of each role: the rank of its verdict, that of what stood, runs waited; then its masks."""


@define
class Recalled:
    """Rows of an earlier run that were asked for."""

    seen: Seen
    waited: dict[str, Array]
    """Runs waited, by role."""
    places: Array
    """For each key that was asked for, its row in `seen`; -1: it was not there."""


@define
class Recall:
    """An earlier run on disk, and the keys of tonight that were met."""

    path: Path
    masks: dict[str, int]
    """By role of the earlier run, how many columns of masks are kept."""
    standing: bool
    """Whether the earlier run tells what stood."""

    @property
    def _width(self) -> int:
        return sum(_NUMBERS + masks for masks in self.masks.values())

    def _open(self) -> "closing[sqlite3.Connection]":
        return closing(sqlite3.connect(self.path))

    def prepare(self) -> None:
        """Make an empty database."""
        self.path.unlink(missing_ok=True)
        columns = "".join(f", c{number} INTEGER" for number in range(self._width))
        with self._open() as base:
            base.execute(f"CREATE TABLE before (key TEXT PRIMARY KEY, place INTEGER{columns})")
            base.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, place INTEGER)")
            base.commit()

    def keep(self, keys: Sequence[str], first: int, columns: Sequence[Array]) -> str:
        """Keep rows of the earlier run; give a key that was kept before, empty if there is none."""
        values = [column.tolist() for column in columns]
        marks = ", ".join("?" * (len(columns) + 2))
        with self._open() as base:
            for place, key in enumerate(keys):
                row = (key, first + place, *(column[place] for column in values))
                try:
                    base.execute(f"INSERT INTO before VALUES ({marks})", row)  # noqa: S608 marks only
                except sqlite3.IntegrityError:
                    return key
            base.commit()
        return ""

    def note(self, keys: Sequence[str | None], numbers: Sequence[int]) -> dict[int, int]:
        """Note keys of tonight; give the places of those met before, with the row of the first."""
        found: dict[int, int] = {}
        with self._open() as base:
            for place, (key, number) in enumerate(zip(keys, numbers, strict=True)):
                if key is None:
                    continue
                base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, number))
                first = base.execute("SELECT place FROM seen WHERE key = ?", (key,)).fetchone()[0]
                if first != number:
                    found[place] = first
            base.commit()
        return found

    def ask(self, keys: Sequence[str | None]) -> Recalled:
        """Give the rows of the earlier run that have these keys."""
        rows: list[tuple[str, ...]] = []
        places: list[int] = []
        with self._open() as base:
            for key in keys:
                row = base.execute("SELECT * FROM before WHERE key = ?", (key,)).fetchone()
                places.append(-1 if row is None else len(rows))
                if row is not None:
                    rows.append(row)
        return self._recalled(rows, np.array(places, np.int64))

    def gone(self) -> Iterator[Recalled]:
        """Give the rows of the earlier run that tonight's does not have, in their order."""
        wanted = "SELECT * FROM before WHERE key NOT IN (SELECT key FROM seen) ORDER BY place"
        with self._open() as base:
            cursor = base.execute(wanted)
            while rows := cursor.fetchmany(_BLOCK):
                yield self._recalled(rows, np.arange(len(rows)))

    def _recalled(self, rows: Sequence[tuple[str, ...]], places: Array) -> Recalled:
        table = np.array([row[2:] for row in rows], np.int64).reshape(len(rows), self._width)
        roles: dict[str, RoleSeen] = {}
        waited: dict[str, Array] = {}
        start = 0
        for role, masks in self.masks.items():
            verdict, stood, waits, *rest = table[:, start : start + _NUMBERS + masks].T
            start += _NUMBERS + masks
            roles[role] = RoleSeen(verdict, tuple(rest), stood if self.standing else None)
            waited[role] = waits
        keys: Foreign = pyarrow().array([row[0] for row in rows], pyarrow().large_string())
        return Recalled(Seen(keys, "", roles), waited, places)
