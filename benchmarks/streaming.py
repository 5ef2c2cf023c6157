"""Files of a thousand to ten million shops through `assess_file`: time by row, and memory.

    python benchmarks/streaming.py [ROWS]

Decided by the library's own facts, all fields told, Parquet in and out, in a folder that goes
again. Each size runs in a process of its own, whose greatest memory is told.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from tables import drawn  # noqa: E402 found beside this file

from commerce_roles.assessment.tables import assess_file  # noqa: E402
from commerce_roles.catalogue import load_catalogue  # noqa: E402

DRAWN = 1_000_000
"""Rows that are drawn; a longer file has them several times over."""


def written(path: Path, rows: int) -> None:
    """Write a file."""
    table = drawn(load_catalogue(), min(rows, DRAWN), seed=3)
    with pq.ParquetWriter(path, table.schema) as file:
        for _ in range(0, rows, DRAWN):
            file.write_table(table)


def streamed(source: Path, target: Path) -> None:
    """Assess a file; print the seconds it took and the most MiB that were held."""
    begin = time.perf_counter()
    assess_file(source, target)
    spent = time.perf_counter() - begin
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{spent} {most}\n")


def main() -> None:
    """Print a row for each size."""
    most = int(float(sys.argv[1])) if sys.argv[1:] else 10_000_000
    rows = 1_000
    while rows <= most:
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "shops.parquet"), Path(folder, "assessed.parquet")
            written(source, rows)
            command = [sys.executable, __file__, str(source), str(target)]
            found = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 ourselves
        spent, held = map(float, found.stdout.split())
        line = f"{rows:>10,} rows{spent:9.2f} s{spent / rows * 1e6:8.2f} µs a row{held:8.0f} MiB\n"
        sys.stdout.write(line)
        sys.stdout.flush()
        rows *= 10


if __name__ == "__main__":
    if len(sys.argv) == 3:  # noqa: PLR2004 a file and where to write
        streamed(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        main()
