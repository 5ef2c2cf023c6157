"""The example service under load on loopback, beside a bare endpoint of the same framework.

    python benchmarks/load.py [REQUESTS] [ROUNDS]

Two servers of one process each (Starlette on uvicorn): `examples/service`, which is asked to assess
shops of many answers, and an endpoint that reads the body and gives back bytes of the same size,
made once. In every round both are driven in turn by the same client over the same number of
connections that are kept open, each waiting for its answer before it asks again. Every answer is
compared with what `assess` gives; one that differs, or any status but 200, ends the run red. The
share that the framework, the client and the machine have in a request is what the bare endpoint
takes. Bounded in requests; nothing but 127.0.0.1 is asked.
"""

import asyncio
import contextlib
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, Final

import httpx2

from commerce_roles import assess

ROOT: Final = Path(__file__).resolve().parents[1]
CONNECTIONS: Final = (1, 8)
SHOPS: Final[list[dict[str, Any]]] = [
    {
        "sector": sector,
        "country": "IT",
        "employees": number,
        "channels": ["instagram", "facebook"][: number % 3],
        "monthly_orders": 100 * number,
        "objectives": ["community", "sales"],
        "messages_needing_reply_month": 40 * number,
    }
    for sector in ("clothing", "electronics", "home", "sports", "legal")
    for number in range(1, 9)
]
_BARE: Final = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
answer = b"x" * int(sys.argv[2])
async def assess(request):
    await request.body()
    return Response(answer, media_type="application/json")
app = Starlette(routes=[Route("/assess", assess, methods=["POST"])])
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="critical")
"""
_SERVICE: Final = """
import sys, uvicorn
from pathlib import Path
from service.app import create_app
app = create_app(Path(sys.argv[2]))
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="critical")
"""


@contextlib.contextmanager
def served(program: str, argument: str) -> Generator[str]:
    """Run a server of its own on a free port; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", program, str(port), argument]
    server = subprocess.Popen(command, cwd=ROOT / "examples")  # noqa: S603 programs of this file
    address = f"http://127.0.0.1:{port}/assess"
    try:
        for _ in range(300):
            with contextlib.suppress(httpx2.HTTPError):
                httpx2.post(address, json=SHOPS[0], timeout=10)
                break
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(10)


async def driven(
    address: str, requests: int, connections: int, wanted: Sequence[bytes] | None
) -> list[float]:
    """Ask and wait, over some connections; give the seconds of every request."""
    bodies = [json.dumps(shop).encode() for shop in SHOPS]
    numbers = iter(range(requests))
    took: list[float] = []
    async with httpx2.AsyncClient(timeout=60) as client:

        async def one() -> None:
            for number in numbers:
                which = number % len(bodies)
                begun = time.perf_counter()
                answer = await client.post(
                    address,
                    content=bodies[which],
                    headers={"Content-Type": "application/json", "Accept-Language": "en"},
                )
                took.append(time.perf_counter() - begun)
                if answer.status_code != httpx2.codes.OK:
                    sys.exit(f"red: {answer.status_code} {answer.text[:200]}")
                if wanted is not None and answer.content != wanted[which]:
                    sys.exit(f"red: another answer than `assess` gives for {SHOPS[which]}")

        await asyncio.gather(*(one() for _ in range(connections)))
    return took


def main() -> None:
    """Drive both and print requests a second and the tail."""
    requests, rounds = (int(text) for text in (sys.argv[1:] + ["400", "3"][len(sys.argv) - 1 :]))
    wanted = [assess(shop).to_json("en").encode() for shop in SHOPS]
    size = statistics.median(map(len, wanted))
    with (
        tempfile.TemporaryDirectory() as folder,
        served(_BARE, str(int(size))) as bare,
        served(_SERVICE, f"{folder}/tenants.sqlite") as service,
    ):
        sys.stdout.write(
            f"{requests:,} requests, {rounds} rounds; an answer has {size / 1024:.0f} KiB\n"
            f"{'':28}{'a second':>10}{'median ms':>11}{'95 %':>8}{'99 %':>8}{'most':>8}\n"
        )
        for connections in CONNECTIONS:
            times: dict[str, list[float]] = {"bare endpoint": [], "service, assess": []}
            spent = dict.fromkeys(times, 0.0)
            for _ in range(rounds):
                for name, address, right in (
                    ("bare endpoint", bare, None),
                    ("service, assess", service, wanted),
                ):
                    begun = time.perf_counter()
                    times[name] += asyncio.run(driven(address, requests, connections, right))
                    spent[name] += time.perf_counter() - begun
            for name, own in times.items():
                ends = statistics.quantiles(own, n=100)
                cells = (statistics.median(own), ends[94], ends[98], max(own))
                told = "".join(
                    f"{cell * 1000:{width}.1f}"
                    for cell, width in zip(cells, (11, 8, 8, 8), strict=True)
                )
                line = f"{name}, {connections} at once"
                sys.stdout.write(f"{line:28}{len(own) / spent[name]:10.0f}{told}\n")


if __name__ == "__main__":
    main()
