"""A mapping that cannot change: hashable, picklable, in a fixed order."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard, TypeVar

from attrs import AttrsInstance, has

__all__ = ["FrozenMap", "is_value"]

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)


class FrozenMap(Mapping[K, V_co]):
    """A read-only mapping; equal to any mapping with the same items.

    Examples:
        >>> posts = FrozenMap({"planner": 1.0})
        >>> posts["planner"], hash(posts) == hash(FrozenMap(planner=1.0))
        (1.0, True)
    """

    __slots__ = ("_items",)

    def __init__(
        self, items: Mapping[K, V_co] | Iterable[tuple[K, V_co]] = (), /, **named: V_co
    ) -> None:
        """Keep a copy of the items, in the order given."""
        self._items: dict[K, V_co] = dict(items, **named)

    def __getitem__(self, key: K) -> V_co:
        """Give the value of a key."""
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        """Go through the keys in order."""
        return iter(self._items)

    def __len__(self) -> int:
        """Count the items."""
        return len(self._items)

    def __hash__(self) -> int:
        """Hash the items, whatever their order."""
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        """Show the items as they were given."""
        return f"FrozenMap({self._items!r})"


def is_value(thing: object) -> TypeGuard[AttrsInstance]:
    """Say whether something is a value of the model, with named attributes.

    Examples:
        >>> from commerce_roles.model import Range
        >>> is_value(Range(1, 2)), is_value("text")
        (True, False)
    """
    return has(type(thing))
