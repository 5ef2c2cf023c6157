"""What files of tables need beside their readers: rows counted, tables cut, sets read from text."""

import json
from collections.abc import Iterator

from attrs import define, field

from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.structuring import is_sequence

__all__ = ["Counting", "cut", "left_out", "lists"]


@define
class Counting:
    """Numbers the rows of a CSV file while some of them are left out."""

    columns: int
    _broken: dict[int, str] = field(factory=dict[int, str])
    _next: int = 1

    def broken(self, row: Foreign) -> str:
        """Note a row that has too few or too many cells."""
        message = f"{row.actual_columns} cells where there are {row.expected_columns} columns"
        self._broken[row.number - 1] = message
        return "skip"

    def numbers(self, rows: int) -> tuple[list[int], dict[int, str]]:
        """Give the numbers of the next rows, and the broken ones before and among them."""
        found: list[int] = []
        broken: dict[int, str] = {}
        while len(found) < rows:
            message = self._broken.pop(self._next, None)
            if message is None:
                found.append(self._next)
            else:
                broken[self._next] = message
            self._next += 1
        return found, broken

    def rest(self) -> dict[int, str]:
        """Give the broken rows after the last good one."""
        return dict(sorted(self._broken.items()))


def left_out(_: Foreign) -> str:
    """Leave a row out that has too few or too many cells."""
    return "skip"


def cut(batches: Iterator[Foreign], schema: Foreign, size: int) -> Iterator[Foreign]:
    """Give tables of equal size; the last may be smaller, and one there is always."""
    arrow = pyarrow()
    waiting: list[Foreign] = []
    held = 0
    some = False
    for batch in batches:
        waiting.append(batch)
        held += batch.num_rows
        while held >= size:
            table = arrow.Table.from_batches(waiting, schema)
            yield table.slice(0, size)
            some = True
            rest = table.slice(size)
            waiting, held = rest.to_batches(), rest.num_rows
    if held or not some:
        yield arrow.Table.from_batches(waiting, schema)


def lists(column: Foreign, *, months: bool) -> Foreign:
    """Read sets that are written as `a|b` or as JSON; `[]` is none."""
    arrow = pyarrow()
    coded = column.combine_chunks().dictionary_encode()
    if isinstance(coded, arrow.ChunkedArray):
        coded = coded.combine_chunks()
    entries = [_entries(text, months=months) for text in coded.dictionary.to_pylist()]
    kind = arrow.list_(arrow.int64() if months else arrow.string())
    return arrow.array(entries, kind).take(coded.indices)


def _entries(text: str, *, months: bool) -> list[object]:
    text = text.strip()
    if text.startswith("["):
        try:
            found = json.loads(text)
        except ValueError:
            found = None
        parts = [str(part) for part in found] if is_sequence(found) else [text]
    else:
        parts = [part.strip() for part in text.split("|") if part.strip()]
    return [int(part) if part.isdigit() else 0 for part in parts] if months else [*parts]
