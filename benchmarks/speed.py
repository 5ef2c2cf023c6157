"""What one assessment costs: medians over the examples."""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from commerce_roles.assessment import assess, read_profile

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.*"))


def median_of(work: Callable[[], object], runs: int) -> float:
    """Time some work; give the median in milliseconds."""
    times: list[float] = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


def main(runs: int = 15) -> None:
    """Print a row an example."""
    sys.stdout.write(f"{'median ms':34} {'assess':>8} {'to_json':>8} {'explain':>8}\n")
    for path in EXAMPLES:
        profile = read_profile(path)
        result = assess(profile)
        role = next(iter(result))
        row = [
            median_of(partial(assess, profile), runs),
            median_of(result.to_json, runs),
            median_of(partial(result.explain, role), runs),
        ]
        sys.stdout.write(f"{path.stem:34} " + " ".join(f"{ms:8.1f}" for ms in row) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
