"""The command `batch`: a file of businesses in, a file with the answers beside them out."""

import argparse
import sys
import time
from typing import TYPE_CHECKING, Final

from commerce_roles.cli.rendering import as_json, catalogue_of
from commerce_roles.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["batch"]

_PAUSE: Final = 0.2
_WIDTH: Final = 30


def batch(options: argparse.Namespace) -> tuple[str, tuple[str, ...]]:
    """Assess every row of a file."""
    from commerce_roles.assessment.tables import Options, assess_file

    renamed = dict(_pair(text) for text in options.column)
    reading = Options(on_unknown=options.on_unknown, coerce=options.coerce, columns=renamed)
    bar = _bar() if options.progress or (options.progress is None and sys.stderr.isatty()) else None
    result = assess_file(
        options.source,
        options.out,
        catalogue=catalogue_of(options),
        options=reading,
        rejects=options.rejects,
        delimiter="\t" if options.delimiter == "tab" else options.delimiter,
        decimal={"comma": ",", "point": "."}[options.decimal],
        rows=options.rows,
        progress=bar,
    )
    if bar is not None:
        sys.stderr.write("\n")
    for replaced in result.replaced:
        sys.stderr.write(f"{replaced}\n")
    rejected = (
        (f"{result.rejected:,} of {result.rows:,} rows were rejected; see {result.rejects}",)
        if result.rejected
        else ()
    )
    if options.format == "json":
        counts = {"rows": result.rows, "written": result.written, "rejected": result.rejected}
        return as_json({**counts, "target": result.target, "rejects": result.rejects}), rejected
    return f"{result.written:,} of {result.rows:,} rows written to {result.target}\n", rejected


def _pair(text: str) -> tuple[str, str]:
    theirs, sign, ours = text.rpartition("=")
    if not (sign and theirs and ours):
        remedy = "write YOURS=FIELD, such as orders=monthly_orders"
        raise InputError.of(f"{text!r} names no column", path="--column", remedy=remedy)
    return theirs, ours


def _bar() -> "Callable[[int, int | None], None]":
    """Draw how far it is on standard error, some times a second."""
    began = drawn = time.monotonic()

    def draw(done: int, total: int | None) -> None:
        nonlocal drawn
        now = time.monotonic()
        if now - drawn < _PAUSE and done != total:
            return
        drawn = now
        pace = f"{done / max(now - began, 1e-9):,.0f} rows a second"
        if total:
            full = _WIDTH * done // total
            bar = f"[{'#' * full}{'.' * (_WIDTH - full)}] {100 * done // total:3}%"
            sys.stderr.write(f"\r{bar}  {done:,} of {total:,} rows, {pace} ")
        else:
            sys.stderr.write(f"\r{done:,} rows, {pace} ")
        sys.stderr.flush()

    return draw
