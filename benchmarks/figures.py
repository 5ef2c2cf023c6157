"""What figures and pictures cost, beside what they stand beside: medians.

A KPI table beside the same formulas evaluated by Python itself in floats, without reasons,
contradictions or exactness; a drawing beside Graphviz's `dot`, where that is installed.
"""

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial

from commerce_roles import load_catalogue, role_graph
from commerce_roles.display import Drawing, to_dot, to_svg
from commerce_roles.graph import VIEWS, draw
from commerce_roles.graph.kpis import METHODS, decompose, kpi_table

MEASURES = load_catalogue().measures
PERIODS = [{name: 100 + 7 * i + place for place, name in enumerate(MEASURES)} for i in range(36)]


def median_of(work: Callable[[], object], runs: int) -> float:
    """Time some work; give the median in milliseconds."""
    times: list[float] = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


def plainly(periods: list[dict[str, int]]) -> list[float | None]:
    """Evaluate every formula with Python's own `eval`."""
    formulas = [compile(kpi.formula, "", "eval") for kpi in load_catalogue().kpis.values()]
    return [_value(formula, period) for period in periods for formula in formulas]


def _value(formula: object, values: Mapping[str, int]) -> float | None:
    try:
        found: float = eval(formula, {"__builtins__": {}}, dict(values))  # type: ignore[arg-type]  # noqa: S307 our own formulas
    except ZeroDivisionError:
        return None
    return found


def main(runs: int = 9) -> None:
    """Print a row for each thing."""
    out = sys.stdout.write
    for many in (1, 36):
        ours = median_of(partial(kpi_table, PERIODS[:many]), runs)
        theirs = median_of(partial(plainly, PERIODS[:many]), runs)
        name = f"all KPIs of {many} period{'s' if many > 1 else ''}"
        out(f"{name:40} {ours:9.1f} ms   eval {theirs:8.1f} ms   ratio {ours / theirs:6.1f}\n")
    for method in METHODS:
        work = partial(decompose, "revenue", PERIODS[0], PERIODS[1], method=method, deep=True)
        out(f"{'change of revenue, nine drivers, ' + method:40} {median_of(work, runs):9.1f} ms\n")
    graph = role_graph()
    dot = shutil.which("dot")
    for view in VIEWS:
        picture = draw(graph, view).picture()
        if not isinstance(picture, Drawing):
            continue
        ours = median_of(partial(to_svg, picture), runs)
        name = f"{view}: {len(picture.boxes)} boxes, {len(picture.arrows)} arrows"
        row = f"{name:40} {ours:9.1f} ms"
        if dot:
            call = partial(
                subprocess.run, [dot, "-Tsvg"], input=to_dot(picture).encode(),
                capture_output=True, check=True,
            )  # fmt: skip
            theirs = median_of(call, min(runs, 3))
            row += f"   dot  {theirs:8.1f} ms   ratio {ours / theirs:6.2f}"
        out(row + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
