"""Cold starts, interleaved so that a machine that drifts is fair to all: medians and ratios.

Facts are read from a wheel's merged file, or from what a checkout keeps in `__pycache__`; with
PYTHONDONTWRITEBYTECODE set and nothing kept, from the TOML.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "clothing_retailer.toml"
BASE = "import attr, cattrs"
IMPORTS = "import commerce_roles.catalogue, commerce_roles.catalogue.kinds as k"
LOADED = f"{IMPORTS}; c = commerce_roles.catalogue.load_catalogue()"
PROGRAMS = {
    "python alone": ["-c", "pass"],
    BASE: ["-c", BASE],
    "import commerce_roles": ["-c", "import commerce_roles"],
    "from commerce_roles import assess": ["-c", "from commerce_roles import assess"],
    "imports of the catalogue": ["-c", IMPORTS],
    "  and the facts that decide": ["-c", LOADED],
    "  and every fact": ["-c", f"{LOADED}; [c.of(kind) for kind in k.KINDS]"],
    "  and the rules linked": ["-c", f"{LOADED}; [c.of(kind) for kind in k.KINDS]; c.program"],
    "first assess()": ["-c", "from commerce_roles import assess; assess({'sector': 'legal'})"],
    "commerce-roles assess": ["-m", "commerce_roles.cli", "assess", str(EXAMPLE)],
}


def main(runs: int = 15) -> None:
    """Time each program in a fresh interpreter, in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for run in range(runs + 1):
        for name, arguments in PROGRAMS.items():
            begin = time.perf_counter()
            subprocess.run(  # noqa: S603 the programs stand above
                [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL
            )
            if run:
                seconds[name].append(time.perf_counter() - begin)
    base = statistics.median(seconds[BASE])
    for name, times in seconds.items():
        median = statistics.median(times)
        sys.stdout.write(f"{name:36} {median * 1000:7.1f} ms  {median / base:5.2f} × base\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
