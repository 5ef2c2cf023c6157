"""The command `batch`: a file of businesses in, a file with the answers beside them out."""

import argparse
import sys
import time
from typing import TYPE_CHECKING, Any, Final

from commerce_roles.cli.rendering import as_json, catalogue_of
from commerce_roles.cli.table_reading import marks_of, options_of
from commerce_roles.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["batch"]

_PAUSE: Final = 0.2
_WIDTH: Final = 30


def batch(options: argparse.Namespace) -> tuple[str, tuple[str, ...]]:
    """Assess every row of a file, beside what an earlier run wrote where a key is told."""
    from commerce_roles.assessment.nights import assess_night
    from commerce_roles.assessment.tables import assess_file

    delimiter, decimal = marks_of(options)
    bar = _bar() if options.progress or (options.progress is None and sys.stderr.isatty()) else None
    job: dict[str, Any] = {
        "catalogue": catalogue_of(options),
        "options": options_of(options),
        "rejects": options.rejects,
        "delimiter": delimiter,
        "decimal": decimal,
        "rows": options.rows,
        "progress": bar,
    }
    if options.key is None:
        _without_key(options)
        result = assess_file(options.source, options.out, **job)
    else:
        result = assess_night(
            options.source,
            options.out,
            key=options.key,
            previous=options.previous,
            changes=options.changes,
            points=options.points,
            runs=options.after_runs,
            lang=options.lang,
            **job,
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


def _without_key(options: argparse.Namespace) -> None:
    """Refuse what means nothing without a key.

    Raises:
        InputError: Something of it was given.
    """
    remedy = "name the column by which a row is known: --key COLUMN"
    problems = [
        Problem("this needs a key", f"--{name.replace('_', '-')}", remedy)
        for name in ("previous", "changes", "points", "after_runs")
        if getattr(options, name) is not None
    ]
    if problems:
        raise InputError(problems)


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
