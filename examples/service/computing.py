"""Work beside the event loop: in a few threads, so many waiting, each for so long.

A thread cannot be stopped. So whoever asked is told that it took too long, the thread goes on, and
its place is taken until it ends: computations never pile up beyond what `Limits` says.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TypeVar

from service.limits import Limits
from service.problems import Refusal

__all__ = ["Computing"]

T = TypeVar("T")


class Computing:
    """A bounded number of computations."""

    def __init__(self, limits: Limits) -> None:
        """Start no thread yet."""
        self._pool = ThreadPoolExecutor(limits.workers, thread_name_prefix="compute")
        self._places = BoundedSemaphore(limits.workers + limits.waiting)

    async def run(self, work: Callable[[], T], seconds: float) -> T:
        """Give what the work gives.

        Raises:
            Refusal: There is no place, or it took too long.
        """
        if not self._places.acquire(blocking=False):
            raise Refusal("busy", "ask again in a moment", headers={"Retry-After": "1"})
        future = self._pool.submit(work)
        future.add_done_callback(lambda _: self._places.release())
        try:
            # what still waits is taken out of the queue, what runs is left to end
            return await asyncio.wait_for(asyncio.wrap_future(future), seconds)
        except TimeoutError:
            detail = f"it took more than {seconds:g} seconds"
            raise Refusal("took_too_long", detail) from None

    def close(self) -> None:
        """Take nothing more, and wait for what runs."""
        self._pool.shutdown(cancel_futures=True)
