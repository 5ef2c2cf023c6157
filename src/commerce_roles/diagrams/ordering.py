"""In which order to ask: so that as little as possible of the tables is open at any time."""

from collections.abc import Mapping, Sequence
from math import log2

__all__ = ["order"]


def order(
    supports: Sequence[frozenset[int]],
    sizes: Sequence[int],
    after: Mapping[int, frozenset[int]],
) -> tuple[int, ...]:
    """Choose, step by step, the variable after which least is open; ties go by position.

    A table is open from its first variable to its last. How much is open is measured by the cells
    that were passed in open tables, as bits: an upper bound of what must be remembered.

    Args:
        supports: The variables of each table.
        sizes: How many cells each variable has.
        after: Variables that may only come after others.

    Examples:
        >>> order([frozenset({0, 2}), frozenset({1})], [2, 2, 2], {})
        (1, 0, 2)
    """
    left = set(range(len(sizes)))
    chosen: list[int] = []
    passed = [0.0] * len(supports)
    remaining = [set(support) for support in supports]
    touching: dict[int, list[int]] = {variable: [] for variable in left}
    for table, support in enumerate(supports):
        for variable in support:
            touching[variable].append(table)

    def cost(variable: int) -> tuple[float, int]:
        change = 0.0
        for table in touching[variable]:
            closes = len(remaining[table]) == 1
            change += -passed[table] if closes else log2(sizes[variable])
        return change, variable

    while left:
        free = [v for v in left if not (after.get(v, frozenset()) & left)]
        best = min(free, key=cost)
        left.discard(best)
        chosen.append(best)
        for table in touching[best]:
            remaining[table].discard(best)
            passed[table] = passed[table] + log2(sizes[best]) if remaining[table] else 0.0
    return tuple(chosen)
