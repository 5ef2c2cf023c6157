"""Files of businesses read in pieces of equal size: CSV, Parquet, JSON Lines."""

import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from attrs import frozen

from commerce_roles.assessment.tables.columns import Converting, flat_columns
from commerce_roles.assessment.tables.cutting import Counting, cut, left_out, lists
from commerce_roles.assessment.tables.faults import Fault
from commerce_roles.assessment.tables.judged import Words
from commerce_roles.assessment.tables.layout import Layout, Options, layout_of
from commerce_roles.assessment.tables.packages import Foreign, compute, needed, pyarrow
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import TableError
from commerce_roles.structuring import is_mapping

__all__ = ["FORMATS", "Piece", "Source", "format_of", "opened_file"]

FORMATS: Final = {
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_BLOCK: Final = 1 << 22


@frozen(eq=False)
class Piece:
    """Some rows of a file."""

    table: Foreign
    """The rows that could be read, as they stand in the file."""
    numbers: list[int]
    """The number of each of them in the file, from 1."""
    broken: dict[int, str]
    """Rows that could not be read, with the reason."""
    cells: Mapping[str, Foreign]
    """The columns that are assessed."""
    faults: list[Fault]
    """What is wrong with cells, by place in the table."""
    layout: Layout


@frozen(kw_only=True)
class Source:
    """A file, and how it is written."""

    path: Path
    kind: str
    catalogue: Catalogue
    options: Options
    delimiter: str = ","
    decimal: str = "."

    def pieces(self, size: int) -> Iterator[Piece]:
        """Read the file piece by piece.

        Raises:
            TableError: It is no file of its kind, or its columns are wrong.
        """
        read = {"csv": self._csv, "parquet": self._parquet, "jsonl": self._jsonl}[self.kind]
        with self._told():
            yield from read(size)

    @contextmanager
    def _told(self) -> Generator[None]:
        """Say of the errors of readers which file it is and what to do."""
        try:
            yield
        except (pyarrow().ArrowException, OSError) as error:
            message = f"this cannot be read as {self.kind}: {error}"
            remedy = "see whether the file is whole"
            raise TableError.of(message, file=str(self.path), remedy=remedy) from None
        except UnicodeDecodeError:
            message = "this is not written in UTF-8"
            raise TableError.of(message, file=str(self.path), remedy="save it as UTF-8") from None

    @property
    def rows(self) -> int | None:
        """How many rows there are, where the file says it."""
        if self.kind != "parquet":
            return None
        with self._told():
            return int(needed("pyarrow.parquet").ParquetFile(self.path).metadata.num_rows)

    # ------------------------------------------------------------------ Parquet

    def _parquet(self, size: int) -> Iterator[Piece]:
        file = needed("pyarrow.parquet").ParquetFile(self.path)
        layout = layout_of(file.schema_arrow.names, self.catalogue, self.options)
        start = 0
        for table in cut(file.iter_batches(batch_size=size), file.schema_arrow, size):
            numbers = list(range(start + 1, start + len(table) + 1))
            start += len(table)
            cells = {name: table[name] for name in layout.read}
            yield Piece(table, numbers, {}, cells, [], layout)

    # ------------------------------------------------------------------ CSV

    def _csv(self, size: int) -> Iterator[Piece]:
        csv = needed("pyarrow.csv")
        names = self._names(csv)
        layout = layout_of(names, self.catalogue, self.options)
        counting = Counting(len(names))
        reader = self._reader(csv, names, counting)
        for table in cut(reader, reader.schema, size):
            numbers, broken = counting.numbers(len(table))
            cells = {name: self._cell(name, table[name], layout) for name in layout.read}
            yield Piece(table, numbers, broken, cells, [], layout)
        left = counting.rest()
        if left:
            empty = reader.schema.empty_table()
            cells = {name: self._cell(name, empty[name], layout) for name in layout.read}
            yield Piece(empty, [], left, cells, [], layout)

    def _names(self, csv: Foreign) -> list[str]:
        parse = csv.ParseOptions(
            delimiter=self.delimiter,
            newlines_in_values=True,
            invalid_row_handler=left_out,
        )
        read = csv.ReadOptions(use_threads=False, block_size=_BLOCK)
        if not self.path.stat().st_size:
            raise TableError.of("the file is empty", file=str(self.path))
        with csv.open_csv(self.path, read_options=read, parse_options=parse) as reader:
            names: list[str] = reader.schema.names
        return names

    def _reader(self, csv: Foreign, names: list[str], counting: Counting) -> Foreign:
        text = pyarrow().string()
        return csv.open_csv(
            self.path,
            read_options=csv.ReadOptions(use_threads=False, block_size=_BLOCK),
            parse_options=csv.ParseOptions(
                delimiter=self.delimiter,
                newlines_in_values=True,
                invalid_row_handler=counting.broken,
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, text),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
            ),
        )

    def _cell(self, name: str, column: Foreign, layout: Layout) -> Foreign:
        """Read the text of a column: sets as lists, numbers with the decimal sign that was said."""
        key = next((key for key, own in layout.values.items() if own == name), "")
        if key and self.catalogue.fields[key].type == "set":
            return lists(column, months=self.catalogue.fields[key].options == "month")
        worded = key and self.catalogue.fields[key].type not in ("count", "money", "number")
        if self.decimal != "." and not worded:
            calculate = compute()
            plain = calculate.replace_substring(column, ".", "")
            return calculate.replace_substring(plain, self.decimal, ".")
        return column

    # ------------------------------------------------------------------ JSON Lines

    def _jsonl(self, size: int) -> Iterator[Piece]:
        start = 0
        with self.path.open(encoding="utf-8-sig") as lines:
            while block := list(islice(lines, size)):
                yield self._mappings(block, start)
                start += len(block)

    def _mappings(self, block: list[str], start: int) -> Piece:
        rows: list[Mapping[str, object]] = []
        numbers: list[int] = []
        broken: dict[int, str] = {}
        for number, line in enumerate(block, start + 1):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                broken[number] = f"this is no JSON: {error}"
                continue
            if is_mapping(row):
                rows.append({str(key): value for key, value in row.items()})
                numbers.append(number)
            else:
                broken[number] = "a JSON object is wanted on each line"
        columns = flat_columns(rows, self.catalogue)
        layout = layout_of(list(columns), self.catalogue, self.options)
        converting = Converting(self.catalogue, layout, Words(self.catalogue, self.options))
        cells = {name: converting.column(name, columns[name]) for name in layout.read}
        return Piece(rows, numbers, broken, cells, converting.faults, layout)


def format_of(path: Path, role: str) -> str:
    """Give the format that the ending of a name says.

    Raises:
        TableError: It says none.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        remedy = f"name it with one of {', '.join(FORMATS)}"
        raise TableError.of(
            f"the {role} has an ending that says no format", file=str(path), remedy=remedy
        )
    return kind


def opened_file(
    path: Path, catalogue: Catalogue, options: Options, delimiter: str, decimal: str
) -> Source:
    """Open a file of businesses.

    Raises:
        TableError: There is no such file, or its name says no format.
    """
    if not path.is_file():
        raise TableError.of("there is no such file", file=str(path), remedy="see the path")
    return Source(
        path=path,
        kind=format_of(path, "input"),
        catalogue=catalogue,
        options=options,
        delimiter=delimiter,
        decimal=decimal,
    )
