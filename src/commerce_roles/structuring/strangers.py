"""Keys that nobody knows: each told with the nearest known one, very many of them counted."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from commerce_roles.errors import MANY_PROBLEMS, Problem, nearest

__all__ = ["strangers"]


def strangers(
    told: Iterable[object],
    known: Sequence[str],
    at: str = "",
    *,
    message: str = "there is no such key",
    otherwise: str = "",
) -> Iterator[Problem]:
    r"""Tell of the keys that are not known, in their order; beyond 200 the rest is counted.

    Args:
        told: Every key of a table.
        known: Those that may stand there.
        at: The path of the table.
        message: What is wrong with one.
        otherwise: What to do where none is alike; left out, the known keys are listed.

    Examples:
        >>> print(*strangers(["title", "hour"], ["title", "hours"], "post"), sep="\n")
        post.hour: there is no such key; did you mean hours?
        >>> print([*strangers(range(1000), ["title"], "post")][-1])
        post: 800 more keys are not known; is this the right table?
    """
    allowed = frozenset(known)
    unknown = (str(key) for key in told if key not in allowed)
    for key in islice(unknown, MANY_PROBLEMS):
        near = nearest(key, known)
        remedy = f"did you mean {near[0]}?" if near else otherwise or f"keys are {', '.join(known)}"
        yield Problem(message, f"{at}.{key}" if at else key, remedy)
    if rest := sum(1 for _ in unknown):
        yield Problem(f"{rest:,} more keys are not known", at, "is this the right table?")
