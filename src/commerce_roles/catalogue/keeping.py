"""A few of the last values made, by key: the state of a process that serves many tenants."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

__all__ = ["CATALOGUES_KEPT", "Kept"]

CATALOGUES_KEPT: Final = 64
"""How many catalogues with overlays a process keeps; the one used longest ago goes first."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key, at most so many; safe among threads.

    Two threads that want the same value at once may both make it; one of the two is kept.

    Examples:
        >>> kept = Kept[str, int](most=1)
        >>> kept.get("a", lambda: 1), kept.get("a", lambda: 2), kept.get("b", lambda: 3), len(kept)
        (1, 1, 3, 1)
    """

    def __init__(self, most: int = CATALOGUES_KEPT) -> None:
        """Keep nothing yet."""
        self._most = most
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Count what is kept."""
        return len(self._values)

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Give the value of a key, made if it is not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            value = self._values.setdefault(key, value)
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
