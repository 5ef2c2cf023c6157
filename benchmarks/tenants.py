"""A process with many tenants: what one costs to compile, to keep, and to ask again.

Three kinds of small overlay are mixed: a few weights, a constant, a name that is new. Each tenant
assesses one business, in a first round (compiled) and a second (kept). Memory is that of the
process, so what the allocator keeps to itself counts too.
"""

import gc
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from commerce_roles.assessment import assess
from commerce_roles.catalogue import CATALOGUES_KEPT, load_catalogue
from commerce_roles.catalogue.kinds import KINDS

SHOP = {"sector": "clothing", "employees": 6, "monthly_orders": 450}
STATUS = Path("/proc/self/status")
"""Where Linux tells a process how much memory it takes."""


def overlay_of(tenant: int) -> dict[str, Any]:
    """Make the overlay of a tenant; no two are the same."""
    why = f"Contract {tenant}."
    match tenant % 3:
        case 0:
            weights = {"1": {"then": 10 + tenant % 20}, "2": {"then": tenant % 9}}
            table = {"cm_content": {"rules": weights, "why": why}}
            return {
                "adjust": {"table": table, "catalogue": {"bands": {"needed": 61 + tenant % 20}}}
            }
        case 1:
            constant = {"productive_hours": {"value": 120 + tenant % 40, "why": why}}
            return {"adjust": {"constant": constant}}
        case _:
            label = {"en": f"toys {tenant}", "es": f"juguetes {tenant}"}
            return {"sector": {f"toys_{tenant}": {"label": label}}}


def megabytes() -> float:
    """Read how much memory the process takes; 0 where the system does not tell it so."""
    lines = STATUS.read_text(encoding="ascii").splitlines() if STATUS.is_file() else []
    told = [line.split()[1] for line in lines if line.startswith("VmRSS")]
    return int(told[0]) / 1024 if told else 0.0


def round_of(tenants: int) -> tuple[list[float], list[float]]:
    """Load every tenant's facts and assess its business; give the seconds of both."""
    loads: list[float] = []
    asks: list[float] = []
    for tenant in range(tenants):
        begin = time.perf_counter()
        catalogue = load_catalogue(overlay_of(tenant))
        middle = time.perf_counter()
        assess(SHOP, catalogue=catalogue)
        loads.append(middle - begin)
        asks.append(time.perf_counter() - middle)
    return loads, asks


def main(tenants: int = 1000) -> None:
    """Print a row a round."""
    own = load_catalogue()
    for kind in KINDS:
        own.of(kind)
    assess(SHOP)
    gc.collect()
    before = megabytes()
    write = sys.stdout.write
    write(f"{tenants} tenants, {CATALOGUES_KEPT} kept; the library alone takes {before:.0f} MB\n")
    write(f"{'median ms':12} {'load':>8} {'assess':>8} {'MB more':>8} {'KB each':>8}\n")
    for name in ("compiled", "again"):
        loads, asks = round_of(tenants)
        gc.collect()
        more = megabytes() - before
        load, ask = (statistics.median(times) * 1000 for times in (loads, asks))
        write(f"{name:12} {load:8.1f} {ask:8.1f} {more:8.0f} {more * 1024 / tenants:8.0f}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
