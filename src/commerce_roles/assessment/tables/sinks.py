"""Rows written to files: CSV, Parquet, JSON Lines; parts first, then all parts as one file."""

import csv
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from commerce_roles.assessment.tables.packages import Foreign, compute, needed, pyarrow
from commerce_roles.display import inert
from commerce_roles.structuring import is_sequence

__all__ = ["joined_parts", "replaced_file", "write_part", "write_rejects"]

_FORMULA: Final = r"^[=@\t\r]"
_SIGNED: Final = r"^[+\-]"
_NUMBER: Final = r"^[+\-]?[0-9.,]+$"


def write_part(kind: str, table: Foreign, path: Path, *, first: bool) -> None:
    """Write some rows, the first of a CSV file with the names of its columns."""
    waiting = path.with_name(f"{path.name}.writing")
    if isinstance(table, list) and kind != "jsonl":
        table = pyarrow().Table.from_pylist(table)
    if kind == "parquet":
        needed("pyarrow.parquet").write_table(table, waiting)
    elif kind == "csv":
        csv_ = needed("pyarrow.csv")
        csv_.write_csv(_for_csv(table), waiting, csv_.WriteOptions(include_header=first))
    else:
        with waiting.open("w", encoding="utf-8", newline="\n") as lines:
            for row in _mappings(table):
                lines.write(json.dumps(row, ensure_ascii=False, default=str))
                lines.write("\n")
    replaced_file(waiting, path)


def replaced_file(waiting: Path, path: Path) -> None:
    """Put a file that is written in its place, after it has reached the disk."""
    with waiting.open("rb+") as file:
        os.fsync(file.fileno())
    waiting.replace(path)


def joined_parts(kind: str, parts: Sequence[Path], path: Path) -> None:
    """Join parts into one file, in order."""
    waiting = path.with_name(f".{path.name}.writing")
    if kind == "parquet":
        parquet = needed("pyarrow.parquet")
        schemas = [parquet.read_schema(part) for part in parts]
        schema = pyarrow().unify_schemas(schemas, promote_options="permissive")
        with parquet.ParquetWriter(waiting, schema) as writer:
            for part in parts:
                writer.write_table(_widened(parquet.read_table(part), schema))
    else:
        with waiting.open("wb") as whole:
            for part in parts:
                with part.open("rb") as file:
                    shutil.copyfileobj(file, whole, 1 << 20)
    replaced_file(waiting, path)


def _widened(table: Foreign, schema: Foreign) -> Foreign:
    """Give a table the columns of a schema; what it does not have is empty."""
    arrow = pyarrow()
    columns = {
        field.name: table[field.name]
        if field.name in table.column_names
        else arrow.nulls(len(table), field.type)
        for field in schema
    }
    return arrow.table(columns).cast(schema)


def write_rejects(rows: Mapping[int, str], path: Path) -> None:
    """Write the numbers of rows that were left out, and why."""
    waiting = path.with_name(f"{path.name}.writing")
    with waiting.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("row", "reason"))
        writer.writerows((row, inert(reason)) for row, reason in sorted(rows.items()))
    replaced_file(waiting, path)


def _mappings(table: Foreign) -> list[dict[str, object]]:
    if isinstance(table, list):
        return cast("list[dict[str, object]]", table)
    rows: list[dict[str, object]] = table.to_pylist()
    return rows


def _for_csv(table: Foreign) -> Foreign:
    """Write lists as `a|b`, and keep a spreadsheet from reading a text as a formula."""
    arrow, calculate = pyarrow(), compute()
    types = arrow.types
    columns: dict[str, Foreign] = {}
    for name in table.column_names:
        column = table[name]
        if types.is_dictionary(column.type):
            column = calculate.cast(column, arrow.string())
        elif types.is_nested(column.type):
            column = arrow.array([_cell(value) for value in column.to_pylist()], arrow.string())
        elif types.is_string(column.type) or types.is_large_string(column.type):
            column = _harmless(column)
        columns[name] = column
    return arrow.table(columns)


def _cell(value: object) -> str | None:
    if value is None:
        return None
    if is_sequence(value) and value and all(isinstance(part, str | int) for part in value):
        return "|".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, default=str)


def _harmless(column: Foreign) -> Foreign:
    calculate = compute()
    signed = calculate.match_substring_regex(column, _SIGNED)
    number = calculate.match_substring_regex(column, _NUMBER)
    formula = calculate.match_substring_regex(column, _FORMULA)
    guarded = calculate.or_(formula, calculate.and_not(signed, number))
    if not calculate.any(guarded).as_py():
        return column
    mark, nothing = (pyarrow().scalar(text, column.type) for text in ("'", ""))
    quoted = calculate.binary_join_element_wise(mark, column, nothing)
    return calculate.if_else(guarded, quoted, column)
