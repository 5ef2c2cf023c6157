"""Tables of Arrow assessed, chunk by chunk: every other kind of table passes through here."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Final

from attrs import define, field, frozen

from commerce_roles.assessment.tables.answers import Told
from commerce_roles.assessment.tables.arrow_cells import coded
from commerce_roles.assessment.tables.arrow_reading import ArrowReading
from commerce_roles.assessment.tables.faults import Fault, Replaced, merged
from commerce_roles.assessment.tables.judged import Words
from commerce_roles.assessment.tables.kernel import Kernel, RoleColumns
from commerce_roles.assessment.tables.layout import Layout, Options, layout_of
from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.posts import posts_read
from commerce_roles.assessment.tables.rails import np
from commerce_roles.assessment.tables.results import result_columns, result_schema
from commerce_roles.assessment.tables.telling import Telling
from commerce_roles.assessment.tables.wanted import Wanted, wanted_of
from commerce_roles.catalogue import Catalogue

__all__ = ["CHUNK", "Assessor", "Chunk", "DecidedRows", "kernel_of", "one_array"]

CHUNK: Final = 1 << 15
"""Rows that are worked on at once: their columns fit the caches of a processor."""
_WORDED: Final = ("ordered", "choice", "text", "set")


@frozen(eq=False)
class Chunk:
    """What came of some rows: result columns for all of them, and the faults of some."""

    results: Mapping[str, Foreign]
    """Arrays of Arrow; of no meaning in rows with a fault."""
    faults: tuple[Fault, ...]
    """With the numbers of rows in the whole table."""
    replaced: tuple[Replaced, ...]


@frozen(eq=False)
class DecidedRows:
    """Some rows, read and decided."""

    told: Mapping[str, Told]
    """What was told of each input of which something is known."""
    roles: Mapping[str, RoleColumns]
    """Of no meaning in rows with a fault."""
    faults: tuple[Fault, ...]
    """With the numbers of rows in the whole table."""
    replaced: tuple[Replaced, ...]


@define
class Assessor:
    """Assesses tables of one layout by one catalogue."""

    kernel: Kernel
    options: Options
    layout: Layout
    words: Words = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with no word met."""
        self.words = Words(self.kernel.catalogue, self.options)

    @classmethod
    def of(cls, names: list[str], catalogue: Catalogue, options: Options) -> "Assessor":
        """Prepare for tables with columns of some names.

        Raises:
            TableError: If two of them tell the same, or one tells what there is not.
        """
        return cls(kernel_of(catalogue), options, layout_of(names, catalogue, options))

    @property
    def wanted(self) -> Wanted:
        """The results that are asked for."""
        return wanted_of(self.options.results)

    @property
    def schema(self) -> Foreign:
        """The result columns, with their types."""
        return result_schema(self.kernel, self.wanted)

    def chunks(self, columns: Mapping[str, Foreign], rows: int, start: int = 0) -> Iterator[Chunk]:
        """Assess columns of Arrow, some rows at a time.

        Args:
            columns: Arrays or chunked arrays, by name; those that `layout` reads.
            rows: How many rows there are.
            start: The number of the first row, for faults.
        """
        for first, size, own in self.slices(columns, rows):
            yield self._chunk(own, size, start + first)

    def slices(
        self, columns: Mapping[str, Foreign], rows: int
    ) -> Iterator[tuple[int, int, dict[str, Foreign]]]:
        """Cut columns into what is worked on at once: the first row, how many, their cells.

        While one part is worked on, a thread finds out the words of the next: that is done outside
        of Python, and nothing is changed by it.
        """
        worded = self._worded

        def part(first: int) -> tuple[int, int, dict[str, Foreign]]:
            size = min(CHUNK, rows - first)
            cells = {name: one_array(all_.slice(first, size)) for name, all_ in columns.items()}
            return first, size, {n: coded(a) if n in worded else a for n, a in cells.items()}

        if rows <= CHUNK:
            yield part(0)
            return
        with ThreadPoolExecutor(1) as ahead:
            following = ahead.submit(part, 0)
            for first in range(CHUNK, rows, CHUNK):
                found, following = following.result(), ahead.submit(part, first)
                yield found
            yield following.result()

    @property
    def _worded(self) -> frozenset[str]:
        """Name the columns that hold words."""
        fields = self.kernel.catalogue.fields
        return frozenset(
            name for key, name in self.layout.values.items() if fields[key].type in _WORDED
        )

    def decided(self, columns: Mapping[str, Foreign], rows: int, start: int = 0) -> DecidedRows:
        """Read and decide some rows, not more than fit the caches of a processor."""
        with self.kernel.turn:
            return self._decided(self.kernel, columns, rows, start)

    def _decided(
        self, kernel: Kernel, columns: Mapping[str, Foreign], rows: int, start: int
    ) -> DecidedRows:
        reading = ArrowReading(kernel.plans, self.words, columns, rows)
        told = Telling(reading, kernel.catalogue, self.layout).read()
        if self.layout.posts:
            posts = columns[self.layout.posts]
            reading.faults += posts_read(posts, told, self.layout, kernel.plans, kernel.catalogue)
        found = kernel.run(told, rows, wanted=self.wanted)
        faults = tuple(
            Fault(fault.problem, np.asarray(fault.rows) + start) for fault in merged(reading.faults)
        )
        return DecidedRows(told, found, faults, tuple(reading.replaced))

    def joined(self, chunks: Sequence[Chunk]) -> Foreign:
        """Give the results of all chunks as one table."""
        arrow = pyarrow()
        return arrow.table(
            {
                field.name: arrow.chunked_array(
                    [chunk.results[field.name] for chunk in chunks], field.type
                )
                for field in self.schema
            }
        )

    def _chunk(self, columns: Mapping[str, Foreign], rows: int, start: int) -> Chunk:
        decided = self.decided(columns, rows, start)
        results = dict(result_columns(self.kernel, decided.roles, rows, self.wanted))
        return Chunk(results, decided.faults, decided.replaced)


def one_array(column: Foreign) -> Foreign:
    """Give a column as one array, of no rows too."""
    arrow = pyarrow()
    if not isinstance(column, arrow.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    return arrow.array([], column.type) if not column.num_chunks else column.combine_chunks()


_KERNELS: dict[int, Kernel] = {}
_KEEPING: Final = Lock()
_MOST_KERNELS: Final = 4


def kernel_of(catalogue: Catalogue) -> Kernel:
    """Give the kernel of a catalogue; the last few are kept."""
    with _KEEPING:
        found = _KERNELS.get(id(catalogue))
        if found is None or found.catalogue is not catalogue:
            while len(_KERNELS) >= _MOST_KERNELS:
                del _KERNELS[next(iter(_KERNELS))]
            found = _KERNELS[id(catalogue)] = Kernel(catalogue)
    with found.turn:
        _ = found.plans  # made once, before any two threads can make it twice
    return found
