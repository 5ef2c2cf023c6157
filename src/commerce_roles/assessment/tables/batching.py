"""A file assessed in pieces: little memory, taken up again where it stopped, whole or not there.

Finished pieces stand in a folder beside the result, with a list of what they hold. A run that is
killed leaves that folder; the next run of the same job does not do them again. When all pieces are
there they are joined, and the result takes its place in one step.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

import cattrs
from attrs import asdict, define, field, frozen

from commerce_roles.assessment.tables.arrow_tables import Assessor, kernel_of
from commerce_roles.assessment.tables.faults import Replaced, merged, reasons
from commerce_roles.assessment.tables.layout import Options
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.sinks import (
    joined_parts,
    replaced_file,
    write_part,
    write_rejects,
)
from commerce_roles.assessment.tables.sources import Piece, Source, format_of, opened_file
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import TableError
from commerce_roles.showing import Displayed

__all__ = ["BatchResult", "Companion", "Progress", "assess_file"]

_ROWS: Final = 1 << 16
_LIST: Final = "pieces.json"
Progress = Callable[[int, int | None], None]
"""Told how many rows are done, and of how many, where that is known."""


@frozen(kw_only=True)
class BatchResult(Displayed):
    """What a run has done; every row that was read is written or rejected."""

    rows: int
    written: int
    rejected: int
    target: str
    rejects: str
    """The file that lists the rejected rows; empty where there is none."""
    replaced: tuple[Replaced, ...] = ()


class Companion(Protocol):
    """What goes along with a job, such as earlier runs: more columns, more files."""

    @property
    def about(self) -> object:
        """All that it rests on, for the name of the job."""
        ...

    def opened(self, folder: Path) -> None:
        """Get ready, in the folder of finished pieces."""
        ...

    def piece(
        self, number: int, piece: Piece, results: Foreign, wrong: dict[int, str]
    ) -> tuple[Foreign, dict[int, str]]:
        """Give the results with more columns, and the rows with a fault, some perhaps more."""
        ...

    def finished(self, pieces: int) -> None:
        """Put further files in their places, before the result is."""
        ...


@frozen
class _Done:
    """A finished piece."""

    rows: int
    written: int
    rejected: dict[int, str]


@define
class _Ledger:
    """The list of finished pieces, kept in their folder."""

    folder: Path
    job: str
    done: list[_Done] = field(factory=list[_Done])

    @classmethod
    def of(cls, folder: Path, job: str) -> "_Ledger":
        """Take up the list that is there; begin a new one where it is of another job."""
        ledger = cls(folder, job)
        try:
            kept = json.loads((folder / _LIST).read_text(encoding="utf-8"))
            if kept["job"] == job:
                ledger.done = cattrs.structure(kept["done"], list[_Done])
                return ledger
        except (OSError, ValueError, LookupError, cattrs.BaseValidationError):
            pass
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return ledger

    def part(self, number: int, kind: str) -> Path:
        """Name the file of a piece."""
        return self.folder / f"{number:06}.{kind}"

    def add(self, done: _Done) -> None:
        """Note a finished piece."""
        self.done.append(done)
        waiting = self.folder / f"{_LIST}.writing"
        kept = {"job": self.job, "done": [asdict(one) for one in self.done]}
        waiting.write_text(json.dumps(kept), encoding="utf-8")
        replaced_file(waiting, self.folder / _LIST)


def assess_file(  # noqa: PLR0913 each says one thing of the job
    source: str | Path,
    target: str | Path,
    *,
    catalogue: Catalogue | None = None,
    options: Options | None = None,
    rejects: str | Path | None = None,
    delimiter: str = ",",
    decimal: str = ".",
    rows: int = _ROWS,
    progress: Progress | None = None,
    companion: Companion | None = None,
) -> BatchResult:
    """Assess every row of a CSV, Parquet or JSON Lines file, and write another.

    In CSV, sets are written `a|b` (none: `[]`), and an empty cell is not known. A row with a fault
    is not written, but listed with its number and the reason. Run again after it was stopped, it
    goes on where it was; the result is there as a whole or not at all.

    Args:
        source: The file to read; its ending says the format.
        target: The file to write; its ending says the format.
        catalogue: The facts to decide by; the library's own where left out.
        options: How columns and words are read.
        rejects: The list of rejected rows; beside the target where left out.
        delimiter: What stands between the cells of a CSV file.
        decimal: The decimal sign of a CSV file.
        rows: How many rows are worked on at a time: what memory is needed for.
        progress: Told from time to time how far it is.
        companion: What goes along with the job; `assess_night` has earlier runs with it.

    Raises:
        TableError: The file cannot be read, or its columns are wrong.
    """
    facts, read = catalogue or load_catalogue(), options or Options()
    from_, to = Path(source), Path(target)
    opened = opened_file(from_, facts, read, delimiter, decimal)
    kind = format_of(to, "output")
    if to.exists() and to.samefile(from_):
        raise TableError.of("this is the input", file=str(to), remedy="name another file")
    if not to.parent.is_dir():
        raise TableError.of("there is no such folder", file=str(to.parent), remedy="make it first")
    if (opened.kind, kind) == ("jsonl", "csv"):
        remedy = "write JSON Lines or Parquet"
        raise TableError.of(
            "lines of JSON need not have the same columns", file=str(to), remedy=remedy
        )
    if rows < 1:
        raise TableError.of(f"{rows} rows at a time are none", path="rows", remedy="give 1 or more")
    listed = Path(rejects) if rejects else to.with_name(f"{to.name}.rejects.csv")
    ledger = _Ledger.of(to.with_name(f"{to.name}.parts"), _job(opened, kind, rows, companion))
    job = _Job(opened, kind, ledger, progress, companion)
    try:
        if companion is not None:
            companion.opened(ledger.folder)
        job.run(rows)
    except TableError:
        # Once the input is mended it is another job, to which these pieces are of no use.
        shutil.rmtree(ledger.folder)
        raise
    return job.finished(to, listed)


@define
class _Job:
    source: Source
    kind: str
    ledger: _Ledger
    progress: Progress | None
    companion: Companion | None
    replaced: list[Replaced] = field(factory=list[Replaced])

    def run(self, rows: int) -> None:
        """Do the pieces that are not done."""
        total = self.source.rows
        seen = 0
        for number, piece in enumerate(self.source.pieces(rows)):
            if number >= len(self.ledger.done):
                self.ledger.add(self._piece(number, piece))
            seen += self.ledger.done[number].rows
            if self.progress is not None:
                self.progress(seen, total)

    def _piece(self, number: int, piece: Piece) -> _Done:
        source = self.source
        text = source.kind == "csv"
        options = source.options
        assessor = Assessor(
            kernel_of(source.catalogue), _coercing(options) if text else options, piece.layout
        )
        size = len(piece.numbers)
        chunks = list(assessor.chunks(piece.cells, size))
        faults = merged([*piece.faults, *(fault for chunk in chunks for fault in chunk.faults)])
        self.replaced += [one for chunk in chunks for one in chunk.replaced]
        wrong = reasons(faults, size)
        results = assessor.joined(chunks)
        if self.companion is not None:
            results, wrong = self.companion.piece(number, piece, results, wrong)
        rejected = {piece.numbers[row]: reason for row, reason in wrong.items()} | piece.broken
        good = [row for row in range(size) if row not in wrong]
        table = _beside(piece.table, results, good)
        write_part(self.kind, table, self.ledger.part(number, self.kind), first=not number)
        return _Done(size + len(piece.broken), len(good), dict(sorted(rejected.items())))

    def finished(self, target: Path, listed: Path) -> BatchResult:
        """Join the pieces, put the result in its place and clear away."""
        done = self.ledger.done
        parts = [self.ledger.part(number, self.kind) for number in range(len(done))]
        rejected = {row: reason for one in done for row, reason in one.rejected.items()}
        if rejected:
            write_rejects(rejected, listed)
        else:
            listed.unlink(missing_ok=True)
        if self.companion is not None:
            self.companion.finished(len(done))
        joined_parts(self.kind, parts, target)
        shutil.rmtree(self.ledger.folder)
        return BatchResult(
            rows=sum(one.rows for one in done),
            written=sum(one.written for one in done),
            rejected=len(rejected),
            target=str(target),
            rejects=str(listed) if rejected else "",
            replaced=tuple(self.replaced),
        )


def _beside(table: Foreign, results: Foreign, good: list[int]) -> Foreign:
    """Put the results beside the rows without a fault."""
    arrow = pyarrow()
    if isinstance(table, list):
        found = results.take(good).to_pylist()
        return [{**table[row], **own} for row, own in zip(good, found, strict=True)]
    kept = table.drop_columns([n for n in results.column_names if n in table.column_names])
    for name in results.column_names:
        kept = kept.append_column(name, results[name])
    return kept if len(good) == len(kept) else kept.take(arrow.array(good, arrow.int64()))


def _coercing(options: Options) -> Options:
    """Read numbers and yes or no from text: in a CSV file there is nothing else."""
    from attrs import evolve

    return evolve(options, coerce=True)


def _job(source: Source, kind: str, rows: int, companion: Companion | None) -> str:
    """Name a job by all that its pieces rest on."""
    about = source.path.stat()
    parts = (
        str(source.path.resolve()),
        about.st_size,
        about.st_mtime_ns,
        source.catalogue.hash,
        repr(source.options),
        source.delimiter,
        source.decimal,
        kind,
        rows,
        None if companion is None else companion.about,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()
