"""A file assessed beside the file of an earlier run, with a change feed, in little memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import define, field

from commerce_roles.assessment.nights.causes import Causes
from commerce_roles.assessment.nights.feeding import NAMES, Feed
from commerce_roles.assessment.nights.recalling import Recall
from commerce_roles.assessment.nights.seen import RoleSeen, Seen, role_seen
from commerce_roles.assessment.tables.arrow_tables import kernel_of
from commerce_roles.assessment.tables.batching import BatchResult, Progress, assess_file
from commerce_roles.assessment.tables.earlier.keys import no_column
from commerce_roles.assessment.tables.earlier.nights import standing_columns
from commerce_roles.assessment.tables.earlier.runs import run_of
from commerce_roles.assessment.tables.earlier.standing import Steady
from commerce_roles.assessment.tables.faults import raise_faults
from commerce_roles.assessment.tables.gathering import columns_named, gathered
from commerce_roles.assessment.tables.kernel import Kernel
from commerce_roles.assessment.tables.ladders import columns_of_masks
from commerce_roles.assessment.tables.layout import Options
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import Array, np
from commerce_roles.assessment.tables.results import HASH
from commerce_roles.assessment.tables.sinks import joined_parts, write_part
from commerce_roles.assessment.tables.sources import Piece, format_of, opened_file
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import TableError

__all__ = ["assess_night"]

_ROWS: Final = 1 << 16
_GUARDED: Final = ("'=", "'@", "'\t", "'\r", "'+", "'-")
"""How a CSV file begins a text that a spreadsheet would run."""


def assess_night(  # noqa: PLR0913 as assess_file
    source: str | Path,
    target: str | Path,
    *,
    key: str,
    previous: str | Path | None = None,
    changes: str | Path | None = None,
    points: int | None = None,
    runs: int | None = None,
    catalogue: Catalogue | None = None,
    options: Options | None = None,
    rejects: str | Path | None = None,
    delimiter: str = ",",
    decimal: str = ".",
    rows: int = _ROWS,
    progress: Progress | None = None,
    lang: str = "en",
) -> BatchResult:
    """Assess every row of a file as `assess_file` does, beside what an earlier run wrote.

    A row whose key is missing, or stands in an earlier row, is rejected. Keys are compared as text.

    Args:
        source: The file to read.
        target: The file to write, with the columns of `assess_table` and a key.
        key: The column by which a row is known from night to night.
        previous: What an earlier run wrote; nothing on the first night.
        changes: A file for the change feed, as `changes` gives it.
        points: As for `assess_table`.
        runs: As for `assess_table`.
        catalogue: The facts to decide by; the library's own where left out.
        options: How columns and words are read.
        rejects: The list of rejected rows; beside the target where left out.
        delimiter: What stands between the cells of a CSV file, of the earlier run's too.
        decimal: The decimal sign of a CSV file.
        rows: How many rows are worked on at a time.
        progress: Told from time to time how far it is.
        lang: The language of the texts of the feed.

    Raises:
        TableError: A file cannot be read, or what it says is wrong.
    """
    facts = catalogue or load_catalogue()
    feed = Path(changes) if changes is not None else None
    if feed is not None:
        _check_feed(feed, key, previous, (source, target))
    along = _Along(
        key=key,
        previous=Path(previous) if previous is not None else None,
        feed=feed,
        steady=Steady.of(facts, points, runs),
        kernel=kernel_of(facts),
        delimiter=delimiter,
        lang=lang,
    )
    return assess_file(
        source,
        target,
        catalogue=facts,
        options=options,
        rejects=rejects,
        delimiter=delimiter,
        decimal=decimal,
        rows=rows,
        progress=progress,
        companion=along,
    )


def _check_feed(
    feed: Path, key: str, previous: str | Path | None, others: tuple[str | Path, str | Path]
) -> None:
    """See whether a feed can be written."""
    format_of(feed, "change feed")
    if previous is None:
        message = "there is no earlier run to which anything could have changed"
        raise TableError.of(message, path="changes", remedy="give it as previous")
    if not feed.parent.is_dir():
        raise TableError.of(
            "there is no such folder", file=str(feed.parent), remedy="make it first"
        )
    if feed.resolve() in [Path(one).resolve() for one in (*others, previous)]:
        message = "this is another file of the same run"
        raise TableError.of(message, file=str(feed), remedy="name another file")
    if key in NAMES:
        message = "the feed has a column of this name"
        raise TableError.of(message, path="key", remedy="give the column another")


@define(kw_only=True)
class _Along:
    """Earlier runs along with a job."""

    key: str
    previous: Path | None
    feed: Path | None
    steady: Steady
    kernel: Kernel
    delimiter: str
    lang: str
    _folder: Path = field(default=Path(), init=False)
    _recall: Recall | None = field(default=None, init=False)
    _writer: Feed | None = field(default=None, init=False)

    @property
    def about(self) -> object:
        """Give all that the pieces rest on."""
        stat = (
            None if self.previous is None or not self.previous.is_file() else self.previous.stat()
        )
        return (
            self.key,
            None if self.previous is None else str(self.previous.resolve()),
            None if stat is None else (stat.st_size, stat.st_mtime_ns),
            None if self.feed is None else str(self.feed.resolve()),
            self.steady,
            self.lang,
        )

    def opened(self, folder: Path) -> None:
        """Read the earlier run, unless a job that is taken up has read it already."""
        self._folder = folder
        path = folder / "earlier.sqlite"
        whole = folder / "earlier.whole"
        facts = self.kernel.catalogue
        first = None if self.previous is None else next(self._pieces(self.previous), None)
        names = [] if first is None else columns_named(first.table)
        decided = "" if first is None else self._decided(first.table, names)
        same = decided == facts.decision_hash
        roles = [role for role in self.kernel.roles if f"{role}_verdict" in names]
        masks = {
            role: columns_of_masks(self.kernel.plans.plan.roles[role]) * same for role in roles
        }
        standing = bool(roles) and all(f"{role}_standing" in names for role in roles)
        self._recall = Recall(path, masks, standing)
        self._writer = Feed(
            self.key, self.kernel.roles, Causes(facts if same else None, facts, self.lang), standing
        )
        if not whole.exists():
            self._recall.prepare()
            self._read(self._recall)
            whole.touch()

    def _pieces(self, path: Path) -> Iterator[Piece]:
        return opened_file(path, self.kernel.catalogue, Options(), self.delimiter, ".").pieces(
            _ROWS
        )

    def _decided(self, table: Foreign, names: list[str]) -> str:
        if HASH not in names or not len(table):
            return ""
        return str(gathered(table, [HASH])[HASH][0].as_py())

    def _read(self, recall: Recall) -> None:
        if self.previous is None:
            return
        start = 1
        where = str(self.previous)
        for piece in self._pieces(self.previous):
            if not len(piece.table):
                continue
            run, faults = run_of(piece.table, self.key, where, self.kernel.catalogue)
            raise_faults(faults)
            columns: list[Array] = []
            wanted = [f"{role}_verdict" for role in recall.masks]
            wanted += [
                f"{r}_fired_{n + 1}" for r, count in recall.masks.items() for n in range(count)
            ]
            names = columns_named(piece.table)
            lacking = [name for name in wanted if name not in names]
            if lacking:
                raise TableError([no_column(name, names, where) for name in lacking])
            cells = {
                name: array if name.endswith("_verdict") else array.cast(pyarrow().int64())
                for name, array in gathered(piece.table, wanted, where).items()
            }
            for role, count in recall.masks.items():
                own, wrong = role_seen(cells, role, count)
                raise_faults(wrong)
                before = run.before[role]
                columns += [own.verdict, before.rank, before.waited, *own.masks]
            keys = [self._unguarded(str(one)) for one in run.keys.to_pylist()]
            twice = recall.keep(keys, start, columns)
            if twice:
                message = f"the same key stands in more than one row: {twice!r}"
                remedy = "give every row a key of its own"
                raise TableError.of(message, path=self.key, file=where, remedy=remedy)
            start += len(keys)

    def _unguarded(self, text: str) -> str:
        csv = self.previous is not None and format_of(self.previous, "input") == "csv"
        return text[1:] if csv and text.startswith(_GUARDED) else text

    def piece(
        self, number: int, piece: Piece, results: Foreign, wrong: dict[int, str]
    ) -> tuple[Foreign, dict[int, str]]:
        """Put what stands beside the results, write what changed, and refuse rows without a key."""
        recall, writer = self._recall, self._writer
        if recall is None or writer is None:  # pragma: no cover opened comes first
            raise LookupError
        keys = self._keys(piece)
        again = recall.note(keys, piece.numbers)
        found = dict(wrong)
        for row, text in enumerate(keys):
            if text is None:
                found[row] = _also(found.get(row), f"{self.key}: the key is missing")
            elif row in again:
                why = f"{self.key}: {text!r} stands in row {again[row]} already"
                found[row] = _also(found.get(row), why)
        before = recall.ask(keys)
        for role in self.kernel.roles:
            rank = np.full(len(keys), -1, np.int64)
            waited = np.zeros(len(keys), np.int64)
            there = before.places >= 0
            if role in before.seen.roles and there.any():
                own = before.seen.roles[role]
                stood = own.verdict if own.standing is None else own.standing
                rank[there] = stood[before.places[there]]
                waited[there] = before.waited[role][before.places[there]]
            pair = (rank, waited)
            for name, array in standing_columns(results, self.kernel, role, pair, self.steady):
                results = results.append_column(name, array)
        if self.feed is not None:
            good = np.array([row for row in range(len(keys)) if row not in found], np.int64)
            now = self._now(results, keys, good)
            table = writer.of(now, before.seen, before.places[good])
            self._write(table, number, first=number == 0)
        return results, dict(sorted(found.items()))

    def _now(self, results: Foreign, keys: list[str | None], good: Array) -> Seen:
        roles: dict[str, RoleSeen] = {}
        for role in self.kernel.roles:
            masks = columns_of_masks(self.kernel.plans.plan.roles[role])
            names = [f"{role}_verdict", f"{role}_standing"]
            names += [f"{role}_fired_{place + 1}" for place in range(masks)]
            own, _ = role_seen(gathered(results, names), role, masks)
            roles[role] = own.at(good)
        places: list[int] = good.tolist()
        told = [keys[row] for row in places]
        return Seen(pyarrow().array(told, pyarrow().large_string()), "", roles)

    def _keys(self, piece: Piece) -> list[str | None]:
        names = columns_named(piece.table)
        if self.key not in names:
            if not piece.numbers:
                return []
            raise TableError([no_column(self.key, names, "key")])
        cells = gathered(piece.table, [self.key])[self.key].to_pylist()
        return [None if cell is None or cell == "" else str(cell) for cell in cells]

    def _part(self, number: int) -> Path:
        kind = "csv" if self.feed is None else format_of(self.feed, "change feed")
        return self._folder / f"{number:06}.changes.{kind}"

    def _write(self, table: Foreign, number: int, *, first: bool) -> None:
        path = self._part(number)
        write_part(path.suffix[1:], table, path, first=first)

    def finished(self, pieces: int) -> None:
        """List what is gone, and put the feed in its place."""
        if self.feed is None or self._recall is None or self._writer is None:
            return
        number = pieces
        for block in self._recall.gone():
            table = self._writer.gone(block.seen, np.arange(len(block.places)))
            self._write(table, number, first=number == 0)
            number += 1
        if not number:
            nobody = Seen(pyarrow().array([], pyarrow().large_string()), "", {})
            self._write(self._writer.gone(nobody, np.zeros(0, np.int64)), 0, first=True)
            number = 1
        parts = [self._part(place) for place in range(number)]
        joined_parts(self._part(0).suffix[1:], parts, self.feed)


def _also(first: str | None, more: str) -> str:
    return f"{first}; {more}" if first else more
