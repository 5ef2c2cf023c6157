"""How fast ESCO is read, with typed objects, and searched, beside plain reading of the same files.

The files are made up, in ESCO's form and with its defects: 3,007 occupations, 13,896 skills,
123,788 relations and 67 more that end at nothing, the numbers of ESCO 1.1.1. Whoever has the real
files names their folder. The peers read the same eight files: the `csv` module into dictionaries,
and pandas, neither with checks nor objects. Every round runs in a process of its own, whose time is
that of its processor and whose memory is the most it ever held.

    python benchmarks/taxonomies.py [ROUNDS [FOLDER]]
"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from strategies.esco_copy import FULL, write_esco_copy

ROUNDS: Final = 5
_READ: Final = """
from commerce_roles.interchange import read_esco
started()
esco = read_esco(folder, version="1.1.1")
ended(f"{len(esco.occupations):,} occupations, {len(esco.skills):,} skills, "
      f"{len(esco.relations):,} relations; "
      + ", ".join(f"{one.count:,} {one.kind}" for one in esco.defects))
"""
_INDEX: Final = """
from commerce_roles.interchange import read_esco
esco = read_esco(folder)
started()
esco.find("anything")
ended("the labels are taken up once")
"""
_FIND: Final = """
from commerce_roles.interchange import read_esco
esco = read_esco(folder)
esco.find("anything")
started()
for _ in range(20):
    found = esco.find("manage  comunity officer")
ended(f"20 times; first: {found[0].label}")
"""
_ALIGN: Final = """
from commerce_roles.interchange import align, read_esco
esco = read_esco(folder)
started()
align(None, esco)
ended("with loading our own facts")
"""
_CSV: Final = """
import csv
from pathlib import Path
started()
tables = []
for path in sorted(Path(folder).glob("*.csv")):
    with path.open(encoding="utf-8-sig", newline="") as file:
        tables.append(list(csv.DictReader(file)))
ended("csv.DictReader, no checks, no objects")
"""
_PANDAS: Final = """
import pandas as pd
from pathlib import Path
started()
tables = [pd.read_csv(path, dtype=str, keep_default_na=False)
          for path in sorted(Path(folder).glob("*.csv"))]
ended("pandas.read_csv, no checks, no objects")
"""
_FRAME: Final = """
import resource, sys, time
folder = sys.argv[1]
begun = [0.0]
def started(): begun[0] = time.process_time()
def ended(note):
    took = time.process_time() - begun[0]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(took, most, note, sep="|")
"""


def measured(program: str, folder: Path, rounds: int) -> tuple[float, float, str]:
    """Run a program several times; give its median seconds, its most MiB and what it says."""
    told = [
        subprocess.run(  # noqa: S603 the programs stand above
            [sys.executable, "-c", _FRAME + program, str(folder)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for _ in range(rounds)
    ]
    parts = [line.split("|", 2) for line in told]
    seconds = statistics.median(float(part[0]) for part in parts)
    return seconds, max(float(part[1]) for part in parts), parts[0][2]


def main(rounds: int, folder: Path) -> None:
    """Print a line for each."""
    for what, program in (
        ("csv", _CSV),
        ("pandas", _PANDAS),
        ("read_esco", _READ),
        ("the first look-up", _INDEX),
        ("later look-ups", _FIND),
        ("align", _ALIGN),
    ):
        seconds, most, note = measured(program, folder, rounds)
        sys.stdout.write(f"{what:18} {seconds:7.3f} s {most:7.0f} MiB  {note}\n")


if __name__ == "__main__":
    asked = sys.argv[1:]
    times = int(asked[0]) if asked else ROUNDS
    if len(asked) > 1:
        main(times, Path(asked[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(times, write_esco_copy(Path(made), FULL))
