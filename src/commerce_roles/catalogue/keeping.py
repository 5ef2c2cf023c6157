"""A few of the last values made, by key: the state of a process that serves many tenants."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

__all__ = ["CATALOGUES_KEPT", "Kept", "weight_of"]

CATALOGUES_KEPT: Final = 1024
"""How many catalogues with small overlays a process keeps; those used longest ago go first.

A kept catalogue holds what its overlay changes and shares the rest: about a fifth of a megabyte
where it changes a few numbers or adds a few facts, so all of them about two hundred megabytes
(`benchmarks/tenants.py` measures it).
"""
_SMALL: Final = 16 * 1024
"""Characters of JSON for which an overlay counts once; a larger one counts as several."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def weight_of(length: int) -> int:
    """Say as how many small overlays one of so many characters counts.

    Examples:
        >>> weight_of(300), weight_of(40_000)
        (1, 3)
    """
    return 1 + length // _SMALL


class Kept(Generic[K, V]):
    """Values by key, up to a total weight; safe among threads.

    Two threads that want the same value at once may both make it; one of the two is kept. The
    value used last is kept whatever it weighs.

    Examples:
        >>> kept = Kept[str, int](most=2)
        >>> kept.get("a", lambda: 1), kept.get("a", lambda: 2), kept.get("b", lambda: 3), len(kept)
        (1, 1, 3, 2)
        >>> kept.get("c", lambda: 4, weight=2), len(kept)
        (4, 1)
    """

    def __init__(self, most: int = CATALOGUES_KEPT) -> None:
        """Keep nothing yet."""
        self._most = most
        self._weight = 0
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Count what is kept."""
        return len(self._values)

    def get(self, key: K, make: Callable[[], V], weight: int = 1) -> V:
        """Give the value of a key, made if it is not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
        value = make()
        with self._lock:
            if key not in self._values:
                self._values[key] = value, weight
                self._weight += weight
            self._values.move_to_end(key)
            while self._weight > self._most and len(self._values) > 1:
                self._weight -= self._values.popitem(last=False)[1][1]
            return self._values[key][0]
